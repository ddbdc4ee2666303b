"""The words that a scenario file may use: verbs with their keys, and what may be expected."""

from collections.abc import Mapping

COMMON_KEYS = frozenset({"on", "do", "case", "by", "refused", "expect"})

#: verb -> the keys it knows beside the common ones
VERBS: Mapping[str, frozenset[str]] = {
    "apply": frozenset(
        {
            "applicant",
            "kind",
            "title",
            "description",
            "place",
            "starts_on",
            "ends_on",
            "costs",
            "financing",
            "requested",
        }
    ),
    "ask": frozenset({"text", "until"}),
    "answer": frozenset({"text"}),
    "declare_eligible": frozenset({"amount", "field_of_action"}),
    "declare_ineligible": frozenset({"reason"}),
    "vote": frozenset(
        {"present", "biased", "yes", "no", "abstain", "result", "amount", "obligations", "reason"}
    ),
    "circulate": frozenset({"until"}),
    "cast": frozenset({"choice", "way"}),
    "object": frozenset({"reason"}),
    "count_votes": frozenset({"amount", "obligations", "reason"}),
    "decide_alone": frozenset({"amount", "reason", "obligations"}),
    "note_second_body": frozenset({"amount", "body", "decided_on", "file_reference", "reason"}),
    "deviate": frozenset({"amount", "reason"}),
    "issue_notice": frozenset({"channel"}),
    "accept": frozenset({"waiver", "own_committed"}),
    "certify": frozenset({"amount", "kind"}),
    "order": frozenset({"amount", "kind"}),
    "execute": frozenset({"amount", "kind"}),
    "pay": frozenset({"amount", "kind"}),
    "return_payment": frozenset({"reason"}),
    "new_bank_details": frozenset(),
    "request_change": frozenset({"text", "ends_on"}),
    "decide_change": frozenset({"approve"}),
    "remind": frozenset({"until"}),
    "dun": frozenset({"until"}),
    "extend_proof": frozenset({"until", "reason"}),
    "submit_proof": frozenset({"receipts", "donations_actual", "report"}),
    "check_proof": frozenset({"cut", "purpose_achieved", "open_obligations"}),
    "claim": frozenset({"channel"}),
    "repay": frozenset({"amount"}),
    "revoke": frozenset({"reason"}),
    "report": frozenset({"slug", "as_of", "year", "from", "to"}),
    "withdraw": frozenset({"reason"}),
    "decline": frozenset({"reason"}),
    "cancel": frozenset({"reason"}),
    "carry_over": frozenset({"from", "to"}),
    "drawdown": frozenset({"from", "to"}),
    "expect": frozenset(),
}

#: verbs that speak of the fund and need no case
FUND_VERBS = frozenset({"report", "carry_over", "drawdown", "expect"})

EXPECTATIONS = frozenset(
    {
        "state",
        "eligible",
        "ceiling",
        "approved",
        "released",
        "entitlement",
        "rest",
        "overpaid",
        "paid",
        "repaid",
        "deemed_known_on",
        "remedy_until",
        "proof_due_on",
        "pay_by",
        "split",
        "free",
        "committed",
        "paid_net",
        "carried",
        "shares",
        "claimed",
    }
)

FUND_KEYS = frozenset(
    {
        "name",
        "programme_year",
        "budget",
        "shares",
        "cap_per_project",
        "cap_per_applicant_per_year",
        "financing",
        "rate",
        "proof_days",
        "max_advance_percent",
        "jury",
        "tiers",
        "posting",
        "deemed_known",
        "holidays",
    }
)

PERSONS = frozenset(
    {
        "manager",
        "officer",
        "officer2",
        "certifier",
        "orderer",
        "cashier",
        "kaemmerei",
        "kaemmerei2",
        "applicant",
    }
    | {f"juror{number}" for number in range(1, 8)}
)
