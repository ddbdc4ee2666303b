"""The pages around a correction: the form, the versions, and what the resident reads of it."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.audit.actors import Actor
from grants.models import Application, Correction
from tests.grants.rows import fetch
from tests.grants.views.office_browser import browser_of, hidden_version, send, text_of
from tests.stories import Story

People = dict[str, Actor]


def address_of(case: Application) -> str:
    return reverse("office_action", args=[case.reference, "korrigieren"])


def displayed(page: Any) -> dict[str, str]:
    """What the inputs of the form hold, as the browser would send it back untouched."""
    form = page.context["form"]
    shown = {name: form[name].field.widget.format_value(form[name].value()) for name in form.fields}
    texts = {name: value[0] if isinstance(value, list) else value for name, value in shown.items()}
    return {name: str(value or "") for name, value in texts.items() if value not in (False, "False")}


def test_form_holds_what_was_sent_and_saves_what_was_changed(story: Story, people: People) -> None:
    case = story.submitted()
    manager = browser_of(people["manager"])
    page = manager.get(address_of(case))
    data = displayed(page)
    assert (data["title"], data["street"], data["cost_1_amount"]) == (
        case.title,
        "Musterstraße 1",
        "487,65",
    )
    assert "terms_accepted" not in data
    typed = {**data, "street": "Musterstraße 11", "reason": "Zahlendreher."}
    assert manager.post(address_of(case), typed).status_code == 302
    assert fetch(case).particulars.street == "Musterstraße 11"
    assert fetch(case).title == case.title


def test_untouched_form_is_refused_and_keeps_the_reason(story: Story, people: People) -> None:
    case = story.submitted()
    manager = browser_of(people["manager"])
    response = manager.post(
        address_of(case), {**displayed(manager.get(address_of(case))), "reason": "Ich weiß nicht."}
    )
    assert "Sie haben nichts geändert." in text_of(response)
    assert "Ich weiß nicht." in response.content.decode()
    assert Correction.objects.count() == 0


def test_half_a_cost_line_is_asked_back(story: Story, people: People) -> None:
    case = story.submitted()
    manager = browser_of(people["manager"])
    typed = {**displayed(manager.get(address_of(case))), "cost_2_item": "Erde", "reason": "Vergessen."}
    response = manager.post(address_of(case), typed)
    assert "Schreiben Sie in Zeile 2 beides" in text_of(response)
    assert 'value="Erde"' in response.content.decode()


def test_checked_application_offers_contact_only(story: Story, people: People) -> None:
    case = story.eligible()
    page = browser_of(people["manager"]).get(address_of(case))
    fields = set(page.context["form"].fields)
    assert {"street", "email", "reason"} <= fields
    assert fields.isdisjoint({"title", "requested_cents", "cost_1_item", "name"})
    assert "Der Antrag ist schon geprüft." in text_of(page)


def corrected(story: Story, people: People) -> Application:
    case = story.submitted()
    manager = browser_of(people["manager"])
    data = {
        **displayed(manager.get(address_of(case))),
        "street": "Musterstraße 11",
        "reason": "Zahlendreher.",
    }
    data.pop("expected_version")
    send(manager, address_of(case), **data)
    return Application.objects.get(pk=case.pk)


def test_versions_show_who_why_and_the_difference(story: Story, people: People) -> None:
    case = corrected(story, people)
    page = text_of(browser_of(people["auditor"]).get(reverse("office_versions", args=[case.reference])))
    assert "korrigiert von Mara Beispiel" in page
    assert "Grund: Zahlendreher." in page
    assert "Straße und Hausnummer Vorher: Musterstraße 1 Jetzt: Musterstraße 11" in page
    assert page.index("Fassung 2") < page.index("Fassung 1")


def test_resident_reads_what_was_corrected(
    story: Story, people: People, client_of: Callable[[Applicant], Client]
) -> None:
    case = corrected(story, people)
    page = text_of(client_of(case.applicant).get(reverse("my_case", args=[case.reference])))
    assert "hat das Büro Ihre Angaben berichtigt. Der Grund: Zahlendreher." in page
    assert "Vorher: Musterstraße 1 Jetzt: Musterstraße 11" in page


def test_stale_form_is_told_so(story: Story, people: People) -> None:
    case = story.submitted()
    manager = browser_of(people["manager"])
    page = manager.get(address_of(case))
    Application.objects.filter(pk=case.pk).update(version=case.version + 1)
    typed = {**displayed(page), "expected_version": hidden_version(page), "street": "X 1", "reason": "Y"}
    response = manager.post(address_of(case), typed)
    assert (response.status_code, Correction.objects.count()) == (409, 0)
