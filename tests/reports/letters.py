"""Reading a letter in a test: made through the queue, valid as PDF/A and PDF/UA, its words in one line."""

from foundation.files.models import Document
from foundation.files.services import read_bytes
from foundation.outbox.services import drain
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story


def words_of(slug: str, story: Story) -> str:
    """The text of the one document with this slug; its shape is checked on the way."""
    drain(now=story.now)
    data = read_bytes(Document.objects.get(slug=slug).files.get().file)
    assert all_findings(data) == []
    return words_copied(data).replace("\u00a0", " ")
