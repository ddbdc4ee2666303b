"""A grant whose project never begins: heard, then lapsed; whose right, what blocks it, what gets free."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.outbox.models import Mail
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import FundRules, ObjectionWay, PaymentKind, TransitionRecord
from grants.selectors.resident_progress import progress_of
from grants.services.exits import hear_about_start
from grants.services.grants import advance_grants
from grants.services.lapses import correct_lapse, draft_lapse, release_lapse, take_back_lapse
from grants.services.objections import Arrival, note_objection
from grants.services.proofs import ReceiptLine, add_receipt
from grants.services.retention import archive_case
from tests.grants.rows import bookings, declare, fetch, figures, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
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
    story.post("anhoerung-beginn")
    story.day += timedelta(days=15)
    story.grant = fetch(story.grant)
    return story


def draft(story: Story, actor: Actor | None = None, reason: str = "Niemand hat geantwortet.") -> Any:
    drafter = actor or story.people["manager"]
    return draft_lapse(grant=story.grant, reason=reason, actor=drafter, now=story.now)


def lapse(story: Story, actor: Actor | None = None) -> Any:
    return release_lapse(grant=story.grant, actor=actor or story.people["officer"], now=story.now)


def test_lapsed_money_is_free_again(story: Story) -> None:
    heard(running(story))
    draft(story)
    lapsed = fetch(lapse(story))
    assert (lapsed.state, lapsed.released_cents) == ("lapsed_not_started", APPROVED)
    assert (figures(), bookings()[-1]) == ((0, 0, 0, 200_000), ("release", 0, -APPROVED, 0))
    assert TransitionRecord.objects.get(action="lapse").reason == "Niemand hat geantwortet."
    assert AuditEntry.objects.filter(action="grant.lapse", subject=lapsed.subject).count() == 1
    said = progress_of(lapsed.case, lapsed, story.day)
    assert said.sentence == "Die Aktion hat nicht begonnen. Die Förderung ist verfallen."


def test_only_a_second_person_of_the_city_lets_a_grant_lapse(story: Story, officer: Actor) -> None:
    heard(running(story))
    for actor in (story.people["certifier"], story.resident, story.people["auditor"]):
        assert refusal(draft, story, actor) == DENIED
    draft(story, officer)
    for actor in (officer, story.people["manager"], story.resident, story.people["auditor"]):
        assert refusal(lapse, story, actor) == DENIED
    assert lapse(story, story.people["officer2"]).state == "lapsed_not_started"


def test_small_town_lets_one_person_do_both_below_its_limit(story: Story, officer: Actor) -> None:
    FundRules.objects.update(profile="small_town", second_person_above_cents=APPROVED)
    heard(running(story))
    draft(story, officer)
    assert lapse(story, officer).case.notices.get(kind="lapse").second_person_waived


def test_biased_officer_lets_nothing_lapse(story: Story, officer: Actor) -> None:
    heard(running(story))
    draft(story)
    declare(story.grant, officer.reference)
    assert refusal(lapse, story, officer) == DENIED
    assert refusal(draft, story, officer) == DENIED


def test_lapse_needs_the_weighed_reason(story: Story) -> None:
    heard(running(story))
    assert refusal(draft, story, reason=" ") == (InvalidInput, "notice.no_reason")
    assert findings(lapse, story) == ("lapse.not_drafted",)


def test_lapse_can_be_attacked_and_the_archive_waits(story: Story, officer: Actor) -> None:
    heard(running(story))
    draft(story)
    lapsed = fetch(lapse(story))
    notice = lapsed.case.notices.get(kind="lapse")
    assert (notice.posted_on, notice.amount_cents) == (story.day, APPROVED)
    assert notice.remedy_until is not None
    story.day = notice.remedy_until
    assert findings(archive_case, target=lapsed, actor=officer, now=story.now) == ("retention.remedy_runs",)
    arrival = Arrival(story.day, ObjectionWay.LETTER, "Ich habe doch begonnen.")
    assert note_objection(notice=notice, arrival=arrival, actor=officer, now=story.now).notice_id == notice.pk


def test_draft_of_a_lapse_is_corrected_and_taken_back(story: Story, officer: Actor, manager: Actor) -> None:
    heard(running(story))
    draft(story)
    assert refusal(draft, story) == (DomainError, "notice.exists")
    correct_lapse(grant=story.grant, reason="Der Brief kam zurück.", actor=officer, now=story.now)
    assert refusal(lapse, story, officer) == DENIED
    take_back_lapse(grant=story.grant, reason="Sie hat angerufen.", actor=manager, now=story.now)
    story.grant = fetch(story.grant)
    assert findings(lapse, story, story.people["officer2"]) == ("lapse.not_drafted",)


def test_nobody_lapses_unheard(story: Story) -> None:
    running(story)
    assert findings(draft, story) == ("start.not_heard",)
    hear(story)
    assert findings(draft, story) == ("start.hearing_runs", "letter.waits")
    story.post("anhoerung-beginn")
    story.day += timedelta(days=14)
    with pytest.raises(Blocked) as caught:
        draft(story)
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
    assert "start.money_paid" in findings(draft, story)


def test_ordered_payment_blocks_the_lapse(story: Story) -> None:
    heard(running(story))
    draft(story)
    story.ordered(PaymentKind.ADVANCE, 10_000)
    story.grant = fetch(story.grant)
    assert findings(lapse, story) == ("grant.payment_under_way",)


def test_receipts_show_that_the_project_has_begun(story: Story) -> None:
    heard(running(story))
    draft(story)
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
    assert said.sentence == "Wir wissen nicht, ob Ihre Aktion begonnen hat."
    assert said.next_date == "Hat sie begonnen? Sagen Sie uns das bis 27. April 2026."
    assert "27. April 2026" in Mail.objects.latest("pk").body
    after = progress_of(story.grant.case, story.grant, story.day + timedelta(days=15))
    assert "begonnen" not in after.next_date
