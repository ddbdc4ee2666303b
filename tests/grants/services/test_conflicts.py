"""A conflict of interest leaves its trace; a vote cast before is void, and the result is judged anew."""

from collections.abc import Callable
from typing import Any

import pytest

from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.values.errors import DomainError, NotAllowed
from grants.models import AgendaItem, Application, ConflictOfInterest, Vote
from grants.scenarios.founding import found
from grants.selectors.stages import count_stages
from grants.services.conflicts import declare_juror_conflict, declare_own_conflict
from grants.services.drafts import take_back_award_notice, take_back_rejection_notice
from grants.services.exits import cancel_grant, decline_grant
from grants.services.grants import accept_grant, give_bank_details
from grants.services.notices import (
    draft_award_notice,
    draft_rejection_notice,
    release_rejection_notice,
)
from grants.services.sessions import REOPENED, reopen_vote, schedule_application
from tests.conftest import SECTION
from tests.grants.rows import fetch, figures, findings, refusal
from tests.grants.services.minutes import ASKED, NO, YES, ballots, decide, members
from tests.stories import IBAN, Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")


def declare(story: Story, place: int, actor: Actor | None = None) -> ConflictOfInterest:
    return declare_juror_conflict(
        application=story.application,
        member=members(story, place)[0],
        actor=actor or story.people["manager"],
        now=story.now,
    )


def traces() -> list[dict[str, Any]]:
    return list(AuditEntry.objects.filter(action="conflict.declare").values_list("details", flat=True))


def decided_by_four(story: Story, outcome: Any = YES) -> AgendaItem:
    """Four of four have voted the same way: exactly the quorum."""
    story.scheduled()
    choice = "yes" if outcome is YES else "no"
    minutes: dict[str, Any] = {"present": members(story, 0, 1, 2, 3), "reason": "So beschlossen."}
    minutes["votes"] = dict.fromkeys(minutes["present"], choice)
    amount = ASKED if outcome is YES else None
    story.application = decide(story, outcome, amount_cents=amount, **minutes)
    return story.application.agenda_items.get()


def counts(item: AgendaItem) -> tuple[int, int, int, int, int]:
    return item.present_count, item.biased_count, item.yes_count, item.no_count, item.abstain_count


def test_every_way_of_declaring_leaves_one_trace_without_a_name(story: Story, officer: Actor) -> None:
    story.scheduled()
    juror, second = members(story, 0, 1)
    declare_own_conflict(application=story.application, actor=officer, now=story.now)
    declare(story, 0)
    declare(story, 0)
    votes = dict.fromkeys(members(story, 2, 3, 4, 5, 6), "yes")
    decide(story, YES, biased=[juror, second], votes=votes, amount_cents=ASKED)
    people = [officer.reference, juror.reference, second.reference]
    assert traces() == [{"person": person, "voided": []} for person in people]
    assert (
        list(ConflictOfInterest.objects.order_by("pk").values_list("person_reference", flat=True)) == people
    )


def test_vote_of_somebody_biased_is_void_and_stays_to_be_seen(story: Story) -> None:
    story.voted()
    declare(story, 0)
    item = story.application.agenda_items.get()
    assert counts(item) == (7, 1, 6, 0, 0)
    assert item.fell_at is None
    assert list(Vote.objects.filter(voided_at=story.now).values_list("member__name", "choice")) == [
        (members(story, 0)[0].name, "yes")
    ]
    assert traces()[0]["voided"] == [item.uuid.hex]
    assert findings(
        reopen_vote, application=story.application, actor=story.people["manager"], now=story.now
    ) == ("vote.stands",)
    assert story.drafted_now().state == "draft_notice"


def test_result_without_quorum_goes_back_to_the_jury(story: Story, manager: Actor, officer: Actor) -> None:
    decided_by_four(story)
    declare(story, 0)
    by: dict[str, Any] = {"application": story.application, "now": story.now}
    assert findings(draft_award_notice, actor=officer, **by) == ("vote.fallen",)
    assert count_stages([story.fund.pk])["neu-abstimmen"] == 1
    assert count_stages([story.fund.pk])["bescheid-entwerfen"] == 0
    story.application = reopen_vote(actor=manager, **by)
    assert (story.application.state, figures()[0]) == ("deferred", 0)
    story.application = schedule_application(
        application=story.application, session=story.session(), actor=manager, now=story.now
    )
    votes = dict.fromkeys(members(story, 1, 2, 3, 4), "yes")
    biased = members(story, 0)
    story.application = decide(
        story, YES, present=[*biased, *votes], biased=biased, votes=votes, amount_cents=ASKED
    )
    first, second = story.application.agenda_items.order_by("pk")
    assert (counts(first), counts(second)) == ((4, 1, 3, 0, 0), (5, 1, 4, 0, 0))
    assert count_stages([story.fund.pk])["neu-abstimmen"] == 0
    assert story.drafted_now().approved_cents == ASKED


