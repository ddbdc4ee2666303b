"""A grant whose project never begins: heard, then lapsed; whose right, what blocks it, what gets free."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.outbox.models import Mail
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import FundRules, PaymentKind, TransitionRecord
from grants.selectors.resident_progress import progress_of
from grants.services.exits import hear_about_start, lapse_grant
from grants.services.grants import advance_grants
from grants.services.proofs import ReceiptLine, add_receipt
from tests.grants.rows import bookings, declare, fetch, figures, findings, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("invariants_hold")]
DENIED = (NotAllowed, "policy.denied")
APPROVED = 48_765
RUNS_SINCE = date(2026, 4, 13)


def running(story: Story, *, months: int | None = 1) -> Story:
    """Accepted on 2 March, known on 6 March, running since 11 April; the term is over on 7 April."""
    FundRules.objects.update(start_within_months=months)
    story.accepted()
    story.day = RUNS_SINCE
    advance_grants(now=story.now)
    story.grant = fetch(story.grant)
    return story


def hear(story: Story, actor: Actor | None = None, days: int = 14) -> Any:
    until = story.day + timedelta(days=days)
    return hear_about_start(
        grant=story.grant, until=until, actor=actor or story.people["manager"], now=story.now
    )


def heard(story: Story) -> Story:
    """The hearing is over since yesterday."""
    hear(story)
    story.day += timedelta(days=15)
    story.grant = fetch(story.grant)
    return story


def lapse(story: Story, actor: Actor | None = None, reason: str = "Niemand hat geantwortet.") -> Any:
    return lapse_grant(
        grant=story.grant, reason=reason, actor=actor or story.people["officer"], now=story.now
    )


def test_lapsed_money_is_free_again(story: Story) -> None:
    heard(running(story))
    lapsed = fetch(lapse(story))
    assert (lapsed.state, lapsed.released_cents) == ("lapsed_not_started", APPROVED)
    assert (figures(), bookings()[-1]) == ((0, 0, 0, 200_000), ("release", 0, -APPROVED, 0))
    assert TransitionRecord.objects.get(action="lapse").reason == "Niemand hat geantwortet."
    assert AuditEntry.objects.filter(action="grant.lapse", subject=lapsed.subject).count() == 1
    said = progress_of(lapsed.case, lapsed, story.day)
    assert said.sentence == "Die Aktion hat nicht begonnen. Die Förderung ist verfallen."


def test_only_the_city_lets_a_grant_lapse(story: Story, manager: Actor, officer: Actor) -> None:
    heard(running(story))
    for actor in (manager, story.resident, story.people["auditor"]):
        assert refusal(lapse, story, actor) == DENIED
    declare(story.grant, officer.reference)
    assert refusal(lapse, story, officer) == DENIED


def test_lapse_needs_the_weighed_reason(story: Story) -> None:
    heard(running(story))
    assert refusal(lapse, story, reason=" ") == (DomainError, "reason.missing")


def test_nobody_lapses_unheard(story: Story) -> None:
    running(story)
    assert findings(lapse, story) == ("start.not_heard",)
    hear(story)
    story.day += timedelta(days=14)
    with pytest.raises(Blocked) as caught:
        lapse(story)
    assert caught.value.sentences == ("Die Anhörung läuft bis 27. April 2026. Warten Sie bis danach.",)


def test_hearing_waits_for_the_term_of_the_fund(story: Story) -> None:
    running(story, months=2)
    assert findings(hear, story) == ("start.term_runs",)
    FundRules.objects.update(start_within_months=None)
    story.grant = fetch(story.grant)
    assert findings(hear, story) == ("start.no_term",)


def test_hearing_leaves_ten_days_to_answer(story: Story) -> None:
    running(story)
    assert refusal(hear, story, days=9) == (InvalidInput, "start.hearing_too_short")
    assert hear(story, days=10).state == "running"


def test_only_the_office_hears(story: Story) -> None:
    running(story)
    for name in ("certifier", "auditor"):
        assert refusal(hear, story, story.people[name]) == DENIED
    assert refusal(hear, story, story.resident) == DENIED


def test_paid_money_is_not_lapsed(story: Story) -> None:
    FundRules.objects.update(start_within_months=1)
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    story.day = RUNS_SINCE
    advance_grants(now=story.now)
    story.grant = fetch(story.grant)
    assert findings(hear, story) == ("start.money_paid",)
    assert "start.money_paid" in findings(lapse, story)


def test_ordered_payment_blocks_the_lapse(story: Story) -> None:
    heard(running(story))
    story.ordered(PaymentKind.ADVANCE, 10_000)
    story.grant = fetch(story.grant)
    assert findings(lapse, story) == ("grant.payment_under_way",)


def test_receipts_show_that_the_project_has_begun(story: Story) -> None:
    heard(running(story))
    line = ReceiptLine(story.day, "Gartenmarkt Beispiel", "Stauden", 1_000)
    add_receipt(grant=story.grant, line=line, actor=story.resident, now=story.now)
    story.grant = fetch(story.grant)
    assert findings(lapse, story) == ("start.has_receipts",)


def test_resident_reads_until_when_to_answer(story: Story) -> None:
    running(story)
    story.grant.case.particulars.channel = "email"
    story.grant.case.particulars.email = "alex@example.org"
    story.grant.case.particulars.save()
    hear(story)
    story.grant = fetch(story.grant)
    said = progress_of(story.grant.case, story.grant, story.day)
    assert said.next_date == "Hat Ihre Aktion begonnen? Sagen Sie uns das bis 27. April 2026."
    assert "27. April 2026" in Mail.objects.latest("pk").body
    after = progress_of(story.grant.case, story.grant, story.day + timedelta(days=15))
    assert "begonnen" not in after.next_date
