"""What the machine may try: verbs, people, sums, the ways into the depth, and the edges nobody may walk."""

from collections.abc import Callable
from typing import Any

from grants.models import Claim, Grant, JurySession, PaymentOrder
from tests.grants.life.expected_grant import TheGrant
from tests.grants.life.model import ADVANCE_PERCENT, CAP, ROLES, YEAR, Case
from tests.grants.life.office_money import Office

#: verb, who, and per cent of the highest sum; or "days" and how many
Move = tuple[str, str, int]
PEOPLE = sorted(ROLES)
VERBS = frozenset(
    name.removeprefix("may_")
    for name in dir(TheGrant)
    if name.startswith("may_") and hasattr(TheGrant, name.removeprefix("may_"))
)
#: Steps that lead away from the straight way.
DISTURBING = frozenset({
    "say_bias", "juror_is_biased", "withdraw", "decline", "cancel", "defer", "declare_ineligible", "vote_no",
    "take_back_award", "take_back_claim", "take_back_revocation", "block", "carry_over", "cancel_order",
    "top_up", "close_session",
})  # fmt: skip
OF_THE_FUND = {"top_up", "block", "carry_over"}
NEED_GRANT = VERBS & {*vars(TheGrant), "take_back_award", "release_award", "expire"} - OF_THE_FUND
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
#: A proof may show more than was granted, a fund may get more.
WITHOUT_LIMIT = {"send_proof", "top_up"}


def limit(books: TheGrant, case: Case, verb: str) -> int:
    """The highest sum that could be right for a verb; 0 for one without a sum."""
    return max(0, LIMITS[verb](books, case)) if verb in LIMITS else 0


def _vote(books: TheGrant, case: Case) -> int:
    year = books.years[case.session.year if case.session else YEAR]
    return min(case.requested, case.eligible, CAP, year.free)


def _order(books: TheGrant, case: Case) -> int:
    granted = case.approved - case.released
    if case.entitlement is not None:
        return min(granted, case.entitlement) - case.ordered()
    advances = granted * ADVANCE_PERCENT // 100 - case.ordered(kind="advance")
    return min(granted - case.ordered(), advances)


LIMITS: dict[str, Callable[[TheGrant, Case], int]] = {
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


def sums(books: TheGrant, case: Case, verb: str) -> list[int]:
    """Nothing, a cent, a part, the limit, a cent above."""
    highest = limit(books, case, verb)
    return sorted({0, 1, highest // 3, highest, highest + 1})


def exists(case: Case, verb: str) -> bool:
    """There is a row that the verb could be tried on."""
    if verb == "close_session":
        return case.session is not None
    return verb not in NEED_GRANT or bool(case.grant)


def possible(books: TheGrant, verbs: frozenset[str]) -> dict[str, list[tuple[int, str, int]]]:
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
