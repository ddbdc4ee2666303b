"""A proof that lacks something: the office asks with a term, the applicant sends it again, completed."""

from datetime import date, datetime

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from foundation.values.errors import InvalidInput
from foundation.values.phrases import say
from grants.models import Grant, ProofQuestion
from grants.services.news import PROOF_QUESTION, tell
from grants.services.on_behalf import Spoken, keep_spoken
from grants.services.proof_versions import send
from grants.services.workflow import perform


def ask_about_proof(
    *,
    grant: Grant,
    text: str,
    due_on: date,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Grant:
    """Ask what is missing, with a term. A check that nobody has confirmed falls: the receipts may change.

    Raises InvalidInput without a question or with a term that is over.
    """
    if not text.strip():
        raise InvalidInput(say("Schreiben Sie, was fehlt."), "question.empty", "text")
    if due_on <= local_date(now):
        raise InvalidInput(say("Wählen Sie einen Tag in der Zukunft."), "question.past", "due_on")

    def work(fresh: Grant) -> None:
        fresh.checks.filter(confirmed_at__isnull=True).delete()
        ProofQuestion.objects.create(
            grant=fresh,
            number=fresh.proof_questions.count() + 1,
            text=text.strip(),
            due_on=due_on,
            asked_at=now,
            asked_by=actor.reference,
        )
        cause = f"proof-question:{fresh.uuid}:{fresh.proof_questions.count()}"
        tell(PROOF_QUESTION, case=fresh.case, cause=cause, now=now, until=due_on)

    return perform(
        grant,
        "question_proof",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=text.strip(),
        work=work,
    )


def complete_proof(
    *,
    grant: Grant,
    answer: str,
    actor: Actor,
    now: datetime,
    spoken: Spoken | None = None,
    expected_version: int | None = None,
) -> Grant:
    """Answer, and send the proof again as it stands now; late is better than never.

    `spoken`: the office types in what the applicant said. Raises InvalidInput without an answer or without
    who gave it, Blocked with everything that is missing.
    """
    if not answer.strip():
        raise InvalidInput(say("Schreiben Sie Ihre Antwort."), "answer.empty", "answer")

    def work(fresh: Grant) -> None:
        for question in fresh.proof_questions.filter(answered_at__isnull=True):
            question.answer, question.answered_at = answer.strip(), now
            keep_spoken(question, spoken, actor=actor, now=now)
            question.save()
        send(fresh.proof, now=now)

    return perform(
        grant,
        "complete_proof",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=f"{answer.strip()} ({spoken.in_words})" if spoken else answer.strip(),
        work=work,
    )
