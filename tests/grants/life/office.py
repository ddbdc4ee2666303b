"""The real office: the same verbs as the books, each through the services that pages and player call."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from applicants.actors import actor_for
from applicants.models import Applicant
from foundation.accounts.actors import actor_of
from foundation.accounts.services import assign_role, create_user
from foundation.audit.actors import SYSTEM, Actor, ActorKind
from foundation.values.codes import make_token
from grants.models import AnswerWay, Application, ChangeKind, Fund, Grant, Outcome
from grants.models import BudgetKind as Kind
from grants.services import applications, review, sessions
from grants.services.budgets import carry_over, enter_budget
from grants.services.changes import Wish, decide_change, prepare_change, request_change
from grants.services.conflicts import declare_juror_conflict, declare_own_conflict
from grants.services.drafts import take_back_award_notice
from grants.services.exits import cancel_grant, decline_grant, settle_without_proof
from grants.services.lapses import draft_lapse, release_lapse
from grants.services.ledger import account_for
from grants.services.notices import (
    draft_award_notice,
    draft_rejection_notice,
    release_award_notice,
    release_rejection_notice,
)
from grants.services.on_behalf import Spoken
from tests.grants.life.model import JURORS, ROLES, YEAR, Books, Case
from tests.stories import morning

WHY = "So steht es im Vermerk."


def hire_allround(fund: Fund, now: datetime) -> Actor:
    """One person with every role that one person may have."""
    user = create_user(
        email="allround@stadt.example", display_name="Alma Muster", password=make_token(), by=SYSTEM, now=now
    )
    for role in sorted(ROLES["allround"]):
        assign_role(user=user, role=role, scope=fund.slug, by=SYSTEM, now=now)
    return actor_of(user, now, stepped_up=True)


class OfficeBeforeTheGrant:
    """From the draft to the notice. Every row is fetched anew, as a request does."""

    def __init__(self, fund: Fund, people: Mapping[str, Actor], books: Books) -> None:
        self.fund, self.books = fund, books
        self.stranger = actor_for(Applicant.objects.create(created_at=self.now))
        self.people = people
        self.pks = [self._apply(case) for case in books.cases]

    @property
    def now(self) -> datetime:
        return morning(self.books.day)

    def actor(self, case: Case, who: str) -> Actor:
        if who == "resident":
            return actor_for(self.case(case).applicant)
        return self.stranger if who == "stranger" else self.people[who]

    def case(self, case: Case) -> Application:
        return Application.objects.select_related("applicant", "fund", "rules").get(pk=self.pks[case.number])

    def grant(self, case: Case) -> Grant:
        return Grant.objects.get(case=self.pks[case.number])

    def case_step(self, case: Case, actor: Actor) -> dict[str, Any]:
        return {"application": self.case(case), "actor": actor, "now": self.now}

    def step(self, case: Case, actor: Actor) -> dict[str, Any]:
        return {"grant": self.grant(case), "actor": actor, "now": self.now}

    def _apply(self, case: Case) -> int:
        applicant = Applicant.objects.create(created_at=self.now)
        channel = "paper" if case.paper else "web"
        draft = applications.start_draft(fund=self.fund, applicant=applicant, now=self.now, channel=channel)
        return draft.pk

    def submit(self, case: Case, actor: Actor, cents: int) -> None:
        starts = self.books.day + timedelta(days=case.lead)
        saved = applications.save_answers(
            **self.case_step(case, actor),
            answers={
                "title": "Blühstreifen Musterhof",
                "description": "Wir säen einen Blühstreifen.",
                "place": "Musterhof",
                "starts_on": starts,
                "ends_on": starts + timedelta(days=14),
                "requested_cents": case.requested,
                "own_cents": 0,
                "donations_cents": 0,
                "other_public_cents": 0,
                "not_begun_confirmed": True,
                "terms_accepted": True,
            },
            applicant_answers={
                "kind": "group",
                "name": f"Nachbarschaft Muster {case.number}",
                "contact_person": "Alex Beispiel",
                "channel": "letter",
                "street": "Musterstraße 1",
                "postcode": "06844",
                "town": "Dessau-Roßlau",
                "is_adult": True,
            },
            costs=[applications.CostLine("Stauden und Saatgut", case.requested)],
        )
        applications.submit_application(application=saved, actor=actor, now=self.now)

    def ask(self, case: Case, actor: Actor, cents: int) -> None:
        due_on = self.books.day + timedelta(days=14)
        review.ask_question(**self.case_step(case, actor), text="Wem gehört der Hof?", due_on=due_on)

    def answer(self, case: Case, actor: Actor, cents: int) -> None:
        applications.answer_question(
            **self.case_step(case, actor), text="Der Stadt.", spoken=self.spoken(actor)
        )

    def spoken(self, actor: Actor) -> Spoken | None:
        """Staff say from whom an answer is."""
        is_staff = actor.kind is ActorKind.STAFF
        return Spoken(AnswerWay.PHONE, "Alex Beispiel", self.books.day) if is_staff else None

    def declare_eligible(self, case: Case, actor: Actor, cents: int) -> None:
        first = self.case(case).rules.fields_of_action[0] if case.state != "draft" else None
        review.declare_eligible(
            **self.case_step(case, actor),
            eligible_items={1: True},
            eligible_cents=cents,
            field_of_action=first,
        )

    def declare_ineligible(self, case: Case, actor: Actor, cents: int) -> None:
        review.declare_ineligible(**self.case_step(case, actor), reason=WHY)

    def schedule(self, case: Case, actor: Actor, cents: int) -> None:
        manager, jurors = self.people["manager"], list(self.fund.jury_members.all())
        session = self.fund.sessions.filter(held_on=self.books.day).first()
        if session is None:
            when: dict[str, Any] = {"actor": manager, "now": self.now}
            session = sessions.plan_session(fund=self.fund, held_on=self.books.day, **when)
            session = sessions.invite_jury(session=session, **when)
            session = sessions.open_session(session=session, present=jurors, **when)
        sessions.schedule_application(**self.case_step(case, actor), session=session)

    def close_session(self, case: Case, actor: Actor, cents: int) -> None:
        session = self.fund.sessions.get(held_on=case.session or self.books.day)
        sessions.close_session(session=session, actor=actor, now=self.now)

    def _decide(self, case: Case, actor: Actor, outcome: Outcome, word: str, cents: int | None) -> None:
        jurors = list(self.fund.jury_members.all())
        voters = [juror for place, juror in enumerate(jurors) if place not in case.biased_jurors]
        votes = dict.fromkeys(voters, word) if word else {}
        decision = sessions.Decision(outcome, votes=votes, amount_cents=cents, reason=WHY)
        sessions.record_decision(**self.case_step(case, actor), decision=decision)

    def vote_yes(self, case: Case, actor: Actor, cents: int) -> None:
        self._decide(case, actor, Outcome.YES, "yes", cents)

    def vote_partial(self, case: Case, actor: Actor, cents: int) -> None:
        self._decide(case, actor, Outcome.PARTIAL, "yes", cents)

    def vote_no(self, case: Case, actor: Actor, cents: int) -> None:
        self._decide(case, actor, Outcome.NO, "no", None)

    def defer(self, case: Case, actor: Actor, cents: int) -> None:
        self._decide(case, actor, Outcome.DEFERRED, "", None)

    def juror_is_biased(self, case: Case, actor: Actor, cents: int) -> None:
        place = min(len(case.biased_jurors), JURORS - 1)
        member = self.fund.jury_members.all()[place]
        declare_juror_conflict(**self.case_step(case, actor), member=member)

    def say_bias(self, case: Case, actor: Actor, cents: int) -> None:
        declare_own_conflict(**self.case_step(case, actor))

    def reopen(self, case: Case, actor: Actor, cents: int) -> None:
        sessions.reopen_vote(**self.case_step(case, actor))

    def withdraw(self, case: Case, actor: Actor, cents: int) -> None:
        applications.withdraw_application(**self.case_step(case, actor), reason=WHY)

    def draft_rejection(self, case: Case, actor: Actor, cents: int) -> None:
        draft_rejection_notice(**self.case_step(case, actor), reason=WHY)

    def release_rejection(self, case: Case, actor: Actor, cents: int) -> None:
        release_rejection_notice(**self.case_step(case, actor))

    def draft_award(self, case: Case, actor: Actor, cents: int) -> None:
        draft_award_notice(**self.case_step(case, actor), reason=WHY)

    def take_back_award(self, case: Case, actor: Actor, cents: int) -> None:
        take_back_award_notice(**self.step(case, actor), reason=WHY)

    def release_award(self, case: Case, actor: Actor, cents: int) -> None:
        release_award_notice(**self.step(case, actor))

    def expire(self, case: Case, actor: Actor, cents: int) -> None:
        with transaction.atomic():
            drafters = (name for name in ("manager", "officer", "officer2") if name not in case.biased)
            drafter = next((self.people[name] for name in drafters if self.people[name] != actor), actor)
            draft_lapse(**self.step(case, drafter), reason=WHY)
            release_lapse(**self.step(case, actor))

    def decline(self, case: Case, actor: Actor, cents: int) -> None:
        decline_grant(**self.step(case, actor))

    def cancel(self, case: Case, actor: Actor, cents: int) -> None:
        cancel_grant(**self.step(case, actor), reason=WHY)

    def settle_without_proof(self, case: Case, actor: Actor, cents: int) -> None:
        settle_without_proof(**self.step(case, actor), reason=WHY, none_come=True)

    def request_change(self, case: Case, actor: Actor, cents: int) -> None:
        put_off = self.books.day < case.ends
        wish = (
            Wish(ChangeKind.PERIOD, WHY, case.ends + timedelta(days=20))
            if put_off
            else Wish(ChangeKind.COSTS, WHY)
        )
        request_change(**self.step(case, actor), wish=wish)

    def prepare_change(self, case: Case, actor: Actor, cents: int) -> None:
        prepare_change(**self.step(case, actor), approve=True, reason=WHY)

    def decide_change(self, case: Case, actor: Actor, cents: int) -> None:
        decide_change(**self.step(case, actor), approve=True)

    def top_up(self, case: Case, actor: Actor, cents: int) -> None:
        self._enter(Kind.TOP_UP, actor, cents)

    def block(self, case: Case, actor: Actor, cents: int) -> None:
        self._enter(Kind.BLOCK, actor, cents)

    def _enter(self, kind: Kind, actor: Actor, cents: int) -> None:
        account = account_for(fund=self.fund, budget_year=YEAR)
        enter_budget(account=account, kind=kind, amount_cents=cents, actor=actor, now=self.now)

    def carry_over(self, case: Case, actor: Actor, cents: int) -> None:
        source, target = (account_for(fund=self.fund, budget_year=year) for year in (YEAR, YEAR + 1))
        carry_over(source=source, target=target, amount_cents=cents, actor=actor, now=self.now)
