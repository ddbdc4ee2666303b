"""How often a page asks the database: the same however much there is to show (quality.md P3)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applicants.middleware import SESSION_KEY
from foundation.audit.actors import Actor
from grants.models import ChangeKind, Grant, InformationRequest, Notice, PaymentKind, PaymentOrder, Receipt
from grants.services.changes import Wish, request_change
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.grants import advance_grants
from grants.services.proof_questions import ask_about_proof
from grants.services.question_terms import ask_for_more_time
from grants.services.repayments import record_repayment
from tests.grants.services.sheets import discard, enter
from tests.grants.views.office_browser import browser_of
from tests.stories import Story

People = dict[str, Actor]


def submitted(story: Story) -> None:
    story.submitted()


def incomplete(story: Story) -> None:
    """A question is open, and more time is asked for."""
    case = story.incomplete()
    wished_on = story.day + timedelta(days=18)
    ask_for_more_time(
        target=case, wished_on=wished_on, text="Ich war weg.", actor=story.resident, now=story.now
    )


def eligible(story: Story) -> None:
    story.eligible()


def scheduled(story: Story) -> None:
    story.scheduled()


def voted(story: Story) -> None:
    story.voted()


def drafted(story: Story) -> None:
    story.drafted()


def running(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)


def proof_submitted(story: Story) -> None:
    running(story)
    story.proof_sent(8_000)


def asked_about_proof(story: Story) -> None:
    """A question about the receipts is open, and more time is asked for."""
    proof_submitted(story)
    grant = ask_about_proof(
        grant=story.grant, text="Wo ist der Bon?", due_on=story.day + timedelta(days=14),
        actor=story.people["manager"], now=story.now,
    )  # fmt: skip
    wished_on = story.day + timedelta(days=18)
    ask_for_more_time(
        target=grant, wished_on=wished_on, text="Ich war weg.", actor=story.resident, now=story.now
    )


def settling(story: Story) -> None:
    """More was paid than could be shown: the rest is claimed back."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 20_000)
    story.proof_sent(8_000)
    story.proof_confirmed()
    heard = story.day - timedelta(days=1)
    claim = draft_claim(
        grant=story.grant,
        actor=story.people["officer"],
        now=story.now - timedelta(days=11),
        heard_until=heard,
    )
    story.post("anhoerung-rueckforderung", days_ago=11)
    release_claim_notice(claim=claim, actor=story.people["officer2"], now=story.now)


def due(story: Story) -> None:
    """The action is over, the proof is due."""
    running(story)
    story.day = story.grant.ends_on + timedelta(days=1)
    advance_grants(now=story.now)
    story.grant = Grant.objects.get(pk=story.grant.pk)


def changing(story: Story) -> None:
    running(story)
    wish = Wish(ChangeKind.PERIOD, "Der Regen kam dazwischen.", story.grant.ends_on + timedelta(days=7))
    story.grant = request_change(grant=story.grant, wish=wish, actor=story.resident, now=story.now)


def changing_account(story: Story) -> None:
    """Another account from a sheet waits for the second person, after one that was discarded."""
    running(story)
    enter(story)
    discard(story)
    enter(story)


def owing(story: Story) -> None:
    """A part has come back."""
    settling(story)
    claim = story.grant.claims.get()
    record_repayment(claim=claim, amount_cents=100, actor=story.people["cashier"], now=story.now)


# quality.md P3: reads of a case; session, user, roles and the page's frame are four more.
FRAME = 4
AT_MOST = 12
STATES: tuple[Callable[[Story], None], ...] = (
    submitted,
    incomplete,
    eligible,
    scheduled,
    voted,
    drafted,
    running,
    changing,
    changing_account,
    due,
    proof_submitted,
    asked_about_proof,
    settling,
    owing,
)


def reads(client: Client, address: str) -> int:
    """How many SELECT statements one request needs, without the frame."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return sum(each["sql"].startswith("SELECT") for each in queries) - FRAME


def grow(story: Story) -> None:
    """Fifty of everything that a case can have many of, as far as it has come."""
    case, now = story.application, story.now
    InformationRequest.objects.bulk_create(
        InformationRequest(
            application=case,
            number=number,
            text="?",
            due_on=story.day,
            asked_at=now,
            answer="!",
            answered_at=now,
        )
        for number in range(100, 150)
    )
    if hasattr(story, "grant") and story.grant.state != "draft_notice":
        gone = {"discarded_by": "a", "discarded_at": now, "discard_reason": "?"}
        Notice.objects.bulk_create(
            Notice(case=case, kind="award", drafted_by="a", drafted_at=now, **gone) for _ in range(50)
        )
        first = story.grant.orders.all()[0]
        shared = {"grant": story.grant, "bank_account": first.bank_account, "due_on": first.due_on}
        shared |= {"kind": first.kind, "budget_year": first.budget_year, "prepared_at": now}
        PaymentOrder.objects.bulk_create(
            PaymentOrder(**shared, number=f"LT-X-{number}", amount_cents=1) for number in range(50)
        )
    if hasattr(story, "grant") and story.grant.state in ("proof_submitted", "settling"):
        Receipt.objects.bulk_create(
            Receipt(
                proof=story.grant.proof,
                number=number,
                issued_on=story.day,
                paid_on=story.day,
                payee="Markt",
                purpose="Erde",
                amount_cents=1,
            )
            for number in range(100, 150)
        )


@pytest.mark.parametrize("state", STATES)
def test_case_page_asks_the_same_with_one_and_with_fifty(
    story: Story, people: People, state: Callable[[Story], None]
) -> None:
    state(story)
    address = reverse("office_case", args=[story.application.reference])
    few = reads(browser_of(people["manager"]), address)
    grow(story)
    assert reads(browser_of(people["manager"]), address) == few <= AT_MOST


def test_order_page_asks_the_same_with_one_and_with_fifty(story: Story, people: People) -> None:
    running(story)
    order = story.grant.orders.get()
    address = reverse("office_order", args=[order.number])
    few = reads(browser_of(people["orderer"]), address)
    grow(story)
    assert reads(browser_of(people["orderer"]), address) == few <= 13


@pytest.mark.parametrize("state", STATES)
def test_status_page_asks_the_same_with_one_and_with_fifty(
    story: Story, state: Callable[[Story], None], clock: time_machine.Traveller
) -> None:
    state(story)
    client = Client()
    session = client.session
    session[SESSION_KEY] = str(story.application.applicant.uuid)
    session.save()
    address = reverse("my_case", args=[story.application.reference])
    few = reads(client, address)
    grow(story)
    assert reads(client, address) == few <= 20
