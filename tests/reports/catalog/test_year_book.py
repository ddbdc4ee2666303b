"""The year book: always two pages, whatever the names; the figures of R4; no single person named."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from foundation.values.dates import local_date
from grants.models import Application, Fund, FundRules, Particulars, PaymentKind, ReleasedPicture
from grants.services.released_pictures import NewPicture, release_picture, withdraw_picture
from reports.catalog import CATALOG
from reports.catalog.year_book import YearBook, collect
from reports.catalog.year_projects import Project, endings_of
from reports.contract import Commission
from reports.render import pdf_bytes
from tests.foundation.files.samples import picture
from tests.reports.kit.inspection import all_findings, elements, opened, words_tagged
from tests.stories import Story

pytestmark = pytest.mark.django_db
BOOK = CATALOG["jahresheft"]
LONG, WIDE, ARABIC = "Nachbarschaftsfest im Quartier " * 2, "W" * 60, "مهرجان الحي الكبير في الحديقة العامة"


def order(fund: Fund, now: datetime) -> Commission:
    return Commission(f"fund:{fund.uuid}", {"year": 2026}, local_date(now), now)


def with_projects(book: YearBook, *projects: Project) -> YearBook:
    return replace(book, projects=tuple(each.shown for each in projects), endings=endings_of(projects))


def project(number: int, name: str) -> Project:
    return Project(f"{number} {name}", name, name, 10_000 + number, 5_000)


@pytest.mark.parametrize("name", ["Hoffest", LONG, WIDE, ARABIC])
@pytest.mark.parametrize("count", [1, 3, 60])
def test_book_has_two_pages_and_says_what_it_leaves_out(
    fund: Fund, now: datetime, count: int, name: str
) -> None:
    projects = [project(number, name) for number in range(count)]
    pdf = pdf_bytes(BOOK, with_projects(collect(order(fund, now)), *projects), issued_at=now)
    assert len(opened(pdf).pages) == 2
    assert all_findings(pdf) == []
    shown = len(elements(pdf, "TR")) - 3 - 2  # the sums of the year; head and ending
    said = words_tagged(pdf).replace("\u00a0", " ")
    left = count - shown
    assert (f"und {left} weitere Vorhaben" if left else "Summe aller Vorhaben") in said
    assert shown >= min(count, 3)


def test_book_without_any_project_has_two_pages_too(fund: Fund, now: datetime) -> None:
    pdf = pdf_bytes(BOOK, collect(order(fund, now)), issued_at=now)
    assert len(opened(pdf).pages) == 2
    assert all_findings(pdf) == []
    said = words_tagged(pdf)
    assert "noch kein Geld für ein Vorhaben bewilligt" in said
    assert "noch kein Antrag eingegangen" in said


def test_first_page_holds_the_longest_names(story: Story) -> None:
    Fund.objects.update(name="W" * 120, quarter="W" * 120)
    fields = "\n".join(f"{number} {'W' * 117}" for number in range(9))
    FundRules.objects.update(fields_of_action_text=fields)
    for number in range(7):
        other = Story(story.fund, story.people, name=f"Gruppe Muster {number}", cents=10_000 + number)
        other.accepted()
        Application.objects.filter(pk=other.application.pk).update(
            field_of_action=fields.splitlines()[number]
        )
    book = collect(order(story.fund, story.now))
    assert [row[0] for row in book.fields.table.rows][-1] == "Andere Handlungsfelder"
    assert len(book.fields.table.rows) == 5
    assert sum(int(str(row[2])) for row in book.fields.table.rows) == book.fields.table.sums[0].values[2]
    pdf = pdf_bytes(BOOK, book, issued_at=story.now)
    assert len(opened(pdf).pages) == 2
    assert [str(each.Alt)[:5] for each in elements(pdf, "Figure")] == ["Vom A", "Mitte"]


def test_figures_are_those_of_the_yearly_overview(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    commission = order(story.fund, story.now)
    book, overview = collect(commission), CATALOG["jahresuebersicht"].collect(commission)
    sums = dict(
        zip((each.title for each in overview.table.columns), overview.table.sums[0].values, strict=True)
    )
    assert book.endings[0][3:] == ("487,65", "100,00")
    assert (sums["Bewilligt (€)"], sums["Ausgezahlt (€)"]) == (48_765, 10_000)
    budget = dict(overview.budget)
    assert dict(book.sums) == {
        "Verfügbar": budget["= verfügbar"],
        "Ausgezahlt, netto": budget["= Ausgabe netto"],
        "Noch frei": budget["Frei"],
    }


def test_single_person_is_not_named_and_no_door_is_told(story: Story) -> None:
    story.accepted()
    Particulars.objects.update(kind="person", name="Erika Beispiel", contact_person="")
    Application.objects.update(title="Hoffest bei Erika Beispiel", place="Hof Beispiel, Musterstraße 12a")
    book = collect(order(story.fund, story.now))
    assert book.projects == (("Hoffest bei [Name]", "Privatperson", "Hof [Name]", "487,65", "0,00"),)
    Particulars.objects.update(kind="group", name="Gruppe Musterhof", contact_person="Alex Muster")
    Application.objects.update(title="Fest der Gruppe Musterhof mit Alex Muster", place="Musterstraße 12a")
    book = collect(order(story.fund, story.now))
    said = ("Fest der Gruppe Musterhof mit [Name]", "Gruppe Musterhof (Gruppe)", "Musterstraße")
    assert book.projects == ((*said, "487,65", "0,00"),)


def photograph(story: Story, shows: str, size: tuple[int, int] = (1200, 900)) -> ReleasedPicture:
    target = io.BytesIO()
    picture(size).save(target, "JPEG")
    new = NewPicture("Hoffest.jpg", target.getvalue(), shows, "Unterschriften auf dem Blatt", story.day)
    by = story.people["manager"]
    return release_picture(case=story.application, picture=new, actor=by, now=story.now)


def figures(pdf: bytes) -> list[str]:
    """What is said in place of the pictures that are no charts."""
    return [str(each.Alt) for each in elements(pdf, "Figure")][2:]


def test_released_photos_are_shown_with_their_words_and_withdrawn_ones_are_not(story: Story) -> None:
    shown, before = [], order(story.fund, story.now - timedelta(minutes=1))
    for number, size in enumerate([(1200, 900), (600, 3000), (4000, 500), (900, 900)]):
        other = Story(story.fund, story.people, name=f"Gruppe Muster {number}", cents=40_000 - number)
        other.accepted()
        other.application = other.grant.case
        shown.append(photograph(other, f"Bild {number} {WIDE if number else ARABIC}", size))
    pdf = pdf_bytes(BOOK, collect(order(story.fund, story.now)), issued_at=story.now)
    assert all_findings(pdf) == []
    assert len(opened(pdf).pages) == 2
    assert figures(pdf) == [each.shows for each in shown[:3]]
    assert len(pdf) < 400_000
    withdraw_picture(picture=shown[0], actor=story.people["officer"], now=story.now)
    later = pdf_bytes(BOOK, collect(order(story.fund, story.now)), issued_at=story.now)
    assert figures(later) == [each.shows for each in shown[1:]]
    assert collect(before).photos == ()


def test_photo_is_in_the_book_from_its_release_on(story: Story) -> None:
    story.accepted()
    story.application = story.grant.case
    photograph(story, "Drei Hochbeete")
    ReleasedPicture.objects.update(released_at=story.now + timedelta(hours=1))
    at = story.now + timedelta(minutes=30), story.now + timedelta(hours=2)
    books = [collect(order(story.fund, moment)) for moment in at]
    assert [len(each.photos) for each in books] == [0, 1]
    assert [len(each.projects) for each in books] == [1, 1]


def test_book_with_photos_and_many_projects_has_two_pages(story: Story) -> None:
    story.accepted()
    story.application = story.grant.case
    photograph(story, "Drei Hochbeete")
    book = collect(order(story.fund, story.now))
    many = with_projects(book, *(project(number, LONG) for number in range(60)))
    pdf = pdf_bytes(BOOK, replace(many, photos=book.photos * 3), issued_at=story.now)
    assert len(opened(pdf).pages) == 2
    assert figures(pdf) == ["Drei Hochbeete"] * 3


def test_endings_add_up_what_is_not_shown() -> None:
    projects = [Project("A", "", "", 300, 30), Project("B", "", "", 200, 20), Project("C", "", "", 100, 10)]
    assert [(each[0], each[3], each[4]) for each in endings_of(projects)] == [
        ("und 3 weitere Vorhaben", "6,00", "0,60"),
        ("und 2 weitere Vorhaben", "3,00", "0,30"),
        ("und 1 weiteres Vorhaben", "1,00", "0,10"),
        ("Summe aller Vorhaben", "6,00", "0,60"),
    ]
    assert endings_of([]) == (("Summe aller Vorhaben", None, None, "0,00", "0,00"),)
