"""A town for residents in the browser, and what they do on every page."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import FilePayload, Page

from foundation.audit.actors import Actor
from grants.models import Application, Fund
from grants.scenarios.cast import hire
from grants.scenarios.founding import found
from tests.infra.browser import OpenPage, click_through
from tests.stories import Story, sheet_code

Tell = Callable[[int], Story]


@pytest.fixture
def town(transactional_db: None, today: date) -> Fund:
    """A fund with money for this year and the last one."""
    years = (today.year - 1, today.year)
    section: dict[str, Any] = {
        "name": "Aktionskasse DEMO",
        "programme_year": years[0],
        "budget": [{"year": year, "amount": "9000.00"} for year in years],
        "cap_per_project": "500.00",
        "max_advance_percent": 100,
        "jury": {"members": 7, "quorum": 4, "tie": "no"},
    }
    return found(section)


@pytest.fixture
def staff(town: Fund) -> dict[str, Actor]:
    return hire(town, now=timezone.now())


@pytest.fixture
def tell(town: Fund, staff: dict[str, Actor], today: date) -> Tell:
    """A story that began so many days ago."""
    return lambda days: Story(town, staff, day=today - timedelta(days=days))


@pytest.fixture
def small(open_page: OpenPage) -> Page:
    return open_page(width=320, height=640, javascript=False)


def photo(name: str = "hof.png", colour: str = "green") -> FilePayload:
    data = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(data, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": data.getvalue()}


def press(page: Page, label: str) -> None:
    click_through(page.get_by_role("button", name=label, exact=True))


def open_case(page: Page, application: Application) -> None:
    """With the code of the access sheet."""
    code = sheet_code(application.applicant, timezone.now())
    page.goto("/zugang/code/")
    page.get_by_label("Ihr Code").fill(code.lower())
    press(page, "Antrag öffnen")


def fill_day(page: Page, group: str, day: date) -> None:
    parts = page.get_by_role("group", name=group)
    for label, number in (("Tag", day.day), ("Monat", day.month), ("Jahr", day.year)):
        parts.get_by_label(label, exact=True).fill(str(number))
