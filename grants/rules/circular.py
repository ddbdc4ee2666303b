"""The circular vote (Umlaufverfahren): who must be asked, until when it runs, what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.rules.findings import Finding, blocker

_SOURCE = "Handbuch 5.1 (Umlaufverfahren)"


@dataclass(frozen=True, kw_only=True)
class CircularFacts:
    """An item of a circular vote. Names of members who sit and are not biased: not asked; no answer yet."""

    today: date
    closes_on: date
    not_asked: tuple[str, ...]
    missing: tuple[str, ...]


def check_closing(vote: CircularFacts) -> Iterator[Finding]:
    """It ends when everybody was asked, and everybody has answered or the day has passed.

    Source: domain handbook 5.1 (all entitled members asked). The quorum of the answers is asked elsewhere.
    """
    if vote.not_asked:
        yield blocker(
            "circular.not_asked",
            f"Noch nicht gefragt: {', '.join(vote.not_asked)}. Schicken Sie einen Link oder ein Blatt.",
            _SOURCE,
        )
    if vote.missing and vote.today <= vote.closes_on:
        yield blocker(
            "circular.runs",
            f"Abstimmen geht noch bis {format_date(vote.closes_on)}. Es fehlen: {', '.join(vote.missing)}.",
            _SOURCE,
        )


def check_item(
    *, requested_cents: int, is_allowed: bool, limit_cents: int | None, was_objected: bool
) -> Iterator[Finding]:
    """Only what the fund's rules let into a circular vote; never again after a member's objection.

    Source: domain handbook 1.3 (circular_vote_allowed), 5.1. Cents.
    """
    if not is_allowed:
        sentence = "Dieser Fonds kennt kein Umlaufverfahren. Setzen Sie den Antrag auf eine Sitzung."
        yield blocker("circular.not_allowed", sentence, _SOURCE)
    elif limit_cents is not None and requested_cents > limit_cents:
        sentence = f"Im Umlaufverfahren geht es nur bis {format_euro(limit_cents)}. Wählen Sie eine Sitzung."
        yield blocker("circular.over_limit", sentence, _SOURCE)
    if was_objected:
        sentence = (
            "Ein Mitglied hat dem Umlaufverfahren widersprochen. Setzen Sie den Antrag auf eine Sitzung."
        )
        yield blocker("circular.objected", sentence, _SOURCE)
