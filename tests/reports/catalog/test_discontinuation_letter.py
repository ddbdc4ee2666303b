"""The letter that ends an application without an answer: what it says, and that it is a clean document."""

from datetime import timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.files.services import read_bytes
from foundation.outbox.services import drain
from grants.services.question_terms import remind_of_question
from grants.services.review import discontinue_application
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_letter_says_what_was_asked_and_how_to_go_on(story: Story, manager: Actor) -> None:
    case = story.incomplete()
    due_on = story.day + timedelta(days=16)
    remind_of_question(target=case, due_on=due_on, actor=manager, now=story.now)
    story.post("nachforderung-erinnerung")
    story.day += timedelta(days=17)
    discontinue_application(application=case, reason="Der Eigentümer fehlt.", actor=manager, now=story.now)
    drain(now=story.now)
    data = read_bytes(Document.objects.get(slug="einstellungsmitteilung").files.get().file)
    assert all_findings(data) == []
    text = words_copied(data).replace("\u00a0", " ")
    for phrase in (
        "Wem gehört der Hof?",
        "Am 2. März 2026 haben wir Sie daran erinnert.",
        "Ihre Antwort brauchten wir bis 18. März 2026.",
        "Das ist keine Ablehnung.",
        "Der Eigentümer fehlt.",
        "Sie können jederzeit einen neuen Antrag stellen.",
    ):
        assert phrase in text
