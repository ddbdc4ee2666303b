"""The own data as a letter, asked for in a browser: nothing around it opens a transaction for the service."""

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.audit.models import AuditEntry
from foundation.files.models import Document
from grants.models import Application
from tests.grants.views.conftest import OpenWith
from tests.stories import Story

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def ask(browser: Client, case: Application) -> int:
    return browser.post(reverse("my_data", args=[case.reference])).status_code


def kept_of(case: Application) -> tuple[int, int]:
    """How many letters and how many entries of the audit log there are about it."""
    letters = Document.objects.filter(slug="datenauskunft", subject=case.subject)
    return letters.count(), AuditEntry.objects.filter(action="data.copy", subject=case.subject).count()


def test_own_data_is_ordered_and_shown(story: Story, client_of: OpenWith) -> None:
    case = story.submitted()
    browser = client_of(case.applicant)
    assert [ask(browser, case), kept_of(case)] == [302, (1, 1)]
    assert [ask(browser, case), kept_of(case)] == [302, (1, 2)]
    page = browser.get(reverse("my_case", args=[case.reference])).content.decode()
    assert "Die Auskunft wird geschrieben." in page


def test_stranger_orders_nothing(story: Story, client_of: OpenWith) -> None:
    case = story.submitted()
    assert ask(client_of(Applicant.objects.create(created_at=story.now)), case) == 404
    assert kept_of(case) == (0, 0)
