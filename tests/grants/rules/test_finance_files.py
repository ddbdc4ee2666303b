"""Files of the finance system: what is understood, what is refused, and that nothing ever breaks."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.values.errors import InvalidInput
from grants.rules.finance_files import (
    EXECUTED,
    MOST_LINES,
    RETURNED,
    read_postings,
    read_results,
)

HEAD = "Anordnungsnummer;Buchungsnummer;Datum;Betrag;Ergebnis;Grund"
LINE = "A-26-7K3M;4711;12.03.2026;1.250,00;ausgeführt;"


def csv(*lines: str, head: str = HEAD, encoding: str = "utf-8") -> bytes:
    return "\r\n".join((head, *lines, "")).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
def test_line_is_read_in_every_encoding(encoding: str) -> None:
    (found,) = read_results(csv(LINE, encoding=encoding))
    assert (found.order_number, found.document_number, found.day) == ("A-26-7K3M", "4711", date(2026, 3, 12))
    assert (found.amount_cents, found.verb, found.problem, found.line) == (125_000, EXECUTED, "", 2)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separator_is_found(separator: str) -> None:
    head = HEAD.replace(";", separator)
    line = 'A-1;4711;2026-03-12;"1,250.00";zurück;"Konto, erloschen"'.replace(";", separator)
    (found,) = read_results(csv(line, head=head))
    assert (found.amount_cents, found.verb, found.reason) == (125_000, RETURNED, "Konto, erloschen")


@pytest.mark.parametrize(
    "head",
    [
        "belegnr;Beleg-Nr.;Buchungsdatum;Betrag EUR;Status;Bemerkung",
        "ANORDNUNGS-NR.;Dokumentnummer;Valuta;BETRAG;Stand;Rückgabegrund",
        "3;3750,00;;;;\r\nAnordnung;Buchungs-Nr.;Zahldatum;Summe;Ergebnis;Hinweis",
    ],
)
def test_heads_of_other_systems_are_known_even_below_a_summary(head: str) -> None:
    assert read_results(csv(LINE, head=head))[0].amount_cents == 125_000


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (";1;12.03.2026;1,00;ausgeführt;", "Anordnungsnummer fehlt"),
        ("A-1;1;31.02.2026;1,00;ausgeführt;", "31. Februar 2026 gibt es nicht"),
        ("A-1;1;12.03.2026;1.250;ausgeführt;", "Meinen Sie 1.250,00"),
        ("A-1;1;12.03.2026;-1,00;ausgeführt;", "ohne Minuszeichen"),
        ("A-1;1;12.03.2026;0,00;ausgeführt;", "Betrag ist 0,00"),
        ("A-1;1;12.03.2026;1,00;vielleicht;", "Ergebnis ist unbekannt"),
        ("A-1;1;12.03.2026;1,00;zurück;", "Grund der Rückgabe fehlt"),
        ("A-1;1", "Geben Sie einen Tag"),
    ],
)
def test_line_of_no_use_keeps_its_place_and_says_why(line: str, problem: str) -> None:
    bad, good = read_results(csv(line, LINE))
    assert problem in bad.problem
    assert (bad.line, good.line, good.problem) == (2, 3, "")


def test_same_payment_twice_counts_once() -> None:
    first, second, back = read_results(csv(LINE, LINE, LINE.replace("ausgeführt;", "zurück: erloschen;")))
    assert (first.problem, back.problem, back.reason) == ("", "", "erloschen")
    assert second.problem == "Doppelt: Diese Zahlung steht schon in Zeile 2."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.empty"),
        (b" \r\n ", "table.empty"),
        (b"PK\x03\x04" + b"\0" * 99, "table.other_kind"),
        (b"%PDF-1.7", "table.other_kind"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 99, "table.other_kind"),
        (b"\x89PNG\r\n\x1a\n", "table.other_kind"),
        (b"\xd0\xcf\x11\xe0\xa1", "table.other_kind"),
        (b"\x1f\x8b\x08", "table.other_kind"),
        (HEAD.encode("utf-16"), "table.other_kind"),
        (HEAD.encode("utf-16-le"), "table.binary"),
        (b"<?xml version='1.0'?><Document/>", "table.other_kind"),
        (csv(LINE + "\0"), "table.binary"),
        (csv(LINE) + b"\x81", "table.unreadable"),
        (b"x" * (10 * 1024 * 1024), "table.too_big"),
        (csv("x" * 1_000_000), "table.long_line"),
        (csv(";" * 99), "table.many_columns"),
        (csv(*[LINE] * (MOST_LINES + 1)), "table.many_rows"),
        (csv(*['"\n\n\n\n\n"'] * 5_000), "table.no_rows"),
        (csv(), "table.no_rows"),
        (b"Name;Wert\r\na;b\r\n", "table.foreign"),
        (csv(LINE, head="Anordnungsnummer;Buchungsnummer;Tag;Betrag;Ergebnis;Grund"), "table.foreign"),
    ],
)
def test_file_that_is_no_such_table_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_results(data)
    assert (caught.value.code, caught.value.field) == (code, "file")
    assert caught.value.message.endswith((".", "?"))


def test_postings_carry_their_direction() -> None:
    head = "Buchungsnummer;Datum;Betrag;Anordnungsnummer;Kassenzeichen;Art"
    lines = ("1;12.3.2026;10,00;A-1;;", "2;12.3.2026;-10,00;A-1;;", "3;12.3.2026;10,00;;K-1;Einzahlung")
    more = ("4;12.3.2026;10,00-;;;", "5;12.3.2026;10,00;;;Spende", ";12.3.2026;10,00;;;", "7;;10,00;;;")
    found = read_postings(csv(*lines, *more, head=head))
    assert [each.amount_cents for each in found[:4]] == [1_000, -1_000, -1_000, -1_000]
    assert [bool(each.problem) for each in found] == [False] * 4 + [True] * 3


@given(st.binary(max_size=400))
def test_no_bytes_break_the_readers(data: bytes) -> None:
    for read in (read_results, read_postings):
        for bytes_ in (data, csv() + data):
            _reads_or_refuses(read, bytes_)


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), max_size=8))
def test_no_text_breaks_the_readers(lines: list[str]) -> None:
    for read in (read_results, read_postings):
        _reads_or_refuses(read, csv(*lines))
        _reads_or_refuses(
            read, csv(*(";".join(["A-1", "1", "1.1.2026", each, each, each]) for each in lines))
        )


def _reads_or_refuses(read: Callable[[bytes], Sequence[Any]], data: bytes) -> None:
    try:
        found = read(data)
    except InvalidInput:
        return
    assert all(each.problem or each.amount_cents for each in found)


def test_foreign_file_is_told_with_what_its_heads_say() -> None:
    heads = ";".join(f"Kopf {number}" for number in range(13))
    with pytest.raises(InvalidInput) as refusal:
        read_results(f"Liste\n{heads}\n".encode())
    assert "In Zeile 1 steht: „Liste“." in refusal.value.message
    with pytest.raises(InvalidInput) as refusal:
        read_results(f"{heads};{'x' * 50}\nBetrag\n".encode())
    assert "In Zeile 2 steht: „Betrag“." in refusal.value.message
    with pytest.raises(InvalidInput) as refusal:
        read_results(f"{'x' * 50};{heads}\n".encode())
    said = refusal.value.message
    assert f"„{'x' * 40}“, „Kopf 0“" in said
    assert said.endswith("„Kopf 10“ und weitere.")
