"""Who holds which role."""

from datetime import datetime

from django.db.models import Q, QuerySet

from foundation.accounts.models import RoleAssignment, User


def assignments_at(now: datetime) -> QuerySet[RoleAssignment]:
    """Assignments that count at `now`: confirmed, begun, not ended."""
    return RoleAssignment.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=now), valid_from__lte=now, confirmed_at__lte=now
    )


def roles_of(user: User, now: datetime) -> frozenset[tuple[str, str]]:
    """The pairs (role code, scope) of a user at `now`."""
    return frozenset(assignments_at(now).filter(user=user).order_by().values_list("role", "scope"))


def pending_assignments() -> QuerySet[RoleAssignment]:
    """Roles that wait for the second administrator, oldest first."""
    return RoleAssignment.objects.filter(confirmed_at__isnull=True, valid_until__isnull=True).order_by(
        "valid_from"
    )


def staff_with_role(role: str, scope: str, now: datetime) -> QuerySet[User]:
    """Active users who hold the role for this scope (or for all) at `now`, by name."""
    held = assignments_at(now).filter(role=role, scope__in=["", scope])
    return User.objects.filter(is_active=True, role_assignments__in=held).distinct().order_by("display_name")


def user_by_reference(reference: str) -> User | None:
    """The user an audit reference belongs to, if it belongs to one."""
    return User.objects.filter(reference=reference).first()
