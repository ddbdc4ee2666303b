"""What the office can do while a question is open: about the application, or about the proof."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import transaction

from foundation.files.services import accept_upload
from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms import office_questions as forms
from grants.services import applications, news, proof_questions, review, waivers
from grants.services import question_terms as terms
from grants.states import ApplicationState as A
from grants.states import GrantState as G

QUESTION = "office/actions/_question.html"


def _how_to_tell(target: Any) -> str:
    return news.how_to_tell(target.case)


_EXTEND = Action(
    slug="frist-verlaengern",
    machine="application",
    states=frozenset({A.INCOMPLETE.value}),
    may=policy.may_review,
    title="Frist der Rückfrage verlängern",
    button="Frist verlängern",
    form=forms.ExtendTermForm,
    call=lambda form, target, by: terms.extend_term(
        target=target, due_on=form.cleaned_data["due_on"], reason=form.cleaned_data["reason"], **by
    ),
    done="Die Frist ist verlängert.",
    then=lambda target: news.how_the_letter_goes(target.case),
    fragment=QUESTION,
)
_REFUSE = Action(
    slug="mehr-zeit-ablehnen",
    machine="application",
    states=frozenset({A.INCOMPLETE.value}),
    may=policy.may_review,
    applies=calls.more_time_is_wished,
    title="Mehr Zeit ablehnen",
    button="Bitte ablehnen",
    form=forms.RefuseTimeForm,
    call=lambda form, target, by: terms.refuse_more_time(
        target=target, reason=form.cleaned_data["reason"], **by
    ),
    done="Die Bitte ist abgelehnt. Die alte Frist gilt.",
    then=_how_to_tell,
    fragment=QUESTION,
)
_REMIND = Action(
    slug="rueckfrage-erinnern",
    machine="application",
    states=frozenset({A.INCOMPLETE.value}),
    may=policy.may_review,
    title="An die Rückfrage erinnern",
    button="Erinnern",
    form=forms.NewTermForm,
    call=lambda form, target, by: terms.remind_of_question(
        target=target, due_on=form.cleaned_data["due_on"], **by
    ),
    done="Die Erinnerung ist vermerkt, mit der neuen Frist.",
    then=lambda target: news.how_the_letter_goes(target.case),
    fragment=QUESTION,
)


def _answer_with_scan(form: Any, target: Any, by: dict[str, Any], answer: Callable[..., object]) -> object:
    """Keep the answer that came on paper and its scan, both or neither."""
    with transaction.atomic():
        found = answer(spoken=form.spoken(), **by)
        scan = form.cleaned_data["file"]
        if scan is not None:
            accept_upload(name=scan.name, data=scan.read(), subject=target.subject, **calls.who(by))
    return found


def _of_proof(action: Action, slug: str) -> Action:
    """The same for a question about the proof."""
    return replace(action, slug=slug, machine="grant", states=frozenset({G.PROOF_INCOMPLETE.value}))


QUESTION_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="antwort-eintragen",
        machine="application",
        edge="answer",
        title="Antwort eintragen",
        button="Antwort eintragen",
        form=forms.SpokenAnswerForm,
        call=lambda form, case, by: _answer_with_scan(
            form, case, by, partial(applications.answer_question, application=case, text=form.text())
        ),
        done="Die Antwort ist eingetragen. Der Antrag kann weiter geprüft werden.",
        fragment=QUESTION,
    ),
    _EXTEND,
    _REFUSE,
    _REMIND,
    Action(
        slug="einstellen",
        machine="application",
        edge="lapse",
        title="Antrag einstellen",
        button="Antrag einstellen",
        tone="danger",
        form=forms.DiscontinueForm,
        call=lambda form, case, by: review.discontinue_application(
            application=case, reason=form.cleaned_data["reason"], **by
        ),
        done="Der Antrag ist eingestellt. Der Brief wird gerade erstellt.",
        then=_how_to_tell,
        fragment=QUESTION,
    ),
    Action(
        slug="nachweis-ergaenzen",
        machine="grant",
        edge="complete_proof",
        title="Antwort zum Nachweis eintragen",
        button="Antwort eintragen",
        form=forms.SpokenAnswerForm,
        call=lambda form, grant, by: _answer_with_scan(
            form, grant, by, partial(proof_questions.complete_proof, grant=grant, answer=form.text())
        ),
        done="Die Antwort ist eingetragen. Der Nachweis kann geprüft werden.",
        fragment=QUESTION,
    ),
    Action(
        slug="verzicht-eintragen",
        machine="grant",
        states=frozenset(waivers.BEFORE_PROOF),
        may=policy.may_waive_remedy,
        ready=calls.remedy_can_be_waived,
        title="Verzicht auf Rechtsbehelf eintragen",
        button="Verzicht eintragen",
        tone="tertiary",
        form=forms.WaiverForm,
        call=lambda form, grant, by: waivers.waive_remedy(grant=grant, spoken=form.spoken(), **by),
        done="Der Verzicht ist eingetragen. Eine Auszahlung vor dem Nachweis muss nicht mehr warten.",
    ),
    _of_proof(_EXTEND, "nachweis-frist-verlaengern"),
    _of_proof(_REFUSE, "nachweis-mehr-zeit-ablehnen"),
    _of_proof(_REMIND, "nachweis-rueckfrage-erinnern"),
)
