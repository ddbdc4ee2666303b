"""Requirements of the claim's edges."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from foundation.values.dates import format_long_date, local_date
from grants.rules.deadlines import earliest_end_of_hearing
from grants.rules.findings import Finding, blocker
from grants.rules.interest import UnknownRate
from grants.workflows.requirements.application import notice_can_be_written
from grants.workflows.requirements.letters import has_gone_out, was_sent
from grants.workflows.requirements.persons import is_prepared_unbiased


def hearing_is_over(claim: Any, today: date) -> Iterator[Finding]:
    """Nobody is burdened who was not asked, nor before the day until which they may speak (§ 28 VwVfG).

    The hearing is that of the claim, which lasts ten days at least, or the formal demand with its term, if
    its letter was sent: a proof that came meanwhile takes it out of the outbox.
    """
    demands = [each.until for each in claim.grant.reminders.all() if each.kind == "demand"]
    is_heard = demands and not claim.is_interest and was_sent(claim.case, "nachweis-mahnung")
    demands = demands if is_heard else []
    own = claim.heard_until
    own_terms = (own, earliest_end_of_hearing(local_date(claim.created_at))) if own is not None else ()
    terms = [*own_terms, *demands]
    if not terms:
        yield blocker(
            "claim.not_heard",
            "Noch niemand konnte sich äußern. Tragen Sie im Entwurf ein, bis wann die Anhörung läuft.",
            "§ 28 VwVfG",
        )
    elif today <= max(terms):
        yield blocker(
            "claim.hearing_runs",
            f"Die Anhörung läuft bis {format_long_date(max(terms))}. Warten Sie bis danach.",
            "§ 28 VwVfG",
        )
    if own is not None:
        yield from has_gone_out(
            claim.case, "anhoerung-zinsen" if claim.is_interest else "anhoerung-rueckforderung"
        )


def is_a_small_amount(claim: Any, today: date) -> Iterator[Finding]:
    """Less than the rules of the case claim back, and no interest."""
    limit = claim.case.rules.claim_from_cents
    if claim.is_interest or limit is None or claim.amount_cents >= limit:
        yield blocker(
            "claim.not_small",
            "Das ist kein Kleinbetrag nach den Regeln des Fonds. Fordern Sie das Geld zurück.",
            "Richtlinie des Fonds (Kleinbetrag)",
        )


def claim_has_reasons(claim: Any, today: date) -> Iterator[Finding]:
    """The repayment notice says why (§ 39 VwVfG)."""
    if claim.notice is None or not claim.notice.reason.strip():
        yield blocker(
            "notice.no_reason", "Schreiben Sie die Gründe der Rückforderung in den Bescheid.", "§ 39 VwVfG"
        )


def claim_notice_can_be_written(claim: Any, today: date) -> Iterable[Finding]:
    """The act that asks for this claim has its texts: for money, or for the interest on it."""
    return notice_can_be_written(claim.notice_kind.value)(claim, today)


def interest_can_be_drafted(claim: Any, today: date) -> Iterator[Finding]:
    """Asked before the draft, which is no edge: every rate is known, and the notice has its texts."""
    try:
        claim.late_interest()
    except UnknownRate as unknown:
        sentence = (
            f"Für die Zeit ab {format_long_date(unknown.half_year)} fehlt der Basiszinssatz. "
            "Tragen Sie ihn unter Finanzen ein."
        )
        yield blocker("interest.no_rate", sentence, "§ 247 BGB")
    yield from notice_can_be_written("interest")(claim, today)


def something_is_still_owed(claim: Any, today: date) -> Iterator[Finding]:
    """A part payment leaves something open."""
    if claim.repaid_cents >= claim.amount_cents:
        yield blocker(
            "claim.nothing_open",
            "Die Rückforderung ist ganz bezahlt. Vermerken Sie sie als bezahlt.",
            "Handbuch 5.4",
        )


def nothing_is_owed(claim: Any, today: date) -> Iterator[Finding]:
    """A claim is paid when all of it has come in."""
    if claim.repaid_cents < claim.amount_cents:
        yield blocker("claim.still_open", "Die Rückforderung ist noch nicht ganz bezahlt.", "Handbuch 5.4")


def payment_term_is_over(claim: Any, today: date) -> Iterator[Finding]:
    """Nobody is pressed before the last day that they were given has passed."""
    if claim.term is not None and today <= claim.term:
        yield blocker(
            "claim.term_runs",
            f"Bis {format_long_date(claim.term)} ist Zeit zum Zahlen. Warten Sie bis danach.",
            "Handbuch 5.4; § 31 VwVfG",
        )


def debtor_was_reminded(claim: Any, today: date) -> Iterator[Finding]:
    """Enforcement follows a dunning; who had a deferral and let its day pass was told its day."""
    if claim.remind_until is None and claim.state != "deferred":
        yield blocker("claim.not_reminded", "Mahnen Sie zuerst, mit einer neuen Frist.", "Handbuch 5.4")


def act_founds_the_claim(claim: Any, today: date) -> Iterator[Finding]:
    """Only an act is enforced at once; from an agreement the city must first get a title of the court."""
    if claim.case.award_form.is_agreement:
        sentence = "Eine Vereinbarung vollstreckt die Kasse nicht. Dafür braucht die Stadt zuerst ein Urteil."
        yield blocker("claim.by_agreement", sentence, "§ 3 VwVG; § 61 VwVfG")


def no_relief_is_proposed(claim: Any, today: date) -> Iterator[Finding]:
    """What may be waived soon is not deferred meanwhile."""
    if claim.relief:
        yield blocker(
            "claim.relief_waits",
            f"Vorgeschlagen ist: {claim.get_relief_display()}. Darüber entscheidet erst eine zweite Person.",
            "Rechtekonzept 33",
        )


def relief_is_proposed(relief: str) -> Callable[[Any, date], Iterator[Finding]]:
    """The write-off or the waiver was proposed, with its reason, and it is this one."""

    def requirement(claim: Any, today: date) -> Iterator[Finding]:
        if claim.relief != relief:
            yield blocker(
                "claim.not_proposed",
                "Das hat noch niemand vorgeschlagen. Schlagen Sie es vor; eine zweite Person entscheidet.",
                "Rechtekonzept 33",
            )
        else:
            yield from is_prepared_unbiased(claim.case, claim.relief_by)

    return requirement
