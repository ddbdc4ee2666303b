"""What the machine may try: verbs, people, sums, the ways into the depth, and the edges nobody may walk."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from grants.models import Claim, Grant, JurySession, PaymentOrder
from tests.grants.life.expected_detours import TheDetours
from tests.grants.life.expected_grant import TheGrant
from tests.grants.life.model import ADVANCE_PERCENT, CAP, ROLES, YEAR, Case
from tests.grants.life.office_money import Office

PEOPLE = sorted(ROLES)
VERBS = frozenset(
    name.removeprefix("may_")
    for name in dir(TheDetours)
    if name.startswith("may_") and hasattr(TheDetours, name.removeprefix("may_"))
)
#: Steps that lead away from the straight way.
DISTURBING = frozenset({
    "say_bias", "juror_is_biased", "withdraw", "decline", "cancel", "defer", "declare_ineligible", "vote_no",
    "take_back_award", "take_back_claim", "take_back_revocation", "block", "carry_over", "cancel_order",
    "top_up", "close_session", "hold", "note_objection", "propose_write_off",
})  # fmt: skip
OF_THE_FUND = {"top_up", "block", "carry_over", "carry_commitments"}
OF_EVERY_CASE = {"pause", "vote_biased"}
NEED_GRANT = VERBS & {
    *vars(TheGrant), "take_back_award", "release_award", "expire", "remind_claim", "enforce",
    *vars(TheDetours),
} - OF_THE_FUND - OF_EVERY_CASE  # fmt: skip
#: How often a step that is open is taken, beside one of weight 1: what leads on and is seldom open, most.
WEIGHTS: Mapping[str, int] = {verb: 1 if verb in DISTURBING else 12 for verb in VERBS} | {
    "ask": 2, "declare_ineligible": 2, "accept_only": 3, "request_change": 4, "ask_about_proof": 3,
    "remind": 3, "lift": 4, "send_proof": 5, "settle_without_proof": 4, "certify": 30, "order": 30,
    "execute": 30, "confirm": 30, "reopen": 20, "revoke": 20, "archive": 3, "defer_claim": 4,
    "propose_waiver": 3, "waive": 20, "propose_recall": 3, "recall": 20, "return_payment": 2,
    "give_account": 3, "carry_commitments": 2, "end_objection": 6, "extend_proof_term": 3, "pause": 1,
}  # fmt: skip
#: What waits for a day to come or to pass, tried on the day itself and on the next.
TIMED = (
    "prepare_order", "expire", "demand", "draft_revocation", "revoke", "release_claim", "remind_claim",
    "enforce", "archive",
)  # fmt: skip
#: What must not come too early, with who would be the right one.
IN_ITS_TIME = {
    "prepare_order": "manager", "certify": "officer", "order": "orderer", "execute": "cashier",
    "expire": "officer", "demand": "officer", "draft_revocation": "officer", "revoke": "officer2",
    "release_claim": "officer2", "remind_claim": "cashier", "enforce": "cashier", "archive": "officer",
}  # fmt: skip
#: A proof may show more than was granted, a fund may get more.
WITHOUT_LIMIT = {"send_proof", "top_up"}


def limit(books: TheDetours, case: Case, verb: str) -> int:
    """The highest sum that could be right for a verb; 0 for one without a sum."""
    return max(0, LIMITS[verb](books, case)) if verb in LIMITS else 0


def _vote(books: TheDetours, case: Case) -> int:
    year = books.years[case.session.year if case.session else YEAR]
    return min(case.requested, case.eligible, CAP, year.free)


def _order(books: TheDetours, case: Case) -> int:
    granted = case.approved - case.released
    if case.entitlement is not None:
        return min(granted, case.entitlement) - case.ordered()
    advances = granted * ADVANCE_PERCENT // 100 - case.ordered(kind="advance")
    return min(granted - case.ordered(), advances)


LIMITS: dict[str, Callable[[TheDetours, Case], int]] = {
    "declare_eligible": lambda books, case: case.requested,
    "vote_yes": _vote,
    "vote_partial": _vote,
    "prepare_order": _order,
    "send_proof": lambda books, case: case.approved + case.own,
    "check": lambda books, case: case.receipt,
    "repay": lambda books, case: case.claim.cents - case.claim.repaid if case.claim else 0,
    "top_up": lambda books, case: 5_000,
    "block": lambda books, case: books.years[YEAR].free,
    "carry_over": lambda books, case: books.years[YEAR].free,
}


def sums(books: TheDetours, case: Case, verb: str) -> list[int]:
    """Nothing, a cent, a part, the limit, a cent above."""
    highest = limit(books, case, verb)
    return sorted({0, 1, highest // 3, highest, highest + 1})


def exists(case: Case, verb: str) -> bool:
    """There is a row that the verb could be tried on."""
    if verb == "close_session":
        return case.session is not None
    if verb == "vote_biased":
        return bool(case.biased_jurors)
    if verb == "return_payment" and case.grant == "archived":
        return False  # whoever archives has waited for months; what then comes back is nobody's case
    return verb not in NEED_GRANT or bool(case.grant)


def possible(books: TheDetours, verbs: frozenset[str]) -> dict[str, list[tuple[int, str, int]]]:
    """verb -> every (case, person, sum) to which the office would say yes."""
    found: dict[str, list[tuple[int, str, int]]] = {}
    for verb in verbs:
        may = getattr(books, f"may_{verb}")
        allowed = [
            (case.number, who, cents)
            for case in books.cases
            if exists(case, verb)
            for cents in sums(books, case, verb)
            for who in PEOPLE
            if may(case, who, cents)
        ]
        if allowed:
            found[verb] = allowed
    return found


def forbidden_edges(office: Office, case: Case) -> list[tuple[Any, str, str]]:
    """(row, edge, person): edges that do not leave the row's state, and for the audit office every edge."""
    application = office.case(case)
    rows: list[Any] = [application]
    for model in (Grant, PaymentOrder, Claim):
        path = "case" if model is Grant else "grant__case"
        rows += model._default_manager.filter(**{path: application}).order_by("pk")
    rows += JurySession.objects.order_by("pk")
    found = []
    for row in rows:
        edges = {(edge.name, edge.source) for edge in row.get_all_state_transitions()}
        leaving = {name for name, source in edges if source == row.state}
        names = {name for name, _ in edges}
        found += [(row, name, "auditor") for name in sorted(names)]
        found += [(row, name, "allround") for name in sorted(names - leaving)]
    return found


