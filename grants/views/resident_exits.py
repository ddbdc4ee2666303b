"""Ways off the plain path of a grant, each one page: change, decline, stop, complete the proof."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.languages.spoken import spoken, spoken_together
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError
from foundation.values.phrases import say
from grants.forms.resident_exits import CancelForm, ChangeForm, DeclineForm, ProofAnswerForm
from grants.forms.resident_fields import ResidentForm
from grants.models import ChangeKind, Grant
from grants.models.question_term import open_wish_of
from grants.selectors.resident import issued_grant
from grants.selectors.resident_question import term_news
from grants.services.changes import Wish, request_change
from grants.services.exits import cancel_grant, decline_grant
from grants.services.proof_questions import complete_proof
from grants.services.workflow import blockers
from grants.views.resident_access import form_page, seen_version, status_of, who, with_grant
from grants.views.resident_lost import typed_before

# what was typed, the grant, {"actor", "now", "expected_version"} -> the grant
Call = Callable[[dict[str, Any], Grant, dict[str, Any]], Grant]


@dataclass(frozen=True)
class Exit:
    """One edge that a resident walks by a form. done: the sentence afterwards."""

    edge: str
    form: type[ResidentForm]
    template: str
    call: Call
    done: str


CHANGE = Exit(
    edge="request_change",
    form=ChangeForm,
    template="resident/change.html",
    call=lambda typed, grant, by: request_change(
        grant=grant, wish=Wish(ChangeKind(typed["kind"]), typed["text"], typed["ends_on"]), **by
    ),
    done=say("Danke. Wir prüfen Ihre Änderung und schreiben Ihnen."),
)

DECLINE = Exit(
    edge="decline",
    form=DeclineForm,
    template="resident/decline.html",
    call=lambda typed, grant, by: decline_grant(grant=grant, reason=typed["reason"], **by),
    done=say("Sie haben das Geld nicht angenommen."),
)
CANCEL = Exit(
    edge="cancel",
    form=CancelForm,
    template="resident/cancel.html",
    call=lambda typed, grant, by: cancel_grant(grant=grant, reason=typed["reason"], **by),
    done=say("Ihre Aktion ist abgebrochen."),
)
ANSWER = Exit(
    edge="complete_proof",
    form=ProofAnswerForm,
    template="resident/proof_question.html",
    call=lambda typed, grant, by: complete_proof(grant=grant, answer=typed["answer"], **by),
    done=say("Danke. Ihre Belege und Ihre Antwort sind da. Wir prüfen sie."),
)


@form_page
@with_grant
def my_change(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Ask for another end, other costs, another purpose or more money."""
    return _answer(request, grant, CHANGE)


@form_page
@with_grant
def my_decline(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Say no to the money, after a page that says what it means."""
    return _answer(request, grant, DECLINE)


@form_page
@with_grant
def my_cancel(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Stop the project, after a page that says what happens to the money."""
    return _answer(request, grant, CANCEL)


@form_page
@with_grant
def my_proof_question(request: HttpRequest, grant: Grant) -> HttpResponse:
    """A question about the receipts: add some, answer, send again."""
    return _answer(request, grant, ANSWER)


def _answer(request: HttpRequest, grant: Grant, way: Exit) -> HttpResponse:
    """GET shows the form; POST walks the edge, or shows every sentence beside what was typed."""
    actor, now = who(request), timezone.now()
    reasons = blockers(grant, way.edge, actor=actor, today=local_date(now))
    if reasons:
        messages.info(request, spoken_together(reasons))
        return redirect("my_case", reference=grant.case.reference)
    form, status = way.form(request.POST if request.method == "POST" else typed_before(request)), 200
    if request.method == "POST" and form.is_valid():
        by = {"actor": actor, "now": now, "expected_version": seen_version(request)}
        try:
            way.call(form.cleaned_data, grant, by)
        except DomainError as error:
            grant, status = issued_grant(grant.case) or grant, status_of(error)
            _refuse(form, error)
        else:
            messages.success(request, spoken(way.done))
            return redirect("my_case", reference=grant.case.reference)
    context = {"grant": grant, "application": grant.case, "form": form}
    question = grant.open_proof_question
    if question is not None:
        context |= {"terms": term_news(question), "waits": open_wish_of(question) is not None}
    return render(request, way.template, context, status=status)


def _refuse(form: ResidentForm, error: DomainError) -> None:
    """What a service says stands beside the input it belongs to."""
    findings = error.findings if isinstance(error, Blocked) else (error,)
    for finding in findings:
        field = getattr(finding, "field", None)
        form.add_error(field if field in form.fields else None, str(getattr(finding, "message", finding)))
