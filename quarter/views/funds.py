"""The start page, and what a fund says about itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.values.dates import local_date
from grants.selectors.funds import FundOverview, fund_overview, fund_overviews
from quarter.presenters import FundFacts


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """One fund: its page. Several: a choice."""
    overviews = fund_overviews(today=local_date(timezone.now()))
    if len(overviews) == 1:
        return _show_fund(request, overviews[0])
    facts = [FundFacts(overview) for overview in overviews]
    return render(request, "quarter/choice.html", {"funds": facts})


@require_safe
def fund(request: HttpRequest, fund: str) -> HttpResponse:
    """R0 of one fund."""
    return _show_fund(request, _overview_or_404(fund))


@require_safe
def how_it_works(request: HttpRequest, fund: str) -> HttpResponse:
    """R1: how long it takes and what to have at hand."""
    return render(request, "quarter/how_it_works.html", {"facts": FundFacts(_overview_or_404(fund))})


def _show_fund(request: HttpRequest, overview: FundOverview) -> HttpResponse:
    return render(request, "quarter/fund.html", {"facts": FundFacts(overview)})


def _overview_or_404(slug: str) -> FundOverview:
    overview = fund_overview(slug=slug, today=local_date(timezone.now()))
    if overview is None:
        raise Http404
    return overview
