"""Changes of a running grant: who asks, who prepares, who decides, and what stays of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, NotAllowed, StaleVersion
from grants.models import Application, ChangeKind, ChangeRequest, ChangeRuling, Notice, PaymentKind
from grants.services.changes import Wish, decide_change, prepare_change, request_change
from grants.services.grants import advance_grants
from tests.grants.rows import declare, fetch, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")


@pytest.fixture
def running(story: Story) -> Story:
    story.accepted()
    story.day = story.grant.starts_on + timedelta(days=1)
    advance_grants(now=story.now)
    story.grant = fetch(story.grant)
    return story


def later(story: Story, days: int = 21) -> Wish:
    return Wish(ChangeKind.PERIOD, "Es regnet.", story.grant.ends_on + timedelta(days=days))


def ask(story: Story, wish: Wish | None = None, actor: Actor | None = None, **more: Any) -> Story:
    story.grant = request_change(
        grant=story.grant, wish=wish or later(story), actor=actor or story.resident, now=story.now, **more
    )
    return story


def prepare(story: Story, actor: Actor, approve: bool = True, reason: str = "Gut.") -> ChangeRuling:
    return prepare_change(grant=story.grant, approve=approve, reason=reason, actor=actor, now=story.now)


def decide(story: Story, actor: Actor, approve: bool = True, **more: Any) -> Any:
    return decide_change(grant=story.grant, approve=approve, actor=actor, now=story.now, **more)


def test_approved_end_moves_the_day_the_proof_is_due(running: Story, manager: Actor, officer: Actor) -> None:
    before, due = running.grant.ends_on, running.grant.proof_due_on
    prepare(ask(running), manager)
    decided = fetch(decide(running, officer))
    assert (decided.state, decided.ends_on) == ("running", before + timedelta(days=21))
    assert decided.proof_due_on == (due + timedelta(days=21) if due else None) == date(2026, 6, 29)
    change = ChangeRequest.objects.get()
    assert [(each.is_final, each.ends_before) for each in change.rulings.all()] == [
        (False, before),
        (True, before),
    ]


def test_refused_change_leaves_everything_as_it_was(running: Story, manager: Actor, officer: Actor) -> None:
    before = (running.grant.ends_on, running.grant.proof_due_on)
    prepare(ask(running), manager, approve=False)
    decided = fetch(decide(running, officer, approve=False))
    assert (decided.state, decided.ends_on, decided.proof_due_on) == ("running", *before)
    assert decided.case.notices.get(kind="change").title == "Ablehnung einer Änderung"


def test_second_request_is_numbered_and_the_first_stays(
    running: Story, manager: Actor, officer: Actor
) -> None:
    prepare(ask(running), manager)
    running.grant = decide(running, officer)
    ask(running, Wish(ChangeKind.COSTS, "Mehr Erde."))
    assert list(ChangeRequest.objects.values_list("number", "kind")) == [(1, "period"), (2, "costs")]


def test_nobody_but_the_applicant_asks(running: Story, manager: Actor, officer: Actor) -> None:
    words: dict[str, Any] = {"grant": running.grant, "wish": later(running), "now": running.now}
    for actor in (manager, officer):
        assert refusal(request_change, actor=actor, **words) == DENIED
    Application.objects.update(channel="paper")
    assert refusal(request_change, actor=officer, **words) == DENIED
    assert request_change(actor=manager, **words).state == "change_pending"


def test_city_does_not_prepare_and_who_prepared_does_not_decide(
    running: Story, manager: Actor, officer: Actor, certifier: Actor
) -> None:
    ask(running)
    for actor in (officer, certifier, running.resident):
        assert refusal(prepare, running, actor) == DENIED
    assert findings(decide, running, officer, reason="Gut.") == ("change.not_prepared",)
    both = Actor(
        manager.kind,
        manager.reference,
        manager.label,
        roles=manager.roles | officer.roles,
        email=manager.email,
    )
    prepare(running, both)
    for actor in (both, manager, running.resident):
        assert refusal(decide, running, actor) == DENIED
    assert decide(running, officer).state == "running"


def test_biased_people_neither_prepare_nor_decide(running: Story, manager: Actor, officer: Actor) -> None:
    prepare(ask(running), manager)
    declare(running.grant, officer.reference)
    declare(running.grant, manager.reference)
    assert refusal(prepare, running, manager) == DENIED
    assert refusal(decide, running, officer) == DENIED


def test_what_somebody_biased_has_prepared_is_prepared_anew(
    running: Story, manager: Actor, officer: Actor, certifier: Actor
) -> None:
    prepare(ask(running), manager)
    declare(running.grant, manager.reference)
    assert findings(decide, running, officer) == ("preparer.biased",)
    prepare(running, replace(certifier, roles=manager.roles), reason="Auch gut.")
    assert decide(running, officer).state == "running"
    assert Notice.objects.get(kind="change").drafted_by == certifier.reference


@pytest.mark.parametrize("kind", [ChangeKind.AMOUNT, ChangeKind.PURPOSE])
def test_office_alone_grants_no_money_and_no_other_purpose(
    running: Story, manager: Actor, officer: Actor, kind: ChangeKind
) -> None:
    ask(running, Wish(kind, "Bitte."))
    assert findings(prepare, running, manager) == ("change.for_the_jury",)
    prepare(running, manager, approve=False)
    assert findings(decide, running, officer, reason="Doch.") == ("change.for_the_jury",)
    assert decide(running, officer, approve=False).state == "running"


def test_requests_that_say_too_little_or_come_too_late(running: Story) -> None:
    assert findings(ask, running, Wish(ChangeKind.PERIOD, " ")) == ("change.no_text", "change.no_end")
    wish = later(running)
    running.day = running.grant.ends_on
    assert findings(ask, running, wish) == ("change.too_late",)


def test_deciding_otherwise_needs_a_reason_of_its_own(running: Story, manager: Actor, officer: Actor) -> None:
    prepare(ask(running), manager)
    assert findings(decide, running, officer, approve=False) == ("change.no_reason",)
    assert decide(running, officer, approve=False, reason="Zu spät im Jahr.").state == "running"


def test_stale_tabs_and_missing_changes_are_refused(running: Story, manager: Actor, officer: Actor) -> None:
    assert refusal(prepare, running, manager) == (DomainError, "change.wrong_state")
    assert refusal(decide, running, officer) == (DomainError, "change.wrong_state")
    stale = running.grant.version
    prepare(ask(running), manager)
    assert refusal(decide, running, officer, expected_version=stale) == (StaleVersion, "version.stale")


def test_what_was_asked_and_decided_is_never_rewritten(
    running: Story, manager: Actor, officer: Actor
) -> None:
    prepare(ask(running), manager)
    decide(running, officer)
    for rows, change in ((ChangeRequest.objects, {"text": "?"}), (ChangeRuling.objects, {"approves": False})):
        for attempt in (lambda rows=rows, change=change: rows.update(**change), rows.all().delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def test_database_wants_two_persons_and_one_decision(running: Story, manager: Actor) -> None:
    ruling = prepare(ask(running), manager)
    row = {"request": ruling.request, "approves": True, "is_final": True, "ends_before": running.day}
    row |= {"written_at": running.now, "reason": "Gut."}
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRuling.objects.create(prepared_by="a", written_by="a", **row)
    ChangeRuling.objects.create(prepared_by="a", written_by="b", **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRuling.objects.create(prepared_by="a", written_by="b", **row)


def test_database_alone_keeps_preparer_and_releaser_of_the_notice_apart(
    running: Story, manager: Actor, officer: Actor
) -> None:
    """Its wordings may be of both of them, so no guard but the CHECK compares the two."""
    prepare(ask(running), manager)
    decide(running, officer)
    with pytest.raises(IntegrityError, match="notice_second_person"), transaction.atomic():
        Notice.objects.filter(kind="change").update(released_by=F("drafted_by"))


@pytest.fixture
def waiting(story: Story) -> Story:
    """Accepted, and the first day lies ahead."""
    story.accepted()
    return story


def test_change_before_the_first_day_leaves_the_project_to_begin(
    waiting: Story, manager: Actor, officer: Actor
) -> None:
    end = waiting.grant.ends_on
    prepare(ask(waiting), manager)
    decided = fetch(decide(waiting, officer))
    assert (decided.state, decided.ends_on) == ("accepted", end + timedelta(days=21))


def test_change_decided_after_the_first_day_lets_the_project_run(
    waiting: Story, manager: Actor, officer: Actor
) -> None:
    prepare(ask(waiting), manager)
    waiting.day = waiting.grant.starts_on
    assert decide(waiting, officer).state == "running"


def test_change_asked_and_decided_after_money_went_out_lets_the_project_run(
    waiting: Story, manager: Actor, officer: Actor
) -> None:
    waiting.paid(PaymentKind.ADVANCE, 10_000)
    prepare(ask(waiting), manager)
    assert waiting.day < waiting.grant.starts_on
    assert decide(waiting, officer).state == "running"


def test_change_before_the_first_day_keeps_all_its_demands(
    waiting: Story, manager: Actor, officer: Actor
) -> None:
    assert refusal(ask, waiting, None, officer) == DENIED
    ask(waiting, Wish(ChangeKind.AMOUNT, "Bitte."))
    assert findings(decide, waiting, officer, reason="Gut.") == (
        "change.not_prepared",
        "change.for_the_jury",
    )
    prepare(waiting, manager, approve=False)
    assert decide(waiting, officer, approve=False).state == "accepted"
