"""Decisions beside the jury: office alone, second body, a city that deviates; money, notices, persons."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, NotAllowed, StaleVersion
from grants.models import Application, Notice, Ruling
from grants.services.conflicts import declare_own_conflict
from grants.services.drafts import take_back_award_notice, take_back_rejection_notice
from grants.services.notices import (
    draft_award_notice,
    draft_rejection_notice,
    release_award_notice,
    release_rejection_notice,
)
from grants.services.rulings import decide_alone, deviate, note_second_body
from grants.services.sessions import schedule_application
from reports.catalog.decision_parts import decision_sentence
from tests.grants.rows import fetch, figures, findings, refusal
from tests.grants.services.minutes import ASKED, NO, PARTIAL, ballots
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = Mapping[str, Actor]
WHY = "Der Hof liegt im Sanierungsgebiet."


def rule(story: Story, **rules: Any) -> None:
    story.fund.rules.update(**rules)


def alone(story: Story, who: str = "officer", cents: int = ASKED, reason: str = WHY) -> Any:
    return decide_alone(
        application=story.application,
        amount_cents=cents,
        reason=reason,
        actor=story.people[who],
        now=story.now,
    )


def second(story: Story, cents: int = ASKED, reason: str = "", who: str = "manager") -> Ruling:
    return note_second_body(
        application=story.application,
        amount_cents=cents,
        body="Stadtrat",
        decided_on=story.day,
        file_reference="BV/7/2026",
        reason=reason,
        actor=story.people[who],
        now=story.now,
    )


def other(story: Story, cents: int, reason: str = WHY, who: str = "officer") -> Ruling:
    return deviate(
        application=story.application,
        amount_cents=cents,
        reason=reason,
        actor=story.people[who],
        now=story.now,
    )


def said(story: Story) -> str:
    return decision_sentence(fetch(story.application))


def rejection(story: Story, who: str = "officer2") -> Notice:
    case = fetch(story.application)
    return draft_rejection_notice(application=case, reason=WHY, actor=story.people[who], now=story.now)


def release_rejection(story: Story, who: str) -> Application:
    case = fetch(story.application)
    return release_rejection_notice(application=case, actor=story.people[who], now=story.now)


def refused(story: Story, yes: int = 0) -> None:
    story.decided(NO, votes=ballots(story, yes, 7 - yes), reason="Zu teuer.")


@pytest.mark.both_databases
def test_office_decides_alone_and_somebody_else_releases(story: Story, people: People) -> None:
    story.eligible()
    assert findings(alone, story) == ("ruling.over_limit",)  # by default nobody does
    rule(story, manager_limit_cents=ASKED)
    assert findings(alone, story, reason="") == ("ruling.no_reason",)
    assert refusal(alone, story, "certifier") == (NotAllowed, "policy.denied")
    grant = alone(story)
    assert (grant.state, fetch(story.application).state) == ("draft_notice", "approved")
    assert figures() == (0, ASKED, 0, 200_000 - ASKED)
    assert said(story).startswith("Über Anträge bis 487,65\xa0€ entscheiden wir")
    by: dict[str, Any] = {"actor": people["officer"], "now": story.now}
    assert refusal(release_award_notice, grant=grant, **by) == (NotAllowed, "policy.denied")
    released = release_award_notice(grant=grant, actor=people["officer2"], now=story.now)
    assert released.state == "issued"


@pytest.mark.both_databases
def test_draft_of_a_lone_decision_is_taken_back_and_its_author_stays_out(
    story: Story, people: People
) -> None:
    story.eligible()
    rule(story, manager_limit_cents=ASKED)
    take_back_award_notice(grant=alone(story), reason="Fehler", actor=people["officer"], now=story.now)
    assert (fetch(story.application).state, figures()) == ("eligible", (0, 0, 0, 200_000))
    grant = alone(story, "manager")
    by: dict[str, Any] = {
        "actor": people["officer"],
        "now": story.now,
    }  # has not written this draft, but decided before
    assert refusal(release_award_notice, grant=grant, **by) == (NotAllowed, "policy.denied")


def test_lone_no_ends_in_a_rejection_or_goes_to_the_jury_after_all(story: Story, people: People) -> None:
    story.eligible()
    rule(story, manager_limit_cents=ASKED)
    assert isinstance(alone(story, "manager", 0), Notice)
    session = Story(story.fund, people, name="Andere Gruppe")
    session.scheduled()
    onto: dict[str, Any] = {"session": session.session(), "actor": people["manager"], "now": story.now}
    case = fetch(story.application)
    assert findings(schedule_application, application=case, **onto) == ("notice.draft_waits",)
    take_back_rejection_notice(application=case, reason="Fehler", actor=people["manager"], now=story.now)
    rejection(story)
    assert release_rejection(story, "officer").state == "rejected"


def test_who_is_biased_decides_nothing_beside_the_jury(story: Story, people: People) -> None:
    rule(story, manager_limit_cents=ASKED, jury_vote="recommending")
    story.eligible()
    declare_own_conflict(application=story.application, actor=people["officer"], now=story.now)
    assert refusal(alone, story) == (NotAllowed, "policy.denied")
    assert refusal(other, story, 100) == (NotAllowed, "policy.denied")
    assert refusal(second, story, who="officer") == (NotAllowed, "policy.denied")


@pytest.mark.both_databases
def test_no_notice_before_the_second_body_has_decided(story: Story, people: People) -> None:
    rule(story, jury_limit_cents=40_000, second_body_name="Stadtrat")
    story.voted()
    by: dict[str, Any] = {"actor": people["officer"], "now": story.now}
    draft: dict[str, Any] = {"application": story.application, **by}
    assert findings(draft_award_notice, **draft) == ("decision.second_body",)
    assert findings(second, story, 30_000) == ("ruling.no_reason",)
    second(story, 30_000, "Mehr gibt der Haushalt nicht her.")
    assert figures() == (30_000, 0, 0, 170_000)
    grant = draft_award_notice(**draft)
    assert (grant.approved_cents, figures()) == (30_000, (0, 30_000, 0, 170_000))
    assert refusal(second, story) == (DomainError, "ruling.draft_exists")
    assert "Sie hat eine Förderung von 487,65\xa0€ befürwortet" in said(story)
    assert "Stadtrat, Beschluss BV/7/2026 vom 2.\xa0März 2026" in said(story)
    take_back_award_notice(grant=grant, reason="Fehler", **by)
    assert (fetch(story.application).state, figures()) == ("voted_yes", (30_000, 0, 0, 170_000))


def test_no_of_the_second_body_rejects_what_the_jury_wanted(story: Story) -> None:
    rule(story, jury_limit_cents=40_000, second_body_name="Stadtrat")
    story.voted()
    assert refusal(rejection, story) == (DomainError, "notice.wrong_state")
    second(story, 0, "Kein Geld.")
    assert figures() == (0, 0, 0, 200_000)
    rejection(story)
    assert release_rejection(story, "officer").state == "rejected"


@pytest.mark.both_databases
@pytest.mark.parametrize("cents", [30_000, 0])
def test_who_noted_what_another_body_decided_may_release_the_notice(
    story: Story, people: People, cents: int
) -> None:
    """Writing down what the council said is no decision of one's own."""
    rule(story, jury_limit_cents=40_000, second_body_name="Stadtrat")
    story.voted()
    second(story, cents, "Mehr gibt der Haushalt nicht her.", who="officer")
    if not cents:
        rejection(story, "manager")
        assert release_rejection(story, "officer").state == "rejected"
        return
    case = fetch(story.application)
    grant = draft_award_notice(application=case, actor=people["manager"], now=story.now)
    assert release_award_notice(grant=grant, actor=people["officer"], now=story.now).approved_cents == cents


