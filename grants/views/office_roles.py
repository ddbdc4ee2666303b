"""Personen und Rollen: give a role, confirm or discard a proposal, end a role."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.accounts.models import RoleAssignment
from foundation.accounts.people import names_of
from foundation.accounts.services import assign_role, confirm_role, withdraw_role
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, NotAllowed
from grants.forms.office_people import EndRoleForm, RoleForm
from grants.selectors.people import find_assignment, fund_names, possible_principals, role_lines
from grants.views.office_access import actor_of, form_page, prove_again
from grants.views.office_people import READERS, STEP_UP, is_administrator, person_or_404, refused

CONFLICT = 409
WAITS = "Der Vorschlag liegt vor. Eine zweite Person der Administration bestätigt ihn."
GIVEN = "Die Rolle ist gegeben."
HELD = "Diese Rolle steht schon da. Es hat sich nichts geändert."


@form_page("AD")
def role_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a person a role; some wait for a second administrator."""
    found, actor, now = person_or_404(reference), actor_of(request), timezone.now()
    if request.method != "POST" and not actor.stepped_up:
        return prove_again(request, STEP_UP)
    form = RoleForm(
        request.POST or None,
        funds=fund_names(),
        principals=possible_principals(found, now),
        today=local_date(now),
    )
    page: dict[str, Any] = {"form": form, "person": found}
    if request.method == "POST" and form.is_valid():
        wish = {"user": found, "role": form.cleaned_data["role"], "scope": form.scope()}
        try:
            made = assign_role(**wish, terms=form.terms(), by=actor, now=now)
        except DomainError as error:
            page |= refused(form, error, actor)
        else:
            is_new = made.given_at == now
            messages.success(request, HELD if not is_new else GIVEN if made.confirmed_at else WAITS)
            return redirect("office_person", reference)
    return render(request, "office/settings/role_new.html", page)


@form_page(*READERS)
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """One role or proposal: who gave it, confirm it, discard it, end it."""
    found = find_assignment(pk)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _show(request, found, EndRoleForm(label_suffix=""))
    if not is_administrator(actor_of(request)):
        raise PermissionDenied("Rollen ändert nur die Administration.")
    if "confirm" in request.POST:
        return _confirm(request, found)
    return _end(request, found)


def _confirm(request: HttpRequest, found: RoleAssignment) -> HttpResponse:
    actor = actor_of(request)
    if not actor.stepped_up:
        return prove_again(request, STEP_UP)
    was_waiting = found.confirmed_at is None
    try:
        confirm_role(assignment=found, by=actor, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        return _show(request, found, EndRoleForm(label_suffix=""), problems=[error.message], status=CONFLICT)
    messages.success(
        request, "Die Rolle ist bestätigt." if was_waiting else "Diese Rolle war schon bestätigt."
    )
    return redirect("office_person", found.user.reference)


def _end(request: HttpRequest, found: RoleAssignment) -> HttpResponse:
    """The role ends now or on a day; a proposal is discarded. What was typed stays."""
    actor, now = actor_of(request), timezone.now()
    form = EndRoleForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _show(request, found, form)
    before = found.valid_until
    try:
        row = withdraw_role(assignment=found, by=actor, now=now, ends_at=form.ends_at())
    except DomainError as error:
        more = refused(form, error, actor)
        return _show(request, found, form, **more)
    said = (
        "Der Vorschlag ist verworfen." if row.confirmed_at is None else "Das Ende der Rolle ist eingetragen."
    )
    messages.success(request, said if row.valid_until != before else "Das war schon erledigt.")
    return redirect("office_person", found.user.reference)


def _show(
    request: HttpRequest, found: RoleAssignment, form: EndRoleForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    names = names_of((found.given_by, found.confirmed_by, found.ended_by))
    (line,) = role_lines([found], now=now, funds=fund_names(), names=names)
    may_change = is_administrator(actor) and found.user.reference != actor.reference
    page = {
        "person": found.user,
        "line": line,
        "form": form,
        "may_change": may_change,
        "may_confirm": may_change and found.given_by != actor.reference,
        "error_title": "Das geht nicht" if status != 200 else "",
    }
    return render(request, "office/settings/role.html", page | more, status=status)
