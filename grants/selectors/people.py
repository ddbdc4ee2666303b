"""People and their roles as pages tell them: funds by name, periods in days, the log in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.people import assignments_of, entries_about, names_of
from foundation.accounts.roles import Role
from foundation.accounts.selectors import lasting_at, pending_assignments, staff_with_role
from foundation.audit.models import AuditEntry
from foundation.values.dates import BERLIN, format_date, format_moment, local_date
from foundation.values.money import format_euro
from grants.models import Fund

ALL_FUNDS = "Alle Fonds"
SYSTEM_NAME = "Einrichtung"
ACTIONS = {
    "account.created": "Konto angelegt",
    "account.blocked": "Konto gesperrt",
    "account.reopened": "Konto wieder geöffnet",
    "account.left": "Ausgeschieden, alle Rollen beendet",
    "account.deactivated": "Konto geschlossen, alle Rollen beendet",
    "role.proposed": "Rolle vorgeschlagen",
    "role.given": "Rolle gegeben",
    "role.discarded": "Vorschlag verworfen",
    "role.withdrawn": "Rolle beendet",
    "password_link.sent": "Link für das Passwort verschickt",
    "password.set": "Passwort festgelegt",
    "second_factor.enrolled": "Zweiter Faktor eingerichtet",
    "second_factor.removed": "Zweiter Faktor weggenommen",
}


@dataclass(frozen=True)
class RoleLine:
    """One role of a person, every value ready to be shown."""

    pk: int
    role: str
    fund: str
    terms: str
    period: str
    state: str
    is_waiting: bool
    is_over: bool
    given: str
    confirmed: str
    ended: str


@dataclass(frozen=True)
class LogLine:
    """One thing that the audit log tells of an account."""

    at: datetime
    words: str
    who: str


def fund_names() -> dict[str, str]:
    """Names by slug, with "" for all of them."""
    return {"": ALL_FUNDS, **dict(Fund.objects.order_by("name").values_list("slug", "name"))}


def standing_of(user: User) -> str:
    """Whether the account is open, in words."""
    if user.left_at is not None:
        return f"ausgeschieden am {format_date(local_date(user.left_at))}"
    return "aktiv" if user.is_active else "gesperrt"


def role_lines(
    assignments: Iterable[RoleAssignment],
    *,
    now: datetime,
    funds: Mapping[str, str],
    names: Mapping[str, str],
) -> list[RoleLine]:
    """The roles as the page shows them; `names` are those of `names_of` for who gave, confirmed and ended."""
    return [_line(each, now, funds, names) for each in assignments]


def roles_of_person(user: User, now: datetime) -> list[RoleLine]:
    """Every role there ever was. Three queries."""
    rows = assignments_of(user)
    people = {name for row in rows for name in (row.given_by, row.confirmed_by, row.ended_by)}
    return role_lines(rows, now=now, funds=fund_names(), names=names_of(people))


def waiting_roles(now: datetime) -> list[tuple[User, RoleLine]]:
    """What waits for a second administrator, the oldest first. Three queries."""
    rows = list(pending_assignments(now).select_related("user", "deputy_for"))
    lines = role_lines(rows, now=now, funds=fund_names(), names=names_of(row.given_by for row in rows))
    return list(zip((row.user for row in rows), lines, strict=True))


def find_assignment(pk: int) -> RoleAssignment | None:
    """A role of somebody."""
    return RoleAssignment.objects.select_related("user", "deputy_for").filter(pk=pk).first()


def log_of(user: User) -> list[LogLine]:
    """The history of an account in words, the newest first. Three queries."""
    entries, funds = entries_about(user), fund_names()
    deputies = {str(entry.details.get("deputy_for", "")) for entry in entries}
    names = names_of(deputies | {entry.actor_reference for entry in entries})
    return [
        LogLine(each.recorded_at, _words(each, funds, names), _who(each.actor_reference, names))
        for each in entries
    ]


def possible_principals(user: User, now: datetime) -> list[tuple[str, str]]:
    """(number, name) of those who order payments somewhere and can be stood in for."""
    held = RoleAssignment.objects.filter(lasting_at(now), role=Role.FO, confirmed_at__isnull=False)
    people = User.objects.filter(is_active=True, role_assignments__in=held).exclude(pk=user.pk).distinct()
    return [(str(each.pk), each.display_name) for each in people.order_by("display_name", "pk")]


def count_administrators(now: datetime) -> int:
    """How many can give or confirm a role now."""
    return staff_with_role(Role.AD, "", now).filter(role_assignments__scope="").count()


def last_day(until: datetime) -> str:
    """The day that an end at midnight still holds, else day and time."""
    local = until.astimezone(BERLIN)
    if local.time() == time(0):
        return format_date(local.date() - timedelta(days=1))
    return format_moment(until)


def _line(row: RoleAssignment, now: datetime, funds: Mapping[str, str], names: Mapping[str, str]) -> RoleLine:
    is_over = row.valid_until is not None and row.valid_until <= max(now, row.valid_from)
    is_waiting = row.confirmed_at is None and not is_over
    return RoleLine(
        pk=row.pk,
        role=Role(row.role).label,
        fund=funds.get(row.scope, row.scope),
        terms=_terms(row.limit_cents, row.deputy_for.display_name if row.deputy_for else ""),
        period=_period(row, is_over=is_over),
        state=_state(row, now, is_over=is_over),
        is_waiting=is_waiting,
        is_over=is_over,
        given=_by(row.given_by, row.given_at, names),
        confirmed=_by(row.confirmed_by, row.confirmed_at, names),
        ended=_by(row.ended_by, row.ended_at, names),
    )


def _terms(limit_cents: int | None, deputy_for: str) -> str:
    parts = []
    if limit_cents is not None:
        parts.append(f"bis {format_euro(limit_cents)}")
    if deputy_for:
        parts.append(f"in Vertretung für {deputy_for}")
    return ", ".join(parts)


def _period(row: RoleAssignment, *, is_over: bool) -> str:
    if is_over and row.confirmed_at is None:
        return "galt nie"
    if is_over and row.valid_until == row.valid_from:
        return "galt nie"
    begins = f"ab {format_date(local_date(row.valid_from))}"
    return begins if row.valid_until is None else f"{begins} bis {last_day(row.valid_until)}"


def _state(row: RoleAssignment, now: datetime, *, is_over: bool) -> str:
    if is_over:
        return "verworfen" if row.confirmed_at is None else "beendet"
    if row.confirmed_at is None:
        return "wartet auf die zweite Person"
    return "gilt noch nicht" if row.valid_from > now else "gilt"


def _by(reference: str, at: datetime | None, names: Mapping[str, str]) -> str:
    if not reference:
        return ""
    who = _who(reference, names)
    return who if at is None else f"{who}, {format_moment(at)}"


def _who(reference: str, names: Mapping[str, str]) -> str:
    return SYSTEM_NAME if reference == "system" else names.get(reference, "unbekannt")


def _words(entry: AuditEntry, funds: Mapping[str, str], names: Mapping[str, str]) -> str:
    words = ACTIONS.get(entry.action, entry.action)
    details: Mapping[str, Any] = entry.details
    if "role" not in details:
        return words
    scope = str(details.get("scope", ""))
    parts = [Role(details["role"]).label, funds.get(scope, scope)]
    deputy = str(details.get("deputy_for", ""))
    terms = _terms(details.get("limit_cents"), names.get(deputy, "unbekannt") if deputy else "")
    if terms:
        parts.append(terms)
    if "from" in details:
        parts.append(f"ab {format_date(local_date(datetime.fromisoformat(details['from'])))}")
    if "until" in details:
        parts.append(f"bis {last_day(datetime.fromisoformat(details['until']))}")
    return f"{words}: {', '.join(parts)}"
