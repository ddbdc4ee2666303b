"""The one door: what `perform` asks, in which order, what it writes, and that a refusal leaves no trace."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.models import AuditEntry
from foundation.audit.services import append_entry
from foundation.values.errors import Blocked, DomainError, NotAllowed, StaleVersion
from grants.models import Application, Grant, JurySession, PaymentKind, TransitionRecord
from grants.services.applications import save_answers, start_draft
from grants.services.payments import certify_order
from grants.services.workflow import blockers, perform
from grants.signals import transitioned
from tests.grants.rows import everything, fetch, findings, refusal
from tests.grants.texts import say
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NO_EDGE = "Dieser Schritt ist im jetzigen Stand nicht möglich."
NO_SERVICE = "Dieser Schritt ist noch nicht eingebaut."
NO_RIGHT = "Dafür haben Sie kein Recht."


@pytest.mark.parametrize(
    ("actor", "version", "reason", "expected"),
    [
        ("cashier", 0, "", (NotAllowed, "policy.denied")),
        ("cashier", 1, "Grund", (NotAllowed, "policy.denied")),
        ("manager", 0, "", (StaleVersion, "version.stale")),
        ("manager", 2, "Grund", (StaleVersion, "version.stale")),
        ("manager", 1, "", (DomainError, "reason.missing")),
        ("manager", None, "  \n", (DomainError, "reason.missing")),
    ],
)
def test_perform_right_before_version_before_reason(
    story: Story,
    people: dict[str, Actor],
    actor: str,
    version: int | None,
    reason: str,
    expected: tuple[type[DomainError], str],
) -> None:
    application = story.submitted()
    found = refusal(
        perform,
        application,
        "declare_ineligible",
        actor=people[actor],
        now=story.now,
        expected_version=version,
        reason=reason,
    )
    assert found == expected


def test_perform_asks_version_before_requirements(story: Story, officer: Actor) -> None:
    application = story.submitted()
    attempt = [
        refusal(perform, application, "declare_eligible", actor=officer, now=story.now, expected_version=v)
        for v in (0, 1)
    ]
    assert attempt == [(StaleVersion, "version.stale"), (Blocked, "costs.not_judged")]


def test_perform_names_everything_that_is_missing(story: Story, officer: Actor) -> None:
    grant = story.drafted()
    gone = {"discarded_at": story.now, "discarded_by": "a", "discard_reason": "Irrtum"}
    grant.case.notices.update(**gone)
    say(remedy_text=" ")
    missing = findings(perform, grant, "issue", actor=officer, now=story.now)
    assert missing == ("notice.missing", "notice.no_remedy")
    assert blockers(fetch(grant), "issue", actor=officer, today=story.day) == (
        "Entwerfen Sie zuerst den Bewilligungsbescheid.",
        "In den Texten des Fonds fehlt der Text „Rechtsbehelfsbelehrung“. Tragen Sie ihn ein.",
    )


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("schedule", "state.no_edge"),
        ("vote_yes", "state.no_edge"),
        ("no_such_edge", "state.no_edge"),
        ("save", "state.no_edge"),
    ],
)
def test_step_that_does_not_leave_this_state_is_refused(
    story: Story, manager: Actor, action: str, code: str
) -> None:
    application = story.submitted()
    assert refusal(perform, application, action, actor=manager, now=story.now) == (DomainError, code)
    assert blockers(application, action, actor=manager, today=story.day) == (NO_EDGE,)


def test_edge_without_a_service_is_refused_with_its_sentence(
    story: Story, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every edge has its service today; a new one may be declared before it. Here one is taken away."""
    case: Any = story.submitted()
    edge = next(each for each in case.get_all_state_transitions() if each.name == "ask")
    monkeypatch.setitem(edge.custom, "info", replace(edge.custom["info"], service=None))
    found = refusal(perform, case, "ask", actor=manager, now=story.now)
    assert found == (DomainError, "state.no_service")
    assert blockers(case, "ask", actor=manager, today=story.day) == (NO_SERVICE,)


def count_rows(application: Application) -> tuple[int, int]:
    return (
        TransitionRecord.objects.filter(case=application).count(),
        AuditEntry.objects.filter(subject=application.subject).count(),
    )


