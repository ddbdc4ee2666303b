"""Reads a scenario file and says what is wrong with it: with the step's number and the allowed words."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from grants.scenarios.shapes import Table, mistakes
from grants.scenarios.words import COMMON_KEYS, FUND, FUND_VERBS, JUROR_VERBS, OF_THE_CASE, VERBS

WEEK = 7


class ScenarioMistake(Exception):
    """The file itself is wrong; the sentence names the step and what would be right."""


@dataclass(frozen=True)
class Step:
    """One dated step: its number in the file, its verb, its keys, and what it must lead to."""

    number: int
    on: date
    do: str
    case: str
    keys: Mapping[str, Any]
    by: str = ""
    refused: str = ""
    expect: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Scenario:
    """A fund and its dated steps."""

    name: str
    fund: Mapping[str, Any]
    steps: tuple[Step, ...]
    anchor: date | None = None


def read_scenario(path: Path) -> Scenario:
    """Read and check a TOML file. Raises ScenarioMistake."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ScenarioMistake(f"Die Datei {path} gibt es nicht.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioMistake(f"{path.name} ist kein gültiges TOML: {error}") from None
    fund = content.get("fund")
    if not isinstance(fund, dict):
        raise ScenarioMistake("Es fehlt der Abschnitt [fund].")
    _check("Im Abschnitt [fund]", fund, FUND)
    steps = tuple(_step(number, raw) for number, raw in enumerate(content.get("step", []), 1))
    for earlier, later in pairwise(steps):
        if later.on < earlier.on:
            raise ScenarioMistake(f"Schritt {later.number} liegt vor Schritt {earlier.number}.")
    _check_cases(steps)
    return Scenario(str(content.get("name", path.stem)), fund, steps, content.get("anchor"))


def moved_to(scenario: Scenario, *, today: date) -> Scenario:
    """The same scenario with its anchor moved to today: dates by whole weeks, budget years along with it."""
    anchor = scenario.anchor or today
    days = timedelta(days=(today - anchor).days // WEEK * WEEK)
    years = (anchor + days).year - anchor.year
    fund = dict(scenario.fund)
    fund["programme_year"] = fund["programme_year"] + years
    fund["budget"] = [{**row, "year": row["year"] + years} for row in fund["budget"]]
    steps = tuple(
        Step(
            step.number,
            step.on + days,
            step.do,
            step.case,
            _move(step.keys, days),
            step.by,
            step.refused,
            step.expect,
        )
        for step in scenario.steps
    )
    return Scenario(scenario.name, fund, steps)


def _move(value: Any, days: timedelta) -> Any:
    if isinstance(value, date):
        return value + days
    if isinstance(value, Mapping):
        return {key: _move(each, days) for key, each in value.items()}
    if isinstance(value, list):
        return [_move(each, days) for each in value]
    return value


def _step(number: int, raw: Mapping[str, Any]) -> Step:
    where = f"Schritt {number}"
    verb = str(raw.get("do"))
    if verb not in VERBS:
        raise ScenarioMistake(
            f"{where}: „{verb}“ ist kein Schritt. Erlaubt sind: {', '.join(sorted(VERBS))}."
        )
    if type(raw.get("on")) is not date:
        raise ScenarioMistake(f"{where}: Es fehlt das Datum „on“, zum Beispiel on = 2026-03-02.")
    of_verb = VERBS[verb]
    _check(f"{where} ({verb})", raw, Table({**COMMON_KEYS, **of_verb.keys}, of_verb.needs))
    case, by, expect = raw.get("case", ""), raw.get("by", ""), raw.get("expect", {})
    if not case and (verb not in FUND_VERBS or OF_THE_CASE.keys() & expect.keys()):
        raise ScenarioMistake(f"{where}: „{verb}“ braucht „case“.")
    if verb in JUROR_VERBS and not by.startswith("juror"):
        raise ScenarioMistake(f'{where}: „{verb}“ braucht ein Mitglied, zum Beispiel by = "juror1".')
    keys = {key: value for key, value in raw.items() if key not in COMMON_KEYS}
    return Step(number, raw["on"], verb, case, keys, by, raw.get("refused", ""), expect)


def _check(where: str, found: Mapping[str, Any], table: Table) -> None:
    for sentence in mistakes(where, found, table):
        raise ScenarioMistake(sentence)


def _check_cases(steps: Iterable[Step]) -> None:
    """A label is given once, and before it is used; an `apply` that must be refused gives none."""
    known: dict[str, bool] = {}
    for step in steps:
        if step.do == "apply":
            if known.get(step.case):
                raise ScenarioMistake(f"Schritt {step.number}: Den Fall „{step.case}“ gibt es schon.")
            known[step.case] = not step.refused
        elif step.case and step.case not in known:
            names = ", ".join(sorted(known)) or "keiner"
            raise ScenarioMistake(
                f"Schritt {step.number}: Den Fall „{step.case}“ gibt es nicht. Es gibt: {names}."
            )
