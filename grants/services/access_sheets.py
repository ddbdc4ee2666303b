"""A new access sheet from the office, for people who have lost theirs or never had one."""

from datetime import datetime

from django.db import models, transaction

from applicants.services.keys import SheetCode, issue_sheet_code
from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import NotAllowed
from grants import policy
from grants.models import Application


class SheetReason(models.TextChoices):
    """Why the office hands out a code."""

    LOST = "lost", "Das Zugangsblatt ist verloren"
    COUNTER = "counter", "Die Person ist im Büro und braucht einen Code"
    NEVER_ARRIVED = "never_arrived", "Das Zugangsblatt ist nicht angekommen"


def issue_access_sheet(
    *, application: Application, why: SheetReason, form_nonce: str, actor: Actor, now: datetime
) -> SheetCode:
    """A new code for the applicant; the older sheet stops working. The same form again shows it again.

    The audit log keeps who, when and why, and never the code; showing again is an entry of its own.
    Raises NotAllowed, and what `issue_sheet_code` raises.
    """
    if not policy.may_issue_access_sheet(actor, application):
        raise NotAllowed(policy.may_issue_access_sheet.why_not(actor, application), "policy.denied")
    with transaction.atomic():
        sheet = issue_sheet_code(
            applicant=application.applicant, form_nonce=form_nonce, asked_by=actor.reference, now=now
        )
        append_entry(
            action="access_sheet.issue" if sheet.is_new else "access_sheet.show_again",
            subject=application.subject,
            actor=actor,
            details={"why": why.value},
            now=now,
        )
    return sheet
