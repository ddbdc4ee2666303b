"""Hints at a second application for the same thing, and at what the same people have left open.

Never a refusal: a person looks. Source: domain handbook 1.4 (Doppelförderung), 5.1, INV-06.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from foundation.values.dates import format_date
from grants.rules.findings import Finding, Severity, note, warning

ALIKE: Final = 0.8
#: Words of the title that say what a project is; shorter ones stand in any title.
LONG_WORD: Final = 5
_TWICE = "Handbuch 1.4: Doppelförderung"
_EARLIER = "Handbuch 5.1; INV-06"


@dataclass(frozen=True, kw_only=True)
class CaseFact:
    """A case as the comparison sees it; `ends_on` is the last day, that of a single day its first.

    The `shares_` say what the two have in common: the applicant (same key, or same name and postcode),
    the address, and the account that money went to. They are False for the case itself.
    """

    reference: str
    title: str
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    received_on: date | None = None
    shares_applicant: bool = False
    shares_address: bool = False
    shares_account: bool = False
    was_rejected: bool = False
    owes_money: bool = False
    proof_is_overdue: bool = False


@dataclass(frozen=True)
class Repeat:
    """A hint, and the cases that it points to."""

    finding: Finding
    cases: tuple[CaseFact, ...]


def find_repeats(own: CaseFact, others: Iterable[CaseFact], *, year: int) -> tuple[Repeat, ...]:
    """What in other cases somebody should look at before this one is decided. `year`: the calendar year.

    The same sentence stands once, with all its cases in the order given; warnings come first. Does not tell
    which of two cases is the right one, and stops nothing.
    """
    cases: dict[Finding, list[CaseFact]] = {}
    for other in others:
        for finding in _compare(own, other, year):
            cases.setdefault(finding, []).append(other)
    found = sorted(cases, key=lambda finding: finding.severity != Severity.WARNING)
    return tuple(Repeat(finding, tuple(cases[finding])) for finding in found)


def telling_words(title: str) -> tuple[str, ...]:
    """The words by which a title can be found again, the longest first, as they are written."""
    words = {word for word in re.findall(r"\w+", title) if len(word) >= LONG_WORD}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def is_alike(one: str, other: str) -> bool:
    """Two titles say the same: letter by letter almost, or with the same words in another order."""
    first, second = _plain(one), _plain(other)
    if not first or not second:
        return False
    words = (" ".join(sorted(first.split())), " ".join(sorted(second.split())))
    pairs = ((first, second), words)
    return max(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in pairs) >= ALIKE


def _compare(own: CaseFact, other: CaseFact, year: int) -> Iterator[Finding]:
    same = list(_same_project(own, other))
    if same:
        sentence = f"Dieses Projekt gibt es vielleicht schon: {' und '.join(same)}. Vergleichen Sie beide."
        yield warning("repeat.same_project", sentence, _TWICE)
    if other.shares_account and not other.shares_applicant:
        sentence = "Geld für eine andere Person ging auf dasselbe Konto. Fragen Sie nach."
        yield warning("repeat.same_account", sentence, _TWICE)
    if not other.shares_applicant:
        if other.shares_address:
            sentence = "Von derselben Adresse kam schon ein Antrag. Prüfen Sie, ob es derselbe Haushalt ist."
            yield note("repeat.same_address", sentence, _EARLIER)
        return
    if other.owes_money:
        yield warning("repeat.claim_open", "Dieselbe Person schuldet hier noch Geld.", _EARLIER)
    if other.proof_is_overdue:
        yield warning("repeat.proof_overdue", "Hier fehlt von derselben Person noch der Nachweis.", _EARLIER)
    if other.was_rejected:
        yield note("repeat.rejected", "Dieser Antrag derselben Person wurde abgelehnt.", _EARLIER)
    elif other.received_on is not None and other.received_on.year == year:
        day = format_date(other.received_on)
        sentence = f"Dieselbe Person hat in diesem Jahr schon einen Antrag gestellt, am {day}."
        yield note("repeat.same_year", sentence, _EARLIER)


def _same_project(own: CaseFact, other: CaseFact) -> Iterator[str]:
    if is_alike(own.title, other.title):
        yield "ähnlicher Titel"
    if _plain(own.place) and _plain(own.place) == _plain(other.place) and _overlap(own, other):
        yield "gleicher Ort zur gleichen Zeit"


def _overlap(one: CaseFact, other: CaseFact) -> bool:
    if one.starts_on is None or other.starts_on is None:
        return False
    first_ends, second_ends = one.ends_on or one.starts_on, other.ends_on or other.starts_on
    return one.starts_on <= second_ends and other.starts_on <= first_ends


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", plain))
