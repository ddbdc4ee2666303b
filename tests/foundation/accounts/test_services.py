"""Who may give which role to whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from foundation.accounts.actors import actor_of
from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.roles import TWO_PERSON_ROLES, Role, may_hold_both
from foundation.accounts.selectors import pending_assignments, roles_of, staff_with_role
from foundation.accounts.services import (
    assign_role,
    confirm_role,
    create_user,
    withdraw_role,
)
from foundation.accounts.standing import discharge_user
from foundation.audit.actors import ANYONE, SYSTEM, Actor, ActorKind
from foundation.audit.models import AuditEntry
from foundation.audit.services import verify_chain
from foundation.values.errors import DomainError, InvalidInput, NotAllowed

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
PASSWORD = "ein langes Passwort 7"
ADMINISTRATOR = Actor(ActorKind.STAFF, "1" * 32, roles=frozenset({("AD", "")}), stepped_up=True)
SECOND = replace(ADMINISTRATOR, reference="2" * 32)
MANAGER = Actor(ActorKind.STAFF, "3" * 32, roles=frozenset({("QM", "")}))
APPLICANT_AS_AD = Actor(ActorKind.APPLICANT, "4" * 32, roles=frozenset({("AD", "")}))
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def user() -> User:
    return create_user(
        email="Amt@Stadt.example", display_name="Frau Amt", password=PASSWORD, by=SYSTEM, now=NOW
    )


def give(user: User, *roles: str, scope: str = "") -> None:
    for role in roles:
        assign_role(user=user, role=role, scope=scope, by=SYSTEM, now=NOW)


def test_actor_carries_roles_that_count_now(user: User) -> None:
    give(user, "QM", scope="mitte")
    give(user, "CI")
    actor = actor_of(user, NOW)
    assert actor == Actor(
        ActorKind.STAFF,
        user.reference,
        "Frau Amt",
        frozenset({("QM", "mitte"), ("CI", "")}),
        "amt@stadt.example",
        stepped_up=False,
    )
    assert roles_of(user, NOW - timedelta(seconds=1)) == frozenset()


def test_withdrawn_role_counts_until_that_moment(user: User) -> None:
    give(user, "QM")
    withdraw_role(assignment=RoleAssignment.objects.get(), by=ADMINISTRATOR, now=LATER)
    assert roles_of(user, LATER - timedelta(microseconds=1)) == {("QM", "")}
    assert roles_of(user, LATER) == frozenset()
    give(user, "QM")
    assert RoleAssignment.objects.count() == 2


def test_giving_a_role_again_changes_nothing(user: User) -> None:
    give(user, "QM", "QM")
    assert RoleAssignment.objects.count() == 1


@pytest.mark.parametrize("role", sorted(TWO_PERSON_ROLES))
def test_role_of_two_administrators_waits_for_the_second(user: User, role: str) -> None:
    assignment = assign_role(user=user, role=role, scope="", by=ADMINISTRATOR, now=NOW)
    assert (roles_of(user, NOW), list(pending_assignments(NOW))) == (frozenset(), [assignment])
    with pytest.raises(NotAllowed, match="zweite Person"):
        confirm_role(assignment=assignment, by=ADMINISTRATOR, now=LATER)
    confirm_role(assignment=assignment, by=SECOND, now=LATER)
    assert (roles_of(user, NOW), roles_of(user, LATER)) == (frozenset(), frozenset({(role, "")}))
    assert list(pending_assignments(NOW)) == []


@pytest.mark.parametrize("role", sorted(set(Role) - TWO_PERSON_ROLES))
def test_other_roles_count_at_once(user: User, role: str) -> None:
    assign_role(user=user, role=role, scope="mitte", by=ADMINISTRATOR, now=NOW)
    assert roles_of(user, NOW) == {(role, "mitte")}


@pytest.mark.parametrize("by", [MANAGER, ANYONE, APPLICANT_AS_AD], ids=["manager", "anyone", "applicant"])
def test_only_administrators_manage_people(user: User, by: Actor) -> None:
    give(user, "QM")
    assignment = RoleAssignment.objects.get()
    for attempt in (
        lambda: assign_role(user=user, role="CI", scope="", by=by, now=NOW),
        lambda: confirm_role(assignment=assignment, by=by, now=NOW),
        lambda: withdraw_role(assignment=assignment, by=by, now=NOW),
        lambda: discharge_user(user=user, by=by, now=NOW),
        lambda: create_user(email="x@y.example", display_name="X", password=PASSWORD, by=by, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert (roles_of(user, NOW), User.objects.count()) == (frozenset({("QM", "")}), 1)


def test_nobody_changes_their_own_roles(user: User) -> None:
    give(user, "AD")
    own = actor_of(user, NOW, stepped_up=True)
    pending = assign_role(user=user, role="KM", scope="", by=ADMINISTRATOR, now=NOW)
    for attempt in (
        lambda: assign_role(user=user, role="CI", scope="", by=own, now=NOW),
        lambda: confirm_role(assignment=pending, by=own, now=NOW),
        lambda: withdraw_role(assignment=pending, by=own, now=NOW),
        lambda: discharge_user(user=user, by=own, now=NOW),
    ):
        with pytest.raises(NotAllowed, match="eigenen Rollen"):
            attempt()


EXCLUDED = [("AD", "FO"), ("AD", "KA")] + [("AU", other) for other in Role.values if other != "AU"]


@pytest.mark.parametrize(("first", "second"), EXCLUDED + [(b, a) for a, b in EXCLUDED])
def test_excluding_roles_are_refused_by_service_and_database(user: User, first: str, second: str) -> None:
    give(user, first, scope="mitte")  # an administrator of one fund, so not the last of the house
    with pytest.raises(DomainError, match="darf nicht dieselbe Person haben"):
        give(user, second, scope="nord")
    with pytest.raises(DatabaseError, match="accounts_role_exclusive"), transaction.atomic():
        RoleAssignment.objects.create(
            user=user, role=second, valid_from=LATER, confirmed_at=LATER, given_by="system"
        )
    other = User.objects.create_user("b@stadt.example", PASSWORD, display_name="B")
    moved = RoleAssignment.objects.create(
        user=other,
        role=second,
        valid_from=NOW,
        given_by="system",  # waits: a confirmed one is frozen
    )
    with pytest.raises(DatabaseError, match="accounts_role_exclusive"), transaction.atomic():
        RoleAssignment.objects.filter(pk=moved.pk).update(user=user)
    moved.delete()
    withdraw_role(assignment=RoleAssignment.objects.get(), by=ADMINISTRATOR, now=LATER)
    assign_role(user=user, role=second, scope="", by=SYSTEM, now=LATER)
    assert roles_of(user, LATER) == {(second, "")}


def test_a_proposal_excludes_too(user: User) -> None:
    assign_role(user=user, role="AU", scope="", by=ADMINISTRATOR, now=NOW)
    with pytest.raises(DomainError, match="darf nicht dieselbe Person haben"):
        assign_role(user=user, role="QM", scope="", by=ADMINISTRATOR, now=NOW)


def test_small_town_may_hold_several_roles(user: User) -> None:
    give(user, "QM", "CI", "FC", "FO", "KM")
    assert len(roles_of(user, NOW)) == 5
    assert may_hold_both("FO", "KA")


@pytest.mark.parametrize(
    "values",
    [
        {"role": "XX"},
        {"valid_until": NOW - timedelta(seconds=1)},
        {"role": "FO", "given_by": "1" * 32, "confirmed_at": NOW},
        {"role": "FO", "given_by": "1" * 32, "confirmed_at": NOW, "confirmed_by": "1" * 32},
    ],
)
def test_database_refuses_impossible_assignments(user: User, values: dict[str, object]) -> None:
    row = {"user": user, "role": "QM", "valid_from": NOW, "given_by": "system", "confirmed_at": NOW, **values}
    with pytest.raises(DatabaseError), transaction.atomic():
        RoleAssignment.objects.create(**row)


def test_database_refuses_the_same_open_role_twice(user: User) -> None:
    give(user, "QM")
    with pytest.raises(DatabaseError), transaction.atomic():
        RoleAssignment.objects.create(
            user=user, role="QM", valid_from=NOW, given_by="system", confirmed_at=NOW
        )


def test_staff_with_role_finds_scope_and_all(user: User) -> None:
    give(user, "QM", scope="mitte")
    other = create_user(email="b@stadt.example", display_name="B", password=PASSWORD, by=SYSTEM, now=NOW)
    give(other, "QM")
    assert list(staff_with_role("QM", "mitte", NOW)) == [other, user]
    assert list(staff_with_role("QM", "nord", NOW)) == [other]
    discharge_user(user=other, by=ADMINISTRATOR, now=NOW)
    assert list(staff_with_role("QM", "nord", NOW)) == []


@pytest.mark.parametrize(
    ("email", "name", "password", "field"),
    [
        ("keine", "B", PASSWORD, "email"),
        ("AMT@stadt.example", "B", PASSWORD, "email"),
        ("b@stadt.example", " ", PASSWORD, "display_name"),
        ("b@stadt.example", "B", "zu kurz", "password"),
        ("b@stadt.example", "B", "b@stadt.example", "password"),
    ],
)
def test_account_needs_right_values(user: User, email: str, name: str, password: str, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        create_user(email=email, display_name=name, password=password, by=SYSTEM, now=NOW)
    assert caught.value.field == field
    assert User.objects.count() == 1


def test_changes_stand_in_the_chain_without_names(user: User) -> None:
    assignment = assign_role(user=user, role="FO", scope="mitte", by=ADMINISTRATOR, now=NOW)
    confirm_role(assignment=assignment, by=SECOND, now=NOW)
    withdraw_role(assignment=assignment, by=ADMINISTRATOR, now=LATER)
    assert list(AuditEntry.objects.values_list("action", "actor_reference", "details")) == [
        ("account.created", "system", {}),
        ("role.proposed", "1" * 32, {"role": "FO", "scope": "mitte"}),
        ("role.given", "2" * 32, {"role": "FO", "scope": "mitte"}),
        ("role.withdrawn", "1" * 32, {"role": "FO", "scope": "mitte"}),
    ]
    assert set(AuditEntry.objects.values_list("subject", flat=True)) == {f"user:{user.reference}"}
    stored = str(list(AuditEntry.objects.values()))
    assert ("Amt" in stored, "stadt.example" in stored) == (False, False)
    assert verify_chain() == []


def test_create_staff_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    call_command(
        "create_staff", "x@stadt.example", "Herr X", "--rolle", "QM:mitte", "--rolle", "FO", stdout=StringIO()
    )
    found = User.objects.get()
    assert found.check_password(PASSWORD)
    assert set(found.role_assignments.values_list("role", "scope")) == {("QM", "mitte"), ("FO", "")}
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    with pytest.raises(CommandError, match="darf nicht dieselbe Person haben"):
        call_command(
            "create_staff", "y@stadt.example", "Y", "--rolle", "AD", "--rolle", "FO", stdout=StringIO()
        )
    assert User.objects.count() == 1
