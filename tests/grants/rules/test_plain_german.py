"""Hints on plain German."""

import pytest

from grants.rules.notice_wordings import NOTICE_WORDINGS
from grants.rules.plain_german import check_plain_german, sentences

LONG = "Wir haben nach pflichtgemäßem Ermessen " + "und noch mehr " * 6 + "entschieden."


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sie bekommen 500 Euro. Bitte schicken Sie uns die Belege.", []),
        (LONG, ["plain.long_sentence"]),
        ("Das Geld wird ausgezahlt.", ["plain.passive"]),
        ("Wenn der Bescheid widerrufen wird, melden Sie sich.", []),
        ("Wir sagen Bescheid, wenn das Geld überwiesen und gebucht wird.", ["plain.passive"]),
        ("Die Prüfung der Verwendung erfolgt nach Einreichung.", ["plain.nouns"]),
        ("Das folgt aus § 49 Abs. 3 Satz 1 Nr. 2 VwVfG und gilt bis zum 1. März.", []),
        ("Kurz (§ 36 Abs. 2 Nr. 3 VwVfG, die Ermächtigung, die Ordnung, die Zahlung).", []),
        ("", []),
    ],
)
def test_hints_name_what_is_hard_to_read(text: str, codes: list[str]) -> None:
    assert [each.code for each in check_plain_german(text)] == codes


def test_hint_quotes_the_beginning_and_says_what_to_do() -> None:
    (hint,) = check_plain_german(LONG)
    assert hint.message == (
        "Der Satz „Wir haben nach pflichtgemäßem Ermessen und …“ hat 24 Wörter. Teilen Sie ihn in zwei Sätze."
    )
    assert not hint.blocks


def test_lines_and_full_stops_part_sentences() -> None:
    assert sentences("Eins.\nzwei, drei\nAm 3. Mai vier! Fünf?") == (
        "Eins",
        "zwei, drei",
        "Am 3. Mai vier",
        "Fünf",
    )


def test_defaults_are_mostly_plain() -> None:
    hints = [each for wording in NOTICE_WORDINGS for each in check_plain_german(wording.default)]
    assert len(hints) <= 12
