"""The Kassenzeichen: every slip of one sign, and every swap of two neighbours, is found."""

from itertools import pairwise

from grants.rules.cash_references import cash_reference, is_cash_reference, payment_purpose


def test_check_digits_are_those_of_the_standard() -> None:
    given = cash_reference("LT", 2026, 1)
    assert given == "LT-2026-K00001-" + given[-2:]
    digits = "".join(str(int(sign, 36)) for sign in "LT2026K00001")
    assert int(digits + given[-2:]) % 97 == 1


def test_slips_are_found() -> None:
    given = cash_reference("LT", 2026, 407)
    assert is_cash_reference(given.lower())
    for place, sign in enumerate(given):
        for other in "0123456789":
            if sign.isdigit() and other != sign:
                assert not is_cash_reference(given[:place] + other + given[place + 1 :])
    for place, (first, second) in enumerate(pairwise(given)):
        if first.isdigit() and second.isdigit() and first != second:
            assert not is_cash_reference(given[:place] + second + first + given[place + 2 :])
    assert not is_cash_reference("LT-2026-0001")


def test_no_reference_of_a_case_stands_within() -> None:
    """Who reads a statement looks for LT20260001 in what the payer wrote, without dashes."""
    assert "LT20260001" not in cash_reference("LT", 2026, 14).replace("-", "")


def test_purpose_names_both() -> None:
    assert payment_purpose("K-1", "LT-2026-0001") == "Kassenzeichen K-1, LT-2026-0001"
    assert payment_purpose("", "LT-2026-0001") == "LT-2026-0001"
    assert payment_purpose("K-1", "") == "Kassenzeichen K-1"
