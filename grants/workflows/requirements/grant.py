"""Requirements of the grant's edges."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from foundation.values.dates import format_long_date
from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.rules.findings import Finding, blocker, only_blockers
from grants.rules.receipts import check_proof, check_review
from grants.workflows.facts import proof_facts
from grants.workflows.requirements.letters import has_gone_out

DONE_ORDERS = ("executed", "cancelled", "returned")


def award_is_drafted(grant: Any, today: date) -> Iterator[Finding]:
    """There is a drafted award notice over exactly the approved amount."""
    notice = grant.award_notice
    if notice is None or notice.released_at is not None:
        yield blocker("notice.missing", "Entwerfen Sie zuerst den Bewilligungsbescheid.", "§ 37 VwVfG")
    elif notice.amount_cents != grant.approved_cents:
        yield blocker(
            "notice.other_amount",
            "Der Betrag im Bescheid ist ein anderer als der bewilligte.",
            "Handbuch 5.2",
        )


def not_accepted_yet(grant: Any, today: date) -> Iterator[Finding]:
    """A grant is accepted once."""
    if grant.accepted_on is not None:
        yield blocker(
            "grant.accepted",
            say("Sie haben schon angenommen, am {day}.", day=grant.accepted_on),
            "Handbuch 5.2",
        )


def project_has_begun(grant: Any, today: date) -> Iterator[Finding]:
    """The start date is reached, or money has gone out."""
    if today < grant.starts_on and not grant.paid_cents:
        yield blocker(
            "grant.not_begun",
            say("Die Aktion beginnt erst am {day}.", day=grant.starts_on),
            "Handbuch 5.2",
        )


def offer_waits_for_no_answer(grant: Any, today: date) -> Iterator[Finding]:
    """Where the fund sets a time for the acceptance, only that or money lets a project begin."""
    asks = grant.case.rules.acceptance_days is not None
    if asks and grant.accepted_on is None and not grant.paid_cents:
        sentence = say("Die Förderung ist noch nicht angenommen. Vorher beginnt die Aktion nicht.")
        yield blocker("acceptance.missing", sentence, "Richtlinie des Fonds")


def project_is_still_to_begin(grant: Any, today: date) -> Iterator[Finding]:
    """The start date lies ahead, and no money has gone out."""
    if not list(project_has_begun(grant, today)):
        yield blocker("grant.begun", say("Die Aktion hat schon begonnen."), "Handbuch 5.2")


def project_has_ended(grant: Any, today: date) -> Iterator[Finding]:
    """The end date is reached."""
    if today < grant.ends_on:
        yield blocker(
            "grant.not_ended", say("Die Aktion läuft bis {day}.", day=grant.ends_on), "Handbuch 5.2"
        )


def proof_term_is_over(grant: Any, today: date) -> Iterator[Finding]:
    """Today is after the day the proof was due."""
    if grant.proof_due_on is None or today <= grant.proof_due_on:
        yield blocker("proof.not_overdue", "Der Nachweis ist noch nicht überfällig.", "Handbuch 5.2")


def sent_for_this_term(grant: Any) -> list[Any]:
    """What was sent since the proof's term was last moved: with more time the way begins anew."""
    sent = list(grant.reminders.all())
    moved = max((each.pk for each in sent if each.kind == "longer"), default=0)
    return [each for each in sent if each.pk > moved]


def reminder_was_sent(grant: Any, today: date) -> Iterator[Finding]:
    """A formal demand follows a friendly reminder whose term is over."""
    reminders = [reminder for reminder in sent_for_this_term(grant) if reminder.kind == "reminder"]
    reminder = max(reminders, key=lambda each: each.pk, default=None)
    if reminder is None:
        yield blocker(
            "proof.not_reminded", "Erinnern Sie zuerst freundlich, mit einer neuen Frist.", "Handbuch 5.2"
        )
    elif today <= reminder.until:
        yield blocker(
            "proof.reminder_runs",
            f"Die Frist der Erinnerung läuft bis {format_long_date(reminder.until)}.",
            "Handbuch 5.2",
        )
    yield from has_gone_out(grant.case, "nachweis-erinnerung")


def proof_is_complete(grant: Any, today: date) -> Iterable[Finding]:
    """A report in a few words, and at least one usable receipt (INV-09)."""
    if getattr(grant, "proof", None) is None:
        return [blocker("receipts.missing", say("Fügen Sie mindestens einen Beleg hinzu."), "ANBest-P Nr. 6")]
    return only_blockers(check_proof(proof_facts(grant, today)))


def check_is_made(grant: Any, today: date) -> Iterable[Finding]:
    """There is a note of the check, and every receipt is accepted or cut with a reason (INV-09, INV-10)."""
    if grant.open_check is None:
        sentence = "Prüfen Sie zuerst die Belege und schreiben Sie den Prüfvermerk."
        return [blocker("proof.not_checked", sentence, "Handbuch 5.2 (Prüfvermerk)")]
    return only_blockers(check_review(proof_facts(grant, today)))


def no_check_waits(grant: Any, today: date) -> Iterator[Finding]:
    """Between the check and its confirmation nobody knows yet what is left to pay."""
    if grant.state == "proof_submitted" and grant.open_check is not None:
        sentence = (
            "Der Prüfvermerk ist geschrieben, aber noch nicht bestätigt. Bis dahin wird nichts ausgezahlt. "
            "Lassen Sie ihn bestätigen."
        )
        yield blocker("order.check_waits", sentence, "INV-08; Handbuch 5.2 (Prüfvermerk)")


def account_is_settled(grant: Any, today: date) -> Iterator[Finding]:
    """Paid − repaid − waived equals the entitlement; no order and no claim is open (INV-08)."""
    check = grant.confirmed_check
    principal = [claim for claim in grant.claims.all() if not claim.is_interest]
    waived = sum(claim.open_cents for claim in principal if claim.state == "waived")
    net = grant.paid_cents - grant.repaid_cents - waived
    if check is None or net != check.entitlement_cents:
        owed = (check.entitlement_cents if check else 0) - net
        step = "auszuzahlen" if owed > 0 else "zurückzufordern"
        yield blocker("grant.not_settled", f"Es sind noch {format_euro(abs(owed))} {step}.", "INV-08")
    if any(order.state not in DONE_ORDERS for order in grant.orders.all()):
        yield blocker("grant.order_open", "Eine Auszahlungsanordnung ist noch offen.", "INV-08")
    if any(claim.state not in ("paid", "waived") for claim in grant.claims.all()):
        yield blocker("grant.claim_open", "Eine Rückforderung ist noch offen.", "INV-08")


def interest_is_decided(grant: Any, today: date) -> Iterator[Finding]:
    """Money that came back too late bears interest, unless the city forgoes it (§ 49a III VwVfG)."""
    if any(claim.awaits_interest for claim in grant.claims.all()):
        sentence = "Das Geld kam nach der Frist zurück. Verlangen Sie Zinsen, oder verzichten Sie mit Grund."
        yield blocker("grant.interest_waits", sentence, "§ 49a Abs. 3 VwVfG")


def obligations_are_done(grant: Any, today: date) -> Iterator[Finding]:
    """Every obligation is marked as fulfilled."""
    for obligation in grant.obligations.all():
        if obligation.fulfilled_on is None:
            sentence = f"Die Auflage „{obligation.text}“ ist noch nicht erfüllt."
            yield blocker("grant.obligation_open", sentence, "§ 36 VwVfG")
