"""What the recipient is entitled to after the proof, and what follows for the money (INV-07, INV-08)."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.values.money import percent_of
from foundation.values.phrases import say
from grants.rules.facts import RuleParameters
from grants.rules.findings import Calculation, CalculationRow


@dataclass(frozen=True)
class Settlement:
    """What follows from an entitlement, all in cents and never negative."""

    released: int
    rest: int
    overpaid: int


def entitlement(
    *,
    parameters: RuleParameters,
    approved_cents: int,
    accepted_cents: int,
    donations_actual_cents: int = 0,
    other_public_cents: int = 0,
    own_committed_cents: int = 0,
    purpose_achieved: bool = True,
) -> Calculation:
    """The entitlement follows from the kind of financing and the accepted costs.

    Source: INV-07; scenarios, expectation 4; ANBest-P Nr. 2. `fehlbedarf` and `voll`: the gap that other
    money leaves; `anteil`: the rate, at most the gap without own money; `festbetrag`: all or nothing. Never
    below 0, never above the approval. Does not judge the purpose except for `festbetrag`: with the other
    kinds a missed purpose is a matter of revocation (§ 49 III VwVfG), which is a decision.
    """
    approved = CalculationRow(say("Bewilligt"), approved_cents)
    accepted = CalculationRow(say("Anerkannte Kosten"), accepted_cents)
    if parameters.financing == "festbetrag":
        return _fixed_sum(approved, accepted, purpose_achieved)
    others = (
        CalculationRow(say("Spenden"), -donations_actual_cents),
        CalculationRow(say("Andere öffentliche Mittel"), -other_public_cents),
    )
    if parameters.financing == "anteil":
        share = percent_of(accepted_cents, parameters.rate_percent)
        gap = accepted_cents - donations_actual_cents - other_public_cents
        rows = (
            approved,
            accepted,
            CalculationRow(
                say(
                    "{rate_percent} % der anerkannten Kosten",
                    rate_percent=parameters.rate_percent,
                ),
                share,
            ),
            *others,
            CalculationRow(say("Nicht anders gedeckt"), gap),
        )
        return Calculation(rows, max(0, min(approved_cents, share, gap)))
    own = CalculationRow(say("Eigene Mittel laut Finanzierungsplan"), -own_committed_cents)
    gap = accepted_cents - donations_actual_cents - other_public_cents - own_committed_cents
    rows = (approved, accepted, *others, own, CalculationRow(say("Fehlbedarf"), gap))
    return Calculation(rows, max(0, min(approved_cents, gap)))


def _fixed_sum(approved: CalculationRow, accepted: CalculationRow, purpose_achieved: bool) -> Calculation:
    earned = purpose_achieved and accepted.amount_cents >= approved.amount_cents
    if earned:
        reason = say("Die Kosten erreichen den Festbetrag, der Zweck ist erreicht.")
    elif purpose_achieved:
        reason = say("Die anerkannten Kosten erreichen den Festbetrag nicht.")
    else:
        reason = say("Der Zweck ist nicht erreicht.")
    total = approved.amount_cents if earned else 0
    return Calculation((approved, accepted, CalculationRow(say("Festbetrag"), total, reason)), total)


def settle(approved_cents: int, entitlement_cents: int, paid_cents: int) -> Settlement:
    """After the check there is money to release, to pay, or to claim back.

    Source: scenarios, expectation 5; INV-08. `paid_cents` is what was paid so far, less what the bank sent
    back. Does not check deadlines or Bagatellgrenzen.
    """
    return Settlement(
        released=approved_cents - max(entitlement_cents, paid_cents),
        rest=max(0, entitlement_cents - paid_cents),
        overpaid=max(0, paid_cents - entitlement_cents),
    )


def receipts_needed(
    *,
    parameters: RuleParameters,
    approved_cents: int,
    own_cents: int = 0,
    donations_cents: int = 0,
    other_public_cents: int = 0,
) -> int:
    """The least accepted costs at which all that is approved is due, in cents: `entitlement` read backwards.

    Source: INV-07. `own_cents` is the own money that the plan as approved counts on.
    """
    if parameters.financing == "festbetrag":
        return approved_cents
    others = donations_cents + other_public_cents
    if parameters.financing == "anteil":
        share = -(-approved_cents * 100 // max(1, parameters.rate_percent))
        return max(share, approved_cents + others)
    return approved_cents + others + own_cents
