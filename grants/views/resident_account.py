"""Another account after acceptance: with a fresh code or link, and a day of rest before money goes there."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from applicants.middleware import opened_at
from applicants.services.bank_details import add_bank_account
from foundation.languages.spoken import spoken
from foundation.values.errors import DomainError, InvalidInput
from foundation.values.phrases import say
from grants.forms.resident_case import BankDetailsForm
from grants.models import Grant
from grants.rules.account_changes import is_fresh
from grants.selectors.resident_progress import returned_payment
from grants.services.payment_returns import change_bank_details
from grants.views.resident_access import form_page, who, with_grant
from grants.views.resident_lost import typed_before

DONE = say("Ihr neues Konto ist gespeichert. Frühestens nach einem Tag kann die Stadt dorthin überweisen.")


@sensitive_post_parameters("iban", "holder")
@form_page
@with_grant
def my_new_account(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Give another account; without a fresh code or link the page says how to get there."""
    if grant.bank_account is None:
        return redirect("my_bank_details", reference=grant.case.reference)
    now = timezone.now()
    if request.method != "POST":
        return _show(request, grant, BankDetailsForm(typed_before(request)), now)
    form = BankDetailsForm(request.POST)
    if form.is_valid():
        try:
            _change(request, grant, form, now)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        except DomainError as error:
            form.add_error(None, error.message)
    if form.errors:
        return _show(request, grant, form, now)
    messages.success(request, spoken(DONE))
    return redirect("my_bank_details", reference=grant.case.reference)


def _change(request: HttpRequest, grant: Grant, form: BankDetailsForm, now: datetime) -> None:
    with transaction.atomic():
        account = add_bank_account(
            applicant=grant.case.applicant,
            holder=form.cleaned_data["holder"],
            iban=form.cleaned_data["iban"],
            actor=who(request),
            now=now,
        )
        change_bank_details(
            grant=grant,
            bank_account=account,
            confirmed_at=opened_at(request),
            actor=who(request),
            now=now,
        )


def _show(request: HttpRequest, grant: Grant, form: BankDetailsForm, now: datetime) -> HttpResponse:
    context = {
        "grant": grant,
        "application": grant.case,
        "form": form,
        "account": grant.bank_account,
        "is_fresh": is_fresh(opened_at(request), now),
        "returned": returned_payment(grant),
    }
    return render(request, "resident/new_account.html", context)
