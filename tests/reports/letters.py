"""Reading a letter in a test: made through the queue, valid as PDF/A and PDF/UA, with its data inside."""

from foundation.files.models import Document
from foundation.files.services import read_bytes
from foundation.outbox.services import drain
from tests.reports.inside import check_inside
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story


def words_of(slug: str, story: Story) -> str:
    """The text of the one document with this slug; its shape is checked on the way."""
    drain(now=story.now)
    data = read_bytes(Document.objects.get(slug=slug).files.get().file)
    assert all_findings(data) == []
    words = words_copied(data).replace("\u00a0", " ")
    check_inside(slug, data, words)
    return words
