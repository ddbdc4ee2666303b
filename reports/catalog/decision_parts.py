"""Who decided, in the words of a notice and of the minutes: the jury, and what was decided beside it."""

from __future__ import annotations

from foundation.values.money import format_euro
from grants.models import AgendaItem, Application, Ruling, RulingKind
from grants.workflows.decision import decision_of
from reports.catalog.letter_parts import in_words, votes_of

NOT_SUPPORTED = (
    "Bei der Prüfung Ihres Antrags haben wir festgestellt, dass wir die Aktion nicht fördern können."
)


def decision_sentence(application: Application) -> str:
    """Who decided on an application, when and how; the reasons follow it in the notice."""
    decision = decision_of(application)
    if decision is None:
        return NOT_SUPPORTED if application.state in ("ineligible", "rejected") else ""
    if decision.item is None:
        limit = format_euro(application.rules.manager_limit_cents)
        day = in_words(decision.decided_on)
        return (
            f"Über Anträge bis {limit} entscheiden wir nach den Regeln des Fonds ohne die Jury. "
            f"So haben wir am {day} über Ihren Antrag entschieden."
        )
    voted = _vote_of_jury(decision.item)
    if decision.ruling is None:
        return f"{voted} {application.rules.says('jury_followed_text')}"
    return f"{voted} {_after_jury(decision.ruling)}"


def _vote_of_jury(item: AgendaItem) -> str:
    said = (
        f"eine Förderung von {format_euro(item.amount_cents)} befürwortet"
        if item.amount_cents
        else "die Förderung nicht befürwortet"
    )
    did = f"am {in_words(item.voted_on)} über Ihren Antrag beraten"
    if item.session.is_circular:
        did = f"bis zum {in_words(item.voted_on)} im Umlaufverfahren über Ihren Antrag abgestimmt"
    return f"Die Jury des Quartiers hat {did}. Sie hat {said}: {votes_of(item)}."


def _after_jury(ruling: Ruling) -> str:
    given = f"eine Förderung von {format_euro(ruling.amount_cents)}"
    if ruling.kind == RulingKind.DEVIATION:
        instead = f"Wir bewilligen {given}." if ruling.amount_cents else "Wir lehnen den Antrag ab."
        return (
            f"Dieser Empfehlung folgen wir nicht. {instead} Das hat diesen Grund: {_sentence(ruling.reason)}"
        )
    said = f"Es hat {given} beschlossen." if ruling.amount_cents else "Es hat die Förderung abgelehnt."
    return (
        "Über Förderungen in dieser Höhe entscheidet nach der Jury ein weiteres Gremium: "
        f"{ruling.body}, Beschluss {ruling.file_reference} vom {in_words(ruling.decided_on)}. {said}"
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def said_already(application: Application, reason: str) -> bool:
    """The sentence about who decided says this very reason, so that the notice need not repeat it."""
    decision = decision_of(application)
    ruling = decision.ruling if decision else None
    return ruling is not None and ruling.kind == RulingKind.DEVIATION and ruling.reason == reason.strip()


def follows_jury(application: Application) -> bool:
    """The city does what the jury voted for, and nobody else has decided."""
    decision = decision_of(application)
    return decision is None or decision.ruling is None


def rulings_of(item: AgendaItem) -> str:
    """For the minutes: what must happen after the jury's vote before it is a grant."""
    rules = item.application.rules
    if not item.amount_cents or rules.jury_limit_cents is None or item.amount_cents <= rules.jury_limit_cents:
        return ""
    return f"Über diesen Betrag entscheidet nach der Jury: {rules.second_body_name or 'ein zweites Gremium'}."
