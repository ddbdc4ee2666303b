"""The words that a scenario file may use: verbs with their keys, what may be expected, and how each looks."""

from collections.abc import Mapping

from applicants.models import ApplicantKind, ContactChannel
from foundation.values.workdays import LAENDER
from grants.models import Financing, ObjectionEnd, ObjectionWay, Outcome, PaymentKind, VoteWay
from grants.models.receipt_order import BY_HAND
from grants.scenarios.shapes import (
    AMOUNT,
    DAY,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    Rows,
    Shape,
    Table,
    Value,
    list_of,
    one_of,
)

CHANNEL = one_of("letter", "portal", "email")
REASON: Mapping[str, Shape] = {"reason": TEXT}
PAYMENT = Table({"amount": AMOUNT, "kind": one_of(*PaymentKind.values)})
UNTIL = frozenset({"until"})
COSTS = Rows(Table({"item": TEXT, "amount": AMOUNT, "eligible": FLAG}, frozenset({"item", "amount"})))
RECEIPTS = Rows(
    Table({"on": DAY, "payee": TEXT, "purpose": TEXT, "amount": AMOUNT}, frozenset({"on", "payee", "amount"}))
)
CUTS = Rows(Table({"receipt": NUMBER, "amount": AMOUNT, "reason": TEXT}, frozenset({"receipt", "amount"})))

RESULTS = Rows(
    Table(
        {"case": TEXT, "result": one_of("executed", "returned"), "on": DAY, "amount": AMOUNT, "reason": TEXT},
        frozenset({"case", "result"}),
    )
)
POSTINGS = Rows(
    Table(
        {"document": TEXT, "case": TEXT, "amount": AMOUNT, "on": DAY},
        frozenset({"document", "case", "amount"}),
    )
)

#: verb -> the keys it knows beside the common ones
VERBS: Mapping[str, Table] = {
    "apply": Table(
        {
            "applicant": TEXT,
            "kind": one_of(*ApplicantKind.values),
            "title": TEXT,
            "description": TEXT,
            "place": TEXT,
            "street": TEXT,
            "contact_person": TEXT,
            "email": TEXT,
            "channel": one_of(*ContactChannel.values),
            "starts_on": DAY,
            "ends_on": DAY,
            "costs": COSTS,
            "financing": Table({"own": AMOUNT, "donations": AMOUNT, "other_public": AMOUNT}),
            "requested": AMOUNT,
        }
    ),
    "ask": Table({"text": TEXT, "until": DAY}),
    "answer": Table({"text": TEXT}),
    "declare_eligible": Table({"amount": AMOUNT, "field_of_action": TEXT}),
    "declare_ineligible": Table(REASON),
    "vote": Table(
        {
            "present": NUMBER,
            "biased": NUMBER,
            "yes": NUMBER,
            "no": NUMBER,
            "abstain": NUMBER,
            "result": one_of(*Outcome.values),
            "amount": AMOUNT,
            "obligations": TEXTS,
            "reason": TEXT,
        },
        frozenset({"result"}),
    ),
    "circulate": Table({"until": DAY}, UNTIL),
    "cast": Table({"choice": one_of("yes", "no", "abstain", "biased"), "way": one_of(*VoteWay.values)}),
    "object": Table(REASON),
    "count_votes": Table({"amount": AMOUNT, "obligations": TEXTS, "reason": TEXT}),
    "decide_alone": Table({"amount": AMOUNT, "reason": TEXT, "obligations": TEXTS}),
    "note_second_body": Table(
        {"amount": AMOUNT, "body": TEXT, "decided_on": DAY, "file_reference": TEXT, "reason": TEXT}
    ),
    "deviate": Table({"amount": AMOUNT, "reason": TEXT}, frozenset({"amount"})),
    "issue_notice": Table({"channel": CHANNEL}),
    "accept": Table({"waiver": FLAG, "own_committed": AMOUNT}),
    "certify": PAYMENT,
    "order": PAYMENT,
    "execute": PAYMENT,
    "pay": PAYMENT,
    "hand_over": Table({}),
    "mark_results": Table({"results": RESULTS}, frozenset({"results"})),
    "import_postings": Table({"postings": POSTINGS}, frozenset({"postings"})),
    "return_payment": Table(REASON),
    "new_bank_details": Table({}),
    "request_change": Table({"text": TEXT, "ends_on": DAY}),
    "decide_change": Table({"approve": FLAG}),
    "remind": Table({"until": DAY}, UNTIL),
    "dun": Table({"until": DAY}, UNTIL),
    "extend_proof": Table({"until": DAY, "reason": TEXT}, UNTIL),
    "submit_proof": Table({"receipts": RECEIPTS, "donations_actual": AMOUNT, "report": TEXT}),
    "check_proof": Table({"cut": CUTS, "purpose_achieved": FLAG, "open_obligations": TEXTS}),
    "claim": Table({"channel": CHANNEL}),
    "repay": Table({"amount": AMOUNT}, frozenset({"amount"})),
    "defer": Table({"until": DAY, "rate": AMOUNT, "reason": TEXT}, UNTIL),
    "recall": Table({"reason": TEXT, "heard": TEXT}),
    "let_go": Table(REASON),
    "charge_interest": Table({"channel": CHANNEL}),
    "forgo_interest": Table(REASON),
    "revoke": Table(REASON),
    "file_objection": Table({"came_on": DAY, "way": one_of(*ObjectionWay.values), "text": TEXT}),
    "end_objection": Table({"outcome": one_of(*ObjectionEnd.values), "reason": TEXT}, frozenset({"outcome"})),
    "waive_claim": Table(REASON),
    "report": Table(
        {"slug": TEXT, "as_of": DAY, "year": NUMBER, "from": DAY, "to": DAY}, frozenset({"slug"})
    ),
    "withdraw": Table(REASON),
    "decline": Table(REASON),
    "cancel": Table(REASON),
    "carry_over": Table({"from": NUMBER, "to": NUMBER}, frozenset({"from", "to"})),
    "drawdown": Table({"from": DAY, "to": DAY}, frozenset({"from", "to"})),
    "ask_ahead": Table({"amount": AMOUNT, "until": DAY}, frozenset({"amount", "until"})),
    "close_year": Table({"year": NUMBER}, frozenset({"year"})),
    "reopen_year": Table({"year": NUMBER, "reason": TEXT}, frozenset({"year"})),
    "promise_money": Table(
        {
            "kind": one_of(*(kind.value for kind in BY_HAND)),
            "payer": TEXT,
            "reason": TEXT,
            "amount": AMOUNT,
            "until": DAY,
        },
        frozenset({"payer", "amount"}),
    ),
    "receive_money": Table({"amount": AMOUNT}, frozenset({"amount"})),
    "add_to_budget": Table({"amount": AMOUNT}, frozenset({"amount"})),
    "expect": Table({}),
}

