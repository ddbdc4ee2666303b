"""Sessions of the jury: the list, a new one, the page of one, and the actions on it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants import policy
from grants.actions import action_named, offers
from grants.forms.office_jury import PlanSessionForm
from grants.models import AgendaItem, JurySession
from grants.selectors.cases import funds_of
from grants.selectors.session_papers import documents_of_session
from grants.selectors.sessions import (
    READERS,
    find_session,
    guests_of,
    items_to_decide,
    list_sessions,
    missing_for_quorum,
)
from grants.services.sessions import plan_session
from grants.views.office_access import actor_of, form_page, office_page
from grants.views.office_forms import ActionPage, attach

HOLDERS = ("QM", "CI")


@office_page(*READERS)
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions, newest first."""
    actor = actor_of(request)
    context = {
        "sessions": list_sessions(funds_of(actor, READERS)),
        "may_plan": bool(funds_of(actor, HOLDERS)),
    }
    return render(request, "office/sessions.html", context)


@form_page(*HOLDERS)
def session_new(request: HttpRequest) -> HttpResponse:
    """Plan a session."""
    actor, now = actor_of(request), timezone.now()
    funds = funds_of(actor, HOLDERS)
    form = PlanSessionForm(request.POST or None, target=funds, actor=actor, today=local_date(now), version=0)
    if request.method == "POST" and form.is_valid():
        try:
            session = plan_session(
                fund=form.chosen_fund(),
                held_on=form.cleaned_data["held_on"],
                starts_at=form.cleaned_data["starts_at"],
                place=form.cleaned_data["place"],
                is_circular=form.is_circular(),
                actor=actor,
                now=now,
            )
        except DomainError as error:
            attach(form, error)
        else:
            messages.success(request, "Die Sitzung ist angelegt. Laden Sie jetzt die Jury ein.")
            return redirect("office_session", session.pk)
    context = {"form": form, "back": reverse("office_sessions")}
    return render(request, "office/session_new.html", context)


@office_page(*READERS)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: who is there, the agenda, what comes next."""
    actor = actor_of(request)
    found = _session_or_404(actor, pk)
    available = offers(found, actor=actor, today=local_date(timezone.now()))
    to_decide = items_to_decide(found) if policy.may_hold_session(actor, found) else []
    context = {
        "session": found,
        "items": list(found.items.all()),
        "to_decide": to_decide,
        "first": _decision_step(to_decide[0]) if to_decide else None,
        "present": list(found.present.all()),
        "papers": documents_of_session(found),
        "guests": guests_of(found) if policy.may_hold_session(actor, found) else [],
        "missing": missing_for_quorum(found),
        "offers": [offer for offer in available if offer.is_allowed],
        "refusals": [offer for offer in available if not offer.is_allowed],
    }
    return render(request, "office/session.html", context)


def _decision_step(item: AgendaItem) -> Mapping[str, str]:
    """The button that leads to the next item without a result."""
    reference = item.application.reference
    return {
        "address": reverse("office_action", args=[reference, "beschluss"]),
        "label": f"Beschluss eintragen: {reference}",
    }


@form_page(*HOLDERS)
def session_action(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One action on a session."""
    found = _session_or_404(actor_of(request), pk)
    row = action_named(action, "session")
    if row is None:
        raise Http404
    back = reverse("office_session", args=[pk])
    return ActionPage(request, row, found, back, back, {"session": found}).answer()


def _session_or_404(actor: Actor, pk: int) -> JurySession:
    found = find_session(actor, pk)
    if found is None:
        raise Http404
    return found
