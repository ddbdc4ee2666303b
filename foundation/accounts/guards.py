"""What every change of people and roles asks first (permissions.md, row 44 and person rule 7)."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.roles import Role
from foundation.accounts.selectors import permanent_administrators
from foundation.audit.actors import Actor, ActorKind
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, NotAllowed

Details = Mapping[str, str | int | bool | None]


def check_administrator(by: Actor) -> None:
    """Only the administration of the whole house, who has just shown who they are, or the system itself.

    Raises NotAllowed.
    """
    if by.kind is ActorKind.SYSTEM:
        return
    if by.kind is not ActorKind.STAFF or not by.has_role(Role.AD, ""):
        raise NotAllowed("Konten und Rollen verwaltet nur die Administration.", code="role.not_administrator")
    if not by.stepped_up:
        raise NotAllowed("Bestätigen Sie zuerst, dass Sie es sind.", code="role.identity_unproven")


def check_not_self(user: User, by: Actor) -> None:
    """Raises NotAllowed when somebody changes their own account or roles."""
    if by.reference == user.reference:
        raise NotAllowed("Niemand ändert die eigenen Rollen oder das eigene Konto.", code="role.own")


def hold_administrators() -> None:
    """Lock every role of an administrator, so that two cannot send each other away at the same moment.

    These locks come before the one of the person's row, which the triggers of the table take.
    """
    locked = RoleAssignment.objects.select_for_update().filter(role=Role.AD, valid_until__isnull=True)
    list(locked.order_by("pk").values_list("pk", flat=True))


def check_administrator_remains(*, without: Q, now: datetime) -> None:
    """One administrator without an end stays when those of `without` are gone. Raises DomainError.

    Asked under `hold_administrators`, in a statement of its own: on PostgreSQL only a new one sees what was
    committed while the lock was waited for.
    """
    if not permanent_administrators(now).exclude(without).exists():
        raise DomainError(
            "Mindestens eine Person muss die Administration ohne Enddatum behalten. "
            "Geben Sie die Rolle zuerst einer anderen Person.",
            code="role.last_administrator",
        )


def record(action: str, user: User, by: Actor, details: Details, now: datetime) -> None:
    """Note in the chain what happened to an account, in the transaction of its cause."""
    append_entry(action=action, subject=f"user:{user.reference}", actor=by, details=details, now=now)
