"""A clock that stands still, and browsers that hold a key."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from applicants.middleware import SESSION_KEY
from applicants.models import Applicant
from grants.models import Application, Fund, Grant
from grants.services.applications import start_draft
from grants.services.grants import advance_grants
from tests.stories import Story

OpenWith = Callable[[Applicant], Client]


@pytest.fixture
def clock(now: datetime) -> Iterator[time_machine.Traveller]:
    """The cast's morning; `clock.move_to(...)` goes on."""
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client_of(clock: time_machine.Traveller) -> OpenWith:
    """A browser in which this applicant's key was used."""

    def open_with(applicant: Applicant) -> Client:
        client = Client()
        session = client.session
        session[SESSION_KEY] = str(applicant.uuid)
        session.save()
        return client

    return open_with


@pytest.fixture
def stranger(client_of: OpenWith, now: datetime, db: None) -> Client:
    """Somebody else with a key of their own."""
    return client_of(Applicant.objects.create(created_at=now))


def reread(application: Application) -> Application:
    """The row as it is now; workflow models are fetched again, never refreshed."""
    return Application.objects.select_related("applicant", "particulars").get(pk=application.pk)


@pytest.fixture
def draft(fund: Fund, now: object, clock: time_machine.Traveller) -> Application:
    """An empty draft."""
    moment = Story(fund, {}).now
    applicant = Applicant.objects.create(created_at=moment)
    return start_draft(fund=fund, applicant=applicant, now=moment)


@pytest.fixture
def browser_of_draft(draft: Application, client_of: OpenWith) -> Client:
    return client_of(draft.applicant)


@pytest.fixture
def browser_of_grant(story: Story, client_of: OpenWith, clock: time_machine.Traveller) -> Client:
    """The resident's browser after the project is over."""
    story.accepted()
    story.day = story.grant.ends_on + timedelta(days=3)
    clock.move_to(story.now)
    advance_grants(now=story.now)
    story.grant = Grant.objects.get(pk=story.grant.pk)
    return client_of(story.application.applicant)
