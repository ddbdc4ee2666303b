"""A fund's texts: new versions by the office, the words that a releaser saw, nothing is ever overwritten."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import InvalidInput, NotAllowed, StaleVersion
from grants.models import FundRules, FundText, Notice
from grants.services.drafts import words_of
from grants.services.fund_texts import write_texts
from grants.services.notices import release_award_notice
from reports.catalog import CATALOG
from reports.contract import Commission
from tests.grants.rows import refusal
from tests.grants.texts import say
from tests.stories import Story

pytestmark = [pytest.mark.django_db]


def write(story: Story, actor: Actor, **texts: str) -> list[FundText]:
    return write_texts(fund=story.fund, texts=texts, actor=actor, now=story.now)


def test_new_text_holds_at_once_and_the_old_one_stays(story: Story, manager: Actor) -> None:
    write(story, manager, closing_text="Bis bald", interest_text="Ohne Zinsen")
    write(story, manager, closing_text=" Viele Grüße ")
    rules = FundRules.objects.get()
    assert (rules.says("closing_text"), rules.says("interest_text")) == ("Viele Grüße", "Ohne Zinsen")
    rows = FundText.objects.filter(name="closing_text").values_list("version", "text", "written_by_label")
    assert list(rows) == [(1, "Bis bald", manager.label), (2, "Viele Grüße", manager.label)]


@pytest.mark.parametrize(
    ("texts", "code", "field"),
    [
        ({"closing_text": "Für {wen}"}, "wording.placeholder", "closing_text"),
        ({"remedy_kind": "objection"}, "wording.remedy", "remedy_text"),
        ({"closing_text": "Freundliche Grüße\nIm Auftrag"}, "text.nothing", ""),
    ],
)
def test_text_that_no_letter_can_use_is_not_stored(
    story: Story, officer: Actor, texts: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as no:
        write(story, officer, **texts)
    assert (no.value.code, no.value.field) == (code, field)
    assert not FundText.objects.exclude(written_by="system").exists()


def test_only_the_office_of_the_fund_writes(story: Story, people: dict[str, Actor]) -> None:
    for name, person in people.items():
        if not {code for code, _scope in person.roles} & {"QM", "CI"}:
            kind, _code = refusal(write, story, person, closing_text="Neu")
            assert kind is NotAllowed, name


def test_second_of_two_editors_is_told(story: Story, manager: Actor, officer: Actor) -> None:
    kwargs: dict[str, Any] = {"fund": story.fund, "now": story.now, "seen": {"closing_text": 0}}
    write_texts(texts={"closing_text": "Erster"}, actor=manager, **kwargs)
    assert refusal(write_texts, texts={"closing_text": "Zweiter"}, actor=officer, **kwargs) == (
        StaleVersion,
        "version.stale",
    )


def letter(story: Story, notice: Notice, later: int = 0) -> Any:
    now = story.now + timedelta(days=later)
    commission = Commission(story.grant.subject, {"notice": str(notice.uuid)}, now.date(), now)
    return CATALOG["bewilligungsbescheid"].collect(commission)


@pytest.mark.both_databases
def test_text_changed_between_preview_and_release_is_noticed(
    story: Story, officer: Actor, officer2: Actor
) -> None:
    story.drafted()
    seen = words_of(Notice.objects.get())
    write(story, officer, closing_text="Bis bald")
    release: dict[str, Any] = {"grant": story.grant, "actor": officer2, "now": story.now}
    assert refusal(release_award_notice, seen_text=seen, **release) == (StaleVersion, "version.stale")
    release_award_notice(seen_text=words_of(Notice.objects.get()), **release)
    write(story, officer, closing_text="Viel später")
    notice = Notice.objects.get()
    # The same moment, and weeks later: the letter says what the releaser saw.
    assert [letter(story, notice, days).sign_off.greeting for days in (0, 30)] == ["Bis bald", "Bis bald"]
    assert FundRules.objects.get().says("closing_text") == "Viel später"


def test_draft_is_shown_in_the_words_of_today(story: Story) -> None:
    story.drafted()
    say(closing_text="Heute", now=story.now)
    say(closing_text="Morgen", now=story.now + timedelta(days=1))
    assert [letter(story, Notice.objects.get(), day).sign_off.greeting for day in (0, 1)] == [
        "Heute",
        "Morgen",
    ]


@pytest.mark.both_databases
def test_text_once_written_is_never_changed(story: Story) -> None:
    say(closing_text="Bis bald")
    for attempt in (
        lambda: FundText.objects.update(text="Anders"),
        lambda: FundText.objects.filter(name="closing_text").delete(),
        lambda: FundText.objects.create(
            **{**FundText.objects.values().latest("pk"), "id": None, "text": "Doppelt"}
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
