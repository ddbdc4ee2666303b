"""The people of the house as a list, one by one, and what was ever decided about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.selectors import lasting_at
from foundation.audit.models import AuditEntry

PAGE_SIZE = 50
STANDINGS = {
    "active": Q(is_active=True),
    "blocked": Q(is_active=False, left_at__isnull=True),
    "left": Q(left_at__isnull=False),
}
#: Everybody who signs in writes one; they say when somebody was there, not what somebody might do.
NOT_TOLD = ("session.opened",)


@dataclass(frozen=True)
class PeoplePage:
    """A page of the list by name; `later` and `earlier` are cursors of the pages beside it, or empty."""

    people: Sequence[User]
    later: str
    earlier: str


def list_people(
    *, now: datetime, search: str = "", standing: str = "", after: str = "", before: str = ""
) -> PeoplePage:
    """People by name with the roles that last (`held`); the number of queries does not grow with them.

    `standing` is a key of STANDINGS; an unknown one filters nothing, as does an unknown cursor.
    """
    found = _people(now).filter(STANDINGS.get(standing, Q()))
    text = search.replace("\x00", "").strip()[:80]
    if text:
        found = found.filter(Q(display_name__icontains=text) | Q(email__icontains=text))
    place = _place(before)
    if place is not None:
        reached = Q(display_name__lt=place[0]) | Q(display_name=place[0], pk__lt=place[1])
        rows = list(found.filter(reached).order_by("-display_name", "-pk")[: PAGE_SIZE + 1])
        return _page(rows[:PAGE_SIZE][::-1], has_earlier=len(rows) > PAGE_SIZE, has_later=True)
    place = _place(after)
    if place is not None:
        found = found.filter(Q(display_name__gt=place[0]) | Q(display_name=place[0], pk__gt=place[1]))
    rows = list(found.order_by("display_name", "pk")[: PAGE_SIZE + 1])
    return _page(rows[:PAGE_SIZE], has_earlier=place is not None, has_later=len(rows) > PAGE_SIZE)


def find_person(reference: str, now: datetime) -> User | None:
    """The person of this reference, with what the list shows."""
    return _people(now).filter(reference=reference).first()


def assignments_of(user: User) -> list[RoleAssignment]:
    """Every role and proposal there ever was for this person, the newest first."""
    return list(user.role_assignments.select_related("deputy_for").order_by("-valid_from", "-pk"))


def entries_about(user: User) -> list[AuditEntry]:
    """What the audit log tells of this account, the newest first, without its sign-ins."""
    entries = AuditEntry.objects.filter(subject=f"user:{user.reference}").exclude(action__in=NOT_TOLD)
    return list(entries.order_by("-seq"))


def names_of(references: Iterable[str]) -> dict[str, str]:
    """Names by reference; one query."""
    return dict(User.objects.filter(reference__in=set(references)).values_list("reference", "display_name"))


def _people(now: datetime) -> QuerySet[User]:
    lasting = RoleAssignment.objects.filter(lasting_at(now)).select_related("deputy_for")
    second_factor = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    held = Prefetch("role_assignments", lasting.order_by("role", "scope", "pk"), to_attr="held")
    return User.objects.annotate(has_second_factor=Exists(second_factor)).prefetch_related(held)


def _place(reference: str) -> tuple[str, int] | None:
    """Where a person stands in the order; None for nobody."""
    wanted = reference.replace("\x00", "")
    return User.objects.filter(reference=wanted).values_list("display_name", "pk").first() if wanted else None


def _page(rows: Sequence[User], *, has_earlier: bool, has_later: bool) -> PeoplePage:
    return PeoplePage(
        people=rows,
        later=rows[-1].reference if has_later and rows else "",
        earlier=rows[0].reference if has_earlier and rows else "",
    )
