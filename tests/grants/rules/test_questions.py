from __future__ import annotations

import re
from typing import Any

import pytest

from grants.rules.facts import CostFact
from grants.rules.questions import (
    SECTIONS,
    Question,
    all_missing,
    asked,
    missing,
    question_by_name,
    section_by_slug,
    too_long,
)

PERSON: dict[str, Any] = {
    "kind": "person",
    "is_adult": "yes",
    "name": "O'Neil Zübeyde-Ännchen",
    "channel": "email",
    "email": "name@beispiel.de",
    "street": "Musterweg 1",
    "postcode": "06844",
    "town": "Dessau-Roßlau",
    "title": "Blumen für den Hof",
    "description": "Wir pflanzen Blumen.",
    "place": "Hof Musterweg 1",
    "starts_on": "12.3.2027",
    "costs": [{"item": "Erde", "amount": "89,90"}],
    "not_begun_confirmed": True,
    "terms_accepted": True,
}
ALL_QUESTIONS = [question for section in SECTIONS for question in section.questions]


def _without(*names: str, **changes: Any) -> dict[str, Any]:
    return {name: value for name, value in (PERSON | changes).items() if name not in names}


def test_sections_are_nine_pages_in_order() -> None:
    assert [section.slug for section in SECTIONS] == [
        "wer", "name", "adresse", "idee", "wann-wo", "kosten", "anderes-geld", "bilder", "zustimmung",
    ]  # fmt: skip


def test_questions_are_the_fields_of_applicant_and_application() -> None:
    found = {(question.owner, question.name) for question in ALL_QUESTIONS}
    applicant = [
        "kind",
        "is_adult",
        "name",
        "contact_person",
        "channel",
        "email",
        "phone",
        "street",
        "postcode",
        "town",
        "no_fixed_address",
    ]
    application = [
        "title",
        "description",
        "place",
        "starts_on",
        "ends_on",
        "deducts_input_tax",
        "costs",
        "requested_cents",
        "own_cents",
        "donations_cents",
        "other_public_cents",
        "other_money_from",
        "price_reason",
        "files",
        "not_begun_confirmed",
        "terms_accepted",
    ]
    expected = [("applicant", name) for name in applicant] + [("application", name) for name in application]
    assert found == set(expected)


@pytest.mark.parametrize("way", ["letter", "in_person", "email", "phone"])
def test_private_person_gives_at_most_fourteen_answers(way: str) -> None:
    """Those that are prefilled count too. With each of them everything is there, with one less it is not."""
    contact = {"email": "name@beispiel.de", "phone": "0340 1234"}
    chosen = {way: contact[way]} if way in contact else {"channel": way}
    answers = _without("channel", "email") | chosen
    assert (len(answers), all_missing(answers)) == (14, [])
    for name in answers:
        assert all_missing({key: value for key, value in answers.items() if key != name}) != []


def test_all_missing_complete_answers() -> None:
    assert all_missing(PERSON) == []


def test_all_missing_empty_form_in_the_order_of_the_pages() -> None:
    assert [finding.code for finding in all_missing({})] == [
        "kind.missing", "is_adult.missing", "name.missing", "channel.missing", "street.missing",
        "postcode.missing", "town.missing", "title.missing", "description.missing", "place.missing",
        "starts_on.missing", "costs.missing", "not_begun_confirmed.missing", "terms_accepted.missing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "answers", "codes"),
    [
        ("no e-mail, but wanted", _without("email"), ["email.missing"]),
        ("letter needs no e-mail", _without("email", channel="letter"), []),
        ("telephone needs a number", _without("email", channel="phone"), ["phone.missing"]),
        ("no fixed address", _without("street", "postcode", "town", no_fixed_address=True), []),
        ("only spaces", _without(name="   "), ["name.missing"]),
        ("group needs a person", _without(kind="group"), ["contact_person.missing"]),
        ("not ticked", _without(not_begun_confirmed=False), ["not_begun_confirmed.missing"]),
        ("under age is an answer", _without(is_adult=False), []),
        ("donation from whom", _without(donations_cents="75,00"), ["other_money_from.missing"]),
        ("donation of nothing", _without(donations_cents="0,00"), []),
        ("donation in cents", _without(other_public_cents=7500), ["other_money_from.missing"]),
        ("title too long", _without(title="x" * 81), ["title.too_long"]),
        ("costs empty rows", _without(costs=[{"item": "", "amount": ""}]), ["costs.missing"]),
        ("costs without amount", _without(costs=[{"item": "Erde", "amount": " "}]), ["costs.amount_missing"]),
        ("costs without item", _without(costs=[{"item": "", "amount_cents": 500}]), ["costs.item_missing"]),
        ("costs as records", _without(costs=(CostFact("Erde", 8990),)), []),
    ],
)
def test_all_missing(case: str, answers: dict[str, Any], codes: list[str]) -> None:
    assert (case, [finding.code for finding in all_missing(answers)]) == (case, codes)


def test_missing_names_field_and_sentence() -> None:
    section = section_by_slug("zustimmung")
    assert section is not None
    finding = missing(section, _without("not_begun_confirmed"))[0]
    assert (finding.field, finding.message) == (
        "not_begun_confirmed",
        "Bestätigen Sie, dass Sie noch nicht angefangen haben.",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x" * 1500, None),
        ("x\r\n" * 750, None),
        ("x" * 1620, "Ihr Text ist 120 Zeichen zu lang. Kürzen Sie ihn."),
        (None, None),
    ],
)
def test_too_long_says_by_how_much(text: str | None, message: str | None) -> None:
    finding = too_long(question_by_name("description"), text)
    assert (finding.message if finding else None) == message


@pytest.mark.parametrize("kind", ["person", "group", "association", "business", "owner", None])
def test_asked_each_name_once_whoever_asks(kind: str | None) -> None:
    names = [question.name for section in SECTIONS for question in asked(section, {"kind": kind})]
    assert sorted(names) == sorted(set(names))


def test_section_by_slug_unknown() -> None:
    assert section_by_slug("bank") is None


@pytest.mark.parametrize("question", ALL_QUESTIONS, ids=lambda question: question.name)
def test_question_that_may_be_required_has_a_sentence(question: Question) -> None:
    may_be_required = question.required or question.required_when(
        {"donations_cents": 1, "channel": question.name}
    )
    assert bool(question.missing_sentence) >= may_be_required


@pytest.mark.parametrize("question", ALL_QUESTIONS, ids=lambda question: question.name)
def test_texts_are_short_and_bear_no_asterisks(question: Question) -> None:
    texts = (
        question.label,
        question.hint,
        question.missing_sentence,
        *(label for _, label in question.choices),
    )
    sentences = [part for text in texts for part in re.split(r"(?<=[.?!:])\s", text)]
    assert max(len(sentence.split()) for sentence in sentences) <= 15
    assert not any("*" in text for text in texts)


def test_no_bank_details_are_asked() -> None:
    words = " ".join(question.label + question.hint for question in ALL_QUESTIONS).casefold()
    assert [word for word in ("iban", "konto", "bank") if word in words] == []
