"""The history on the page of a case: who did what, when."""

import re
from datetime import timedelta
from typing import Any

from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import PaymentKind
from grants.services.claims import draft_claim, take_back_claim
from grants.services.conflicts import declare_juror_conflict, declare_own_conflict
from grants.services.drafts import correct_award_notice, correct_rejection_notice, take_back_rejection_notice
from grants.services.notices import draft_rejection_notice
from grants.services.question_terms import ask_for_more_time, extend_term
from grants.services.review import declare_ineligible
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = dict[str, Actor]


def history(story: Story, people: People, name: str = "manager") -> list[str]:
    """The lines of the history, newest first."""
    page = browser_of(people[name]).get(reverse("office_case", args=[story.application.reference]))
    part = re.search(r'(?s)<ol class="ak-timeline".*?</ol>', page.content.decode())
    assert part is not None
    page.content = part[0].replace("<li>", "|").encode()
    return [line.strip() for line in text_of(page).split("|")][1:]


def test_drafts_of_a_rejection_are_told(story: Story, people: People) -> None:
    case = declare_ineligible(
        application=story.submitted(), reason="Passt nicht.", actor=people["manager"], now=story.now
    )
    by: dict[str, Any] = {"actor": people["officer"], "now": story.now}
    draft_rejection_notice(application=case, reason="Passt nicht.", **by)
    by["now"] += timedelta(minutes=1)
    correct_rejection_notice(application=case, reason="Passt nicht ins Quartier.", **by)
    by["now"] += timedelta(minutes=1)
    take_back_rejection_notice(application=case, reason="Falscher Text.", **by)
    assert history(story, people)[:3] == [
        "Entwurf zurückgenommen: Ablehnungsbescheid 02.03.2026, 10:02 Uhr · Olaf Muster Falscher Text.",
        "Ablehnungsbescheid im Entwurf geändert 02.03.2026, 10:01 Uhr · Olaf Muster",
        "Ablehnungsbescheid entworfen 02.03.2026, 10:00 Uhr · Olaf Muster",
    ]
    assert not any("Ablehnungsbescheid" in line for line in history(story, people, "kaemmerei"))


def test_draft_of_an_award_is_told_once_and_its_correction_too(story: Story, people: People) -> None:
    grant = story.drafted()
    correct_award_notice(
        grant=grant, reason="Ein Grund.", obligations=(), conditions=(), actor=people["officer"],
        now=story.now + timedelta(minutes=1),
    )  # fmt: skip
    lines = history(story, people)
    assert lines[0] == "Bewilligungsbescheid im Entwurf geändert 02.03.2026, 10:01 Uhr · Olaf Muster"
    assert sum("entw" in line.casefold() for line in lines) == 2


def test_note_of_the_check_and_draft_of_a_claim_are_told(story: Story, people: People) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 20_000)
    story.proof_sent(8_000)
    story.proof_confirmed()
    until = story.day + timedelta(days=20)
    later = story.now + timedelta(minutes=5)
    claim = draft_claim(grant=story.grant, actor=people["officer"], now=later, heard_until=until)
    take_back_claim(claim=claim, reason="Neu rechnen.", actor=people["officer"], now=later)
    told = history(story, people)
    assert [line.split(":")[0] for line in told if "Ihre Meinung" in line] == [
        "Brief verworfen",
        "Brief entworfen",
    ]
    lines = [line for line in told if "Ihre Meinung" not in line]
    assert lines[0].startswith("Entwurf zurückgenommen: Erstattungsbescheid")
    assert lines[0].endswith("Olaf Muster Neu rechnen.")
    assert lines[1].startswith("Erstattungsbescheid entworfen")
    assert any(re.match(r"Prüfvermerk geschrieben .* · Mara Beispiel$", line) for line in lines)
    said = [" ".join(line.split()[:2]) for line in lines]
    assert said.index("Prüfvermerk bestätigen") < said.index("Prüfvermerk geschrieben")  # newest first


def test_bias_is_told_with_who_wrote_it_down(story: Story, people: People) -> None:
    case = story.eligible()
    member = story.fund.jury_members.order_by("pk")[0]
    declare_own_conflict(application=case, actor=people["certifier"], now=story.now + timedelta(minutes=1))
    declare_juror_conflict(
        application=case, member=member, actor=people["manager"], now=story.now + timedelta(minutes=2)
    )
    assert history(story, people)[:2] == [
        f"Befangen: {member.name} 02.03.2026, 10:02 Uhr · Mara Beispiel",
        "Befangen: Fenja Beispiel 02.03.2026, 10:01 Uhr · Fenja Beispiel",
    ]


def test_work_without_a_step_is_told_from_the_audit_log(story: Story, people: People) -> None:
    case, later = story.incomplete(), story.day + timedelta(days=18)
    moment, wish = story.now + timedelta(minutes=1), "Ich war weg."
    ask_for_more_time(target=case, wished_on=later, text=wish, actor=story.resident, now=moment)
    moment += timedelta(minutes=1)
    extend_term(target=case, due_on=later, reason="Krank.", actor=people["manager"], now=moment)
    letter = "Brief geändert: Eine Frage zu Ihrem Antrag „Blühstreifen Musterhof“"
    assert history(story, people)[:3] == [
        f"{letter} 02.03.2026, 10:02 Uhr · Mara Beispiel",
        "Frist für die Antwort verlängert bis 20.03.2026 02.03.2026, 10:02 Uhr · Mara Beispiel",
        "Um mehr Zeit für die Antwort gebeten, bis 20.03.2026 02.03.2026, 10:01 Uhr · antragstellende Person",
    ]
