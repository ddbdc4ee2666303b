"""Who decides on an amount: the office alone, the jury, a second body; and when the city may deviate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foundation.values.money import format_euro
from grants.rules.facts import RuleParameters
from grants.rules.findings import Finding, blocker
from grants.rules.obligations import check_obligations

_TIERS = "Handbuch 1.2, 1.3 (Wertgrenzen); Rechte Nr. 18"
_DEVIATION = "Handbuch 1.3, 5.1 (Empfehlung); § 39 VwVfG"


@dataclass(frozen=True, kw_only=True)
class RulingFacts:
    """A decision beside the jury. Cents; an amount of 0 is a no.

    `voted_cents` is what the jury gave, 0 after its no, None when it has not voted.
    """

    requested_cents: int
    amount_cents: int
    ceiling_cents: int
    voted_cents: int | None
    reason: str
    obligations: tuple[str, ...] = ()
    body: str = ""
    file_reference: str = ""
    decided_on: date | None = None
    voted_on: date | None = None
    today: date


def needs_second_body(amount_cents: int, parameters: RuleParameters) -> bool:
    """True when the jury's yes over so much is not the last word."""
    return parameters.jury_limit_cents is not None and amount_cents > parameters.jury_limit_cents


def check_alone(ruling: RulingFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """The office decides alone up to the fund's limit, by what was asked for, with a reason.

    Source: permissions row 18. Nobody slips under the limit by giving less than was asked for. Does not
    check who decides.
    """
    findings = list(check_limit(ruling.requested_cents, parameters))
    if not ruling.reason.strip():
        sentence = "Schreiben Sie auf, warum Sie so entscheiden."
        findings.append(blocker("ruling.no_reason", sentence, "§ 39 VwVfG", "reason"))
    return (*findings, *_check_amount(ruling))


def check_limit(requested_cents: int, parameters: RuleParameters) -> tuple[Finding, ...]:
    """So much may be decided without the jury. Source: permissions row 18."""
    limit = parameters.manager_limit_cents
    if requested_cents <= limit:
        return ()
    sentence = (
        f"Ohne Jury entscheiden Sie nur Anträge bis {format_euro(limit)}. Geben Sie den Antrag in die Jury."
    )
    return (blocker("ruling.over_limit", sentence, _TIERS),)


def check_second_body(ruling: RulingFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """What a second body decided: after the jury's yes above its limit; with body, day and file reference.

    Source: domain handbook 1.2 (Steilshoop, Braunschweig). A no of the jury does not go there.
    """
    if not needs_second_body(ruling.voted_cents or 0, parameters):
        sentence = "Über diesen Betrag entscheidet die Jury allein. Ein zweites Gremium ist nicht nötig."
        return (blocker("ruling.not_needed", sentence, _TIERS),)
    findings: list[Finding] = []
    if not ruling.body.strip() or not ruling.file_reference.strip():
        sentence = "Tragen Sie ein, welches Gremium entschieden hat und unter welcher Beschlussnummer."
        field = "file_reference" if ruling.body.strip() else "body"
        findings.append(blocker("ruling.no_body", sentence, _TIERS, field))
    decided, voted = ruling.decided_on, ruling.voted_on
    if decided is None or decided > ruling.today or (voted is not None and decided < voted):
        sentence = (
            "Tragen Sie den Tag des Beschlusses ein. Er liegt nach dem Tag der Jury und nicht nach heute."
        )
        findings.append(blocker("ruling.wrong_day", sentence, _TIERS, "decided_on"))
    if ruling.amount_cents != ruling.voted_cents and not ruling.reason.strip():
        sentence = "Schreiben Sie auf, warum anders entschieden ist als in der Jury."
        findings.append(blocker("ruling.no_reason", sentence, "§ 39 VwVfG", "reason"))
    return (*findings, *_check_amount(ruling))


def check_deviation(ruling: RulingFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """The city deviates from a recommendation with a reason, never from a vote that binds, never upwards
    into what a second body decides.

    Source: shared handbook 5 (who decides), domain handbook 5.1, § 39 VwVfG.
    """
    if parameters.jury_binds:
        sentence = "In diesem Fonds bindet der Beschluss der Jury die Stadt. Abweichen können Sie nicht."
        return (blocker("ruling.jury_binds", sentence, _DEVIATION),)
    if needs_second_body(max(ruling.voted_cents or 0, ruling.amount_cents), parameters):
        body = parameters.second_body or "ein zweites Gremium"
        sentence = f"Über diesen Betrag entscheidet nach der Jury: {body}. Abweichen können Sie nicht."
        return (blocker("ruling.second_body", sentence, _TIERS, "amount"),)
    findings: list[Finding] = []
    if not ruling.reason.strip():
        sentence = "Schreiben Sie auf, warum die Stadt von der Empfehlung der Jury abweicht."
        findings.append(blocker("ruling.no_reason", sentence, _DEVIATION, "reason"))
    if ruling.amount_cents == ruling.voted_cents:
        sentence = "Das ist, was die Jury empfohlen hat. Ändern Sie die Entscheidung oder den Betrag."
        findings.append(blocker("ruling.same", sentence, _DEVIATION, "amount"))
    return (*findings, *_check_amount(ruling))


def _check_amount(ruling: RulingFacts) -> tuple[Finding, ...]:
    if not 0 <= ruling.amount_cents <= ruling.ceiling_cents:
        sentence = f"Bewilligen Sie höchstens {format_euro(ruling.ceiling_cents)}."
        return (
            blocker("ruling.over_ceiling", sentence, "Handbuch 5.1: 0 < Betrag ≤ Höchstbetrag", "amount"),
        )
    return check_obligations(ruling.obligations)
