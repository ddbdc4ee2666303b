"""A mistake in a scenario file is told in one sentence, with the step and what would be right."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grants.scenarios.player import play
from grants.scenarios.reading import ScenarioMistake, read_scenario
from tests.grants.scenarios.test_player import scenario

FUND = "[fund]\nbudget = [{ year = 2026, amount = '500.00' }]\n"
CASE = "[[step]]\non = 2026-03-02\ndo = 'apply'\ncase = 'A'\nstarts_on = 2026-05-04\n"


def step(verb: str, more: str = "") -> str:
    return f"[[step]]\non = 2026-03-03\ndo = '{verb}'\ncase = 'A'\n{more}\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            FUND + CASE + "kind = 'firm'\n",
            "Schritt 1 (apply): kind = „firm“ passt nicht. Gebraucht wird eines von",
        ),
        (FUND + CASE + "requested = 500\n", "requested = 500 passt nicht. Gebraucht wird ein Betrag"),
        (
            FUND + CASE + "ends_on = '2026-05-04'\n",
            "ends_on = „2026-05-04“ passt nicht. Gebraucht wird ein Datum",
        ),
        (FUND + CASE + "costs = [{ amount = '1.00' }]\n", "Schritt 1 (apply), costs, Zeile 1: „item“ fehlt."),
        (
            FUND + CASE + "costs = [{ item = 'x', amount = '1.00', eligable = false }]\n",
            "costs, Zeile 1: „eligable“ gibt es nicht. Erlaubt sind: amount, eligible, item.",
        ),
        (
            FUND + CASE + "costs = 'viel'\n",
            "Schritt 1 (apply): costs ist eine Liste, zum Beispiel [{ item = …",
        ),
        (FUND + CASE + "financing = '5.00'\n", "financing steht in geschweiften Klammern: { own = …"),
        (FUND + CASE + "financing = { donation = '5.00' }\n", "financing: „donation“ gibt es nicht."),
        (FUND + CASE + CASE, "Schritt 2: Den Fall „A“ gibt es schon."),
        (FUND + step("ask"), "Schritt 1: Den Fall „A“ gibt es nicht. Es gibt: keiner."),
        (FUND + CASE + step("vote", "present = '6'\nresult = 'yes'"), "present = „6“ passt nicht."),
        (FUND + CASE + step("vote", "present = 6"), "Schritt 2 (vote): „result“ fehlt."),
        (FUND + CASE + step("vote", "result = 'maybe'"), "eines von: yes, partial, no, deferred"),
        (FUND + CASE + step("vote", "result = 'yes'\nobligations = 'x'"), "obligations = „x“ passt nicht."),
        (FUND + CASE + step("pay", "kind = 'bonus'"), "eines von: advance, instalment, final"),
        (FUND + CASE + step("remind"), "Schritt 2 (remind): „until“ fehlt."),
        (FUND + CASE + step("cast"), "Schritt 2: „cast“ braucht ein Mitglied"),
        (FUND + CASE + step("cast", "by = 'juror1'\nway = 'fax'"), "way = „fax“ passt nicht."),
        (FUND + CASE + step("ask", "refused = true"), "refused = True passt nicht."),
        (FUND + CASE + step("ask", "expect = { free = 5.0 }"), "expect, free = 5.0 passt nicht."),
        (FUND + CASE + step("ask", "expect = { split = ['1.00'] }"), "eine Liste, 3 ein Betrag"),
        (
            FUND + "[[step]]\non = 2026-03-03\ndo = 'expect'\nexpect = { state = 'x' }\n",
            "„expect“ braucht „case“.",
        ),
        (FUND + "[[step]]\non = 2026-03-03\ndo = 'drawdown'\n", "Schritt 1 (drawdown): „from“ fehlt."),
        (FUND + "financing = 'anteilig'\n", "Im Abschnitt [fund]: financing = „anteilig“ passt nicht."),
        (FUND + "holidays = 'XX'\n", "holidays = „XX“ passt nicht."),
        (FUND + "rate = 150\n", "rate = 150 passt nicht. Gebraucht wird eine Zahl von 0 bis 100."),
        (
            FUND + "jury = { tie = 'maybe' }\n",
            "jury, tie = „maybe“ passt nicht. Gebraucht wird eines von: no, yes.",
        ),
        (FUND + "jury = { qorum = 4 }\n", "Im Abschnitt [fund], jury: „qorum“ gibt es nicht."),
        ("[fund]\nbudget = [{ year = 2026 }]\n", "Im Abschnitt [fund], budget, Zeile 1: „amount“ fehlt."),
    ],
)
def test_value_that_does_not_fit_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioMistake) as caught:
        read_scenario(path)
    assert sentence in str(caught.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "verb", "change", "sentence"),
    [
        ("circular", "cast", {"by": "juror7"}, "Die Jury hat nur 5 Mitglieder."),
        (
            "deadlines",
            "check_proof",
            {"keys": {"open_obligations": ["Fest"]}},
            "Die Auflage „Fest“ gibt es nicht",
        ),
    ],
)
def test_what_only_the_play_can_know_is_told(
    name: str, verb: str, change: dict[str, Any], sentence: str
) -> None:
    read = scenario(name)
    steps = [replace(each, **change) if each.do == verb else each for each in read.steps]
    with pytest.raises(ScenarioMistake) as caught:
        play(replace(read, steps=tuple(steps)), final_reports=False)
    assert sentence in str(caught.value)


@pytest.mark.django_db
def test_case_whose_application_failed_is_a_difference_and_not_the_end() -> None:
    read = scenario("E1")
    first = replace(read.steps[0], keys={**read.steps[0].keys, "starts_on": None})
    played = play(replace(read, steps=(first, read.steps[1])), final_reports=False)
    refused, state, later, *_ = played.differences
    assert refused.startswith("Schritt 1: apply: erwartet ausgeführt, gefunden abgelehnt: ")
    assert state == "Schritt 1: state: erwartet submitted, gefunden nichts"
    assert later.endswith("gefunden abgelehnt: Den Fall „E1“ gibt es noch nicht.")
