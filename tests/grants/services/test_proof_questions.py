"""Questions about a proof: who asks, who completes it, and what becomes of a check that was under way."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import ProofCheck, ProofQuestion
from grants.services.proof_questions import ask_about_proof, complete_proof
from grants.services.proofs import ReceiptLine, add_receipt, check_proof, confirm_proof, remove_receipt
from tests.grants.rows import fetch, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")


@pytest.fixture
def sent(story: Story) -> Story:
    story.accepted()
    story.proof_sent(10_000)
    return story


def ask(story: Story, actor: Actor, text: str = "Was ist Beleg 1?", days: int = 14) -> Any:
    due_on = story.day + timedelta(days=days)
    story.grant = ask_about_proof(grant=story.grant, text=text, due_on=due_on, actor=actor, now=story.now)
    return story.grant


def complete(story: Story, actor: Actor | None = None, answer: str = "Erde.") -> Any:
    story.grant = complete_proof(
        grant=story.grant, answer=answer, actor=actor or story.resident, now=story.now
    )
    return story.grant


def test_question_is_answered_with_another_receipt(sent: Story, manager: Actor, officer: Actor) -> None:
    assert ask(sent, manager).state == "proof_incomplete"
    sent.day += timedelta(days=3)
    line = ReceiptLine(sent.grant.ends_on, "Gartenmarkt Beispiel", "Saatgut", 2_500)
    add_receipt(grant=sent.grant, line=line, actor=sent.resident, now=sent.now)
    assert complete(sent).state == "proof_submitted"
    question = ProofQuestion.objects.get()
    assert (question.answer, question.answered_at) == ("Erde.", sent.now)
    assert fetch(sent.grant).proof.sent_at == sent.now
    sent.proof_confirmed()
    assert ProofCheck.objects.get().accepted_cents == 12_500


def test_check_under_way_falls_with_the_question(sent: Story, manager: Actor, officer: Actor) -> None:
    check_proof(grant=sent.grant, cuts={}, purpose_achieved=True, actor=manager, now=sent.now)
    ask(sent, manager)
    complete(sent)
    assert findings(confirm_proof, grant=sent.grant, actor=officer, now=sent.now) == ("proof.not_checked",)


def test_office_asks_and_the_applicant_answers(sent: Story, manager: Actor, certifier: Actor) -> None:
    for actor in (certifier, sent.resident):
        assert refusal(ask, sent, actor) == DENIED
    ask(sent, manager)
    assert refusal(complete, sent, certifier) == DENIED
    assert refusal(ask, sent, manager) == (DomainError, "state.no_edge")


def test_question_has_words_and_a_term_and_the_answer_has_words(sent: Story, manager: Actor) -> None:
    assert refusal(ask, sent, manager, " ") == (InvalidInput, "question.empty")
    assert refusal(ask, sent, manager, days=0) == (InvalidInput, "question.past")
    ask(sent, manager)
    assert refusal(complete, sent, None, " ") == (InvalidInput, "answer.empty")


def test_proof_without_a_receipt_is_not_sent_again(sent: Story, manager: Actor) -> None:
    ask(sent, manager)
    remove_receipt(grant=sent.grant, number=1, actor=sent.resident, now=sent.now)
    assert findings(complete, sent) == ("receipts.missing",)
