"""The status page of a case, the answer to a question, and taking the application back."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.languages.spoken import spoken
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from foundation.values.phrases import say
from grants.forms.resident_case import AnswerForm, WithdrawForm
from grants.models import Application, Grant, InformationRequest
from grants.models.question_term import open_wish_of
from grants.selectors.objections import objection_news
from grants.selectors.resident import issued_grant, letters_of, own_application
from grants.selectors.resident_change import change_news
from grants.selectors.resident_early_start import early_start_news
from grants.selectors.resident_hearing import hearing_of
from grants.selectors.resident_own_share import own_share_news
from grants.selectors.resident_progress import (
    money_rows,
    open_question,
    progress_of,
    rejection_reason,
    returned_payment,
    takes_receipts,
)
from grants.selectors.resident_question import term_news
from grants.selectors.resident_result import check_result
from grants.selectors.versions import corrections_of
from grants.services.applications import answer_question, withdraw_application
from grants.services.early_starts import early_start_is_possible
from grants.services.waivers import why_no_waiver
from grants.services.workflow import available_actions
from grants.views.resident_access import form_page, seen_version, status_of, who, with_case
from grants.views.resident_lost import typed_before
from grants.views.resident_summary import answer_groups
from grants.views.resident_waiting import WaitingFile, receive_file, waiting_before

#: name of the edge -> page, and what the button says in the resident's words
PAGE_OF_ACTION = {
    "answer": ("my_question", say("Frage beantworten")),
    "withdraw": ("my_withdraw", say("Antrag zurückziehen")),
    "accept": ("my_accept", say("Geld annehmen")),
    "decline": ("my_decline", say("Geld nicht annehmen")),
    "complete_proof": ("my_proof_question", say("Frage beantworten")),
    "cancel": ("my_cancel", say("Aktion abbrechen")),
    "request_change": ("my_change", say("Änderung beantragen")),
}


@require_safe
@with_case
def my_case(request: HttpRequest, application: Application) -> HttpResponse:
    """T1: six steps, whose turn, the next date, what one can do, letters, money."""
    today = local_date(timezone.now())
    grant = issued_grant(application)
    actions = _actions(request, application, grant)
    hearing = hearing_of(grant, today)
    question = open_question(application) or (grant.open_proof_question if grant else None)
    context = {
        "application": application,
        "grant": grant,
        "progress": progress_of(application, grant, today, hearing=hearing),
        "question": question,
        "terms": term_news(question),
        "reason": rejection_reason(application),
        "main_action": next((each for each in actions if each["tone"] == "primary"), None),
        "actions": [each for each in actions if each["tone"] != "primary"],
        "obligations": list(grant.obligations.all()) if grant else [],
        "letters": letters_of(application, grant),
        "early_start": early_start_news(application),
        "change": change_news(grant),
        "objections": objection_news(application),
        "result": check_result(grant),
        "own_share": own_share_news(grant),
        "hearing": hearing,
        "money": money_rows(application, grant),
        "corrections": corrections_of(application),
        "groups": answer_groups(application, today, with_links=False),
    }
    return render(request, "resident/case.html", context)


def _actions(request: HttpRequest, application: Application, grant: Grant | None) -> list[dict[str, str]]:
    """What this person may do now; the first primary one is the button of the page."""
    today, actor = local_date(timezone.now()), who(request)
    found = [
        {"tone": action.tone, "page": PAGE_OF_ACTION[action.name][0], "label": PAGE_OF_ACTION[action.name][1]}
        for obj in (grant, application)
        if obj is not None
        for action in available_actions(obj, actor=actor, today=today)
        if action.is_allowed and action.name in PAGE_OF_ACTION
    ]
    if grant is None and early_start_is_possible(application):
        found.append({"label": say("Früher anfangen"), "tone": "secondary", "page": "my_early_start"})
    if grant is not None and grant.accepted_on and grant.bank_account_id is None:
        found.append({"label": say("Konto angeben"), "tone": "primary", "page": "my_bank_details"})
    if returned_payment(grant) is not None:
        found.insert(0, {"label": say("Konto neu angeben"), "tone": "primary", "page": "my_new_account"})
    if grant is not None and takes_receipts(grant) and grant.accepted_on:
        found.append({"label": say("Belege eintragen"), "tone": "primary", "page": "my_proof"})
    if grant is not None and not why_no_waiver(grant, today):
        found.append({"label": say("Geld früher bekommen"), "tone": "secondary", "page": "my_waiver"})
    first = next((each for each in found if each["tone"] == "primary"), None)
    for each in found:
        each["address"] = reverse(each["page"], args=[application.reference])
        each["tone"] = "primary" if each is first else "secondary"
    return found


@form_page
@with_case
def my_question(request: HttpRequest, application: Application) -> HttpResponse:
    """T2: the question in the office's words, one text, one file."""
    question = open_question(application)
    if question is None:
        return redirect("my_case", reference=application.reference)
    if request.method != "POST":
        return _show_question(request, application, question, *_begin_answer(request, question))
    form, now = AnswerForm(request.POST), timezone.now()
    file = receive_file(request, form, name=_form_name(question), now=now)
    if not form.is_valid():
        return _show_question(request, application, question, form, file)
    try:
        with transaction.atomic():
            stored = file.attach(application.subject)
            answer_question(
                application=application,
                text=form.cleaned_data["text"],
                actor=who(request),
                now=now,
                expected_version=seen_version(request),
            )
    except DomainError as error:
        return _after_failure(request, application, form, file, error)
    if stored is not None:
        messages.success(
            request,
            spoken(
                say(
                    "{original_name} ist da.",
                    original_name=stored.original_name,
                )
            ),
        )
    messages.success(request, spoken(say("Danke. Ihre Antwort ist da.")))
    return redirect("my_case", reference=application.reference)


