"""The invitation to a session on paper."""

from dataclasses import replace

import pytest

from reports.catalog import CATALOG
from reports.catalog.jury_invitation import JuryInvitation
from reports.contract import Commission
from reports.render import pdf_bytes
from tests.reports.kit.inspection import poppler
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_signature_stands_on_no_page_of_its_own(story: Story) -> None:
    """However many are invited: the last paragraph goes with it."""
    story.scheduled()
    session = story.fund.sessions.get(items__application=story.application)
    params: dict[str, list[str]] = {"items": [], "members": []}
    order = Commission(subject=session.subject, params=params, as_of=story.day, issued_at=story.now)
    report = CATALOG["einladung-sitzung"]
    data = report.collect(order)
    assert isinstance(data, JuryInvitation)
    ends = set()
    for invited in range(46, 66):
        longer = replace(data, members=("Alex Beispiel",) * invited)
        pages = poppler("pdftotext", pdf_bytes(report, longer, issued_at=story.now)).split("\f")[:-1]
        signed = next(number for number, text in enumerate(pages) if "Freundliche Grüße" in text)
        assert "Haben Sie Fragen?" in pages[signed]
        ends.add(signed)
    assert ends == {0, 1}
