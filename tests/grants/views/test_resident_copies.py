"""The copy of what was typed without access never covers what was saved, nor pretends to be saved."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from grants.services.applications import answer_question, submit_application
from grants.services.review import ask_question
from grants.views.resident_lost import SESSION_KEY
from tests.grants.views.drafts import page_of, reread
from tests.grants.views.office_browser import text_of
from tests.grants.views.test_resident_lost import HERE, IDEA, RESUME, come_back, post_lost
from tests.grants.views.test_resident_proof import at
from tests.stories import IBAN, Story

ClientOf = Callable[[Applicant], Client]
NOT_SAVED = "Es ist noch nicht gespeichert."


def test_page_sent_by_another_way_ends_the_copy(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), page_of(draft, "idee")
    come_back(client, post_lost(client, f"{page}?von=pruefen", IDEA), draft.applicant, story)
    client.post(page, {**IDEA, "title": "Neuer Titel von heute"})
    shown = client.get(f"{page}?von=pruefen")
    assert 'value="Neuer Titel von heute"' in shown.content.decode()
    assert NOT_SAVED not in text_of(shown)


def test_copy_is_dropped_when_the_page_was_saved_elsewhere(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), page_of(draft, "idee")
    come_back(client, post_lost(client, page, IDEA), draft.applicant, story)
    client_of(draft.applicant).post(page, {**IDEA, "title": "Vom Telefon"})
    shown = client.get(page)
    assert 'value="Vom Telefon"' in shown.content.decode()
    assert NOT_SAVED not in text_of(shown)
    assert SESSION_KEY not in client.session


def test_copy_outlives_the_saving_of_other_pages(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), page_of(draft, "idee")
    come_back(client, post_lost(client, page, IDEA), draft.applicant, story)
    client.post(page_of(draft, "wann-wo"), {"place": "Anderswo", "action": "continue"})
    assert reread(draft).place == "Anderswo"
    assert "Blumen &amp; Bänke" in client.get(page).content.decode()


@pytest.mark.parametrize("query", ["", "?von=pruefen"])
def test_copy_says_each_time_that_it_is_not_saved(story: Story, client_of: ClientOf, query: str) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), page_of(draft, "idee")
    back = come_back(client, post_lost(client, page, IDEA), draft.applicant, story)
    assert text_of(back).count(NOT_SAVED) == 1
    for _ in range(2):
        assert text_of(client.get(page + query)).count(NOT_SAVED) == 1


def test_answer_to_one_question_is_not_shown_at_the_next(story: Story, client_of: ClientOf) -> None:
    case = story.incomplete()
    client, page = client_of(case.applicant), at(story, "my_question")
    come_back(client, post_lost(client, page, {"text": "Der Hof gehört uns."}), case.applicant, story)
    case = answer_question(application=case, text="Der Stadt.", actor=story.resident, now=story.now)
    ask_question(
        application=case,
        text="Wer gießt?",
        due_on=story.day,
        actor=story.people["manager"],
        now=story.now,
    )
    assert "Der Hof gehört uns." not in text_of(client.get(page))


def test_copy_of_a_sent_draft_says_nothing(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), page_of(draft, "idee")
    come_back(client, post_lost(client, page, IDEA), draft.applicant, story)
    submit_application(application=reread(draft), actor=story.resident, now=story.now)
    assert NOT_SAVED not in text_of(client.get(page, follow=True))


def test_iban_brought_along_by_hand_is_not_kept(story: Story, client_of: ClientOf) -> None:
    story.issued()
    story.accept_without_account()
    client, page = client_of(story.application.applicant), at(story, "my_bank_details")
    typed = f"holder=Alex&iban={IBAN}&confirmed=on&csrfmiddlewaretoken=x"
    client.post(RESUME, {"page": page, "typed": typed}, **HERE)
    assert client.session[SESSION_KEY]["fields"] == "holder=Alex"


@pytest.mark.parametrize("prefix", ["", "/", "//", "///", "/\\", "\\\\", "https:", "//boese.example"])
@pytest.mark.parametrize("query", ["", "?von=pruefen", "?von=//boese.example/"])
def test_way_back_is_an_address_that_this_house_made(
    story: Story, client_of: ClientOf, prefix: str, query: str
) -> None:
    """Three slashes are no address of another house for the server, and one for a browser."""
    draft = story.draft()
    page = page_of(draft, "idee")
    data = {"page": prefix + page + query, "typed": "title=x"}
    where = client_of(draft.applicant).post(RESUME, data, **HERE).headers["Location"]
    assert where == (page + query if not prefix else reverse("key"))
