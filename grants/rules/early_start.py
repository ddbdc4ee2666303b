"""Permission to begin before the notice (vorzeitiger Maßnahmenbeginn, vzM): at one's own risk, no promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from foundation.values.phrases import say
from grants.rules.findings import Finding, blocker

#: States of an application before the city has written; afterwards the notice says from when costs count.
BEFORE_NOTICE: Final = frozenset(
    {"submitted", "incomplete", "eligible", "scheduled", "deferred", "voted_yes", "voted_partial"}
)
SOURCE: Final = "Handbuch 1.4; VV Nr. 1.3 zu § 44 LHO"


@dataclass(frozen=True, kw_only=True)
class EarlyStartFacts:
    """A wish to begin early, or the decision about it: `starts_from` is the first day on which one may.

    `wish_waits`: one is asked for already. `is_granted`: a permission is given already.
    """

    today: date
    starts_from: date | None
    reason: str
    wish_waits: bool = False
    is_granted: bool = False


def check_wish(facts: EarlyStartFacts) -> Iterator[Finding]:
    """Who wants to begin early says from when and why, before beginning.

    Source: domain handbook 1.4. Does not judge whether waiting would be possible: the city does.
    """
    if facts.is_granted:
        yield blocker("early_start.granted", say("Sie dürfen schon früher anfangen."), SOURCE)
    elif facts.wish_waits:
        sentence = say("Ihre Bitte ist schon bei uns. Kaufen Sie noch nichts, bis wir geantwortet haben.")
        yield blocker("early_start.waits", sentence, SOURCE)
    if not facts.reason.strip():
        sentence = say("Schreiben Sie, warum Sie nicht warten können.")
        yield blocker("early_start.no_text", sentence, SOURCE, "reason")
    yield from _check_day(facts, say("Geben Sie ein, wann Sie anfangen möchten."))


def check_permission(facts: EarlyStartFacts, *, approves: bool) -> Iterator[Finding]:
    """A permission is never given for days that are over, and every decision has its reason (§ 39 VwVfG).

    Source: domain handbook 1.4: what was begun before stays not eligible.
    """
    if not facts.wish_waits:
        yield blocker("early_start.nothing_asked", "Es ist nichts zu entscheiden.", SOURCE)
    if not facts.reason.strip():
        sentence = "Schreiben Sie, warum Sie so entscheiden."
        yield blocker("early_start.no_reason", sentence, "§ 39 VwVfG", "reason")
    if approves:
        yield from _check_day(facts, "Geben Sie ein, ab wann die Person anfangen darf.")


def _check_day(facts: EarlyStartFacts, missing: str) -> Iterator[Finding]:
    if facts.starts_from is None:
        yield blocker("early_start.no_day", missing, SOURCE, "starts_from")
    elif facts.starts_from < facts.today:
        sentence = say(
            "Der {starts_from} ist schon vorbei. Für vergangene Tage gibt es keine Erlaubnis. "
            "Geben Sie heute oder einen späteren Tag ein.",
            starts_from=facts.starts_from,
        )
        yield blocker("early_start.past", sentence, SOURCE, "starts_from")
