"""Claims: exactly what was overpaid, row by row; part payments; never more back than is owed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import Claim, Grant, Notice, PaymentKind, Surplus
from grants.models.proof import ProofReminder
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.conflicts import declare_own_conflict
from grants.services.judgements import Cut
from grants.services.letter_occasions import write_letter
from grants.services.repayments import record_repayment
from grants.services.surplus import return_surplus
from tests.grants.rows import bookings, fetch, figures, findings, refusal
from tests.grants.texts import say
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")


@pytest.fixture
def overpaid(story: Story) -> Story:
    """E3 of the handbook: 450.00 paid, 431.28 proved, 40.00 of it cut. 58.72 too much."""
    story.cents = 45_000
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 45_000)
    story.proof_sent(43_128)
    story.proof_confirmed({1: Cut(4_000, "Alkohol und Pfand")})
    return story


def draft(story: Story, actor: Actor | None = None, **more: Any) -> Claim:
    """Drafted; its hearing was over the day before."""
    heard = {"heard_until": story.day - timedelta(days=1)} | more
    claim = draft_claim(
        grant=story.grant, actor=actor or story.people["manager"], now=story.now - timedelta(days=11), **heard
    )
    if claim.heard_until is not None:
        story.post("anhoerung-rueckforderung", days_ago=11)
    return claim


def release(story: Story, claim: Claim, actor: Actor | None = None, **more: Any) -> Claim:
    return release_claim_notice(claim=claim, actor=actor or story.people["officer"], now=story.now, **more)


def repay(story: Story, claim: Claim, cents: int, actor: Actor | None = None, **more: Any) -> Claim:
    return record_repayment(
        claim=claim, amount_cents=cents, actor=actor or story.people["cashier"], now=story.now, **more
    )


def test_claim_is_exactly_what_was_overpaid(overpaid: Story) -> None:
    claim = draft(overpaid)
    assert (overpaid.grant.state, claim.state, claim.amount_cents) == ("settling", "hearing", 5_872)
    paid_on = overpaid.grant.orders.get().executed_on
    assert list(claim.rows.values_list("ground", "amount_cents", "interest_from")) == [
        ("unspent", 1_872, paid_on),
        ("cut", 4_000, paid_on),
    ]
    assert claim.notice is not None
    assert (claim.notice.kind, claim.notice.amount_cents, claim.notice.drafted_by) == (
        "repayment",
        5_872,
        overpaid.people["manager"].reference,
    )


@pytest.mark.parametrize(
    ("proved", "cuts", "rows"),
    [
        (45_000, {1: Cut(4_000, "Pfand")}, [("cut", 4_000)]),
        (40_000, {}, [("unspent", 5_000)]),
        (46_000, {1: Cut(3_000, "Pfand")}, [("cut", 2_000)]),
        (45_000, {1: Cut(45_000, "Pfand")}, [("cut", 45_000)]),
    ],
)
def test_rows_of_a_claim(
    story: Story, proved: int, cuts: dict[int, Cut], rows: list[tuple[str, int]]
) -> None:
    story.cents = 45_000
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 45_000)
    story.proof_sent(proved)
    story.proof_confirmed(cuts)
    assert list(draft(story).rows.values_list("ground", "amount_cents")) == rows


def test_nothing_overpaid_nothing_to_claim(story: Story) -> None:
    story.cents = 45_000
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    nothing = (DomainError, "claim.nothing_overpaid")
    assert refusal(draft, story) == nothing
    story.proof_sent(40_001)
    story.proof_confirmed()
    assert (story.grant.state, refusal(draft, story)) == ("settling", nothing)


def test_claim_is_drafted_once(overpaid: Story) -> None:
    draft(overpaid)
    assert refusal(draft, overpaid) == (DomainError, "claim.exists")


@pytest.mark.parametrize(
    ("drafter", "releaser", "refused_at"),
    [
        ("manager", "officer", None),
        ("officer", "officer2", None),
        ("officer", "officer", "release"),
        ("manager", "manager", "release"),
        ("manager", "orderer", "release"),
        ("manager", "administrator", "release"),
        ("certifier", "officer", "draft"),
        ("auditor", "officer", "draft"),
    ],
)
def test_claim_is_released_by_a_second_person(
    overpaid: Story, people: dict[str, Actor], drafter: str, releaser: str, refused_at: str | None
) -> None:
    if refused_at == "draft":
        assert refusal(draft, overpaid, people[drafter]) == DENIED
        return
    claim = draft(overpaid, people[drafter])
    if refused_at == "release":
        assert refusal(release, overpaid, claim, people[releaser]) == DENIED
        return
    assert release(overpaid, claim, people[releaser]).state == "due"


def test_claim_falls_due_at_the_end_of_the_remedy(overpaid: Story, officer: Actor) -> None:
    claim = draft(overpaid)
    overpaid.day = date(2026, 10, 2)
    due = release(overpaid, claim)
    notice = Notice.objects.get(kind="repayment")
    assert (due.state, due.pay_by, notice.remedy_until) == ("due", date(2026, 11, 6), date(2026, 11, 6))
    assert (notice.released_by, notice.deemed_known_on) == (officer.reference, date(2026, 10, 6))
    actions = list(due.case.transitions.filter(machine="claim").values_list("action", "actor_kind"))
    assert actions == [("issue", "staff"), ("fall_due", "system")]


def test_claim_without_a_remedy_text_stays(overpaid: Story) -> None:
    claim = draft(overpaid)
    say(remedy_text="")
    assert findings(release, overpaid, claim) == ("notice.no_remedy",)


SOME_DAYS = timedelta(days=11)


@transaction.atomic
def demanded_until(story: Story, until: date) -> None:
    """The formal demand and its letter, which waits in the outbox."""
    ProofReminder.objects.create(grant=story.grant, kind="demand", sent_on=story.day, until=until)
    step = ("grant", "demand")
    write_letter(step, story.grant, cause="demand", actor=story.people["manager"], now=story.now)


def test_demand_that_nobody_sent_is_no_hearing(overpaid: Story) -> None:
    claim = draft(overpaid, heard_until=None)
    demanded_until(overpaid, overpaid.day - timedelta(days=1))
    assert findings(release, overpaid, claim) == ("claim.not_heard",)


@pytest.mark.parametrize(
    ("heard", "demanded", "code"),
    [
        (None, None, "claim.not_heard"),
        (0, None, "claim.hearing_runs"),
        (-1, None, None),
        (None, 0, "claim.hearing_runs"),
        (None, -1, None),
        (-1, 0, "claim.hearing_runs"),
    ],
)
def test_nobody_is_burdened_before_they_could_speak(
    overpaid: Story, heard: int | None, demanded: int | None, code: str | None
) -> None:
    def day(offset: int | None) -> date | None:
        return None if offset is None else overpaid.day + timedelta(days=offset)

    claim = draft(overpaid, heard_until=day(heard))
    if until := day(demanded):
        demanded_until(overpaid, until)
        overpaid.day -= SOME_DAYS
        overpaid.post("nachweis-mahnung")
        overpaid.day += SOME_DAYS
    if code is None:
        assert release(overpaid, claim).state == "due"
    else:
        assert findings(release, overpaid, claim) == (code,)


def test_who_is_biased_releases_nothing(overpaid: Story, officer: Actor) -> None:
    claim = draft(overpaid)
    declare_own_conflict(application=overpaid.application, actor=officer, now=overpaid.now)
    assert refusal(release, overpaid, claim) == DENIED


def test_money_back_in_one_piece_closes_the_case(overpaid: Story) -> None:
    claim = release(overpaid, draft(overpaid))
    assert figures() == (0, 0, 45_000, 155_000)
    paid = repay(overpaid, claim, 5_872)
    entry = bookings()[-1]
    assert (paid.state, paid.repaid_cents, entry) == ("paid", 5_872, ("repay", 0, 0, -5_872))
    assert (Grant.objects.get().state, figures()) == ("closed", (0, 0, 39_128, 160_872))
    split = paid.entries.get().split
    assert (split.bund, split.land, split.kommune) == (-1_958, -1_958, -1_956)


def test_money_back_in_parts(overpaid: Story) -> None:
    claim = release(overpaid, draft(overpaid))
    seen = []
    for cents in (1_000, 1_000, 3_871, 1):
        claim = repay(overpaid, claim, cents)
        seen.append((claim.state, claim.repaid_cents, Grant.objects.get().state, figures()[2]))
    assert seen == [
        ("partly_paid", 1_000, "settling", 44_000),
        ("partly_paid", 2_000, "settling", 43_000),
        ("partly_paid", 5_871, "settling", 39_129),
        ("paid", 5_872, "closed", 39_128),
    ]
    assert refusal(repay, overpaid, claim, 1) == (InvalidInput, "repayment.amount")


@pytest.mark.parametrize("cents", [5_873, 100_000, 0, -1])
def test_more_than_is_owed_is_refused(overpaid: Story, cents: int) -> None:
    claim = release(overpaid, draft(overpaid))
    assert refusal(repay, overpaid, claim, cents) == (InvalidInput, "repayment.amount")


def test_rest_is_counted_from_the_row_not_from_the_screen(overpaid: Story) -> None:
    claim = release(overpaid, draft(overpaid))
    repay(overpaid, claim, 5_000)
    assert refusal(repay, overpaid, claim, 5_000) == (InvalidInput, "repayment.amount")
    assert refusal(repay, overpaid, claim, 872, expected_version=claim.version) == (
        StaleVersion,
        "version.stale",
    )


@pytest.mark.parametrize("who", ["manager", "officer", "certifier", "orderer", "auditor", "administrator"])
def test_money_is_received_by_the_kasse(overpaid: Story, people: dict[str, Actor], who: str) -> None:
    claim = release(overpaid, draft(overpaid))
    assert refusal(repay, overpaid, claim, 100, people[who]) == DENIED


def test_nothing_comes_back_before_the_notice_is_out(overpaid: Story) -> None:
    claim = draft(overpaid)
    assert refusal(repay, overpaid, claim, 100) == (DomainError, "state.no_edge")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"repaid_cents": 5_873}, "claim_repaid_within"),
        ({"repaid_cents": -1}, "claim_repaid_within"),
        ({"amount_cents": 0}, "claim_positive"),
    ],
)
def test_database_alone_refuses_wrong_sums(overpaid: Story, change: dict[str, int], constraint: str) -> None:
    claim = draft(overpaid)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**change)
    assert fetch(claim).repaid_cents == 0


def test_what_is_not_owed_is_kept_apart_and_goes_back(
    overpaid: Story, cashier: Actor, officer: Actor
) -> None:
    claim = release(overpaid, draft(overpaid))
    assert refusal(repay, overpaid, claim, 5_973) == (InvalidInput, "repayment.amount")
    assert not Surplus.objects.exists()
    before = figures()
    paid = repay(overpaid, claim, 5_973, surplus_checked=True)
    assert (paid.state, paid.repaid_cents) == ("paid", 5_872)
    assert [each.paid_cents for each in paid.entries.all()] == [-5_872]
    assert figures()[2] == before[2] - 5_872
    surplus = Surplus.objects.get()
    assert (surplus.amount_cents, surplus.received_on, surplus.returned_at) == (101, overpaid.day, None)
    assert refusal(return_surplus, surplus=surplus, actor=officer, now=overpaid.now) == DENIED
    assert return_surplus(surplus=surplus, actor=cashier, now=overpaid.now).returned_by == cashier.reference
    again = {"surplus": surplus, "actor": cashier, "now": overpaid.now}
    assert refusal(return_surplus, **again) == (DomainError, "surplus.returned")


@pytest.mark.parametrize(
    "wrong", [{"amount_cents": 0}, {"returned_by": "x"}, {"returned_at": datetime(2026, 9, 1, tzinfo=UTC)}]
)
def test_database_refuses_a_wrong_surplus(overpaid: Story, wrong: dict[str, Any]) -> None:
    right = {"amount_cents": 1, "received_on": overpaid.day, "recorded_by": "x", "recorded_at": overpaid.now}
    with pytest.raises(IntegrityError), transaction.atomic():
        Surplus.objects.create(claim=draft(overpaid), **right | wrong)
