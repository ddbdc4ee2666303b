"""What the machine may try: verbs, people, sums, the ways into the depth, and the edges nobody may walk."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from grants.models import Claim, Grant, JurySession, PaymentOrder
from tests.grants.life.expected_end import TheEnd
from tests.grants.life.expected_grant import TheGrant
from tests.grants.life.model import ADVANCE_PERCENT, CAP, ROLES, YEAR, Case
from tests.grants.life.office_money import Office

#: verb, who, and per cent of the highest sum; or "days" and how many
Move = tuple[str, str, int]
PEOPLE = sorted(ROLES)
VERBS = frozenset(
    name.removeprefix("may_")
    for name in dir(TheEnd)
    if name.startswith("may_") and hasattr(TheEnd, name.removeprefix("may_"))
)
#: Steps that lead away from the straight way.
DISTURBING = frozenset({
    "say_bias", "juror_is_biased", "withdraw", "decline", "cancel", "defer", "declare_ineligible", "vote_no",
    "take_back_award", "take_back_claim", "take_back_revocation", "block", "carry_over", "cancel_order",
    "top_up", "close_session", "hold",
})  # fmt: skip
OF_THE_FUND = {"top_up", "block", "carry_over"}
NEED_GRANT = VERBS & {
    *vars(TheGrant), "take_back_award", "release_award", "expire", "remind_claim", "enforce",
} - OF_THE_FUND  # fmt: skip
AWARD: list[Move] = [
    ("submit", "resident", 0),
    ("declare_eligible", "manager", 100),
    ("schedule", "manager", 0),
    ("vote_partial", "manager", 90),
    ("draft_award", "officer", 0),
    ("release_award", "officer2", 0),
]
PAID: list[Move] = [
    *AWARD,
    ("accept", "resident", 0),
    ("prepare_order", "certifier", 100),
    ("certify", "allround", 0),
    ("order", "orderer", 0),
    ("execute", "cashier", 0),
]
WAYS: dict[str, list[Move]] = {
    "too few receipts, a claim, paid back in part": [
        *PAID,
        ("send_proof", "resident", 30),
        ("check", "officer2", 30),
        ("confirm", "officer", 0),
        ("draft_claim", "officer", 0),
        ("days", "", 11),
        ("release_claim", "officer2", 0),
        ("repay", "cashier", 50),
        ("repay", "cashier", 100),
    ],
    "no proof, reminded, demanded, revoked": [
        *PAID,
        ("days", "", 105),
        ("remind", "manager", 0),
        ("days", "", 11),
        ("demand", "officer", 0),
        ("days", "", 11),
        ("draft_revocation", "officer", 0),
        ("revoke", "officer2", 0),
        ("repay", "cashier", 100),
    ],
    "all receipts, the rest is paid": [
        *PAID,
        ("send_proof", "resident", 100),
        ("check", "manager", 0),
        ("confirm", "officer2", 0),
        ("prepare_order", "manager", 100),
        ("certify", "officer", 0),
        ("order", "allround", 0),
        ("execute", "cashier", 0),
    ],
    "stopped early, no receipts": [
        *PAID,
        ("days", "", 31),
        ("cancel", "resident", 0),
        ("settle_without_proof", "manager", 0),
        ("check", "manager", 0),
        ("confirm", "officer", 0),
    ],
    "put off, stopped before any money": [
        *AWARD,
        ("days", "", 31),
        ("request_change", "resident", 0),
        ("prepare_change", "allround", 0),
        ("decide_change", "officer", 0),
        ("cancel", "resident", 0),
    ],
    "declined": [*AWARD, ("decline", "resident", 0)],
    "never answered": [*AWARD, ("days", "", 22), ("expire", "officer", 0)],
    "refused": [
        *AWARD[:3],
        ("vote_no", "manager", 0),
        ("draft_rejection", "officer", 0),
        ("release_rejection", "officer2", 0),
    ],
    "little money left, voted anew, withdrawn": [
        ("block", "kaemmerei", 90),
        *AWARD[:5],
        ("say_bias", "allround", 0),
        ("take_back_award", "manager", 0),
        ("juror_is_biased", "manager", 0),
        ("juror_is_biased", "manager", 0),
        ("reopen", "manager", 0),
        ("withdraw", "resident", 0),
    ],
}
#: How often a step that is open is taken, beside one of weight 1: what leads on and is seldom open, most.
WEIGHTS: Mapping[str, int] = {verb: 1 if verb in DISTURBING else 12 for verb in VERBS} | {
    "ask": 2, "declare_ineligible": 2, "accept_only": 3, "request_change": 4, "ask_about_proof": 3,
    "remind": 3, "lift": 4, "send_proof": 5, "settle_without_proof": 4, "certify": 30, "order": 30,
    "execute": 30, "confirm": 30, "reopen": 20, "revoke": 20, "archive": 3,
}  # fmt: skip
#: What waits for a day to come or to pass, tried on the day itself and on the next.
TIMED = (
    "prepare_order", "expire", "demand", "draft_revocation", "revoke", "release_claim", "remind_claim",
    "enforce", "archive",
)  # fmt: skip
#: A proof may show more than was granted, a fund may get more.
WITHOUT_LIMIT = {"send_proof", "top_up"}


def limit(books: TheEnd, case: Case, verb: str) -> int:
    """The highest sum that could be right for a verb; 0 for one without a sum."""
    return max(0, LIMITS[verb](books, case)) if verb in LIMITS else 0


def _vote(books: TheEnd, case: Case) -> int:
    year = books.years[case.session.year if case.session else YEAR]
    return min(case.requested, case.eligible, CAP, year.free)


def _order(books: TheEnd, case: Case) -> int:
    granted = case.approved - case.released
    if case.entitlement is not None:
        return min(granted, case.entitlement) - case.ordered()
    advances = granted * ADVANCE_PERCENT // 100 - case.ordered(kind="advance")
    return min(granted - case.ordered(), advances)


LIMITS: dict[str, Callable[[TheEnd, Case], int]] = {
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


def sums(books: TheEnd, case: Case, verb: str) -> list[int]:
    """Nothing, a cent, a part, the limit, a cent above."""
    highest = limit(books, case, verb)
    return sorted({0, 1, highest // 3, highest, highest + 1})


def exists(case: Case, verb: str) -> bool:
    """There is a row that the verb could be tried on."""
    if verb == "close_session":
        return case.session is not None
    return verb not in NEED_GRANT or bool(case.grant)


def possible(books: TheEnd, verbs: frozenset[str]) -> dict[str, list[tuple[int, str, int]]]:
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


def choose(books: TheEnd, chance: Random) -> tuple[str, int, str, int] | None:
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


def near_misses(books: TheEnd, case: Case, verb: str, acted: set[str]) -> list[tuple[str, str, int]]:
    """What looks like the step and is not right: by who acted before or has every role, or a cent more."""
    highest = limit(books, case, verb)
    found = [(verb, who, highest) for who in sorted({*acted, "allround", "auditor"})]
    if highest and verb not in WITHOUT_LIMIT:
        found += [(verb, who, highest + 1) for who in PEOPLE]
    may = getattr(books, f"may_{verb}")
    wrong = [(name, who, cents) for name, who, cents in found if not may(case, who, cents)]
    above = [each for each in wrong if each[2] > highest]
    return [each for each in wrong if each[2] <= highest] + above[:2]


def terms(books: TheEnd) -> list[date]:
    """Days to come on which something begins or is over, the next ones first."""
    days: set[date] = set()
    for case in books.cases:
        if case.grant in ("", "archived"):
            continue
        days |= {case.starts, case.ends, *case.reminded, *case.demanded}
        days |= {books.remedy_until(case), books.acceptance_until(case)} if case.notice else set()
        days |= {claim.heard_until for claim in case.claims if claim.heard_until}
        days |= {claim.term for claim in case.claims}
        days |= {case.proof_due} if case.proof_due else set()
    return sorted(day for day in days if books.day <= day < books.day + timedelta(days=120))