def test_success_writes_one_record_one_entry_one_signal(story: Story, manager: Actor) -> None:
    application = story.submitted()
    records, entries = count_rows(application)
    heard: list[tuple[Any, ...]] = []

    def listen(sender: Any, instance: Any, action: str, actor: Actor, now: Any, **_: Any) -> None:
        heard.append((sender, instance.pk, instance.state, action, actor, now))

    transitioned.connect(listen)
    try:
        fresh = perform(
            application,
            "declare_ineligible",
            actor=manager,
            now=story.now,
            expected_version=1,
            reason="Zu spät",
        )
    finally:
        transitioned.disconnect(listen)
    stored = fetch(application)
    assert (application.state, application.version) == ("submitted", 1)
    assert (fresh.state, fresh.version, stored.state, stored.version) == ("ineligible", 2) * 2
    assert heard == [(Application, application.pk, "ineligible", "declare_ineligible", manager, story.now)]
    assert count_rows(application) == (records + 1, entries + 1)
    record = TransitionRecord.objects.order_by("-pk").values().first()
    assert record is not None
    assert record == {
        "id": record["id"],
        "machine": "application",
        "object_id": application.pk,
        "case_id": application.pk,
        "action": "declare_ineligible",
        "label": "Nicht förderfähig",
        "source": "submitted",
        "target": "ineligible",
        "reason": "Zu spät",
        "actor_kind": "staff",
        "actor_reference": manager.reference,
        "actor_label": manager.label,
        "occurred_on": story.day,
        "recorded_at": story.now,
        "days": {},
    }
    entry = AuditEntry.objects.filter(subject=application.subject).order_by("-seq")[0]
    assert (entry.action, entry.actor_kind, entry.actor_reference, entry.recorded_at, entry.details) == (
        "application.declare_ineligible",
        "staff",
        manager.reference,
        story.now,
        {"from": "submitted", "to": "ineligible", "version": 2},
    )


def test_session_has_a_history_without_a_case(story: Story) -> None:
    session = story.session_closed()
    records = TransitionRecord.objects.filter(machine="session", object_id=session.pk).order_by("pk")
    found: list[tuple[str, int | None]] = list(records.values_list("action", "case_id"))
    assert found == [
        ("invite", None),
        ("open", None),
        ("close", None),
    ]


class Trouble(Exception):
    """What a service's own work may come to."""


def test_failing_work_takes_everything_back(story: Story, manager: Actor, now: Any) -> None:
    application = story.submitted()
    before = everything()

    def work(fresh: Application) -> None:
        fresh.title = "anders"
        fresh.save()
        append_entry(action="test.work", subject=fresh.subject, actor=SYSTEM, details={}, now=now)
        assert fresh.state == "ineligible"
        raise Trouble

    with pytest.raises(Trouble):
        perform(application, "declare_ineligible", actor=manager, now=now, reason="Grund", work=work)
    assert everything() == before


def test_failing_listener_takes_everything_back(story: Story, manager: Actor, now: Any) -> None:
    application = story.submitted()
    before = everything()

    def fail(**_: Any) -> None:
        raise Trouble

    transitioned.connect(fail)
    try:
        with pytest.raises(Trouble):
            perform(application, "declare_ineligible", actor=manager, now=now, reason="Grund")
    finally:
        transitioned.disconnect(fail)
    assert everything() == before


def test_requirements_see_the_payload(story: Story, manager: Actor) -> None:
    application = story.submitted()
    application.costs.update(eligible=True)
    field = {"field_of_action": application.rules.fields_of_action[0]}
    codes = [
        findings(perform, application, "declare_eligible", actor=manager, now=story.now, payload=payload)
        for payload in (field, {**field, "eligible_cents": 0})
    ]
    assert codes == [("costs.none_eligible",)] * 2
    payload = {**field, "eligible_cents": 100}
    perform(application, "declare_eligible", actor=manager, now=story.now, payload=payload)
    assert fetch(application).eligible_cents == 100


def test_same_button_twice_is_one_effect(story: Story, certifier: Actor) -> None:
    story.accepted()
    order = story.order(PaymentKind.ADVANCE, 10_000)
    certify_order(order=order, actor=certifier, now=story.now, expected_version=0)
    again = refusal(certify_order, order=order, actor=certifier, now=story.now, expected_version=0)
    assert again == (DomainError, "state.no_edge")


def test_perform_fetches_anew_and_leaves_the_given_row_alone(story: Story, manager: Actor) -> None:
    """A row changed in memory and not saved does not slip in with the next step."""
    application = story.submitted()
    application.title = "nie gespeichert"
    fresh = perform(application, "declare_ineligible", actor=manager, now=story.now, reason="Grund")
    assert (fresh.title, fetch(application).title) == ("Blühstreifen Musterhof",) * 2


def test_state_cannot_be_set_by_hand(story: Story) -> None:
    application = story.draft()
    with pytest.raises(AttributeError):
        application.state = "approved"
    with pytest.raises(AttributeError):
        save_answers(
            application=application, actor=story.resident, now=story.now, answers={"state": "approved"}
        )
    assert fetch(application).state == "draft"


def test_session_machine_starts_at_its_beginning(story: Story) -> None:
    made = [
        start_draft(fund=story.fund, applicant=story.applicant(), now=story.now).state,
        JurySession.objects.create(fund=story.fund, held_on=date(2026, 5, 5)).state,
        Grant().state,
    ]
    assert made == ["draft", "planned", "draft_notice"]
