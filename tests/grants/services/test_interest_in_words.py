"""What the resident reads of interest: who has paid back is not told that a repayment is missing."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.outbox.models import Mail
from grants.models import Claim, ClaimRelief, FundRules, Grant
from grants.selectors.resident_claims import claim_news
from grants.selectors.resident_hearing import hearing_of
from grants.selectors.resident_progress import progress_of
from grants.services.claim_steps import propose_relief, remind_claim, write_off_claim
from grants.services.repayments import record_repayment
from grants.states import Turn
from tests.grants.rows import fetch
from tests.grants.services.test_interest import draft, paid_late, released, sentences
from tests.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(story: Story) -> Claim:
    FundRules.objects.update(interest_from_cents=0)
    return paid_late(story)


def grant_of(claim: Claim) -> Grant:
    return Grant.objects.get(pk=claim.grant_id)


def head(claim: Claim) -> str:
    news = claim_news(grant_of(claim))
    return news.sentence.replace("\xa0", " ") if news else ""


def test_city_has_the_move_while_it_looks_for_interest(late: Claim) -> None:
    news = claim_news(grant_of(late))
    assert news is not None
    assert news.turn is Turn.CITY
    assert news.sentence.startswith("Alles ist zurückgezahlt. Danke. Die Stadt prüft noch, ob Zinsen")


def test_hearing_is_about_interest_and_not_about_money_back(story: Story, late: Claim) -> None:
    claim = draft(story, late)
    hearing = hearing_of(grant_of(claim), story.day)
    assert hearing is not None
    assert hearing.wish == "Die Stadt möchte Zinsen"
    said = progress_of(claim.case, grant_of(claim), story.day, hearing=hearing).sentence
    assert said == "Die Stadt möchte Zinsen. Sie können sich vorher dazu äußern."


def test_dunning_and_part_payment_name_the_interest(story: Story, late: Claim) -> None:
    claim = released(story, draft(story, late))
    assert "Dafür fehlen noch" in sentences(claim)
    story.day = (claim.pay_by or date.min) + timedelta(days=1)
    by: dict[str, Any] = {"actor": story.people["cashier"], "now": story.now}
    story.application.particulars.channel, story.application.particulars.email = "email", "a@b.example"
    story.application.particulars.save()
    claim = remind_claim(claim=fetch(claim), until=story.day + timedelta(days=14), **by)
    assert head(claim).startswith("Das Geld für die Zinsen fehlt noch. Bitte zahlen Sie")
    mails = [each.body for each in Mail.objects.all()]
    assert any("das Geld für die Zinsen fehlt noch" in mail for mail in mails)
    assert not any("Ihre Rückzahlung fehlt noch" in mail for mail in mails)
    claim = record_repayment(claim=claim, amount_cents=1, **by)
    assert head(claim).startswith("Ein Teil ist gezahlt. Bitte zahlen Sie noch")


def test_interest_written_off_is_not_called_paid(story: Story, late: Claim) -> None:
    claim = released(story, draft(story, late))
    claim = propose_relief(
        claim=claim,
        relief=ClaimRelief.WRITE_OFF,
        reason="Kleinbetrag.",
        actor=story.people["officer"],
        now=story.now,
    )
    claim = write_off_claim(claim=claim, actor=story.people["officer2"], now=story.now)
    assert "Sie schulden es weiter." in head(claim)
    assert "Alles ist bezahlt" not in sentences(claim)
    assert sentences(claim).endswith("Die Zinsen müssen Sie im Moment nicht zahlen.")
