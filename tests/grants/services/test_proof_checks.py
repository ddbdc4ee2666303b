"""The check of a proof: cuts and sums, the entitlement, the second person, what is released."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import FundRules, Grant, Obligation, PaymentKind, ProofCheck, Receipt
from grants.services.conflicts import declare_own_conflict
from grants.services.judgements import Cut
from grants.services.proofs import ReceiptLine, add_receipt, check_proof, confirm_proof
from tests.grants.rows import bookings, figures, findings, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")
APPROVED = 48_765


def check(
    story: Story, cuts: dict[int, Cut] | None = None, actor: Actor | None = None, **more: Any
) -> ProofCheck:
    return check_proof(
        grant=story.grant,
        cuts=cuts or {},
        actor=actor or story.people["manager"],
        now=story.now,
        **{"purpose_achieved": True} | more,
    )


def confirm(story: Story, actor: Actor | None = None, **more: Any) -> Grant:
    return confirm_proof(grant=story.grant, actor=actor or story.people["officer"], now=story.now, **more)


@pytest.mark.parametrize(
    ("cuts", "sums", "entitled"),
    [
        ({}, [(30_000, 0), (18_000, 0)], 48_000),
        ({2: Cut(4_000, "Pfand")}, [(30_000, 0), (14_000, 4_000)], 44_000),
        ({1: Cut(30_000, "Alkohol"), 2: Cut(0, "")}, [(0, 30_000), (18_000, 0)], 18_000),
        ({1: Cut(30_000, "X"), 2: Cut(18_000, "X")}, [(0, 30_000), (0, 18_000)], 0),
    ],
)
def test_accepted_and_cut_sum_to_each_receipt(
    story: Story, cuts: dict[int, Cut], sums: list[tuple[int, int]], entitled: int
) -> None:
    story.accepted()
    story.proof_sent(30_000, 18_000)
    note = check(story, cuts)
    assert list(Receipt.objects.values_list("accepted_cents", "cut_cents")) == sums
    assert (note.accepted_cents, note.cut_cents, note.entitlement_cents) == (
        sum(accepted for accepted, _ in sums),
        sum(cut for _, cut in sums),
        entitled,
    )


@pytest.mark.parametrize(
    ("cuts", "code"),
    [
        ({3: Cut(1, "X")}, "receipt.unknown"),
        ({1: Cut(30_001, "X")}, "receipt.cut_too_high"),
        ({1: Cut(-1, "X")}, "receipt.cut_too_high"),
        ({1: Cut(1, "  ")}, "receipt.no_reason"),
    ],
)
def test_cut_that_cannot_be_is_refused(story: Story, cuts: dict[int, Cut], code: str) -> None:
    story.accepted()
    story.proof_sent(30_000, 18_000)
    assert refusal(check, story, cuts) == (InvalidInput, code)


def test_receipt_outside_the_period_has_to_be_cut(story: Story) -> None:
    story.accepted()
    line = ReceiptLine(story.day - timedelta(days=1), "Gartenmarkt", "Stauden", 500)
    add_receipt(grant=story.grant, line=line, actor=story.resident, now=story.now)
    story.day = story.grant.ends_on
    story.proof_sent()
    assert refusal(check, story) == (Blocked, "receipt.outside_period")
    assert check(story, {1: Cut(500, "vor dem Bescheid")}).accepted_cents == 0


@pytest.mark.parametrize(
    ("rules", "planned", "accepted", "achieved", "entitled"),
    [
        ({}, {}, 47_930, True, 47_930),
        ({}, {}, 60_000, True, APPROVED),
        ({"financing": "anteil", "rate_percent": 50}, {}, 40_001, True, 20_000),
        ({"financing": "festbetrag"}, {}, APPROVED, True, APPROVED),
        ({"financing": "festbetrag"}, {}, APPROVED - 1, True, 0),
        ({"financing": "festbetrag"}, {}, APPROVED, False, 0),
        ({"financing": "voll"}, {}, 100, True, 100),
    ],
)
def test_entitlement_follows_the_kind_of_financing(
    story: Story, rules: dict[str, Any], planned: dict[str, Any], accepted: int, achieved: bool, entitled: int
) -> None:
    story.accepted()
    FundRules.objects.update(**rules)
    story.proof_sent(accepted)
    note = check(story, purpose_achieved=achieved)
    assert (note.entitlement_cents, note.purpose_achieved) == (entitled, achieved)
    assert [row["amount_cents"] for row in note.explanation][:2] == [APPROVED, accepted]


def test_golden_entitlement_of_e2(story: Story) -> None:
    """420.00 approved, 498.63 accepted, 90.00 really donated, 32.90 own money promised: 375.73."""
    story.cents = 61_240
    story.fields = {
        "requested_cents": 50_000,
        "donations_cents": 7_500,
        "own_cents": 3_740,
        "other_money_from": "Spenden aus dem Haus",
    }
    story.voted(42_000)
    story.drafted_now()
    story.issued_now()
    story.accepted_now(own_committed_cents=3_290, own_less_reason="Der Kuchen zählt nicht.")
    story.donations_actual_cents = 9_000
    story.proof_sent(49_863)
    assert check(story).entitlement_cents == 37_573
    confirmed = confirm(story)
    assert (confirmed.state, confirmed.released_cents) == ("settling", 4_427)
    assert figures() == (0, 37_573, 0, 200_000 - 37_573)


@pytest.mark.parametrize(
    ("checker", "confirmer", "refused_at"),
    [
        ("manager", "officer", None),
        ("officer", "officer2", None),
        ("officer", "officer", "confirm"),
        ("manager", "manager", "confirm"),
        ("manager", "certifier", "confirm"),
        ("certifier", "officer", "check"),
        ("auditor", "officer", "check"),
        ("administrator", "officer", "check"),
    ],
)
def test_check_is_confirmed_by_a_second_person(
    story: Story, people: dict[str, Actor], checker: str, confirmer: str, refused_at: str | None
) -> None:
    story.accepted()
    story.proof_sent(40_000)
    if refused_at == "check":
        assert refusal(check, story, {}, people[checker]) == DENIED
        return
    check(story, {}, people[checker])
    if refused_at == "confirm":
        assert refusal(confirm, story, people[confirmer]) == DENIED
        return
    confirm(story, people[confirmer])
    note = ProofCheck.objects.get()
    assert (note.checked_by, note.confirmed_by, note.confirmed_at) == (
        people[checker].reference,
        people[confirmer].reference,
        story.now,
    )


def test_database_alone_keeps_checker_and_confirmer_apart(story: Story, manager: Actor) -> None:
    story.accepted()
    story.proof_sent(40_000)
    check(story)
    with pytest.raises(IntegrityError, match="proof_check_second_person"), transaction.atomic():
        ProofCheck.objects.update(confirmed_by=manager.reference)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"accepted_cents": 39_999, "cut_cents": 0}, "receipt_accepted_plus_cut"),
        ({"accepted_cents": 40_001, "cut_cents": -1}, "receipt_accepted_plus_cut"),
        ({"accepted_cents": 39_999, "cut_cents": 1}, "receipt_cut_has_reason"),
        ({"amount_cents": 0}, "receipt_positive"),
    ],
)
def test_database_alone_keeps_the_sums_of_a_receipt(
    story: Story, change: dict[str, int], constraint: str
) -> None:
    story.accepted()
    story.proof_sent(40_000)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Receipt.objects.update(**change)


def test_check_may_be_written_anew_until_it_is_confirmed(story: Story) -> None:
    story.accepted()
    story.proof_sent(40_000)
    check(story, {1: Cut(1_000, "Pfand")})
    check(story, {1: Cut(2_000, "Pfand und mehr")})
    assert list(ProofCheck.objects.values_list("cut_cents", flat=True)) == [2_000]
    confirm(story)
    assert refusal(check, story) == (DomainError, "proof.wrong_state")


def test_confirming_releases_what_will_not_be_paid(story: Story) -> None:
    story.accepted()
    story.proof_sent(47_930)
    check(story)
    confirmed = confirm(story)
    assert (confirmed.state, confirmed.released_cents, figures()) == (
        "settling",
        835,
        (0, 47_930, 0, 200_000 - 47_930),
    )
    assert bookings()[-1] == ("release", 0, -835, 0)
    story.grant = confirmed
    story.paid(PaymentKind.FINAL, 47_930)
    assert (story.grant.state, figures()) == ("closed", (0, 0, 47_930, 200_000 - 47_930))


def test_confirming_refusals(story: Story, officer: Actor) -> None:
    story.accepted()
    story.proof_sent(40_000)
    assert findings(confirm, story) == ("proof.not_checked",)
    check(story)
    assert refusal(confirm, story, expected_version=0) == (StaleVersion, "version.stale")
    declare_own_conflict(application=story.application, actor=officer, now=story.now)
    assert refusal(confirm, story) == DENIED


def test_purpose_achieved_fulfils_the_obligations_but_those_named(story: Story) -> None:
    story.accepted()
    for text in ("Logo zeigen", "Bericht im Treff"):
        Obligation.objects.create(grant=story.grant, text=text)
    story.proof_sent(40_000)
    check(story, open_obligations=["Bericht im Treff"])
    assert list(Obligation.objects.values_list("fulfilled_on", flat=True)) == [story.day, None]
    assert story.day == date(2026, 5, 12)
