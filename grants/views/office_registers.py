"""Registers of the office: bound things, terms, reminders."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants import policy
from grants.models import TermReminder
from grants.selectors.bindings import bound_things, freed_things
from grants.selectors.cases import funds_of
from grants.selectors.reminders import letters_to_write, planned_reminders
from grants.selectors.terms import terms_between
from grants.services.reminders import mark_reminder_done
from grants.views.office_access import actor_of, office_page

REMINDER_READERS = ("QM", "CI", "AU")
WRITERS = ("QM", "CI")
PREVIEW = timedelta(days=7)
AHEAD = timedelta(weeks=4)
BACK = timedelta(weeks=8)


@office_page(*policy.STAFF_READERS)
def bindings(request: HttpRequest) -> HttpResponse:
    """Zweckbindung: what, whose, until when."""
    funds, today = funds_of(actor_of(request)), local_date(timezone.now())
    context = {"things": bound_things(funds, on=today), "freed": freed_things(funds, on=today)}
    return render(request, "office/bindings.html", context)


@office_page(*policy.STAFF_READERS)
def terms(request: HttpRequest) -> HttpResponse:
    """What is due in the next weeks, day by day, and what was due and is still open."""
    funds, today = funds_of(actor_of(request)), local_date(timezone.now())
    found = terms_between(funds, today - BACK, today + AHEAD)
    context = {
        "today": today,
        "last": today + AHEAD,
        "coming": [term for term in found if term.on >= today],
        "past": [term for term in found if term.on < today],
    }
    return render(request, "office/terms.html", context)


@office_page(*REMINDER_READERS)
def reminders(request: HttpRequest) -> HttpResponse:
    """What goes out in the next seven days, and what the office has to write or say itself."""
    actor, today = actor_of(request), local_date(timezone.now())
    funds = funds_of(actor, REMINDER_READERS)
    context = {
        "planned": planned_reminders(funds, today=today, last=today + PREVIEW),
        "letters": letters_to_write(funds),
        "may_write": bool(funds_of(actor, WRITERS)),
    }
    return render(request, "office/reminders.html", context)


@office_page(*WRITERS, methods=("POST",))
def reminder_done(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter is written, a call is made."""
    actor = actor_of(request)
    found = policy.scope(actor, TermReminder.objects.filter(pk=pk), codes=WRITERS, fund="case__fund").first()
    if found is None:
        raise Http404
    try:
        mark_reminder_done(reminder=found, actor=actor, now=timezone.now())
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Erledigt: {found.case.reference}.")
    return redirect("office_reminders")
