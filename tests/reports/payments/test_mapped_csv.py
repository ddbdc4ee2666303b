"""The list of payments: what was written can be read again, whatever people are called."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.values.money import parse_machine
from grants.rules.payment_files import FileFormat, MappedColumn, PaymentLine, parse_columns
from reports.payments.characters import FORMULA_STARTS, fitting, no_formula, one_line
from reports.payments.mapped_csv import csv_file
from tests.reports.payments.examples import FIRST, line

ENCODINGS = ("utf-8", "utf-8-sig", "windows-1252")
FORMATS = st.builds(
    FileFormat,
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(";,\t"),
    decimal=st.sampled_from(",."),
    has_iso_days=st.booleans(),
    has_summary=st.booleans(),
)
LINES = st.builds(
    replace,
    st.just(FIRST),
    payee=st.text(max_size=70),
    remittance=st.text(max_size=140),
    street=st.text(max_size=20),
    amount_cents=st.integers(min_value=1, max_value=10**12),
    due_on=st.dates(),
)


def read(how: FileFormat, data: bytes) -> list[list[str]]:
    """As the city's program reads it."""
    text = data.decode(how.encoding)
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=how.separator))


@given(FORMATS, st.lists(LINES, min_size=1, max_size=4))
def test_what_was_written_is_read_again(how: FileFormat, lines: list[PaymentLine]) -> None:
    rows = read(how, csv_file(how, lines))
    if how.has_summary:
        label, count, name, total = rows.pop(0)
        assert (label, name, int(count)) == ("Anzahl", "Kontrollsumme", len(lines))
        assert parse_machine(total.replace(how.decimal, ".")) == sum(each.amount_cents for each in lines)
    heads = rows.pop(0)
    assert heads == [column.head for column in how.columns]
    assert len(rows) == len(lines)
    for row, each in zip(rows, lines, strict=True):
        found = dict(zip(heads, row, strict=True))
        assert parse_machine(found["betrag"].replace(how.decimal, ".")) == each.amount_cents
        assert (found["iban"], found["bic"], found["belegnr"]) == (each.iban, each.bic, each.number)
        assert found["empfaenger_name"] == fitting(no_formula(one_line(each.payee)), how.encoding)
        assert not found["empfaenger_name"].startswith(tuple(FORMULA_STARTS))


def test_the_neutral_file_word_by_word() -> None:
    how = FileFormat()
    heads, row = read(how, csv_file(how, [FIRST]))
    assert dict(zip(heads, row, strict=True)) == {
        "belegnr": "LT-2026-A0001",
        "anordnungsart": "AUS",
        "betrag": "1234,56",
        "waehrung": "EUR",
        "empfaenger_name": "Förderverein „Öko“ e.V.",
        "strasse": "Musterstraße 1",
        "plz": "01234",
        "ort": "Musterstadt",
        "land": "DE",
        "iban": "DE02120300000000202051",
        "bic": "BYLADEM1001",
        "verwendungszweck": "LT-2026-0001 Blühstreifen & Rosen",
        "faelligkeit": "02.03.2026",
        "haushaltsjahr": "2026",
        "buchungsstelle": "51101.531800",
        "produkt": "51101",
        "sachkonto": "531800",
        "massnahme": "M7",
        "kostenstelle": "K3",
        "programmjahr": "2025",
        "aktenzeichen": "LT-2026-0001",
        "sachlich_von": "Frieda Feststellung",
        "sachlich_am": "27.02.2026",
        "rechnerisch_von": "Frieda Feststellung",
        "rechnerisch_am": "27.02.2026",
        "angeordnet_von": "Otto Ordnung",
        "angeordnet_am": "28.02.2026",
        "dokument_hash": "ab" * 32,
    }
    assert csv_file(how, [FIRST]).startswith(b"\xef\xbb\xbfbelegnr;")


def test_a_profile_orders_names_and_adds_columns() -> None:
    mapping = (
        'IBAN E. = iban\nEUR = betrag\nArt = "4711"\nName = empfaenger_name\nNr = belegnr\nam = faelligkeit'
    )
    how = FileFormat("windows-1252", "\t", ".", True, True, parse_columns(mapping))
    assert csv_file(how, [line(payee="Şükrü Łódź")]) == (
        b"Anzahl\t1\tKontrollsumme\t1234.56\r\n"
        b"IBAN E.\tEUR\tArt\tName\tNr\tam\r\n"
        b"DE02120300000000202051\t1234.56\t4711\tS\xfckr\xfc L\xf3dz\tLT-2026-A0001\t2026-03-02\r\n"
    )


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", " =", "'="]
)
def test_formula_of_a_person_is_none_in_the_file(start: str) -> None:
    how = FileFormat("utf-8")
    data = csv_file(how, [line(payee=f"{start}cmd|x", remittance=f"{start}1+1")])
    row = dict(zip(*read(how, data), strict=True))
    assert (row["empfaenger_name"], row["verwendungszweck"]) == ("cmd|x", "1+1")
    assert row["iban"] == "DE02120300000000202051"


def test_letters_that_do_not_fit_are_never_dropped() -> None:
    assert fitting("Анна Ђ „–“ € 日", "windows-1252") == "Anna Dj „–“ € Ri"
    assert fitting("❤", "windows-1252") == "?"
    assert no_formula("===") == "?"


def test_empty_days_stay_empty() -> None:
    how = FileFormat("utf-8", columns=(MappedColumn("am", "angeordnet_am"),))
    assert csv_file(how, [line(ordered_on=None)]) == b'am\r\n""\r\n'
