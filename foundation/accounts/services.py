"""Staff accounts and their roles (permissions.md, person rule 7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.roles import TWO_PERSON_ROLES, Role, may_hold_both
from foundation.accounts.selectors import lasting_at, roles_of
from foundation.audit.actors import Actor, ActorKind
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed


def create_user(*, email: str, display_name: str, password: str, by: Actor, now: datetime) -> User:
    """Create a staff account without any role. Raises InvalidInput, NotAllowed."""
    _check_administrator(by)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise InvalidInput(
            "Das ist keine E-Mail-Adresse. Beispiel: name@stadt.de", code="email.invalid", field="email"
        ) from None
    if not display_name.strip():
        raise InvalidInput("Geben Sie den Namen der Person ein.", code="name.missing", field="display_name")
    if User.objects.filter(email__iexact=address).exists():
        raise InvalidInput(
            "Mit dieser E-Mail-Adresse gibt es schon ein Konto.", code="email.taken", field="email"
        )
    candidate = User(email=address, display_name=display_name.strip())
    try:
        validate_password(password, candidate)
    except ValidationError as error:
        raise InvalidInput(" ".join(error.messages), code="password.weak", field="password") from None
    with transaction.atomic():
        user = User.objects.create_user(address, password, display_name=display_name.strip())
        _record("account.created", user, by, {}, now)
    return user


def deactivate_user(*, user: User, by: Actor, now: datetime) -> None:
    """Close an account: it cannot sign in any more, and running sessions end with the next request."""
    _check_administrator(by)
    _check_not_self(user, by)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        RoleAssignment.objects.filter(lasting_at(now), user=user, valid_from__lte=now).update(valid_until=now)
        _record("account.deactivated", user, by, {}, now)


@dataclass(frozen=True)
class Terms:
    """How far a role goes and how long: the authority to order payments has them (§ 7 KomKBVO).

    limit_cents: None is any amount. deputy_for: somebody for whom it is held, until a day. begins_at: by
    default at once.
    """

    limit_cents: int | None = None
    deputy_for: User | None = None
    begins_at: datetime | None = None
    ends_at: datetime | None = None


ANY_TERMS = Terms()


def assign_role(
    *, user: User, role: str, scope: str, by: Actor, now: datetime, terms: Terms = ANY_TERMS
) -> RoleAssignment:
    """Give a person a role for one fund (slug) or for all ("").

    FO, KA, KM, AU and AD begin only when a second administrator has confirmed them (`confirm_role`); given by
    the system itself (set-up, demo) they begin at once. A role that is held already stays as it is: to change
    its limit it is withdrawn and given anew. Raises NotAllowed for anybody but an administrator and for one's
    own roles, InvalidInput for terms that cannot be, DomainError for a role that another one excludes.
    """
    _check_administrator(by)
    _check_not_self(user, by)
    if role not in Role.values:
        raise InvalidInput("Diese Rolle gibt es nicht.", code="role.unknown", field="role")
    begins_at = max(now, terms.begins_at or now)
    _check_terms(user, role, terms, begins_at)
    waits = role in TWO_PERSON_ROLES and by.kind != ActorKind.SYSTEM
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        open_ones = RoleAssignment.objects.filter(lasting_at(now), user=user)
        held_for = {"deputy_for": terms.deputy_for, "valid_until": terms.ends_at}
        same = open_ones.filter(role=role, scope=scope, **held_for).first()
        if same is not None:
            return same
        _check_exclusions(role, open_ones.values_list("role", flat=True))
        assignment = RoleAssignment.objects.create(
            user=user,
            role=role,
            scope=scope,
            valid_from=begins_at,
            valid_until=terms.ends_at,
            limit_cents=terms.limit_cents,
            deputy_for=terms.deputy_for,
            given_by=by.reference,
            confirmed_at=None if waits else now,
        )
        _record("role.proposed" if waits else "role.given", user, by, _details(assignment), now)
    return assignment


def confirm_role(*, assignment: RoleAssignment, by: Actor, now: datetime) -> RoleAssignment:
    """The second administrator's yes. Raises NotAllowed for who proposed it and for the person itself."""
    _check_administrator(by)
    _check_not_self(assignment.user, by)
    with transaction.atomic():
        row = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
        if row.confirmed_at is not None:
            return row
        if row.valid_until is not None and row.valid_until <= now:
            raise DomainError("Die Rolle ist abgelaufen oder zurückgenommen.", code="role.withdrawn")
        if row.given_by == by.reference:
            raise NotAllowed(
                "Diese Rolle bestätigt eine zweite Person, nicht die, die sie vorgeschlagen hat.",
                code="role.second_person",
            )
        row.confirmed_by, row.confirmed_at, row.valid_from = by.reference, now, max(now, row.valid_from)
        row.save(update_fields=["confirmed_by", "confirmed_at", "valid_from"])
        _record("role.given", row.user, by, _details(row), now)
    return row


