"""What may be ordered for payment, before and after the proof (INV-03, INV-04)."""

from __future__ import annotations

from foundation.values.dates import format_date
from foundation.values.money import format_euro, percent_of
from grants.rules.deadlines import is_final
from grants.rules.facts import OrderFacts, RuleParameters
from grants.rules.findings import Calculation, CalculationRow, Finding, blocker


def advance_limit(approved_cents: int, advances_cents: int, parameters: RuleParameters) -> Calculation:
    """Before the proof at most the fund's per cent of the approval may be paid, all advances together.

    Source: INV-03; scenarios, expectation 7. The limit is cut off below the cent. Does not check finality.
    """
    limit = percent_of(approved_cents, parameters.max_advance_percent)
    rows = (
        CalculationRow("Bewilligt", approved_cents),
        CalculationRow(f"Davon höchstens {parameters.max_advance_percent} % vor dem Nachweis", limit),
        CalculationRow("Schon angeordnet", -advances_cents),
    )
    return Calculation(rows, max(0, limit - advances_cents))


def check_order(facts: OrderFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """A payment order needs a confirmed account, no open condition precedent, and money left for it.

    Source: INV-03, INV-04; domain handbook 5.2 (RUNNING). Before the proof also the end of the remedy period
    or a waiver. Does not check persons (INV-05) nor the notice's state: that is workflow and policy.
    """
    findings: list[Finding] = []
    if facts.amount_cents <= 0:
        sentence = "Geben Sie einen Betrag über 0,00 € ein."
        findings.append(blocker("order.no_amount", sentence, "§ 8 I Nr. 1 KomKBVO LSA", "amount_cents"))
    if not facts.bank_account_confirmed:
        sentence = "Lassen Sie zuerst die Bankverbindung bestätigen."
        findings.append(blocker("order.no_account", sentence, "INV-04; § 8 I Nr. 5 KomKBVO LSA"))
    if facts.account_returned:
        sentence = "Von diesem Konto kam das Geld zurück. Die Person muss ihr Konto erst neu angeben."
        findings.append(blocker("order.account_returned", sentence, "Handbuch 5.3 (RETURNED)"))
    findings.extend(
        blocker(
            "order.open_condition",
            f"Erst muss diese Bedingung erfüllt sein: {condition}",
            "INV-04; § 36 II Nr. 2 VwVfG",
        )
        for condition in facts.open_conditions
    )
    if facts.register_entry_missing:
        sentence = (
            "Vermerken Sie zuerst den Eintrag im De-minimis-Register: Nummer, Tag und andere Beihilfen."
        )
        findings.append(blocker("order.no_register_entry", sentence, "VO (EU) 2023/2831; Handbuch 4.3"))
    if facts.ordered_cents + facts.amount_cents > facts.approved_cents:
        left = format_euro(max(0, facts.approved_cents - facts.ordered_cents))
        sentence = f"Von der Bewilligung sind noch {left} übrig. Ordnen Sie höchstens diesen Betrag an."
        findings.append(blocker("order.over_approved", sentence, "INV-03", "amount_cents"))
    if facts.kind == "final":
        findings.extend(_check_final(facts))
    else:
        findings.extend(_check_advance(facts, parameters))
    return tuple(findings)


def _check_advance(facts: OrderFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    source = "INV-04; Handbuch 5.2: bestandskräftig oder Verzicht"
    if facts.remedy_until is None:
        sentence = "Versenden Sie zuerst den Bescheid."
        findings.append(blocker("advance.no_notice", sentence, source))
    elif not facts.remedy_waived and not is_final(facts.on, facts.remedy_until):
        sentence = (
            f"Warten Sie bis nach dem {format_date(facts.remedy_until)}: Bis dahin ist ein Rechtsbehelf "
            "möglich. Oder lassen Sie darauf verzichten."
        )
        findings.append(blocker("advance.not_final", sentence, source))
    if facts.in_dispute:
        sentence = "In diesem Fall läuft ein Rechtsstreit. Warten Sie, bis er zu Ende ist."
        findings.append(blocker("advance.in_dispute", sentence, "§ 80 I VwGO; Handbuch 5.2"))
    limit = advance_limit(facts.approved_cents, facts.advances_cents, parameters)
    if facts.amount_cents > limit.total_cents:
        if parameters.max_advance_percent == 0:
            sentence = "Dieser Fonds zahlt erst nach dem Nachweis. Warten Sie die Prüfung ab."
        else:
            sentence = (
                f"Vor dem Nachweis dürfen Sie noch höchstens {format_euro(limit.total_cents)} anordnen."
            )
        findings.append(blocker("advance.over_limit", sentence, "INV-03; Richtlinie", "amount_cents"))
    return tuple(findings)


def _check_final(facts: OrderFacts) -> tuple[Finding, ...]:
    source = "INV-08; Handbuch 5.2: CHECKED → SETTLING"
    if facts.rest_cents is None:
        return (blocker("final.not_checked", "Prüfen Sie zuerst den Nachweis.", source),)
    if facts.amount_cents > facts.rest_cents:
        sentence = f"Nach dem Nachweis sind noch höchstens {format_euro(facts.rest_cents)} zu zahlen."
        return (blocker("final.over_rest", sentence, source, "amount_cents"),)
    return ()
