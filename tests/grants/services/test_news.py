"""Who wants e-mail hears that there is news, once for each cause; the mail itself says nothing more."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from foundation.outbox.models import Mail, OutboxItem
from foundation.values.errors import DomainError
from grants.models import Particulars, PaymentKind
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.grants import advance_grants, demand_proof, remind_proof
from grants.services.news import how_the_letter_goes, how_to_tell
from grants.services.notices import draft_rejection_notice, release_award_notice, release_rejection_notice
from grants.services.review import ask_question, declare_ineligible
from tests.grants.rows import fetch
from tests.stories import Story

pytestmark = pytest.mark.django_db
SECRETS = ("487,65", "100,00", "50,00", "Wem gehört der Hof?", "Nicht im Gebiet", "Pfand")


def by_email(story: Story, channel: str = "email", email: str = "krause@beispiel.de") -> None:
    Particulars.objects.update(channel=channel, email=email, phone="0340 123")
    story.application = fetch(story.application)


def asked(story: Story) -> None:
    story.submitted()
    by_email(story)
    ask_question(
        application=story.application, text="Wem gehört der Hof?", due_on=story.day + timedelta(days=14),
        actor=story.people["manager"], now=story.now,
    )  # fmt: skip


def awarded(story: Story, channel: str = "email") -> None:
    story.drafted()
    by_email(story)
    release_award_notice(
        grant=fetch(story.grant), actor=story.people["officer2"], now=story.now, channel=channel
    )


def rejected(story: Story) -> None:
    story.submitted()
    by_email(story)
    officer, now = story.people["officer"], story.now
    refused = declare_ineligible(
        application=story.application, reason="Nicht im Gebiet", actor=story.people["manager"], now=now
    )
    draft_rejection_notice(application=refused, reason="Nicht im Gebiet", actor=officer, now=now)
    release_rejection_notice(application=refused, actor=story.people["officer2"], now=now, channel="portal")


def paid(story: Story) -> None:
    story.accepted()
    by_email(story)
    story.grant = fetch(story.grant)
    story.paid(PaymentKind.ADVANCE, 10_000)


def late(story: Story) -> None:
    story.accepted()
    by_email(story)
    assert story.grant.proof_due_on is not None
    story.day = story.grant.proof_due_on + timedelta(days=1)
    advance_grants(now=story.now)
    story.grant = fetch(story.grant)


def reminded(story: Story) -> None:
    late(story)
    story.grant = remind_proof(
        grant=story.grant, until=story.day + timedelta(days=14), actor=story.people["manager"], now=story.now
    )


def demanded(story: Story) -> None:
    reminded(story)
    story.post("nachweis-erinnerung")
    story.day += timedelta(days=15)
    demand_proof(
        grant=story.grant, until=story.day + timedelta(days=14), actor=story.people["manager"], now=story.now
    )


def claimed(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 48_765)
    story.proof_sent(43_765)
    story.proof_confirmed()
    by_email(story)
    claim = draft_claim(
        grant=story.grant,
        actor=story.people["manager"],
        now=story.now,
        heard_until=story.day + timedelta(days=10),
    )
    story.post("anhoerung-rueckforderung")
    story.day += timedelta(days=30)
    release_claim_notice(claim=claim, actor=story.people["officer"], now=story.now, channel="email")


@pytest.mark.parametrize(
    ("happens", "cause", "sentence"),
    [
        (asked, "question:", "wir haben eine Frage an Sie. Bitte antworten Sie bis 16. März 2026."),
        (awarded, "notice:", "die Stadt hat Ihnen geschrieben."),
        (rejected, "notice:", "die Stadt hat Ihnen geschrieben."),
        (claimed, "notice:", "die Stadt hat Ihnen geschrieben."),
        (claimed, "hearing:", "es geht um Ihr Geld. Sie können bis "),
        (reminded, "reminder:", "uns fehlen noch Ihre Belege. Bitte schicken Sie sie bis "),
        (demanded, "demand:", "Ihre Belege fehlen uns immer noch. Bitte schicken Sie sie bis "),
        (paid, "payment:", "die Stadt hat Geld an Sie überwiesen."),
    ],
)
def test_mail_says_that_there_is_news_and_where(
    story: Story, happens: Callable[[Story], None], cause: str, sentence: str
) -> None:
    happens(story)
    mail = Mail.objects.get(key__startswith=cause)
    assert OutboxItem.objects.filter(key=f"mail:{mail.key}").exists()
    assert mail.to == "krause@beispiel.de"
    assert sentence in mail.body
    assert "/zugang/\n" in mail.body
    assert str(story.application.reference) in mail.subject + mail.body
    assert [word for word in SECRETS if word in mail.subject + mail.body] == []


@pytest.mark.parametrize(
    ("channel", "email"),
    [("letter", "krause@beispiel.de"), ("phone", "krause@beispiel.de"), ("email", "")],
)
def test_who_wants_no_mail_gets_none(story: Story, channel: str, email: str) -> None:
    story.submitted()
    by_email(story, channel, email)
    ask_question(
        application=story.application, text="Wo?", due_on=story.day + timedelta(days=14),
        actor=story.people["manager"], now=story.now,
    )  # fmt: skip
    assert not Mail.objects.exists()


def test_notice_by_letter_needs_no_mail(story: Story) -> None:
    awarded(story, channel="letter")
    assert not Mail.objects.exists()


def test_question_that_fails_sends_nothing(story: Story) -> None:
    asked(story)
    with pytest.raises(DomainError):
        ask_question(
            application=fetch(story.application), text="Wo?", due_on=story.day + timedelta(days=14),
            actor=story.people["manager"], now=story.now,
        )  # fmt: skip
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("email", "Wir schreiben eine E-Mail an krause@beispiel.de."),
        ("phone", "Rufen Sie an: 0340 123."),
        ("letter", "Schreiben Sie einen Brief."),
        ("in_person", "Die Person kommt ins Büro"),
    ],
)
def test_office_is_told_how_to_reach_the_person(story: Story, channel: str, words: str) -> None:
    story.submitted()
    by_email(story, channel)
    assert how_to_tell(story.application).startswith(words)


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("email", "Wir schreiben eine E-Mail an krause@beispiel.de. Der Brief dazu wartet im Ausgang."),
        ("phone", "Rufen Sie an: 0340 123. Der Brief dazu wartet im Ausgang."),
        ("letter", "Der Brief wartet im Ausgang. Senden Sie ihn dort."),
        ("in_person", "Der Brief wartet im Ausgang. Senden Sie ihn dort."),
    ],
)
def test_office_is_told_where_the_letter_waits(story: Story, channel: str, words: str) -> None:
    story.submitted()
    by_email(story, channel)
    assert how_the_letter_goes(story.application) == words
