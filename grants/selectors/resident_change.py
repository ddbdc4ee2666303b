"""How the office answered the last wish for a change, in the resident's words."""

from collections.abc import Sequence

from foundation.values.phrases import say
from grants.models import ChangeKind, ChangeRequest, Grant

TOLD_IN = frozenset({"accepted", "running", "change_pending"})


def change_news(grant: Grant | None) -> Sequence[str]:
    """What was asked and how it was decided, a sentence a line; nothing when nobody asked."""
    if grant is None or grant.state not in TOLD_IN:
        return ()
    change = grant.changes.order_by("-number").prefetch_related("rulings").first()
    return () if change is None else _in_words(change)


def _in_words(change: ChangeRequest) -> Sequence[str]:
    kind, decision = ChangeKind(change.kind).label, change.decision
    asked = say(
        "Sie möchten eine Änderung ({kind}) und haben geschrieben: {text}",
        kind=kind,
        text=change.text,
    )
    if decision is None:
        return (asked, say("Bis wir entschieden haben, gilt der alte Plan."))
    if not decision.approves:
        return (
            asked,
            say("Das haben wir nicht genehmigt. Es gilt der alte Plan."),
            say(
                "Der Grund: {reason}",
                reason=decision.reason,
            ),
        )
    if change.ends_on is None:
        return (asked, say("Das haben wir genehmigt."))
    return (
        asked,
        say(
            "Das haben wir genehmigt. Ihre Aktion dauert jetzt bis {ends_on}.",
            ends_on=change.ends_on,
        ),
    )
