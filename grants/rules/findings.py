"""What a rule answers: findings (sentences that say what to do) and calculations (explained sums)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    BLOCKER = "blocker"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One result of a rule.

    `code` is `subject.problem` and stable; `message` is a German sentence that says what to do;
    `source` names the demand (§, INV, guideline); `field` is the input it belongs to, if there is one.
    """

    code: str
    severity: Severity
    message: str
    source: str
    field: str | None = None

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKER

    @property
    def is_missing(self) -> bool:
        """Something is not there yet; otherwise something that is there does not fit."""
        return self.code.endswith("missing")


@dataclass(frozen=True)
class CalculationRow:
    """One line of an explained sum; deductions are negative."""

    label: str
    amount_cents: int
    note: str = ""


@dataclass(frozen=True)
class Calculation:
    """A sum with its way: screen, letter and report print the same rows."""

    rows: tuple[CalculationRow, ...]
    total_cents: int


def blocker(code: str, message: str, source: str, field: str | None = None) -> Finding:
    """Return a finding that must be settled first."""
    return Finding(code, Severity.BLOCKER, message, source, field)


def warning(code: str, message: str, source: str, field: str | None = None) -> Finding:
    """Return a finding that a person should look at; it stops nothing."""
    return Finding(code, Severity.WARNING, message, source, field)


def note(code: str, message: str, source: str, field: str | None = None) -> Finding:
    """Return a finding that only informs."""
    return Finding(code, Severity.NOTE, message, source, field)


def only_blockers(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stop the act, in their order."""
    return tuple(each for each in findings if each.blocks)
