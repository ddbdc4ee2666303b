"""Cases that are over: brought to the archive and to the end of their retention."""

from datetime import date, timedelta
from typing import Any

from django.test import TestCase

from foundation.audit.actors import Actor
from foundation.files.services import store_bytes
from grants.models import (
    Application,
    DeletionRun,
    Grant,
    PaymentKind,
    Receipt,
)
from grants.services.applications import withdraw_application
from grants.services.holds import lift_hold, set_hold
from grants.services.retention import archive_case, propose_deletion, release_deletion
from tests.grants.rows import fetch
from tests.stories import Story

LAST_KEPT = date(2036, 12, 31)  # ended in 2026, ten full years


def withdrawn(story: Story) -> Application:
    story.submitted()
    story.application = withdraw_application(
        application=story.application, actor=story.resident, now=story.now
    )
    return story.application


def closed(story: Story) -> Grant:
    """Paid in full against a receipt with a picture; one e-mail went out; the case is closed."""
    story.accepted()
    story.proof_sent(story.cents)
    picture = store_bytes(
        data=b"bild",
        name="beleg.jpg",
        media_type="image/jpeg",
        subject=story.grant.subject,
        actor=story.resident,
        now=story.now,
    )
    Receipt.objects.update(file=picture)
    story.proof_confirmed()
    story.paid(PaymentKind.FINAL, story.cents)
    return story.grant


def archive(story: Story, actor: Actor | None = None, target: Any = None) -> Any:
    target = fetch(target or story.grant)
    return archive_case(target=target, actor=actor or story.people["officer"], now=story.now)


def over(story: Story) -> Story:
    """Archived, and the first day after its retention has come."""
    closed(story)
    story.day += timedelta(days=60)
    story.grant = archive(story)
    story.day = LAST_KEPT + timedelta(days=1)
    return story


def propose(story: Story, actor: Actor | None = None, *, periods: bool = True, account: bool = True) -> Any:
    return propose_deletion(
        fund=story.fund,
        periods_confirmed=periods,
        final_account_accepted=account,
        actor=actor or story.people["officer"],
        now=story.now,
    )


def release(story: Story, run: DeletionRun, actor: Actor) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):  # the bytes of the files go after the commit
        return release_deletion(run=run, actor=actor, now=story.now)


def hold(story: Story, actor: Actor | None = None, reason: str = "Klage beim Gericht.") -> Any:
    case = Application.objects.get(pk=story.application.pk)
    return set_hold(case=case, reason=reason, actor=actor or story.people["officer"], now=story.now)


def lift(story: Story, actor: Actor | None = None, reason: str = "Urteil ist da.") -> Any:
    case = Application.objects.get(pk=story.application.pk)
    return lift_hold(case=case, reason=reason, actor=actor or story.people["officer2"], now=story.now)
