"""Texts without the people in them."""

import pytest

from grants.rules.redaction import Veil, masked

VEIL = Veil(
    {"Kim Muster": "Antragsteller", "Muster": "Antragsteller", "Am Weg 3": "[Adresse]", "": "x", "Bo": "x"}
)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Kim Muster sät.", "Antragsteller sät."),
        ("KIM  MUSTER und Frau Muster", "Antragsteller und Frau Antragsteller"),
        ("Der Musterhof bleibt.", "Der Musterhof bleibt."),
        ("Am Weg 3, nicht Am Weg 31", "[Adresse], nicht Am Weg 31"),
        ("kim.m+x@post.example.org fragt", "[E-Mail] fragt"),
        ("Ruf 0340 998877 an, oder +49 340/998877.", "Ruf [Telefon] an, oder [Telefon]."),
        ("LT-2026-0001 vom 09.05.2026, 10:00", "LT-2026-0001 vom 09.05.2026, 10:00"),
        ("DE89370400440532013000", "[IBAN]"),
        ("Bo bleibt: zu kurz", "Bo bleibt: zu kurz"),
    ],
)
def test_veil(text: str, after: str) -> None:
    assert VEIL.over(text) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("an DE89 3704 0044 0532 0130 00 bitte", "an DE89 •••• 3000 bitte"),
        ("de89370400440532013000", "DE89 •••• 3000"),
        ("AT611904300234573201.", "AT61 •••• 3201."),
        ("AT611904300234573202", "AT611904300234573202"),
        ("ab12cdef-1111-2222-3333-ab12cdef3456", "ab12cdef-1111-2222-3333-ab12cdef3456"),
        ("Kim Muster, 0340 998877", "Kim Muster, 0340 998877"),
    ],
)
def test_mask(text: str, after: str) -> None:
    assert masked(text) == after


def test_nothing_known_hides_nothing() -> None:
    assert Veil({}).over("Kim Muster") == "Kim Muster"
