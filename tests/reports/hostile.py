"""What people type to break paper, and a witness of files that are opened and connections that are made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import pytest

from grants.rules.award_forms import AwardForm
from reports.contract import TableColumn

T = TypeVar("T")

#: What is typed, and what of it is to be seen: control characters and direction marks show nothing.
HOSTILE = {
    '<img src="/etc/passwd">': '<img src="/etc/passwd">',
    "<b>&amp;</b><a href='javascript:alert(1)'>": "<b>&amp;</b><a href='javascript:alert(1)'>",
    "javascript:alert(1) file:///etc/passwd": "javascript:alert(1) file:///etc/passwd",
    "http://169.254.169.254/x": "http://169.254.169.254/x",
    "A)Tj ET <</Type/Catalog>>": "A)Tj ET <</Type/Catalog>>",
    "N\x00U\x07L": "NUL",
    "\u202eRTL\u2066\u200f": "RTL",
    "{{ 7*7 }} %s \\": "{{ 7*7 }} %s \\",
}
TYPED, SEEN = " ".join(HOSTILE), " ".join(HOSTILE.values())
#: Not shown as they are: words of the program that choose a way, names of files.
WORDS_OF_THE_PROGRAM = {"orientation", "file_stem", "kind"}
WITNESSED = ("open", "socket.", "subprocess.", "os.", "urllib.", "http.", "ftplib.")
_seen: list[str] = []
_watching: list[bool] = []


def spoilt(value: T, typed: str) -> T:
    """The same with `typed` after every text in it; figures, days and structure stay."""
    made: Any = value
    if isinstance(made, str):
        made = f"{made} {typed}"
    elif isinstance(made, tuple | list):
        made = type(made)(spoilt(each, typed) for each in made)
    elif is_dataclass(made) and not isinstance(made, type | AwardForm | TableColumn):
        names = [field.name for field in fields(made) if field.name not in WORDS_OF_THE_PROGRAM]
        made = replace(made, **{name: spoilt(getattr(made, name), typed) for name in names})
    return made  # type: ignore[no-any-return]  # the same type as it was given


@contextmanager
def nothing_is_opened() -> Iterator[None]:
    """Fails when anything inside opens a file, a connection or a program, in whatever library."""
    if not _watching:
        sys.addaudithook(_note)  # for ever: Python has no way to take one off
    _watching[:] = [True]
    _seen.clear()
    try:
        yield
    finally:
        _watching[:] = [False]
    if _seen:
        pytest.fail("; ".join(_seen))


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching[0] and event.startswith(WITNESSED):
        _seen.append(f"{event} {arguments!r:.200}")
