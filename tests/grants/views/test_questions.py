"""The pages around an open question: answers typed in, terms that move, wishes for time, the end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.audit.actors import Actor
from foundation.values.dates import format_date, format_long_date
from grants.models import Application, InformationRequest, Letter, QuestionTerm
from grants.services.letters import release_letters
from grants.services.proof_questions import ask_about_proof
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]
People = dict[str, Actor]


def office(story: Story, slug: str) -> str:
    return reverse("office_action", args=[story.application.reference, slug])


def resident(story: Story, name: str = "my_case") -> str:
    return reverse(name, args=[story.application.reference])


def parts(story: Story, days: int) -> dict[str, str]:
    day = story.day + timedelta(days=days)
    names = ("wished_on_day", "wished_on_month", "wished_on_year")
    return dict(zip(names, map(str, (day.day, day.month, day.year)), strict=True))


@pytest.fixture
def asked(story: Story, clock: time_machine.Traveller) -> Story:
    story.incomplete()
    return story


def test_resident_asks_for_time_and_the_office_grants_it(
    asked: Story, people: People, client_of: ClientOf
) -> None:
    client, desk = client_of(asked.application.applicant), browser_of(people["manager"])
    assert resident(asked, "my_more_time") in client.get(resident(asked, "my_question")).content.decode()
    typed = parts(asked, 20) | {"text": "Ich bin im Urlaub."}
    assert client.post(resident(asked, "my_more_time"), typed).status_code == 302
    assert "Sie haben um mehr Zeit gebeten" in text_of(client.get(resident(asked)))
    assert client.get(resident(asked, "my_more_time")).status_code == 302  # one wish at a time
    case = reverse("office_case", args=[asked.application.reference])
    assert "Noch nicht entschieden." in text_of(desk.get(case))
    assert "Mehr Zeit erbeten" in text_of(desk.get(reverse("office_today")))
    form = desk.get(office(asked, "frist-verlaengern"))
    assert "Ich bin im Urlaub." in text_of(form)
    wished = asked.day + timedelta(days=20)
    assert form.context["form"].initial["due_on"] == wished + timedelta(days=1)  # a Sunday
    monday = format_date(wished + timedelta(days=1))
    sent = send(desk, office(asked, "frist-verlaengern"), due_on=monday, reason="Urlaub.")
    assert sent.status_code == 302
    page = text_of(client.get(resident(asked)))
    assert f"Sie haben jetzt mehr Zeit: bis {format_long_date(wished + timedelta(days=1))}." in page


def test_day_that_is_not_later_keeps_what_was_typed(asked: Story, client_of: ClientOf) -> None:
    client = client_of(asked.application.applicant)
    page = client.post(resident(asked, "my_more_time"), parts(asked, 14) | {"text": "Urlaub"})
    assert "Wählen Sie einen Tag, der später ist" in text_of(page)
    assert "Urlaub</textarea>" in page.content.decode()
    assert QuestionTerm.objects.count() == 0


def test_refused_wish_is_told_with_its_reason(asked: Story, people: People, client_of: ClientOf) -> None:
    client, desk = client_of(asked.application.applicant), browser_of(people["manager"])
    slug = office(asked, "mehr-zeit-ablehnen")
    assert slug not in desk.get(reverse("office_case", args=[asked.application.reference])).content.decode()
    client.post(resident(asked, "my_more_time"), parts(asked, 20))
    assert send(desk, slug, reason="Die Jury tagt vorher.").status_code == 302
    assert "Der Grund: Die Jury tagt vorher." in text_of(client.get(resident(asked)))


def test_answer_by_telephone_stands_with_who_and_how(asked: Story, people: People) -> None:
    desk, slug = browser_of(people["manager"]), office(asked, "antwort-eintragen")
    empty = text_of(send(desk, slug, answer="Der Stadt.", said_by="", received_on=""))
    for sentence in (
        "Wählen Sie, wie es kam.",
        "Schreiben Sie, von wem es kam.",
        "den Tag ein, an dem es kam",
    ):
        assert sentence in empty
    assert "lässt sich nicht löschen" in empty
    typed = {"way": "phone", "said_by": "Alex Beispiel", "received_on": format_date(asked.day)}
    assert send(desk, slug, answer="Der Stadt.", **typed).status_code == 302
    page = text_of(desk.get(reverse("office_case", args=[asked.application.reference])))
    assert "Telefon, Alex Beispiel, am 02.03.2026. Eingetragen: Mara Beispiel" in page
    assert Application.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("slug", "typed", "sentence"),
    [
        ("frist-verlaengern", {"due_on": "21.03.2026", "reason": "Urlaub"}, "ist kein Werktag"),
        ("frist-verlaengern", {"due_on": "12.03.2026", "reason": "Urlaub"}, "Die Frist läuft schon bis"),
        ("rueckfrage-erinnern", {"due_on": "16.03.2026"}, "Die Frist läuft schon bis 16.03.2026."),
        ("antwort-eintragen", {"received_on": "03.03.2026"}, "Dieser Tag liegt in der Zukunft."),
    ],
)
def test_impossible_days_are_told_in_a_sentence(
    asked: Story, people: People, slug: str, typed: dict[str, str], sentence: str
) -> None:
    page = send(browser_of(people["manager"]), office(asked, slug), **typed)
    assert sentence in text_of(page)
    assert InformationRequest.objects.get().due_on == asked.day + timedelta(days=14)


def test_application_without_answer_is_discontinued(
    asked: Story, people: People, client_of: ClientOf, clock: time_machine.Traveller
) -> None:
    desk = browser_of(people["manager"])
    assert "Erinnern Sie zuerst" in text_of(desk.get(office(asked, "einstellen")))
    assert send(desk, office(asked, "rueckfrage-erinnern"), due_on="18.03.2026").status_code == 302
    waiting = list(Letter.objects.filter(released_at=None))
    assert "wartet noch im Ausgang" in text_of(desk.get(office(asked, "einstellen")))
    release_letters(letters=waiting, count=len(waiting), actor=people["manager"], now=asked.now)
    asked.day += timedelta(days=17)
    clock.move_to(asked.now)
    desk = browser_of(people["manager"])
    assert (
        send(desk, office(asked, "einstellen"), reason="Wir wissen nicht, wem der Hof gehört.").status_code
        == 302
    )
    page = text_of(client_of(asked.application.applicant).get(resident(asked)))
    assert "Auf unsere Frage kam keine Antwort. Der Antrag ist eingestellt." in page


def test_question_about_receipts_has_the_same_ways(
    story: Story, people: People, client_of: ClientOf, clock: time_machine.Traveller
) -> None:
    story.accepted()
    story.proof_sent(10_000)
    clock.move_to(story.now)
    due_on = story.day + timedelta(days=14)
    ask_about_proof(grant=story.grant, text="Beleg 1?", due_on=due_on, actor=people["manager"], now=story.now)
    client, desk = client_of(story.application.applicant), browser_of(people["manager"])
    assert (
        resident(story, "my_more_time") in client.get(resident(story, "my_proof_question")).content.decode()
    )
    assert client.post(resident(story, "my_more_time"), parts(story, 20)).status_code == 302
    case = reverse("office_case", args=[story.application.reference])
    page = text_of(desk.get(case))
    assert "Rückfragen zum Nachweis" in page
    assert f"Dran ist: Antragstellende · Frist: {format_long_date(due_on)}" in page
    assert "Noch nicht entschieden." in page
    assert "Mehr Zeit für den Nachweis erbeten" in text_of(desk.get(reverse("office_today")))
    later = format_date(story.day + timedelta(days=20))
    sent = send(desk, office(story, "nachweis-frist-verlaengern"), due_on=later, reason="Urlaub.")
    assert sent.status_code == 302
    typed = {"way": "letter", "said_by": "Alex Beispiel", "received_on": format_date(story.day)}
    assert send(desk, office(story, "nachweis-ergaenzen"), answer="Erde.", **typed).status_code == 302
    assert "Brief, Alex Beispiel" in text_of(desk.get(case))
