"""Verfahrensdokumentation: read from the running program, honest about what is not recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from importlib.metadata import version

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from foundation.accounts.actors import SIGNED_IN_AT
from foundation.accounts.models import RoleAssignment, User
from foundation.audit.actors import Actor
from foundation.audit.models import AccessEntry
from foundation.audit.selectors import protected_tables
from foundation.audit.services import record_verification
from foundation.audit.triggers import drop_statements
from foundation.files.models import Document
from foundation.files.services import read_bytes
from foundation.outbox.services import drain
from foundation.values.errors import NotAllowed
from grants import policy
from grants.models import BaseRate, Fund
from grants.person_rules import is_not_author
from grants.scenarios.founding import found
from grants.selectors.machines import MACHINES, machine_lines, person_rules_of, who_may
from grants.services.rule_versions import confirm_rules, propose_rules
from reports.catalog.case_file.parts import Chapter
from reports.catalog.procedure import TITLE, collect
from reports.catalog.procedure.access import LENGTH_RULE, RUNS
from reports.contract import Commission
from reports.services import order_report
from tests.conftest import SECTION
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
SLUG = "verfahrensdokumentation"


@pytest.fixture(autouse=True)
def _clock(now: datetime) -> Iterator[object]:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


def order(fund: Fund, actor: Actor, now: datetime) -> Document:
    return order_report(slug=SLUG, fund=fund, params={}, as_of=now.date(), actor=actor, now=now, key=str(now))


def chapters(fund: Fund, now: datetime, as_of: date | None = None) -> tuple[Chapter, ...]:
    subject = f"procedure:{fund.uuid}"
    return collect(Commission(subject=subject, params={}, as_of=as_of or now.date(), issued_at=now)).chapters


def said(found: Chapter) -> str:
    """Everything a chapter says, a line for each row."""
    lines: list[str] = [found.title]
    for part in found.parts:
        lines += [part.title, *part.words, *(" | ".join(pair) for pair in part.facts)]
        lines += [" | ".join(row) for row in (part.grid.rows if part.grid else ())]
    return "\n".join(lines)


def test_document_is_accessible_and_has_its_chapters_as_bookmarks(
    fund: Fund, auditor: Actor, now: datetime
) -> None:
    order(fund, auditor, now)
    drain(now=now)
    document = Document.objects.get(slug=SLUG)
    assert (document.state, document.title, document.error) == ("ready", TITLE, "")
    data = read_bytes(document.files.get().file)
    assert all_findings(data) == []
    words = words_copied(data)
    for title in ("1. Software", "4. Abläufe und Vier-Augen-Regeln", "8. Aufbewahrung und Löschung"):
        assert title in words


def test_software_names_release_commit_and_parts(fund: Fund, now: datetime, settings: Settings) -> None:
    assert "Commit | nicht bekannt" in said(chapters(fund, now)[0])
    assert "reports | 0001_subscriptions | " in said(chapters(fund, now)[0])
    settings.RELEASE_COMMIT = "0123abc"
    found = said(chapters(fund, now)[0])
    assert "Commit | 0123abc" in found
    assert f" · django {version('django')} · " in found


def test_every_run_is_told_with_how_often_it_comes(fund: Fund, now: datetime, settings: Settings) -> None:
    tasks = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert set(RUNS) == tasks
    told = {7200.0: "alle 2 Stunden", 3600.0: "jede Stunde", 600.0: "alle 10 Minuten", 60.0: "jede Minute"}
    for seconds, words in told.items():
        settings.CELERY_BEAT_SCHEDULE = {"x": {"task": "grants.daily", "schedule": seconds}}
        assert f"sein Tag da ist | {words} | grants.daily" in said(chapters(fund, now)[0])


def test_signing_in_is_told_with_the_figures_that_are_obeyed(
    fund: Fund, now: datetime, settings: Settings
) -> None:
    found = said(chapters(fund, now)[2])
    assert "Passwort | mindestens 15 Zeichen" in found
    assert "Administration und Kasse" in found
    settings.AUTH_PASSWORD_VALIDATORS = [{"NAME": LENGTH_RULE, "OPTIONS": {"min_length": 99}}]
    assert "Passwort | mindestens 99 Zeichen" in said(chapters(fund, now)[2])


def test_every_state_and_step_of_every_machine_is_there(fund: Fund, now: datetime) -> None:
    found = said(chapters(fund, now)[3])
    for model in MACHINES:
        field = model._meta.get_field("state")
        assert [label for _, label in field.choices if label not in found] == []
        edges = field.get_all_transitions(model)
        assert [edge.name for edge in edges if f"{edge.custom['info'].label} | " not in found] == []
    assert {line.name for line in machine_lines()} == {str(model._meta.verbose_name) for model in MACHINES}


def test_who_may_and_which_persons_must_differ_come_from_the_policy() -> None:
    words = who_may(policy.may_release_notice)
    assert words == "die Sachbearbeitung der Stadt, Absage: „Sie sind in diesem Fall befangen.“"
    assert is_not_author.sentence in person_rules_of(policy.may_release_notice)
    assert person_rules_of(policy.may_review) == []
    assert "; oder " in who_may(policy.may_answer)


def test_rules_are_told_with_who_when_and_what(
    fund: Fund, manager: Actor, officer: Actor, now: datetime
) -> None:
    tomorrow = now.date() + timedelta(days=1)
    proposal = propose_rules(
        fund=fund, values={"proof_days": 77}, valid_from=tomorrow, reason="Mehr Zeit", actor=manager, now=now
    )
    assert "Mehr Zeit" not in said(chapters(fund, now)[1])
    confirm_rules(proposal=proposal, actor=officer, now=now + timedelta(hours=1))
    assert "Mehr Zeit" not in said(chapters(fund, now)[1])
    found = said(chapters(fund, now + timedelta(hours=2))[1])
    for word in ("Mehr Zeit", manager.label, officer.label, "Was Fassung 2 der Regeln änderte", " | 77"):
        assert word in found


def test_what_was_entered_later_is_not_in_an_earlier_one(fund: Fund, now: datetime) -> None:
    later = now + timedelta(days=200)
    BaseRate.objects.create(
        valid_from=date(2026, 7, 1), rate=-88, entered_by="x", entered_by_label="Kim Muster", entered_at=later
    )
    assert "Kim Muster" not in said(chapters(fund, later, as_of=now.date())[1])
    assert "Kim Muster" in said(chapters(fund, later)[1])


def test_roles_are_told_with_beginning_and_end(fund: Fund, people: dict[str, Actor], now: datetime) -> None:
    role = RoleAssignment.objects.get(user__reference=people["certifier"].reference)
    until = now + timedelta(hours=1)
    RoleAssignment.objects.filter(pk=role.pk).update(
        valid_until=until, ended_by=people["administrator"].reference, ended_at=until
    )
    found = said(chapters(fund, now + timedelta(days=1))[2])
    line = next(each for each in found.splitlines() if each.startswith(people["certifier"].label))
    assert "beendet" in line
    assert people["administrator"].label in line


def test_checks_that_are_not_recorded_are_said_to_be_so(fund: Fund, auditor: Actor, now: datetime) -> None:
    found = said(chapters(fund, now)[6])
    assert "noch nie aufgezeichnet" in found
    assert "check_invariants) | Wann sie lief und was sie ergab, zeichnet das Programm nicht auf." in found
    record_verification(actor=auditor, until=1, now=now)
    assert "02.03.2026 10:00, bis Eintrag 1" in said(chapters(fund, now)[6])


@pytest.mark.unsound
@pytest.mark.both_databases
def test_protected_tables_are_those_whose_triggers_stand(db: None) -> None:
    before = {table for _, table in protected_tables()}
    assert {"audit_auditentry", "grants_ledgerentry", "grants_reportexpiry", "files_expiredfile"} <= before
    with connection.cursor() as cursor:
        for sql in drop_statements(connection.vendor, "grants_ledgerentry"):
            cursor.execute(sql)
    assert before - {table for _, table in protected_tables()} == {"grants_ledgerentry"}


def test_periods_of_retention_are_those_of_the_rules(fund: Fund, now: datetime) -> None:
    fund.rules.update(retention_years_reports=7)
    found = said(chapters(fund, now)[7])
    assert "Ende des Kalenderjahres, in dem der Bericht bestellt wurde | 7" in found


@pytest.mark.parametrize(
    ("name", "may"),
    [("kaemmerei", True), ("auditor", True), ("administrator", True), ("officer", False), ("manager", False)],
)
def test_audit_administration_and_finance_order_it(
    people: dict[str, Actor], fund: Fund, now: datetime, name: str, may: bool
) -> None:
    if may:
        assert order(fund, people[name], now).subject == f"procedure:{fund.uuid}"
    else:
        with pytest.raises(NotAllowed):
            order(fund, people[name], now)


def _signed_in(name: str, now: datetime) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@stadt.example"))
    session = client.session
    session[SIGNED_IN_AT] = now.isoformat()
    session.save()
    return client


def test_administrator_gets_this_document_and_no_report(
    people: dict[str, Actor], fund: Fund, now: datetime
) -> None:
    client = _signed_in("administrator", now)
    page = client.get(reverse("reports")).content.decode()
    assert "Eigene Auswahl" not in page
    assert reverse("year_pictures") not in page
    address = reverse("procedure_new", args=[fund.slug])
    assert f'action="{address}"' in page
    for _ in range(2):
        response = client.post(address, {"key": "k"})
    document = Document.objects.get()
    assert response["Location"] == reverse("report_detail", args=[document.number])
    assert document.number in client.get(reverse("reports")).content.decode()
    assert client.get(response["Location"]).status_code == 200
    assert _signed_in("officer", now).get(response["Location"]).status_code == 404
    assert client.post(reverse("procedure_new", args=["anderswo"])).status_code == 404
    assert AccessEntry.objects.filter(purpose="procedure.order", subject=document.subject).count() == 2
    other = found({**SECTION, "name": "Anderer Fonds"})
    address = reverse("procedure_new", args=[other.slug])
    kaemmerei = _signed_in("kaemmerei", now)
    assert kaemmerei.post(address).status_code == 404
    assert address not in kaemmerei.get(reverse("reports")).content.decode()


def test_many_cases_ask_no_more_questions(stories: Callable[..., Story], fund: Fund, now: datetime) -> None:
    counts = []
    for number in range(1, 4):
        stories(number, cents=10_000).issued()
        with CaptureQueriesContext(connection) as queries:
            chapters(fund, now)
        counts.append(len(queries))
    assert counts[0] == counts[2]
