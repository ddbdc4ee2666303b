"""Notices: drafted by one person, released by another; the dates that the law hangs on them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import Application, FundRules, Grant, Notice, NoticeKind, Outcome, Particulars
from grants.services.conflicts import declare_own_conflict
from grants.services.notices import (
    draft_award_notice,
    draft_rejection_notice,
    release_award_notice,
    release_rejection_notice,
)
from grants.services.review import declare_ineligible
from tests.grants.rows import bookings, fetch, figures, findings, refusal
from tests.grants.services.minutes import ASKED, NO, PARTIAL, ballots
from tests.grants.texts import say
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")


def draft(story: Story, actor: Actor, **more: Any) -> Grant:
    return draft_award_notice(application=story.application, actor=actor, now=story.now, **more)


def release(story: Story, actor: Actor, **more: Any) -> Grant:
    return release_award_notice(grant=story.grant, actor=actor, now=story.now, **more)


def refused(story: Story) -> Application:
    """Refused by the jury."""
    return story.decided(NO, votes=ballots(story, 2, 5), reason="Zu teuer")


def draft_no(story: Story, actor: Actor, reason: str = "Die Jury hat abgelehnt.") -> Notice:
    return draft_rejection_notice(application=story.application, reason=reason, actor=actor, now=story.now)


def release_no(story: Story, actor: Actor, **more: Any) -> Application:
    return release_rejection_notice(application=story.application, actor=actor, now=story.now, **more)


def test_less_with_obligations_alone_says_so(story: Story, officer: Actor) -> None:
    less = {"amount_cents": 42_000, "reason": "", "obligations": ["Logo zeigen", "Ort absprechen"]}
    story.decided(PARTIAL, votes=ballots(story, 5, 2), **less)
    said = "Die Jury hat weniger bewilligt und dazu beschlossen: Logo zeigen; Ort absprechen."
    assert draft(story, officer).case.notices.get().reason == said


def test_award_turns_the_reservation_into_a_commitment(story: Story, officer: Actor) -> None:
    story.decided(
        PARTIAL,
        votes=ballots(story, 5, 2),
        amount_cents=42_000,
        reason="Ohne Kuchen",
        obligations=["Logo zeigen", "Ort absprechen"],
    )
    grant = draft(story, officer)
    notice = grant.case.notices.get()
    assert (fetch(story.application).state, grant.state, grant.approved_cents) == (
        "approved",
        "draft_notice",
        42_000,
    )
    assert figures() == (0, 42_000, 0, 158_000)
    assert bookings() == [("reserve", 42_000, 0, 0), ("commit", -42_000, 42_000, 0)]
    assert (grant.starts_on, grant.ends_on) == (story.application.starts_on, story.application.ends_on)
    assert list(grant.obligations.values_list("text", "is_condition_precedent", "fulfilled_on")) == [
        ("Logo zeigen", False, None),
        ("Ort absprechen", False, None),
    ]
    assert (notice.kind, notice.amount_cents, notice.reason, notice.drafted_by, notice.released_at) == (
        "award",
        42_000,
        "Ohne Kuchen",
        officer.reference,
        None,
    )


def test_award_is_drafted_once(story: Story, officer: Actor) -> None:
    story.drafted()
    assert refusal(draft, story, officer) == (DomainError, "state.no_edge")


@pytest.mark.parametrize("who", ["certifier", "orderer", "cashier", "kaemmerei", "auditor", "administrator"])
def test_drafting_is_for_the_office(story: Story, people: dict[str, Actor], who: str) -> None:
    story.voted()
    assert refusal(draft, story, people[who]) == DENIED


@pytest.mark.parametrize(
    ("drafter", "releaser", "expected"),
    [
        ("officer", "officer", DENIED),
        ("officer", "officer2", None),
        ("manager", "officer", None),
        ("officer", "manager", DENIED),
        ("officer", "orderer", DENIED),
        ("officer", "administrator", DENIED),
        ("officer", "auditor", DENIED),
    ],
)
def test_notice_is_released_by_a_second_person(
    story: Story, people: dict[str, Actor], drafter: str, releaser: str, expected: object
) -> None:
    story.voted()
    story.grant = draft(story, people[drafter])
    if expected:
        assert refusal(release, story, people[releaser]) == expected
        return
    issued = release(story, people[releaser])
    notice = issued.case.notices.get()
    assert (issued.state, notice.released_by, notice.released_at) == (
        "issued",
        people[releaser].reference,
        story.now,
    )


def test_database_alone_keeps_drafter_and_releaser_apart(story: Story, officer: Actor) -> None:
    story.drafted()
    with pytest.raises(IntegrityError, match="notice_second_person"), transaction.atomic():
        Notice.objects.update(released_by=officer.reference)
    with pytest.raises(IntegrityError, match="notice_released_has_dates"), transaction.atomic():
        Notice.objects.update(released_by="x", released_at=story.now)


def test_who_is_biased_releases_nothing(story: Story, officer2: Actor) -> None:
    story.drafted()
    declare_own_conflict(application=story.application, actor=officer2, now=story.now)
    assert refusal(release, story, officer2) == DENIED


@pytest.mark.parametrize(
    ("day", "channel", "rules", "known", "until"),
    [
        # E1 to E3 of the handbook: the fourth day, then a month, never ending on a day off.
        (date(2026, 3, 20), "", {}, date(2026, 3, 24), date(2026, 4, 24)),
        (date(2026, 5, 8), "", {}, date(2026, 5, 12), date(2026, 6, 12)),
        (date(2026, 6, 12), "", {}, date(2026, 6, 16), date(2026, 7, 16)),
        (date(2026, 7, 6), "letter", {}, date(2026, 7, 10), date(2026, 8, 10)),
        (date(2026, 1, 27), "letter", {}, date(2026, 1, 31), date(2026, 3, 2)),
        (
            date(2026, 1, 27),
            "letter",
            {"deemed_known": "next_working_day"},
            date(2026, 2, 2),
            date(2026, 3, 2),
        ),
    ],
)
def test_dates_of_a_released_notice(
    story: Story,
    officer2: Actor,
    day: date,
    channel: str,
    rules: dict[str, Any],
    known: date,
    until: date,
) -> None:
    FundRules.objects.update(**rules)
    story.drafted()
    story.day = day
    Application.objects.update(submitted_at=story.now)  # nothing is known before it was sent
    issued = release(story, officer2, channel=channel)
    notice = issued.case.notices.get()
    assert (notice.channel, notice.posted_on) == ("letter", day)
    assert (notice.deemed_known_on, notice.remedy_until) == (known, until)


def test_proof_is_due_four_weeks_after_the_end_on_a_working_day(story: Story, officer2: Actor) -> None:
    story.drafted()
    Grant.objects.update(ends_on=date(2026, 5, 9))
    assert release(story, officer2).proof_due_on == date(2026, 6, 8)


def other_amount(story: Story) -> None:
    Notice.objects.update(amount_cents=ASKED - 1)


def no_remedy(story: Story) -> None:
    say(remedy_text="\n")


@pytest.mark.parametrize(
    ("spoil", "codes"), [(other_amount, ("notice.other_amount",)), (no_remedy, ("notice.no_remedy",))]
)
def test_notice_that_is_not_whole_stays_in_the_house(
    story: Story, officer2: Actor, spoil: Callable[[Story], None], codes: tuple[str, ...]
) -> None:
    story.drafted()
    spoil(story)
    assert findings(release, story, officer2) == codes


def test_award_without_a_remedy_text_is_not_even_drafted(story: Story, officer: Actor) -> None:
    story.voted()
    no_remedy(story)
    assert refusal(draft, story, officer) == (Blocked, "notice.no_remedy")


@pytest.mark.parametrize("channel", ["email", "portal"])
def test_notice_goes_only_where_there_is_an_address(story: Story, officer2: Actor, channel: str) -> None:
    story.drafted()
    assert refusal(release, story, officer2, channel=channel) == (InvalidInput, "notice.no_address")
    Particulars.objects.update(email="alex@muster.example")
    assert release(story, officer2, channel=channel).case.notices.get().channel == channel


@pytest.mark.parametrize(("email", "channel"), [("", "letter"), ("alex@muster.example", "portal")])
def test_usual_way_of_the_fund_gives_way_to_the_letter(
    story: Story, officer2: Actor, email: str, channel: str
) -> None:
    FundRules.objects.update(posting="portal")
    story.drafted()
    Particulars.objects.update(email=email)
    assert release(story, officer2).case.notices.get().channel == channel


def test_rejection_goes_out_with_its_reasons(story: Story, officer: Actor, officer2: Actor) -> None:
    refused(story)
    notice = draft_no(story, officer, " Zu teuer. ")
    assert (fetch(story.application).state, notice.kind, notice.reason) == (
        "voted_no",
        "rejection",
        "Zu teuer.",
    )
    assert refusal(draft_no, story, officer) == (DomainError, "notice.exists")
    assert refusal(release_no, story, officer) == DENIED
    assert release_no(story, officer2).state == "rejected"
    sent = Notice.objects.get()
    assert (sent.released_by, sent.posted_on, sent.deemed_known_on) == (
        officer2.reference,
        story.day,
        date(2026, 3, 6),
    )
    assert figures() == (0, 0, 0, 200_000)


def test_rejection_without_draft_or_reason_stays(story: Story, officer: Actor, officer2: Actor) -> None:
    refused(story)
    assert findings(release_no, story, officer2) == ("notice.missing",)
    draft_no(story, officer, "  ")
    assert findings(release_no, story, officer2) == ("notice.no_reason",)


def test_ineligible_case_is_rejected_by_the_city(story: Story, manager: Actor, officer: Actor) -> None:
    story.submitted()
    story.application = declare_ineligible(
        application=story.application, reason="Nicht im Gebiet", actor=manager, now=story.now
    )
    draft_no(story, manager)
    assert refusal(release_no, story, manager) == DENIED
    assert release_no(story, officer).state == "rejected"


@pytest.mark.parametrize("bring", [Story.submitted, Story.voted, Story.drafted])
def test_case_that_is_not_refused_gets_no_rejection(
    story: Story, officer: Actor, bring: Callable[[Story], object]
) -> None:
    bring(story)
    assert refusal(draft_no, story, officer) == (DomainError, "notice.wrong_state")


def test_drafting_a_rejection_is_for_the_office(story: Story, certifier: Actor) -> None:
    refused(story)
    assert refusal(draft_no, story, certifier) == DENIED


def test_every_kind_of_notice_is_known() -> None:
    ends = {"rejection", "repayment", "revocation", "lapse", "interest"}
    assert set(NoticeKind.values) == {"award", "change", "waiver", "recall", *ends}
    assert set(Outcome.values) == {"yes", "partial", "no", "deferred"}
