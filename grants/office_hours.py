"""Where and when papers are handed in at an office is asked of the app that knows the office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Visit:
    """The lines of the address, the weekly hours, and a sentence when the hours are off; in words."""

    address_lines: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    suspension: str = ""


Finder = Callable[[str, date], Visit]

_finders: list[Finder] = []


def register(find: Finder) -> None:
    """Let `find(slug of the fund, today)` answer; called in `apps.ready`, once."""
    _finders[:] = [find]


def visit_of(fund_slug: str, today: date) -> Visit:
    """How one visits the office of this fund; empty as long as nobody has registered."""
    return _finders[0](fund_slug, today) if _finders else Visit()
