"""The papers of a claim, over money or the interest on it, and the steps that bring them about."""

from collections.abc import Mapping

from foundation.files.models import Audience
from grants.models import NoticeKind
from reports.trigger import Trigger
from reports.trigger_params import (
    keeps,
    params_of_claim,
    params_of_deferral,
    params_of_recall,
    params_of_waiver,
    params_of_write_off,
)

CLAIM_TRIGGERS: Mapping[tuple[str, str], tuple[Trigger, ...]] = {
    ("claim", "issue"): (
        Trigger(
            "erstattungsbescheid",
            "Erstattungsbescheid",
            Audience.APPLICANT,
            lambda claim: claim.grant.subject,
            params_of_claim,
            keeps(NoticeKind.REPAYMENT),
            applies=lambda claim: not claim.is_interest,
        ),
        Trigger(
            "zinsbescheid",
            "Zinsbescheid",
            Audience.APPLICANT,
            lambda claim: claim.grant.subject,
            params_of_claim,
            keeps(NoticeKind.INTEREST),
            applies=lambda claim: claim.is_interest,
        ),
    ),
    ("claim", "defer"): (
        Trigger(
            "stundungsbescheid",
            "Stundungsbescheid",
            Audience.APPLICANT,
            lambda claim: claim.grant.subject,
            params_of_deferral,
        ),
    ),
    ("claim", "recall"): (
        Trigger(
            "stundung-aufgehoben",
            "Aufhebung der Stundung",
            Audience.APPLICANT,
            lambda claim: claim.grant.subject,
            params_of_recall,
            keeps(NoticeKind.RECALL),
        ),
    ),
    ("claim", "waive"): (
        Trigger(
            "erlassbescheid",
            "Erlassbescheid",
            Audience.APPLICANT,
            lambda claim: claim.grant.subject,
            params_of_waiver,
            keeps(NoticeKind.WAIVER),
        ),
    ),
    ("claim", "write_off"): (
        Trigger(
            "niederschlagungsvermerk",
            "Niederschlagungsvermerk",
            Audience.OFFICE,
            lambda claim: claim.grant.subject,
            params_of_write_off,
        ),
    ),
}
