"""Other cases like this one: found in the funds that the reader may read, with one query."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import Application, Fund, Particulars, PaymentKind
from grants.scenarios.cast import hire
from grants.scenarios.founding import found
from grants.selectors.repeats import repeats_of
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.grants import advance_grants
from tests.conftest import SECTION
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
Stories = Callable[..., Story]


def codes(story: Story, reader: Actor) -> list[str]:
    case = Application.objects.get(pk=story.application.pk)
    return sorted(each.finding.code for each in repeats_of(case, reader=reader, today=story.day))


def apart(story: Story, number: int) -> Story:
    """A case that has nothing in common with another one."""
    story.submitted()
    Application.objects.filter(pk=story.application.pk).update(title=f"Nr. {number}", place=f"Ort {number}")
    Particulars.objects.filter(application=story.application).update(street=f"Weg {number}")
    return story


@pytest.mark.both_databases
def test_each_thing_in_common_is_found(stories: Stories, manager: Actor) -> None:
    one, other = apart(stories(1), 1), apart(stories(2), 2)
    assert codes(one, manager) == []
    case = Application.objects.filter(pk=other.application.pk)
    case.update(title="Nr. 1")
    assert codes(one, manager) == []  # a title without a telling word is looked for nowhere
    Application.objects.update(title="Blühstreifen")
    assert codes(one, manager) == ["repeat.same_project"]
    case.update(title="Hofkino", place="ort 1")
    assert codes(one, manager) == ["repeat.same_project"]
    case.update(place="anderswo")
    Particulars.objects.filter(application=other.application).update(street="WEG 1")
    assert codes(one, manager) == ["repeat.same_address"]
    case.update(applicant=one.application.applicant)
    assert codes(one, manager) == ["repeat.same_year"]


def owing(story: Story) -> None:
    """More was paid than could be shown, and it is claimed back."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 20_000)
    story.proof_sent(8_000)
    story.proof_confirmed()
    claim = draft_claim(
        grant=story.grant,
        heard_until=story.day - timedelta(days=1),
        actor=story.people["officer"],
        now=story.now - timedelta(days=11),
    )
    story.post("anhoerung-rueckforderung", days_ago=11)
    release_claim_notice(claim=claim, actor=story.people["officer2"], now=story.now)


def overdue(story: Story) -> None:
    """Nothing came after the end."""
    story.accepted()
    story.day = story.grant.ends_on + timedelta(days=60)
    advance_grants(now=story.now)


@pytest.mark.parametrize(
    ("left_open", "code"), [(owing, "repeat.claim_open"), (overdue, "repeat.proof_overdue")]
)
def test_what_the_same_people_left_open_is_found(
    stories: Stories, manager: Actor, left_open: Callable[[Story], None], code: str
) -> None:
    old, new = stories(1, cents=20_000), apart(stories(2), 2)
    left_open(old)
    Application.objects.filter(pk=new.application.pk).update(applicant=old.application.applicant)
    assert codes(new, manager) == [code, "repeat.same_year"]


@pytest.mark.both_databases
def test_same_account_under_another_name_is_found(stories: Stories, manager: Actor) -> None:
    paid, other = stories(1), stories(2)
    paid.accepted()
    other.accepted()
    second = apart(stories(3), 3)
    Application.objects.filter(pk=second.application.pk).update(applicant=other.application.applicant)
    assert "repeat.same_account" in codes(second, manager)


def test_another_fund_is_named_only_to_who_may_read_it(story: Story, manager: Actor) -> None:
    fund = found({**SECTION, "name": "Zweite Kasse DEMO"})
    Fund.objects.filter(pk=fund.pk).update(reference_prefix="ZW")
    both = hire(fund, now=story.now)["manager"]
    story.submitted()
    Story(Fund.objects.get(pk=fund.pk), story.people, name="Andere Gruppe").submitted()
    assert codes(story, manager) == []
    assert codes(story, both) == ["repeat.same_address", "repeat.same_project"]


def test_number_of_queries_does_not_grow(stories: Stories, manager: Actor) -> None:
    one = stories(1)
    one.submitted()
    counted = []
    for number in (2, 3, 4):
        stories(number).submitted()
        case = Application.objects.select_related("particulars").get(pk=one.application.pk)
        with CaptureQueriesContext(connection) as queries:
            hints = repeats_of(case, reader=manager, today=one.day)
        assert [len(each.cases) for each in hints] == [number - 1] * 2
        counted.append(len(queries))
    assert counted == [1, 1, 1]


def test_case_page_leads_to_the_other_case(stories: Stories, people: Mapping[str, Actor]) -> None:
    first, second = stories(1), stories(2)
    first.submitted()
    second.submitted()
    page = browser_of(people["manager"]).get(reverse("office_case", args=[second.application.reference]))
    assert "Dieses Projekt gibt es vielleicht schon: ähnlicher Titel und gleicher Ort" in text_of(page)
    link = reverse("office_case", args=[first.application.reference])
    assert f'href="{link}"' in page.content.decode()
