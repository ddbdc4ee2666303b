"""A grant while it runs: acceptance before and after the start, bank details, the daily run, reminders."""

from datetime import date, timedelta
from typing import Any

import pytest

from applicants.models import BankAccount
from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import ANYONE, Actor
from foundation.audit.models import AuditEntry
from foundation.values.dates import format_long_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import Application, Grant, Letter, Obligation, PaymentKind, TransitionRecord
from grants.selectors.resident_progress import progress_of
from grants.selectors.terms import terms_between
from grants.services.grants import (
    accept_grant,
    advance_grants,
    close_if_settled,
    demand_proof,
    extend_proof_term,
    fulfil_obligations,
    give_bank_details,
    remind_proof,
)
from tests.grants.rows import everything, fetch, findings, refusal
from tests.stories import IBAN, Story, morning

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")


def bank_account(story: Story, application: Application | None = None) -> BankAccount:
    applicant = (application or story.application).applicant
    return add_bank_account(
        applicant=applicant, holder="Muster", iban=IBAN, actor=story.resident, now=story.now
    )


def accept(story: Story, actor: Actor | None = None, **more: Any) -> Grant:
    return accept_grant(grant=story.grant, actor=actor or story.resident, now=story.now, **more)


def go_to(story: Story, day: date) -> int:
    """The daily run of that day -> steps."""
    story.day = day
    steps = advance_grants(now=story.now)
    story.grant = fetch(story.grant)
    return steps


def test_acceptance_before_the_start(story: Story) -> None:
    story.voted(45_475)  # of 487.65: 32.90 are left to pay
    story.drafted_now()
    story.issued_now()
    account = bank_account(story)
    accepted = accept(story, waiver=True, own_committed_cents=3_290, bank_account=account)
    stored = fetch(accepted)
    assert (stored.state, stored.accepted_on, stored.waiver_on) == ("accepted", story.day, story.day)
    assert (stored.own_committed_cents, stored.bank_account) == (3_290, account)


def test_acceptance_without_waiver_and_account(story: Story) -> None:
    story.issued()
    stored = fetch(accept(story))
    assert (stored.state, stored.accepted_on, stored.waiver_on, stored.bank_account) == (
        "accepted",
        story.day,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("days_after_the_start", "state"), [(0, "running"), (28, "proof_due"), (90, "proof_overdue")]
)
def test_late_acceptance_keeps_the_state_and_counts_once(
    story: Story, days_after_the_start: int, state: str
) -> None:
    story.issued()
    go_to(story, story.grant.starts_on + timedelta(days=days_after_the_start))
    story.grant = accept(story, waiver=True)
    assert (story.grant.state, story.grant.accepted_on, story.grant.waiver_on) == (
        state,
        story.day,
        story.day,
    )
    assert findings(accept, story) == ("grant.accepted",)


@pytest.mark.parametrize(
    ("committed", "why", "stored"),
    [
        (None, "", (6_765, "")),
        (6_765, "Nicht gebraucht.", (6_765, "")),
        (5_000, " Der Kuchen fällt weg. ", (5_000, "Der Kuchen fällt weg.")),
        (0, "Wir haben nichts.", (0, "Wir haben nichts.")),
    ],
)
def test_own_money_of_the_plan_is_kept_unless_a_sentence_says_why(
    story: Story, committed: int | None, why: str, stored: tuple[int, str]
) -> None:
    story.voted(42_000)
    story.drafted_now()
    story.issued_now()
    less = {"own_committed_cents": 6_764, "own_less_reason": "  "}
    assert refusal(accept, story, **less) == (InvalidInput, "own_money.less")
    for cents, code in ((6_766, "more"), (2**63, "more"), (-1, "negative"), (-(10**6), "negative")):
        wrong = {"own_committed_cents": cents, "own_less_reason": "x"}
        assert refusal(accept, story, **wrong) == (InvalidInput, f"own_money.{code}")
    grant = fetch(accept(story, own_committed_cents=committed, own_less_reason=why))
    assert (grant.own_committed_cents, grant.own_less_reason) == stored