def withdraw_role(*, assignment: RoleAssignment, by: Actor, now: datetime) -> RoleAssignment:
    """End a role (or a proposal) now; it counts from the person's next request."""
    _check_administrator(by)
    _check_not_self(assignment.user, by)
    with transaction.atomic():
        row = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
        if row.valid_until is None or row.valid_until > now:
            row.valid_until = max(now, row.valid_from)
            row.save(update_fields=["valid_until"])
            _record("role.withdrawn", row.user, by, _details(row), now)
    return row


def record_sign_in(*, user: User, second_factor: bool, now: datetime) -> None:
    """Note in the chain that a session began."""
    actor = Actor(kind=ActorKind.STAFF, reference=user.reference, roles=roles_of(user, now))
    with transaction.atomic():
        _record("session.opened", user, actor, {"second_factor": second_factor}, now)


def _check_administrator(by: Actor) -> None:
    if by.kind != ActorKind.SYSTEM and not (by.kind == ActorKind.STAFF and by.has_role(Role.AD, "")):
        raise NotAllowed("Konten und Rollen verwaltet nur die Administration.", code="role.not_administrator")


def _check_not_self(user: User, by: Actor) -> None:
    if by.reference == user.reference:
        raise NotAllowed("Niemand ändert die eigenen Rollen.", code="role.own")


def _check_terms(user: User, role: str, terms: Terms, begins_at: datetime) -> None:
    if role != Role.FO and (terms.limit_cents is not None or terms.deputy_for is not None):
        raise InvalidInput("Nur eine Anordnung hat Grenzen.", code="role.no_limit", field="limit")
    if terms.limit_cents is not None and terms.limit_cents <= 0:
        raise InvalidInput("Geben Sie einen Betrag über 0,00 € ein.", code="role.limit", field="limit")
    if terms.ends_at is not None and terms.ends_at <= begins_at:
        raise InvalidInput("Das Ende liegt vor dem Anfang.", code="role.period", field="ends_on")
    if terms.deputy_for is not None and terms.ends_at is None:
        raise InvalidInput("Eine Vertretung braucht ein Ende.", code="role.period", field="ends_on")
    if terms.deputy_for == user:
        raise InvalidInput("Niemand vertritt sich selbst.", code="role.deputy", field="deputy_for")


def _details(row: RoleAssignment) -> dict[str, str | int | None]:
    """What the audit log keeps of an assignment; limit in cents."""
    details: dict[str, str | int | None] = {"role": row.role, "scope": row.scope}
    if row.limit_cents is not None:
        details["limit_cents"] = row.limit_cents
    if row.deputy_for is not None:
        details["deputy_for"] = row.deputy_for.reference
    return details


def _check_exclusions(role: str, held: Iterable[str]) -> None:
    for other in held:
        if not may_hold_both(role, other):
            pair = f"„{Role(role).label}“ und „{Role(other).label}“"
            raise DomainError(f"Die Rollen {pair} darf nicht dieselbe Person haben.", code="role.excluded")


def _record(
    action: str, user: User, by: Actor, details: Mapping[str, str | int | None], now: datetime
) -> None:
    append_entry(action=action, subject=f"user:{user.reference}", actor=by, details=details, now=now)
