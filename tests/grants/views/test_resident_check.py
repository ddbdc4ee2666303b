from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.audit.actors import SYSTEM
from foundation.files.models import Document
from foundation.files.services import fail_document, finish_document, order_document
from grants.models import Application, Fund, Particulars
from grants.services.applications import save_answers
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]


def check_page(draft: Application) -> str:
    return reverse("draft_check", args=[draft.uuid])


def seen(draft: Application) -> dict[str, str]:
    """What the check page's form posts."""
    fresh = Application.objects.get(pk=draft.pk)
    return {"expected_version": str(fresh.version), "seen": fresh.changed_at.isoformat()}


def test_check_page_shows_answers_with_links_back(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    html = client_of(draft.applicant).get(check_page(draft)).content.decode()
    assert "Stauden und Saatgut: 487,65\u00a0€" in html
    address = reverse("draft_section", args=[draft.uuid, "idee"])
    assert f'href="{address}?von=pruefen#id_title"' in html
    assert "Nicht angegeben" in html
    assert "Das fehlt noch" not in html


def test_check_page_lists_what_is_missing_with_links(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    save_answers(
        application=draft, actor=story.resident, now=story.now, answers={"title": "", "terms_accepted": False}
    )
    html = client_of(draft.applicant).get(check_page(draft)).content.decode()
    assert "Das fehlt noch" in html
    assert "Geben Sie Ihrer Aktion einen kurzen Namen." in html


def test_submit_gives_a_reference_and_the_confirmation(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client = client_of(draft.applicant)
    response = client.post(check_page(draft), seen(draft))
    assert response.headers["Location"] == reverse("draft_sent", args=[draft.uuid])
    html = client.get(response.headers["Location"]).content.decode()
    sent = Application.objects.get(pk=draft.pk)
    assert sent.state == "submitted"
    assert str(sent.reference) in html
    assert "Kaufen Sie noch nichts." in html
    assert "Die Quittung wird gerade erstellt." in html
    assert "Auf einem anderen Gerät brauchen Sie einen Code." in html
    Particulars.objects.update(email="neu@beispiel.example")
    html = client.get(response.headers["Location"]).content.decode()
    assert "einen Link an neu@beispiel.example schicken" in html


def test_submit_twice_sends_once(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, data = client_of(draft.applicant), seen(draft)
    first, second = client.post(check_page(draft), data), client.post(check_page(draft), data)
    assert first.headers["Location"] == second.headers["Location"]
    assert Application.objects.get(pk=draft.pk).versions.count() == 1


def test_submit_with_something_missing_changes_nothing(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    save_answers(application=draft, actor=story.resident, now=story.now, answers={"place": ""})
    response = client_of(draft.applicant).post(check_page(draft), seen(draft))
    html = response.content.decode()
    assert "<title>Fehler: " in html
    assert "Schreiben Sie, wo Ihre Aktion ist." in html
    assert Application.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.parametrize("channel", ["email", "phone"])
def test_submit_without_the_chosen_contact_is_refused(
    story: Story, client_of: ClientOf, channel: str
) -> None:
    draft = story.draft()
    Particulars.objects.update(channel=channel)
    client_of(draft.applicant).post(check_page(draft), seen(draft))
    assert Application.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.parametrize("stale", ["2020-01-01T00:00:00+00:00", "", "<script>"])
def test_submit_from_a_stale_tab_says_so(story: Story, client_of: ClientOf, stale: str) -> None:
    draft = story.draft()
    response = client_of(draft.applicant).post(check_page(draft), {**seen(draft), "seen": stale})
    assert response.status_code == 409
    assert "Inzwischen haben Sie in einem anderen Fenster etwas geändert." in response.content.decode()
    assert Application.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.parametrize("version", ["7", "", "x", "-1"])
def test_submit_with_another_version_is_stale(story: Story, client_of: ClientOf, version: str) -> None:
    draft = story.draft()
    response = client_of(draft.applicant).post(
        check_page(draft), {**seen(draft), "expected_version": version}
    )
    assert response.status_code == 409
    assert Application.objects.get(pk=draft.pk).state == "draft"


def test_submit_to_a_closed_fund_keeps_the_draft(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    Fund.objects.update(is_open=False)
    html = client_of(draft.applicant).post(check_page(draft), seen(draft)).content.decode()
    assert "Ihr Entwurf bleibt gespeichert." in html
    assert Application.objects.get(pk=draft.pk).state == "draft"


def test_submit_asks_for_the_gap_when_the_sum_was_left_to_us(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    save_answers(application=draft, actor=story.resident, now=story.now, answers={"requested_cents": None})
    client = client_of(draft.applicant)
    assert "487,65\u00a0€ (von uns ausgerechnet)" in client.get(check_page(draft)).content.decode()
    client.post(check_page(draft), seen(draft))
    assert Application.objects.get(pk=draft.pk).requested_cents == 48_765


def test_confirmation_survives_and_the_form_is_gone(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    client = client_of(sent.applicant)
    assert client.get(check_page(sent)).headers["Location"] == reverse("draft_sent", args=[sent.uuid])
    assert client.get(reverse("draft_sent", args=[sent.uuid])).status_code == 200


def test_confirmation_of_a_draft_leads_to_the_check_page(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    response = client_of(draft.applicant).get(reverse("draft_sent", args=[draft.uuid]))
    assert response.headers["Location"] == check_page(draft)


def receipt_of(story: Story, audience: str = "applicant") -> Document:
    Document.objects.filter(subject=story.application.subject).delete()
    return order_document(
        slug="receipt", title="Quittung", subject=story.application.subject, params={},
        as_of=story.day, actor=SYSTEM, now=story.now, key="receipt:1", audience=audience,
    )  # fmt: skip


def test_confirmation_links_the_receipt_when_it_is_ready(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    document = finish_document(
        document=receipt_of(story), files={"pdf": ("Quittung.pdf", b"%PDF-1.7")}, now=story.now
    )
    html = client_of(sent.applicant).get(reverse("draft_sent", args=[sent.uuid])).content.decode()
    assert reverse("file", args=[document.files.get().file_id]) in html


def test_confirmation_says_when_the_receipt_failed(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    fail_document(document=receipt_of(story), error="kaputt", now=story.now)
    html = client_of(sent.applicant).get(reverse("draft_sent", args=[sent.uuid])).content.decode()
    assert "Die Quittung konnte nicht erstellt werden." in html
    assert "kaputt" not in html


def test_confirmation_shows_nothing_internal(story: Story, client_of: ClientOf) -> None:
    sent = story.submitted()
    finish_document(
        document=receipt_of(story, audience="office"), files={"pdf": ("Intern.pdf", b"%PDF")}, now=story.now
    )
    html = client_of(sent.applicant).get(reverse("draft_sent", args=[sent.uuid])).content.decode()
    assert "Quittung wird gerade erstellt" in html


def test_minor_is_told_what_happens_and_can_send(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    Particulars.objects.update(is_adult=False)
    client = client_of(draft.applicant)
    html = client.get(check_page(draft)).content.decode()
    assert "Das sollten Sie wissen" in html
    assert "Ein Elternteil unterschreibt dann mit." in html
    client.post(check_page(draft), seen(draft))
    assert Application.objects.get(pk=draft.pk).state == "submitted"


def test_sums_that_do_not_meet_are_wrong_and_not_missing(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    save_answers(application=draft, actor=story.resident, now=story.now, answers={"own_cents": 6_000})
    html = client_of(draft.applicant).get(check_page(draft)).content.decode()
    assert "Das stimmt noch nicht" in html
    assert "Kosten 487,65\u00a0€, Geld zusammen 547,65\u00a0€" in html
    assert "Das fehlt noch" not in html
