"""Boring builders: a case brought as far as a test needs it, through the real services and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from applicants.actors import actor_for
from applicants.models import Applicant
from applicants.services.bank_details import add_bank_account
from applicants.services.keys import issue_sheet_code
from foundation.audit.actors import Actor
from foundation.values.codes import make_token
from foundation.values.dates import BERLIN
from grants.models import Application, Fund, Grant, JurySession, Letter, Outcome, PaymentKind, PaymentOrder
from grants.services.applications import CostLine, save_answers, start_draft, submit_application
from grants.services.grants import accept_grant, advance_grants
from grants.services.judgements import Cut
from grants.services.letters import release_letters
from grants.services.notices import draft_award_notice, release_award_notice
from grants.services.payments import certify_order, execute_payment, order_payment, prepare_order
from grants.services.proofs import (
    ReceiptLine,
    add_receipt,
    check_proof,
    confirm_proof,
    save_report,
    submit_proof,
)
from grants.services.review import ask_question, declare_eligible
from grants.services.sessions import (
    Decision,
    close_session,
    invite_jury,
    open_session,
    plan_session,
    record_decision,
    schedule_application,
)
from tests.kept import kept

IBAN = "DE89370400440532013000"


def morning(day: date) -> datetime:
    """Ten o'clock in Berlin."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=BERLIN)


def sheet_code(applicant: Applicant, now: datetime) -> str:
    """A fresh code of the applicant's access sheet."""
    asked_by = applicant.reference
    return issue_sheet_code(applicant=applicant, form_nonce=make_token(), asked_by=asked_by, now=now).code


