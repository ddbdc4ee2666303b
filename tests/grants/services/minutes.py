"""Writing down what a jury decided."""

from typing import Any

from foundation.audit.actors import Actor
from grants.models import Application, JuryMember, Outcome
from grants.services.sessions import Decision, record_decision
from tests.stories import Story

YES, PARTIAL, NO, DEFERRED = Outcome.YES, Outcome.PARTIAL, Outcome.NO, Outcome.DEFERRED
ASKED = 48_765


def ballots(story: Story, yes: int, no: int = 0, abstain: int = 0) -> dict[JuryMember, str]:
    """The first members say yes, the next no, the next nothing."""
    words = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    return dict(zip(story.fund.jury_members.all(), words, strict=False))


def decide(story: Story, outcome: Outcome, actor: Actor | None = None, **minutes: Any) -> Application:
    return record_decision(
        application=story.application,
        decision=Decision(outcome, **minutes),
        actor=actor or story.people["manager"],
        now=story.now,
    )


def members(story: Story, *places: int) -> list[JuryMember]:
    everybody = list(story.fund.jury_members.all())
    return [everybody[place] for place in places]