def test_second_body_has_nothing_to_say_below_its_limit(story: Story) -> None:
    story.voted()
    assert findings(second, story) == ("ruling.not_needed",)


@pytest.mark.both_databases
@pytest.mark.parametrize("cents", [30_000, 0])
def test_city_deviates_downwards_with_its_reason_in_the_notice(
    story: Story, people: People, cents: int
) -> None:
    story.voted()
    assert findings(other, story, cents) == ("ruling.jury_binds",)
    rule(story, jury_vote="recommending")
    assert findings(other, story, cents, "") == ("ruling.no_reason",)
    assert refusal(other, story, cents, who="manager") == (
        NotAllowed,
        "policy.denied",
    )  # the city, not the QM
    other(story, cents)
    assert figures() == (cents, 0, 0, 200_000 - cents)
    assert f"Dieser Empfehlung folgen wir nicht. {'Wir bewilligen' if cents else 'Wir lehnen'}" in (
        said(story)
    )
    assert WHY in said(story)
    if not cents:
        rejection(story)
        assert refusal(release_rejection, story, "officer") == (NotAllowed, "policy.denied")
        return
    case = fetch(story.application)
    grant = draft_award_notice(application=case, actor=people["manager"], now=story.now)
    by: dict[str, Any] = {"actor": people["officer"], "now": story.now}
    assert refusal(release_award_notice, grant=grant, **by) == (NotAllowed, "policy.denied")
    assert release_award_notice(grant=grant, actor=people["officer2"], now=story.now).approved_cents == cents


