"""What the office does before the jury: ask, judge the costs, declare eligible or not."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import Application, CostItem, FundRules, Particulars
from grants.services.applications import CostLine, save_answers, submit_application
from grants.services.conflicts import declare_own_conflict
from grants.services.review import ask_question, declare_eligible, declare_ineligible
from tests.grants.rows import fetch, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_lines(story: Story) -> Story:
    """Costs of 400.00 and 87.65."""
    story.draft()
    lines = [CostLine("Stauden", 40_000), CostLine("Kuchen", 8_765)]
    save_answers(application=story.application, actor=story.resident, now=story.now, costs=lines)
    story.application = submit_application(application=story.application, actor=story.resident, now=story.now)
    return story


def judge(story: Story, actor: Actor, items: dict[int, bool], **more: Any) -> Application:
    named = {"field_of_action": next(iter(story.application.rules.fields_of_action), None)} | more
    return declare_eligible(
        application=story.application, eligible_items=items, actor=actor, now=story.now, **named
    )


def ask(story: Story, actor: Actor, text: str = "Wem gehört der Hof?", **more: Any) -> Application:
    due_on = story.day + timedelta(days=14)
    return ask_question(
        application=story.application, text=text, due_on=due_on, actor=actor, now=story.now, **more
    )


def refuse(story: Story, actor: Actor, reason: str = "Nicht im Gebiet", **more: Any) -> Application:
    return declare_ineligible(
        application=story.application, reason=reason, actor=actor, now=story.now, **more
    )


def test_question_is_kept_with_its_term(story: Story, manager: Actor) -> None:
    story.submitted()
    asked = ask(story, manager, " Wem gehört der Hof? ")
    request = asked.information_requests.get()
    assert (asked.state, request.number, request.text) == ("incomplete", 1, "Wem gehört der Hof?")
    assert (request.due_on, request.asked_by) == (story.day + timedelta(days=14), manager.reference)


@pytest.mark.parametrize(
    ("items", "eligible_cents", "expected"),
    [
        ({1: True, 2: True}, None, 48_765),
        ({1: True, 2: False}, None, 40_000),
        ({1: False, 2: True}, None, 8_765),
        ({1: True, 2: False}, 35_000, 35_000),
        ({1: True, 2: True}, 48_765, 48_765),
    ],
)
def test_eligible_sum_is_fixed(
    two_lines: Story, manager: Actor, items: dict[int, bool], eligible_cents: int | None, expected: int
) -> None:
    found = judge(two_lines, manager, items, eligible_cents=eligible_cents)
    judged = {cost.position: cost.eligible for cost in CostItem.objects.all()}
    assert (found.state, found.eligible_cents, judged) == ("eligible", expected, items)


@pytest.mark.parametrize(
    ("items", "eligible_cents", "codes"),
    [
        ({}, None, ("costs.not_judged", "costs.none_eligible")),
        ({1: True}, None, ("costs.not_judged",)),
        ({1: False, 2: False}, None, ("costs.none_eligible",)),
        ({1: True, 2: False}, 0, ("costs.none_eligible",)),
        ({1: True, 2: False}, -1, ("eligible.missing",)),
        ({1: True, 2: True}, 48_766, ("eligible.too_high",)),
        ({1: True, 3: True}, None, ("costs.not_judged",)),
    ],
)
def test_costs_that_are_not_well_judged_block(
    two_lines: Story,
    manager: Actor,
    items: dict[int, bool],
    eligible_cents: int | None,
    codes: tuple[str, ...],
) -> None:
    assert findings(judge, two_lines, manager, items, eligible_cents=eligible_cents) == codes


CATALOGUE = "Grün\n Sport \n\n"


@pytest.mark.parametrize(("catalogue", "chosen"), [(CATALOGUE, "Grün"), (CATALOGUE, "Sport"), (" \n", None)])
def test_field_of_action_is_kept(
    two_lines: Story, manager: Actor, catalogue: str, chosen: str | None
) -> None:
    FundRules.objects.update(fields_of_action_text=catalogue)
    two_lines.application = fetch(two_lines.application)
    case = judge(two_lines, manager, {1: True, 2: True}, field_of_action=chosen)
    assert (case.state, case.field_of_action) == ("eligible", chosen)


@pytest.mark.parametrize(
    ("catalogue", "chosen"), [(CATALOGUE, None), (CATALOGUE, ""), (CATALOGUE, "Verkehr"), ("", "Grün")]
)
def test_field_that_is_not_in_the_catalogue_blocks(
    two_lines: Story, manager: Actor, catalogue: str, chosen: str | None
) -> None:
    FundRules.objects.update(fields_of_action_text=catalogue)
    two_lines.application = fetch(two_lines.application)
    codes = findings(judge, two_lines, manager, {1: True, 2: True}, field_of_action=chosen)
    assert codes == ("field_of_action.missing",)


@pytest.mark.parametrize("who", ["certifier", "orderer", "cashier", "kaemmerei", "auditor", "administrator"])
def test_review_is_for_the_office(two_lines: Story, people: dict[str, Actor], who: str) -> None:
    denied = (NotAllowed, "policy.denied")
    assert refusal(judge, two_lines, people[who], {1: True, 2: True}) == denied
    assert refusal(ask, two_lines, people[who]) == denied
    assert refusal(refuse, two_lines, people[who]) == denied


def test_who_is_biased_checks_nothing(two_lines: Story, manager: Actor, officer: Actor) -> None:
    declare_own_conflict(application=two_lines.application, actor=manager, now=two_lines.now)
    denied = (NotAllowed, "policy.denied")
    assert refusal(judge, two_lines, manager, {1: True, 2: True}) == denied
    assert refusal(ask, two_lines, manager) == denied
    assert refusal(refuse, two_lines, manager) == denied
    assert judge(two_lines, officer, {1: True, 2: True}).state == "eligible"


def test_office_person_who_applies_does_not_check_the_own_case(two_lines: Story, manager: Actor) -> None:
    particulars = two_lines.application.particulars
    particulars.email = manager.email.upper()
    particulars.save()
    assert refusal(judge, two_lines, manager, {1: True, 2: True}) == (NotAllowed, "policy.denied")


def test_refusals_of_a_question_and_of_a_refusal(story: Story, manager: Actor) -> None:
    story.submitted()
    assert refusal(ask, story, manager, "  ") == (InvalidInput, "question.empty")
    assert refusal(refuse, story, manager, "  ") == (DomainError, "reason.missing")
    assert refusal(ask, story, manager, expected_version=0) == (StaleVersion, "version.stale")
    story.application = refuse(story, manager)
    assert refusal(ask, story, manager) == (DomainError, "state.no_edge")
    assert fetch(story.application).transitions.order_by("-pk")[0].reason == "Nicht im Gebiet"


def test_own_conflict_is_declared_once_and_only_by_those_who_work_on_cases(
    story: Story, manager: Actor, cashier: Actor
) -> None:
    application = story.submitted()
    for _ in range(2):
        declare_own_conflict(application=application, actor=manager, now=story.now)
    assert list(application.conflicts.values_list("person_reference", "declared_by")) == [
        (manager.reference, manager.reference)
    ]
    refused = refusal(declare_own_conflict, application=application, actor=cashier, now=story.now)
    assert refused == (NotAllowed, "policy.denied")


def test_minor_is_eligible_once_a_parent_has_signed(two_lines: Story, manager: Actor) -> None:
    Particulars.objects.update(is_adult=False)
    items = {1: True, 2: True}
    assert findings(judge, two_lines, manager, items) == ("represented.missing",)
    case = judge(two_lines, manager, items, represented=True)
    assert (case.state, fetch(case).represented) == ("eligible", True)
