"""Every number of "Heute" is exactly the length of the list behind it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from foundation.audit.actors import Actor
from grants.models import ChangeKind, Fund, FundRules, ObjectionEnd, ObjectionWay, PaymentKind
from grants.selectors.case import collect_case
from grants.selectors.cases import list_cases
from grants.selectors.objections import attackable_notices
from grants.selectors.stages import STAGES, condition_of, count_stages, filter_choices
from grants.services.applications import answer_question
from grants.services.changes import Wish, request_change
from grants.services.conflicts import declare_juror_conflict
from grants.services.early_starts import ask_for_early_start
from grants.services.exits import cancel_grant
from grants.services.lapses import draft_lapse, release_lapse
from grants.services.notices import draft_rejection_notice, release_rejection_notice
from grants.services.objections import Arrival, end_objection, note_objection
from grants.services.proofs import check_proof
from grants.services.review import ask_question, declare_ineligible
from tests.grants.rows import fetch
from tests.grants.services.minutes import ASKED, YES, decide, members
from tests.stories import Story

Stories = Callable[..., Story]
Bring = Callable[[Story, dict[str, Actor]], object]


def ask(story: Story, people: dict[str, Actor]) -> None:
    story.submitted()
    story.application = ask_question(
        application=story.application, text="Wo?", due_on=story.day, actor=people["manager"], now=story.now
    )


def answer(story: Story, people: dict[str, Actor]) -> None:
    ask(story, people)
    answer_question(application=story.application, text="Hier.", actor=story.resident, now=story.now)


def refuse(story: Story, people: dict[str, Actor]) -> None:
    story.submitted()
    story.application = declare_ineligible(
        application=story.application, reason="Passt nicht.", actor=people["manager"], now=story.now
    )


def draft_refusal(story: Story, people: dict[str, Actor]) -> None:
    refuse(story, people)
    draft_rejection_notice(
        application=story.application, reason="Passt nicht.", actor=people["officer"], now=story.now
    )


def send_proof(story: Story, people: dict[str, Actor]) -> None:
    story.accepted()
    story.proof_sent(10_000)


def check(story: Story, people: dict[str, Actor]) -> None:
    send_proof(story, people)
    check_proof(grant=story.grant, cuts={}, purpose_achieved=True, actor=people["manager"], now=story.now)


def settle(story: Story, people: dict[str, Actor]) -> None:
    send_proof(story, people)
    story.proof_confirmed()


def fall(story: Story, people: dict[str, Actor]) -> None:
    """One of four is biased: without a quorum the result falls."""
    juror = story.fund.jury_members.order_by("pk")[0]
    declare_juror_conflict(
        application=story.application, member=juror, actor=people["manager"], now=story.now
    )


def vote_by_four(story: Story) -> None:
    story.scheduled()
    votes = dict.fromkeys(members(story, 0, 1, 2, 3), "yes")
    story.application = decide(story, YES, present=list(votes), votes=votes, amount_cents=ASKED)


def fall_before_the_draft(story: Story, people: dict[str, Actor]) -> None:
    vote_by_four(story)
    fall(story, people)


def fall_after_the_draft(story: Story, people: dict[str, Actor]) -> None:
    vote_by_four(story)
    story.drafted_now()
    fall(story, people)


def fall_after_the_notice(story: Story, people: dict[str, Actor]) -> None:
    vote_by_four(story)
    story.drafted_now()
    story.issued_now()
    fall(story, people)


def run_on(story: Story, people: dict[str, Actor]) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)


def ask_for_change(story: Story, people: dict[str, Actor]) -> None:
    run_on(story, people)
    wish = Wish(ChangeKind.COSTS, "Mehr Erde.")
    story.grant = request_change(grant=story.grant, wish=wish, actor=story.resident, now=story.now)


def stop(story: Story, people: dict[str, Actor]) -> None:
    run_on(story, people)
    story.grant = cancel_grant(grant=story.grant, reason="Regen.", actor=story.resident, now=story.now)


WAYS: dict[str, Bring] = {
    "neu": lambda story, people: story.submitted(),
    "antwort-da": answer,
    "rueckfrage": ask,
    "entscheidungsreif": lambda story, people: story.scheduled(),
    "bescheid-entwerfen": lambda story, people: story.voted(),
    "ablehnung-freigeben": draft_refusal,
    "neu-abstimmen": fall_before_the_draft,
    "bescheid-freigeben": lambda story, people: story.drafted(),
    "entwurf-zuruecknehmen": fall_after_the_draft,
    "beschluss-gefallen": fall_after_the_notice,
    "aenderung": ask_for_change,
    "abgebrochen": stop,
    "nachweis-pruefen": send_proof,
    "pruefvermerk-bestaetigen": check,
    "abrechnung": settle,
}


@pytest.mark.parametrize("slug", WAYS)
def test_case_lies_on_exactly_its_heap(slug: str, story: Story, people: dict[str, Actor]) -> None:
    WAYS[slug](story, people)
    counts = count_stages([story.fund.pk])
    assert {name for name, count in counts.items() if count} == {slug}
    shown = {stage.slug for stage in STAGES if list_cases(funds=[story.fund], stage=stage.slug).rows}
    assert shown == {slug}


def test_proposed_refusal_waits_for_its_notice(story: Story, people: dict[str, Actor]) -> None:
    refuse(story, people)
    counts = count_stages([story.fund.pk])
    assert [name for name, count in counts.items() if count] == ["bescheid-entwerfen"]


def heaps(story: Story) -> list[str]:
    return [name for name, count in count_stages([story.fund.pk]).items() if count]


def test_drafted_lapse_waits_for_the_city(story: Story, officer: Actor, manager: Actor) -> None:
    FundRules.objects.update(acceptance_days=14)
    story.issued()
    story.day += timedelta(days=30)
    assert (heaps(story), list_cases(funds=[story.fund]).rows[0].turn) == ([], "Antragstellende")
    step = {"grant": fetch(story.grant), "now": story.now}
    draft_lapse(**step, reason="Keine Antwort.", actor=manager)
    assert (heaps(story), list_cases(funds=[story.fund]).rows[0].turn) == (["ende-freigeben"], "Stadt")
    page = collect_case(fetch(story.grant).case, reader=officer, today=story.day)
    assert (page.turn, page.term) == ("Stadt", None)
    release_lapse(**step, actor=officer)
    assert (heaps(story), list_cases(funds=[story.fund]).rows[0].turn) == ([], "niemand")


def test_undone_rejection_waits_for_the_city(story: Story, officer: Actor, people: dict[str, Actor]) -> None:
    def seen() -> tuple[list[str], str, str]:
        case = fetch(story.application)
        page = collect_case(case, reader=officer, today=story.day)
        return heaps(story), list_cases(funds=[story.fund]).rows[0].turn, page.turn

    refuse(story, people)
    draft_rejection_notice(application=story.application, reason="Zu teuer.", actor=officer, now=story.now)
    case = release_rejection_notice(
        application=fetch(story.application), actor=people["officer2"], now=story.now
    )
    assert seen() == ([], "niemand", "niemand")
    step: dict[str, Any] = {"actor": officer, "now": story.now}
    arrival = Arrival(story.day, ObjectionWay.COURT, "Es war nicht zu teuer.")
    objection = note_objection(notice=case.notices.get(), arrival=arrival, **step)
    assert seen() == ([], "Stadt", "Stadt")
    end: dict[str, Any] = {"objection": objection, "ended_on": story.day, "reason": "Urteil."}
    end_objection(outcome=ObjectionEnd.ANNULLED, **end, **step)
    assert seen() == (["nach-rechtsbehelf"], "Stadt", "Stadt")
    assert len(list_cases(funds=[story.fund], stage="nach-rechtsbehelf").rows) == 1
    assert attackable_notices(fetch(story.application)) == []


def test_wish_to_begin_early_is_not_forgotten(story: Story) -> None:
    story.submitted()
    ask_for_early_start(
        application=story.application,
        wished_from=story.day + timedelta(days=3),
        reason="Der Frost kommt.",
        actor=story.resident,
        now=story.now,
    )
    assert heaps(story) == ["neu", "frueher-anfangen"]


def test_counting_takes_two_queries(
    stories: Stories, fund: Fund, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stories(1).submitted()
    stories(2).drafted()
    with django_assert_num_queries(2):
        count_stages([fund.pk])


def test_every_filter_means_something() -> None:
    names = [name for _, group in filter_choices() for name, _ in group]
    assert [name for name in names if condition_of(name) is None] == []


def test_no_filter_stands_there_twice() -> None:
    entries = [entry for _, group in filter_choices() for entry in group]
    labels = [label for _, label in entries]
    assert [label for label in labels if labels.count(label) > 1] == []
    conditions = [condition_of(name) for name, _ in entries]
    assert [name for name, _ in entries if conditions.count(condition_of(name)) > 1] == []
    assert condition_of("fall.proof_overdue") == condition_of("ueberfaellig")  # old bookmarks still work
