"""The points of the jury in its minutes: averages for each item, and a ranking that decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from grants.models import AgendaItem, FundRules
from grants.rules.criteria import tenths_in_words
from grants.selectors.points import standing_of
from reports.catalog.session_parts import item_heading


def points_of(item: AgendaItem, rules: FundRules) -> str:
    """The average with its criteria; empty when nobody gave points."""
    found = standing_of(item, rules.criteria)
    if found is None:
        return ""
    each = ", ".join(f"{name} {tenths_in_words(tenths)}" for name, tenths in found.by_criterion)
    people = "einem Mitglied" if found.members == 1 else f"{found.members} Mitgliedern"
    return f"Durchschnitt von {people}: {found.in_words} ({each})"


def ranking_of(items: Sequence[AgendaItem], rules: FundRules) -> tuple[tuple[str, str, str], ...]:
    """(rank, item, points), the most points first; equal points share a rank."""
    found = [(standing_of(item, rules.criteria), item) for item in items if item.decided_at is not None]
    ranked = sorted(
        ((each, item) for each, item in found if each is not None), key=lambda pair: -pair[0].tenths
    )
    tenths = [each.tenths for each, _ in ranked]
    return tuple(
        (
            str(tenths.index(each.tenths) + 1),
            item_heading(item, sees_names=rules.jury_sees_names),
            each.in_words,
        )
        for each, item in ranked
    )
