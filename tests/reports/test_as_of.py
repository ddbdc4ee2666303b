"""A report over an earlier as-of day, made again after later changes, has the same bytes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from foundation.audit.actors import SYSTEM
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants.models import BudgetKind, Claim, Grant, PaymentKind, PaymentOrder
from grants.services.bindings import ThingLine, end_binding, enter_bound_thing
from grants.services.budgets import enter_budget
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.exits import cancel_grant
from grants.services.grants import advance_grants, extend_proof_term
from grants.services.judgements import Cut
from grants.services.payment_returns import return_payment
from grants.services.payments import execute_payment
from grants.services.proof_questions import ask_about_proof, complete_proof
from grants.services.proofs import ReceiptLine, add_receipt, save_report
from grants.services.repayments import record_repayment
from reports.catalog import CATALOG
from reports.contract import Commission, Report
from reports.forms import FUND_REPORTS
from reports.render import pdf_bytes, rows_of, sealed
from tests.stories import Story

pytestmark = pytest.mark.django_db
CASE_REPORTS = ("belegliste", "zahlenmaessiger-nachweis", "sachbericht")
Made = dict[str, dict[str, bytes]]


def made(story: Story, at: datetime) -> Made:
    """Every report on the fund as it was ordered at that moment."""
    commission = Commission(
        subject=f"fund:{story.fund.uuid}",
        params={"year": 2026},
        as_of=local_date(at),
        issued_at=at,
        number="D-2026-000001",
        creator="Kim Beispiel",
    )
    return {slug: _files(CATALOG[slug], commission) for slug in FUND_REPORTS}


def papers(story: Story, at: datetime) -> Made:
    """The reports on the case as they were ordered at that moment."""
    commission = Commission(
        subject=story.application.subject,
        params={},
        as_of=local_date(at),
        issued_at=at,
        number="D-2026-000001",
    )
    return {slug: _files(CATALOG[slug], commission) for slug in CASE_REPORTS}


def _files(report: Report[Any], commission: Commission) -> dict[str, bytes]:
    """The CSV, if it has one, and the PDF; the workbook holds the same and takes longest."""
    data = report.collect(commission)
    rows = rows_of(report, data)
    pdf = pdf_bytes(report, sealed(data, rows), issued_at=commission.issued_at, rows=rows)
    return {"csv": rows, "pdf": pdf} if rows else {"pdf": pdf}


def changed(before: Made, after: Made) -> list[tuple[str, str]]:
    return [
        (slug, each) for slug, files in before.items() for each in files if files[each] != after[slug][each]
    ]


@pytest.fixture
def paid_and_waiting(stories: Callable[..., Story]) -> tuple[Story, Story]:
    """One case has 100 euros and waits for 50, another has its notice."""
    first, second = stories(1, cents=20_000), stories(2, cents=10_000)
    first.accepted()
    second.accepted()
    first.paid(PaymentKind.ADVANCE, 10_000)
    first.ordered(PaymentKind.ADVANCE, 5_000)
    return first, second


def test_reports_of_an_earlier_day_stay_as_they_were(
    paid_and_waiting: tuple[Story, Story], stories: Callable[..., Story]
) -> None:
    first, second = paid_and_waiting
    people, early = first.people, first.now
    old = made(first, early)
    for each in (first, second):
        each.day += timedelta(days=45)
    advance_grants(now=first.now)
    waiting = PaymentOrder.objects.get(state="ordered")
    execute_payment(order=waiting, actor=people["cashier"], now=first.now)
    paid = PaymentOrder.objects.filter(state="executed").earliest("pk")
    return_payment(order=paid, reason="Konto erloschen", actor=people["cashier"], now=first.now)
    ended = Grant.objects.get(pk=first.grant.pk)
    cancel_grant(grant=ended, reason="Der Hof wird verkauft.", actor=first.resident, now=first.now)
    enter_budget(
        account=first.fund.accounts.get(),
        kind=BudgetKind.TOP_UP,
        amount_cents=5_000,
        actor=SYSTEM,
        now=first.now,
    )
    later = stories(3, cents=5_000)
    later.day = first.day
    later.submitted()
    assert changed(old, made(first, early)) == []
    today = made(first, first.now)
    differing = {slug for slug, each in changed(old, today) if each == "csv"}
    assert differing >= {
        "jahresuebersicht",
        "haushaltsueberwachung",
        "obligo",
        "zahlungsjournal",
        "fristenliste",
    }


def test_term_of_a_proof_stays_as_it_was(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    story.day = story.grant.ends_on + timedelta(days=3)
    advance_grants(now=story.now)
    due, before = story.now, made(story, story.now)
    story.day += timedelta(days=5)
    extend_proof_term(
        grant=Grant.objects.get(),
        until=story.day + timedelta(days=200),
        reason="Der Garten braucht länger.",
        actor=story.people["manager"],
        now=story.now,
    )
    assert changed(before, made(story, due)) == []
    assert ("fristenliste", "csv") in changed(before, made(story, story.now))


def test_claims_and_checks_of_an_earlier_day_stay_as_they_were(story: Story) -> None:
    people = story.people
    story.accepted()
    story.paid(PaymentKind.ADVANCE, story.cents)
    story.proof_sent(10_000)
    sent, before_check = story.now, made(story, story.now)
    story.day += timedelta(days=5)
    story.proof_confirmed()
    bench = ThingLine("Gartenbank", 50_000, story.day + timedelta(days=900), "Musterhof")
    thing = enter_bound_thing(grant=story.grant, thing=bench, actor=people["officer"], now=story.now)
    story.grant = Grant.objects.get(pk=story.grant.pk)
    heard_until = story.day + timedelta(days=20)
    claim = draft_claim(grant=story.grant, actor=people["officer"], now=story.now, heard_until=heard_until)
    story.post("anhoerung-rueckforderung")
    assert changed(before_check, made(story, sent)) == []
    checked, after_check = story.now, made(story, story.now)
    assert {slug for slug, each in changed(before_check, after_check) if each == "csv"} >= {
        "jahresuebersicht",
        "pruefvermerke",
    }
    story.day += timedelta(days=30)
    release_claim_notice(claim=claim, actor=people["officer2"], now=story.now)
    end_binding(thing=thing, reason="Die Bank ist verbrannt.", actor=people["officer"], now=story.now)
    assert changed(after_check, made(story, checked)) == []
    asked, after_notice = story.now, made(story, story.now)
    assert ("rueckforderungen", "csv") in changed(after_check, after_notice)
    story.day += timedelta(days=40)
    claim = Claim.objects.get()
    record_repayment(
        claim=claim, amount_cents=5_000, received_on=story.day, actor=people["cashier"], now=story.now
    )
    assert changed(after_notice, made(story, asked)) == []


def test_papers_of_a_case_stay_as_they_were_sent_and_checked(story: Story) -> None:
    story.accepted()
    people, resident = story.people, story.resident
    save_report(
        grant=story.grant, report="Es blüht.", donations_actual_cents=0, actor=resident, now=story.now
    )
    with pytest.raises(DomainError, match="noch keinen Nachweis"):
        papers(story, story.now)
    story.proof_sent(10_000)
    sent, first = story.now, papers(story, story.now)
    story.day += timedelta(days=2)
    due_on, manager = story.day + timedelta(days=14), people["manager"]
    story.grant = ask_about_proof(
        grant=story.grant, text="Fehlt ein Beleg?", due_on=due_on, actor=manager, now=story.now
    )
    line = ReceiptLine(story.grant.ends_on, "Gartenmarkt Beispiel", "Saatgut", 2_500)
    add_receipt(grant=story.grant, line=line, actor=resident, now=story.now)
    save_report(
        grant=story.grant, report="Mit Saatgut.", donations_actual_cents=0, actor=resident, now=story.now
    )
    assert changed(first, papers(story, sent)) == []
    story.grant = complete_proof(grant=story.grant, answer="Ja, hier.", actor=resident, now=story.now)
    completed, second = story.now, papers(story, story.now)
    assert {slug for slug, _ in changed(first, second)} == set(CASE_REPORTS)
    story.day += timedelta(days=2)
    story.proof_confirmed({1: Cut(1_000, "Pfand")})
    third = papers(story, story.now)
    assert {slug for slug, _ in changed(second, third)} == set(CASE_REPORTS)
    assert changed(first, papers(story, sent)) == []
    assert changed(second, papers(story, completed)) == []
