"""When a receipt is cut, the resident reads which one, how much, why, and what it means for the money."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.outbox.models import Mail
from foundation.values.dates import format_long_date
from grants.models import Application, Claim, Particulars, PaymentKind
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.judgements import Cut
from grants.services.proofs import check_proof
from grants.services.repayments import record_repayment
from tests.grants.views.office_browser import text_of
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]
PAGES = ("my_case", "my_done")
CUT = {2: Cut(5_000, "Pfand gehört nicht dazu.")}
HEADING = "Das haben wir bei Ihren Belegen nicht anerkannt"
PAID_BACK = "müssen Sie zurückzahlen"


def pages(story: Story, client_of: ClientOf) -> list[str]:
    client = client_of(story.application.applicant)
    addresses = [reverse(name, args=[story.application.reference]) for name in PAGES]
    return [text_of(client.get(address)).replace("\xa0", " ") for address in addresses]


def checked(story: Story, *, advance: int = 0, receipts: tuple[int, ...] = (40_000, 8_765)) -> None:
    """Receipts of the whole sum, the second one cut, confirmed by the officer."""
    story.accepted()
    if advance:
        story.paid(PaymentKind.ADVANCE, advance)
    story.proof_sent(*receipts)
    story.proof_confirmed(CUT)


MONEY = [
    (
        0,
        (40_000, 8_765),
        "Nach der Prüfung bekommen Sie 437,65 € statt 487,65 €. Davon kommen noch 437,65 €.",
    ),
    (20_000, (40_000, 8_765), "Davon kommen noch 237,65 €. Sie müssen dafür nichts tun."),
    (
        48_765,
        (40_000, 8_765),
        "Sie haben mehr bekommen. 50,00 € müssten Sie zurückzahlen. Zahlen Sie jetzt noch",
    ),
    (43_765, (40_000, 8_765), "437,65 € statt 487,65 €. Alles ist bezahlt. Sie müssen nichts mehr tun."),
    (48_765, (48_765, 8_000), "An Ihrem Geld ändert das nichts. Es bleibt bei 487,65 €. Alles ist bezahlt."),
    (
        0,
        (48_765, 8_000),
        "An Ihrem Geld ändert das nichts. Es bleibt bei 487,65 €. Davon kommen noch 487,65 €.",
    ),
]


@pytest.mark.parametrize(("advance", "receipts", "money"), MONEY)
def test_cut_is_told_with_what_it_means(
    story: Story, client_of: ClientOf, advance: int, receipts: tuple[int, ...], money: str
) -> None:
    checked(story, advance=advance, receipts=receipts)
    for text in pages(story, client_of):
        assert "Beleg 2, Gartenmarkt Beispiel 2: Von" in text
        assert "zählen 50,00 € nicht. Der Grund: Pfand gehört nicht dazu." in text
        assert money in text
        assert "Gartenmarkt Beispiel 1" not in text.partition("Was das für Ihr Geld heißt")[0]


def test_receipt_cut_as_a_whole_is_told_so(story: Story, client_of: ClientOf) -> None:
    story.accepted()
    story.proof_sent(40_000, 5_000)
    story.proof_confirmed(CUT)
    assert all(
        "Beleg 2, Gartenmarkt Beispiel 2: Die 50,00 € zählen nicht." in each
        for each in pages(story, client_of)
    )


def test_claim_is_followed_to_its_end(story: Story, client_of: ClientOf) -> None:
    checked(story, advance=48_765)
    people = story.people
    heard = story.day - timedelta(days=1)
    claim = draft_claim(
        grant=story.grant, actor=people["officer"], now=story.now - timedelta(days=11), heard_until=heard
    )
    story.post("anhoerung-rueckforderung", days_ago=11)
    told = f"50,00 € müssten Sie zurückzahlen. Dazu können Sie bis zum {format_long_date(heard)} etwas sagen."
    assert all(told in each for each in pages(story, client_of))
    assert all("Zahlen Sie jetzt noch nichts." in each for each in pages(story, client_of))
    claim = release_claim_notice(claim=claim, actor=people["officer2"], now=story.now)
    assert all(
        "50,00 € müssen Sie zurückzahlen. Bis wann und wohin" in each for each in pages(story, client_of)
    )
    for cents in (2_000, 3_000):
        claim = Claim.objects.get(pk=claim.pk)
        record_repayment(claim=claim, amount_cents=cents, actor=people["cashier"], now=story.now)
        if cents == 2_000:
            assert all("30,00 € müssen Sie zurückzahlen." in each for each in pages(story, client_of))
    for text in pages(story, client_of):
        assert PAID_BACK not in text
        assert "müssten Sie zurückzahlen" not in text
        assert "Alles ist bezahlt." in text


def test_rest_without_an_account_asks_for_it(story: Story, client_of: ClientOf) -> None:
    story.issued()
    story.accept_without_account()
    story.proof_sent(40_000, 8_765)
    story.proof_confirmed(CUT)
    assert all("437,65 €. Geben Sie uns dafür Ihr Konto an." in each for each in pages(story, client_of))


def test_cut_that_is_not_confirmed_is_not_told(story: Story, client_of: ClientOf) -> None:
    story.accepted()
    story.proof_sent(40_000, 8_765)
    check_proof(
        grant=story.grant, cuts=CUT, purpose_achieved=True, actor=story.people["manager"], now=story.now
    )
    for text in pages(story, client_of):
        assert "Pfand" not in text
        assert HEADING not in text


def test_check_without_a_cut_tells_of_none(story: Story, client_of: ClientOf) -> None:
    story.accepted()
    story.proof_sent(48_765)
    story.proof_confirmed()
    status, done = pages(story, client_of)
    assert HEADING not in status + done
    assert "Ihre Belege sind geprüft" in done


def test_money_left_over_is_told_without_any_cut(story: Story, client_of: ClientOf) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 48_765)
    story.proof_sent(40_000)
    story.proof_confirmed()
    for text in pages(story, client_of):
        assert HEADING not in text
        assert "Sie haben mehr bekommen. 87,65 € müssten Sie zurückzahlen." in text


def with_email(story: Story, channel: str = "email", email: str = "krause@beispiel.de") -> None:
    story.accepted()
    Particulars.objects.filter(application=story.application).update(channel=channel, email=email)
    story.application = Application.objects.get(pk=story.application.pk)
    story.proof_sent(40_000, 8_765)


def test_mail_says_that_there_is_news_and_where(story: Story) -> None:
    with_email(story)
    story.proof_confirmed(CUT)
    mail = Mail.objects.get(key__startswith="cuts:")
    assert mail.to == "krause@beispiel.de"
    assert "Es gibt Neues zu Ihrem Antrag." in mail.body
    assert f"http://localhost:8000{reverse('key')}" in mail.body
    assert not any(word in mail.subject + mail.body for word in ("50,00", "437,65", "Pfand", story.name))


@pytest.mark.parametrize(
    ("channel", "email", "cuts"),
    [
        ("letter", "krause@beispiel.de", CUT),
        ("email", "", CUT),
        ("email", "krause@beispiel.de", {}),
        ("email", "keine Adresse", CUT),
    ],
)
def test_mail_is_not_sent_otherwise(story: Story, channel: str, email: str, cuts: dict[int, Cut]) -> None:
    with_email(story, channel, email)
    story.proof_confirmed(cuts)
    assert not Mail.objects.filter(key__startswith="cuts:").exists()
    assert story.grant.state == "settling"


def test_cut_is_told_with_its_arithmetic(story: Story, client_of: ClientOf) -> None:
    story.voted(42_000)
    story.drafted_now()
    story.issued_now()
    story.accepted_now(own_committed_cents=6_765)
    story.donations_actual_cents = 1_000
    story.proof_sent(40_000, 8_765)
    story.proof_confirmed(CUT)
    for text in pages(story, client_of):
        rows = text.partition("So haben wir gerechnet ")[2].partition(" Nach der Prüfung")[0]
        assert rows == (
            "Diese Kosten zählen 437,65 € davon ab: Spenden −10,00 € davon ab: Ihr eigenes Geld −67,65 € "
            "Geld für Sie 360,00 €"
        )


def test_sum_that_stays_needs_no_arithmetic(story: Story, client_of: ClientOf) -> None:
    checked(story, receipts=(48_765, 8_000))
    assert all("So haben wir gerechnet" not in each for each in pages(story, client_of))
