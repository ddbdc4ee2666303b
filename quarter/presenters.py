"""The figures of a fund in words for the public pages."""

from dataclasses import dataclass
from datetime import date

from foundation.languages.spoken import current_language
from foundation.values.dates import format_long_date
from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.selectors.funds import FundOverview


@dataclass(frozen=True)
class FundFacts:
    """Sentences of a fund page; an empty one is not shown."""

    fund: FundOverview

    @property
    def cap(self) -> str:
        """Round sums are said without cents: 500 €."""
        cents = self.fund.cap_cents
        if cents is None:
            return ""
        return f"{cents // 100}\u00a0€" if cents % 100 == 0 and cents < 100_000 else format_euro(cents)

    @property
    def money_words(self) -> str:
        budget, free = self.fund.budget_cents, self.fund.free_cents
        if not budget or free is None:
            return ""
        if free <= 0:
            return say(
                "Das Geld für dieses Jahr ist vergeben. Es waren {budget}.",
                budget=format_euro(budget),
            )
        return say(
            "Es sind noch {free} da. Für dieses Jahr gibt es {budget}.",
            free=format_euro(free),
            budget=format_euro(budget),
        )

    @property
    def free_for_bar(self) -> int:
        return min(max(self.fund.free_cents or 0, 0), self.fund.budget_cents or 0)

    @property
    def session_day(self) -> str:
        return _unbroken(self.fund.session_on)

    @property
    def cut_off_day(self) -> str:
        return _unbroken(self.fund.cut_off_on)

    @property
    def proof_weeks(self) -> str:
        """The time for receipts, in the unit that people count in."""
        days = self.fund.proof_days
        if not days:
            return ""
        return (
            say(
                "{days} Wochen",
                days=days // 7,
            )
            if days % 7 == 0 and days >= 14
            else say(
                "{days} Tage",
                days=days,
            )
        )


def _unbroken(day: date | None) -> str:
    """The day stays beside its month at the end of a line."""
    return format_long_date(day, current_language()).replace(". ", ".\u00a0", 1) if day else ""
