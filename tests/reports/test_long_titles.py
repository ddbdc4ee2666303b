"""The name of every report fits on a narrow page: long words have places where a line may end."""

from grants.templatetags.values import soft
from reports.catalog import CATALOG

ROOM = 18  # letters of a heading in a row at 320 px


def test_no_title_has_a_word_without_a_place_to_break() -> None:
    for report in CATALOG.values():
        shown = soft(report.title)
        assert shown.replace("\u00ad", "") == report.title
        for piece in shown.replace("\u00ad", "- ").replace("-", "- ").split():
            assert len(piece) <= ROOM, report.title