@pytest.mark.both_databases
def test_city_gives_what_the_jury_refused(story: Story, people: People) -> None:
    rule(story, jury_vote="recommending")
    refused(story)
    case = story.application
    by: dict[str, Any] = {"actor": people["manager"], "now": story.now}
    assert findings(draft_award_notice, application=case, **by) == ("decision.no_yes",)
    assert findings(other, story, ASKED + 1) == ("ruling.over_ceiling",)
    other(story, ASKED)
    assert refusal(rejection, story) == (DomainError, "notice.wrong_state")
    grant = draft_award_notice(application=fetch(case), **by)
    assert (grant.approved_cents, figures()) == (ASKED, (0, ASKED, 0, 200_000 - ASKED))
    take_back_award_notice(grant=grant, reason="Fehler", **by)
    assert (fetch(case).state, figures()) == ("voted_no", (ASKED, 0, 0, 200_000 - ASKED))


def test_ruling_is_about_the_state_that_was_seen_and_on_a_vote(story: Story, people: People) -> None:
    rule(story, jury_vote="recommending")
    story.scheduled()
    assert refusal(other, story, 100) == (DomainError, "ruling.not_voted")
    rule(story, manager_limit_cents=ASKED)
    assert refusal(alone, story) == (DomainError, "ruling.wrong_state")
    seen: dict[str, Any] = {"amount_cents": 1, "reason": WHY, "actor": people["officer"], "now": story.now}
    assert refusal(deviate, application=story.application, expected_version=0, **seen)[0] is StaleVersion


@pytest.mark.both_databases
def test_rulings_are_kept_by_the_database(story: Story) -> None:
    rule(story, jury_vote="recommending")
    story.decided(PARTIAL, votes=ballots(story, 7), amount_cents=40_000, reason="Reicht.")
    row = other(story, 30_000)
    for change in ({"amount_cents": 1}, {"reason": ""}):
        with transaction.atomic(), pytest.raises(IntegrityError):
            Ruling.objects.filter(pk=row.pk).update(**change)
    with transaction.atomic(), pytest.raises(IntegrityError):
        row.delete()
    row.pk = None
    for wrong in ({"kind": "alone"}, {"kind": "second_body"}, {"reason": ""}, {"amount_cents": -1}):
        with transaction.atomic(), pytest.raises(IntegrityError):
            Ruling.objects.create(**fields_of(row) | wrong)


def fields_of(row: Ruling) -> dict[str, Any]:
    names = ("application", "item", "kind", "amount_cents", "reason", "decided_on", "written_at")
    return {name: getattr(row, name) for name in names}
