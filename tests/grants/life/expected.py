"""What may be done with an application and what it does to the books: two methods for each verb.

`may_<verb>(case, who, cents)` foretells whether the office says yes, `<verb>(…)` is what follows.
"""

from datetime import date, timedelta

from tests.grants.life.model import ACCEPTANCE_DAYS, CAP, JURORS, QUORUM, Books, Case, Item, working_day

BEFORE_APPROVAL = {
    "draft", "submitted", "incomplete", "eligible", "ineligible", "scheduled", "deferred", "voted_yes",
    "voted_partial", "voted_no",
}  # fmt: skip
VOTED = ("voted_yes", "voted_partial", "voted_no")


class BeforeTheGrant(Books):
    """From the draft to the notice."""

    def may_submit(self, case: Case, who: str, cents: int) -> bool:
        return self.own(case, who) and case.state == "draft"

    def submit(self, case: Case, who: str, cents: int) -> None:
        case.state, case.sent = "submitted", True
        case.starts = self.day + timedelta(days=case.lead)
        case.ends = case.starts + timedelta(days=14)

    def may_ask(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI") and case.state == "submitted"

    def ask(self, case: Case, who: str, cents: int) -> None:
        case.state = "incomplete"

    def may_answer(self, case: Case, who: str, cents: int) -> bool:
        """By telephone or letter the office answers for anybody."""
        said = who == "resident" or self.office(case, who, "QM", "CI")
        return said and case.state == "incomplete"

    def answer(self, case: Case, who: str, cents: int) -> None:
        case.state = "submitted"

    def may_declare_eligible(self, case: Case, who: str, cents: int) -> bool:
        return (
            self.office(case, who, "QM", "CI") and case.state == "submitted" and 0 < cents <= case.requested
        )

    def declare_eligible(self, case: Case, who: str, cents: int) -> None:
        case.state, case.eligible = "eligible", cents

    def may_declare_ineligible(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI") and case.state == "submitted"

    def declare_ineligible(self, case: Case, who: str, cents: int) -> None:
        case.state = "ineligible"

    def may_schedule(self, case: Case, who: str, cents: int) -> bool:
        is_free = self.sessions.get(self.day, True)
        return self.may_meet(case, who) and case.state in ("eligible", "deferred") and is_free

    def may_meet(self, case: Case, who: str) -> bool:
        """Holding a session decides nothing: a bias does not matter."""
        return self.office(Case(0, 0, 0, paper=False), who, "QM", "CI")

    def schedule(self, case: Case, who: str, cents: int) -> None:
        case.state, case.session = "scheduled", self.day
        self.sessions[self.day] = True

    def may_close_session(self, case: Case, who: str, cents: int) -> bool:
        waits = any(each.state == "scheduled" and each.session == case.session for each in self.cases)
        is_open = case.session is not None and self.sessions[case.session]
        return self.may_meet(case, who) and is_open and not waits

    def close_session(self, case: Case, who: str, cents: int) -> None:
        assert case.session is not None
        self.sessions[case.session] = False

    def may_decide(self, case: Case, who: str) -> bool:
        return (
            self.office(case, who, "QM", "CI")
            and case.state == "scheduled"
            and case.session is not None
            and self.sessions[case.session]
        )

    def has_quorum(self, case: Case) -> bool:
        return JURORS - len(case.biased_jurors) >= QUORUM

    def may_vote_yes(self, case: Case, who: str, cents: int) -> bool:
        if not self.may_decide(case, who) or not self.has_quorum(case) or case.session is None:
            return False
        return 0 < cents <= min(case.requested, case.eligible, CAP, self.years[case.session.year].free)

    may_vote_partial = may_vote_yes

    def may_vote_no(self, case: Case, who: str, cents: int) -> bool:
        return self.may_decide(case, who) and self.has_quorum(case)

    def may_defer(self, case: Case, who: str, cents: int) -> bool:
        return self.may_decide(case, who)

    def vote_yes(self, case: Case, who: str, cents: int) -> None:
        self._reserve(case, "voted_yes", cents)

    def vote_partial(self, case: Case, who: str, cents: int) -> None:
        self._reserve(case, "voted_partial", cents)

    def vote_no(self, case: Case, who: str, cents: int) -> None:
        self._decide(case, "voted_no", 0)

    def defer(self, case: Case, who: str, cents: int) -> None:
        case.state, case.item = "deferred", None

    def _decide(self, case: Case, state: str, cents: int) -> None:
        assert case.session is not None
        voters = set(range(JURORS)) - case.biased_jurors
        case.state, case.item = state, Item(state, cents, voters, case.session.year)

    def _reserve(self, case: Case, state: str, cents: int) -> None:
        self._decide(case, state, cents)
        case.reserved = cents
        self.account(case).reserved += cents

    def _unreserve(self, case: Case) -> None:
        if case.reserved:
            self.account(case).reserved -= case.reserved
        case.reserved = 0

    def may_juror_is_biased(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI")

    def juror_is_biased(self, case: Case, who: str, cents: int) -> None:
        """The next member of the jury, while there is one; saying it twice changes nothing."""
        juror = min(len(case.biased_jurors), JURORS - 1)
        case.biased_jurors.add(juror)
        if case.item is not None:
            case.item.drop(juror)

    def may_say_bias(self, case: Case, who: str, cents: int) -> bool:
        return self.office(Case(0, 0, 0, paper=False), who, "QM", "CI", "FC", "FO")

    def say_bias(self, case: Case, who: str, cents: int) -> None:
        case.biased.add(who)

    def may_reopen(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI") and case.state in VOTED and case.fallen

    def reopen(self, case: Case, who: str, cents: int) -> None:
        self._unreserve(case)
        case.state, case.drafts = "deferred", {}

    def may_withdraw(self, case: Case, who: str, cents: int) -> bool:
        return self.own(case, who) and case.state in BEFORE_APPROVAL

    def withdraw(self, case: Case, who: str, cents: int) -> None:
        self._unreserve(case)
        case.state, case.drafts = "withdrawn", {}

    def may_draft_rejection(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.state in ("voted_no", "ineligible") and not case.fallen
        return self.office(case, who, "QM", "CI") and can_be and "rejection" not in case.drafts

    def draft_rejection(self, case: Case, who: str, cents: int) -> None:
        case.drafts["rejection"] = who

    def may_release_rejection(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.state in ("voted_no", "ineligible") and not case.fallen and "rejection" in case.drafts
        return self.office(case, who, "CI") and can_be and not self.wrote_draft(case, who)

    def release_rejection(self, case: Case, who: str, cents: int) -> None:
        case.state, case.drafts = "rejected", {}

    def may_draft_award(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.state in ("voted_yes", "voted_partial") and not case.fallen
        return self.office(case, who, "QM", "CI") and can_be

    def draft_award(self, case: Case, who: str, cents: int) -> None:
        year = self.account(case)
        year.reserved, year.committed = year.reserved - case.reserved, year.committed + case.reserved
        case.approved, case.reserved = case.reserved, 0
        case.state, case.grant = "approved", "draft_notice"
        case.drafts["award"] = who

    def may_take_back_award(self, case: Case, who: str, cents: int) -> bool:
        return self.office(case, who, "QM", "CI") and case.grant == "draft_notice"

    def take_back_award(self, case: Case, who: str, cents: int) -> None:
        year = self.account(case)
        year.reserved, year.committed = year.reserved + case.approved, year.committed - case.approved
        case.reserved, case.approved = case.approved, 0
        assert case.item is not None
        case.state, case.grant, case.drafts = case.item.outcome, "", {}

    def may_release_award(self, case: Case, who: str, cents: int) -> bool:
        can_be = case.grant == "draft_notice" and not case.fallen
        return self.office(case, who, "CI") and can_be and not self.wrote_draft(case, who)

    def release_award(self, case: Case, who: str, cents: int) -> None:
        case.grant, case.drafts, case.notice = "issued", {}, self.day
        case.proof_due = working_day(case.ends + timedelta(days=28))

    def may_expire(self, case: Case, who: str, cents: int) -> bool:
        if not self.office(case, who, "CI") or case.grant != "issued" or case.notice is None:
            return False
        another = any(name not in (who, *case.biased) for name in ("manager", "officer", "officer2"))
        return another and self.day > self.acceptance_until(case)

    def acceptance_until(self, case: Case) -> date:
        assert case.notice is not None
        return working_day(case.notice + timedelta(days=4 + ACCEPTANCE_DAYS))

    def expire(self, case: Case, who: str, cents: int) -> None:
        self.release_unpaid(case)
        case.grant = "declined"
        case.noticed.append(self.day)
