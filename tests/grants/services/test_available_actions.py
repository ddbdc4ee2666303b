"""The buttons of a state, and for everybody the reasons why one is none."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.audit.actors import ANYONE, Actor
from grants import policy
from grants.services.workflow import available_actions, blockers
from tests.stories import Story

pytestmark = pytest.mark.django_db
NO_RIGHT = "Dafür haben Sie kein Recht."
OF_OFFICE = "Das macht das Quartiersmanagement oder die Sachbearbeitung der Stadt."
OF_CITY = "Das macht die Sachbearbeitung der Stadt."
NOT_OF_OFFICE = ((OF_OFFICE,), (OF_OFFICE,), (OF_OFFICE,), (NO_RIGHT,))
SUBMITTED = ("ask", "declare_eligible", "declare_ineligible", "withdraw")
JUDGE = (
    "Entscheiden Sie bei jeder Kostenzeile, ob sie zuwendungsfähig ist.",
    "Keine der Kosten ist zuwendungsfähig. Dann ist der Antrag nicht förderfähig.",
    "Wählen Sie ein Handlungsfeld aus der Liste.",
)


@pytest.mark.parametrize(
    ("who", "why_not"),
    [
        ("manager", ((), JUDGE, (), (NO_RIGHT,))),
        ("officer", ((), JUDGE, (), (NO_RIGHT,))),
        ("certifier", NOT_OF_OFFICE),
        ("auditor", NOT_OF_OFFICE),
        ("administrator", NOT_OF_OFFICE),
        ("resident", (*NOT_OF_OFFICE[:3], ())),
        ("anyone", NOT_OF_OFFICE),
    ],
)
def test_available_actions_of_a_submitted_application(
    story: Story, people: dict[str, Actor], who: str, why_not: tuple[tuple[str, ...], ...]
) -> None:
    application = story.submitted()
    actor = {**people, "resident": story.resident, "anyone": ANYONE}[who]
    actions = available_actions(application, actor=actor, today=story.day)
    assert {each.name: each.why_not for each in actions} == dict(zip(SUBMITTED, why_not, strict=True))
    assert [each.name for each in actions] == list(SUBMITTED)
    assert [each.is_allowed for each in actions] == [not sentences for sentences in why_not]


@pytest.mark.parametrize(
    ("bring", "buttons"),
    [
        (
            Story.draft,
            [("submit", "Antrag absenden", "primary"), ("withdraw", "Antrag zurückziehen", "secondary")],
        ),
        (
            Story.scheduled,
            [
                ("defer", "Jury: vertagt", "secondary"),
                ("vote_yes", "Jury: Ja", "primary"),
                ("vote_partial", "Jury: teilweise", "secondary"),
                ("vote_no", "Jury: Nein", "danger"),
                ("withdraw", "Antrag zurückziehen", "secondary"),
            ],
        ),
        (
            Story.voted,
            [
                ("approve", "Bewilligungsbescheid entwerfen", "primary"),
                ("reject", "Ablehnungsbescheid freigeben", "primary"),
                ("reopen", "Neu abstimmen lassen", "secondary"),
                ("withdraw", "Antrag zurückziehen", "secondary"),
            ],
        ),
        (Story.drafted, [("issue", "Bescheid freigeben", "primary")]),
        (
            Story.issued,
            [
                ("accept", "Förderung annehmen", "primary"),
                ("decline", "Förderung nicht annehmen", "secondary"),
                ("expire_offer", "Mangels Annahme beenden", "danger"),
            ],
        ),
        (
            Story.accepted,
            [
                ("request_change", "Änderung beantragen", "secondary"),
                ("cancel", "Aktion abbrechen", "danger"),
            ],
        ),
    ],
)
def test_buttons_of_a_state(
    story: Story, bring: Callable[[Story], Any], buttons: list[tuple[str, str, str]]
) -> None:
    row = bring(story)
    actions = available_actions(row, actor=story.people["manager"], today=story.day)
    assert [(each.name, each.label, each.tone) for each in actions] == buttons


def test_why_not_names_the_person_that_stands_in_the_way(story: Story, people: dict[str, Actor]) -> None:
    grant = story.drafted()
    said = {
        name: blockers(grant, "issue", actor=people[name], today=story.day)
        for name in ("officer", "officer2", "manager")
    }
    assert said == {
        "officer": ("Wer am Bescheid geschrieben hat, gibt ihn nicht frei. Bitten Sie eine andere Person.",),
        "officer2": (),
        "manager": (OF_CITY,),
    }


def test_no_names_whoever_orders_in_a_right_sentence(story: Story, people: dict[str, Actor]) -> None:
    grant = story.accepted()
    assert policy.may_reject_order.why_not(people["certifier"], grant) == "Das macht, wer Zahlungen anordnet."
