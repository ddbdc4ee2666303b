"""A letter whose term went by in the outbox."""

from datetime import date

import pytest

from grants.rules.letter_terms import term_trouble

TODAY = date(2026, 3, 12)
BODY = "Bitte antworten Sie bis {day}."


@pytest.mark.parametrize(
    ("until", "day", "trouble"),
    [
        (date(2026, 3, 11), "11. März 2026", "Die Frist in diesem Brief ist vorbei: 11. März 2026."),
        (date(2026, 3, 16), "16. März 2026", "Die Frist in diesem Brief ist zu nah: 16. März 2026."),
        (date(2026, 3, 12), "12. März 2026", "Die Frist in diesem Brief ist zu nah: 12. März 2026."),
        (date(2026, 3, 17), "17. März 2026", ""),
        (date(2026, 3, 11), "nächste Woche", ""),
        (None, "11. März 2026", ""),
    ],
)
def test_term_is_judged_where_the_text_names_it(until: date | None, day: str, trouble: str) -> None:
    found = term_trouble(until, BODY.format(day=day), today=TODAY)
    assert found.startswith(trouble)
    assert bool(found) == bool(trouble)
