"""The jury's pages: open with a link or a code, read, declare bias, vote. Without an account."""

from datetime import timedelta
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.limits import begin_attempt, forget_failures, say_wait
from foundation.files.views import send_file
from foundation.values.errors import Blocked, DomainError
from grants.forms.jury import BiasForm, CircularObjectionForm, ScoredVoteForm
from grants.forms.resident_case import CodeForm
from grants.models import JuryKey
from grants.selectors.jury import (
    ItemLine,
    Seat,
    agenda_of,
    agenda_page,
    facts_for_jury,
    files_for_jury,
    find_item,
    jury_file,
    jury_paper,
    papers_of,
)
from grants.selectors.pseudonyms import jury_sees_names
from grants.selectors.session_calendar import calendar_entry
from grants.services.ballots import cast_vote
from grants.services.circular import object_to_circular
from grants.services.conflicts import declare_bias
from grants.services.jury_keys import find_key, open_with
from grants.services.minutes import approve_minutes
from grants.views.jury_access import leave_seat, seat_of, take_seat, with_seat
from grants.views.resident_access import form_page, not_found, remote_address, seen_version
from grants.views.resident_keys import TOO_MANY, too_many

TOKEN_LENGTH = 40
LEFT = "Sie haben das Gerät verlassen. Ihre Stimmen sind gespeichert."
APPROVED = "Das Protokoll ist bestätigt. Ihr Zugang zu dieser Sitzung ist damit beendet. Vielen Dank."
VOTED = "Ihre Stimme ist gespeichert. Sie können sie ändern, bis der Punkt abgeschlossen ist."
OBJECTED = "Ihr Widerspruch ist vermerkt. Über diesen Antrag berät die Jury in einer Sitzung."


@never_cache
@sensitive_post_parameters("code")
@form_page
def jury(request: HttpRequest) -> HttpResponse:
    """The agenda; without a key the question for the code of the sheet."""
    seat = seat_of(request)
    if seat is not None and request.method != "POST":
        page = {"seat": seat, **agenda_page(seat), "papers": papers_of(seat)}
        return render(request, "jury/agenda.html", page | {"sees_names": jury_sees_names(seat.session)})
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "jury/code.html", {"form": form})
    wait = _count_attempt(request)
    if wait:
        form.add_error(None, TOO_MANY.format(wait=say_wait(wait)))
        return too_many(render(request, "jury/code.html", {"form": form}), wait)
    try:
        key = open_with(secret=form.cleaned_data["code"], now=timezone.now())
    except DomainError as error:
        form.add_error("code", error.message)
        return render(request, "jury/code.html", {"form": form})
    return _opened(request, key)


@never_cache
@form_page
def jury_link(request: HttpRequest, secret: str) -> HttpResponse:
    """A link or a QR code: looking opens nothing, the button does (mail scanners only look).

    A code is short enough to be guessed at, so it is braked; the token of a link is not.
    """
    wait = None if len(secret) >= TOKEN_LENGTH else _count_attempt(request)
    if wait:
        return too_many(render(request, "jury/link_spent.html", {"wait": say_wait(wait)}), wait)
    now = timezone.now()
    try:
        if request.method == "POST":
            return _opened(request, open_with(secret=secret, now=now))
        key = find_key(secret=secret, now=now)
    except DomainError:
        return render(request, "jury/link_spent.html")
    _forget_attempt(request)
    return render(request, "jury/link.html", {"key": key})


def _opened(request: HttpRequest, key: JuryKey) -> HttpResponse:
    _forget_attempt(request)
    take_seat(request, key)
    return redirect("jury")


def _count_attempt(request: HttpRequest) -> timedelta:
    address = remote_address(request)
    return begin_attempt(account=f"jury/code/{address}", address=address, now=timezone.now())


def _forget_attempt(request: HttpRequest) -> None:
    address = remote_address(request)
    forget_failures(account=f"jury/code/{address}", address=address)


@require_POST
def jury_leave(request: HttpRequest) -> HttpResponse:
    """Leave the device."""
    if seat_of(request) is not None:
        leave_seat(request)
        messages.success(request, LEFT)
    return redirect("jury")


