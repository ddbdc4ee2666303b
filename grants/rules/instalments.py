"""A plan of instalments: monthly, the last one takes the rest (Stundung, § 222 AO by analogy)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from foundation.values.errors import InvalidInput
from foundation.values.money import format_euro
from foundation.values.workdays import next_working_day
from grants.rules.deadlines import months_later

LONGEST_PLAN: Final = 36


@dataclass(frozen=True)
class Rate:
    """One instalment: cents, due on a day. `named_on`: the day in its place that is no working day."""

    due_on: date
    amount_cents: int
    named_on: date | None = None


def plan_rates(open_cents: int, rate_cents: int, first_on: date) -> tuple[Rate, ...]:
    """Equal monthly rates from the first day on; the last one is what remains, never more than a rate.

    Raises InvalidInput for a rate below a cent, for one that is no part of the debt, or for a plan of more
    than three years.
    """
    if not 0 < rate_cents < open_cents:
        sentence = f"Geben Sie eine Rate unter {format_euro(open_cents)} ein, oder lassen Sie sie leer."
        raise InvalidInput(sentence, "rates.amount", "rate")
    count = -(-open_cents // rate_cents)
    if count > LONGEST_PLAN:
        smallest = -(-open_cents // LONGEST_PLAN)
        sentence = (
            f"Das wären {count} Raten. Höchstens {LONGEST_PLAN} gehen: mindestens {format_euro(smallest)}."
        )
        raise InvalidInput(sentence, "rates.many", "rate")
    amounts = [rate_cents] * (count - 1) + [open_cents - rate_cents * (count - 1)]
    return tuple(Rate(months_later(first_on, number), cents) for number, cents in enumerate(amounts))


def on_working_days(rates: Sequence[Rate], land: str) -> tuple[Rate, ...]:
    """What falls on a Saturday, a Sunday or a holiday of the Land is due on the next working day.

    Source: § 193 BGB, § 31 III 1 VwVfG. The day that was named stays beside it, so that the letter says why.
    """
    moved = [replace(rate, due_on=next_working_day(rate.due_on, land)) for rate in rates]
    return tuple(
        replace(late, named_on=rate.due_on) if late.due_on != rate.due_on else rate
        for rate, late in zip(rates, moved, strict=True)
    )


def next_rate(rates: Sequence[Rate], paid_cents: int) -> Rate | None:
    """The first instalment that the money since the plan does not cover, with what is missing of it."""
    left = max(0, paid_cents)
    for rate in sorted(rates, key=lambda each: each.due_on):
        if left < rate.amount_cents:
            return replace(rate, amount_cents=rate.amount_cents - left)
        left -= rate.amount_cents
    return None
