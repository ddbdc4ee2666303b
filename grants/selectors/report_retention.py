"""Reports on a fund: until when each is kept, and what stands in the way of removing its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.files.models import Document, DocumentState
from foundation.values.dates import format_long_date, local_date
from grants.models import Fund, FundRules, LitigationHold
from grants.rules.retention import deletable_from

HOLD = "Für einen Fall dieses Fonds gilt eine Sperre. Sie muss zuerst aufgehoben werden."


@dataclass(frozen=True)
class ReportRetentionRow:
    """One report with its files: from when they may go; without reasons they may go now."""

    document: Document
    fund: Fund
    made_on: date
    deletable_from: date
    reasons: tuple[str, ...]


def reports_kept(funds: Iterable[Fund], *, on: date) -> Sequence[ReportRetentionRow]:
    """The finished reports on these funds that still have their files, what goes first on top.

    A report is kept by the rules of its day. Reports on a case go with the case. Three queries at any length.
    """
    known = {f"{kind}:{fund.uuid}": fund for fund in funds for kind in ("fund", "procedure")}
    rules: dict[int, list[FundRules]] = {fund.pk: [] for fund in known.values()}
    for each in FundRules.objects.filter(fund__in=rules).order_by("valid_from", "version"):
        rules[each.fund_id].append(each)
    held = set(
        LitigationHold.objects.filter(case__fund__in=rules, lifted_at=None).values_list(
            "case__fund_id", flat=True
        )
    )
    documents = Document.objects.filter(subject__in=known, state=DocumentState.READY, expired_at=None)
    rows = (
        _row(each, known[each.subject], rules[known[each.subject].pk], held, on)
        for each in documents.order_by("issued_at", "pk")
    )
    return sorted(rows, key=lambda row: (row.deletable_from, row.document.pk))


def expirable_reports(fund: Fund, *, on: date) -> list[ReportRetentionRow]:
    """The reports of the fund that nothing keeps any more."""
    return [row for row in reports_kept([fund], on=on) if not row.reasons]


def _row(
    document: Document, fund: Fund, versions: Sequence[FundRules], held: set[int], on: date
) -> ReportRetentionRow:
    made_on = local_date(document.issued_at)
    then = [each for each in versions if each.valid_from <= made_on] or list(versions[:1])
    first_day = deletable_from(made_on, then[-1].retention_years_reports)
    reasons = []
    if on < first_day:
        reasons.append(f"Die Aufbewahrung läuft bis {format_long_date(first_day - timedelta(days=1))}.")
    if fund.pk in held:
        reasons.append(HOLD)
    return ReportRetentionRow(document, fund, made_on, first_day, tuple(reasons))
