"""A new access sheet from the office, for people who have lost theirs or never had one.

Whoever issues a code could use it. That cannot be prevented, so it is never done in silence: the person is
told, and bank details that follow at once are marked for those who pay (docs/decisions/0007).
"""

import logging
from datetime import datetime, timedelta

from django.db import models, transaction

from applicants.models import Applicant
from applicants.services.keys import SheetCode, issue_sheet_code
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.audit.services import append_entry
from foundation.outbox.services import send_mail
from foundation.values.codes import digest
from foundation.values.dates import format_long_date, local_date
from foundation.values.errors import InvalidInput, NotAllowed
from grants import policy
from grants.models import Application
from grants.selectors.resident import latest_email

logger = logging.getLogger(__name__)

ISSUE = "access_sheet.issue"
IS_FRESH_FOR = timedelta(hours=24)
HAS_DRAFT = (
    "Diese Person hat einen Entwurf, den sie noch nicht abgeschickt hat. Der Code öffnet auch ihn. "
    "Geben Sie ihn nur der Person selbst, wenn sie bei Ihnen im Büro ist."
)


class SheetReason(models.TextChoices):
    """Why the office hands out a code."""

    LOST = "lost", "Das Zugangsblatt ist verloren"
    COUNTER = "counter", "Die Person ist im Büro und braucht einen Code"
    NEVER_ARRIVED = "never_arrived", "Das Zugangsblatt ist nicht angekommen"


def issue_access_sheet(
    *, application: Application, why: SheetReason, form_nonce: str, actor: Actor, now: datetime
) -> SheetCode:
    """A new code for the applicant; the older sheet stops working. The same form again shows it again.

    The audit log keeps who, when and why, and never the code; showing again is an entry of its own. An
    applicant with an e-mail address is told, whatever way of contact they have chosen.
    Raises NotAllowed, InvalidInput for a draft that is opened at the counter only, and what
    `issue_sheet_code` raises.
    """
    if not policy.may_issue_access_sheet(actor, application):
        raise NotAllowed(policy.may_issue_access_sheet.why_not(actor, application), "policy.denied")
    applicant = application.applicant
    if why is not SheetReason.COUNTER and applicant.applications.filter(state="draft").exists():
        raise InvalidInput(HAS_DRAFT, "access_sheet.has_draft", "why")
    with transaction.atomic():
        sheet = issue_sheet_code(
            applicant=applicant, form_nonce=form_nonce, asked_by=actor.reference, now=now
        )
        append_entry(
            action=ISSUE if sheet.is_new else "access_sheet.show_again",
            subject=application.subject,
            actor=actor,
            details={"why": why.value},
            now=now,
        )
        if sheet.is_new:
            _tell(application, sheet, now)
    return sheet


def fresh_sheet(*, applicant: Applicant, now: datetime) -> datetime | None:
    """When the office has issued a code for this person in the last 24 hours; None when it has not."""
    cases = [each.subject for each in applicant.applications.all()]
    issued = AuditEntry.objects.filter(subject__in=cases, action=ISSUE, recorded_at__gt=now - IS_FRESH_FOR)
    return issued.order_by("-seq").values_list("recorded_at", flat=True).first()


def _tell(application: Application, sheet: SheetCode, now: datetime) -> None:
    """An e-mail without code and link: only that there is a new code, and whom to call about it."""
    email, fund = latest_email(application.applicant), application.fund
    if not email:
        return
    body = (
        "Guten Tag,\n\n"
        f"am {format_long_date(local_date(now))} haben wir einen neuen Code für Ihren Antrag ausgestellt.\n"
        f"Ihr Aktenzeichen: {application.reference}\n\n"
        "Haben Sie uns darum gebeten? Dann müssen Sie nichts tun. Ein älterer Code gilt nicht mehr.\n\n"
        "Haben Sie uns nicht darum gebeten? Dann rufen Sie bitte gleich an:\n"
        f"{fund.department or fund.name}, Telefon {fund.phone}\n"
    )
    try:
        send_mail(
            to=email,
            subject=f"{fund.name}: Neuer Code für Ihren Antrag {application.reference}",
            body=body,
            key=f"access-sheet:{digest(sheet.code)}",
            now=now,
        )
    except InvalidInput:
        # The person at the counter gets the code all the same.
        logger.warning("application %s: the e-mail address cannot be used", application.pk)
