"""The full IBAN of an order: after a fresh proof of identity, for a purpose, with a line in the log."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applicants.iban import in_fours
from applicants.services.bank_details import reveal_iban
from foundation.values.dates import local_date
from grants import policy
from grants.forms.office_iban import RevealForm
from grants.selectors.payments import find_order
from grants.views.office_access import actor_of, form_page, prove_again

READERS = ("CI", "FC", "FO", "KA", "AU")
STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach können Sie die IBAN ansehen."


@form_page(*READERS)
def iban(request: HttpRequest, number: str) -> HttpResponse:
    """Why it is wanted; with POST the IBAN itself, once, on a page that no browser keeps."""
    actor, now = actor_of(request), timezone.now()
    order = find_order(actor, number)
    if order is None:
        raise Http404
    if not policy.may_read_iban(actor, order):
        raise PermissionDenied(policy.may_read_iban.why_not(actor, order))
    if not actor.stepped_up:
        return prove_again(request, STEP_UP)
    form = RevealForm(request.POST or None, target=order, actor=actor, today=local_date(now), version=0)
    shown = ""
    if request.method == "POST" and form.is_valid():
        purpose = f"iban.{form.cleaned_data['purpose']}"
        shown = reveal_iban(account=order.bank_account, purpose=purpose, actor=actor, now=now)
    context = {"order": order, "form": form, "iban": in_fours(shown)}
    return render(request, "office/iban.html", context)
