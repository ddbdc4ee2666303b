"""An award as an agreement: its words, no remedy and no revocation, two signatures, and what follows."""

import pytest

from foundation.files.models import Document
from grants.models import Notice, PaymentKind
from grants.selectors.objections import attackable_notices
from grants.services.waivers import why_no_waiver
from tests.grants.rows import fetch, findings
from tests.grants.texts import say
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_agreement_speaks_as_a_contract(story: Story) -> None:
    say(award_form="agreement")
    story.issued()
    text = words_of("foerdervereinbarung", story)
    for phrase in (
        "Wir schließen mit Ihnen diese Vereinbarung.",
        "487,65 €",
        "§§ 54 ff.",
        "aus wichtigem Grund schriftlich kündigen",
        "Für die geförderte Seite",
        "Unterschrift:",
        "Dieser Plan ist Teil der Vereinbarung",
    ):
        assert phrase in text
    for phrase in ("Rechtsbehelf", "Verwaltungsgericht", "Bewilligungsbescheid", "widerrufen", "Klage"):
        assert phrase not in text
    assert Notice.objects.get().document == Document.objects.get(slug="foerdervereinbarung")
    assert not Document.objects.filter(slug="bewilligungsbescheid").exists()


def test_agreement_needs_no_instruction_on_remedies_but_its_own_words(story: Story) -> None:
    say(award_form="agreement", remedy_text="", agreement_end_text=" ")
    story.voted()
    assert findings(story.drafted_now) == ("notice.text_missing",)
    say(agreement_end_text="Kündigen können beide.")
    story.application = fetch(story.application)
    assert story.drafted_now().state == "draft_notice"


def test_agreed_money_waits_for_both_signatures_and_for_no_remedy(story: Story) -> None:
    say(award_form="agreement")
    story.issued()
    assert attackable_notices(fetch(story.grant).case) == []
    story.accepted_now(waiver=False)
    assert why_no_waiver(fetch(story.grant), story.day).startswith("Gegen eine Vereinbarung")
    assert story.order(PaymentKind.ADVANCE, 10_000).state == "draft"
