"""Requirements of the edges by which a grant leaves its plain way: change, decline, cancel, revoke."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from foundation.values.dates import format_long_date
from foundation.values.phrases import say
from grants.rules.changes import check_request, check_ruling
from grants.rules.deadlines import acceptance_until
from grants.rules.findings import Finding, blocker, only_blockers
from grants.rules.revocation import check_year
from grants.workflows.requirements.grant import DONE_ORDERS, sent_for_this_term
from grants.workflows.requirements.grant_end import (
    nothing_has_begun,
    start_hearing_is_over,
    start_term_is_over,
)
from grants.workflows.requirements.letters import has_gone_out
from grants.workflows.requirements.persons import is_prepared_unbiased


def change_can_be_asked_for(grant: Any, today: date) -> Iterable[Finding]:
    """What is asked for is said, and an end is moved before it is reached."""
    return () if grant.change_in_hand is None else check_request(grant.change_in_hand)


def change_is_prepared(grant: Any, today: date) -> Iterator[Finding]:
    """The city decides on what the Quartiersmanagement has prepared (permissions, row 24)."""
    change = grant.open_change
    if change is None or change.proposal is None:
        yield blocker(
            "change.not_prepared",
            "Das Quartiersmanagement bereitet die Entscheidung zuerst vor.",
            "Rechte Nr. 24",
        )
    else:
        yield from is_prepared_unbiased(grant.case, change.proposal.written_by)


def change_is_for_the_office(grant: Any, today: date) -> Iterable[Finding]:
    """More money or another purpose goes back to the jury."""
    return () if grant.change_in_hand is None else check_ruling(grant.change_in_hand)


def acceptance_term_is_over(grant: Any, today: date) -> Iterator[Finding]:
    """The office ends an offer only when the fund sets a time for its acceptance, and it is over."""
    notice = grant.released_award
    until = acceptance_until(notice.deemed_known_on, grant.case.rules.parameters()) if notice else None
    if until is None:
        yield blocker(
            "acceptance.no_term", "Dieser Fonds hat keine Frist für die Annahme.", "Richtlinie des Fonds"
        )
    elif grant.accepted_on is not None:
        yield blocker("acceptance.given", say("Die Förderung ist schon angenommen."), "Handbuch 5.2")
    elif today <= until:
        sentence = f"Die Frist für die Annahme läuft bis {format_long_date(until)}. Warten Sie bis danach."
        yield blocker("acceptance.term_runs", sentence, "Richtlinie des Fonds")


def no_payment_is_under_way(grant: Any, today: date) -> Iterator[Finding]:
    """Money that is ordered may leave any moment: first it is paid, or its order is discarded."""
    if any(order.state not in DONE_ORDERS for order in grant.orders.all()):
        yield blocker(
            "grant.payment_under_way",
            "Eine Auszahlung ist schon unterwegs. Das Büro muss die Anordnung zuerst verwerfen.",
            "Handbuch 5.3",
        )


def lapse_is_drafted(grant: Any, today: date) -> Iterator[Finding]:
    """There is a draft with what was weighed."""
    if not any(each.kind == "lapse" and each.is_draft for each in grant.case.notices.all()):
        yield blocker("lapse.not_drafted", "Entwerfen Sie zuerst den Verfall.", "§ 49 VwVfG")


def grant_may_lapse(grant: Any, today: date) -> Iterator[Finding]:
    """Asked before the draft, which is no edge: nobody accepted in time, or nobody began and was heard."""
    if grant.state == "issued":
        yield from acceptance_term_is_over(grant, today)
    else:
        yield from start_term_is_over(grant, today)
        yield from nothing_has_begun(grant, today)
        yield from start_hearing_is_over(grant, today)


def money_was_paid(grant: Any, today: date) -> Iterator[Finding]:
    """A stopped project that got nothing has nothing to account for: its money is free already."""
    if not grant.paid_cents:
        yield blocker(
            "grant.nothing_paid", "Es wurde nichts ausgezahlt. Dann ist nichts abzurechnen.", "Handbuch 5.2"
        )


def demand_hearing_is_over(grant: Any, today: date) -> Iterator[Finding]:
    """Nobody loses a grant who was not heard: the formal demand is the hearing (§ 28 VwVfG)."""
    demands = [each.until for each in sent_for_this_term(grant) if each.kind == "demand"]
    if not demands:
        yield blocker(
            "revocation.not_heard", "Mahnen Sie zuerst, mit Frist. Das ist die Anhörung.", "§ 28 VwVfG"
        )
    elif today <= max(demands):
        sentence = f"Die Anhörung läuft bis {format_long_date(max(demands))}. Warten Sie bis danach."
        yield blocker("revocation.hearing_runs", sentence, "§ 28 VwVfG")
    yield from has_gone_out(grant.case, "nachweis-mahnung")


def year_is_not_over(grant: Any, today: date) -> Iterable[Finding]:
    """One year from the day on which the city knew that the proof is missing."""
    return () if grant.proof_due_on is None else only_blockers(check_year(grant.proof_due_on, today))


def no_revocation_is_drafted(grant: Any, today: date) -> Iterator[Finding]:
    """Nobody gets more time and a revocation at once."""
    if any(each.kind == "revocation" and each.is_draft for each in grant.case.notices.all()):
        sentence = "Ein Widerruf ist entworfen. Nehmen Sie den Entwurf zuerst zurück."
        yield blocker("proof.revocation_waits", sentence, "§ 49 VwVfG")


def revocation_is_drafted(grant: Any, today: date) -> Iterator[Finding]:
    """There is a draft with what was weighed, over exactly what has been paid."""
    drafts = [each for each in grant.case.notices.all() if each.kind == "revocation" and each.is_draft]
    if not drafts:
        yield blocker("revocation.not_drafted", "Entwerfen Sie zuerst den Widerruf.", "§ 49 VwVfG")
    elif drafts[0].amount_cents != grant.paid_cents:
        yield blocker(
            "revocation.other_amount",
            "Seit dem Entwurf ist Geld ausgezahlt worden. Nehmen Sie ihn zurück, und entwerfen Sie neu.",
            "§ 49a VwVfG",
        )
