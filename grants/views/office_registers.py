"""Registers of the office: bound things."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from foundation.values.dates import local_date
from grants import policy
from grants.selectors.bindings import bound_things, freed_things
from grants.selectors.cases import funds_of
from grants.views.office_access import actor_of, office_page


@office_page(*policy.STAFF_READERS)
def bindings(request: HttpRequest) -> HttpResponse:
    """Zweckbindung: what, whose, until when."""
    funds, today = funds_of(actor_of(request)), local_date(timezone.now())
    context = {"things": bound_things(funds, on=today), "freed": freed_things(funds, on=today)}
    return render(request, "office/bindings.html", context)
