"""The texts of the notices: each has its field, its placeholders are known, what a notice needs is there."""

import pytest

from grants.rules.financing_words import FINANCING
from grants.rules.notice_wordings import NOTICE_WORDINGS
from grants.rules.text_catalog import (
    BY_NAME,
    FILLINGS,
    MEANINGS,
    WORDINGS,
    check_complete,
    check_remedy,
    check_text,
)
from grants.rules.wordings import PLACEHOLDER, NoticeName, filled

KNOWN = dict.fromkeys(FILLINGS, "Wort")
COMPLETE = {each.name: each.default or "Text" for each in WORDINGS}


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "nachweis_mahnung_text",
            "Ihr Nachweis fehlt seit {faellig}.",
            (
                "Im Text „Brief: Mahnung und Anhörung“ fehlt {frist} "
                "(Tag, bis zu dem die Antwort da sein soll). Setzen Sie den Platzhalter ein."
            ),
        ),
        (
            "abschluss_text",
            " ",
            "Der Brief braucht einen Text. Schreiben Sie „Brief: Abschluss“, oder nehmen Sie die Vorgabe.",
        ),
    ],
)
def test_letter_keeps_what_it_is_sent_for(name: str, text: str, sentence: str) -> None:
    assert [finding.message for finding in check_text(name, text)] == [sentence]


def test_every_text_has_one_name() -> None:
    assert len(BY_NAME) == len(WORDINGS)
    assert max(map(len, BY_NAME)) <= 40  # the column


@pytest.mark.parametrize("name", BY_NAME)
def test_defaults_use_only_their_own_placeholders(name: str) -> None:
    assert check_text(name, BY_NAME[name].default) == ()
    assert set(PLACEHOLDER.findall("".join(FINANCING.values()))) == {"foerdersatz"}


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "closing_text",
            "Für {buergermeister}",
            (
                "Den Platzhalter {buergermeister} gibt es im Text „Grußformel“ nicht. "
                "Erlaubt sind: {stadt}, {amt}."
            ),
        ),
        (
            "interest_text",
            "{stelle}",
            (
                "Den Platzhalter {stelle} gibt es im Text „Zinsen“ nicht. "
                "In diesem Text sind keine Platzhalter erlaubt."
            ),
        ),
        (
            "signature_text",
            "{name.__class__}",
            (
                "Den Platzhalter {name.__class__} gibt es im Text „Wer unterzeichnet“ nicht. "
                "Erlaubt sind: {name}, {stadt}, {amt}."
            ),
        ),
        (
            "remedy_text",
            "Klage beim {stelle",
            "Im Text „Rechtsbehelfsbelehrung“ ist eine geschweifte Klammer zu viel. Erlaubt sind: {stelle}.",
        ),
    ],
)
def test_unknown_placeholders_are_named_with_the_allowed_ones(name: str, text: str, sentence: str) -> None:
    assert [(each.message, each.field) for each in check_text(name, text)] == [(sentence, name)]


def test_placeholders_are_filled_and_nothing_else() -> None:
    assert filled("{name}, {stadt} {x}", {"name": "Fenja {stadt}", "stadt": "Dessau"}) == (
        "Fenja {stadt}, Dessau {x}"
    )


@pytest.mark.parametrize("notice", ["award", "rejection", "repayment", "revocation"])
def test_notice_needs_its_texts_and_no_others(notice: NoticeName) -> None:
    assert check_complete(COMPLETE, KNOWN, notice) == ()
    for wording in WORDINGS:
        codes = [each.code for each in check_complete(COMPLETE | {wording.name: " \n"}, KNOWN, notice)]
        code = "notice.no_remedy" if wording.name == "remedy_text" else "notice.text_missing"
        assert codes == ([code] if notice in wording.needed_by else []), wording.name


@pytest.mark.parametrize(
    ("name", "text", "word", "notices"),
    [
        ("remedy_text", "Klage beim {stelle}.", "stelle", {"award", "rejection", "repayment"}),
        ("legal_basis_text", "{richtlinie}{richtlinie}", "richtlinie", {"award", "rejection", "repayment"}),
        ("closing_text", "{amt}", "amt", {"award", "rejection", "repayment"}),
        ("conditions_text", "Logo der {fonds}", "fonds", {"award"}),
        ("acknowledgement_text", "{stadt}", "stadt", {"award"}),
    ],
)
def test_placeholder_in_use_needs_its_word(name: str, text: str, word: str, notices: set[NoticeName]) -> None:
    texts, known = COMPLETE | {name: text}, KNOWN | {word: " "}
    texts |= {other: "Text" for other in COMPLETE if other != name}
    every: tuple[NoticeName, ...] = ("award", "rejection", "repayment")
    found = {notice: [each.code for each in check_complete(texts, known, notice)] for notice in every}
    assert found == {notice: ["notice.hole"] if notice in notices else [] for notice in every}


def test_every_placeholder_of_fund_and_rules_is_asked_for() -> None:
    of_the_case = {"name", "nachweis_bis", "foerdersatz", "frist"}
    assert {word for each in NOTICE_WORDINGS for word in each.placeholders} - of_the_case == set(FILLINGS)


def test_every_placeholder_is_explained_to_the_office() -> None:
    assert {word for each in WORDINGS for word in each.placeholders} == set(MEANINGS)


@pytest.mark.parametrize(
    ("kind", "text", "codes"),
    [
        ("action", "Sie können Klage erheben.", []),
        ("action", "Sie können Widerspruch erheben.", ["wording.remedy"]),
        ("objection", "Sie können Widerspruch erheben.", []),
        ("objection", "Sie können Klage erheben.", ["wording.remedy"]),
        ("objection", " ", []),
    ],
)
def test_instruction_names_the_remedy_that_the_pages_offer(kind: str, text: str, codes: list[str]) -> None:
    found = check_remedy(COMPLETE | {"remedy_kind": kind, "remedy_text": text})
    assert [each.code for each in found] == codes


def test_choice_is_one_of_its_values() -> None:
    assert check_text("remedy_kind", "objection") == ()
    assert [each.code for each in check_text("remedy_kind", "Beschwerde")] == ["wording.choice"]
