"""The help box for every page."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from foundation.values.dates import local_date
from quarter.selectors import HelpBox, help_boxes


def help_box(request: HttpRequest) -> dict[str, Any]:
    """`help_box`: telephone, address and hours of the office of the fund that the page is about.

    A page says so by `<slug:fund>` in its address or by `request.help_fund = fund.slug`; else it is the first
    one. Fetched only when a template shows it.
    """
    return {"help_box": SimpleLazyObject(lambda: _box_for(request))}


def _box_for(request: HttpRequest) -> HelpBox | None:
    boxes: tuple[HelpBox, ...] | None = getattr(request, "help_boxes", None)
    if boxes is None:
        boxes = help_boxes(today=local_date(timezone.now()))
        request.help_boxes = boxes  # type: ignore[attr-defined]  # one query for each page
    wanted = getattr(request, "help_fund", "") or _fund_in_address(request)
    found = next((box for box in boxes if box.fund_slug == wanted), None)
    if found is None and len(boxes) > 1:
        return replace(boxes[0], brand="Aktionskasse")  # a page that belongs to no single fund
    return found or (boxes[0] if boxes else None)


def _fund_in_address(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs.get("fund", "")) if match else ""
