"""Errors that people read: each carries a German sentence that says what to do, and a stable code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable


@runtime_checkable
class FindingLike(Protocol):
    """What `Blocked` needs to know of a finding; the rules bring their own class."""

    @property
    def code(self) -> str: ...

    @property
    def message(self) -> str: ...


class DomainError(Exception):
    """A demand of the domain was not met.

    `message` is a German sentence for the person at the screen; `code` is `subject.problem` for programs.
    """

    def __init__(self, message: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return self.message


class NotAllowed(DomainError):
    """This person may not do this, whatever the state of the case."""


class StaleVersion(DomainError):
    """Somebody else changed the record since this person saw it."""


class Blocked(DomainError):
    """The act is possible in principle, but something is missing.

    `findings` holds every reason at once, so that nobody has to repair one after the other.
    A reason is a finding (with `code` and `message`) or a plain sentence.
    """

    def __init__(self, message: str = "", code: str = "", findings: Iterable[FindingLike | str] = ()) -> None:
        self.findings: tuple[FindingLike | str, ...] = tuple(findings)
        self.sentences: tuple[str, ...] = tuple(_sentence(each) for each in self.findings) or (message,)
        first = self.findings[0] if self.findings else None
        found_code = "" if first is None or isinstance(first, str) else first.code
        super().__init__(message or " ".join(self.sentences), code or found_code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all reasons that have one; the error's own code when no reason has."""
        found = tuple(each.code for each in self.findings if not isinstance(each, str))
        return found or ((self.code,) if self.code else ())


class InvalidInput(DomainError):
    """Something a person typed cannot be used; `field` names the input it belongs to."""

    def __init__(self, message: str = "", code: str = "", field: str = "") -> None:
        super().__init__(message, code)
        self.field = field


def _sentence(finding: FindingLike | str) -> str:
    return finding if isinstance(finding, str) else finding.message
