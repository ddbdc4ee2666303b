"""The world of a scenario: its fund, its people, its cases, and what day it is."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from applicants.actors import actor_for
from applicants.models import Applicant
from foundation.audit.actors import Actor, ActorKind
from foundation.values.dates import BERLIN
from foundation.values.errors import DomainError, InvalidInput
from foundation.values.money import parse_machine
from grants.models import Application, Fund, Grant, JuryMember
from grants.scenarios.reading import ScenarioMistake, Step

STEP_TIME, EVENING = time(10, 0), time(18, 0)
BEFORE_ALL = datetime.combine(date.min, STEP_TIME, BERLIN)
ONE_SECOND = timedelta(seconds=1)
NO_STEP = Step(number=0, on=date.min, do="expect", case="", keys={})


@dataclass
class World:
    """What the verbs work in. Cases are found by the label that the file gave them at `apply`."""

    fund: Fund
    people: dict[str, Actor]
    cases: dict[str, int] = field(default_factory=dict)
    plans: dict[str, list[bool]] = field(default_factory=dict)
    step: Step = NO_STEP
    clock: datetime = BEFORE_ALL

    def begin(self, step: Step) -> None:
        """It is a little past ten of the step's day, never earlier than at the step before: 24 hours are over
        on the next day.
        """
        self.step = step
        self.clock = datetime.combine(step.on, self.clock.time(), BERLIN)

    @property
    def now(self) -> datetime:
        """A look at the clock. Each is a second later than the one before: what follows stands after it."""
        self.clock += ONE_SECOND
        return self.clock

    def application(self) -> Application:
        """The step's case, fetched anew. Raises DomainError when its `apply` did not succeed."""
        if self.step.case not in self.cases:
            raise DomainError(f"Den Fall „{self.step.case}“ gibt es noch nicht.", code="case.missing")
        return Application.objects.get(pk=self.cases[self.step.case])

    def grant(self) -> Grant:
        """The step's grant. Raises DomainError (as a refusal) when there is none yet."""
        return Grant.objects.select_related("case__fund", "account").get(case=self.application())

    def person(self, usual: str) -> Actor:
        """Who acts: the verb's usual person, or the one the step names."""
        name = self.step.by or usual
        if name == "applicant":
            return self.applicant_actor()
        if name.startswith("juror"):
            member = self.juror(name)
            return Actor(ActorKind.JUROR, member.reference, member.name)
        return self.people[name]

    def applicant_actor(self) -> Actor:
        return actor_for(self.application().applicant)

    def jurors(self) -> list[JuryMember]:
        return list(self.fund.jury_members.all())

    def juror(self, name: str) -> JuryMember:
        """The member who is called juror1, juror2 and so on. Raises ScenarioMistake beyond the last one."""
        members, place = self.jurors(), int(name.removeprefix("juror"))
        if place > len(members):
            raise ScenarioMistake(f"Schritt {self.step.number}: Die Jury hat nur {len(members)} Mitglieder.")
        return members[place - 1]

    def cents(self, key: str, default: int | None = None) -> int | None:
        """An amount of the step in cents. Raises ScenarioMistake when it cannot be read."""
        raw = self.step.keys.get(key)
        return default if raw is None else cents(raw, f"Schritt {self.step.number}, {key}")


def moment(day: date) -> datetime:
    """Ten in the morning, Berlin time."""
    return datetime.combine(day, STEP_TIME, BERLIN)


def evening(day: date) -> datetime:
    """When the office closes: what had to wait some minutes has left by then."""
    return datetime.combine(day, EVENING, BERLIN)


def cents(raw: Any, where: str) -> int:
    """A string such as "487.65" in cents. Raises ScenarioMistake."""
    try:
        return parse_machine(raw)
    except (InvalidInput, TypeError):
        raise ScenarioMistake(
            f'{where}: „{raw}“ ist kein Betrag. Schreiben Sie zum Beispiel "487.65".'
        ) from None


def find_applicant(name: str, kind: str) -> Applicant | None:
    """The applicant of that name and kind, if the scenario has met it before."""
    found = Applicant.objects.filter(
        applications__particulars__name=name, applications__particulars__kind=kind
    )
    return found.order_by("pk").first()
