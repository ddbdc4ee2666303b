"""The played scenarios: they hold on both databases, and they are able to fail."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from foundation.values.dates import local_date
from grants.models import Application, LedgerEntry, Letter, Notice, TransitionRecord
from grants.scenarios.player import play
from grants.scenarios.reading import Scenario, ScenarioMistake, read_scenario
from grants.selectors.invariants import broken_invariants

SCENARIOS = Path(__file__).parents[2] / "scenarios"
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def scenario(name: str) -> Scenario:
    return read_scenario(SCENARIOS / f"{name}.toml")


@pytest.mark.parametrize(
    "name",
    [
        "E1",
        "E2",
        "E3",
        "change",
        "decline",
        "cancel",
        "revoke",
        "returned",
        "year_change",
        "instalments",
        "ceilings",
        "drawdown",
        "tiers",
        "deviation",
        "circular",
        "more_time",
    ],
)
def test_scenario_holds(name: str) -> None:
    assert play(scenario(name)).differences == ()
    assert broken_invariants() == []


@pytest.mark.parametrize(
    ("name", "number", "key", "wrong", "line"),
    [
        ("E1", 1, "free", "1999.99", "Schritt 1: free: erwartet 1999.99, gefunden 2000.00"),
        ("E1", 2, "ceiling", "500.00", "Schritt 2: ceiling: erwartet 500.00, gefunden 487.65"),
        (
            "E1",
            11,
            "split",
            ["159.77", "159.77", "159.76"],
            "Schritt 11: split: erwartet 159.77, 159.77, 159.76, gefunden 159.76, 159.76, 159.78",
        ),
    ],
)
def test_scenario_wrong_expectation_is_one_line(
    name: str, number: int, key: str, wrong: object, line: str
) -> None:
    read = scenario(name)
    steps = [
        replace(step, expect={**(step.expect or {}), key: wrong}) if step.number == number else step
        for step in read.steps
    ]
    assert play(replace(read, steps=tuple(steps))).differences == (line,)


def test_what_follows_stands_after_and_letters_leave_on_their_own_day() -> None:
    play(scenario("deferral"), letters_until=date.max)
    moments = [each.recorded_at for each in TransitionRecord.objects.order_by("pk")]
    assert moments == sorted(moments)
    released = Notice.objects.filter(kind__in=["award", "repayment"]).exclude(released_at=None)
    assert released
    assert not released.filter(drafted_at__gte=F("released_at")).exists()
    sent = Letter.objects.exclude(document=None).values_list("document__issued_at", "posted_on")
    assert sent
    assert all(local_date(printed_at) == posted_on for printed_at, posted_on in sent)


def test_refused_step_that_succeeds_is_a_difference_and_is_taken_back() -> None:
    read = scenario("E1")
    first = replace(read.steps[0], refused="any", expect={})
    played = play(replace(read, steps=(first,)), final_reports=False)
    assert played.differences == ("Schritt 1: refused: erwartet any, gefunden ausgeführt",)
    assert (Application.objects.count(), LedgerEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[step]]\non = 2026-01-01\ndo = 'apply'\ncase = 'A'\n", "Es fehlt der Abschnitt [fund]."),
        ("[fund]\nname = 'X'\n[[step]]\non = 2026-01-01\ndo = 'fly'\n", "Schritt 1: „fly“ ist kein Schritt."),
        ("[fund]\n[[step]]\non = 2026-01-01\ndo = 'ask'\n", "Schritt 1: „ask“ braucht „case“."),
        ("[fund]\n[[step]]\ndo = 'expect'\n", "Schritt 1: Es fehlt das Datum"),
        ("[fund]\nlimit = 3\n", "Im Abschnitt [fund]: „limit“ gibt es nicht."),
        ("[fund]\n[[step]]\non = 2026-01-01\ndo = 'expect'\nby = 'mayor'\n", "by = „mayor“ passt nicht."),
        ("[fund", "kein gültiges TOML"),
    ],
)
def test_mistake_in_the_file_names_step_and_allowed_words(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioMistake) as caught:
        read_scenario(path)
    assert sentence in str(caught.value)


def test_play_command_exits_with_two_for_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("[fund]\nlimit = 3\n", encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        call_command("play", path)
    assert caught.value.returncode == 2
