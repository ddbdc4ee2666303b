"""The bridge between German law and English code names everything that the code can say."""

import re

import pytest

from tests.architecture.draw import GLOSSARY, put_into
from tests.architecture.glossary import documents, edges, findings, lists, states

PAGE = GLOSSARY.read_text(encoding="utf-8")
CODES = set(re.findall(r"`([^`]+)`", PAGE))


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("states", {code for _, code, _ in states()}),
        ("edges", {code for _, code, _, _ in edges()}),
        ("findings", {code for code, _ in findings()}),
        ("documents", {slug for slug, _ in documents()}),
    ],
)
def test_glossary_names_all(what: str, expected: set[str]) -> None:
    assert expected, what
    assert expected - CODES == set()


def test_lists_of_the_glossary_are_up_to_date() -> None:
    assert put_into(GLOSSARY, lists()) == PAGE


@pytest.mark.parametrize(
    "term",
    [
        "Fund",
        "Application",
        "Grant",
        "information_request",
        "eligible_cents",
        "JurySession",
        "conflict_of_interest",
        "obligation",
        "PaymentOrder",
        "Proof",
        "Receipt",
        "Claim",
        "programme_year",
        "budget_year",
        "deemed_known_on",
    ],
)
def test_glossary_has_the_words_of_the_house(term: str) -> None:
    assert term in CODES
