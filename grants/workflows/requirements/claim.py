"""Requirements of the claim's edges."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from grants.rules.findings import Finding, blocker


def something_is_still_owed(claim: Any, today: date) -> Iterator[Finding]:
    """A part payment leaves something open."""
    if claim.repaid_cents >= claim.amount_cents:
        yield blocker(
            "claim.nothing_open",
            "Die Rückforderung ist ganz bezahlt. Vermerken Sie sie als bezahlt.",
            "Handbuch 5.4",
        )


def nothing_is_owed(claim: Any, today: date) -> Iterator[Finding]:
    """A claim is paid when all of it has come in."""
    if claim.repaid_cents < claim.amount_cents:
        yield blocker("claim.still_open", "Die Rückforderung ist noch nicht ganz bezahlt.", "Handbuch 5.4")
