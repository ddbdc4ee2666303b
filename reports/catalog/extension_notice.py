"""Verlängerungsbescheid: the project may last longer, and the proof is due later."""

from __future__ import annotations

from reports.catalog.change_parts import ChangeData, collect_change, layout_change
from reports.contract import Commission, Report

TITLE = "Verlängerungsbescheid"


def collect(commission: Commission) -> ChangeData:
    """The decided change with its notice."""
    return collect_change(commission, title=TITLE)


REPORT = Report(
    slug="verlaengerungsbescheid",
    title=TITLE,
    subject_kind="grant",
    audience="applicant",
    params=("notice", "change"),
    collect=collect,
    layout=layout_change,
)
