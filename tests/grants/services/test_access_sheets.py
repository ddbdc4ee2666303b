"""Who may hand out a code; the person is told, and an account that follows is marked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from applicants.models import AccessKey
from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.outbox.models import Mail
from foundation.values.errors import InvalidInput, NotAllowed
from grants.models import PaymentKind
from grants.scenarios.founding import found
from grants.selectors.payments import account_warning
from grants.services.access_sheets import SheetReason, issue_access_sheet
from grants.services.applications import start_draft
from grants.services.conflicts import declare_own_conflict
from grants.services.grants import give_bank_details
from tests.conftest import SECTION
from tests.grants.rows import fetch, refusal
from tests.stories import IBAN, Story, sheet_code

pytestmark = pytest.mark.django_db

NONCE = "n" * 43
MAY = ("manager", "officer")
MAY_NOT = ("certifier", "orderer", "cashier", "kaemmerei", "auditor", "administrator")


def issue(
    story: Story, actor: Actor, why: SheetReason = SheetReason.LOST, *, hours: int = 0, nonce: str = NONCE
) -> str:
    sheet = issue_access_sheet(
        application=fetch(story.application),
        why=why,
        form_nonce=nonce,
        actor=actor,
        now=story.now + timedelta(hours=hours),
    )
    return sheet.code


@pytest.mark.parametrize("role", MAY)
def test_sheet_is_issued_by_the_office(story: Story, role: str) -> None:
    story.submitted()
    issue(story, story.people[role])
    assert AccessKey.objects.count() == 1


@pytest.mark.parametrize("role", MAY_NOT)
def test_sheet_is_refused_to_others(story: Story, role: str) -> None:
    story.submitted()
    with pytest.raises(NotAllowed):
        issue(story, story.people[role])
    assert not AccessKey.objects.exists()


def test_sheet_is_refused_to_the_resident_and_for_a_draft(story: Story) -> None:
    story.draft()
    with pytest.raises(NotAllowed, match="noch nicht abgeschickt"):
        issue(story, story.people["manager"])
    with pytest.raises(NotAllowed):
        issue(story, story.resident)


def test_sheet_is_refused_to_the_biased(story: Story, manager: Actor) -> None:
    """Who gets the code could accept the money and name an account: that is taking part."""
    story.submitted()
    declare_own_conflict(application=story.application, actor=manager, now=story.now)
    with pytest.raises(NotAllowed, match="befangen"):
        issue(story, manager)
    assert not AccessKey.objects.exists()


def test_sheet_is_refused_when_it_opens_a_case_of_a_fund_of_others(story: Story, manager: Actor) -> None:
    story.submitted()
    other = found({**SECTION, "name": "Anderer Fonds"})
    start_draft(fund=other, applicant=story.application.applicant, now=story.now)
    here = replace(manager, roles=frozenset({("QM", story.fund.slug), ("FC", other.slug)}))
    with pytest.raises(NotAllowed, match="bei einem anderen Fonds"):
        issue(story, here, SheetReason.COUNTER)
    assert not AccessKey.objects.exists()
    both = replace(here, roles=here.roles | {("CI", other.slug)})
    assert issue(story, both, SheetReason.COUNTER)


def test_sheet_that_opens_a_draft_is_handed_out_at_the_counter_only(story: Story, manager: Actor) -> None:
    sent = story.submitted()
    start_draft(fund=story.fund, applicant=sent.applicant, now=story.now)
    for why in (SheetReason.LOST, SheetReason.NEVER_ARRIVED):
        assert refusal(issue, story, manager, why) == (InvalidInput, "access_sheet.has_draft")
    assert issue(story, manager, SheetReason.COUNTER)


def test_person_is_told_of_a_new_code_whatever_their_channel(story: Story, manager: Actor) -> None:
    """Otherwise whoever issues a code could use it unseen."""
    story.submitted()
    story.application.particulars.email = "ich@beispiel.de"
    story.application.particulars.save()
    code = issue(story, manager)
    assert issue(story, manager) == code  # shown again: no second mail
    mail = Mail.objects.get()
    assert story.application.particulars.channel == "letter"
    assert mail.to == "ich@beispiel.de"
    assert str(story.application.reference) in mail.subject
    assert "Haben Sie uns nicht darum gebeten? Dann rufen Sie bitte gleich an:" in mail.body
    assert f"Telefon {story.fund.phone}" in mail.body
    assert code not in mail.body


@pytest.mark.parametrize("email", ["", "keine Adresse"])
def test_person_without_a_usable_address_gets_the_code_all_the_same(
    story: Story, manager: Actor, email: str
) -> None:
    story.submitted()
    story.application.particulars.email = email
    story.application.particulars.save()
    assert issue(story, manager)
    assert not Mail.objects.exists()


@pytest.mark.parametrize(("hours", "is_marked"), [(-23, True), (-24, False), (None, False)])
def test_account_right_after_a_new_sheet_is_marked_for_who_certifies(
    story: Story, manager: Actor, hours: int | None, is_marked: bool
) -> None:
    story.issued()
    story.grant = story.accept_without_account()
    if hours is None:
        sheet_code(story.application.applicant, story.now)  # one that the person has made
    else:
        issue(story, manager, hours=hours)
    account = add_bank_account(
        applicant=story.application.applicant,
        holder=story.name,
        iban=IBAN,
        actor=story.resident,
        now=story.now,
    )
    story.grant = give_bank_details(
        grant=story.grant, bank_account=account, actor=story.resident, now=story.now
    )
    entry = AuditEntry.objects.get(action="grant.bank_details")
    assert ("after_sheet" in entry.details) == is_marked
    warning = account_warning(story.ordered(PaymentKind.ADVANCE, 10_000))
    assert ("Konto nach neuem Zugangsblatt vom 01.03.2026 eingetragen." in warning) == is_marked
