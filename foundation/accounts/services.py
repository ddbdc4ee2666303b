"""Staff accounts and their roles (permissions.md, person rule 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q

from foundation.accounts.guards import (
    Details,
    check_administrator,
    check_administrator_remains,
    check_not_self,
    hold_administrators,
    record,
)
from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.roles import TWO_PERSON_ROLES, Role, may_hold_both
from foundation.accounts.selectors import lasting_at, permanent_administrators, roles_of
from foundation.audit.actors import Actor, ActorKind
from foundation.values.errors import DomainError, InvalidInput, NotAllowed

TAKEN = "Mit dieser E-Mail-Adresse gibt es schon ein Konto."
ADDRESS_LENGTH, NAME_LENGTH = 254, 150


def create_user(*, email: str, display_name: str, password: str | None, by: Actor, now: datetime) -> User:
    """Create a staff account without any role; without a password nobody signs in until one is set.

    Raises InvalidInput, NotAllowed.
    """
    check_administrator(by)
    address, name = email.strip().lower(), " ".join(display_name.split())
    _check_address(address)
    if not name:
        raise InvalidInput("Geben Sie den Namen der Person ein.", code="name.missing", field="display_name")
    if len(name) > NAME_LENGTH:
        excess = len(name) - NAME_LENGTH
        raise InvalidInput(f"Der Name ist {excess} Zeichen zu lang.", code="name.long", field="display_name")
    if password is not None:
        try:
            validate_password(password, User(email=address, display_name=name))
        except ValidationError as error:
            raise InvalidInput(" ".join(error.messages), code="password.weak", field="password") from None
    try:
        with transaction.atomic():
            user = User.objects.create_user(address, password, display_name=name)
            record("account.created", user, by, {}, now)
    except IntegrityError:  # two at once: the first one has it
        raise InvalidInput(TAKEN, code="email.taken", field="email") from None
    return user


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
    the system itself (set-up, demo) they begin at once. A role that is held already with the same terms stays
    as it is; to change its limit it is withdrawn and given anew. Raises NotAllowed for anybody but an
    administrator and for one's own roles, InvalidInput for terms that cannot be, DomainError for a role that
    another one excludes, that is held with another limit, or for who has left.
    """
    check_administrator(by)
    check_not_self(user, by)
    if role not in Role.values:
        raise InvalidInput("Diese Rolle gibt es nicht.", code="role.unknown", field="role")
    begins_at = max(now, terms.begins_at or now)
    _check_terms(user, role, terms, begins_at)
    waits = role in TWO_PERSON_ROLES and by.kind != ActorKind.SYSTEM
    with transaction.atomic():
        if User.objects.select_for_update().get(pk=user.pk).left_at is not None:
            raise DomainError("Diese Person ist ausgeschieden.", code="account.left")
        open_ones = RoleAssignment.objects.filter(lasting_at(now), user=user)
        held_for = {"deputy_for": terms.deputy_for, "valid_until": terms.ends_at}
        same = open_ones.filter(role=role, scope=scope, **held_for).first()
        if same is not None:
            return _as_held(same, terms)
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
            given_at=now,
            confirmed_at=None if waits else now,
        )
        record("role.proposed" if waits else "role.given", user, by, _details(assignment, now), now)
    return assignment


def confirm_role(*, assignment: RoleAssignment, by: Actor, now: datetime) -> RoleAssignment:
    """The second administrator's yes. Raises NotAllowed for who proposed it and for the person itself."""
    check_administrator(by)
    check_not_self(assignment.user, by)
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
        record("role.given", row.user, by, _details(row, now), now)
    return row


def withdraw_role(
    *, assignment: RoleAssignment, by: Actor, now: datetime, ends_at: datetime | None = None
) -> RoleAssignment:
    """End a role now or at a later moment, or discard a proposal; it counts from the person's next request.

    A role that has ended stays as it is. Raises NotAllowed, InvalidInput for an end that has passed or that
    would make the role longer, DomainError for the last administrator.
    """
    check_administrator(by)
    check_not_self(assignment.user, by)
    if ends_at is not None and ends_at <= now:
        raise InvalidInput("Dieser Tag ist schon vorbei.", code="role.period", field="ends_on")
    with transaction.atomic():
        hold_administrators()
        row = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
        if row.valid_until is not None and row.valid_until <= max(now, row.valid_from):
            return row
        if permanent_administrators(now).filter(pk=row.pk).exists():
            check_administrator_remains(without=Q(pk=row.pk), now=now)
        end = max(ends_at or now, row.valid_from)
        if row.valid_until is not None and end > row.valid_until:
            raise InvalidInput(
                "Das Ende lässt sich nur vorziehen. Geben Sie sonst die Rolle neu.",
                code="role.longer",
                field="ends_on",
            )
        row.valid_until, row.ended_by, row.ended_at = end, by.reference, now
        row.save(update_fields=["valid_until", "ended_by", "ended_at"])
        action = "role.discarded" if row.confirmed_at is None else "role.withdrawn"
        record(action, row.user, by, _details(row, now), now)
    return row


def record_sign_in(*, user: User, second_factor: bool, now: datetime) -> None:
    """Note in the chain that a session began."""
    actor = Actor(kind=ActorKind.STAFF, reference=user.reference, roles=roles_of(user, now))
    with transaction.atomic():
        record("session.opened", user, actor, {"second_factor": second_factor}, now)


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not 0 < len(address) <= ADDRESS_LENGTH:
        raise InvalidInput(
            "Das ist keine E-Mail-Adresse. Beispiel: name@stadt.de", code="email.invalid", field="email"
        )
    if User.objects.filter(email__iexact=address).exists():
        raise InvalidInput(TAKEN, code="email.taken", field="email")


def _as_held(held: RoleAssignment, terms: Terms) -> RoleAssignment:
    if held.limit_cents != terms.limit_cents:
        raise DomainError(
            "Die Person hat diese Rolle schon mit einer anderen Grenze. Beenden Sie die Rolle zuerst.",
            code="role.held",
        )
    return held


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


def _details(row: RoleAssignment, now: datetime) -> Details:
    """What the audit log keeps of an assignment: limit in cents; from and until when that is not now."""
    details: dict[str, str | int | bool | None] = {"role": row.role, "scope": row.scope}
    if row.limit_cents is not None:
        details["limit_cents"] = row.limit_cents
    if row.deputy_for is not None:
        details["deputy_for"] = row.deputy_for.reference
    if row.valid_from > now:
        details["from"] = row.valid_from.isoformat()
    if row.valid_until is not None and row.valid_until > now:
        details["until"] = row.valid_until.isoformat()
    return details


def _check_exclusions(role: str, held: Iterable[str]) -> None:
    for other in held:
        if not may_hold_both(role, other):
            pair = f"„{Role(role).label}“ und „{Role(other).label}“"
            raise DomainError(f"Die Rollen {pair} darf nicht dieselbe Person haben.", code="role.excluded")
