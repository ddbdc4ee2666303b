"""Columns follow their shares, but while there is room no word of a title is broken, nor what must fit."""

import io

import pytest

from reports.kit import Column
from reports.kit.column_widths import column_widths
from reports.kit.document import Document
from reports.kit.typesetting import Typesetter
from reports.render import shared_kit

SIZE, PADDING, ROOM = 8, 6, 500


@pytest.fixture
def typesetter() -> Typesetter:
    return Document(io.BytesIO(), shared_kit()._faces).typesetter


def needed(typesetter: Typesetter, word: str) -> float:
    return typesetter.width(word, typesetter.face(bold=True), SIZE) + PADDING


def widths(typesetter: Typesetter, *columns: Column, room: float = ROOM) -> list[float]:
    return column_widths(columns, room, SIZE, PADDING, typesetter)


def test_shares_decide_where_every_word_fits(typesetter: Typesetter) -> None:
    assert widths(typesetter, Column("A", 1), Column("B", 3)) == [125, 375]


def test_longest_word_of_a_title_is_not_broken(typesetter: Typesetter) -> None:
    title = "Haushaltsüberwachung je Jahr"
    narrow, wide, other = widths(typesetter, Column(title, 0.1), Column("B", 2), Column("C", 1))
    assert narrow == pytest.approx(needed(typesetter, "Haushaltsüberwachung"))
    assert wide == pytest.approx(2 * other)
    assert narrow + wide + other == pytest.approx(ROOM)


def test_text_that_must_fit_has_its_line(typesetter: Typesetter) -> None:
    narrow, _ = widths(typesetter, Column("Tag", 0.1, fits="00.00.0000"), Column("B", 9))
    assert narrow == pytest.approx(needed(typesetter, "00.00.0000"))


def test_one_that_needs_more_may_make_another_too_narrow(typesetter: Typesetter) -> None:
    long = "Haushaltsüberwachungsliste"
    columns = (Column(long, 0.1), Column("Zahlungsjournal", 1), Column("C", 6))
    room = needed(typesetter, long) + needed(typesetter, "Zahlungsjournal") + 40
    first, second, third = widths(typesetter, *columns, room=room)
    assert first == pytest.approx(needed(typesetter, long))
    assert second == pytest.approx(needed(typesetter, "Zahlungsjournal"))
    assert third == pytest.approx(40)


def test_without_room_the_shares_decide(typesetter: Typesetter) -> None:
    assert widths(typesetter, Column("Haushaltsüberwachung"), Column("B", 1), room=60) == [30, 30]
