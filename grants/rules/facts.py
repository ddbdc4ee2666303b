"""What the rules look at: plain frozen values, filled by the services from the records.

Amounts are cents. The services fill these; the rules never fetch anything themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Financing = Literal["fehlbedarf", "anteil", "festbetrag", "voll"]
Channel = Literal["letter", "portal", "email"]
DeemedKnown = Literal["no_shift", "next_working_day"]
Tie = Literal["no", "yes"]
ApplicantKind = Literal["person", "group", "association", "business", "owner"]
OrderKind = Literal["advance", "instalment", "final"]
VoteResult = Literal["yes", "partial", "no", "deferred"]


@dataclass(frozen=True, kw_only=True)
class RuleParameters:
    """One dated version of a fund's rules (domain handbook 1.3), as plain values.

    None means: there is no such limit.
    """

    version: int
    cap_per_project_cents: int | None = None
    cap_per_applicant_per_year_cents: int | None = None
    financing: Financing
    rate_percent: int = 100
    proof_days: int
    acceptance_days: int | None = None
    start_within_months: int | None = None
    max_advance_percent: int = 0
    posting: Channel
    deemed_known: DeemedKnown
    price_comparison_from_cents: int | None = None
    price_offers: int = 2
    land: str
    jury_members: int
    jury_quorum: int
    tie: Tie
    manager_limit_cents: int = 0
    jury_limit_cents: int | None = None
    second_body: str = ""
    jury_binds: bool = True


@dataclass(frozen=True)
class CostFact:
    """One row of the cost plan; the office decides whether it is `eligible`, and counts its `offers`."""

    item: str
    amount_cents: int
    eligible: bool | None = None
    offers: int | None = None


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """An application as the rules see it.

    `received_on` is None while it is a draft: then `as_of` stands for the day of receipt.
    `ends_on` None means a single day. `decision_on` is the next session, if it is known;
    `is_decided` says that the jury or the office has decided already.
    `early_start_on` is the day of a permission to begin early (vzM). `represented` says that a minor's
    legal representative has signed. `papers` came with it; `price_reason` says why there are fewer
    offers than wanted, `price_judgement` why the office accepts it.
    """

    as_of: date
    applicant_kind: ApplicantKind | None
    applicant_name: str = ""
    contact_person: str = ""
    contact_known: bool = False
    address_known: bool = False
    adult_confirmed: bool | None = None
    represented: bool = False
    title: str = ""
    description: str = ""
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    costs: tuple[CostFact, ...] = ()
    requested_cents: int | None = None
    own_cents: int = 0
    donations_cents: int = 0
    other_public_cents: int = 0
    other_money_from: str = ""
    not_begun_confirmed: bool = False
    terms_accepted: bool = False
    received_on: date | None = None
    decision_on: date | None = None
    is_decided: bool = False
    early_start_on: date | None = None
    acts_economically: bool = False
    papers: int = 0
    price_reason: str = ""
    price_judgement: str = ""

    @property
    def costs_cents(self) -> int:
        return sum(each.amount_cents for each in self.costs)

    @property
    def financing_cents(self) -> int:
        """All planned money, the request included."""
        return (self.requested_cents or 0) + self.own_cents + self.donations_cents + self.other_public_cents

    @property
    def reference_day(self) -> date:
        """The day the application is judged by: its receipt, else today."""
        return self.received_on or self.as_of


@dataclass(frozen=True, kw_only=True)
class VoteFacts:
    """The counts and the result of one item, as the minutes have them; `biased` are among `present`."""

    result: VoteResult
    present: int = 0
    biased: int = 0
    yes: int = 0
    no: int = 0
    abstain: int = 0
    amount_cents: int = 0
    ceiling_cents: int = 0
    reason: str = ""
    obligations: tuple[str, ...] = ()

    @property
    def entitled(self) -> int:
        """Who is present and not biased."""
        return self.present - self.biased

    @property
    def cast(self) -> int:
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, kw_only=True)
class SeatFacts:
    """A member of a jury on the day of a session; an open end of the term of office is None."""

    name: str
    is_of_fund: bool
    held_on: date
    serves_from: date | None = None
    serves_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class OrderFacts:
    """A payment order that is about to be made.

    `approved_cents` is the current approval less releases; `ordered_cents` all living orders of the case,
    `advances_cents` those before the proof (both without this one); `rest_cents` what the checked proof left
    to pay, None while no proof is checked; `account_returned` says that the bank sent money back from the
    account that would be paid to; `in_dispute` that a hold for a legal dispute stands.
    `register_entry_missing`: the grant is De-minimis aid, and nobody has recorded its entry in the register.
    """

    on: date
    kind: OrderKind
    amount_cents: int
    approved_cents: int
    ordered_cents: int = 0
    advances_cents: int = 0
    rest_cents: int | None = None
    remedy_until: date | None = None
    in_dispute: bool = False
    remedy_waived: bool = False
    bank_account_confirmed: bool = False
    account_returned: bool = False
    open_conditions: tuple[str, ...] = ()
    register_entry_missing: bool = False


@dataclass(frozen=True, kw_only=True)
class ReceiptFact:
    """One receipt; `accepted_cents` is None until it is checked. `sha256` and `document_number` if known.

    `amount_cents` is what counts; with `tax_cents`, which the tax office gives back, it is what was paid.
    """

    number: int
    dated_on: date
    payee: str
    purpose: str = ""
    amount_cents: int
    tax_cents: int = 0
    document_number: str = ""
    sha256: str = ""
    accepted_cents: int | None = None
    cut_cents: int = 0
    cut_reason: str = ""
    kept_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class UsedReceipt:
    """A receipt that another case has sent in; `reference` names that case, "" when it must not be named."""

    receipt: ReceiptFact
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class ProofFacts:
    """A proof of use as the rules see it.

    `notice_on` is the day the notice was posted; `used_receipts` are those of other cases, in all funds, that
    could be the same: only the check of the office looks at them.
    """

    as_of: date
    notice_on: date
    ends_on: date
    early_start_on: date | None = None
    grace_days: int = 0
    receipts: tuple[ReceiptFact, ...] = ()
    used_receipts: tuple[UsedReceipt, ...] = ()
    report: str = ""
    purpose_achieved: bool | None = None
