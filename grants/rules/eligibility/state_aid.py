"""State aid: only where the applicant acts economically."""

from __future__ import annotations

from grants.rules.facts import ApplicationFacts, RuleParameters
from grants.rules.findings import Finding, note


def business_is_entered_in_register(
    facts: ApplicationFacts, parameters: RuleParameters
) -> tuple[Finding, ...]:
    """A grant to a business is entered in the De-minimis register before it is paid.

    Source: Regulation (EU) 2023/2831 (domain handbook 4.3). A note for the office; the payment waits for the
    entry. Does not check the sum of three years: that is `grants.rules.state_aid`.
    """
    if facts.applicant_kind != "business" and not facts.acts_economically:
        return ()
    sentence = "Tragen Sie die Förderung vor der Auszahlung in das De-minimis-Register ein."
    return (note("state_aid.register", sentence, "VO (EU) 2023/2831"),)