def test_acceptance_refusals(story: Story, manager: Actor) -> None:
    story.drafted()
    assert refusal(accept, story) == (DomainError, "state.no_edge")
    story.issued_now()
    assert refusal(accept, story, manager) == DENIED
    assert refusal(accept, story, ANYONE) == DENIED
    assert refusal(accept, story, expected_version=0) == (StaleVersion, "version.stale")
    accept(story)
    assert refusal(accept, story) == (DomainError, "state.no_edge")


def test_account_of_somebody_else_is_refused(story: Story, stories: Any) -> None:
    other = stories(2)
    other.draft()
    story.issued()
    theirs = bank_account(story, other.application)
    assert refusal(accept, story, bank_account=theirs) == (DomainError, "bank_account.other_applicant")


def test_bank_details_are_given_once_and_by_the_resident(story: Story, stories: Any, manager: Actor) -> None:
    other = stories(2)
    other.draft()
    story.issued()
    story.grant = accept(story)
    mine, theirs = bank_account(story), bank_account(story, other.application)

    def give(account: BankAccount, actor: Actor) -> Grant:
        return give_bank_details(grant=story.grant, bank_account=account, actor=actor, now=story.now)

    assert refusal(give, mine, manager) == DENIED
    assert refusal(give, mine, other.resident) == DENIED
    assert refusal(give, theirs, story.resident) == (DomainError, "bank_account.other_applicant")
    given = give(mine, story.resident)
    entry = AuditEntry.objects.order_by("-seq")[0]
    assert (fetch(given).bank_account, entry.action) == (mine, "grant.bank_details")
    assert entry.details == {"bank_account": mine.uuid.hex}
    assert refusal(give, mine, story.resident) == (DomainError, "bank_account.exists")


def test_daily_run_walks_the_dates_and_no_step_twice(story: Story) -> None:
    story.accepted()
    grant = story.grant
    assert grant.proof_due_on is not None
    days = [
        grant.starts_on - timedelta(days=1),
        grant.starts_on,
        grant.starts_on,
        grant.ends_on - timedelta(days=1),
        grant.ends_on,
        grant.proof_due_on,
        grant.proof_due_on + timedelta(days=1),
        grant.proof_due_on + timedelta(days=99),
    ]
    walked = [(go_to(story, day), story.grant.state) for day in days]
    assert walked == [
        (0, "accepted"),
        (1, "running"),
        (0, "running"),
        (0, "running"),
        (1, "proof_due"),
        (0, "proof_due"),
        (1, "proof_overdue"),
        (0, "proof_overdue"),
    ]


def test_daily_run_catches_up_and_changes_nothing_the_second_time(story: Story, stories: Any) -> None:
    story.issued()
    other = stories(2)
    other.accepted()
    later = story.grant.starts_on + timedelta(days=200)
    assert go_to(story, later) == 6
    before = everything()
    assert go_to(story, later) == 0
    assert everything() == before
    assert set(Grant.objects.values_list("state", flat=True)) == {"proof_overdue"}


