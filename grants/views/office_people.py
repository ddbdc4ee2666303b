"""Personen und Rollen: the list, one person with all that was ever decided, new and closed accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.password_links import invite_person, send_password_link
from foundation.accounts.people import find_person, list_people
from foundation.accounts.standing import block_user, discharge_user, reopen_user
from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, NotAllowed
from grants.forms.office_people import PersonForm
from grants.selectors.people import (
    count_administrators,
    fund_names,
    log_of,
    role_lines,
    roles_of_person,
    standing_of,
    waiting_roles,
)
from grants.views.office_access import actor_of, done, form_page, office_page, prove_again
from grants.views.office_forms import attach

READERS = ("AD", "AU")
STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach können Sie Personen und Rollen ändern."
PROVE_AGAIN = (
    "Ihre Bestätigung ist abgelaufen. Nichts ist verloren: Bestätigen Sie noch einmal, dass Sie es sind."
)


@dataclass(frozen=True)
class Step:
    """What can be done with an account: asked once more before, told after."""

    title: str
    sentence: str
    button: str
    done: str
    #: for open accounts, or for closed ones
    for_open: bool
    run: Callable[..., Any]


STEPS = {
    "sperren": Step(
        "Konto sperren",
        "Die Person kann sich sofort nicht mehr anmelden. Offene Sitzungen enden. Die Rollen bleiben und "
        "ruhen, bis das Konto wieder offen ist.",
        "Konto sperren",
        "Das Konto ist gesperrt.",
        True,
        block_user,
    ),
    "ausgeschieden": Step(
        "Person ist ausgeschieden",
        "Das Konto wird geschlossen. Alle Rollen und Vorschläge enden sofort. Was die Person getan hat, "
        "bleibt lesbar.",
        "Konto schließen und Rollen beenden",
        "Das Konto ist geschlossen. Alle Rollen sind beendet.",
        True,
        discharge_user,
    ),
    "oeffnen": Step(
        "Konto wieder öffnen",
        "Die Person kann sich wieder anmelden. Ruhende Rollen gelten wieder, beendete nicht.",
        "Konto öffnen",
        "Das Konto ist wieder offen.",
        False,
        reopen_user,
    ),
    "passwort": Step(
        "Link für ein neues Passwort",
        "Die Person bekommt eine E-Mail mit einem Link. Er gilt 3 Tage und einmal. Ältere Links gelten dann "
        "nicht mehr. Sie selbst sehen den Link nicht.",
        "Link schicken",
        "Der Link ist unterwegs.",
        True,
        lambda **by: send_password_link(address_of=link_address, **by),
    ),
}


@office_page(*READERS)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account: search, filter, page by page; above it what waits for a second person."""
    now = timezone.now()
    query = {name: request.GET.get(name, "") for name in ("suche", "stand")}
    found = list_people(
        now=now,
        search=query["suche"],
        standing=query["stand"],
        after=request.GET.get("nach", ""),
        before=request.GET.get("vor", ""),
    )
    funds = fund_names()
    page = {
        "rows": [
            (each, standing_of(each), role_lines(each.held, now=now, funds=funds, names={}))  # type: ignore[attr-defined]  # the prefetch
            for each in found.people
        ],
        "found": found,
        "query": query,
        "is_filtered": any(value.strip() for value in query.values()),
        "waiting": waiting_roles(now),
        "is_lonely": count_administrators(now) < 2,
        "may_change": is_administrator(actor_of(request)),
    }
    return render(request, "office/settings/people.html", page)


@office_page(*READERS)
def person(request: HttpRequest, reference: str) -> HttpResponse:
    """One person: roles now and before, who gave and confirmed them, and the log."""
    found, now, actor = person_or_404(reference), timezone.now(), actor_of(request)
    lines = roles_of_person(found, now)
    may_change = is_administrator(actor) and found.reference != actor.reference
    page = {
        "person": found,
        "standing": standing_of(found),
        "lasting": [line for line in lines if not line.is_over],
        "over": [line for line in lines if line.is_over],
        "log": log_of(found),
        "has_password": found.has_usable_password(),
        "may_change": may_change,
        "is_self": found.reference == actor.reference,
        "steps": [(slug, each.title) for slug, each in STEPS.items() if each.for_open == found.is_active],
    }
    return render(request, "office/settings/person.html", page)


@form_page("AD")
def person_new(request: HttpRequest) -> HttpResponse:
    """A new person; they set their password over a link in their e-mail."""
    actor, now = actor_of(request), timezone.now()
    if request.method != "POST" and not actor.stepped_up:
        return prove_again(request, STEP_UP)
    form = PersonForm(request.POST or None, label_suffix="")
    page: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            made = invite_person(**form.cleaned_data, by=actor, address_of=link_address, now=now)
        except DomainError as error:
            page |= refused(form, error, actor)
        else:
            messages.success(
                request,
                "Das Konto ist angelegt. Die Person bekommt einen Link. Geben Sie ihr jetzt eine Rolle.",
            )
            return redirect("office_person", made.reference)
    return render(request, "office/settings/person_new.html", page)


@form_page("AD")
def person_step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Block, open, close an account or send a link: asked once more, then done."""
    found, actor = person_or_404(reference), actor_of(request)
    chosen = STEPS.get(step)
    if chosen is None:
        raise Http404
    if not actor.stepped_up:
        return prove_again(request, STEP_UP)
    if request.method != "POST":
        return render(request, "office/settings/person_step.html", {"person": found, "step": chosen})

    def run() -> str:
        chosen.run(user=found, by=actor, now=timezone.now())
        return chosen.done

    return done(request, run, reverse("office_person", args=[reference]))


def person_or_404(reference: str) -> User:
    """The person of an address."""
    found = find_person(reference, timezone.now())
    if found is None:
        raise Http404
    return found


def refused(form: Any, error: DomainError, actor: Actor) -> dict[str, Any]:
    """Put the sentence where it belongs; whose proof of identity has run out sends the same form once more.

    Raises PermissionDenied for who may not at all.
    """
    if isinstance(error, NotAllowed):
        if actor.stepped_up:
            raise PermissionDenied(error.message) from error
        form.add_error(None, PROVE_AGAIN)
        return {"must_prove": True}
    attach(form, error)
    return {}


def is_administrator(actor: Actor) -> bool:
    """Row 44: people and roles are changed by the administration of the whole house."""
    return actor.has_role("AD", "")


def link_address(token: str) -> str:
    """The full address of a link for an e-mail."""
    return f"{settings.PUBLIC_URL}{reverse('password_link', args=[token])}"
