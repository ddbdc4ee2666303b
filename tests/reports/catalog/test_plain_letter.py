"""The plain letter: its body in paragraphs and lists, its facts, who sends it; a clean document."""

from datetime import timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.files.services import read_bytes
from foundation.outbox.services import drain
from grants.models import Letter
from grants.services.letters import edit_letter, release_letters
from reports.catalog.plain_letter import blocks_of, plain_letter
from reports.contract import Commission, LetterPaper
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ()),
        ("Eins.\n\nZwei.", (("Eins.",), ("Zwei.",))),
        ("Bitte:\n- a\n- b\nEnde.", (("Bitte:",), ("- a", "- b"), ("Ende.",))),
        ("- a\nx\n- b", (("- a",), ("x",), ("- b",))),
        ("bis 16. März", (("bis 16.\u00a0März",),)),
    ],
)
def test_body_in_blocks(body: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert blocks_of(body) == expected


def test_letter_prints_what_was_sent(story: Story, manager: Actor, officer: Actor) -> None:
    story.incomplete()
    letter = Letter.objects.get()
    edit_letter(letter=letter, body="Wir fragen: <b>wo?</b>\n- hier\n- dort", actor=manager, now=story.now)
    release_letters(letters=[letter], count=1, actor=officer, now=story.now)
    drain(now=story.now + timedelta(minutes=10))
    data = read_bytes(Document.objects.get(slug="nachforderung").files.get().file)
    assert all_findings(data) == []
    text = words_copied(data).replace("\u00a0", " ")
    for phrase in (
        "Eine Frage zu Ihrem Antrag „Blühstreifen Musterhof“",
        "Wir fragen: <b>wo?</b>",
        "hier",
        officer.label,
        "Dieses Schreiben wurde elektronisch erstellt",
        "02.03.2026",
    ):
        assert phrase in text
    assert "Wem gehört" not in text


def test_letter_has_the_facts_of_its_kind(story: Story) -> None:
    story.incomplete()
    letter = Letter.objects.get()
    report = plain_letter(
        slug="x",
        title="X",
        facts=lambda each: (("Weg", each.channel),),
        info=lambda each: (("Zu", each.kind),),
    )
    order = Commission("", {"letter": str(letter.uuid)}, story.day, story.now)
    data = report.collect(order)
    assert data.facts == (("Weg", "letter"),)
    assert isinstance(data.paper, LetterPaper)
    assert ("Zu", "nachforderung") in data.paper.info
    assert data.sign_off.signature == "[Name der Person, die den Brief sendet]"
