"""Answers in words, and what changed between two versions."""

from typing import Any

import pytest

from grants.rules.answers import NOT_GIVEN, Difference, answer_in_words, differences
from grants.rules.questions import question_by_name

SENT: dict[str, Any] = {
    "applicant": {"kind": "person", "name": "Alex Beispiel", "street": "Musterweg 1", "channel": "letter"},
    "title": "Beet",
    "starts_on": "2026-05-02",
    "costs": [{"item": "Erde", "amount_cents": 1000}, {"item": "Saat", "amount_cents": 500}],
    "own_cents": 0,
    "not_begun_confirmed": True,
    "answers": [],
}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("title", "Beet", "Beet"),
        ("title", "", NOT_GIVEN),
        ("own_cents", 1234, "12,34\N{NO-BREAK SPACE}€"),
        ("own_cents", None, NOT_GIVEN),
        ("starts_on", "2026-05-02", "02.05.2026"),
        ("channel", "letter", "Mit einem Brief"),
        ("is_adult", False, "Nein"),
        ("not_begun_confirmed", True, "Ja"),
    ],
)
def test_answer_reads_as_people_say_it(name: str, value: Any, words: str) -> None:
    assert answer_in_words(question_by_name(name), value) == words


def test_same_versions_differ_in_nothing() -> None:
    assert differences(SENT, {**SENT}) == ()


def test_differences_stand_in_the_order_of_the_form() -> None:
    new = {
        **SENT,
        "title": "Hochbeet",
        "applicant": {**SENT["applicant"], "street": "Musterweg 11"},
        "costs": [{"item": "Erde", "amount_cents": 1200}, {"item": "Saat", "amount_cents": 500}],
    }
    assert differences(SENT, new) == (
        Difference("Straße und Hausnummer", ("Musterweg 1",), ("Musterweg 11",)),
        Difference("Wie heißt Ihre Aktion?", ("Beet",), ("Hochbeet",)),
        Difference(
            "Was brauchen Sie, und wie viel kostet es?",
            ("Erde: 10,00\N{NO-BREAK SPACE}€",),
            ("Erde: 12,00\N{NO-BREAK SPACE}€",),
        ),
    )


def test_line_of_costs_that_is_gone_stands_before_only() -> None:
    (change,) = differences(SENT, {**SENT, "costs": SENT["costs"][:1]})
    assert (change.before, change.after) == (("Saat: 5,00\N{NO-BREAK SPACE}€",), ())


def test_reply_to_a_question_is_a_difference() -> None:
    asked = {**SENT, "answers": [""]}
    assert differences(asked, {**SENT, "answers": ["Zwei Meter."]}) == (
        Difference("Antwort auf Frage 1", (), ("Zwei Meter.",)),
    )
    assert differences(SENT, asked) == ()
