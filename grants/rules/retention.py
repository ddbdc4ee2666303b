"""How long a case is kept (Löschkonzept, DIN 66398; domain handbook 4.2, 4.4)."""

from __future__ import annotations

from datetime import date


def deletable_from(ended_on: date, years: int) -> date:
    """A case is kept for the fund's number of full calendar years after the one in which it ended.

    Source: domain handbook 4.2 (from 1 January after the end), the city's own periods. -> The first day on
    which it may be deleted. Does not know of holds, nor of the Land's final account.
    """
    return date(ended_on.year + years + 1, 1, 1)
