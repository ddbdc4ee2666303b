"""Which transition brings which document: the whole table, and its rows once through the real services."""

from __future__ import annotations

from datetime import timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.audit.models import AccessEntry
from foundation.files.models import Document
from foundation.files.selectors import may_read_document
from foundation.files.services import read_bytes
from foundation.outbox.models import Mail
from foundation.outbox.services import drain
from grants.models import Notice, PaymentKind, PaymentOrder, ReceiptKind, ReceiptOrder
from grants.services.notices import draft_rejection_notice, release_rejection_notice
from grants.services.receipt_orders import Expected, certify_receipt_order, order_receipt, prepare_by_hand
from grants.services.review import declare_ineligible
from reports.catalog import CATALOG
from reports.triggers import TRIGGERS
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_table_of_triggers() -> None:
    assert {key: tuple((row.slug, str(row.audience)) for row in rows) for key, rows in TRIGGERS.items()} == {
        ("application", "submit"): (("eingangsbestaetigung", "applicant"),),
        ("application", "lapse"): (("einstellungsmitteilung", "applicant"),),
        ("application", "reject"): (("ablehnungsbescheid", "applicant"),),
        ("application", "delete_after_retention"): (("loeschnachweis", "office"),),
        ("grant", "delete_after_retention"): (("loeschnachweis", "office"),),
        ("grant", "issue"): (
            ("bewilligungsbescheid", "applicant"),
            ("einverstaendnis", "applicant"),
            ("foerdervereinbarung", "applicant"),
        ),
        ("grant", "decide_change"): (
            ("aenderungsbescheid", "applicant"),
            ("aenderungsbescheid", "applicant"),
            ("verlaengerungsbescheid", "applicant"),
        ),
        ("grant", "decide_change_before_start"): (
            ("aenderungsbescheid", "applicant"),
            ("aenderungsbescheid", "applicant"),
            ("verlaengerungsbescheid", "applicant"),
        ),
        ("grant", "lapse"): (("verfallsmitteilung", "applicant"),),
        ("grant", "expire_offer"): (("verfallsmitteilung", "applicant"),),
        ("grant", "decline"): (("beendigungsmitteilung", "applicant"),),
        ("grant", "cancel"): (("beendigungsmitteilung", "applicant"),),
        ("grant", "revoke"): (("widerrufsbescheid", "applicant"),),
        ("claim", "issue"): (("erstattungsbescheid", "applicant"), ("zinsbescheid", "applicant")),
        ("claim", "defer"): (("stundungsbescheid", "applicant"),),
        ("claim", "recall"): (("stundung-aufgehoben", "applicant"),),
        ("claim", "waive"): (("erlassbescheid", "applicant"),),
        ("claim", "write_off"): (("niederschlagungsvermerk", "office"),),
        ("session", "close"): (("protokoll", "office"),),
        ("payment_order", "order"): (("auszahlungsanordnung", "office"),),
        ("receipt_order", "order"): (("annahmeanordnung", "office"),),
    }
    for rows in TRIGGERS.values():
        assert {row.slug for row in rows} <= set(CATALOG)
        assert all(CATALOG[row.slug].audience == row.audience for row in rows)


def test_draft_brings_nothing(story: Story) -> None:
    story.draft()
    assert Document.objects.count() == 0


def test_award_is_kept_with_its_notice(story: Story) -> None:
    grant = story.issued()
    notice = Notice.objects.get()
    assert notice.document is not None
    assert (notice.document.slug, notice.document.subject) == ("bewilligungsbescheid", grant.subject)
    assert notice.document.title == f"Bewilligungsbescheid {grant.case.reference}"


def test_order_is_kept_and_its_iban_is_read_on_behalf_of_the_orderer(story: Story, orderer: Actor) -> None:
    story.accepted()
    order = story.ordered(PaymentKind.ADVANCE, 10_000)
    drain(now=story.now)
    document = PaymentOrder.objects.get(pk=order.pk).document
    assert document is not None
    text = words_copied(read_bytes(document.files.get().file)).replace("\u00a0", " ")
    assert "DE89 3704 0044 0532 0130 00" in text
    entry = AccessEntry.objects.get(purpose="payment_order.document")
    assert entry.actor_reference == orderer.reference


