"""The year within which a grant can be revoked (§ 49 III 2 with § 48 IV VwVfG)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from foundation.values.dates import format_long_date
from grants.rules.findings import Finding, blocker, warning

LAST_WEEKS: Final = timedelta(days=60)
SOURCE = "§ 49 Abs. 3 Satz 2, § 48 Abs. 4 VwVfG"


def known_since(proof_due_on: date) -> date:
    """From the day after the proof was due the city knows that it is missing.

    Source: § 48 IV 1 VwVfG. The cautious reading: courts let the year begin later, with full knowledge of
    everything that the discretion needs.
    """
    return proof_due_on + timedelta(days=1)


def revocable_until(known_on: date) -> date:
    """The last day of the year. Source: § 48 IV VwVfG, § 188 II BGB. A weekend does not make it longer."""
    last = monthrange(known_on.year + 1, known_on.month)[1]
    return date(known_on.year + 1, known_on.month, min(known_on.day, last))


def check_year(proof_due_on: date, today: date) -> Iterator[Finding]:
    """After the year nothing is revoked any more; in its last weeks that is said. Source: § 48 IV VwVfG."""
    until = revocable_until(known_since(proof_due_on))
    if today > until:
        sentence = f"Widerrufen ließ sich das nur bis {format_long_date(until)}. Die Jahresfrist ist vorbei."
        yield blocker("revocation.too_late", sentence, SOURCE)
    elif today + LAST_WEEKS > until:
        sentence = f"Widerrufen lässt sich das nur noch bis {format_long_date(until)} (Jahresfrist)."
        yield warning("revocation.year_ends", sentence, SOURCE)
