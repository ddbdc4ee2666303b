"""The session while it runs: the item the jury is at, the votes that are in, the money that is left."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, NotAllowed
from foundation.values.money import format_euro
from grants import policy
from grants.forms.office_meeting import CloseItemForm
from grants.models import AgendaItem, Application, JurySession
from grants.selectors.meeting import Meeting, MeetingLine, meeting_of
from grants.selectors.sessions import find_session, missing_for_quorum
from grants.services.meeting import close_item, defer_item, put_on_waiting_list
from grants.views.office_access import actor_of, form_page
from grants.views.office_forms import attach

HOLDERS = ("QM", "CI")
MOVED_ON = "Diesen Punkt hat inzwischen jemand geschlossen. Sie sehen jetzt den nächsten."


@form_page(*HOLDERS)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the current item, POST closes it and goes on to the next."""
    actor = actor_of(request)
    session = find_session(actor, pk)
    if session is None:
        raise Http404
    if not policy.may_hold_session(actor, session):
        raise PermissionDenied
    shown = meeting_of(session)
    if request.method != "POST" or shown.current is None:
        return _show(request, actor, shown)
    if request.POST.get("reference") != shown.current.item.application.reference:
        messages.warning(request, MOVED_ON)
        return redirect("office_meeting", pk=pk)
    return _take(request, actor, shown, shown.current)


def _take(request: HttpRequest, actor: Actor, shown: Meeting, line: MeetingLine) -> HttpResponse:
    form = _form(line, actor, request.POST)
    do = request.POST.get("do", "close")
    if do != "close":
        form.fields["amount"].required = False
    if not form.is_valid():
        return _show(request, actor, shown, form)
    try:
        _call(do, form, line.item.application, actor)
    except NotAllowed as error:
        raise PermissionDenied(error.message) from None
    except DomainError as error:
        attach(form, error)
        return _show(request, actor, shown, form)
    messages.success(request, _said(line.item.pk))
    return redirect("office_meeting", pk=shown.session.pk)


def _call(do: str, form: CloseItemForm, application: Application, actor: Actor) -> None:
    data = form.cleaned_data
    by: dict[str, Any] = {
        "application": application,
        "actor": actor,
        "now": timezone.now(),
        "expected_version": data["expected_version"],
    }
    if do == "wait":
        put_on_waiting_list(**by)
    elif do == "defer":
        defer_item(reason=data["reason"], **by)
    else:
        lines = data["obligations"].splitlines()
        close_item(amount_cents=data["amount"], reason=data["reason"], obligations=lines, **by)


def _said(item_pk: int) -> str:
    item = AgendaItem.objects.get(pk=item_pk)
    result = "Warteliste" if item.is_waiting else item.get_outcome_display()
    amount = f", {format_euro(item.amount_cents)}" if item.amount_cents else ""
    return f"Punkt {item.position}: {result}{amount}."


def _form(line: MeetingLine, actor: Actor, data: Any = None) -> CloseItemForm:
    case = line.item.application
    today = local_date(timezone.now())
    form = CloseItemForm(data, target=case, actor=actor, today=today, version=case.version)
    return form.offer(line.possible_cents)


def _show(
    request: HttpRequest, actor: Actor, shown: Meeting, form: CloseItemForm | None = None
) -> HttpResponse:
    session: JurySession = shown.session
    line = shown.current if session.state == "open" else None
    context = {
        "meeting": shown,
        "session": session,
        "line": line,
        "form": form or (_form(line, actor) if line else None),
        "missing": missing_for_quorum(session),
        "present": list(session.present.all()),
    }
    return render(request, "office/meeting.html", context)
