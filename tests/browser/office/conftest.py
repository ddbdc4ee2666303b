"""The town of this year: the browser's clock cannot be turned back."""

import pytest
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from grants.models import Fund
from grants.scenarios.cast import hire
from grants.scenarios.founding import found
from tests.browser.desk import PASSWORD
from tests.stories import Story


@pytest.fixture
def fund(transactional_db: None) -> Fund:
    year = local_date(timezone.now()).year
    return found(
        {
            "name": "Aktionskasse DEMO",
            "programme_year": year,
            "budget": [{"year": year, "amount": "2000.00"}],
            "cap_per_project": "500.00",
            "max_advance_percent": 100,
            "jury": {"members": 5, "quorum": 3},
        }
    )


@pytest.fixture
def people(fund: Fund) -> dict[str, Actor]:
    return hire(fund, now=timezone.now(), password=PASSWORD)


@pytest.fixture
def story(fund: Fund, people: dict[str, Actor]) -> Story:
    return Story(fund, people, day=local_date(timezone.now()))
