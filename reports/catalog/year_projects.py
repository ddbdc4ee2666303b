"""The projects of a year as the council may read them: no name of a single person, no door, no long text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from foundation.values.money import format_amount
from grants.models import Particulars
from grants.rules.places import street_level
from grants.rules.pseudonyms import names_in, without_names
from reports.catalog.yearly_cases import PERSONS, CaseOfYear
from reports.contract import Table, TableColumn

LONGEST = 60  # characters: names of any length take at most a few lines
NO_PLACE = "–"


@dataclass(frozen=True)
class Project:
    """One project: what, who, where; cents. `case`: the key of its row."""

    title: str
    who: str
    place: str
    approved: int
    paid: int
    case: int = 0

    @property
    def shown(self) -> tuple[str, str, str, str, str]:
        return self.title, self.who, self.place, format_amount(self.approved), format_amount(self.paid)


COLUMNS = (
    TableColumn("Vorhaben", width=40),
    TableColumn("Wer", width=30),
    TableColumn("Ort", width=24),
    TableColumn("Bewilligt (€)", "money"),
    TableColumn("Ausgezahlt (€)", "money"),
)


def table_of(projects: Iterable[Project]) -> Table:
    """All of them, for programs."""
    return Table(COLUMNS, tuple((p.title, p.who, p.place, p.approved, p.paid) for p in projects))


def projects_of_year(cases: Iterable[CaseOfYear]) -> list[Project]:
    """Those with money of this year approved or paid, the largest first; two queries at any length."""
    funded = [case for case in cases if case.money.approved > 0 or case.money.paid > 0]
    said = Particulars.objects.filter(application__in=[case.pk for case in funded])
    people = {each.application_id: each for each in said.select_related("application")}
    projects = [_project(case, people[case.pk]) for case in funded]
    return sorted(projects, key=lambda each: (-each.approved, -each.paid, each.title))


def _project(case: CaseOfYear, said: Particulars) -> Project:
    is_person = said.kind in PERSONS
    names = names_in(
        name=said.name if is_person else "", contact_person=said.contact_person, is_person=is_person
    )
    return Project(
        title=_short(without_names(case.title, names)),
        who=_short(case.applicant),
        place=_short(without_names(street_level(said.application.place), names)) or NO_PLACE,
        approved=case.money.approved,
        paid=case.money.paid,
        case=case.pk,
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def endings_of(projects: Sequence[Project]) -> tuple[tuple[str | None, ...], ...]:
    """The last row after each number of projects shown: how many others there are, and what they come to."""
    approved = list(accumulate((each.approved for each in reversed(projects)), initial=0))
    paid = list(accumulate((each.paid for each in reversed(projects)), initial=0))
    return tuple(
        (_rest(left), None, None, format_amount(approved[left or -1]), format_amount(paid[left or -1]))
        for left in range(len(projects), -1, -1)
    )


def _rest(left: int) -> str:
    """Where all are shown the row is their sum."""
    if not left:
        return "Summe aller Vorhaben"
    return "und 1 weiteres Vorhaben" if left == 1 else f"und {left} weitere Vorhaben"
