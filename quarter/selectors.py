"""What the public is told about the Quartiersbüro. One query for all offices with hours and suspensions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.db.models import FilteredRelation, Q

from foundation.values.phrases import say
from grants.models import Application, Fund
from grants.office_hours import Visit
from quarter.models import Weekday

RESIDENTS, LOOKED_AT = 8, 40
ANNOUNCED_BEFORE = timedelta(days=21)  # a suspension is shown three weeks ahead: people plan their way


@dataclass(frozen=True)
class HelpBox:
    """Who helps, where and when, in words; the same on every page (WCAG 3.2.6)."""

    fund_slug: str
    brand: str
    place: str
    name: str
    phone: str
    email: str
    address_lines: tuple[str, ...]
    directions: str
    hours: tuple[str, ...]
    suspension: str

    @property
    def phone_link(self) -> str:
        """The number as a tel: link wants it."""
        return "".join(letter for letter in self.phone if letter.isdigit() or letter == "+")


@dataclass
class _Gathered:
    """The rows of one fund, out of the cross product of the one query."""

    facts: dict[str, Any]
    hours: set[tuple[int, time, time, str]] = field(default_factory=set)
    suspensions: set[tuple[date, date | None, str]] = field(default_factory=set)


OFFICE_FIELDS = (
    "name",
    "host_note",
    "host_note_until",
    "street",
    "postcode",
    "town",
    "phone",
    "email",
    "directions",
)
HOURS_FIELDS = ("weekday", "opens_at", "closes_at", "note")
SUSPENSION_FIELDS = ("starts_on", "ends_on", "reason")


def help_boxes(*, today: date) -> tuple[HelpBox, ...]:
    """One box for every fund, in the order of their names."""
    not_over = Q(office__suspensions__ends_on__isnull=True) | Q(office__suspensions__ends_on__gte=today)
    funds = Fund.objects.annotate(ahead=FilteredRelation("office__suspensions", condition=not_over))
    rows = funds.order_by("name", "pk").values(
        "slug", "name", "city", "street", "postcode", "town", "phone", "email",
        *(f"office__{name}" for name in OFFICE_FIELDS),
        *(f"office__hours__{name}" for name in HOURS_FIELDS),
        *(f"ahead__{name}" for name in SUSPENSION_FIELDS),
    )  # fmt: skip
    return tuple(_help_box(gathered, today) for gathered in _gather(rows))


def visit_of(fund_slug: str, today: date) -> Visit:
    """How one visits the office of this fund; empty for a fund that does not exist."""
    box = next((each for each in help_boxes(today=today) if each.fund_slug == fund_slug), None)
    return Visit(box.address_lines, box.hours, box.suspension) if box else Visit()


def _gather(rows: Iterable[dict[str, Any]]) -> list[_Gathered]:
    found: dict[str, _Gathered] = {}
    for row in rows:
        gathered = found.setdefault(row["slug"], _Gathered(row))
        hours = tuple(row[f"office__hours__{name}"] for name in HOURS_FIELDS)
        suspension = tuple(row[f"ahead__{name}"] for name in SUSPENSION_FIELDS)
        if hours[0] is not None:
            gathered.hours.add(hours)
        if suspension[0] is not None:
            gathered.suspensions.add(suspension)
    return list(found.values())


def _help_box(gathered: _Gathered, today: date) -> HelpBox:
    facts = gathered.facts

    def fact(name: str) -> str:
        """The office's own, else the fund's."""
        return facts[f"office__{name}"] or facts[name] or ""

    until = facts["office__host_note_until"]
    host_note = facts["office__host_note"] if until is None or until >= today else ""
    town = f"{fact('postcode')} {fact('town')}".strip()
    lines = (facts["office__name"], host_note, fact("street"), town) if fact("street") else ()
    return HelpBox(
        fund_slug=facts["slug"],
        brand=facts["name"],
        place=facts["city"],
        name=facts["office__name"] or facts["name"],
        phone=fact("phone"),
        email=fact("email"),
        address_lines=tuple(line for line in lines if line),
        directions=facts["office__directions"] or "",
        hours=tuple(_hours_line(*hours) for hours in sorted(gathered.hours)),
        suspension=_suspension_line(sorted(gathered.suspensions, key=lambda each: each[0]), today),
    )


def _hours_line(weekday: int, opens_at: time, closes_at: time, note: str) -> str:
    line = say(
        "{label}, {opens_at} bis {closes_at} Uhr",
        label=Weekday(weekday).label,
        opens_at=_clock(opens_at),
        closes_at=_clock(closes_at),
    )
    return f"{line} ({note})" if note else line


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else str(moment.hour)


def _suspension_line(suspensions: list[tuple[date, date | None, str]], today: date) -> str:
    """The one that counts now, or the next one that starts soon."""
    for starts_on, ends_on, reason in suspensions:
        if starts_on > today + ANNOUNCED_BEFORE:
            break
        why = f" ({reason})" if reason else ""
        if ends_on is None:
            if starts_on <= today:
                return say("Zurzeit keine Sprechzeiten{why}. Rufen Sie bitte an.", why=why)
            return say("Ab {day} keine Sprechzeiten{why}. Rufen Sie bitte an.", day=starts_on, why=why)
        if starts_on <= today:
            return say(
                "Keine Sprechzeiten bis {ends_on}{why}.",
                ends_on=ends_on,
                why=why,
            )
        return say(
            "Keine Sprechzeiten vom {starts_on} bis {ends_on}{why}.",
            starts_on=starts_on,
            ends_on=ends_on,
            why=why,
        )
    return ""


def latest_residents() -> tuple[Application, ...]:
    """The newest applications, one for each e-mail address. Only for the demo: it shows them to everybody."""
    sent = Application.objects.exclude(state__in=("draft", "deleted")).exclude(particulars__email="")
    newest = sent.select_related("particulars").order_by("-submitted_at")[:LOOKED_AT]
    by_address: dict[str, Application] = {}
    for application in newest:
        by_address.setdefault(application.particulars.email, application)
    return tuple(by_address.values())[:RESIDENTS]
