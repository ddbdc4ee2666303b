"""What seldom happens: put off, waived, sent back by the bank, carried on, disputed; see `expected`."""

from datetime import timedelta

from tests.grants.life.expected_end import TheEnd
from tests.grants.life.model import YEAR, Case, Order, working_day

PUT_OFF, MORE_TIME, PAUSE = timedelta(days=20), timedelta(days=21), timedelta(days=14)
TO_DEFER = ("due", "partly_paid", "reminded_1", "reminded_2", "deferred")
TO_RELIEVE = (*TO_DEFER, "enforcement")


class TheDetours(TheEnd):
    """All verbs of the books."""

    def may_defer_claim(self, case: Case, who: str, cents: int) -> bool:
        claim = case.claim
        can_be = claim is not None and claim.state in TO_DEFER and claim.relief is None
        return self.office(case, who, "CI") and can_be

    def defer_claim(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.state, case.claim.put_off = "deferred", working_day(self.day + PUT_OFF)

    def may_propose_waiver(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.claim is not None and case.claim.state in TO_RELIEVE
        return self.office(case, who, "QM", "CI") and can_be

    may_propose_write_off = may_propose_waiver

    def propose_waiver(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.relief = ("waive", who)

    def propose_write_off(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.relief = ("write_off", who)

    def may_propose_recall(self, case: Case, who: str, cents: int) -> bool:
        is_deferred = case.claim is not None and case.claim.state == "deferred"
        return self.office(case, who, "QM", "CI") and is_deferred

    def propose_recall(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.relief = ("recall", who)

    def may_recall(self, case: Case, who: str, cents: int) -> bool:
        is_deferred = case.claim is not None and case.claim.state == "deferred"
        return is_deferred and self._may_relieve(case, who, "recall")

    def recall(self, case: Case, who: str, cents: int) -> None:
        """As it was when the notice went out."""
        claim = case.claim
        assert claim is not None
        claim.state, claim.term, claim.put_off = "due", claim.due, None
        claim.relief, claim.reminded = None, False
        case.noticed.append(self.day)

    def _may_relieve(self, case: Case, who: str, relief: str) -> bool:
        """A second person decides on what somebody unbiased has proposed."""
        claim = case.claim
        if claim is None or claim.relief is None or claim.state not in TO_RELIEVE:
            return False
        proposed, proposer = claim.relief
        is_theirs = proposed == relief and proposer != who and proposer not in case.biased
        return self.office(case, who, "CI") and is_theirs

    def may_waive(self, case: Case, who: str, cents: int) -> bool:
        return self._may_relieve(case, who, "waive")

    def waive(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.state = "waived"
        case.noticed.append(self.day)
        self.close_if_settled(case)

    def may_write_off(self, case: Case, who: str, cents: int) -> bool:
        return self._may_relieve(case, who, "write_off")

    def write_off(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.state = "written_off"

    def returned(self, case: Case) -> Order | None:
        """The payment that the bank could send back: the last one."""
        return next((order for order in reversed(case.orders) if order.state == "executed"), None)

    def may_return_payment(self, case: Case, who: str, cents: int) -> bool:
        """What a claim counts with cannot come back."""
        can_be = self.returned(case) is not None and not case.claims
        return self.office(case, who, "KA") and can_be

    def return_payment(self, case: Case, who: str, cents: int) -> None:
        order, year = self.returned(case), self.account(case)
        assert order is not None
        order.state = "returned"
        year.committed, year.paid = year.committed + order.cents, year.paid - order.cents
        case.grant = "settling" if case.grant == "closed" else case.grant
        self.release_what_is_not_due(case)
        self.close_if_settled(case)

    def release_what_is_not_due(self, case: Case) -> None:
        """What came back and will not be paid anew is free again."""
        due = case.committed
        if case.grant == "settling" and case.entitlement is not None:
            due = max(case.entitlement, case.paid) - case.paid
        elif case.grant == "cancelled":
            due = case.committed if case.paid else 0
        self.account(case).committed -= case.committed - due
        case.released += case.committed - due

    def may_give_account(self, case: Case, who: str, cents: int) -> bool:
        on_its_way = any(order.state == "ordered" for order in case.orders)
        return who == "resident" and case.accepted and not on_its_way

    def give_account(self, case: Case, who: str, cents: int) -> None:
        """Another account: what was certified for the old one is certified anew, and a day goes by."""
        case.account, case.account_changed = case.account + 1, self.day
        for order in case.orders:
            if order.state in ("draft", "certified_arith"):
                order.state, order.certifier, order.account = "draft", "", case.account

    def _bound(self) -> list[Case]:
        return [case for case in self.cases if case.item and self.year_of(case) == YEAR and case.committed]

    def may_carry_commitments(self, case: Case, who: str, cents: int) -> bool:
        bound = self._bound()
        drafts = any(each.grant == "draft_notice" for each in bound)
        signed = any(order.state in ("ordered", "handed_over") for each in bound for order in each.orders)
        waits = drafts or (signed and self.day.year == YEAR)
        return self.office(Case(0, 0, 0, paper=False), who, "KM") and bool(bound) and not waits

    def carry_commitments(self, case: Case, who: str, cents: int) -> None:
        for each in self._bound():
            for year, sign in ((YEAR, -1), (YEAR + 1, 1)):
                self.years[year].committed += sign * each.committed
            self.years[YEAR].carried_out += each.committed
            self.years[YEAR + 1].carried_in += each.committed
            each.carried += 1

    def may_note_objection(self, case: Case, who: str, cents: int) -> bool:
        is_out = case.grant not in ("", "draft_notice")
        return self.office(case, who, "CI") and is_out and not case.objected

    def note_objection(self, case: Case, who: str, cents: int) -> None:
        case.objected, case.has_own_hold, case.held = True, not case.held, True

    def may_end_objection(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "CI") and case.objected

    def end_objection(self, case: Case, who: str, cents: int) -> None:
        case.objected, case.held = False, not case.has_own_hold

    def may_extend_proof_term(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.grant in ("proof_due", "proof_overdue") and "revocation" not in case.drafts
        return self.office(case, who, "QM", "CI") and can_be

    def extend_proof_term(self, case: Case, who: str, cents: int) -> None:
        """There is more time: whoever was reminded and heard is reminded and heard anew."""
        assert case.proof_due is not None
        case.grant, case.proof_due = "proof_due", max(case.proof_due, self.day) + MORE_TIME
        case.reminded, case.demanded = [], []

    def may_pause(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI")

    def pause(self, case: Case, who: str, cents: int) -> None:
        case.pauses.append((self.day, self.day + PAUSE))

    def may_vote_biased(self, case: Case, who: str, cents: int) -> bool:
        """Minutes in which somebody biased votes are never right."""
        return False

    def vote_biased(self, case: Case, who: str, cents: int) -> None:
        raise AssertionError("refused")