@dataclass
class Story:
    """One case and its days. Every method goes one step on and returns what came into being."""

    fund: Fund
    people: Mapping[str, Actor]
    day: date = date(2026, 3, 2)
    name: str = "Nachbarschaftsgruppe Musterhof"
    fields: dict[str, Any] = field(default_factory=dict)
    cents: int = 48_765
    donations_actual_cents: int | None = None

    @property
    def now(self) -> datetime:
        return morning(self.day)

    @property
    def resident(self) -> Actor:
        return actor_for(self.application.applicant)

    def applicant(self) -> Applicant:
        return Applicant.objects.create(created_at=self.now)

    def particulars(self) -> dict[str, Any]:
        """What the application says about who sends it."""
        return {
            "kind": "group",
            "name": self.name,
            "contact_person": "Alex Beispiel",
            "channel": "letter",
            "street": "Musterstraße 1",
            "postcode": "06844",
            "town": "Dessau-Roßlau",
            "is_adult": True,
        }

    @kept
    def draft(self) -> Application:
        """A draft with every answer that is needed."""
        self.application = start_draft(fund=self.fund, applicant=self.applicant(), now=self.now)
        answers = {
            "title": "Blühstreifen Musterhof",
            "description": "Wir säen einen Blühstreifen.",
            "place": "Musterhof",
            "starts_on": self.day + timedelta(days=40),
            "ends_on": self.day + timedelta(days=68),
            "requested_cents": self.cents,
            "own_cents": 0,
            "donations_cents": 0,
            "other_public_cents": 0,
            "not_begun_confirmed": True,
            "terms_accepted": True,
        } | self.fields
        self.application = save_answers(
            application=self.application,
            actor=self.resident,
            now=self.now,
            answers=answers,
            applicant_answers=self.particulars(),
            costs=[CostLine("Stauden und Saatgut", self.cents)],
        )
        return self.application

    @kept
    def submitted(self) -> Application:
        self.draft()
        self.application = submit_application(application=self.application, actor=self.resident, now=self.now)
        return self.application

    @kept
    def incomplete(self) -> Application:
        """The office has asked something, with a term of two weeks."""
        self.submitted()
        self.application = ask_question(
            application=self.application,
            text="Wem gehört der Hof?",
            due_on=self.day + timedelta(days=14),
            actor=self.people["manager"],
            now=self.now,
        )
        return self.application

    def post(self, kind: str, days_ago: int = 0) -> None:
        """The office sends the letters of this kind that wait."""
        letters = [each for each in Letter.objects.filter(kind=kind) if each.is_waiting]
        by, now = self.people["manager"], self.now - timedelta(days=days_ago)
        release_letters(letters=letters, count=len(letters), actor=by, now=now)

    @kept
    def eligible(self) -> Application:
        self.submitted()
        self.application = declare_eligible(
            application=self.application,
            eligible_items={1: True},
            field_of_action=next(iter(self.application.rules.fields_of_action), None),
            actor=self.people["manager"],
            now=self.now,
        )
        return self.application

    @kept
    def scheduled(self) -> Application:
        self.eligible()
        manager, jurors = self.people["manager"], list(self.fund.jury_members.all())
        session = self.fund.sessions.filter(held_on=self.day).first()
        if session is None:
            session = plan_session(fund=self.fund, held_on=self.day, actor=manager, now=self.now)
            session = invite_jury(session=session, actor=manager, now=self.now)
            session = open_session(session=session, present=jurors, actor=manager, now=self.now)
        self.application = schedule_application(
            application=self.application, session=session, actor=manager, now=self.now
        )
        return self.application

    def session(self) -> JurySession:
        """The session that the case stands on."""
        return self.fund.sessions.get(held_on=self.day)

    @kept
    def session_closed(self) -> JurySession:
        self.voted()
        return close_session(session=self.session(), actor=self.people["manager"], now=self.now)

    @kept
    def decided(self, outcome: Outcome, **minutes: Any) -> Application:
        """Scheduled and decided; `minutes` are the fields of a decision."""
        self.scheduled()
        self.application = record_decision(
            application=self.application,
            decision=Decision(outcome, **minutes),
            actor=self.people["manager"],
            now=self.now,
        )
        return self.application

    @kept
    def voted(self, amount_cents: int | None = None) -> Application:
        """Everybody has said yes."""
        votes = dict.fromkeys(self.fund.jury_members.all(), "yes")
        return self.decided(Outcome.YES, votes=votes, amount_cents=amount_cents or self.cents)

    @kept
    def drafted(self) -> Grant:
        self.voted()
        return self.drafted_now()

    @kept
    def drafted_now(self) -> Grant:
        """The city approves what the jury has said."""
        self.grant = draft_award_notice(
            application=self.application, actor=self.people["officer"], now=self.now
        )
        return self.grant

    @kept
    def issued(self) -> Grant:
        self.drafted()
        return self.issued_now()

    @kept
    def issued_now(self) -> Grant:
        """The notice that lies drafted goes out."""
        self.grant = release_award_notice(grant=self.grant, actor=self.people["officer2"], now=self.now)
        return self.grant

    @kept
    def accept_without_account(self) -> Grant:
        """The applicant says yes and has not said yet where the money goes."""
        self.grant = accept_grant(grant=self.grant, actor=self.resident, now=self.now, waiver=True)
        return self.grant

    @kept
    def accepted(self, *, waiver: bool = True) -> Grant:
        self.issued()
        return self.accepted_now(waiver=waiver)

    @kept
    def accepted_now(self, *, waiver: bool = True, **own_money: Any) -> Grant:
        """The applicant says yes and gives bank details."""
        account = add_bank_account(
            applicant=self.grant.case.applicant,
            holder=self.name,
            iban=IBAN,
            actor=self.resident,
            now=self.now,
        )
        self.grant = accept_grant(
            grant=self.grant,
            actor=self.resident,
            now=self.now,
            waiver=waiver,
            bank_account=account,
            **own_money,
        )
        return self.grant

    @kept
    def order(self, kind: PaymentKind, cents: int) -> PaymentOrder:
        """A prepared order; the story must have come far enough for it."""
        return prepare_order(
            grant=self.grant, kind=kind, amount_cents=cents, actor=self.people["certifier"], now=self.now
        )

    @kept
    def certified(self, kind: PaymentKind, cents: int) -> PaymentOrder:
        return certify_order(order=self.order(kind, cents), actor=self.people["certifier"], now=self.now)

    @kept
    def ordered(self, kind: PaymentKind, cents: int) -> PaymentOrder:
        return order_payment(order=self.certified(kind, cents), actor=self.people["orderer"], now=self.now)

    @kept
    def paid(self, kind: PaymentKind, cents: int) -> PaymentOrder:
        order = execute_payment(order=self.ordered(kind, cents), actor=self.people["cashier"], now=self.now)
        self.grant = Grant.objects.get(pk=self.grant.pk)
        return order

    @kept
    def proof_sent(self, *amounts: int) -> Grant:
        """The project is over, the receipts are in."""
        self.day = self.grant.ends_on + timedelta(days=3)
        advance_grants(now=self.now)
        for number, cents in enumerate(amounts, 1):
            line = ReceiptLine(self.grant.ends_on, f"Gartenmarkt Beispiel {number}", "Stauden", cents)
            add_receipt(grant=self.grant, line=line, actor=self.resident, now=self.now)
        save_report(
            grant=self.grant,
            report="Der Blühstreifen ist angelegt.",
            donations_actual_cents=self.donations_actual_cents,
            actor=self.resident,
            now=self.now,
        )
        self.grant = submit_proof(grant=self.grant, actor=self.resident, now=self.now)
        return self.grant

    @kept
    def proof_confirmed(self, cuts: Mapping[int, Cut] | None = None, **check: Any) -> Grant:
        """Checked by the manager, confirmed by the officer."""
        found = {"purpose_achieved": True} | check
        check_proof(grant=self.grant, cuts=cuts or {}, actor=self.people["manager"], now=self.now, **found)
        self.grant = confirm_proof(grant=self.grant, actor=self.people["officer"], now=self.now)
        return self.grant
