"""Access was lost, and there is neither a link nor a code: what was typed can at least be copied."""

from collections.abc import Callable

from django.test import Client

from applicants.models import Applicant
from tests.grants.views.drafts import page_of
from tests.grants.views.office_browser import text_of
from tests.grants.views.test_resident_lost import IDEA, post_lost
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]


def test_text_can_be_copied_by_who_has_neither_link_nor_code(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    day = {"starts_on_day": "10", "starts_on_month": "6", "starts_on_year": "2026", "place": "Hof & Garten"}
    client = client_of(draft.applicant)
    idea = post_lost(client, page_of(draft, "idee"), IDEA)
    assert "<p>Wir pflanzen.<br>Alle &lt;freuen&gt; sich.</p>" in idea.content.decode()
    when = post_lost(client, page_of(draft, "wann-wo"), day).content.decode()
    assert "<p>10.6.2026</p><p>Hof &amp; Garten</p>" in when
    choice = post_lost(client, page_of(draft, "wer"), {"kind": "person", "is_adult": "yes"})
    assert "Das haben Sie geschrieben." not in text_of(choice)
