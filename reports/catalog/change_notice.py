"""Änderungsbescheid: costs spread anew, or a wish for a change that is refused, with the remedy."""

from __future__ import annotations

from reports.catalog.change_parts import ChangeData, collect_change, layout_change
from reports.contract import Commission, Report

TITLE = "Änderungsbescheid"


def collect(commission: Commission) -> ChangeData:
    """The decided change with its notice."""
    return collect_change(commission, title=TITLE)


REPORT = Report(
    slug="aenderungsbescheid",
    title=TITLE,
    subject_kind="grant",
    audience="applicant",
    params=("notice", "change"),
    collect=collect,
    layout=layout_change,
)
