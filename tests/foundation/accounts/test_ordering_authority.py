"""The authority to order payments: up to an amount, as a deputy for a time, given by two persons."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from foundation.accounts.actors import actor_of
from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.selectors import OrderingAuthority, ordering_authority, pending_assignments, roles_of
from foundation.accounts.services import Terms, assign_role, confirm_role, create_user, withdraw_role
from foundation.audit.actors import SYSTEM
from foundation.audit.models import AuditEntry
from foundation.values.errors import InvalidInput
from tests.foundation.accounts.test_services import ADMINISTRATOR, LATER, NOW, PASSWORD, SECOND

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
NEXT_WEEK = NOW + timedelta(days=7)
Hire = Callable[[str], User]


@pytest.fixture
def hire() -> Hire:
    def make(name: str) -> User:
        email = f"{name.lower()}@stadt.example"
        return create_user(email=email, display_name=name, password=PASSWORD, by=SYSTEM, now=NOW)

    return make


def give(user: User, terms: Terms, scope: str = "mitte") -> RoleAssignment:
    return assign_role(user=user, role="FO", scope=scope, by=SYSTEM, now=NOW, terms=terms)


def test_the_widest_limit_counts_for_a_fund(hire: Hire) -> None:
    user = hire("Muster")
    give(user, Terms(limit_cents=50_000))
    actor = actor_of(user, NOW)
    assert (actor.limit_of("FO", "mitte"), actor.limit_of("FO", "nord"), actor.limit_of("KA", "mitte")) == (
        50_000,
        0,
        0,
    )
    give(user, Terms(limit_cents=80_000), scope="")
    actor = actor_of(user, NOW)
    assert (actor.limit_of("FO", "mitte"), actor.limit_of("FO", "nord")) == (80_000, 80_000)
    withdraw_role(assignment=RoleAssignment.objects.get(scope=""), by=ADMINISTRATOR, now=NOW)
    give(user, Terms(), scope="")
    assert actor_of(user, LATER).limit_of("FO", "mitte") is None


def test_deputy_orders_for_somebody_for_a_time(hire: Hire) -> None:
    user, boss = hire("Muster"), hire("Beispiel")
    give(user, Terms(limit_cents=20_000))
    terms = Terms(limit_cents=90_000, deputy_for=boss, begins_at=LATER, ends_at=NEXT_WEEK)
    waiting = assign_role(user=user, role="FO", scope="mitte", by=ADMINISTRATOR, now=NOW, terms=terms)
    assert list(pending_assignments(NOW)) == [waiting]
    confirm_role(assignment=waiting, by=SECOND, now=NOW)
    for cents, moment, expected in (
        (20_000, LATER, OrderingAuthority(20_000)),
        (20_001, LATER, OrderingAuthority(90_000, "Beispiel")),
        (20_001, NOW, OrderingAuthority(20_000)),
        (20_001, NEXT_WEEK, OrderingAuthority(20_000)),
    ):
        assert ordering_authority(user.reference, "mitte", cents, moment) == expected
    assert actor_of(user, LATER).limit_of("FO", "mitte") == 90_000
    assert actor_of(user, NEXT_WEEK).limit_of("FO", "mitte") == 20_000
    entry = AuditEntry.objects.filter(action="role.given").last()
    assert entry is not None
    assert entry.details == {
        "role": "FO", "scope": "mitte", "limit_cents": 90_000, "deputy_for": boss.reference,
        "from": LATER.isoformat(), "until": NEXT_WEEK.isoformat(),
    }  # fmt: skip


def test_deputy_can_be_called_back_before_the_end(hire: Hire) -> None:
    user, boss = hire("Muster"), hire("Beispiel")
    row = give(user, Terms(deputy_for=boss, ends_at=NEXT_WEEK))
    withdraw_role(assignment=row, by=ADMINISTRATOR, now=LATER)
    assert [set(roles_of(user, moment)) for moment in (NOW, LATER)] == [{("FO", "mitte")}, set()]


@pytest.mark.parametrize(
    ("role", "terms", "code"),
    [
        ("CI", Terms(limit_cents=1), "role.no_limit"),
        ("FO", Terms(limit_cents=0), "role.limit"),
        ("FO", Terms(ends_at=NOW), "role.period"),
        ("FO", Terms(begins_at=NEXT_WEEK, ends_at=LATER), "role.period"),
    ],
)
def test_terms_that_cannot_be_are_refused(hire: Hire, role: str, terms: Terms, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        assign_role(user=hire("Muster"), role=role, scope="", by=SYSTEM, now=NOW, terms=terms)
    assert caught.value.code == code


def test_deputy_needs_an_end_and_another_person(hire: Hire) -> None:
    user, boss = hire("Muster"), hire("Beispiel")
    for terms, code in (
        (Terms(deputy_for=boss), "role.period"),
        (Terms(deputy_for=user, ends_at=NEXT_WEEK), "role.deputy"),
    ):
        with pytest.raises(InvalidInput) as caught:
            give(user, terms)
        assert caught.value.code == code


@pytest.mark.parametrize("change", ["limit", "role", "endless", "self"])
def test_database_alone_keeps_the_terms(hire: Hire, change: str) -> None:
    user, boss = hire("Muster"), hire("Beispiel")
    terms = Terms(limit_cents=500, deputy_for=boss, ends_at=NEXT_WEEK)
    # one that waits: a confirmed one is frozen as a whole
    row = assign_role(user=user, role="FO", scope="mitte", by=ADMINISTRATOR, now=NOW, terms=terms)
    changes: dict[str, dict[str, Any]] = {
        "limit": {"limit_cents": 0},
        "role": {"role": "CI", "deputy_for": None},
        "endless": {"valid_until": None},
        "self": {"deputy_for": user},
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.filter(pk=row.pk).update(**changes[change])


def test_command_sets_the_limit_of_the_orderer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(PASSWORD + "\n"))
    spelled = ["--rolle", "FO:mitte", "--rolle", "CI", "--anordnung-bis", "500,00"]
    call_command("create_staff", "amt@stadt.example", "Amt Muster", *spelled, stdout=StringIO())
    assert set(RoleAssignment.objects.values_list("role", "limit_cents")) == {("FO", 50_000), ("CI", None)}