def test_first_money_begins_the_project(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    assert (story.grant.state, story.day < story.grant.starts_on) == ("running", True)


def test_more_time_for_the_proof_begins_the_way_anew(story: Story, manager: Actor, officer: Actor) -> None:
    story.accepted()
    first = story.grant.proof_due_on
    assert first is not None
    go_to(story, first + timedelta(days=7))
    until = story.day + timedelta(days=14)
    story.grant = remind_proof(grant=story.grant, until=until, actor=manager, now=story.now)
    more: dict[str, Any] = {"until": until, "reason": "Sie war krank.", "now": story.now, "actor": manager}
    assert refusal(extend_proof_term, grant=story.grant, **more | {"actor": story.resident}) == DENIED
    assert refusal(extend_proof_term, grant=story.grant, **more | {"reason": " "}) == (
        DomainError, "reason.missing"
    )  # fmt: skip
    for day in (story.day, first):
        assert refusal(extend_proof_term, grant=story.grant, **more | {"until": day}) == (
            InvalidInput, "proof.term"
        )  # fmt: skip
    longer = extend_proof_term(grant=story.grant, **more)
    assert (longer.state, longer.proof_due_on) == ("proof_due", until)
    assert TransitionRecord.objects.latest("pk").reason == "Sie war krank."
    letter = Letter.objects.get(kind="nachweis-verlaengerung")
    assert letter.case == longer.case
    assert "Wir brauchen von Ihnen:\n- einen kurzen Bericht" in letter.body
    due = [term.on for term in terms_between([longer.fund], story.day, until) if term.kind == "proof_due"]
    assert due == [until]
    assert "bis " + format_long_date(until) in progress_of(longer.case, longer, story.day).next_date
    go_to(story, until + timedelta(days=1))
    again = {"grant": story.grant, "until": until + timedelta(days=20), "actor": officer, "now": story.now}
    assert story.grant.state == "proof_overdue"
    assert findings(demand_proof, **again) == ("proof.not_reminded",)


def test_reminder_then_demand_in_this_order(story: Story, manager: Actor, certifier: Actor) -> None:
    story.accepted()
    assert story.grant.proof_due_on is not None
    go_to(story, story.grant.proof_due_on + timedelta(days=7))
    until = story.day + timedelta(days=14)
    step: dict[str, Any] = {"until": until, "now": story.now}
    assert refusal(remind_proof, grant=story.grant, actor=certifier, **step) == DENIED
    assert findings(demand_proof, grant=story.grant, actor=manager, **step) == ("proof.not_reminded",)
    story.grant = remind_proof(grant=story.grant, actor=manager, **step)
    assert findings(demand_proof, grant=story.grant, actor=manager, **step) == (
        "proof.reminder_runs",
        "letter.waits",
    )
    story.post("nachweis-erinnerung")
    story.day = until
    step = {"until": until + timedelta(days=14), "now": story.now}
    assert findings(demand_proof, grant=story.grant, actor=manager, **step) == ("proof.reminder_runs",)
    story.day = until + timedelta(days=1)
    step["now"] = story.now
    demanded = demand_proof(grant=story.grant, actor=manager, **step)
    assert (demanded.state, demanded.demand_sent_on) == ("proof_overdue", story.day)
    assert list(demanded.reminders.values_list("kind", "sent_on", "until")) == [
        ("reminder", until - timedelta(days=14), until),
        ("demand", story.day, until + timedelta(days=14)),
    ]


def test_reminder_before_the_proof_is_due_is_refused(story: Story, manager: Actor) -> None:
    story.accepted()
    found = refusal(remind_proof, grant=story.grant, until=story.day, actor=manager, now=story.now)
    assert found == (DomainError, "state.no_edge")


@pytest.fixture
def settling(story: Story) -> Story:
    """Checked and paid in full, with one obligation that is still open."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 48_765)
    Obligation.objects.create(grant=story.grant, text="Logo zeigen")
    story.proof_sent(48_765)
    story.proof_confirmed(open_obligations=["Logo zeigen"])
    return story


def test_open_obligation_keeps_a_settled_grant_open(settling: Story, manager: Actor, cashier: Actor) -> None:
    grant = settling.grant
    fulfilled: dict[str, Any] = {"grant": grant, "shown_by": "Foto vom Schild", "now": settling.now}
    assert close_if_settled(grant=grant, actor=manager, now=settling.now).state == "settling"
    assert refusal(fulfil_obligations, actor=cashier, **fulfilled) == DENIED
    kept = fulfil_obligations(actor=manager, except_for=("Logo zeigen",), **fulfilled)
    assert kept.state == "settling"
    closed = fulfil_obligations(actor=manager, **fulfilled)
    assert (closed.state, Obligation.objects.get().fulfilled_on) == ("closed", settling.day)
    entry = AuditEntry.objects.get(action="obligation.fulfil")
    assert entry.details == {"count": 1}


def test_daily_run_counts_the_day_in_berlin(story: Story) -> None:
    story.accepted()
    last_second = morning(story.grant.starts_on).replace(hour=0) - timedelta(seconds=1)
    assert advance_grants(now=last_second) == 0
    assert advance_grants(now=last_second + timedelta(seconds=1)) == 1
