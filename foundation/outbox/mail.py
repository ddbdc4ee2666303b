"""The outbox kind "mail": an e-mail is sent once, through Django's mail backend."""

import smtplib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from foundation.outbox.models import Mail
from foundation.outbox.registry import Permanent

KIND = "mail"


class RefusedForNow(Exception):
    """The mail server asks to try again later."""


def deliver_mail(payload: dict[str, Any], now: datetime) -> None:
    """Send one mail; a mail that has been sent is not sent again.

    An address that the mail server refuses for good is Permanent; everything else is tried again. The
    Message-ID is fixed, so that a copy sent after a crash between sending and marking can be recognised.
    """
    mail = Mail.objects.get(pk=payload["mail"])
    if mail.sent_at is not None:
        return
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("<> ") or "localhost"
    message = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        to=[mail.to],
        headers={"Message-ID": f"<{mail.uuid}@{domain}>", "Auto-Submitted": "auto-generated"},
        connection=get_connection(fail_silently=False),
    )
    try:
        message.send(fail_silently=False)
    except smtplib.SMTPRecipientsRefused as error:
        code = min(code for code, _ in error.recipients.values())
        # "from None": the library's error holds the address, which has no place in a log
        if code >= 500:
            raise Permanent(f"Der Mailserver nimmt diese Adresse nicht an (Code {code}).") from None
        raise RefusedForNow(f"Der Mailserver vertröstet (Code {code}).") from None
    Mail.objects.filter(pk=mail.pk, sent_at__isnull=True).update(sent_at=now)