#: verbs that speak of the fund and need no case
FUND_VERBS = frozenset(
    {"report", "carry_over", "drawdown", "ask_ahead", "close_year", "reopen_year", "expect"}
    | {"promise_money", "receive_money", "add_to_budget"}
    | {"hand_over", "mark_results", "import_postings"}
)

#: verbs of which every step names its person
JUROR_VERBS = frozenset({"cast", "object"})

THREE_SHARES = list_of(AMOUNT, 3)
OF_THE_CASE: Mapping[str, Shape] = {
    "state": TEXT,
    **dict.fromkeys(("eligible", "ceiling", "approved", "released", "entitlement"), AMOUNT),
    **dict.fromkeys(("rest", "overpaid", "paid", "repaid", "interest"), AMOUNT),
    **dict.fromkeys(("deemed_known_on", "remedy_until", "proof_due_on", "pay_by"), DAY),
    "split": THREE_SHARES,
}
EXPECTATIONS = Table(
    {
        **OF_THE_CASE,
        **dict.fromkeys(("free", "committed", "paid_net", "carried", "claimed", "set_off"), AMOUNT),
        "shares": THREE_SHARES,
        "unmatched": NUMBER,
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
COMMON_KEYS: Mapping[str, Shape] = {
    "on": DAY,
    "do": one_of(*VERBS),
    "case": TEXT,
    "by": one_of(*sorted(PERSONS)),
    "refused": TEXT,
    "expect": EXPECTATIONS,
}

PERCENT = Value(lambda value: type(value) is int and 0 <= value <= 100, "eine Zahl von 0 bis 100")
FUND = Table(
    {
        "name": TEXT,
        "programme_year": NUMBER,
        "budget": Rows(Table({"year": NUMBER, "amount": AMOUNT}, frozenset({"year", "amount"}))),
        "shares": Table(dict.fromkeys(("bund", "land", "kommune", "private"), NUMBER)),
        "cap_per_project": AMOUNT,
        "cap_per_applicant_per_year": AMOUNT,
        "financing": one_of(*Financing.values),
        "rate": PERCENT,
        "proof_days": NUMBER,
        "interest_from": AMOUNT,
        "claim_from": AMOUNT,
        "max_advance_percent": PERCENT,
        "jury": Table(
            {
                "members": NUMBER,
                "quorum": NUMBER,
                "tie": one_of("no", "yes"),
                "vote": one_of("binding", "recommending"),
                "circular": FLAG,
                "circular_limit": AMOUNT,
            }
        ),
        "tiers": Table({"manager": AMOUNT, "jury": AMOUNT, "second_body": TEXT}),
        "form": one_of("notice", "agreement"),
        "posting": CHANNEL,
        "deemed_known": one_of("no_shift", "next_working_day"),
        "holidays": one_of(*LAENDER),
    }
)
