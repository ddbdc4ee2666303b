"""Plays a scenario through the real services and says what came out differently."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from foundation.audit.actors import Actor
from foundation.files.services import order_document
from foundation.outbox.services import drain
from foundation.values.errors import Blocked, DomainError
from grants.models import Application, Fund, LedgerEntry, Letter
from grants.models.letter import IS_WAITING
from grants.scenarios.cast import hire
from grants.scenarios.expectations import case_is_checked, differences
from grants.scenarios.founding import found
from grants.scenarios.reading import Scenario, Step
from grants.scenarios.verbs import VERBS
from grants.scenarios.world import World, evening, moment
from grants.services.carry_overs import confirm_carry_over, propose_carry_over
from grants.services.grants import advance_grants
from grants.services.letters import release_letters
from grants.services.sessions import close_session

ONE_DAY = timedelta(days=1)
CASE_REPORTS = {"belegliste": "Belegliste", "zahlenmaessiger-nachweis": "Zahlenmäßiger Nachweis"}


class _Undo(Exception):
    """Takes back a step that should have been refused and was not."""


@dataclass(frozen=True)
class Played:
    """The fund that came into being, its people and cases, and every difference as a line."""

    fund: Fund
    people: dict[str, Actor]
    cases: dict[str, int]
    differences: tuple[str, ...]


def play(
    scenario: Scenario, *, password: str = "", final_reports: bool = True, letters_until: date | None = None
) -> Played:
    """Play every step in its order. Raises ScenarioMistake when the file is wrong.

    The daily run comes at ten on every day up to a step's own day, then the step, then the outbox is drained,
    and again in the evening. At the end R1 and R2 are made for each checked case and R4 for each budget year.
    With `letters_until` the office also does what no step says, as the demo needs it on any day of a year: up
    to and including that day the manager sends the letters of the outbox after each step, and commitments of
    the year before are carried over. Left out, only what the steps say happens.
    """
    start = moment(scenario.steps[0].on if scenario.steps else date(scenario.fund["programme_year"], 1, 1))
    fund = found(scenario.fund)
    world = World(fund=fund, people=hire(fund, now=start, password=password))
    lines: list[str] = []
    day = start.date() - ONE_DAY
    for step in scenario.steps:
        if day < step.on:
            drain(now=evening(day))
        while day < step.on:
            day += ONE_DAY
            _daily_run(world, moment(day))
        world.begin(step)
        if letters_until is not None:
            _carry_over(world)
        lines += _play_step(world, step)
        if letters_until is not None and step.on <= letters_until:
            _send_letters(world)
        drain(now=world.now)
    _close_sessions(world, before=day + ONE_DAY, now=evening(day))
    if final_reports:
        _order_final_reports(world, day)
    drain(now=evening(day))
    return Played(fund, world.people, world.cases, tuple(lines))


def _daily_run(world: World, now: datetime) -> None:
    _close_sessions(world, before=now.date(), now=now)
    advance_grants(now=now)


def _close_sessions(world: World, *, before: date, now: datetime) -> None:
    """The manager closes a session when its day is over and every item has its result."""
    for session in world.fund.sessions.filter(state="open", held_on__lt=before):
        if not session.items.filter(decided_at__isnull=True).exists():
            close_session(session=session, actor=world.people["manager"], now=now)


def _carry_over(world: World) -> None:
    """What a year that is over still owes goes into the new one; a late notice of an old vote follows."""
    last_year = world.step.on.year - 1
    if world.fund.accounts.filter(budget_year=last_year, committed_cents__gt=0).exists():
        proposal = propose_carry_over(
            fund=world.fund, from_year=last_year, actor=world.people["kaemmerei"], now=world.now
        )
        confirm_carry_over(proposal=proposal, actor=world.people["kaemmerei2"], now=world.now)


def _send_letters(world: World) -> None:
    """What waits, but for a letter whose term is too near: it needs a person who sets another."""
    waiting = Letter.objects.filter(IS_WAITING, case__fund=world.fund).select_related("case__rules")
    letters = [letter for letter in waiting if not letter.term_trouble(world.step.on)]
    if letters:
        by = world.people["manager"]
        release_letters(letters=letters, count=len(letters), actor=by, now=world.now)


def _play_step(world: World, step: Step) -> Iterator[str]:
    last = LedgerEntry.objects.order_by("-pk").first()
    before = last.pk if last else 0
    refusal = _do(world, step)
    if step.refused:
        yield from _judge_refusal(step, refusal)
    elif refusal is not None:
        yield f"Schritt {step.number}: {step.do}: erwartet ausgeführt, gefunden abgelehnt: {refusal}"
    yield from differences(world, before)


def _do(world: World, step: Step) -> DomainError | None:
    """Do the step, or what the refusal says. A step that must be refused is taken back if it was not."""
    try:
        with transaction.atomic():
            VERBS[step.do](world)
            if step.refused:
                raise _Undo
    except _Undo:
        return None
    except DomainError as refusal:
        return refusal
    except ObjectDoesNotExist:
        return DomainError("Dafür fehlt dem Fall der Bescheid oder der Nachweis.", code="case.too_early")
    return None


def _judge_refusal(step: Step, refusal: DomainError | None) -> Iterator[str]:
    codes = _codes(refusal)
    fits = refusal is not None and (
        step.refused == "any" or any(code.startswith(step.refused) for code in codes)
    )
    if not fits:
        found = ", ".join(codes) if refusal else "ausgeführt"
        yield f"Schritt {step.number}: refused: erwartet {step.refused}, gefunden {found}"


def _codes(refusal: DomainError | None) -> tuple[str, ...]:
    if refusal is None:
        return ()
    return refusal.codes if isinstance(refusal, Blocked) else (refusal.code,)


def _order_final_reports(world: World, day: date) -> None:
    actor, now = world.people["kaemmerei"], evening(day)
    for label, pk in world.cases.items():
        application = Application.objects.get(pk=pk)
        if case_is_checked(application):
            for slug, title in CASE_REPORTS.items():
                order_document(
                    slug=slug,
                    title=f"{title} {application.reference}",
                    subject=application.subject,
                    params={},
                    as_of=day,
                    actor=actor,
                    now=now,
                    key=f"final:{slug}:{label}",
                )
    for account in world.fund.accounts.order_by("budget_year"):
        order_document(
            slug="jahresuebersicht",
            title=f"Jahresübersicht {account.budget_year}",
            subject=f"fund:{world.fund.uuid}",
            params={"year": account.budget_year},
            as_of=day,
            actor=actor,
            now=now,
            key=f"final:jahresuebersicht:{account.budget_year}",
        )
