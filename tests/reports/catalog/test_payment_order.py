"""What the payment order says of the account when the office typed it in: by whom, from which paper, when."""

from datetime import timedelta
from typing import Any

import pytest

from applicants.services.bank_details import add_bank_account
from grants.models import Application, PaymentKind
from grants.services.grants import accept_grant
from tests.grants.rows import fetch
from tests.grants.services.sheets import OTHER, confirm, enter
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
LABEL = "Woher das Konto ist"


def test_account_from_a_sheet_names_both_persons(story: Story) -> None:
    story.accepted()
    enter(story)
    confirm(story)
    story.day += timedelta(days=1)  # a new account waits 24 hours
    story.ordered(PaymentKind.ADVANCE, 10_000)
    text = words_of("auszahlungsanordnung", story)
    manager, officer = (story.people[name].label for name in ("manager", "officer"))
    assert f"{LABEL} Vom Blatt auf Papier, eingegangen am 02.03.2026" in text
    assert f"eingetragen von {manager}, bestätigt von {officer} am" in text
    assert "DE02 1203 0000 0000 2020 51" in text


def test_account_of_the_acceptance_on_paper_is_named(story: Story) -> None:
    story.issued()
    Application.objects.update(channel="paper")
    grant = fetch(story.grant)
    step: dict[str, Any] = {"actor": story.people["manager"], "now": story.now}
    account = add_bank_account(applicant=grant.case.applicant, holder=story.name, iban=OTHER, **step)
    story.grant = accept_grant(grant=grant, waiver=True, bank_account=account, **step)
    story.ordered(PaymentKind.ADVANCE, 10_000)
    text = words_of("auszahlungsanordnung", story)
    assert f"{LABEL} Mit der Annahme auf Papier: eingetragen vom Büro am 02.03.2026." in text


def test_own_account_needs_no_line(story: Story) -> None:
    story.accepted()
    story.ordered(PaymentKind.ADVANCE, 10_000)
    assert LABEL not in words_of("auszahlungsanordnung", story)
