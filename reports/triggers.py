"""Which document follows which transition: one table. Connected in `apps.ready`.

The signal comes inside the transaction of the transition, so that the order of the document is a row in it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foundation.audit.actors import Actor
from foundation.files.models import Audience, Document
from foundation.files.services import order_document
from foundation.outbox.services import send_mail
from foundation.values.dates import BERLIN, format_date, format_long_date, local_date
from foundation.values.errors import InvalidInput
from grants.models import Application, Claim, Grant, JurySession, Notice, NoticeKind, PaymentOrder
from grants.services.session_papers import minutes_params

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trigger:
    """A document that a transition brings about.

    `params` reads from the object what the document shall be made from; `keep` stores the document where the
    case looks for it.
    """

    slug: str
    title: str
    audience: Audience
    subject: Callable[[Any], str]
    params: Callable[[Any], dict[str, Any]]
    keep: Callable[[Any, Document], None] | None = None


def _notice(application: Application, kind: NoticeKind) -> Notice:
    released = application.notices.filter(kind=kind, released_at__isnull=False)
    return released.order_by("-pk")[0]


def _keep_notice(notice: Notice, document: Document) -> None:
    Notice.objects.filter(pk=notice.pk).update(document=document)


def _keep_order(order: PaymentOrder, document: Document) -> None:
    PaymentOrder.objects.filter(pk=order.pk).update(document=document)
    order.document = document


def _params_of_receipt(application: Application) -> dict[str, Any]:
    return {"version": application.versions.count()}


def _params_of_lapse(application: Application) -> dict[str, Any]:
    return {"question": application.information_requests.filter(answered_at__isnull=True)[0].number}


def _params_of_award(grant: Grant) -> dict[str, Any]:
    return {"notice": str(_notice(grant.case, NoticeKind.AWARD).uuid)}


def _params_of_rejection(application: Application) -> dict[str, Any]:
    return {"notice": str(_notice(application, NoticeKind.REJECTION).uuid)}


def _params_of_claim(claim: Claim) -> dict[str, Any]:
    return {"claim": str(claim.uuid), "notice": str(_notice(claim.case, NoticeKind.REPAYMENT).uuid)}


def _params_of_deferral(claim: Claim) -> dict[str, Any]:
    until = claim.deferred_until
    return {
        "claim": str(claim.uuid),
        "open_cents": claim.open_cents,
        "until": until.isoformat() if until else "",
    }


def _params_of_revocation(grant: Grant) -> dict[str, Any]:
    return {"notice": str(_notice(grant.case, NoticeKind.REVOCATION).uuid)}


TRIGGERS: Mapping[tuple[str, str], tuple[Trigger, ...]] = {
    ("application", "submit"): (
        Trigger(
            "eingangsbestaetigung",
            "Eingangsbestätigung",
            Audience.APPLICANT,
            lambda application: application.subject,
            _params_of_receipt,
        ),
    ),
    ("application", "lapse"): (
        Trigger(
            "einstellungsmitteilung",
            "Einstellungsmitteilung",
            Audience.APPLICANT,
            lambda application: application.subject,
            _params_of_lapse,
        ),
    ),
    ("grant", "issue"): (
        Trigger(
            "bewilligungsbescheid",
            "Bewilligungsbescheid",
            Audience.APPLICANT,
            lambda grant: grant.subject,
            _params_of_award,
            lambda grant, document: _keep_notice(_notice(grant.case, NoticeKind.AWARD), document),
        ),
    ),
    ("grant", "revoke"): (
        Trigger(
            "widerrufsbescheid",
            "Widerrufs- und Erstattungsbescheid",
            Audience.APPLICANT,
            lambda grant: grant.subject,
            _params_of_revocation,
            lambda grant, document: _keep_notice(_notice(grant.case, NoticeKind.REVOCATION), document),
        ),
    ),
    ("application", "reject"): (
        Trigger(
            "ablehnungsbescheid",
            "Ablehnungsbescheid",
            Audience.APPLICANT,
            lambda application: application.subject,
            _params_of_rejection,
            lambda application, document: _keep_notice(_notice(application, NoticeKind.REJECTION), document),
        ),
    ),
    ("claim", "issue"): (
        Trigger(
            "erstattungsbescheid",
            "Erstattungsbescheid",
            Audience.APPLICANT,
            lambda claim: claim.grant.subject,
            _params_of_claim,
            lambda claim, document: _keep_notice(_notice(claim.case, NoticeKind.REPAYMENT), document),
        ),
    ),
    ("session", "close"): (
        Trigger(
            "protokoll",
            "Protokoll",
            Audience.OFFICE,
            lambda session: session.subject,
            minutes_params,
        ),
    ),
    ("claim", "defer"): (
        Trigger(
            "stundungsbescheid",
            "Stundungsbescheid",
            Audience.APPLICANT,
            lambda claim: claim.grant.subject,
            _params_of_deferral,
        ),
    ),
    ("payment_order", "order"): (
        Trigger(
            "auszahlungsanordnung",
            "Auszahlungsanordnung",
            Audience.OFFICE,
            lambda order: order.subject,
            lambda _order: {},
            _keep_order,
        ),
    ),
}


def _name_of(instance: Any) -> str:
    """The number of an order, the day of a session, else the reference of the case."""
    if isinstance(instance, JurySession):
        return format_date(instance.held_on)
    return str(instance.number if isinstance(instance, PaymentOrder) else instance.case.reference)


def on_transition(*, instance: Any, action: str, actor: Actor, now: datetime, **_more: Any) -> None:
    """Order the documents of this transition; a receipt is also told by e-mail."""
    for trigger in TRIGGERS.get((instance.machine, action), ()):
        document = order_document(
            slug=trigger.slug,
            title=f"{trigger.title} {_name_of(instance)}",
            subject=trigger.subject(instance),
            params=trigger.params(instance),
            as_of=local_date(now),
            actor=actor,
            now=now,
            key=f"{trigger.slug}:{instance.subject}:{instance.version}",
            audience=trigger.audience,
        )
        if trigger.keep is not None:
            trigger.keep(instance, document)
    if (instance.machine, action) == ("application", "submit"):
        send_receipt_mail(application=instance, now=now)


def send_receipt_mail(*, application: Application, now: datetime) -> None:
    """A short mail to who wants mail: the reference, when it came, what happens next. No name, no promise."""
    particulars, fund = application.particulars, application.fund
    if particulars.channel != "email" or not particulars.email:
        return
    local = now.astimezone(BERLIN)
    body = (
        "Guten Tag,\n\n"
        f"Ihr Antrag ist bei uns angekommen, am {format_long_date(local.date())} um {local:%H:%M} Uhr.\n"
        f"Ihr Aktenzeichen: {application.reference}\n\n"
        "Bitte kaufen und bestellen Sie noch nichts. Diese E-Mail ist noch keine Zusage.\n"
        "Wir prüfen Ihren Antrag und melden uns wieder.\n\n"
        f"Fragen? {fund.department or fund.name}, Telefon {fund.phone}\n"
    )
    try:
        send_mail(
            to=particulars.email,
            subject=f"{fund.name}: Ihr Antrag {application.reference} ist da",
            body=body,
            key=f"receipt:{application.uuid}",
            now=now,
        )
    except InvalidInput:
        # The application counts all the same; the office sees the case and has other ways.
        logger.warning("application %s: the e-mail address cannot be used", application.pk)
