"""Einstellungsmitteilung: nobody answered a question in time, so the application ends; it is no rejection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date, local_date
from grants.models import Application
from reports.catalog.letter_parts import (
    LetterData,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    hold_words,
    in_words,
    letter_paper,
    lines_of,
    opening,
    questions_block,
    sign_off_of,
)
from reports.contract import Commission, Report
from reports.kit import Block, Kit


@dataclass(frozen=True)
class DiscontinuationLetter(LetterData):
    """Everything the letter says, formatted."""

    project: str
    applied: str
    asked: str
    question: tuple[str, ...]
    reminded: str
    until: str
    reasons: tuple[str, ...]


def collect(commission: Commission) -> DiscontinuationLetter:
    """The question that stayed open, with its terms as they were when the application ended."""
    application = Application.objects.select_related("fund", "rules", "particulars").get(
        uuid=commission.subject_uuid
    )
    hold_words(application.rules, commission)
    question = application.information_requests.get(number=int(commission.params["question"]))
    reminder = question.terms.filter(kind="reminder").last()
    step = application.transitions.get(action="lapse")
    received_on = local_date(application.submitted_at or question.asked_at)
    return DiscontinuationLetter(
        paper=letter_paper(
            application,
            title="Einstellungsmitteilung",
            dated_on=step.occurred_on,
            more=(("Ihr Antrag vom", format_date(received_on)),),
        ),
        heading=f"Ihr Antrag „{application.title}“ ist eingestellt",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(application, step.actor_label),
        contact=contact_of(application.fund),
        project=application.title,
        applied=in_words(received_on),
        asked=in_words(local_date(question.asked_at)),
        question=lines_of(question.text),
        reminded=in_words(local_date(reminder.asked_at)) if reminder else "",
        until=in_words(question.due_on),
        reasons=lines_of(step.reason),
    )


def layout(data: DiscontinuationLetter, kit: Kit) -> Sequence[Block]:
    """The letter."""
    reminded = f"Am {data.reminded} haben wir Sie daran erinnert. " if data.reminded else ""
    return [
        *opening(kit, data),
        kit.paragraph(f"vielen Dank für Ihren Antrag vom {data.applied}."),
        kit.paragraph(f"Am {data.asked} haben wir Sie gefragt:"),
        *(kit.paragraph(line) for line in data.question),
        kit.paragraph(f"{reminded}Ihre Antwort brauchten wir bis {data.until}. Sie ist nicht gekommen."),
        kit.paragraph([kit.bold("Deshalb haben wir Ihren Antrag eingestellt."), " Das ist keine Ablehnung."]),
        *(kit.paragraph(line) for line in data.reasons),
        kit.heading("Wie es weitergehen kann", level=2),
        kit.paragraph(
            "Sie können jederzeit einen neuen Antrag stellen. Haben Sie uns doch geantwortet? "
            "Dann melden Sie sich bitte."
        ),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


REPORT = Report(
    slug="einstellungsmitteilung",
    title="Einstellungsmitteilung",
    subject_kind="application",
    audience="applicant",
    params=("question",),
    collect=collect,
    layout=layout,
)
