"""The ordered list of all eligibility rules; findings come in this order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from grants.rules.eligibility.completeness import (
    applicant_is_known,
    applicant_is_of_age,
    project_is_described,
    terms_are_accepted,
)
from grants.rules.eligibility.financing import (
    costs_are_planned,
    costs_equal_financing,
    other_money_has_a_source,
    request_is_made,
    request_is_within_cap,
)
from grants.rules.eligibility.prices import prices_are_compared
from grants.rules.eligibility.state_aid import business_is_entered_in_register
from grants.rules.eligibility.timing import (
    days_are_known_and_in_order,
    project_has_not_begun,
    project_starts_after_decision,
    project_starts_after_receipt,
)
from grants.rules.facts import ApplicationFacts, RuleParameters
from grants.rules.findings import Finding

EligibilityRule = Callable[[ApplicationFacts, RuleParameters], tuple[Finding, ...]]

ELIGIBILITY_RULES: Final[tuple[EligibilityRule, ...]] = (
    applicant_is_known,
    applicant_is_of_age,
    project_is_described,
    days_are_known_and_in_order,
    project_starts_after_receipt,
    project_starts_after_decision,
    costs_are_planned,
    request_is_made,
    costs_equal_financing,
    request_is_within_cap,
    other_money_has_a_source,
    prices_are_compared,
    project_has_not_begun,
    terms_are_accepted,
    business_is_entered_in_register,
)


def check(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """Return the findings of all rules, in the order of the list; nobody repairs one after the other."""
    return tuple(finding for rule in ELIGIBILITY_RULES for finding in rule(facts, parameters))