def _begin_answer(request: HttpRequest, question: InformationRequest) -> tuple[AnswerForm, WaitingFile]:
    """An empty page, or the one that was written before access was lost."""
    typed = typed_before(request, saved=question.pk)
    return AnswerForm(typed), waiting_before(request, typed, name=_form_name(question))


def _form_name(question: InformationRequest) -> str:
    return f"answer-{question.pk}"


def _after_failure(
    request: HttpRequest, application: Application, form: AnswerForm, file: WaitingFile, error: DomainError
) -> HttpResponse:
    """A second click finds its answer there already; a stale tab keeps what was typed and chosen."""
    fresh = own_application(who(request), uuid=application.uuid) or application
    question = open_question(fresh)
    if question is None:
        file.discard()
        return redirect("my_case", reference=application.reference)
    form.refuse(error)
    return _show_question(request, fresh, question, form, file, status_of(error))


def _show_question(
    request: HttpRequest,
    application: Application,
    question: InformationRequest,
    form: AnswerForm,
    file: WaitingFile,
    status: int = 200,
) -> HttpResponse:
    context = {"application": application, "question": question, "form": form, "waiting": file.file}
    context |= {"terms": term_news(question), "waits": open_wish_of(question) is not None}
    return render(request, "resident/question.html", context, status=status)


@form_page
@with_case
def my_withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Take the application back, after a page that says what it means."""
    actions = available_actions(application, actor=who(request), today=local_date(timezone.now()))
    if not any(each.name == "withdraw" and each.is_allowed for each in actions):
        return redirect("my_case", reference=application.reference)
    is_sent = request.method == "POST"
    form = WithdrawForm(request.POST if is_sent else typed_before(request))
    status = 200
    if is_sent and form.is_valid():
        try:
            withdraw_application(
                application=application,
                actor=who(request),
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
                expected_version=seen_version(request),
            )
        except DomainError as error:
            form.add_error(None, error.message)
            status = status_of(error)
            application = own_application(who(request), uuid=application.uuid) or application
        else:
            messages.success(request, spoken(say("Ihr Antrag ist zurückgezogen.")))
            return redirect("my_case", reference=application.reference)
    return render(
        request, "resident/withdraw.html", {"application": application, "form": form}, status=status
    )
