"""Which document follows which transition: one table. Connected in `apps.ready`.

The signal comes inside the transaction of the transition, so that the order of the document is a row in it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from foundation.audit.actors import Actor
from foundation.files.models import Audience
from foundation.files.services import order_document
from foundation.outbox.services import send_mail
from foundation.values.dates import BERLIN, format_date, format_long_date, local_date
from foundation.values.errors import InvalidInput
from grants.models import Application, JurySession, NoticeKind, PaymentOrder, ReceiptOrder
from grants.models.notice import REFUSED_CHANGE
from grants.services.session_papers import minutes_params
from reports.claim_triggers import CLAIM_TRIGGERS
from reports.trigger import Trigger
from reports.trigger_params import (
    is_by_agreement,
    is_granted,
    is_longer,
    keep_order,
    keep_receipt_order,
    keeps,
    params_of_change,
    params_of_ending,
    params_of_lapse,
    params_of_notice,
    params_of_receipt,
)

logger = logging.getLogger(__name__)


LAPSE = Trigger(
    "verfallsmitteilung",
    "Verfallsmitteilung",
    Audience.APPLICANT,
    lambda grant: grant.subject,
    params_of_notice(NoticeKind.LAPSE),
    keeps(NoticeKind.LAPSE),
)
ENDING = Trigger(
    "beendigungsmitteilung",
    "Beendigungsmitteilung",
    Audience.APPLICANT,
    lambda grant: grant.subject,
    params_of_ending,
)
DELETION = Trigger(
    "loeschnachweis",
    "Löschnachweis",
    Audience.OFFICE,
    lambda instance: instance.case.subject,
    lambda _instance: {},
)
FOLLOWS_AWARD = ("grant", "claim")


def _change(slug: str, title: str, applies: Callable[[Any], bool]) -> Trigger:
    return Trigger(
        slug,
        title,
        Audience.APPLICANT,
        lambda grant: grant.subject,
        params_of_change,
        keeps(NoticeKind.CHANGE),
        applies,
    )


CHANGES = (
    _change(
        "aenderungsbescheid", "Änderungsbescheid", lambda grant: is_granted(grant) and not is_longer(grant)
    ),
    _change("aenderungsbescheid", REFUSED_CHANGE, lambda grant: not is_granted(grant)),
    _change("verlaengerungsbescheid", "Verlängerungsbescheid", is_longer),
)

TRIGGERS: Mapping[tuple[str, str], tuple[Trigger, ...]] = {
    **CLAIM_TRIGGERS,
    ("application", "submit"): (
        Trigger(
            "eingangsbestaetigung",
            "Eingangsbestätigung",
            Audience.APPLICANT,
            lambda application: application.subject,
            params_of_receipt,
        ),
    ),
    ("application", "lapse"): (
        Trigger(
            "einstellungsmitteilung",
            "Einstellungsmitteilung",
            Audience.APPLICANT,
            lambda application: application.subject,
            params_of_lapse,
        ),
    ),
    ("application", "delete_after_retention"): (DELETION,),
    ("grant", "delete_after_retention"): (DELETION,),
    ("grant", "issue"): (
        Trigger(
            "bewilligungsbescheid",
            "Bewilligungsbescheid",
            Audience.APPLICANT,
            lambda grant: grant.subject,
            params_of_notice(NoticeKind.AWARD),
            keeps(NoticeKind.AWARD),
            applies=lambda grant: not is_by_agreement(grant),
        ),
        Trigger(
            "einverstaendnis",
            "Einverständnis",
            Audience.APPLICANT,
            lambda grant: grant.subject,
            params_of_notice(NoticeKind.AWARD),
            applies=lambda grant: not is_by_agreement(grant),
        ),
        Trigger(
            "foerdervereinbarung",
            "Fördervereinbarung",
            Audience.APPLICANT,
            lambda grant: grant.subject,
            params_of_notice(NoticeKind.AWARD),
            keeps(NoticeKind.AWARD),
            applies=is_by_agreement,
        ),
    ),
    ("grant", "decide_change"): CHANGES,
    ("grant", "decide_change_before_start"): CHANGES,
    ("grant", "lapse"): (LAPSE,),
    ("grant", "expire_offer"): (LAPSE,),
    ("grant", "decline"): (ENDING,),
    ("grant", "cancel"): (ENDING,),
    ("grant", "revoke"): (
        Trigger(
            "widerrufsbescheid",
            "Widerrufs- und Erstattungsbescheid",
            Audience.APPLICANT,
            lambda grant: grant.subject,
            params_of_notice(NoticeKind.REVOCATION),
            keeps(NoticeKind.REVOCATION),
        ),
    ),
    ("application", "reject"): (
        Trigger(
            "ablehnungsbescheid",
            "Ablehnungsbescheid",
            Audience.APPLICANT,
            lambda application: application.subject,
            params_of_notice(NoticeKind.REJECTION),
            keeps(NoticeKind.REJECTION),
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
    ("payment_order", "order"): (
        Trigger(
            "auszahlungsanordnung",
            "Auszahlungsanordnung",
            Audience.OFFICE,
            lambda order: order.subject,
            lambda _order: {},
            keep_order,
        ),
    ),
    ("receipt_order", "order"): (
        Trigger(
            "annahmeanordnung",
            "Annahmeanordnung",
            Audience.OFFICE,
            lambda order: order.subject,
            lambda _order: {},
            keep_receipt_order,
        ),
    ),
}


def _title_of(trigger: Trigger, instance: Any) -> str:
    """What the paper is called: what follows from an agreement is no act."""
    if instance.machine in FOLLOWS_AWARD:
        return str(instance.case.award_form.named(trigger.title))
    return trigger.title


def _name_of(instance: Any) -> str:
    """The number of an order, the day of a session, else the reference of the case."""
    if isinstance(instance, JurySession):
        return format_date(instance.held_on)
    return str(
        instance.number if isinstance(instance, PaymentOrder | ReceiptOrder) else instance.case.reference
    )


def on_transition(*, instance: Any, action: str, actor: Actor, now: datetime, **_more: Any) -> None:
    """Order the documents of this transition; a receipt is also told by e-mail."""
    for trigger in TRIGGERS.get((instance.machine, action), ()):
        if trigger.applies is not None and not trigger.applies(instance):
            continue
        document = order_document(
            slug=trigger.slug,
            title=f"{_title_of(trigger, instance)} {_name_of(instance)}",
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