def choose(books: TheDetours, chance: Random) -> tuple[str, int, str, int] | None:
    """One step that the office would allow: rather one that leads on, rather the highest sum."""
    open_steps = possible(books, VERBS)
    if not open_steps:
        return None
    verbs = sorted(open_steps)
    verb = chance.choices(verbs, [WEIGHTS[each] for each in verbs])[0]
    number, who, cents = chance.choice(open_steps[verb])
    if chance.random() < 0.5:
        cents = max(sum_ for at, name, sum_ in open_steps[verb] if (at, name) == (number, who))
    return verb, number, who, cents


def near_misses(books: TheDetours, case: Case, verb: str, acted: set[str]) -> list[tuple[str, str, int]]:
    """What looks like the step and is not right: by who acted before or has every role, or a cent more."""
    highest = limit(books, case, verb)
    found = [(verb, who, highest) for who in sorted({*acted, "allround", "auditor"})]
    if highest and verb not in WITHOUT_LIMIT:
        found += [(verb, who, highest + 1) for who in PEOPLE]
    if verb in ("vote_yes", "vote_partial"):
        found.append(("vote_biased", "manager", highest))
    wrong = [
        (name, who, cents)
        for name, who, cents in found
        if exists(case, name) and not getattr(books, f"may_{name}")(case, who, cents)
    ]
    above = [each for each in wrong if each[2] > highest]
    return [each for each in wrong if each[2] <= highest] + above[:2]


def too_early(books: TheDetours, case: Case) -> list[tuple[str, str, int]]:
    """What is not open now, though the right person asks."""
    tried = [(verb, who, max(1, limit(books, case, verb))) for verb, who in IN_ITS_TIME.items()]
    return [each for each in tried if not getattr(books, f"may_{each[0]}")(case, *each[1:])]


def terms(books: TheDetours) -> list[date]:
    """Days to come on which something begins or is over, the next ones first."""
    days: set[date] = set()
    for case in books.cases:
        if case.grant in ("", "archived"):
            continue
        days |= {case.starts, case.ends, *case.reminded, *case.demanded}
        days |= {books.remedy_until(case), books.acceptance_until(case)} if case.notice else set()
        days |= {claim.heard_until for claim in case.claims if claim.heard_until}
        days |= {claim.last_day for claim in case.claims}
        days |= {case.proof_due} if case.proof_due else set()
    return sorted(day for day in days if books.day <= day < books.day + timedelta(days=120))
