"""Letters that wait in the outbox: a deferral, a payment, the result of the check, the end."""

from datetime import timedelta

import pytest

from foundation.outbox.services import drain
from grants.models import Letter, Outcome, PaymentKind
from grants.services.judgements import Cut
from grants.services.letters import release_letters
from grants.services.payment_returns import return_payment
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = pytest.mark.django_db


def body_of(kind: str) -> str:
    """The wording as it waits."""
    return Letter.objects.get(kind=kind).body.replace("\u00a0", " ")


def test_deferral_says_why_and_that_nothing_is_refused(story: Story) -> None:
    story.decided(Outcome.DEFERRED, reason="Der Lageplan fehlt.")
    body = body_of("vertagung")
    assert "am 2. März 2026 über Ihren Antrag gesprochen" in body
    assert "Der Lageplan fehlt.\nDas ist keine Ablehnung." in body


def test_payment_is_told_with_a_masked_account_until_it_comes_back(story: Story) -> None:
    story.accepted()
    order = story.paid(PaymentKind.ADVANCE, 20_000)
    body = body_of("auszahlungsmitteilung")
    assert "wir haben Ihnen am 2. März 2026 200,00 € überwiesen." in body
    assert "0532 0130 00" not in body
    return_payment(order=order, reason="Konto erloschen.", actor=story.people["cashier"], now=story.now)
    assert Letter.objects.get(kind="auszahlungsmitteilung").discard_reason == "Das Geld kam zurück."


def test_result_of_the_check_names_every_cut_and_the_end_follows_the_last_payment(story: Story) -> None:
    story.accepted()
    story.proof_sent(30_000, 5_000)
    story.proof_confirmed({2: Cut(5_000, "Pfand ist nicht förderfähig.")})
    letter = Letter.objects.get(kind="schlussmitteilung")
    assert "Ihnen stehen 300,00 € zu. Wir überweisen Ihnen noch 300,00 €." in body_of("schlussmitteilung")
    release_letters(letters=[letter], count=1, actor=story.people["officer"], now=story.now)
    drain(now=story.now + timedelta(minutes=10))
    text = words_of("schlussmitteilung", story)
    for phrase in ("Beleg 2: Gartenmarkt Beispiel 2, Stauden", "50,00 € nicht anerkannt: Pfand", "300,00 €"):
        assert phrase in text
    assert not Letter.objects.filter(kind="abschluss").exists()
    story.paid(PaymentKind.FINAL, 30_000)
    assert "Bezahlt haben wir insgesamt 300,00 €." in body_of("abschluss")
