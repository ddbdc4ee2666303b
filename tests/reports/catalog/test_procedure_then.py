"""The procedure documentation of a day: nothing of it changes by what was recorded afterwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from foundation.accounts.models import RoleAssignment, User
from foundation.audit.services import record_verification
from foundation.files.services import store_bytes
from grants.models import (
    Application,
    BaseRate,
    DeletionRun,
    FinanceImport,
    Fund,
    HandOver,
    HandOverKind,
    ImportKind,
)
from grants.scenarios.founding import found
from grants.selectors.payment_profiles import neutral_values
from grants.services.fund_texts import write_texts
from grants.services.payment_profiles import confirm_profile, propose_profile
from grants.services.rule_versions import confirm_rules, propose_rules
from reports.catalog.procedure import collect
from reports.contract import Commission
from tests.conftest import SECTION
from tests.grants.services.ended import hold, lift
from tests.reports.catalog.test_procedure import said
from tests.stories import Story

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=200)
YES = {"periods_confirmed": True, "final_account_accepted": True}


def document(fund: Fund, now: datetime, as_of: date) -> list[str]:
    """All chapters but the last, which names the moment of the order itself."""
    order = Commission(subject=f"procedure:{fund.uuid}", params={}, as_of=as_of, issued_at=now)
    return [said(each) for each in collect(order).chapters[:-1]]


def _settings(story: Story, now: datetime) -> None:
    fund, manager, officer = story.fund, story.people["manager"], story.people["officer"]
    texts = {"closing_text": "Bis bald"}
    write_texts(fund=fund, texts=texts, actor=manager, now=now)
    values = neutral_values() | {"encoding": "windows-1252"}
    profile = propose_profile(fund=fund, values=values, reason="Vorgabe der Kasse", actor=manager, now=now)
    confirm_profile(profile=profile, actor=officer, now=now)
    change: dict[str, Any] = {"values": {"proof_days": 77}, "valid_from": now.date() + timedelta(days=1)}
    proposal = propose_rules(fund=fund, reason="Mehr Zeit", actor=manager, now=now, **change)
    confirm_rules(proposal=proposal, actor=officer, now=now)
    BaseRate.objects.create(
        valid_from=date(2026, 7, 1), rate=-88, entered_by="x", entered_by_label="Kim Muster", entered_at=now
    )


def _role(scope: str, now: datetime) -> None:
    user = User.objects.get(email="cashier@stadt.example")
    given = {"given_by": "system", "given_at": now, "confirmed_by": "x", "confirmed_at": now}
    RoleAssignment.objects.create(user=user, role="QM", scope=scope, valid_from=now, **given)


def _rows(story: Story, now: datetime) -> None:
    fund, by = story.fund, {"made_by": "x", "made_by_label": "Kim Muster", "made_at": now}
    counted = {"kind": HandOverKind.CSV, "count": 1, "total_cents": 1, "sha256": "0" * 64}
    HandOver.objects.create(fund=fund, number="X-1", **counted, **by)
    read = {"imported_by": "x", "imported_by_label": "Kim Muster", "imported_at": now}
    FinanceImport.objects.create(fund=fund, kind=ImportKind.RESULTS, sha256="0" * 64, row_count=1, **read)
    proposed = {"proposed_by": "x", "proposed_by_label": "Kim Muster", "proposed_at": now}
    DeletionRun.objects.create(fund=fund, **proposed, **YES)
    subject, actor = f"fund:{fund.uuid}", story.people["officer"]
    store_bytes(data=b"x", name="x.csv", media_type="text/csv", subject=subject, actor=actor, now=now)


@pytest.mark.unsound
def test_what_was_recorded_later_changes_nothing(story: Story) -> None:
    story.submitted()
    day, fund, later = story.day, story.fund, story.now + DAYS
    before = document(fund, later, day)
    _settings(story, later)
    _role(fund.slug, later)
    _rows(story, later)
    record_verification(actor=story.people["auditor"], until=1, now=later)
    story.day += DAYS
    hold(story)
    Application.objects.update(channel="paper", created_at=later)
    for then, now in zip(before, document(fund, later, day), strict=True):
        assert then == now
    after = document(fund, later, story.day)
    changed = [then.splitlines()[0] for then, now in zip(before, after, strict=True) if then != now]
    assert changed == [
        "2. Einstellungen und ihr Verlauf",
        "3. Wer was wann durfte",
        "5. Vom Papier zur Datei",
        "6. Schnittstellen",
        "7. Prüfungen und Sicherungen",
        "8. Aufbewahrung und Löschung",
    ]


def test_hold_that_was_lifted_later_was_open_then(story: Story) -> None:
    story.submitted()
    hold(story)
    day, later = story.day, story.now + DAYS
    story.day += DAYS
    lift(story)
    assert "Offene Sperren | 1" in document(story.fund, later, day)[7]
    assert "Offene Sperren | 0" in document(story.fund, later, story.day)[7]


@pytest.mark.parametrize("end", ["released", "withdrawn"])
def test_proposal_that_was_ended_later_was_open_then(story: Story, end: str) -> None:
    proposed = {"proposed_by": "x", "proposed_by_label": "Kim Muster", "proposed_at": story.now}
    DeletionRun.objects.create(fund=story.fund, **proposed, **YES)
    later = story.now + DAYS
    DeletionRun.objects.update(**{f"{end}_by": "y", f"{end}_at": later})
    DeletionRun.objects.filter(released_by="y").update(released_by_label="Alex Muster")
    assert " | offen | 0 | 0" in document(story.fund, later, story.day)[7]
    word = "Alex Muster" if end == "released" else "zurückgezogen"
    assert f" | {word}" in document(story.fund, later, later.date())[7]


def test_roles_of_other_funds_are_not_told(story: Story) -> None:
    other = found({**SECTION, "name": "Anderer Fonds"})
    before = document(story.fund, story.now, story.day)[2]
    _role(other.slug, story.now)
    assert document(story.fund, story.now, story.day)[2] == before
    _role(story.fund.slug, story.now)
    assert document(story.fund, story.now, story.day)[2] != before
