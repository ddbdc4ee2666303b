"""What a text of a letter is: its name, what stands in braces, which notices need it.

The tables are `notice_wordings` and `letter_wordings`; all of them together, with the checks, `text_catalog`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

NoticeName = Literal[
    "award",
    "agreement",
    "rejection",
    "repayment",
    "demand",
    "revocation",
    "termination",
    "change",
    "addendum",
    "waiver",
    "remission",
    "lapse",
    "expiry",
    "interest",
    "arrears",
    "recall",
    "resumption",
]
AGREEMENT: frozenset[NoticeName] = frozenset({"agreement"})
DEMAND: frozenset[NoticeName] = frozenset({"demand"})
TERMINATION: frozenset[NoticeName] = frozenset({"termination"})
ADDENDUM: frozenset[NoticeName] = frozenset({"addendum"})
REMISSION: frozenset[NoticeName] = frozenset({"remission"})
EXPIRY: frozenset[NoticeName] = frozenset({"expiry"})
ARREARS: frozenset[NoticeName] = frozenset({"arrears"})
RESUMPTION: frozenset[NoticeName] = frozenset({"resumption"})
#: What follows from an agreement, in the place of the acts that follow from an award.
AFTER_AGREEMENT = DEMAND | TERMINATION | ADDENDUM | REMISSION | EXPIRY | ARREARS | RESUMPTION
#: Every administrative act; an agreement is none, nor what follows from one.
EVERY: frozenset[NoticeName] = frozenset(get_args(NoticeName)) - AGREEMENT - AFTER_AGREEMENT
AWARD: frozenset[NoticeName] = frozenset({"award"})
GRANTING = AWARD | AGREEMENT
REJECTION: frozenset[NoticeName] = frozenset({"rejection"})
REPAYMENT: frozenset[NoticeName] = frozenset({"repayment"})
REVOCATION: frozenset[NoticeName] = frozenset({"revocation"})
CHANGE: frozenset[NoticeName] = frozenset({"change"})
WAIVER: frozenset[NoticeName] = frozenset({"waiver"})
LAPSE: frozenset[NoticeName] = frozenset({"lapse"})
INTEREST: frozenset[NoticeName] = frozenset({"interest"})
RECALL: frozenset[NoticeName] = frozenset({"recall"})
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Wording:
    """One text. name: how `rules.says` finds it; label: its German name; needed_by: the notices that must
    not go out without it; placeholders: what may stand in braces; default: what holds until the office writes
    another; optional_in: the notices that say it when there is one; choices: the only values it may have.
    """

    name: str
    label: str
    default: str = ""
    needed_by: frozenset[NoticeName] = frozenset()
    placeholders: tuple[str, ...] = ()
    optional_in: frozenset[NoticeName] = frozenset()
    choices: tuple[tuple[str, str], ...] = ()


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; what is not known stays as it stands. No format language."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
