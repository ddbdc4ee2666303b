"""Requirement of the edges that follow a letter: nobody is cut off who has not been written to."""

from collections.abc import Iterator
from typing import Any

from grants.rules.findings import Finding, blocker
from grants.rules.letter_wordings import LETTER_KINDS


def has_gone_out(case: Any, kind: str) -> Iterator[Finding]:
    """No letter of this kind waits in the outbox: a term runs for who was told of it (§ 28 VwVfG).

    Does not ask for a letter that somebody discarded with a reason, having told the person in another way.
    """
    if any(each.kind == kind and each.is_waiting for each in case.letters.all()):
        title = LETTER_KINDS[kind].title
        sentence = f"Der Brief „{title}“ wartet noch im Ausgang. Senden Sie ihn zuerst."
        yield blocker("letter.waits", sentence, "§ 28 VwVfG")


def was_sent(case: Any, kind: str) -> bool:
    """A letter of this kind has left the house."""
    return any(each.kind == kind and each.released_at is not None for each in case.letters.all())
