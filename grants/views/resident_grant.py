"""After the decision: accept the money, and say where it goes."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from applicants.services.bank_details import add_bank_account
from foundation.languages.spoken import spoken
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput
from foundation.values.phrases import say
from grants.forms.resident_case import AcceptForm, BankDetailsForm
from grants.models import Grant
from grants.selectors.resident import issued_grant
from grants.selectors.resident_own_share import own_share_news
from grants.services.grants import accept_grant, give_bank_details
from grants.services.workflow import blockers
from grants.views.resident_access import form_page, seen_version, status_of, who, with_grant
from grants.views.resident_lost import typed_before
from grants.workflows.facts import financing_plan_of

ACCEPT_FIRST = say("Nehmen Sie zuerst das Geld an. Danach fragen wir nach Ihrem Konto.")


@form_page
@with_grant
def my_accept(request: HttpRequest, grant: Grant) -> HttpResponse:
    """T3: accept, with the waiver explained in plain words; then the bank details."""
    if blockers(grant, "accept", actor=who(request), today=local_date(timezone.now())):
        return redirect("my_case", reference=grant.case.reference)
    planned = financing_plan_of(grant.case, grant.approved_cents).own_cents
    data = request.POST if request.method == "POST" else typed_before(request)
    form = AcceptForm(data, planned_cents=planned, remedy=grant.case.rules.remedy_word)
    if request.method != "POST" or not form.is_valid():
        return _show_accept(request, grant, form)
    try:
        accept_grant(
            grant=grant,
            actor=who(request),
            now=timezone.now(),
            waiver=form.cleaned_data["waiver"],
            own_committed_cents=form.cleaned_data.get("own_money"),
            own_less_reason=form.cleaned_data.get("own_less_reason", ""),
            expected_version=seen_version(request),
        )
    except DomainError as error:
        fresh = issued_grant(grant.case) or grant
        if fresh.accepted_on is not None:
            return redirect("my_bank_details", reference=grant.case.reference)
        field = error.field if isinstance(error, InvalidInput) else ""
        form.add_error(field if field in form.fields else None, error.message)
        return _show_accept(request, fresh, form, status_of(error))
    messages.success(request, spoken(say("Sie haben das Geld angenommen.")))
    return redirect("my_bank_details", reference=grant.case.reference)


def _show_accept(request: HttpRequest, grant: Grant, form: AcceptForm, status: int = 200) -> HttpResponse:
    notice = grant.award_notice
    context = {
        "grant": grant,
        "application": grant.case,
        "form": form,
        "plan": financing_plan_of(grant.case, grant.approved_cents),
        "remedy_until": notice.remedy_until if notice else None,
        "own_share": own_share_news(grant),
        "obligations": list(grant.obligations.all()),
    }
    return render(request, "resident/accept.html", context, status=status)


@sensitive_post_parameters("iban", "holder")
@form_page
@with_grant
def my_bank_details(request: HttpRequest, grant: Grant) -> HttpResponse:
    """T4: the account, once; afterwards it is shown masked and changed only together with the office."""
    if grant.accepted_on is None:
        messages.info(request, spoken(ACCEPT_FIRST))
        return redirect("my_accept", reference=grant.case.reference)
    if grant.bank_account is not None:
        return _show_account(request, grant)
    if request.method != "POST":
        return _ask_account(request, grant, BankDetailsForm(typed_before(request)))
    form = BankDetailsForm(request.POST)
    if form.is_valid():
        try:
            _store(request, grant, form, timezone.now())
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        except DomainError as error:
            fresh = issued_grant(grant.case)
            if fresh is None or fresh.bank_account is None:
                form.add_error(None, error.message)
    if form.errors:
        return _ask_account(request, grant, form)
    return redirect("my_bank_details", reference=grant.case.reference)


def _store(request: HttpRequest, grant: Grant, form: BankDetailsForm, now: datetime) -> None:
    with transaction.atomic():
        account = add_bank_account(
            applicant=grant.case.applicant,
            holder=form.cleaned_data["holder"],
            iban=form.cleaned_data["iban"],
            actor=who(request),
            now=now,
        )
        give_bank_details(grant=grant, bank_account=account, actor=who(request), now=now)


def _ask_account(request: HttpRequest, grant: Grant, form: BankDetailsForm) -> HttpResponse:
    context = {"grant": grant, "application": grant.case, "form": form}
    return render(request, "resident/bank_details.html", context)


def _show_account(request: HttpRequest, grant: Grant) -> HttpResponse:
    context = {"grant": grant, "application": grant.case, "account": grant.bank_account}
    return render(request, "resident/bank_details_saved.html", context)
