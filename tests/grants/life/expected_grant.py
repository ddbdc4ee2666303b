"""What may be done with a grant and its money, and what it does to the books; see `expected`."""

from datetime import timedelta

from tests.grants.life.claim import Claim
from tests.grants.life.expected import BeforeTheGrant
from tests.grants.life.model import (
    HELD_CLAIM,
    OPEN_ORDER,
    OWED,
    PROOF_DAYS,
    YEAR,
    Case,
    Order,
    working_day,
    year_later,
)

PAYABLE = {"issued", "accepted", "running", "proof_due", "proof_overdue", "proof_submitted", "settling"}
LATE = ("running", "proof_due", "proof_overdue")
HEARING, PUT_OFF = timedelta(days=10), timedelta(days=20)
ONE_DAY = timedelta(days=1)


class TheGrant(BeforeTheGrant):
    """From the notice to the last cent."""

    def may_accept(self, case: Case, who: str, cents: int) -> bool:
        may_be = case.grant == "issued" or (case.grant in LATE and not case.accepted)
        return self.says_yes_or_no(case, who) and may_be

    def accept(self, case: Case, who: str, cents: int) -> None:
        case.accepted, case.waived = True, True
        case.grant = "accepted" if case.grant == "issued" else case.grant

    may_accept_only = may_accept

    def accept_only(self, case: Case, who: str, cents: int) -> None:
        """Without a waiver: an advance waits until nobody can attack the notice any more."""
        self.accept(case, who, cents)
        case.waived = False

    def may_decline(self, case: Case, who: str, cents: int) -> bool:
        return self.says_yes_or_no(case, who) and case.grant == "issued" and not case.order_open

    def decline(self, case: Case, who: str, cents: int) -> None:
        self.release_unpaid(case)
        case.grant = "declined"

    def may_cancel(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.grant in ("accepted", "running") and not case.order_open
        return self.says_yes_or_no(case, who) and can_be

    def cancel(self, case: Case, who: str, cents: int) -> None:
        case.grant = "cancelled"
        case.ends = min(case.ends, max(case.starts, self.day))
        if case.paid:
            case.proof_due = working_day(self.day + timedelta(days=PROOF_DAYS))
        else:
            self.release_unpaid(case)

    def may_settle_without_proof(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI") and case.grant == "cancelled" and case.paid > 0

    def settle_without_proof(self, case: Case, who: str, cents: int) -> None:
        case.grant = "proof_submitted"

    def may_request_change(self, case: Case, who: str, cents: int) -> bool:
        paper = case.paper and self.office(Case(0, 0, 0, paper=False), who, "QM")
        return (who == "resident" or paper) and case.grant in ("accepted", "running")

    def request_change(self, case: Case, who: str, cents: int) -> None:
        """Before its end the project may be put off, later only its costs can change."""
        put_off = self.day < case.ends
        case.change = ("period", case.ends + PUT_OFF) if put_off else ("costs", None)
        case.grant, case.preparers = "change_pending", set()

    def may_prepare_change(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM") and case.grant == "change_pending"

    def prepare_change(self, case: Case, who: str, cents: int) -> None:
        case.preparers.add(who)

    def may_decide_change(self, case: Case, who: str, cents: int) -> bool:
        is_second = bool(case.preparers) and who not in case.preparers
        return self.office(case, who, "CI") and case.grant == "change_pending" and is_second

    def decide_change(self, case: Case, who: str, cents: int) -> None:
        case.grant = "running" if self.day >= case.starts or case.paid else "accepted"
        if case.change is not None and case.change[1] is not None:
            case.ends = case.change[1]
            case.proof_due = working_day(case.ends + timedelta(days=PROOF_DAYS))

    def may_prepare_order(self, case: Case, who: str, cents: int) -> bool:
        if not self.office(case, who, "QM", "CI", "FC") or case.grant not in PAYABLE:
            return False
        waits = case.grant == "proof_submitted" and case.check is not None
        return not waits and self.payable(case, self.kind(case), cents)

    def kind(self, case: Case) -> str:
        return "advance" if case.entitlement is None else "final"

    def prepare_order(self, case: Case, who: str, cents: int) -> None:
        case.orders.append(Order(self.kind(case), cents, account=case.account))

    def _still_payable(self, case: Case) -> bool:
        order = case.order
        return order is not None and self.payable(case, order.kind, order.cents, order)

    def may_certify(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.order is not None and case.order.state == "draft"
        return self.office(case, who, "CI", "FC") and can_be and self._still_payable(case)

    def certify(self, case: Case, who: str, cents: int) -> None:
        assert case.order is not None
        case.order.state, case.order.certifier = "certified_arith", who

    def may_order(self, case: Case, who: str, cents: int) -> bool:
        order = case.order
        if order is None or order.state != "certified_arith" or who == order.certifier:
            return False
        has_rested = case.account_changed is None or self.day > case.account_changed
        return self.office(case, who, "FO") and has_rested and self._still_payable(case)

    def order(self, case: Case, who: str, cents: int) -> None:
        assert case.order is not None
        case.order.state, case.order.orderer = "ordered", who

    def may_execute(self, case: Case, who: str, cents: int) -> bool:
        order = case.order
        if order is None or order.state != "ordered" or who in (order.certifier, order.orderer):
            return False
        in_year = self.day.year == self.year_of(case)
        return self.office(case, who, "KA") and self._still_payable(case) and in_year

    def execute(self, case: Case, who: str, cents: int) -> None:
        assert case.order is not None
        paid, year = case.order, self.account(case)
        paid.state, paid.executor, paid.paid_on = "executed", who, self.day
        year.committed, year.paid = year.committed - paid.cents, year.paid + paid.cents
        case.grant = "running" if case.grant in ("issued", "accepted") else case.grant
        self.close_if_settled(case)

    def may_cancel_order(self, case: Case, who: str, cents: int) -> bool:
        if case.order is None or case.order.state not in OPEN_ORDER:
            return False
        drafted = case.order.state == "draft" and self.office(case, who, "QM", "CI", "FC")
        return drafted or self.office(Case(0, 0, 0, paper=False), who, "FO")

    def cancel_order(self, case: Case, who: str, cents: int) -> None:
        assert case.order is not None
        case.order.state = "cancelled"
        self.close_if_settled(case)

    def may_remind(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI") and case.grant in ("proof_due", "proof_overdue")

    def remind(self, case: Case, who: str, cents: int) -> None:
        case.reminded.append(self.day + HEARING)

    def may_demand(self, case: Case, who: str, cents: int) -> bool:
        term_over = bool(case.reminded) and self.day > case.reminded[-1]
        return self.office(case, who, "QM", "CI") and case.grant == "proof_overdue" and term_over

    def demand(self, case: Case, who: str, cents: int) -> None:
        case.demanded.append(self.day + HEARING)
        case.heard.append(self.day + HEARING)

    def may_send_proof(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.grant in LATE or (case.grant == "cancelled" and case.paid > 0)
        return self.own(case, who) and can_be and cents > 0

    def send_proof(self, case: Case, who: str, cents: int) -> None:
        case.grant, case.receipt, case.reported = "proof_submitted", cents, True
        case.receipt_on = min(self.day, case.ends)

    def may_ask_about_proof(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI") and case.grant == "proof_submitted"

    def ask_about_proof(self, case: Case, who: str, cents: int) -> None:
        case.grant, case.check = "proof_incomplete", None

    def may_complete_proof(self, case: Case, who: str, cents: int) -> bool:
        said = who == "resident" or self.office(case, who, "QM", "CI")
        return said and case.grant == "proof_incomplete" and case.reported

    def complete_proof(self, case: Case, who: str, cents: int) -> None:
        case.grant = "proof_submitted"

    def may_check(self, case: Case, who: str, cents: int) -> bool:
        """`cents` are cut; what was bought before the notice counts for nothing."""
        in_time = case.notice is not None and case.notice <= case.receipt_on <= case.ends
        fits = 0 <= cents <= case.receipt and (in_time or cents == case.receipt)
        return self.office(case, who, "QM", "CI") and case.grant == "proof_submitted" and fits

    def check(self, case: Case, who: str, cents: int) -> None:
        due = max(0, min(case.approved, case.receipt - cents - case.own))
        case.check = (who, due)

    def may_confirm(self, case: Case, who: str, cents: int) -> bool:
        is_second = case.check is not None and case.check[0] != who
        return self.office(case, who, "CI") and case.grant == "proof_submitted" and is_second

    def confirm(self, case: Case, who: str, cents: int) -> None:
        assert case.check is not None
        case.entitlement, case.check = case.check[1], None
        case.released = case.approved - max(case.entitlement, case.paid)
        self.account(case).committed -= case.released
        case.grant = "settling"
        self.close_if_settled(case)

    def may_draft_claim(self, case: Case, who: str, cents: int) -> bool:
        overpaid = case.paid - (case.entitlement or 0)
        can_be = case.grant == "settling" and overpaid > 0 and not case.claims
        return self.office(case, who, "QM", "CI") and can_be

    def draft_claim(self, case: Case, who: str, cents: int) -> None:
        heard = None if case.heard else self.day + HEARING
        case.claims.append(Claim(case.paid - (case.entitlement or 0), who, case.first_paid, heard))

    def may_take_back_claim(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.claim is not None and case.claim.state == "hearing"
        return self.office(case, who, "QM", "CI") and can_be

    def take_back_claim(self, case: Case, who: str, cents: int) -> None:
        case.claims.pop()

    def may_release_claim(self, case: Case, who: str, cents: int) -> bool:
        claim = case.claim
        if claim is None or claim.state != "hearing" or who == claim.author:
            return False
        heard = max(filter(None, [claim.heard_until, *case.heard]))
        return self.office(case, who, "CI") and self.day > heard

    def release_claim(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.state = "due"

    def may_repay(self, case: Case, who: str, cents: int) -> bool:
        claim = case.claim
        may_receive = self.office(Case(0, 0, 0, paper=False), who, "KA")
        can_be = claim is not None and claim.state in OWED and 0 < cents <= claim.cents - claim.repaid
        return may_receive and can_be

    def repay(self, case: Case, who: str, cents: int) -> None:
        claim = case.claim
        assert claim is not None
        claim.receive(cents, self.day)
        part = claim.state if claim.state in HELD_CLAIM else "partly_paid"
        claim.state = "paid" if claim.repaid == claim.cents else part
        self.years[self.day.year].paid -= cents
        self.close_if_settled(case)

    def _may_revoke(self, case: Case) -> bool:
        heard = bool(case.demanded) and self.day > max(case.demanded)
        in_year = case.proof_due is not None and self.day <= year_later(case.proof_due + ONE_DAY)
        return case.grant == "proof_overdue" and heard and in_year

    def may_draft_revocation(self, case: Case, who: str, cents: int) -> bool:
        can_be = self._may_revoke(case) and "revocation" not in case.drafts
        return self.office(case, who, "QM", "CI") and can_be

    def draft_revocation(self, case: Case, who: str, cents: int) -> None:
        case.drafts["revocation"], case.revoked_cents = who, case.paid

    def may_take_back_revocation(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI") and "revocation" in case.drafts

    def take_back_revocation(self, case: Case, who: str, cents: int) -> None:
        case.drafts.pop("revocation")

    def may_revoke(self, case: Case, who: str, cents: int) -> bool:
        can_be = self._may_revoke(case) and "revocation" in case.drafts and not case.order_open
        is_second = self.office(case, who, "CI") and not self.wrote_draft(case, who)
        return is_second and can_be and case.revoked_cents == case.paid

    def revoke(self, case: Case, who: str, cents: int) -> None:
        case.grant = "revoked"
        author = case.drafts.pop("revocation")
        self.release_unpaid(case)
        if case.paid:
            case.claims.append(Claim(case.paid, author, case.first_paid, state="due"))

    def may_top_up(self, case: Case, who: str, cents: int) -> bool:
        return cents > 0

    def top_up(self, case: Case, who: str, cents: int) -> None:
        self.years[YEAR].top_ups += cents

    def may_block(self, case: Case, who: str, cents: int) -> bool:
        return 0 < cents <= self.years[YEAR].free

    def block(self, case: Case, who: str, cents: int) -> None:
        self.years[YEAR].blocked += cents

    may_carry_over = may_block

    def carry_over(self, case: Case, who: str, cents: int) -> None:
        self.years[YEAR].carried_out += cents
        self.years[YEAR + 1].carried_in += cents
