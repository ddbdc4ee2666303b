"""One case in one place of its life, and what somebody tries there."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.values.dates import format_long_date
from foundation.values.errors import Blocked, DomainError
from grants.models import (
    Application,
    Claim,
    Fund,
    Grant,
    JurySession,
    PaymentOrder,
    ReceiptOrder,
    TransitionRecord,
)
from grants.services.grants import advance_grants
from grants.services.workflow import perform
from tests.grants.edges.cast import TWINS, cast
from tests.stories import Story

WHY = "So steht es im Vermerk."


class Scene(Story):
    """A story whose people are those of `cast`, with every row of its case at hand, always fresh."""

    def __init__(self, fund: Fund) -> None:
        super().__init__(fund, cast(fund))
        self.people: dict[str, Actor] = dict(self.people)

    def actor(self, name: str) -> Actor:
        return self.resident if name == "resident" else self.people[name]

    @property
    def names(self) -> list[str]:
        return sorted({*self.people, "resident"})

    def row(self, machine: str) -> Any:
        """The row that the edge belongs to, as it is now."""
        if machine == "application":
            return Application.objects.get()
        if machine == "session":
            return JurySession.objects.get()
        models = (Grant, PaymentOrder, ReceiptOrder, Claim)
        model: Any = next(each for each in models if each.machine == machine)
        return model._default_manager.order_by("-pk").first()

    @property
    def has_case(self) -> bool:
        return Application.objects.exists()

    @property
    def today(self) -> str:
        """As it stands in a sentence."""
        return format_long_date(self.day)

    @property
    def yesterday(self) -> str:
        return format_long_date(self.day - timedelta(days=1))

    @property
    def the_others(self) -> str:
        """The last two of the jury, as they stand in a list of names."""
        return ", ".join(sorted(member.name for member in list(self.fund.jury_members.all())[5:]))

    def renew(self) -> None:
        """What the story holds is stale after a step that was taken back."""
        for application in Application.objects.all():
            self.application = application
        for grant in Grant.objects.all():
            self.grant = grant

    def wait(self, days: int) -> None:
        """Days go by, and the daily run moves what is due."""
        self.day += timedelta(days=days)
        advance_grants(now=self.now)
        self.renew()

    def step(self, name: str) -> dict[str, Any]:
        """By whom and when: for every service."""
        return {"actor": self.actor(name), "now": self.now}


Walk = Callable[[Scene, Actor], object]
Spoil = Callable[[Scene], object]


def at_the_door(machine: str, action: str) -> Walk:
    """Straight at the one door: for a step that a service takes with others, or the daily run alone."""

    def knock(scene: Scene, actor: Actor) -> object:
        return perform(scene.row(machine), action, actor=actor, now=scene.now, reason=WHY)

    return knock


def is_at_the_door(walk: Walk) -> bool:
    """No service is asked."""
    return walk.__qualname__.startswith(at_the_door.__name__)


@dataclass(frozen=True)
class Stop:
    """A requirement that stops the step: what spoils it, and every sentence that is said then.

    `{…}` in a sentence is an attribute of the scene. `walk` is another way to try it than the edge's own.
    """

    requirement: str
    spoil: Spoil
    sentences: tuple[str, ...]
    walk: Walk | None = None

    def said(self, scene: Scene) -> tuple[str, ...]:
        """The sentences of this place."""
        return tuple(
            re.sub(r"\{(\w+)\}", lambda found: getattr(scene, found[1]), sentence)
            for sentence in self.sentences
        )


@dataclass(frozen=True)
class Edge:
    """One edge at one place: how it is walked, and who may. `refused` is how others try it, if not so."""

    machine: str
    action: str
    source: str
    target: str
    place: Callable[[Scene], object]
    walk: Walk
    may: frozenset[str]
    stops: tuple[Stop, ...] = ()
    refused: Walk | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.machine, self.action, self.source, self.target

    @property
    def walkers(self) -> list[str]:
        """Who shall walk it: everybody who may, but only one of two who differ in nothing here."""
        return sorted(name for name in self.may if TWINS.get(name) not in self.may)

    def walked_by(self, scene: Scene, name: str) -> list[tuple[str, str, str, str]]:
        """The steps that were recorded when this person walked; nothing of it stays."""
        seen = TransitionRecord.objects.count()
        with taken_back(scene):
            self.walk(scene, scene.actor(name))
            records = TransitionRecord.objects.order_by("pk")[seen:]
            return [(each.machine, each.action, each.source, each.target) for each in records]

    def answer_to(self, scene: Scene, name: str) -> str:
        """How a person without the right is refused: the name of the error, else that they came through."""
        try:
            (self.refused or self.walk)(scene, scene.actor(name))
        except DomainError as error:
            return type(error).__name__
        return "came through"

    def stopped_by(self, scene: Scene, stop: Stop) -> tuple[str, ...]:
        """Every sentence that a person with the right reads when the requirement is spoiled."""
        with taken_back(scene):
            stop.spoil(scene)
            scene.renew()
            actor = scene.actor(min(self.may))
            try:
                (stop.walk or self.walk)(scene, actor)
            except Blocked as error:
                return error.sentences
        return ("came through",)


def rows_of(machine: str) -> Callable[..., Edge]:
    """How the rows of one machine are written: action, source, target, place, walk, who may, stops."""

    def row(
        action: str,
        source: str,
        target: str,
        place: Spoil,
        walk: Walk,
        may: frozenset[str],
        *stops: Stop,
        refused: Walk | None = None,
    ) -> Edge:
        return Edge(machine, action, source, target, place, walk, may, stops, refused)

    return row


@contextmanager
def taken_back(scene: Scene) -> Iterator[None]:
    """What happens in here is undone, also in what the scene holds."""
    held = dict(vars(scene))
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    vars(scene).clear()
    vars(scene).update(held)
    scene.renew()
