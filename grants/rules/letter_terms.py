"""A letter that lay in the outbox while its term went by: it is not sent before the term is moved."""

from __future__ import annotations

from datetime import date, timedelta

from foundation.values.dates import format_long_date

#: A letter counts as read on the fourth day after posting (§ 41 II VwVfG).
ARRIVES_AFTER = timedelta(days=4)


def term_trouble(until: date | None, body: str, *, today: date) -> str:
    """Why this letter cannot go today: its text names a day that is over, or over before it is read.

    `until` is the term with which it was drafted; None for a letter without one. A text that does not name
    the day has no such trouble. -> The sentence for the office, empty when the letter may go.
    """
    if until is None or format_long_date(until) not in body:
        return ""
    day = format_long_date(until)
    if until < today:
        return f"Die Frist in diesem Brief ist vorbei: {day}."
    if until <= today + ARRIVES_AFTER:
        return f"Die Frist in diesem Brief ist zu nah: {day}. Ein Brief braucht bis zu vier Tage."
    return ""
