"""Our ledger beside the finance system: what agrees, what does not, and why."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants import policy
from grants.forms.office_reconciliation import DifferenceForm
from grants.models import Fund, LedgerEntry
from grants.selectors.cases import funds_of
from grants.selectors.payments import CLAIM_READERS
from grants.selectors.payments import READERS as ORDER_READERS
from grants.selectors.reconciliation import READERS, find_side, groups_of, reconciliation, years_of
from grants.services.postings import note_difference
from grants.views.office_access import actor_of, form_page, office_page
from grants.views.office_forms import attach


@office_page(*READERS)
def compare_books(request: HttpRequest) -> HttpResponse:
    """The comparison of one fund and one budget year."""
    actor, this_year = actor_of(request), local_date(timezone.now()).year
    funds = funds_of(actor, READERS)
    wanted = request.GET.get("fonds", "")
    fund = next((each for each in funds if each.slug == wanted), funds[0] if funds else None)
    if fund is None:
        raise PermissionDenied(policy.may_read_reconciliation.sentence)
    years = years_of(fund, this_year)
    asked = request.GET.get("jahr", "")
    year = next((each for each in years if str(each) == asked), this_year)
    found = reconciliation(fund, year)
    context = {
        "funds": funds,
        "fund": fund,
        "years": years,
        "year": year,
        "found": found,
        "groups": groups_of(found),
        "may_note": policy.may_note_difference(actor, fund),
        "may_read_orders": fund in funds_of(actor, ORDER_READERS),
        "may_read_claims": fund in funds_of(actor, CLAIM_READERS),
        "may_read_cases": fund in funds_of(actor, policy.STAFF_READERS),
    }
    return render(request, "office/reconciliation.html", context)


@form_page("KA", "KM")
def reconciliation_note(request: HttpRequest, side: str, pk: int) -> HttpResponse:
    """Say why a row of one side has no partner."""
    actor, now = actor_of(request), timezone.now()
    subject = find_side(actor, side, pk)
    if subject is None:
        raise Http404
    is_ours = isinstance(subject, LedgerEntry)
    fund = subject.account.fund if isinstance(subject, LedgerEntry) else subject.fund
    year = subject.account.budget_year if isinstance(subject, LedgerEntry) else subject.booked_on.year
    if not policy.may_note_difference(actor, fund):
        raise PermissionDenied(policy.may_note_difference.why_not(actor, fund))
    form = DifferenceForm(request.POST or None, target=subject, actor=actor, today=local_date(now), version=0)
    back = _page_of(fund, year)
    if request.method == "POST" and form.is_valid():
        try:
            note_difference(subject=subject, text=form.cleaned_data["text"], actor=actor, now=now)
        except DomainError as error:
            attach(form, error)
        else:
            messages.success(request, "Die Notiz ist gespeichert.")
            return redirect(back)
    context = {"form": form, "subject": subject, "is_ours": is_ours, "back": back}
    return render(request, "office/reconciliation_note.html", context)


def _page_of(fund: Fund, year: int) -> str:
    return f"{reverse('office_reconciliation')}?{urlencode([('fonds', fund.slug), ('jahr', str(year))])}"
