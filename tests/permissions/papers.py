"""Papers of the small town: reports, a subscription, the pack of the jury."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.files.services import order_document
from grants.models import Application, JurySession
from grants.services.letters import draft_letter
from grants.services.session_papers import order_packs
from reports.models import ReportSubscription
from reports.rhythm import DayKind, Rhythm
from reports.services import make_document
from reports.subscriptions import subscribe
from tests.stories import Story


def subscription(story: Story) -> ReportSubscription:
    """The Kämmerei wants the Obligo-Liste every month."""
    return subscribe(
        fund=story.fund,
        slug="obligo",
        rhythm=Rhythm.MONTHLY,
        kind=DayKind.WORKING,
        day=3,
        actor=story.people["kaemmerei"],
        now=timezone.now(),
    )


def overview(story: Story, key: str) -> Document:
    """A report that was ordered and is not made yet."""
    actor, subject = story.people["kaemmerei"], f"fund:{story.fund.uuid}"
    what: dict[str, Any] = {"slug": "jahresuebersicht", "title": "Jahresübersicht", "params": {"year": 2026}}
    return order_document(subject=subject, as_of=story.day, actor=actor, now=timezone.now(), key=key, **what)


def made_report(story: Story, key: str) -> Document:
    """A report with its files."""
    return make_document(document_uuid=overview(story, key).uuid, now=timezone.now())


def pack_for(story: Story) -> UUID:
    """The pack of those who are biased in nothing."""
    now, session = timezone.now(), JurySession.objects.get(items__application=story.application)
    packs = order_packs(session=session, actor=story.people["manager"], now=now)
    full = next(each for each in packs if each.params["withheld"] == [])
    return make_document(document_uuid=full.uuid, now=now).files.get().file.pk


@transaction.atomic
def letter_about(case: Application, actor: Actor) -> UUID:
    """A letter with a demand that waits in the outbox."""
    kind, now = "nachforderung", timezone.now()
    return draft_letter(case=case, kind=kind, cause="question", actor=actor, now=now).uuid
