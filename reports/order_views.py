"""Ordering a report: which one, its own choice, its totals at a look, then the order."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.audit.services import record_access
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants import policy
from grants.models import Fund, FundAccount
from grants.views.office_access import actor_of, form_page, office_page
from reports.catalog import CATALOG
from reports.contract import Report
from reports.forms import ReportForm, WhichReportForm
from reports.presets import presets_of
from reports.selectors import Totals, funds_for_procedure, funds_for_reports, report_history, totals_of
from reports.services import commission_for, order_report
from reports.views import ORDERED, READERS

PROCEDURE = "verfahrensdokumentation"


@office_page(*READERS, *policy.PROCEDURE_READERS)
def reports(request: HttpRequest) -> HttpResponse:
    """What one click orders, the way to an own choice, and what was made so far."""
    actor = actor_of(request)
    return _show_all(request, actor, WhichReportForm(funds=funds_for_reports(actor)))


@form_page(*READERS)
def report_new(request: HttpRequest) -> HttpResponse:
    """What the report knows, its totals at a look, and the order; a mistake keeps what was chosen."""
    actor, now = actor_of(request), timezone.now()
    funds = funds_for_reports(actor)
    which = WhichReportForm(request.POST if request.method == "POST" else request.GET, funds=funds)
    if not which.is_valid():
        return _show_all(request, actor, which)
    report = CATALOG[which.cleaned_data["slug"]]
    fund = next(each for each in funds if each.slug == which.cleaned_data["fund"])
    if request.method != "POST":
        year = "" if "all_years" in report.params else local_date(now).year
        usual = {choice.name: choice.of({}) for choice in report.choices}
        form = ReportForm(
            initial={"key": uuid4().hex, "year": year, **usual}, report=report, years=_years(fund)
        )
        return _show_choice(request, report, fund, form)
    form = ReportForm(request.POST, report=report, years=_years(fund))
    if not form.is_valid():
        return _show_choice(request, report, fund, form)
    try:
        return _look_or_order(request, report, fund, form, actor, now)
    except DomainError as error:
        form.add_error(None, error.message)
        return _show_choice(request, report, fund, form)


@office_page(*policy.PROCEDURE_READERS, methods=("POST",))
def procedure_new(request: HttpRequest, fund: str) -> HttpResponse:
    """Order the Verfahrensdokumentation of a fund as it stands today; it leaves a line in the access log."""
    actor, now = actor_of(request), timezone.now()
    found = next((each for each in funds_for_procedure(actor) if each.slug == fund), None)
    if found is None:
        raise Http404
    document = order_report(
        slug=PROCEDURE,
        fund=found,
        params={},
        as_of=local_date(now),
        actor=actor,
        now=now,
        key=f"report:{actor.reference}:{request.POST.get('key', '')[:40] or uuid4().hex}",
    )
    record_access(actor=actor, subject=document.subject, purpose="procedure.order", now=now)
    messages.success(request, ORDERED)
    return redirect("report_detail", number=document.number)


def _look_or_order(
    request: HttpRequest, report: Report[Any], fund: Fund, form: ReportForm, actor: Actor, now: datetime
) -> HttpResponse:
    as_of = form.cleaned_data["as_of"] or local_date(now)
    if "look" in request.POST:
        commission = commission_for(
            report=report, fund=fund, params=form.params, as_of=as_of, actor=actor, now=now
        )
        totals = totals_of(report, commission) if report.columns else None
        return _show_choice(request, report, fund, form, totals)
    document = order_report(
        slug=report.slug,
        fund=fund,
        params=form.params,
        as_of=as_of,
        actor=actor,
        now=now,
        key=f"report:{actor.reference}:{form.cleaned_data['key'] or uuid4().hex}",
    )
    messages.success(request, ORDERED)
    return redirect("report_detail", number=document.number)


def _show_all(request: HttpRequest, actor: Actor, which: WhichReportForm) -> HttpResponse:
    funds, today = funds_for_reports(actor), local_date(timezone.now())
    context = {
        "presets": [preset for fund in funds for preset in presets_of(fund, today)],
        "procedures": funds_for_procedure(actor),
        "may_order": bool(funds),
        "key": uuid4().hex,
        "form": which,
        "history": report_history(actor, request.GET.get("nach", "")),
    }
    return render(request, "reports/reports.html", context)


def _show_choice(
    request: HttpRequest, report: Report[Any], fund: Fund, form: ReportForm, totals: Totals | None = None
) -> HttpResponse:
    context = {
        "report": report,
        "fund": fund,
        "form": form,
        "totals": totals,
        "has_totals": report.columns is not None,
    }
    return render(request, "reports/report_new.html", context)


def _years(fund: Fund) -> list[int]:
    """Budget years of the fund, newest first."""
    return list(
        FundAccount.objects.filter(fund=fund).order_by("-budget_year").values_list("budget_year", flat=True)
    )
