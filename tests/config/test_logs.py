"""Logs hold no personal data."""

import logging
import sys

import pytest

from config.logs import DiscreetFormatter, strike_out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mail an anna.muster+x@example.org ging hinaus", "Mail an [E-Mail] ging hinaus"),
        ("IBAN DE89370400440532013000 unbekannt", "IBAN [IBAN] unbekannt"),
        ("IBAN DE89 3704 0044 0532 0130 00 unbekannt", "IBAN [IBAN] unbekannt"),
        ("Not Found: /suche?name=Muster", "Not Found: /suche?[gestrichen]"),
        ("duplicate key\nDETAIL:  Key (email)=(x) exists.", "duplicate key\nDETAIL: [gestrichen]"),
        ("/schluessel/pB2Zr0yq3mX8vN1cK5tL7wQ9sD4fG6hJ_a-b/", "/schluessel/[Schlüssel]/"),
        (
            "document 4b7c2f1e-9a0d-4c3b-8e5f-6a7b8c9d0e1f made",
            "document 4b7c2f1e-9a0d-4c3b-8e5f-6a7b8c9d0e1f made",
        ),
        ("Betrag 1.234,50 € am 12.03.2027", "Betrag 1.234,50 € am 12.03.2027"),
    ],
)
def test_strike_out(text: str, expected: str) -> None:
    assert strike_out(text) == expected


def test_tracebacks_are_struck_out_too() -> None:
    logger = logging.getLogger("discreet-test")
    try:
        raise ValueError("anna@example.org")
    except ValueError:
        record = logger.makeRecord("x", logging.ERROR, "f", 1, "Fehler", (), sys.exc_info())
    text = DiscreetFormatter().format(record)
    assert "anna@example.org" not in text
    assert "[E-Mail]" in text
