"""The mapping of columns as the office writes it."""

import pytest

from foundation.values.errors import InvalidInput
from grants.rules.payment_files import COLUMNS, DEFAULT_COLUMNS, FileFormat, MappedColumn, parse_columns

NEEDED = "Nr = belegnr\nBetrag = betrag\nName = empfaenger_name\nIBAN = iban"


def test_mapping_is_read_line_by_line() -> None:
    found = parse_columns(f'{NEEDED}\n\n Kostenart = "K = 7" \nleer = ""')
    assert found == (
        MappedColumn("Nr", "belegnr"),
        MappedColumn("Betrag", "betrag"),
        MappedColumn("Name", "empfaenger_name"),
        MappedColumn("IBAN", "iban"),
        MappedColumn("Kostenart", fixed="K = 7"),
        MappedColumn("leer"),
    )


def test_neutral_file_has_every_column_of_the_handbook() -> None:
    assert parse_columns(DEFAULT_COLUMNS) == FileFormat().columns
    assert len(COLUMNS) == 28


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{NEEDED}\nohne Zeichen", "„ohne Zeichen“ passt nicht"),
        (f"{NEEDED}\n = iban", "passt nicht"),
        (f"{NEEDED}\nKopf =", "passt nicht"),
        (f"{NEEDED}\n{'x' * 121} = iban", "passt nicht"),
        (f"{NEEDED}\nKopf = konto", "„konto“ gibt es nicht"),
        (f'{NEEDED}\nKopf = "', "gibt es nicht"),
        (f"{NEEDED}\nNr = iban", "„Nr“ steht zweimal da"),
        ("Nr = belegnr\nBetrag = betrag", "Es fehlt: empfaenger_name, iban"),
        ("", "Es fehlt: belegnr, betrag, empfaenger_name, iban"),
        (f'{NEEDED}\nKopf = "=1+1"', "Nichts darf mit"),
        (f"{NEEDED}\n@Kopf = iban", "Nichts darf mit"),
        ("\n".join([NEEDED, *(f"S{number} = ort" for number in range(57))]), "mehr als 60"),
    ],
)
def test_line_that_does_not_fit_is_named(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says) as caught:
        parse_columns(text)
    assert (caught.value.code, caught.value.field) == ("payment_file.columns", "columns_text")
