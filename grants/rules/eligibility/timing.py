"""Days of the project: not begun, in order, and against the jury's decision."""

from __future__ import annotations

from datetime import timedelta

from foundation.values.month_names import MonthName
from foundation.values.phrases import say
from grants.rules.deadlines import FICTION_DAYS
from grants.rules.facts import ApplicationFacts, RuleParameters
from grants.rules.findings import Finding, blocker, warning
from grants.rules.questions import question_by_name

_BEGUN = "Handbuch 1.4: vorzeitiger Maßnahmenbeginn; VV Nr. 1.3 zu § 44 LHO"
_ORDER = "INV-22: Reihenfolge der Tage"


def project_has_not_begun(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """The applicant has declared that nothing is begun, ordered or bought.

    Source: domain handbook 1.4, 5.1 ("declaration not begun"); begun means the first contract. A permission
    to begin early (vzM) replaces the declaration. Does not check the receipts: that is INV-09 at the proof.
    """
    if facts.not_begun_confirmed or facts.early_start_on is not None:
        return ()
    sentence = question_by_name("not_begun_confirmed").missing_sentence
    return (blocker("not_begun_confirmed.missing", sentence, _BEGUN, "not_begun_confirmed"),)


def days_are_known_and_in_order(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """There is a first day, and the last day is not before it.

    Source: INV-22, domain handbook 2.2 (Bewilligungszeitraum). No last day means a single day.
    """
    if facts.starts_on is None:
        sentence = question_by_name("starts_on").missing_sentence
        return (blocker("starts_on.missing", sentence, _ORDER, "starts_on"),)
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        sentence = say("Der letzte Tag liegt vor dem ersten. Prüfen Sie beide Tage.")
        return (blocker("ends_on.before_start", sentence, _ORDER, "ends_on"),)
    return ()


def project_starts_after_receipt(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """The project starts on or after the day the application came in, unless an early start was permitted.

    Source: domain handbook 1.4. The day of receipt counts, not the day of a later check: time that the office
    takes is not held against the applicant.
    """
    if facts.starts_on is None or facts.early_start_on is not None or facts.starts_on >= facts.reference_day:
        return ()
    sentence = say(
        "Ihre Aktion beginnt am {starts_on}. Das ist schon vorbei. Wählen Sie einen späteren "
        "Tag oder rufen Sie uns an.",
        starts_on=facts.starts_on,
    )
    return (blocker("starts_on.past", sentence, _BEGUN, "starts_on"),)


def project_starts_after_decision(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """Who plans to start before the notice can be there is warned: before it nothing may be bought.

    Source: UX handbook 3.2 A5; domain handbook 1.4 (vorzeitiger Maßnahmenbeginn); § 41 II VwVfG for the days
    until a notice is known. Where no session is planned yet, the notice cannot come before today either. Only
    a warning, because the date can still be moved. Does not allow for the time that the office needs.
    """
    day, decision = facts.starts_on, facts.decision_on
    if day is None or facts.is_decided or facts.early_start_on is not None or day < facts.reference_day:
        return ()
    if decision is None:
        if day > facts.as_of + timedelta(days=FICTION_DAYS):
            return ()
        sentence = say(
            "Ihre Aktion beginnt schon am {day}. Bis dahin haben wir nicht entschieden. Wählen "
            "Sie einen späteren Tag oder rufen Sie uns an.",
            day=day,
        )
        return (warning("starts_on.before_decision", sentence, _BEGUN, "starts_on"),)
    if day > decision + timedelta(days=FICTION_DAYS):
        return ()
    sentence = say(
        "Ihre Aktion beginnt, bevor der Brief mit der Entscheidung da sein kann. Die Jury "
        "entscheidet am {day}. {month}. Wählen Sie einen späteren Tag oder rufen Sie uns an.",
        day=decision.day,
        month=MonthName(decision.month),
    )
    if day <= decision:
        sentence = say(
            "Ihre Aktion beginnt vor der Entscheidung der Jury ({day}. {month}). Wählen Sie "
            "einen späteren Tag oder rufen Sie uns an.",
            day=decision.day,
            month=MonthName(decision.month),
        )
    return (warning("starts_on.before_decision", sentence, _BEGUN, "starts_on"),)
