"""R11 Fristen- und Mahnliste: which proofs are due, how late, what was done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from grants.models import Fund, Grant, ProofReminder
from grants.selectors.proof_terms import AWAITING_PROOF
from grants.states import GrantState
from reports.catalog.fund_report import (
    Draft,
    Field,
    ListReport,
    compose,
    fund_of,
    fund_report,
    key_date,
    parted,
    scope_of,
)
from reports.catalog.states_then import Then, then_of
from reports.contract import Commission, Value
from reports.parameters import ALL_YEARS, PERIOD, Basis, Standing, basis, standing

FIELDS = (
    Field("Aktenzeichen", width=16, share=1.5, names_row=True),
    Field("Aktion", width=34, share=3),
    Field("Nachweis fällig", "date", 14, 1.3),
    Field("Tage über", "number", 10, 0.9),
    Field("Stufe", width=26, share=1.8),
    Field("Letzte Mahnung", "date", 14, 1.3),
    Field("Neue Frist bis", "date", 14, 1.3),
    Field("Nächster Schritt", width=44, share=3),
)
BASIS = basis((Basis.DUE, "Tag, an dem der Nachweis fällig ist"), why="Eine Frist hat nur diesen einen Tag.")
STANDING = standing(
    (Standing.ALL, "alle Förderfälle, deren Nachweis noch aussteht"),
    (Standing.LATE, "nur Förderfälle, deren Nachweis überfällig ist"),
    (Standing.OPEN, "nur Förderfälle, deren Nachweis noch nicht überfällig ist"),
)
DUE, LATE = 2, 3
#: What was sent last -> what comes next once its term has passed.
NEXT: Mapping[str, str] = {
    "": "Erinnern",
    "reminder": "Mahnen mit Anhörung",
    "longer": "Erinnern",
    "demand": "Widerruf prüfen",
}
ANSWER = "Antwort auf die Rückfrage abwarten"
WAIT = "Abwarten"


def collect(commission: Commission) -> ListReport:
    """Every case that still owed its proof then, the oldest term first. Three queries at any length."""
    fund, until = fund_of(commission), commission.recorded_until
    then = then_of(Grant.machine, fund, until)
    awaiting = {key: each for key, each in then.items() if each.state in AWAITING_PROOF}
    sent = _sent(fund, commission)
    grants = Grant.objects.filter(pk__in=awaiting).select_related("case").order_by("pk")
    due = [(_due_on(grant, awaiting[grant.pk]), grant) for grant in grants]
    rows = tuple(
        _row(grant, due_on, awaiting[grant.pk], sent.get(grant.pk, ()), commission.as_of)
        for due_on, grant in sorted(due, key=lambda each: (each[0], each[1].pk))
    )
    scope = scope_of(commission, fund, key_date(commission), BASIS, STANDING)
    shown, rest = parted(rows, partial(_is_shown, commission))
    return compose(commission, Draft("Fristen- und Mahnliste", scope, FIELDS, shown, left_out=rest))


def _is_shown(commission: Commission, row: tuple[Value, ...]) -> bool:
    chosen, wanted = commission.chosen_period, STANDING.of(commission.params)
    if chosen and row[DUE] not in chosen:
        return False
    return wanted == Standing.ALL or (wanted == Standing.LATE) == bool(row[LATE])


def _due_on(grant: Grant, then: Then) -> date:
    """As it stood then; steps from before the days were kept fall back on the day of now."""
    return then.day("proof_due_on") or grant.proof_due_on or grant.ends_on


def _sent(fund: Fund, commission: Commission) -> Mapping[int, Sequence[ProofReminder]]:
    found: dict[int, list[ProofReminder]] = {}
    reminders = ProofReminder.objects.filter(grant__case__fund=fund, sent_on__lte=commission.as_of)
    for each in reminders.exclude(kind="start").order_by("pk"):
        found.setdefault(each.grant_id, []).append(each)
    return found


def _row(
    grant: Grant, due_on: date, then: Then, sent: Sequence[ProofReminder], as_of: date
) -> tuple[Value, ...]:
    last = sent[-1] if sent else None
    late = max(0, (as_of - due_on).days)
    term = max(due_on, last.until) if last else due_on
    return (
        grant.case.reference or "",
        grant.case.title,
        due_on,
        late,
        f"{len(sent)}. {last.get_kind_display()}" if last else "–",
        last.sent_on if last else None,
        last.until if last else None,
        _next_step(then, last.kind if last else "", is_over=term < as_of),
    )


def _next_step(then: Then, sent: str, *, is_over: bool) -> str:
    if then.state == GrantState.PROOF_INCOMPLETE:
        return ANSWER
    return NEXT[sent] if is_over else WAIT


REPORT = fund_report(
    slug="fristenliste",
    title="Fristen- und Mahnliste (R11)",
    summary="Je Förderfall: wann der Nachweis fällig ist, was gemahnt wurde, was als Nächstes kommt",
    collect=collect,
    row_key=("Aktenzeichen",),
    derived=("Tage über",),
    params=(*PERIOD, *ALL_YEARS),
    choices=(BASIS, STANDING),
)
