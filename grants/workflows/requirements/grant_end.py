"""Requirements of the edges at the end of a grant's life."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from foundation.values.dates import format_long_date
from grants.rules.deadlines import start_until
from grants.rules.findings import Finding, blocker
from grants.workflows.requirements.letters import has_gone_out

GUIDELINE = "Richtlinie des Fonds"


def start_term_is_over(grant: Any, today: date) -> Iterator[Finding]:
    """A grant lapses only where the fund sets a time for the start, and it is over."""
    notice, parameters = grant.released_award, grant.case.rules.parameters()
    until = start_until(notice.deemed_known_on, parameters, planned_on=grant.starts_on) if notice else None
    if until is None:
        yield blocker("start.no_term", "Dieser Fonds hat keine Frist für den Beginn.", GUIDELINE)
    elif today <= until:
        sentence = f"Die Frist für den Beginn läuft bis {format_long_date(until)}. Warten Sie bis danach."
        yield blocker("start.term_runs", sentence, GUIDELINE)


def nothing_has_begun(grant: Any, today: date) -> Iterator[Finding]:
    """Money that was paid or a receipt shows that the project has begun, or is asked back in another way."""
    if grant.paid_cents:
        sentence = "Es ist schon Geld ausgezahlt. Fordern Sie den Nachweis an, statt verfallen zu lassen."
        yield blocker("start.money_paid", sentence, "§ 49 VwVfG")
    if hasattr(grant, "proof") and grant.proof.receipts.all():
        sentence = "Es liegen schon Belege vor. Die Aktion hat begonnen."
        yield blocker("start.has_receipts", sentence, "Handbuch 5.2")


def start_hearing_is_over(grant: Any, today: date) -> Iterator[Finding]:
    """Nobody loses a grant who was not heard (§ 28 VwVfG)."""
    hearings = [each.until for each in grant.reminders.all() if each.kind == "start"]
    if not hearings:
        yield blocker(
            "start.not_heard", "Hören Sie die Person zuerst zum Beginn an, mit Frist.", "§ 28 VwVfG"
        )
    elif today <= max(hearings):
        sentence = f"Die Anhörung läuft bis {format_long_date(max(hearings))}. Warten Sie bis danach."
        yield blocker("start.hearing_runs", sentence, "§ 28 VwVfG")
    yield from has_gone_out(grant.case, "anhoerung-beginn")


def something_is_bound(grant: Any, today: date) -> Iterator[Finding]:
    """A bought thing must still be used as agreed."""
    if not any(thing.is_bound(today) for thing in grant.bound_things.all()):
        yield blocker("binding.nothing_bound", "Es ist nichts gebunden.", "Handbuch 5.2 (Zweckbindung)")


def nothing_is_bound(grant: Any, today: date) -> Iterator[Finding]:
    """No bought thing is bound any more; else the last day of the longest binding is said."""
    bound = [thing.bound_until for thing in grant.bound_things.all() if thing.is_bound(today)]
    if bound:
        sentence = f"Die Zweckbindung läuft bis {format_long_date(max(bound))}. Warten Sie bis danach."
        yield blocker("binding.runs", sentence, "Handbuch 5.2 (Zweckbindung)")
