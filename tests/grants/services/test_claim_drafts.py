"""Drafts of repayment notices: corrected, released by somebody else, taken back and drafted anew."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import Claim, Notice, PaymentKind
from grants.services.claims import correct_claim_notice, draft_claim, release_claim_notice, take_back_claim
from tests.grants.rows import fetch, findings, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")
STALE = (StaleVersion, "version.stale")


@pytest.fixture
def overpaid(story: Story) -> Story:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    story.proof_confirmed()
    return story


def draft_back(story: Story, actor: Actor) -> Claim:
    heard_until = story.day - timedelta(days=1)
    drafted = story.now - timedelta(days=11)
    claim = draft_claim(grant=story.grant, actor=actor, now=drafted, heard_until=heard_until)
    story.post("anhoerung-rueckforderung", days_ago=11)
    return claim


def test_repayment_is_corrected_and_released_by_another(
    overpaid: Story, manager: Actor, officer: Actor, officer2: Actor
) -> None:
    claim = draft_back(overpaid, manager)
    words: dict[str, Any] = {"claim": claim, "reason": "Saft zählt nicht.", "now": overpaid.now}
    until = overpaid.day + timedelta(days=14)
    correct_claim_notice(actor=officer2, heard_until=until, **words)
    assert fetch(claim).heard_until == until
    overpaid.post("anhoerung-rueckforderung")
    assert refusal(correct_claim_notice, actor=officer, heard_until=until, **words) == (
        InvalidInput,
        "notice.unchanged",
    )
    overpaid.day = until + timedelta(days=1)
    release: dict[str, Any] = {"claim": claim, "now": overpaid.now}
    assert refusal(release_claim_notice, actor=officer2, **release) == DENIED
    assert release_claim_notice(actor=officer, **release).state == "due"


def test_nobody_pays_back_whose_hearing_still_lies_in_the_outbox(overpaid: Story, officer2: Actor) -> None:
    until = overpaid.day + timedelta(days=14)
    officer = overpaid.people["officer"]
    claim = draft_claim(grant=overpaid.grant, actor=officer, now=overpaid.now, heard_until=until)
    overpaid.day = until + timedelta(days=1)
    assert findings(release_claim_notice, claim=claim, actor=officer2, now=overpaid.now) == ("letter.waits",)


def test_repayment_is_taken_back_and_drafted_anew(overpaid: Story, officer: Actor, officer2: Actor) -> None:
    claim = draft_back(overpaid, officer)
    words: dict[str, Any] = {"claim": claim, "actor": officer, "now": overpaid.now}
    assert refusal(take_back_claim, reason="", **words) == (DomainError, "reason.missing")
    assert take_back_claim(reason="Zu früh", **words).state == "settling"
    assert refusal(take_back_claim, reason="Zu früh", **words) == STALE
    assert (Claim.objects.count(), Notice.objects.latest("pk").discard_reason) == (0, "Zu früh")
    again = draft_back(overpaid, officer)
    assert release_claim_notice(claim=again, actor=officer2, now=overpaid.now).state == "due"
    assert refusal(take_back_claim, reason="Zu spät", claim=again, actor=officer, now=overpaid.now) == STALE


@pytest.mark.parametrize(
    ("told", "new", "code"),
    [
        (14, 15, None),
        (14, 14, None),
        (14, 13, "hearing.day"),
        (14, None, "hearing.day"),
        (14, -400, "hearing.day"),
        (None, -1, "hearing.day"),
        (None, 9, "hearing.day"),
        (None, 10, None),
        (None, None, None),
    ],
)
def test_hearing_is_never_cut_short(
    overpaid: Story, officer: Actor, told: int | None, new: int | None, code: str | None
) -> None:
    def day(offset: int | None) -> date | None:
        return None if offset is None else overpaid.day + timedelta(days=offset)

    claim = draft_claim(grant=overpaid.grant, actor=officer, now=overpaid.now, heard_until=day(told))
    words: dict[str, Any] = {"claim": claim, "actor": officer, "now": overpaid.now, "reason": "Neu."}
    if code is None:
        assert correct_claim_notice(heard_until=day(new), **words).heard_until == day(new)
    else:
        assert refusal(correct_claim_notice, heard_until=day(new), **words) == (InvalidInput, code)


def test_hearing_that_ran_out_is_lengthened_from_today_on(overpaid: Story, officer: Actor) -> None:
    claim = draft_back(overpaid, officer)
    words: dict[str, Any] = {"claim": claim, "actor": officer, "now": overpaid.now, "reason": "Neu."}
    assert claim.heard_until == overpaid.day - timedelta(days=1)
    assert correct_claim_notice(heard_until=overpaid.day, **words).heard_until == overpaid.day


@pytest.mark.parametrize(("days", "is_long_enough"), [(-400, False), (0, False), (9, False), (10, True)])
def test_hearing_lasts_ten_days_from_its_draft(
    overpaid: Story, officer: Actor, days: int, is_long_enough: bool
) -> None:
    draft: dict[str, Any] = {"grant": overpaid.grant, "actor": officer, "now": overpaid.now}
    draft["heard_until"] = overpaid.day + timedelta(days=days)
    if is_long_enough:
        assert draft_claim(**draft).heard_until == draft["heard_until"]
    else:
        assert refusal(draft_claim, **draft) == (InvalidInput, "hearing.day")


def test_hearing_that_is_too_short_stops_the_release(
    overpaid: Story, officer: Actor, officer2: Actor
) -> None:
    until = overpaid.day + timedelta(days=10)
    claim = draft_claim(grant=overpaid.grant, actor=officer, now=overpaid.now, heard_until=until)
    overpaid.post("anhoerung-rueckforderung")
    Claim.objects.update(heard_until=overpaid.day - timedelta(days=1))
    release: dict[str, Any] = {"claim": claim, "actor": officer2}
    overpaid.day = until
    assert findings(release_claim_notice, now=overpaid.now, **release) == ("claim.hearing_runs",)
    overpaid.day += timedelta(days=1)
    assert release_claim_notice(now=overpaid.now, **release).state == "due"


@pytest.mark.parametrize(("days", "is_kept"), [(15, False), (19, False), (None, False), (20, True)])
def test_new_draft_keeps_the_day_of_the_one_taken_back(
    overpaid: Story, officer: Actor, days: int | None, is_kept: bool
) -> None:
    draft: dict[str, Any] = {"grant": overpaid.grant, "actor": officer, "now": overpaid.now}
    told = overpaid.day + timedelta(days=20)
    claim = draft_claim(**draft, heard_until=told)
    take_back_claim(claim=claim, reason="Schreibfehler", actor=officer, now=overpaid.now)
    draft["heard_until"] = None if days is None else overpaid.day + timedelta(days=days)
    if is_kept:
        assert draft_claim(**draft).heard_until == told
    else:
        assert refusal(draft_claim, **draft) == (InvalidInput, "hearing.day")


def test_day_of_a_draft_over_another_sum_binds_nobody(overpaid: Story, officer: Actor) -> None:
    draft: dict[str, Any] = {"grant": overpaid.grant, "actor": officer, "now": overpaid.now}
    claim = draft_claim(**draft, heard_until=overpaid.day + timedelta(days=20))
    take_back_claim(claim=claim, reason="Falsch gerechnet", actor=officer, now=overpaid.now)
    Notice.objects.filter(kind="repayment").update(amount_cents=1)
    until = overpaid.day + timedelta(days=10)
    assert draft_claim(**draft, heard_until=until).heard_until == until


def test_repayment_needs_its_reasons(overpaid: Story, officer: Actor, officer2: Actor) -> None:
    claim = draft_back(overpaid, officer)
    words: dict[str, Any] = {"claim": claim, "actor": officer2, "now": overpaid.now}
    empty = {"reason": " ", "heard_until": claim.heard_until}
    assert refusal(correct_claim_notice, **empty, **words) == (InvalidInput, "notice.no_reason")
    Notice.objects.filter(kind="repayment").update(reason=" ")
    assert findings(release_claim_notice, **words) == ("notice.no_reason",)


def test_who_drafted_a_repayment_does_not_release_it_after_a_correction(
    overpaid: Story, manager: Actor, officer: Actor, officer2: Actor
) -> None:
    claim = draft_back(overpaid, officer)
    words: dict[str, Any] = {"claim": claim, "now": overpaid.now}
    correct_claim_notice(reason="Mit Punkt.", heard_until=claim.heard_until, actor=manager, **words)
    assert refusal(release_claim_notice, actor=officer, **words) == DENIED
    assert release_claim_notice(actor=officer2, **words).state == "due"
