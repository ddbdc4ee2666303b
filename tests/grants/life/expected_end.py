"""What comes after the notices: a hold, dunning and enforcement, the archive; see `expected`."""

from collections.abc import Container
from datetime import timedelta

from tests.grants.life.expected_grant import TheGrant
from tests.grants.life.model import Case, remedy_end

NEW_TERM = timedelta(days=10)
#: Where a case may go to the archive from, with a grant and without.
ENDED = {"closed", "declined", "cancelled", "revoked"}
ENDED_BEFORE = {"rejected", "withdrawn"}
TO_REMIND = {"due": "reminded_1", "partly_paid": "reminded_1", "reminded_1": "reminded_2"}
TO_ENFORCE = ("partly_paid", "reminded_1", "reminded_2", "deferred")


class TheEnd(TheGrant):
    """From the notices to the archive."""

    def release_award(self, case: Case, who: str, cents: int) -> None:
        super().release_award(case, who, cents)
        case.noticed.append(self.day)

    def release_rejection(self, case: Case, who: str, cents: int) -> None:
        super().release_rejection(case, who, cents)
        case.noticed.append(self.day)

    def release_claim(self, case: Case, who: str, cents: int) -> None:
        super().release_claim(case, who, cents)
        self._begin_term(case)

    def revoke(self, case: Case, who: str, cents: int) -> None:
        super().revoke(case, who, cents)
        self._begin_term(case)

    def _begin_term(self, case: Case) -> None:
        case.noticed.append(self.day)
        if case.claim is not None:
            case.claim.term = case.claim.due = remedy_end(self.day)

    def may_hold(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "CI") and not case.held

    def hold(self, case: Case, who: str, cents: int) -> None:
        case.held = True

    def may_lift(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "CI") and case.held and not case.objected

    def lift(self, case: Case, who: str, cents: int) -> None:
        case.held = False

    def _may_press(self, case: Case, who: str, states: Container[str]) -> bool:
        """The Kasse presses nobody before the last day of their term has passed, or while there is a hold."""
        claim = case.claim
        if claim is None or claim.state not in states or case.held:
            return False
        return self.office(Case(0, 0, 0, paper=False), who, "KA") and self.day > claim.last_day

    def may_remind_claim(self, case: Case, who: str, cents: int) -> bool:
        return self._may_press(case, who, TO_REMIND)

    def remind_claim(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.state = TO_REMIND[case.claim.state]
        case.claim.term, case.claim.reminded = self.day + NEW_TERM, True

    def may_enforce(self, case: Case, who: str, cents: int) -> bool:
        was_told = case.claim is not None and (case.claim.reminded or case.claim.state == "deferred")
        return was_told and self._may_press(case, who, TO_ENFORCE)

    def enforce(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.state = "enforcement"

    def may_forgo_interest(self, case: Case, who: str, cents: int) -> bool:
        claim = case.claim
        waits = claim is not None and claim.interest > 0 and who != claim.author
        return waits and self.office(case, who, "CI")

    def forgo_interest(self, case: Case, who: str, cents: int) -> None:
        assert case.claim is not None
        case.claim.interest = 0
        self.close_if_settled(case)

    def may_archive(self, case: Case, who: str, cents: int) -> bool:
        over = case.grant in ENDED if case.grant else case.state in ENDED_BEFORE and case.sent
        owes = any(not claim.is_done for claim in case.claims)
        unjudged = case.grant == "cancelled" and case.paid > case.repaid
        may_go_to_court = any(self.day <= remedy_end(day) for day in case.noticed)
        open_ends = case.held or owes or unjudged or case.order_open or may_go_to_court
        return self.office(case, who, "CI") and over and not open_ends

    def archive(self, case: Case, who: str, cents: int) -> None:
        if case.grant:
            case.grant = "archived"
        else:
            case.state = "archived"
