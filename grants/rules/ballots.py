"""When a member of the jury may cast a vote of their own."""

from __future__ import annotations

from dataclasses import dataclass

from grants.rules.findings import Finding, blocker

_SOURCE = "INV-21; Handbuch 5.5"


@dataclass(frozen=True)
class BallotFacts:
    """An item on the evening, as one member finds it."""

    session_is_open: bool
    item_is_open: bool
    is_present: bool


def check_ballot(ballot: BallotFacts) -> tuple[Finding, ...]:
    """A vote counts while the session is open, the item has no result, and the member is in attendance.

    Source: INV-21 (only who is there is counted), domain handbook 5.5. Does not check bias: who is biased has
    no vote to ask about.
    """
    if not ballot.item_is_open:
        sentence = "Dieser Punkt ist abgeschlossen. Ihre Stimme lässt sich nicht mehr ändern."
        return (blocker("ballot.closed", sentence, _SOURCE),)
    if not ballot.session_is_open:
        sentence = "Abstimmen können Sie, sobald die Sitzung eröffnet ist."
        return (blocker("ballot.not_open", sentence, _SOURCE),)
    if not ballot.is_present:
        sentence = "Sie stehen noch nicht auf der Anwesenheitsliste. Melden Sie sich bei der Sitzungsleitung."
        return (blocker("ballot.absent", sentence, _SOURCE),)
    return ()
