"""The pictures of a fund's budget year, as they are now or were on an earlier day."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants.models import Fund, FundAccount
from grants.views.office_access import actor_of, office_page
from reports.catalog import pictures
from reports.catalog.pictures import Pictures
from reports.charts.svg import picture_of
from reports.forms import PicturesForm
from reports.selectors import funds_for_reports
from reports.services import commission_for
from reports.views import READERS


@office_page(*READERS)
def year_pictures(request: HttpRequest) -> HttpResponse:
    """Four pictures, each with its table; first the fund and the year of today."""
    actor, today = actor_of(request), local_date(timezone.now())
    funds = funds_for_reports(actor)
    years = list(
        FundAccount.objects.filter(fund__in=funds)
        .order_by("-budget_year")
        .values_list("budget_year", flat=True)
        .distinct()
    )
    first = {"fund": funds[0].slug if funds else "", "year": _nearest(years, today.year)}
    chosen = {name: request.GET[name] for name in ("fund", "year", "as_of") if name in request.GET}
    form = PicturesForm(first | chosen, funds=funds, years=years)
    found = _look(form, funds, actor) if funds and form.is_valid() else None
    context = {
        "form": form,
        "found": found,
        "has_budget": bool(years),
        "key": uuid4().hex,
        "pictures": [picture_of(chart) for chart in found.charts] if found else [],
    }
    return render(request, "reports/pictures.html", context)


def _nearest(years: Sequence[int], this_year: int) -> str:
    """This year where there is money for it, else the latest."""
    return str(this_year if this_year in years else next(iter(years), this_year))


def _look(form: PicturesForm, funds: Sequence[Fund], actor: Actor) -> Pictures | None:
    """Collected as for the document, without making one; what is wrong stands at the form."""
    now, data = timezone.now(), form.cleaned_data
    try:
        commission = commission_for(
            report=pictures.REPORT,
            fund=next(fund for fund in funds if fund.slug == data["fund"]),
            params={"year": data["year"]},
            as_of=data["as_of"] or local_date(now),
            actor=actor,
            now=now,
        )
        return pictures.collect(commission)
    except DomainError as error:
        form.add_error(None, error.message)
        return None
