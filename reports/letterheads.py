"""The logo on a letter: the one its fund had when it was ordered, so that it looks the same made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from foundation.files.services import read_bytes
from foundation.values.errors import DomainError
from grants.models import FundLogo
from reports.contract import Commission, Data, LetterPaper, Logo, Report

D = TypeVar("D", bound=Data)


def collected(report: Report[Any], commission: Commission) -> Data:
    """The document's values with its letterhead complete."""
    data: Data = report.collect(commission)
    return with_logo(data, until=commission.recorded_until)


def with_logo(data: D, *, until: datetime) -> D:
    """The same, with the logo that the fund had at that moment; what is no letter stays as it is."""
    paper = data.paper
    if not isinstance(paper, LetterPaper) or not paper.fund_id:
        return data
    return replace(data, paper=replace(paper, logo=_logo_of(paper.fund_id, until)))


def _logo_of(fund_id: int, until: datetime) -> Logo | None:
    rows = FundLogo.objects.filter(fund_id=fund_id, written_at__lte=until).select_related("file")
    row = rows.order_by("pk").last()
    if row is None or row.file is None:
        return None
    try:
        return Logo(read_bytes(row.file), row.alt)
    except (OSError, DomainError):
        return None  # a letter with a term in it does not wait for a picture; check_invariants names the file
