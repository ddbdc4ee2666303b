"""Who holds which role."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.roles import Role


def assignments_at(now: datetime) -> QuerySet[RoleAssignment]:
    """Assignments that count at `now`: confirmed, begun, not ended."""
    return RoleAssignment.objects.filter(lasting_at(now), valid_from__lte=now, confirmed_at__lte=now)


def lasting_at(now: datetime) -> Q:
    """Assignments, begun or proposed, that have not ended at `now`."""
    return Q(valid_until__isnull=True) | Q(valid_until__gt=now)


def rights_of(
    user: User, now: datetime
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str, int]]]:
    """The pairs (role code, scope) of a user at `now`, and those that have a limit, in cents. One query.

    A pair has a limit when each of its assignments has one; the widest counts.
    """
    found: dict[tuple[str, str], list[int | None]] = {}
    held = assignments_at(now).filter(user=user).order_by()
    for role, scope, cents in held.values_list("role", "scope", "limit_cents"):
        found.setdefault((role, scope), []).append(cents)
    limits = {
        (*pair, max(cents for cents in each if cents is not None))
        for pair, each in found.items()
        if None not in each
    }
    return frozenset(found), frozenset(limits)


def roles_of(user: User, now: datetime) -> frozenset[tuple[str, str]]:
    """The pairs (role code, scope) of a user at `now`."""
    return rights_of(user, now)[0]


@dataclass(frozen=True)
class OrderingAuthority:
    """By what right somebody orders a payment: up to so many cents (None: any), for whom as a deputy."""

    limit_cents: int | None
    deputy_for: str = ""


def ordering_authority(reference: str, scope: str, amount_cents: int, now: datetime) -> OrderingAuthority:
    """The authority that covers the amount: one's own before a deputy's, else the widest there is.

    Who holds none as an account of the staff has no limit here: policy has asked for the role before.
    """
    held = assignments_at(now).filter(role=Role.FO, user__reference=reference, scope__in=["", scope])
    found = [
        OrderingAuthority(each.limit_cents, each.deputy_for.display_name if each.deputy_for else "")
        for each in held.select_related("deputy_for").order_by("pk")
    ]
    covering = [each for each in found if each.limit_cents is None or amount_cents <= each.limit_cents]
    own_first = sorted(covering or found, key=lambda each: (bool(each.deputy_for), each.limit_cents or 0))
    return own_first[0] if own_first else OrderingAuthority(None)


def pending_assignments(now: datetime) -> QuerySet[RoleAssignment]:
    """Roles that wait for the second administrator, oldest first."""
    return RoleAssignment.objects.filter(lasting_at(now), confirmed_at__isnull=True).order_by("valid_from")


def permanent_administrators(now: datetime) -> QuerySet[RoleAssignment]:
    """The roles that keep the house governed: administrators of everything, without an end, not blocked."""
    held = assignments_at(now).filter(role=Role.AD, scope="", valid_until__isnull=True)
    return held.filter(user__is_active=True)


def staff_with_role(role: str, scope: str, now: datetime) -> QuerySet[User]:
    """Active users who hold the role for this scope (or for all) at `now`, by name."""
    held = assignments_at(now).filter(role=role, scope__in=["", scope])
    return User.objects.filter(is_active=True, role_assignments__in=held).distinct().order_by("display_name")


def user_by_reference(reference: str) -> User | None:
    """The user an audit reference belongs to, if it belongs to one."""
    return User.objects.filter(reference=reference).first()
