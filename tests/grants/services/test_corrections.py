"""The office puts right what was sent: a reason, a new version, the old one kept, the applicant told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.outbox.models import Mail
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import Application, Correction, Particulars
from grants.scenarios.founding import found
from grants.services.applications import CostLine, start_draft
from grants.services.conflicts import declare_own_conflict
from grants.services.corrections import correct_application
from grants.services.review import declare_eligible
from tests.conftest import SECTION
from tests.grants.rows import fetch, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db

WHY = "Am Telefon buchstabiert."


def correct(story: Story, actor: Actor | None = None, **changes: Any) -> Correction:
    return correct_application(
        **{
            "application": story.application,
            "reason": WHY,
            "actor": actor or story.people["manager"],
            "now": story.now,
            "applicant_answers": {"street": "Musterstraße 11"},
            **changes,
        }
    )


def test_correction_is_a_version_of_its_own(story: Story) -> None:
    story.submitted()
    story.day += timedelta(days=2)
    correction = correct(story)
    case = fetch(story.application)
    first, second = case.versions.order_by("number")
    assert (first.content["applicant"]["street"], second.content["applicant"]["street"]) == (
        "Musterstraße 1",
        "Musterstraße 11",
    )
    assert (correction.version, correction.reason) == (second, WHY)
    assert (correction.made_by, correction.made_at) == (story.people["manager"].reference, story.now)
    assert (case.particulars.street, case.version) == ("Musterstraße 11", story.application.version + 1)
    entry = AuditEntry.objects.get(action="application.correct")
    assert entry.details == {"version": 2, "sha256": second.sha256}


def test_amounts_and_words_are_put_right_before_the_check(story: Story) -> None:
    story.submitted()
    correct(
        story,
        applicant_answers={},
        answers={"title": "Blühstreifen am Tor", "requested_cents": 45_000},
        costs=[CostLine("Stauden", 30_000), CostLine("Saatgut", 15_000)],
    )
    case = fetch(story.application)
    assert (case.title, case.requested_cents, case.costs_cents) == ("Blühstreifen am Tor", 45_000, 45_000)


def test_who_wants_e_mail_is_told_at_the_address_of_before_and_of_now(story: Story) -> None:
    story.submitted()
    Particulars.objects.update(channel="email", email="krauss@beispiel.de")
    correct(story, applicant_answers={"email": "krause@beispiel.de"})
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["krause@beispiel.de", "krauss@beispiel.de"]
    correct(story, application=fetch(story.application), applicant_answers={"street": "Musterstraße 12"})
    assert list(Mail.objects.values_list("to", flat=True)).count("krause@beispiel.de") == 2


@pytest.mark.parametrize("who", ["certifier", "orderer", "auditor", "administrator", "resident"])
def test_only_the_office_corrects(story: Story, people: dict[str, Actor], who: str) -> None:
    story.submitted()
    actor = story.resident if who == "resident" else people[who]
    assert refusal(correct, story, actor) == (NotAllowed, "policy.denied")


def test_biased_person_does_not_correct(story: Story, manager: Actor) -> None:
    story.submitted()
    declare_own_conflict(application=story.application, actor=manager, now=story.now)
    assert refusal(correct, story, manager) == (NotAllowed, "policy.denied")


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"reason": " "}, (InvalidInput, "correction.no_reason")),
        ({"applicant_answers": {}}, (InvalidInput, "correction.nothing")),
        ({"applicant_answers": {"street": "Musterstraße 1"}}, (InvalidInput, "correction.nothing")),
        ({"answers": {"terms_accepted": False}}, (DomainError, "correction.too_late")),
        ({"applicant_answers": {"is_adult": False}}, (DomainError, "correction.too_late")),
        ({"expected_version": 7}, (StaleVersion, "version.stale")),
    ],
)
def test_wrong_correction_changes_nothing(
    story: Story, change: dict[str, Any], refused: tuple[type[DomainError], str]
) -> None:
    story.submitted()
    assert refusal(correct, story, **change) == refused


def test_correction_does_not_break_what_held(story: Story) -> None:
    story.submitted()
    assert findings(correct, story, answers={"own_cents": 100}) == ("financing.too_much",)
    assert findings(correct, story, applicant_answers={"name": ""}) == ("name.missing",)


def checked(story: Story) -> Application:
    case = story.submitted()
    return declare_eligible(
        application=case,
        eligible_items={1: True},
        field_of_action=case.rules.fields_of_action[0],
        actor=story.people["officer"],
        now=story.now,
    )


def test_after_the_check_only_the_way_to_reach_somebody(story: Story) -> None:
    story.application = checked(story)
    assert refusal(correct, story, answers={"title": "Anders"}) == (DomainError, "correction.too_late")
    assert refusal(correct, story, costs=[CostLine("Erde", 1)]) == (DomainError, "correction.too_late")
    assert refusal(correct, story, applicant_answers={"name": "Anders"}) == (
        DomainError,
        "correction.too_late",
    )
    correct(story)
    assert fetch(story.application).particulars.street == "Musterstraße 11"


def test_draft_is_not_corrected(story: Story) -> None:
    story.draft()
    assert refusal(correct, story) == (NotAllowed, "policy.denied")


def test_correction_stays_as_it_is(story: Story) -> None:
    story.submitted()
    correction = correct(story)
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.update(reason="Anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        correction.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            application=story.application,
            version=story.application.versions.get(number=1),
            reason="",
            made_at=story.now,
            made_by="x",
            made_by_label="x",
        )


def test_email_is_corrected_by_the_office_of_all_cases_of_the_person(story: Story, manager: Actor) -> None:
    """A new address of e-mail opens everything of the person, in other funds too."""
    story.submitted()
    other = found({**SECTION, "name": "Anderer Fonds"})
    start_draft(fund=other, applicant=story.application.applicant, now=story.now)
    here = replace(manager, roles=frozenset({("QM", story.fund.slug)}))
    new = {"applicant_answers": {"email": "neu@beispiel.de"}}
    assert refusal(correct, story, here, **new) == (NotAllowed, "policy.email")
    assert correct(story, here).pk
    both = replace(manager, roles=here.roles | {("CI", other.slug)})
    story.application = fetch(story.application)
    assert correct(story, both, **new).pk
