"""Requirements of archive and deletion, for an application and for a grant."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from foundation.values.dates import format_long_date, local_date
from grants.rules.findings import Finding, blocker
from grants.workflows.requirements.grant import interest_is_decided
from grants.workflows.retention import kept_until

CONCEPT = "Löschkonzept; Handbuch 4.2, 4.4"


def no_hold(obj: Any, today: date) -> Iterator[Finding]:
    """While there is a legal dispute, everything stays where it is."""
    for hold in obj.case.holds.all():
        if hold.lifted_at is None:
            since = format_long_date(local_date(hold.set_at))
            sentence = f"Für diesen Fall gilt seit {since} eine Sperre. Sie muss zuerst aufgehoben werden."
            yield blocker("retention.hold", sentence, "Handbuch 5.2")


def no_claim_is_open(grant: Any, today: date) -> Iterator[Finding]:
    """Who still owes money stays known; written off is still owed, and so may be interest."""
    if any(claim.state not in ("paid", "waived") for claim in grant.claims.all()):
        yield blocker("grant.claim_open", "Eine Rückforderung ist noch offen.", "INV-08")
    yield from interest_is_decided(grant, today)


def what_was_paid_is_settled(grant: Any, today: date) -> Iterator[Finding]:
    """A stopped project that got money is checked first."""
    if grant.state == "cancelled" and grant.paid_cents > grant.repaid_cents:
        sentence = "Es ist Geld ausgezahlt. Rechnen Sie die abgebrochene Aktion zuerst ab."
        yield blocker("grant.not_judged", sentence, "Handbuch 5.2")


def was_ever_sent(application: Any, today: date) -> Iterator[Finding]:
    """A draft that was withdrawn has no reference, under which anybody could look for it in an archive."""
    if application.reference is None:
        sentence = (
            "Dieser Entwurf wurde nie abgeschickt. Er hat kein Aktenzeichen und kommt nicht ins Archiv."
        )
        yield blocker("retention.never_sent", sentence, CONCEPT)


def remedy_is_over(obj: Any, today: date) -> Iterator[Finding]:
    """While somebody can still go to court the case is at hand."""
    notices = [each for each in obj.case.notices.all() if each.remedy_until and each.has_remedy]
    until = max((each.remedy_until for each in notices), default=None)
    if until is not None and today <= until:
        sentence = f"Bis {format_long_date(until)} kann noch geklagt werden. Warten Sie bis danach."
        yield blocker("retention.remedy_runs", sentence, "§ 74 VwGO")


def retention_is_over(obj: Any, today: date) -> Iterator[Finding]:
    """The fund's years of retention have passed."""
    first_day = kept_until(obj)
    if today < first_day:
        until = format_long_date(first_day - timedelta(days=1))
        yield blocker("retention.runs", f"Die Aufbewahrung läuft bis {until}.", CONCEPT)


def deletion_is_proposed(obj: Any, today: date) -> Iterator[Finding]:
    """One person proposes a deletion, another releases it (permissions, row 45)."""
    if not any(run.is_open for run in obj.case.deletion_runs.all()):
        yield blocker("retention.not_proposed", "Die Stadt schlägt die Löschung zuerst vor.", "Rechte Nr. 45")
