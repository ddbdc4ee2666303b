"""A new version of the rules: one proposes, another one confirms; what has begun is never rewritten."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor, ActorKind
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import FundRules, RulesProposal
from grants.services.applications import start_draft
from grants.services.rule_versions import confirm_rules, propose_rules, withdraw_rules
from tests.grants.rows import fetch, findings, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db]
NEXT_MONTH = date(2026, 4, 1)
DENIED = (NotAllowed, "policy.denied")


def propose(story: Story, actor: Actor, valid_from: date = NEXT_MONTH, **values: Any) -> RulesProposal:
    return propose_rules(
        fund=story.fund,
        values=values or {"proof_days": 56},
        valid_from=valid_from,
        reason="Acht Wochen wie in der neuen Richtlinie.",
        actor=actor,
        now=story.now,
    )


def test_second_person_makes_the_proposal_hold(story: Story, manager: Actor, officer: Actor) -> None:
    case = story.submitted()
    proposal = propose(story, manager)
    assert FundRules.objects.count() == 1
    rules = confirm_rules(proposal=proposal, actor=officer, now=story.now)
    assert (rules.version, rules.valid_from, rules.proof_days, rules.jury_quorum) == (2, NEXT_MONTH, 56, 4)
    assert fetch(proposal).rules == rules
    assert fetch(case).rules.version == 1
    story.day = NEXT_MONTH
    later = start_draft(fund=story.fund, applicant=story.applicant(), now=story.now)
    assert later.rules == rules


def test_manager_proposes_and_only_an_officer_confirms(story: Story, people: dict[str, Actor]) -> None:
    proposal = propose(story, people["manager"])
    for name, person in people.items():
        codes = {code for code, _scope in person.roles}
        if "QM" not in codes:
            assert refusal(propose, story, person) == DENIED, name
        if "CI" not in codes:
            assert refusal(confirm_rules, proposal=proposal, actor=person, now=story.now) == DENIED, name


@pytest.mark.both_databases
def test_nobody_confirms_their_own_proposal(story: Story, manager: Actor) -> None:
    both = Actor(ActorKind.STAFF, manager.reference, roles=frozenset({("QM", ""), ("CI", "")}))
    proposal = propose(story, both)
    assert refusal(confirm_rules, proposal=proposal, actor=both, now=story.now) == DENIED
    with pytest.raises(IntegrityError, match="rules_proposal_second_person"), transaction.atomic():
        RulesProposal.objects.update(confirmed_by=both.reference)


@pytest.mark.both_databases
def test_database_knows_one_open_proposal_and_no_confirmation_by_nobody(story: Story, manager: Actor) -> None:
    proposal = propose(story, manager)
    kept = RulesProposal.objects.values().get()
    with pytest.raises(IntegrityError), transaction.atomic():
        RulesProposal.objects.create(**{**kept, "id": None, "uuid": story.fund.uuid})
    with pytest.raises(IntegrityError, match="confirmed_is_signed"), transaction.atomic():
        RulesProposal.objects.filter(pk=proposal.pk).update(confirmed_at=story.now)


def test_impossible_values_are_named_together(story: Story, manager: Actor) -> None:
    values = {"jury_quorum": 9, "rate_percent": 0}
    attempt = {"valid_from": story.day, **values}
    assert findings(propose, story, manager, **attempt) == ("rules.impossible",) * 3


@pytest.mark.parametrize(
    ("more", "code"),
    [({"reason": " "}, "rules.no_reason"), ({"values": {"proof_days": 28}}, "rules.nothing")],
)
def test_proposal_has_a_reason_and_a_change(
    story: Story, manager: Actor, more: dict[str, Any], code: str
) -> None:
    words: dict[str, Any] = {"values": {"proof_days": 56}, "reason": "Neu", "valid_from": NEXT_MONTH} | more
    attempt = refusal(propose_rules, fund=story.fund, actor=manager, now=story.now, **words)
    assert attempt == (InvalidInput, code)


def test_one_proposal_at_a_time_and_withdrawn_it_stays(story: Story, manager: Actor, officer: Actor) -> None:
    proposal = propose(story, manager)
    assert refusal(propose, story, manager) == (DomainError, "rules.exists")
    withdraw_rules(proposal=proposal, actor=officer, now=story.now)
    gone = (DomainError, "rules.wrong_state")
    assert refusal(confirm_rules, proposal=proposal, actor=officer, now=story.now) == gone
    assert refusal(withdraw_rules, proposal=proposal, actor=officer, now=story.now) == gone
    assert propose(story, manager).is_open


def test_proposal_whose_day_has_come_is_not_confirmed(story: Story, manager: Actor, officer: Actor) -> None:
    proposal = propose(story, manager)
    story.day = NEXT_MONTH
    late = refusal(confirm_rules, proposal=proposal, actor=officer, now=story.now)
    assert late == (Blocked, "rules.impossible")
    story.day -= timedelta(days=1)
    assert confirm_rules(proposal=proposal, actor=officer, now=story.now).version == 2
