"""Price comparison (Preisvergleich) from a fund's threshold on: several offers for a line, or a reason."""

from __future__ import annotations

from collections.abc import Iterator

from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.rules.facts import ApplicationFacts, CostFact, RuleParameters
from grants.rules.findings import Finding, blocker, warning

_SOURCE = "Handbuch 1.3 und 1.6: Preisvergleich; Richtlinie"


def prices_are_compared(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """A cost line from the fund's threshold on comes with several offers, or with a reason for fewer.

    Source: domain handbook 1.3, 1.6 ("offers/price comparison"). Off where the fund sets no threshold. Counts
    papers and does not read them, so it only warns: nobody is kept from sending.
    """
    if facts.price_reason.strip() or facts.papers >= parameters.price_offers:
        return ()
    todo = say("Laden Sie die Angebote hoch, oder schreiben Sie, warum es weniger gibt.")
    return tuple(
        warning("prices.not_compared", f"{_wanted(cost, parameters)} {todo}", _SOURCE, "price_reason")
        for cost in lines_to_compare(facts.costs, parameters)
        if cost.offers is None
    )


def comparison_is_enough(facts: ApplicationFacts, parameters: RuleParameters) -> Iterator[Finding]:
    """The office has counted the offers for every such line, and said why fewer are enough where they are.

    Source: as above. Does not judge which offer is the cheapest.
    """
    for cost in lines_to_compare(facts.costs, parameters):
        if cost.offers is None:
            sentence = f"Tragen Sie ein, wie viele Angebote für „{cost.item}“ vorliegen."
            yield blocker("prices.not_counted", sentence, _SOURCE, "price_judgement")
        elif cost.offers < parameters.price_offers and not facts.price_judgement.strip():
            sentence = say(
                "{cost} Fragen Sie nach, oder schreiben Sie, warum weniger reichen.",
                cost=_wanted(cost, parameters),
            )
            yield blocker("prices.too_few", sentence, _SOURCE, "price_judgement")


def lines_to_compare(costs: tuple[CostFact, ...], parameters: RuleParameters) -> tuple[CostFact, ...]:
    """The cost lines for which several offers are asked for; a line that is not eligible needs none."""
    threshold = parameters.price_comparison_from_cents
    if threshold is None:
        return ()
    return tuple(each for each in costs if each.amount_cents >= threshold and each.eligible is not False)


def _wanted(cost: CostFact, parameters: RuleParameters) -> str:
    return say(
        "„{item}“ kostet {amount}. Dafür brauchen wir {price_offers} Angebote.",
        item=cost.item,
        amount=format_euro(cost.amount_cents),
        price_offers=parameters.price_offers,
    )
