"""The pattern of the account assignment: what fills it, and what is refused at saving."""

import pytest

from grants.rules.account_assignment import check_assignment, fill_assignment

PARTS = {"produkt": "51101", "sachkonto": "531800", "massnahme": "LT-1", "kostenstelle": "61"}
COLUMNS = {
    "product_code": "51101",
    "expense_account": "531800",
    "measure_code": "",
    "cost_centre": "61",
}


@pytest.mark.parametrize(
    ("pattern", "filled"),
    [
        ("{produkt}.{sachkonto}/{massnahme} KST {kostenstelle}", "51101.531800/LT-1 KST 61"),
        ("51101.531800", "51101.531800"),
        ("{{fest}}-{produkt}", "{fest}-51101"),
        ("", ""),
    ],
)
def test_pattern_is_filled(pattern: str, filled: str) -> None:
    assert fill_assignment(pattern, PARTS) == filled


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("{produkt}.{sachkonto}", ""),
        ("51101.531800", ""),
        ("{konto}", "{konto} gibt es nicht"),
        ("{produkt}/{massnahme}", "Für {massnahme} fehlt der Wert"),
        ("{produkt", "nicht geschlossen"),
        ("{}", "{} gibt es nicht"),
        ("{produkt.x}", "{produkt.x} gibt es nicht"),
        ("{0}", "{0} gibt es nicht"),
        ("{produkt!r}", "gibt es nicht"),
        ("{produkt:>9}", "gibt es nicht"),
    ],
)
def test_pattern_is_checked_at_saving(pattern: str, sentence: str) -> None:
    found = [finding.message for finding in check_assignment(COLUMNS | {"account_assignment": pattern})]
    assert (len(found), sentence in "".join(found)) == (bool(sentence), True)