def test_majority_that_is_gone_falls_too(story: Story) -> None:
    story.scheduled()
    votes = ballots(story, 4, 3)
    story.application = decide(story, YES, votes=votes, amount_cents=ASKED)
    declare(story, 6)
    assert story.application.agenda_items.get().fell_at is None
    declare(story, 0)
    item = story.application.agenda_items.get()
    assert (counts(item), item.fell_at) == ((7, 2, 3, 2, 0), None)
    declare(story, 1)
    assert counts(story.application.agenda_items.get()) == (7, 3, 2, 2, 0)
    assert story.application.agenda_items.get().fell_at == story.now


def test_refusal_that_fell_is_neither_drafted_nor_released(
    story: Story, manager: Actor, officer: Actor
) -> None:
    decided_by_four(story, NO)
    by: dict[str, Any] = {"application": story.application, "now": story.now}
    draft_rejection_notice(reason="Zu teuer.", actor=manager, **by)
    declare(story, 0)
    assert findings(release, story, officer) == ("vote.fallen",)
    take_back_rejection_notice(reason="Ein Beschluss fehlt.", actor=manager, **by)
    assert findings(draft_rejection_notice, reason="Zu teuer.", actor=manager, **by) == ("vote.fallen",)


def release(story: Story, officer: Actor) -> object:
    return release_rejection_notice(application=story.application, actor=officer, now=story.now)


def test_drafted_refusal_is_discarded_when_the_jury_votes_anew(story: Story, manager: Actor) -> None:
    decided_by_four(story, NO)
    by: dict[str, Any] = {"application": story.application, "actor": manager, "now": story.now}
    draft_rejection_notice(reason="Zu teuer.", **by)
    declare(story, 0)
    assert reopen_vote(**by).state == "deferred"
    draft = story.application.notices.get()
    assert (draft.discarded_at, draft.discard_reason) == (story.now, REOPENED)
    assert draft.texts.get().reason == "Zu teuer."


def test_drafted_award_is_taken_back_on_a_fallen_result(story: Story, manager: Actor) -> None:
    decided_by_four(story)
    story.drafted_now()
    declare(story, 0)
    assert findings(story.issued_now) == ("vote.fallen",)
    grant = fetch(story.grant)
    assert grant.state == "draft_notice"
    by: dict[str, Any] = {"actor": manager, "now": story.now}
    case = take_back_award_notice(grant=grant, reason="Eine Stimme gilt nicht.", **by)
    assert (reopen_vote(application=case, **by).state, figures()[:3]) == ("deferred", (0, 0, 0))


def test_who_may_not_declare_for_a_juror(story: Story, people: dict[str, Actor]) -> None:
    story.scheduled()
    for name in ("certifier", "orderer", "cashier", "auditor", "administrator"):
        assert refusal(declare, story, 0, people[name]) == (NotAllowed, "policy.denied")
    stranger = found({**SECTION, "name": "Anderer Fonds"}).jury_members.all()[0]
    attempt: dict[str, Any] = {"member": stranger, "actor": people["manager"], "now": story.now}
    assert refusal(declare_juror_conflict, application=story.application, **attempt) == (
        DomainError,
        "conflict.other_fund",
    )


@pytest.mark.parametrize("step", [accept_grant, decline_grant, cancel_grant])
def test_nobody_of_the_office_who_is_biased_says_yes_or_no_for_the_person(
    story: Story, step: Callable[..., Any]
) -> None:
    """A case on paper: what the sheet says moves money, so somebody unbiased types it in (rule 1)."""
    grant = story.accepted() if step is cancel_grant else story.issued()
    Application.objects.update(channel="paper")
    officer, manager = story.people["officer"], story.people["manager"]
    declare_own_conflict(application=fetch(story.application), actor=officer, now=story.now)
    more = {"reason": "Abgesagt."} if step is cancel_grant else {}
    assert refusal(step, grant=fetch(grant), actor=officer, now=story.now, **more) == DENIED
    assert step(grant=fetch(grant), actor=manager, now=story.now, **more).pk == grant.pk


def test_who_is_biased_types_in_no_account(story: Story) -> None:
    grant = story.issued()
    Application.objects.update(channel="paper")
    account = add_bank_account(
        applicant=story.application.applicant,
        holder="Alex Beispiel",
        iban=IBAN,
        actor=story.resident,
        now=story.now,
    )
    grant = accept_grant(grant=fetch(grant), actor=story.people["manager"], now=story.now)
    declare_own_conflict(application=fetch(story.application), actor=story.people["officer"], now=story.now)
    what: dict[str, Any] = {"grant": fetch(grant), "bank_account": account, "now": story.now}
    assert refusal(give_bank_details, actor=story.people["officer"], **what) == DENIED
    assert give_bank_details(actor=story.people["manager"], **what).bank_account == account
