"""The e-mail that tells of a checked proof: that there is news and where to read it, never what."""

import logging
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from foundation.outbox.services import send_mail
from foundation.values.errors import InvalidInput
from grants.models import Grant, ProofCheck

logger = logging.getLogger(__name__)


def tell_of_cuts(*, grant: Grant, check: ProofCheck, now: datetime) -> None:
    """Write to who wants e-mail that the confirmed check has cut a receipt; once for each check.

    A mail is read over shoulders: it holds no sum, no reason and no link that opens the case.
    """
    particulars, fund = grant.case.particulars, grant.case.fund
    if not check.cut_cents or particulars.channel != "email" or not particulars.email:
        return
    body = (
        "Guten Tag,\n\n"
        "wir haben Ihre Belege geprüft. Es gibt Neues zu Ihrem Antrag.\n"
        f"Ihr Aktenzeichen: {grant.case.reference}\n\n"
        "Lesen Sie es auf der Seite „Mein Antrag“:\n"
        f"{settings.PUBLIC_URL}{reverse('key')}\n"
        "Dort öffnen Sie Ihren Antrag mit einem Link oder mit Ihrem Code.\n\n"
        f"Fragen? {fund.department or fund.name}, Telefon {fund.phone}\n"
    )
    try:
        send_mail(
            to=particulars.email,
            subject=f"{fund.name}: Neues zu Ihrem Antrag {grant.case.reference}",
            body=body,
            key=f"cuts:{grant.uuid}:{check.pk}",
            now=now,
        )
    except InvalidInput:
        # The check counts all the same; the status page tells of it.
        logger.warning("grant %s: the e-mail address cannot be used", grant.pk)
