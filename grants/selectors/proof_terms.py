"""Until when a case awaits its proof, or an answer about it."""

from collections.abc import Sequence
from datetime import date

from grants.models import Grant, ProofReminder
from grants.states import GrantState

AWAITING_PROOF = (
    GrantState.ISSUED,
    GrantState.ACCEPTED,
    GrantState.RUNNING,
    GrantState.CHANGE_PENDING,
    GrantState.PROOF_DUE,
    GrantState.PROOF_OVERDUE,
    GrantState.PROOF_INCOMPLETE,
    GrantState.CANCELLED,
)


def proof_term(grant: Grant, reminders: Sequence[ProofReminder]) -> date | None:
    """The term that was given last: of a question, of a reminder since the proof was due, of the award."""
    if grant.state == GrantState.PROOF_INCOMPLETE and (question := grant.open_proof_question):
        return question.due_on
    if grant.state == GrantState.PROOF_OVERDUE:
        return max((each.until for each in reminders), default=grant.proof_due_on)
    return grant.proof_due_on if grant.state in AWAITING_PROOF else None
