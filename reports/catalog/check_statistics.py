"""R14 Prüfvermerk-Statistik: how proofs were checked, how fast, with what result (domain handbook 2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from foundation.values.dates import local_date
from foundation.values.money import round_half_up
from grants.models import Fund, Proof, ProofCheck
from reports.catalog.fund_report import (
    Draft,
    Field,
    Identity,
    ListReport,
    compose,
    fund_of,
    fund_report,
    parted,
    scope_of,
)
from reports.catalog.report_parts import column_sum
from reports.contract import Commission, Value
from reports.parameters import PERIOD, Basis, Standing, basis, standing

FIELDS = (
    Field("Aktenzeichen", width=16, share=1.5, names_row=True),
    Field("Nachweis eingegangen", "date", 14, 1.4),
    Field("Geprüft am", "date", 12, 1.2),
    Field("Tage bis zur Prüfung", "number", 12, 1.2),
    Field("Geprüft von", width=26, share=1.9),
    Field("Bestätigt von", width=26, share=1.9),
    Field("Art der Prüfung", width=30, share=2.2),
    Field("Belege (€)", "money", share=1.2, is_summed=True),
    Field("Anerkannt (€)", "money", share=1.2, is_summed=True),
    Field("Gekürzt (€)", "money", share=1.2, is_summed=True),
    Field("Zweck erreicht", width=12, share=1.1),
)
BASIS = basis((Basis.RECEIPT, "Eingang des Nachweises"), (Basis.DECISION, "Tag der Prüfung"))
STANDING = standing(
    (Standing.ALL, "alle Nachweise"),
    (Standing.OPEN, "nur Nachweise, die noch nicht geprüft sind"),
    (Standing.ENDED, "nur Nachweise, die geprüft sind"),
)
DAY_COLUMNS = {Basis.RECEIPT.value: 1, Basis.DECISION.value: 2}
DAYS, RECEIPTS, ACCEPTED, CUT, PURPOSE = 3, 7, 8, 9, 10
SOON_DAYS = 30
PER_MILLE = 1000


@dataclass(frozen=True)
class Shown:
    """How the checks went, all together."""

    received: int
    checked: int
    soon: int
    findings: int
    missed: int

    @property
    def sentence(self) -> str:
        share = round_half_up(self.checked * PER_MILLE, self.received * 10) if self.received else 0
        return (
            f"Eingegangen {self.received}, geprüft {self.checked} ({share} %), davon {self.soon} in "
            f"höchstens {SOON_DAYS} Tagen; mit Kürzung {self.findings}; Zweck nicht erreicht {self.missed}."
        )


def collect(commission: Commission) -> ListReport:
    """The proofs that came in, or were checked, during the period. Three queries at any length."""
    fund, period = fund_of(commission), commission.period
    proofs = Proof.objects.filter(grant__case__fund=fund, sent_at__lte=commission.recorded_until)
    checks, day = _checks(fund, commission), DAY_COLUMNS[BASIS.of(commission.params)]
    every = proofs.select_related("grant__case").order_by("sent_at", "pk")
    found = (_row(proof, checks.get(proof.grant_id)) for proof in every)
    rows = tuple(row for row in found if row[day] in period)
    identities = (
        Identity(
            "Belege = anerkannt + gekürzt",
            column_sum(rows, RECEIPTS),
            column_sum(rows, ACCEPTED) + column_sum(rows, CUT),
        ),
    )
    scope = scope_of(commission, fund, period.words, BASIS, STANDING)
    title = f"Prüfvermerk-Statistik {period.short}"
    notes = (_shown(rows).sentence,)
    shown, rest = parted(rows, partial(_is_shown, STANDING.of(commission.params)))
    return compose(commission, Draft(title, scope, FIELDS, shown, identities, notes, rest))


def _is_shown(chosen: str, row: tuple[Value, ...]) -> bool:
    return chosen == Standing.ALL or (chosen == Standing.OPEN) == (row[DAYS] is None)


def _checks(fund: Fund, commission: Commission) -> Mapping[int, ProofCheck]:
    """Grant -> its last check by then that a second person had confirmed."""
    checks = ProofCheck.objects.filter(
        grant__case__fund=fund, confirmed_at__lte=commission.recorded_until
    ).order_by("confirmed_at", "pk")
    return {check.grant_id: check for check in checks}


def _row(proof: Proof, check: ProofCheck | None) -> tuple[Value, ...]:
    came_on = local_date(proof.sent_at) if proof.sent_at else None
    if check is None or came_on is None:
        return (proof.grant.case.reference or "", came_on, *[None] * (len(FIELDS) - 2))
    checked_on = local_date(check.checked_at)
    return (
        proof.grant.case.reference or "",
        came_on,
        checked_on,
        max(0, (checked_on - came_on).days),
        check.checked_by_label,
        check.confirmed_by_label,
        check.method,
        check.accepted_cents + check.cut_cents,
        check.accepted_cents,
        check.cut_cents,
        "ja" if check.purpose_achieved else "nein",
    )


def _shown(rows: Iterable[tuple[Value, ...]]) -> Shown:
    found = list(rows)
    checked = [row for row in found if isinstance(row[DAYS], int)]
    return Shown(
        received=len(found),
        checked=len(checked),
        soon=sum(int(str(row[DAYS])) <= SOON_DAYS for row in checked),
        findings=sum(bool(row[CUT]) for row in checked),
        missed=sum(row[PURPOSE] == "nein" for row in checked),
    )


REPORT = fund_report(
    slug="pruefvermerke",
    title="Prüfvermerk-Statistik (R14)",
    summary="Je Nachweis: wann er kam, wann und von wem er geprüft wurde, mit welchem Ergebnis",
    collect=collect,
    row_key=("Aktenzeichen",),
    params=PERIOD,
    choices=(BASIS, STANDING),
)
