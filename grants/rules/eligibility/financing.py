"""The plan of costs and money (Kosten- und Finanzierungsplan)."""

from __future__ import annotations

from foundation.values.money import format_euro, percent_of
from foundation.values.phrases import say
from grants.rules.facts import ApplicationFacts, RuleParameters
from grants.rules.findings import Finding, blocker, warning
from grants.rules.questions import question_by_name

_PLAN = "Handbuch 1.6, 5.1: Kosten gleich Finanzierung"
_CAP = "Richtlinie: Höchstbetrag je Projekt"


def costs_are_planned(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """There is at least one cost row; every row has a name and an amount above nothing.

    Source: domain handbook 1.6 (Costs); lump sums without breakdown are not funded (1.4). Does not check
    whether a price is right or an item eligible.
    """
    if not facts.costs:
        return (blocker("costs.missing", question_by_name("costs").missing_sentence, _PLAN, "costs"),)
    findings: list[Finding] = []
    for number, cost in enumerate(facts.costs, 1):
        if not cost.item.strip():
            sentence = say(
                "Schreiben Sie in Zeile {number}, was Sie brauchen.",
                number=number,
            )
            findings.append(blocker("costs.item_missing", sentence, _PLAN, "costs"))
        if cost.amount_cents <= 0:
            sentence = say(
                "Schreiben Sie in Zeile {number}, wie viel es kostet, zum Beispiel 49,90.",
                number=number,
            )
            findings.append(blocker("costs.amount_missing", sentence, _PLAN, "costs"))
    return tuple(findings)


def request_is_made(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """A sum above nothing is asked for, and no other money is negative.

    Source: domain handbook 1.6 (Financing).
    """
    findings: list[Finding] = []
    if facts.requested_cents is None or facts.requested_cents <= 0:
        sentence = say("Geben Sie ein, wie viel Geld Sie möchten, zum Beispiel 49,90.")
        findings.append(blocker("requested.missing", sentence, _PLAN, "requested_cents"))
    others = (
        ("own", facts.own_cents),
        ("donations", facts.donations_cents),
        ("other_public", facts.other_public_cents),
    )
    for name, cents in others:
        if cents < 0:
            sentence = say("Geben Sie den Betrag ohne Minuszeichen ein, zum Beispiel 49,90.")
            findings.append(blocker(f"{name}.negative", sentence, _PLAN, f"{name}_cents"))
    return tuple(findings)


def costs_equal_financing(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """All costs are paid by somebody: costs = request + own money + donations + other public money.

    Source: domain handbook 1.6 ("Costs must equal financing"), 5.1; ANBest-Gk Nr. 1.1. Silent while costs or
    request are missing: those have their own sentences.
    """
    if not facts.costs or not facts.requested_cents:
        return ()
    difference = facts.costs_cents - facts.financing_cents
    if difference == 0:
        return ()
    if difference > 0:
        sentence = say(
            "Ihre Aktion kostet {costs}. Das Geld reicht nur für {financing}. Wer bezahlt die "
            "anderen {difference}?",
            costs=format_euro(facts.costs_cents),
            financing=format_euro(facts.financing_cents),
            difference=format_euro(difference),
        )
        return (blocker("financing.too_little", sentence, _PLAN, "own_cents"),)
    sentence = say(
        "Kosten {costs}, Geld zusammen {financing}: Das sind {value} zu viel Geld. Geben Sie weniger an.",
        costs=format_euro(facts.costs_cents),
        financing=format_euro(facts.financing_cents),
        value=format_euro(-difference),
    )
    return (blocker("financing.too_much", sentence, _PLAN, "requested_cents"),)


def request_is_within_cap(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """Who asks for more than the cap or the rate allows is told so, but may send the application.

    Source: domain handbook 5.1 ("cap warning (not block)"). The cap itself is kept by the ceiling.
    """
    requested = facts.requested_cents or 0
    findings: list[Finding] = []
    cap = parameters.cap_per_project_cents
    if cap is not None and requested > cap:
        sentence = say(
            "Sie möchten {requested}. Sie können höchstens {cap} bekommen. Wer bezahlt die "
            "anderen {requested_2}?",
            requested=format_euro(requested),
            cap=format_euro(cap),
            requested_2=format_euro(requested - cap),
        )
        findings.append(warning("requested.over_cap", sentence, _CAP, "requested_cents"))
    share = percent_of(max(0, facts.costs_cents), parameters.rate_percent)
    if parameters.financing == "anteil" and facts.costs and requested > share:
        sentence = say(
            "Wir bezahlen höchstens {rate_percent} % Ihrer Kosten. Das sind {share}. Wer bezahlt "
            "die anderen {requested}?",
            rate_percent=parameters.rate_percent,
            share=format_euro(share),
            requested=format_euro(requested - share),
        )
        findings.append(warning("requested.over_rate", sentence, "Richtlinie: Fördersatz", "requested_cents"))
    return tuple(findings)


def other_money_has_a_source(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """Donations and other public money name who gives them (no double funding).

    Source: domain handbook 1.4 (Doppelförderung, Nachrangigkeit), 1.6 ("body, status"). Only a warning: the
    office can ask. Does not search other funds.
    """
    if facts.donations_cents + facts.other_public_cents > 0 and not facts.other_money_from.strip():
        sentence = question_by_name("other_money_from").missing_sentence
        return (
            warning("other_money.unnamed", sentence, "Handbuch 1.4: Doppelförderung", "other_money_from"),
        )
    return ()


def proposed_request(facts: ApplicationFacts, parameters: RuleParameters) -> int:
    """Return the cents to ask for when a person leaves the sum to us: the gap, at most cap and rate.

    Source: UX handbook 3.2 A6 (the person need not calculate). Never below 0.
    """
    gap = facts.costs_cents - facts.own_cents - facts.donations_cents - facts.other_public_cents
    limits = [gap]
    if parameters.cap_per_project_cents is not None:
        limits.append(parameters.cap_per_project_cents)
    if parameters.financing == "anteil":
        limits.append(percent_of(max(0, facts.costs_cents), parameters.rate_percent))
    return max(0, min(limits))
