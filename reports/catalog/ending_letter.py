"""Beendigungsmitteilung: the applicant does not want the grant, or stops the project; what that means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import Grant, TransitionRecord
from grants.rules.award_forms import AwardForm
from reports.catalog.letter_parts import (
    LetterData,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    hold_words,
    in_words,
    letter_paper,
    opening,
    questions_block,
)
from reports.catalog.payback_parts import dated
from reports.catalog.plain_letter import plain_sign_off
from reports.contract import Commission, Particular, Report
from reports.kit import Block, Kit

TITLE = "Beendigungsmitteilung"
#: What the applicant has told us, by the step.
TOLD = {
    "decline": "Sie nehmen die Förderung nicht an.",
    "cancel": "Sie haben Ihre Aktion abgebrochen.",
}


@dataclass(frozen=True)
class EndingLetter(LetterData):
    """Everything the letter says, formatted; `paid` is empty when no money was paid."""

    form: AwardForm
    told: str
    told_on: str
    award: str
    paid: str
    ends: str
    proof_due: str


def collect(commission: Commission) -> EndingLetter:
    """The grant with the step that ended it; what was paid until then is a parameter."""
    grants = Grant.objects.select_related("case__fund", "case__rules", "case__particulars")
    grant = grants.get(uuid=commission.subject_uuid)
    steps = TransitionRecord.objects.filter(machine=grant.machine, object_id=grant.pk, action__in=TOLD)
    step, application = steps.order_by("-pk")[0], grant.case
    paid_cents, fund = int(commission.params["paid_cents"]), application.fund
    hold_words(application.rules, commission)
    return EndingLetter(
        paper=letter_paper(application, title=TITLE, dated_on=step.occurred_on),
        particulars=(
            Particular("gezahlt", paid_cents or None, "money"),
            Particular("ende", grant.ends_on if paid_cents else None, "date"),
            Particular("nachweis_bis", grant.proof_due_on if paid_cents else None, "date"),
        ),
        heading=f"Das Ende Ihrer Förderung für „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=plain_sign_off(application, fund.department or fund.name),
        contact=contact_of(fund),
        form=application.award_form,
        told=TOLD[step.action],
        told_on=in_words(step.occurred_on),
        award=dated(grant.released_award),
        paid=format_euro(paid_cents) if paid_cents else "",
        ends=in_words(grant.ends_on),
        proof_due=in_words(grant.proof_due_on) if grant.proof_due_on else "",
    )


def layout(data: EndingLetter, kit: Kit) -> Sequence[Block]:
    """The letter."""
    return [
        *opening(kit, data),
        kit.paragraph(f"am {data.told_on} haben Sie uns gesagt: {data.told}"),
        kit.heading("Was das heißt", level=2),
        *(_with_money(data, kit) if data.paid else _without_money(data, kit)),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


def _without_money(data: EndingLetter, kit: Kit) -> list[Block]:
    return [
        kit.paragraph(
            f"{data.form.our_award}{data.award} hat sich damit erledigt. Sie bekommen kein Geld, und Sie "
            "müssen nichts zurückzahlen."
        ),
        kit.paragraph("Sie müssen nichts mehr tun. Sie können jederzeit einen neuen Antrag stellen."),
    ]


def _with_money(data: EndingLetter, kit: Kit) -> list[Block]:
    return [
        kit.paragraph(
            f"Von dem Geld aus {data.form.by_award}{data.award} sind {data.paid} ausgezahlt. Mehr zahlen wir "
            f"nur, wenn Ihre Belege das ergeben. Es zählen Ausgaben bis zum {data.ends}."
        ),
        kit.paragraph(["Bitte schicken Sie uns Ihre Belege bis zum ", kit.bold(data.proof_due), "."]),
        kit.paragraph(
            f"Was Sie nicht belegen, fordern wir zurück. Dazu bekommen Sie {data.form.another_paper}."
        ),
    ]


REPORT = Report(
    slug="beendigungsmitteilung",
    title=TITLE,
    subject_kind="grant",
    audience="applicant",
    params=("paid_cents",),
    collect=collect,
    layout=layout,
)
