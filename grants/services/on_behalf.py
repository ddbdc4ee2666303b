"""What a person said by telephone, letter or at the counter, typed in for them (permissions: "paper")."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from foundation.audit.actors import Actor, ActorKind
from foundation.values.dates import format_date, local_date
from foundation.values.errors import InvalidInput
from grants.models import AnswerWay


@dataclass(frozen=True)
class Spoken:
    """By which way it came, who said it, and when the office got it."""

    way: AnswerWay
    said_by: str
    received_on: date

    @property
    def in_words(self) -> str:
        """For the history of the case."""
        return f"{self.way.label}, {self.said_by.strip()}, am {format_date(self.received_on)}"


def check_spoken(spoken: Spoken | None, *, actor: Actor, now: datetime) -> None:
    """Staff say how it came and from whom, residents speak for themselves. Raises InvalidInput."""
    if actor.kind is not ActorKind.STAFF:
        return
    if spoken is None or not spoken.said_by.strip():
        raise InvalidInput("Schreiben Sie, wer das gesagt hat.", "spoken.by_nobody", "said_by")
    if spoken.received_on > local_date(now):
        raise InvalidInput("Dieser Tag liegt in der Zukunft.", "spoken.in_future", "received_on")


def keep_spoken(question: Any, spoken: Spoken | None, *, actor: Actor, now: datetime) -> None:
    """Write it beside the answer; nothing for what the person typed. Raises InvalidInput."""
    check_spoken(spoken, actor=actor, now=now)
    if spoken is None:
        return
    question.answer_way, question.answer_said_by = spoken.way, spoken.said_by.strip()
    question.answer_received_on, question.answer_entered_by_label = spoken.received_on, actor.label
