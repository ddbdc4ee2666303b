"""The outbox of letters: what waits, one letter, sending several with the count repeated, calling back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.audit.services import record_access
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants import policy
from grants.actions.letter_terms import way_to_new_term
from grants.forms.office_letters import DiscardForm, LetterForm
from grants.models import Letter
from grants.selectors.cases import funds_of
from grants.selectors.letters import (
    READERS,
    WRITERS,
    chosen_letters,
    find_letter,
    letters_just_sent,
    notices_to_release,
    print_days,
    waiting_letters,
)
from grants.services.letters import MOVE_TERM, discard_letter, edit_letter, release_letters, undo_release
from grants.views.office_access import actor_of, form_page, office_page

CONFLICT = 409
NOTHING_CHOSEN = "Wählen Sie mindestens einen Brief aus."
CALLED_BACK = "Der Brief ist wieder im Ausgang."


@office_page(*WRITERS)
def outbox(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the office, and what can still be called back."""
    actor, now = actor_of(request), timezone.now()
    funds = funds_of(actor, WRITERS)
    context = {
        "lines": waiting_letters(funds, actor, local_date(now)),
        "just_sent": letters_just_sent(funds, now=now),
        "notices": notices_to_release(funds),
        "days": print_days(funds),
    }
    return render(request, "office/outbox.html", context)


@office_page(*WRITERS, methods=("POST",))
def letters_send(request: HttpRequest) -> HttpResponse:
    """First the chosen letters once more with their number, then, with the same number, they are sent."""
    actor, now = actor_of(request), timezone.now()
    chosen = chosen_letters(funds_of(actor, WRITERS), _uuids(request.POST.getlist("letter")))
    if not chosen:
        messages.error(request, NOTHING_CHOSEN)
        return redirect("office_outbox")
    count = request.POST.get("count", "")
    if not (count.isascii() and count.isdigit() and len(count) < 6):
        return _confirm(request, chosen, actor)
    try:
        release_letters(letters=chosen, count=int(count), actor=actor, now=now)
    except NotAllowed as error:
        raise PermissionDenied(error.message) from None
    except StaleVersion as error:
        messages.error(request, error.message)
        return redirect("office_outbox")
    except InvalidInput as error:
        return _confirm(request, chosen, actor, problem=error.message)
    number = "1 Brief geht" if len(chosen) == 1 else f"{len(chosen)} Briefe gehen"
    messages.success(request, f"{number} hinaus. Zehn Minuten lang können Sie jeden zurückholen.")
    return redirect("office_outbox")


def _confirm(request: HttpRequest, chosen: Sequence[Letter], actor: Actor, problem: str = "") -> HttpResponse:
    refused = [policy.may_send_letters.why_not(actor, letter) for letter in chosen]
    problems = [problem, *dict.fromkeys(refused)]
    context = {"chosen": chosen, "problems": [each for each in problems if each]}
    return render(request, "office/letters_send.html", context)


@form_page(*READERS)
def letter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One letter: its text to be changed while it waits, else as it was sent, with all its wordings."""
    actor, now = actor_of(request), timezone.now()
    found = _letter_or_404(actor, uuid)
    may_send = policy.may_send_letters(actor, found)
    if request.method != "POST":
        record_access(actor=actor, subject=found.case.subject, purpose="letter.read", now=now)
        form = LetterForm(letter=found) if may_send and found.is_waiting else None
        return _show(request, found, form, now)
    if not may_send:
        raise PermissionDenied(policy.may_send_letters.why_not(actor, found))
    form = LetterForm(request.POST, letter=found)
    if not form.is_valid():
        return _show(request, found, form, now)
    try:
        edit_letter(letter=found, actor=actor, now=now, **form.cleaned_data)
    except StaleVersion as error:
        return _show_stale(request, found, form, error, now)
    messages.success(request, "Der Text ist gespeichert.")
    return redirect("office_letter", uuid)


def _show_stale(
    request: HttpRequest, found: Letter, form: LetterForm, error: DomainError, now: datetime
) -> HttpResponse:
    """The page with everything typed; a letter that still waits can be saved once the other text is read."""
    data = request.POST.copy()
    data["seen_step"] = str(found.steps.latest("pk").pk)
    again = LetterForm(data, letter=found)
    again.add_error(None, error.message)
    return _show(request, found, again, now, status=CONFLICT)


def _show(
    request: HttpRequest, found: Letter, form: LetterForm | None, now: datetime, status: int = 200
) -> HttpResponse:
    may_undo = found.undo_until is not None and now < found.undo_until and found.document_id is None
    context = {
        "letter": found,
        "case": found.case,
        "form": form,
        "trouble": found.term_trouble(local_date(now)),
        "move_term": MOVE_TERM,
        "new_term": way_to_new_term(found),
        "may_undo": may_undo and policy.may_send_letters(actor_of(request), found),
        "may_write": policy.may_send_letters(actor_of(request), found),
    }
    return render(request, "office/letter.html", context, status=status)


@form_page(*WRITERS)
def letter_discard(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a letter out of the outbox, with a reason."""
    actor, now = actor_of(request), timezone.now()
    found = _letter_or_404(actor, uuid)
    if not policy.may_send_letters(actor, found):
        raise PermissionDenied(policy.may_send_letters.why_not(actor, found))
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            discard_letter(letter=found, reason=form.cleaned_data["reason"], actor=actor, now=now)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "Der Brief ist verworfen.")
        return redirect("office_outbox")
    return render(request, "office/letter_discard.html", {"letter": found, "form": form})


@office_page(*WRITERS, methods=("POST",))
def letter_undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Call a letter back."""
    actor = actor_of(request)
    found = _letter_or_404(actor, uuid)
    try:
        undo_release(letter=found, actor=actor, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(error.message) from None
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, CALLED_BACK)
    return redirect("office_outbox")


def _letter_or_404(actor: Actor, uuid: UUID) -> Letter:
    found = find_letter(actor, uuid)
    if found is None:
        raise Http404
    return found


def _uuids(values: Sequence[str]) -> list[UUID]:
    """What reads as a uuid."""
    found = []
    for value in dict.fromkeys(values):
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
