"""Drafts of notices: corrected by the office, released by somebody else, taken back with a reason."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import (
    Application,
    FundAccount,
    Grant,
    LedgerEntry,
    LedgerKind,
    Notice,
    NoticeKind,
    NoticeText,
)
from grants.services.applications import withdraw_application
from grants.services.drafts import (
    correct_award_notice,
    take_back_award_notice,
    words_of,
    write_draft,
)
from grants.services.ledger import Movement, book
from grants.services.notices import draft_award_notice, release_award_notice
from grants.services.workflow import perform
from tests.grants.rows import bookings, figures, refusal
from tests.grants.services.minutes import ASKED, PARTIAL, ballots
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
STALE = (StaleVersion, "version.stale")
NO_RIGHT = ["certifier", "orderer", "cashier", "kaemmerei", "auditor", "administrator"]


def partial(story: Story) -> Grant:
    """420.00 of 487.65 with one obligation, drafted by the officer."""
    votes = ballots(story, 5, 2)
    story.decided(
        PARTIAL, votes=votes, amount_cents=42_000, reason="Ohne Kuchen", obligations=["Logo zeigen"]
    )
    return story.drafted_now()


def correct(story: Story, actor: Actor, **more: Any) -> Notice:
    words: dict[str, Any] = {
        "reason": "Ohne Kuchen und Saft",
        "obligations": ["Logo zeigen"],
        "conditions": [],
    } | more
    return correct_award_notice(grant=story.grant, actor=actor, now=story.now, **words)


def take_back(story: Story, actor: Actor, reason: str = "Falscher Ort", **more: Any) -> Application:
    return take_back_award_notice(grant=story.grant, reason=reason, actor=actor, now=story.now, **more)


def release(story: Story, actor: Actor, **more: Any) -> Grant:
    return release_award_notice(grant=story.grant, actor=actor, now=story.now, **more)


def seen(kind: str) -> int:
    """The wording that stands on the page now."""
    return words_of(Notice.objects.filter(kind=kind).latest("pk"))


def test_corrected_award_says_the_new_words_and_keeps_the_old_ones(
    story: Story, officer: Actor, manager: Actor
) -> None:
    grant = partial(story)
    correct(story, manager, obligations=["Logo zeigen", "Ort absprechen"], conditions=["Zustimmung zeigen"])
    notice = Notice.objects.get()
    assert (notice.reason, notice.drafted_by) == ("Ohne Kuchen und Saft", manager.reference)
    assert list(grant.obligations.values_list("text", "is_condition_precedent")) == [
        ("Logo zeigen", False),
        ("Ort absprechen", False),
        ("Zustimmung zeigen", True),
    ]
    assert list(notice.texts.values_list("number", "reason", "obligations", "conditions", "written_by")) == [
        (1, "Ohne Kuchen", ["Logo zeigen"], [], officer.reference),
        (
            2,
            "Ohne Kuchen und Saft",
            ["Logo zeigen", "Ort absprechen"],
            ["Zustimmung zeigen"],
            manager.reference,
        ),
    ]
    entry = AuditEntry.objects.get(action="notice.correct")
    assert (entry.subject, entry.details["text"]) == (story.application.subject, 2)
    assert figures() == (0, 42_000, 0, 158_000)


@pytest.mark.parametrize(
    ("drafter", "corrector", "releaser", "expected"),
    [
        ("manager", "officer2", "officer2", DENIED),
        ("manager", "officer2", "officer", None),
        ("officer", "manager", "officer", DENIED),
        ("officer", "officer2", "officer", DENIED),
        ("officer", "manager", "officer2", None),
    ],
)
def test_nobody_releases_what_they_have_written_on(
    story: Story, people: dict[str, Actor], drafter: str, corrector: str, releaser: str, expected: object
) -> None:
    story.voted()
    story.grant = draft_award_notice(application=story.application, actor=people[drafter], now=story.now)
    correct(story, people[corrector], reason="Gut.")
    if expected:
        assert refusal(release, story, people[releaser]) == expected
    else:
        assert release(story, people[releaser]).state == "issued"


def test_way_out_when_everybody_has_written_is_a_new_draft(
    story: Story, officer: Actor, officer2: Actor, manager: Actor
) -> None:
    partial(story)
    correct(story, officer2)
    assert {refusal(release, story, actor) for actor in (officer, officer2)} == {DENIED}
    story.application = take_back(story, officer)
    story.grant = draft_award_notice(application=story.application, actor=manager, now=story.now)
    assert release(story, officer).state == "issued"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"reason": "Ohne Kuchen"}, (InvalidInput, "notice.unchanged")),
        ({"reason": "  "}, (InvalidInput, "notice.no_reason")),
        ({"obligations": ["x" * 301]}, (InvalidInput, "obligation.too_long")),
        ({"conditions": ["x" * 301]}, (InvalidInput, "obligation.too_long")),
        ({"reason": "Ohne Kuchen", "obligations": ["Logo\nzeigen "]}, (InvalidInput, "notice.unchanged")),
    ],
)
def test_correction_refusals(story: Story, officer: Actor, words: dict[str, Any], expected: object) -> None:
    partial(story)
    assert refusal(correct, story, officer, **words) == expected


@pytest.mark.parametrize("who", NO_RIGHT)
def test_drafts_are_for_the_office(story: Story, people: dict[str, Actor], who: str) -> None:
    partial(story)
    assert refusal(correct, story, people[who]) == DENIED
    assert refusal(take_back, story, people[who]) == DENIED


def test_stale_tab_neither_changes_nor_releases(story: Story, officer: Actor, officer2: Actor) -> None:
    partial(story)
    read = seen("award")
    correct(story, officer, seen_text=read)
    assert refusal(correct, story, officer, seen_text=read) == STALE
    assert refusal(release, story, officer2, seen_text=read) == STALE
    assert refusal(take_back, story, officer, seen_text=read) == STALE
    assert release(story, officer2, seen_text=seen("award")).state == "issued"


def test_released_award_is_neither_corrected_nor_taken_back(
    story: Story, officer: Actor, officer2: Actor
) -> None:
    partial(story)
    release(story, officer2)
    assert refusal(correct, story, officer) == STALE
    assert refusal(take_back, story, officer) == (Blocked, "notice.is_out")


@pytest.mark.parametrize("is_partial", [True, False])
def test_award_taken_back_reserves_its_money_again(
    story: Story, officer: Actor, officer2: Actor, *, is_partial: bool
) -> None:
    state, cents = ("voted_partial", 42_000) if is_partial else ("voted_yes", 48_765)
    _ = partial(story) if is_partial else story.drafted()
    case = take_back(story, officer)
    assert (case.state, Grant.objects.count(), figures()) == (state, 0, (cents, 0, 0, 200_000 - cents))
    assert bookings() == [
        ("reserve", cents, 0, 0),
        ("commit", -cents, cents, 0),
        ("correct", cents, -cents, 0),
    ]
    assert LedgerEntry.objects.latest("pk").reverses == LedgerEntry.objects.get(kind="commit")
    notice = Notice.objects.get()
    assert (notice.discarded_by, notice.discarded_at, notice.discard_reason) == (
        officer.reference,
        story.now,
        "Falscher Ort",
    )
    record = case.transitions.latest("pk")
    assert (record.source, record.target, record.reason) == ("approved", state, "Falscher Ort")
    story.application = case
    story.grant = draft_award_notice(application=case, actor=officer, now=story.now, reason="Neu")
    assert figures() == (0, cents, 0, 200_000 - cents)
    assert release(story, officer2).award_notice == Notice.objects.latest("pk")


def test_draft_of_an_older_version_is_taken_back(story: Story, officer: Actor) -> None:
    """Bookings of drafts were once named after the case: what counts is the commitment that still stands."""
    case = story.voted()

    def work(fresh: Application) -> None:
        write_draft(fresh, NoticeKind.AWARD, ASKED, "", actor=officer, now=story.now)
        account = FundAccount.objects.get()
        book(
            account=account,
            case=fresh,
            kind=LedgerKind.COMMIT,
            key=f"commit:{fresh.uuid}",
            movement=Movement(reserved=-ASKED, committed=ASKED),
            actor=officer,
            now=story.now,
        )
        days = {"starts_on": story.day, "ends_on": story.day}
        story.grant = Grant.objects.create(case=fresh, account=account, approved_cents=ASKED, **days)

    perform(case, "approve", actor=officer, now=story.now, work=work)
    assert take_back(story, officer).state == "voted_yes"
    assert figures() == (ASKED, 0, 0, 200_000 - ASKED)


def test_award_is_taken_back_once_and_with_a_reason(story: Story, officer: Actor, officer2: Actor) -> None:
    partial(story)
    assert refusal(take_back, story, officer, reason=" ") == (DomainError, "reason.missing")
    read = seen("award")
    take_back(story, officer, seen_text=read)
    assert refusal(take_back, story, officer, seen_text=read) == STALE
    assert refusal(release, story, officer2, seen_text=read) == STALE


def test_tab_of_a_discarded_draft_does_not_release_its_successor(
    story: Story, officer: Actor, officer2: Actor
) -> None:
    partial(story)
    read = seen("award")
    story.application = take_back(story, officer)
    story.drafted_now()
    assert refusal(release, story, officer2, seen_text=read) == STALE


@pytest.mark.parametrize(("edge", "code"), [("take_back", "vote.not_recorded"), ("take_back_partial", "")])
def test_way_back_leads_to_what_the_jury_said(story: Story, officer: Actor, edge: str, code: str) -> None:
    case = partial(story).case
    walk: dict[str, Any] = {"actor": officer, "now": story.now, "reason": "Irrtum"}
    if code:
        assert refusal(perform, case, edge, **walk) == (Blocked, code)
        return
    assert take_back(story, officer).state == "voted_partial"


def test_withdrawal_after_the_draft_is_gone_frees_the_money(story: Story, officer: Actor) -> None:
    partial(story)
    story.application = take_back(story, officer)
    withdraw_application(application=story.application, actor=story.resident, now=story.now)
    assert figures() == (0, 0, 0, 200_000)


def test_database_alone_keeps_drafts_in_order(story: Story, officer2: Actor) -> None:
    partial(story)
    with pytest.raises(IntegrityError, match=r"notice_one_draft|UNIQUE"), transaction.atomic():
        Notice.objects.create(
            case=story.application, kind="award", drafted_by="a", drafted_by_label="A", drafted_at=story.now
        )
    with pytest.raises(IntegrityError, match="notice_discarded_is_explained"), transaction.atomic():
        Notice.objects.update(discarded_at=story.now, discarded_by="a")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        NoticeText.objects.update(reason="Anders")
    release(story, officer2)
    with pytest.raises(IntegrityError, match="notice_discarded_is_explained"), transaction.atomic():
        Notice.objects.update(discarded_at=story.now, discarded_by="a", discard_reason="x")