def test_receipt_order_is_a_paper_for_the_kasse(story: Story, people: dict[str, Actor]) -> None:
    wish = Expected(ReceiptKind.PRIVATE, "Muster-Stiftung", "Spende", 50_000, story.day)
    order = prepare_by_hand(fund=story.fund, expected=wish, actor=people["kaemmerei"], now=story.now)
    certified = certify_receipt_order(order=order, actor=people["certifier"], now=story.now)
    order_receipt(order=certified, actor=people["orderer"], now=story.now)
    drain(now=story.now)
    document = ReceiptOrder.objects.get().document
    assert document is not None
    assert document.title == f"Annahmeanordnung {order.number}"
    pdf = read_bytes(document.files.get().file)
    assert all_findings(pdf) == []
    text = words_copied(pdf).replace("\u00a0", " ")
    for words in ("500,00 €", "Muster-Stiftung", "Private Mittel: Spende", order.cash_reference, "Liegt vor"):
        assert words in text
    readers = [name for name, actor in people.items() if may_read_document(actor, document)]
    assert "manager" not in readers
    assert {"certifier", "orderer", "cashier", "kaemmerei", "auditor"} <= set(readers)


def test_rejection_has_reasons_discretion_and_remedy(story: Story, people: dict[str, Actor]) -> None:
    application = story.submitted()
    application = declare_ineligible(
        application=application,
        reason="Die Aktion liegt nicht im Quartier.",
        actor=people["manager"],
        now=story.now,
    )
    draft_rejection_notice(
        application=application,
        reason="Die Aktion liegt nicht im Quartier.\n<b>§ 3</b> der Richtlinie verlangt das.",
        actor=people["officer"],
        now=story.now,
    )
    release_rejection_notice(application=application, actor=people["officer2"], now=story.now)
    drain(now=story.now)
    notice = Notice.objects.get()
    assert notice.document is not None
    pdf = read_bytes(notice.document.files.get().file)
    assert all_findings(pdf) == []
    text = words_copied(pdf).replace("\u00a0", " ")
    for phrase in (
        "lehnen wir ab",
        "Die Aktion liegt nicht im Quartier.",
        "<b>§ 3</b> der Richtlinie verlangt das.",
        "nach pflichtgemäßem Ermessen",
        "Verwaltungsgericht Halle",
        "Ottilie Muster",
    ):
        assert phrase in text


@pytest.mark.parametrize(
    ("channel", "email", "mails"),
    [("email", "a@b.example", 1), ("letter", "a@b.example", 0), ("email", "kein-postfach", 0)],
)
def test_receipt_is_told_by_mail_to_who_wants_mail(
    story: Story, channel: str, email: str, mails: int
) -> None:
    application = story.draft()
    application.particulars.channel, application.particulars.email = channel, email
    application.particulars.save()
    story.draft = lambda: application  # type: ignore[method-assign]  # the draft is there already
    sent = story.submitted()
    assert Document.objects.get().slug == "eingangsbestaetigung"
    assert Mail.objects.count() == mails
    for mail in Mail.objects.all():
        assert sent.reference is not None
        assert sent.reference in mail.subject
        assert story.name not in mail.subject + mail.body
        assert "noch nichts" in mail.body


def test_who_reads_which_document(story: Story, people: dict[str, Actor]) -> None:
    story.accepted()
    story.ordered(PaymentKind.ADVANCE, 10_000)
    other = Story(story.fund, story.people, name="Fremd", day=story.day + timedelta(days=1))
    other.submitted()
    actors = {**people, "resident": story.resident, "stranger": other.resident}
    readers = {
        document.slug: sorted(name for name, actor in actors.items() if may_read_document(actor, document))
        for document in Document.objects.exclude(subject=other.application.subject)
    }
    office = ["auditor", "certifier", "manager", "officer", "officer2", "orderer"]
    assert readers == {
        "eingangsbestaetigung": sorted([*office, "kaemmerei", "kaemmerei2", "resident"]),
        "bewilligungsbescheid": sorted([*office, "resident"]),
        "einverstaendnis": sorted([*office, "resident"]),
        "auszahlungsanordnung": ["auditor", "cashier", "certifier", "officer", "officer2", "orderer"],
    }
