"""Zweckbindung: bought things are entered, a closed grant goes into its binding and out of it again."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import SYSTEM, Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import BoundThing, FundRules, PaymentKind
from grants.selectors.bindings import bound_things, freed_things
from grants.services.bindings import ThingLine, advance_bindings, end_binding, enter_bound_thing
from grants.services.workflow import blockers, perform
from tests.grants.rows import declare, everything, fetch, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
UNTIL = date(2029, 5, 9)


def closed(story: Story) -> Story:
    """Paid in full against receipts, closed on 12 May 2026."""
    FundRules.objects.update(binding_years=3)
    story.accepted()
    story.proof_sent(story.cents)
    story.proof_confirmed()
    story.paid(PaymentKind.FINAL, story.cents)
    assert story.grant.state == "closed"
    return story


def enter(story: Story, actor: Actor | None = None, until: date = UNTIL, **fields: Any) -> BoundThing:
    line = ThingLine(**{"what": "Gartenbank", "value_cents": 19_900, "bound_until": until, **fields})
    return enter_bound_thing(
        grant=story.grant, thing=line, actor=actor or story.people["manager"], now=story.now
    )


def end(story: Story, thing: BoundThing, actor: Actor | None = None, reason: str = "Verwittert.") -> Any:
    return end_binding(thing=thing, reason=reason, actor=actor or story.people["officer"], now=story.now)


def test_closed_grant_goes_into_its_binding_and_out_again(story: Story) -> None:
    thing = enter(closed(story))
    assert (fetch(story.grant).state, thing.is_bound(UNTIL)) == ("in_binding", True)
    story.day = UNTIL
    assert (advance_bindings(now=story.now), fetch(story.grant).state) == (0, "in_binding")
    story.day = UNTIL + timedelta(days=1)
    assert (advance_bindings(now=story.now), fetch(story.grant).state) == (1, "closed")
    assert advance_bindings(now=story.now) == 0


def test_thing_entered_before_the_close_binds_with_the_daily_run(story: Story) -> None:
    FundRules.objects.update(binding_years=3)
    story.accepted()
    story.proof_sent(story.cents)
    enter(story)
    story.proof_confirmed()
    story.paid(PaymentKind.FINAL, story.cents)
    assert story.grant.state == "closed"
    assert (advance_bindings(now=story.now), fetch(story.grant).state) == (1, "in_binding")


def test_only_the_system_binds(story: Story, officer: Actor) -> None:
    closed(story)
    assert blockers(story.grant, "bind", actor=officer, today=story.day) == ("Das macht das System selbst.",)
    assert refusal(perform, story.grant, "bind", actor=officer, now=story.now) == DENIED


def test_nothing_bound_is_no_binding(story: Story) -> None:
    closed(story)
    assert findings(perform, story.grant, "bind", actor=SYSTEM, now=story.now) == ("binding.nothing_bound",)


def test_binding_ends_only_when_nothing_is_bound(story: Story) -> None:
    enter(closed(story))
    story.grant = fetch(story.grant)
    assert findings(perform, story.grant, "unbind", actor=SYSTEM, now=story.now) == ("binding.runs",)
    sentences = blockers(story.grant, "unbind", actor=SYSTEM, today=story.day)
    assert sentences == ("Die Zweckbindung läuft bis 9. Mai 2029. Warten Sie bis danach.",)


def test_city_frees_a_thing_before_its_time(story: Story, manager: Actor, officer: Actor) -> None:
    bench, other = enter(closed(story)), enter(story, what="Schaukasten")
    assert refusal(end, story, bench, manager) == DENIED
    assert refusal(end, story, bench, reason=" ") == (DomainError, "reason.missing")
    assert end(story, bench).state == "in_binding"
    assert refusal(end, story, bench) == (DomainError, "binding.wrong_state")
    assert end(story, other).state == "closed"


def test_biased_officer_frees_nothing(story: Story, officer: Actor) -> None:
    bench = enter(closed(story))
    declare(story.grant, officer.reference)
    assert refusal(end, story, bench) == DENIED


@pytest.mark.parametrize("name", ["certifier", "orderer", "cashier", "auditor"])
def test_only_the_office_enters_things(story: Story, name: str) -> None:
    closed(story)
    assert refusal(enter, story, story.people[name]) == DENIED


def test_thing_needs_a_proof_a_value_and_a_day_to_come(story: Story) -> None:
    story.accepted()
    assert refusal(enter, story) == (DomainError, "binding.wrong_state")
    story.proof_sent(story.cents)
    assert refusal(enter, story, value_cents=0) == (InvalidInput, "binding.no_value")
    assert refusal(enter, story, until=story.day - timedelta(days=1)) == (InvalidInput, "binding.past")


def test_register_shows_what_is_bound_and_what_is_free(story: Story) -> None:
    bench, other = enter(closed(story)), enter(story, what="Schaukasten", until=date(2027, 1, 1))
    assert bound_things([story.fund], on=story.day) == [other, bench]
    assert freed_things([story.fund], on=story.day) == []
    assert bound_things([story.fund], on=date(2027, 1, 2)) == [bench]
    assert freed_things([story.fund], on=date(2027, 1, 2)) == [other]
    assert bound_things([], on=story.day) == []


def test_daily_run_without_things_changes_nothing(story: Story) -> None:
    closed(story)
    before = everything()
    assert advance_bindings(now=story.now) == 0
    assert everything() == before