@form_page
@with_seat
def jury_item(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One item: what it is about, the own vote, the own bias. Who is biased reads only its title."""
    line = find_item(seat, reference)
    if line is None:
        return not_found(request)
    if request.method == "POST" and request.POST.get("action") == "bias":
        return _declare(request, seat, line)
    if request.method == "POST" and line.is_biased:
        return _forbid(request, seat, line)
    if request.method == "POST" and request.POST.get("action") == "object":
        return _object(request, seat, line)
    if request.method == "POST":
        return _vote(request, seat, line)
    return _show(request, seat, line)


@require_safe
@with_seat
def jury_file_view(request: HttpRequest, seat: Seat, reference: str, uuid: UUID) -> HttpResponseBase:
    """A file of an item, logged like every look of somebody who is not the applicant."""
    found = jury_file(seat, reference, uuid)
    if found is None:
        return not_found(request)
    suffix = PurePath(found.original_name).suffix
    name = "" if jury_sees_names(seat.session) else f"Anlage{suffix}"
    return send_file(request, found, seat.actor, name)


@require_safe
@with_seat
def jury_paper_view(request: HttpRequest, seat: Seat, uuid: UUID) -> HttpResponseBase:
    """The invitation, the own pack, for the chair the minutes."""
    found = jury_paper(seat, uuid)
    return not_found(request) if found is None else send_file(request, found, seat.actor)


@require_safe
@with_seat
def jury_calendar(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The session for the member's own calendar."""
    entry = calendar_entry(seat.session, now=timezone.now())
    response = HttpResponse(entry, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="Sitzung.ics"'
    return response


@form_page
@with_seat
def jury_minutes(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The chair reads the minutes and approves them; for everybody else there is nothing here."""
    if not seat.is_chair:
        return not_found(request)
    problems: list[str] = []
    if request.method == "POST":
        try:
            approve_minutes(
                session=seat.session,
                actor=seat.actor,
                now=timezone.now(),
                expected_version=seen_version(request),
            )
        except DomainError as error:
            problems = list(error.sentences) if isinstance(error, Blocked) else [error.message]
        else:
            leave_seat(request)
            messages.success(request, APPROVED)
            return redirect("jury")
    context = {"seat": seat, "papers": papers_of(seat), "problems": problems}
    return render(request, "jury/minutes.html", context)


def _vote(request: HttpRequest, seat: Seat, line: ItemLine) -> HttpResponse:
    form = _vote_form(line, request.POST)
    if not form.is_valid():
        return _show(request, seat, line, vote=form)
    choice = form.cleaned_data["choice"]
    try:
        cast_vote(item=line.item, choice=choice, points=form.points(), actor=seat.actor, now=timezone.now())
    except DomainError as error:
        return _refuse(request, seat, line, error, vote=form)
    messages.success(request, VOTED)
    return redirect("jury_item", reference=line.item.application.reference)


def _vote_form(line: ItemLine, data: Any = None) -> ScoredVoteForm:
    own = line.own_vote
    return ScoredVoteForm(
        data,
        criteria=line.criteria,
        points=line.own_points,
        initial={"choice": own.choice if own else None},
    )


def _declare(request: HttpRequest, seat: Seat, line: ItemLine) -> HttpResponse:
    form = BiasForm(request.POST)
    if line.is_biased or not form.is_valid():
        return _show(request, seat, line, bias=form)
    reason = form.cleaned_data["reason"]
    try:
        declare_bias(item=line.item, reason=reason, actor=seat.actor, now=timezone.now())
    except DomainError as error:
        return _refuse(request, seat, line, error, bias=form)
    messages.success(request, "Ihre Befangenheit ist vermerkt.")
    return redirect("jury_item", reference=line.item.application.reference)


def _object(request: HttpRequest, seat: Seat, line: ItemLine) -> HttpResponse:
    form = CircularObjectionForm(request.POST)
    if not form.is_valid():
        return _show(request, seat, line, objection=form)
    try:
        object_to_circular(
            item=line.item, reason=form.cleaned_data["objection"], actor=seat.actor, now=timezone.now()
        )
    except DomainError as error:
        return _refuse(request, seat, line, error, objection=form)
    messages.success(request, OBJECTED)
    return redirect("jury_item", reference=line.item.application.reference)


def _forbid(request: HttpRequest, seat: Seat, line: ItemLine) -> HttpResponse:
    """Who is biased has no form here: the page says why, and nothing is stored."""
    response = _show(request, seat, line)
    response.status_code = 403
    return response


def _refuse(
    request: HttpRequest,
    seat: Seat,
    line: ItemLine,
    error: DomainError,
    vote: ScoredVoteForm | None = None,
    bias: BiasForm | None = None,
    objection: CircularObjectionForm | None = None,
) -> HttpResponse:
    """The page as it is now, with what was typed and the sentences of the service."""
    for sentence in error.sentences if isinstance(error, Blocked) else (error.message,):
        (vote or bias or objection or _vote_form(line)).add_error(None, sentence)
    reference = line.item.application.reference or ""
    response = _show(
        request, seat, find_item(seat, reference) or line, vote=vote, bias=bias, objection=objection
    )
    response.status_code = 409
    return response


def _show(
    request: HttpRequest,
    seat: Seat,
    line: ItemLine,
    *,
    vote: ScoredVoteForm | None = None,
    bias: BiasForm | None = None,
    objection: CircularObjectionForm | None = None,
) -> HttpResponse:
    """A refused form of this page stands in the error summary."""
    case = line.item.application
    lines = agenda_of(seat)
    place = next(number for number, each in enumerate(lines) if each.item.pk == line.item.pk)
    context = {
        "seat": seat,
        "line": line,
        "case": case,
        "form": vote or bias or objection,
        "vote": vote or _vote_form(line),
        "bias": bias or BiasForm(),
        "objection": objection or CircularObjectionForm(),
        "previous": lines[place - 1] if place else None,
        "next": lines[place + 1] if place + 1 < len(lines) else None,
    }
    if not line.is_biased:
        facts = facts_for_jury(case, sees_names=bool(line.who))
        context |= {"facts": facts, "files": files_for_jury(case)}
    return render(request, "jury/item.html", context)
