"""Notices about a change and about a waived claim, and the note of a write-off: words, days, readers."""

from datetime import timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.files.selectors import may_read_document
from foundation.outbox.models import Mail
from grants.models import ChangeKind as Kind
from grants.models import Claim, ClaimRelief, Notice, PaymentKind
from grants.services.changes import Wish, decide_change, prepare_change, request_change
from grants.services.claim_steps import propose_relief, waive_claim, write_off_claim
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.grants import advance_grants
from tests.grants.rows import fetch, findings
from tests.grants.texts import say
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(story: Story) -> Story:
    story.accepted()
    story.day = story.grant.starts_on + timedelta(days=1)
    advance_grants(now=story.now)
    story.grant = fetch(story.grant)
    return story


def prepare(story: Story, kind: Kind, *, approve: bool, days: int = 21) -> None:
    """Asked by the resident, prepared by the manager."""
    ends_on = story.grant.ends_on + timedelta(days=days) if kind == Kind.PERIOD else None
    story.grant = request_change(
        grant=story.grant, wish=Wish(kind, "Es regnet.", ends_on), actor=story.resident, now=story.now
    )
    manager = story.people["manager"]
    prepare_change(
        grant=story.grant, approve=approve, reason="Das Wetter trägt das.", actor=manager, now=story.now
    )


def decide(story: Story, kind: Kind, *, approve: bool, reason: str = "") -> None:
    """Prepared, and decided by the officer."""
    prepare(story, kind, approve=approve)
    officer = story.people["officer"]
    story.grant = decide_change(
        grant=story.grant, approve=approve, reason=reason, actor=officer, now=story.now
    )


def test_longer_time_is_a_letter_with_both_ends(running: Story) -> None:
    decide(running, Kind.PERIOD, approve=True)
    text = words_of("verlaengerungsbescheid", running)
    for phrase in (
        "Es regnet.",
        "Ihre Aktion darf länger dauern.",
        "Neues Ende",
        "30. Mai 2026",
        "29. Juni 2026",
        "Es bleibt bei 487,65 €.",
        "Das Wetter trägt das.",
    ):
        assert phrase in text
    assert "Rechtsbehelfsbelehrung" not in text
    assert not Document.objects.filter(slug="aenderungsbescheid").exists()


def test_refused_change_has_reasons_remedy_and_days(running: Story) -> None:
    decide(running, Kind.PERIOD, approve=False)
    text = words_of("aenderungsbescheid", running)
    for phrase in (
        "Diese Änderung genehmigen wir nicht.",
        "Das Wetter trägt das.",
        "Verwaltungsgericht Halle",
    ):
        assert phrase in text
    assert "Neues Ende" not in text
    notice = Notice.objects.get(kind="change")
    assert notice.document is not None
    assert notice.document.title.startswith("Ablehnung einer Änderung ")
    assert notice.deemed_known_on == running.day + timedelta(days=4)
    assert notice.remedy_until is not None
    assert not Document.objects.filter(slug="verlaengerungsbescheid").exists()


def test_other_costs_are_granted_and_each_wording_has_its_author(running: Story) -> None:
    decide(running, Kind.COSTS, approve=True, reason="Die Summe bleibt gleich.")
    text = words_of("aenderungsbescheid", running)
    assert "Sie dürfen die Kosten so anders verteilen." in text
    assert "Die Summe bleibt gleich." in text
    assert "Das Wetter" not in text
    notice = Notice.objects.get(kind="change")
    manager, officer = running.people["manager"], running.people["officer"]
    assert (notice.drafted_by, notice.released_by) == (manager.reference, officer.reference)
    assert [(each.written_by, each.reason) for each in notice.texts.all()] == [
        (manager.reference, "Das Wetter trägt das."),
        (officer.reference, "Die Summe bleibt gleich."),
    ]


def test_no_decision_goes_out_with_a_hole(running: Story) -> None:
    say(remedy_text="")
    running.grant = fetch(running.grant)
    prepare(running, Kind.COSTS, approve=False)
    by = {"actor": running.people["officer"], "now": running.now}
    assert findings(decide_change, grant=running.grant, approve=False, **by) == ("notice.no_remedy",)
    assert not Notice.objects.filter(kind="change").exists()


@pytest.fixture
def owed(story: Story) -> Claim:
    """100.00 have to come back."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant, heard = story.proof_confirmed(), story.day + timedelta(days=14)
    claim = draft_claim(grant=grant, actor=story.people["officer"], now=story.now, heard_until=heard)
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    return release_claim_notice(claim=claim, actor=story.people["officer2"], now=story.now)


def proposed(story: Story, claim: Claim, relief: ClaimRelief) -> Claim:
    return propose_relief(
        claim=claim, relief=relief, reason="Kein Einkommen.", actor=story.people["officer"], now=story.now
    )


def test_waiver_is_a_notice_of_two_persons(story: Story, owed: Claim, officer2: Actor) -> None:
    waive_claim(claim=proposed(story, owed, ClaimRelief.WAIVE), actor=officer2, now=story.now)
    text = words_of("erlassbescheid", story)
    for phrase in ("Wir erlassen Ihnen 100,00 €.", "Kein Einkommen.", "unbillig"):
        assert phrase in text
    notice = Notice.objects.get(kind="waiver")
    assert (notice.drafted_by, notice.released_by) == (story.people["officer"].reference, officer2.reference)
    assert (notice.amount_cents, notice.document) == (10_000, Document.objects.get(slug="erlassbescheid"))
    assert may_read_document(story.resident, Document.objects.get(slug="erlassbescheid"))


def test_write_off_stays_in_the_house(story: Story, owed: Claim, officer2: Actor, manager: Actor) -> None:
    particulars = story.application.particulars
    particulars.channel, particulars.email = "email", "a@b.example"
    particulars.save()
    mails = Mail.objects.count()
    write_off_claim(claim=proposed(story, owed, ClaimRelief.WRITE_OFF), actor=officer2, now=story.now)
    text = words_of("niederschlagungsvermerk", story)
    for phrase in ("100,00 €", "Kein Einkommen.", "Die Forderung bleibt bestehen.", officer2.label):
        assert phrase in text
    note = Document.objects.get(slug="niederschlagungsvermerk")
    assert may_read_document(manager, note)
    assert not may_read_document(story.resident, note)
    assert Mail.objects.count() == mails
