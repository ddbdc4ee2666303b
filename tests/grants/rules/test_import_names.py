"""The city's own names for columns and words of imported files win over what the program guesses."""

import pytest

from foundation.values.errors import InvalidInput
from grants.rules.finance_files import EXECUTED, RETURNED, read_postings, read_results
from grants.rules.import_names import FIELD, NO_NAMES, parse_import_names

OWN = parse_import_names(
    "Zahlungs-Nr. = anordnung\nBelegnummer = anordnung\nAusgang = betrag\nK/Z = ergebnis\nStichtag = tag\n"
    "P = ausgefuehrt\nR = zurueck\nS/H = richtung\nSoll = auszahlung\nA = einzahlung"
)


def test_own_heads_and_words_are_understood() -> None:
    data = (
        "Zahlungs-Nr.;Stichtag;Ausgang;K/Z;Grund\nLT-1;02.03.2026;10,00;P;\nLT-2;02.03.2026;5,00;R;Konto zu\n"
    )
    paid, back = read_results(data.encode(), OWN)
    assert (paid.order_number, paid.amount_cents, paid.verb, paid.problem) == ("LT-1", 1_000, EXECUTED, "")
    assert (back.verb, back.reason) == (RETURNED, "Konto zu")


def test_built_in_names_stay_beside_them() -> None:
    data = "Anordnungsnummer;Datum;Betrag;Ergebnis\nLT-1;02.03.2026;10,00;ausgeführt\n"
    for names in (NO_NAMES, OWN):
        assert read_results(data.encode(), names)[0].verb == EXECUTED


def test_own_name_takes_a_head_away_from_what_it_would_mean() -> None:
    """ "Belegnummer" is a document by itself, here the order; "A" is a payment, here money that came in."""
    data = (
        "Buchungsnummer;Belegnummer;Datum;Betrag;S/H\nB1;LT-1;02.03.2026;10,00;A\nB2;;02.03.2026;1,00;Soll\n"
    )
    came, went = read_postings(data.encode(), OWN)
    assert (came.document_number, came.order_number, came.amount_cents) == ("B1", "LT-1", -1_000)
    assert went.amount_cents == 100


def test_missing_column_is_named_as_the_city_names_it() -> None:
    with pytest.raises(InvalidInput, match=r"„Zahlungs-Nr\.“"):
        read_results(b"Stichtag;Ausgang;K/Z\n02.03.2026;1,00;P\n", OWN)


def test_result_with_a_colon_can_be_a_word_of_its_own() -> None:
    names = parse_import_names("OK: bezahlt = ausgefuehrt")
    data = "Anordnungsnummer;Datum;Betrag;Ergebnis\nLT-1;02.03.2026;10,00;OK: bezahlt\n"
    assert (read_results(data.encode(), names)[0].verb, NO_NAMES.meaning("OK: bezahlt")) == (EXECUTED, "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Zahlungs-Nr.", "passt nicht"),
        (" = anordnung", "passt nicht"),
        ("--- = anordnung", "passt nicht"),
        ("Nr. = quatsch", "gibt es nicht"),
        ("Nr. = anordnung\nNR = betrag", "steht zweimal da"),
        ("x" * 121 + " = anordnung", "passt nicht"),
        ("\n".join(f"K{number} = anordnung" for number in range(81)), "mehr als 80 Zeilen"),
    ],
)
def test_what_cannot_be_is_told(text: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence) as caught:
        parse_import_names(text)
    assert (caught.value.code, caught.value.field) == ("import_names.wrong", FIELD)


def test_a_head_and_a_word_may_be_spelled_alike() -> None:
    names = parse_import_names("Zahlung = anordnung\nZahlung = auszahlung")
    assert (names.heads["order"], names.meaning("ZAHLUNG")) == (("Zahlung",), "auszahlung")


def test_head_that_the_city_uses_means_nothing_else() -> None:
    names = parse_import_names("Betrag = zeichen")
    columns = names.columns({"amount": ("Betrag", "Summe"), "reference": ("Zeichen",)})
    assert columns == {"amount": ("Summe",), "reference": ("Betrag", "Zeichen")}
