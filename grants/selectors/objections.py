"""Objections of a case. No objection is open without a hold: who has read the holds asks nobody twice."""

from collections.abc import Sequence

from foundation.values.dates import format_long_date
from grants.models import Application, Notice, Objection, ObjectionEnd, RemedyKind
from grants.workflows.requirements.disputes import SUCCESS, is_undone

#: Where a case stands between the success of a remedy and the new decision, once it is taken up again.
DECIDED_ANEW = (
    "submitted", "incomplete", "eligible", "ineligible", "scheduled", "deferred",
    "voted_yes", "voted_partial", "voted_no",
)  # fmt: skip


def objections_of(case: Application) -> list[Objection]:
    """All objections of the case in the order of their coming; no query for a case that never had a hold."""
    return [each for hold in case.holds.all() for each in hold.objections.all()]


def open_objections(case: Application) -> list[Objection]:
    """What nobody has decided on yet."""
    standing = [hold for hold in case.holds.all() if hold.lifted_at is None]
    return [each for hold in standing for each in hold.objections.all() if each.is_open]


def attackable_notices(case: Application) -> list[Notice]:
    """Notices that are out and hold, without an open objection; from an agreement follows none."""
    all_of_them = objections_of(case)
    taken = {each.notice_id for each in open_objections(case)}
    taken |= {each.notice_id for each in all_of_them if each.outcome == ObjectionEnd.ANNULLED}
    taken |= {
        each.notice_id for each in all_of_them if each.outcome in SUCCESS and each.notice.kind == "rejection"
    }
    return [
        each for each in case.notices.all() if each.released_at and each.pk not in taken and each.has_remedy
    ]


def objection_news(case: Application) -> Sequence[str]:
    """What the applicant reads while an objection of theirs is open, or is decided anew after its success."""
    anew = success_in_words(case) if case.state in DECIDED_ANEW else ""
    return (*(_in_words(each) for each in open_objections(case)), *([anew] if anew else []))


def success_in_words(case: Application) -> str:
    """That a remedy has undone the last rejection; empty otherwise."""
    won = [each for each in objections_of(case) if each.outcome in SUCCESS]
    if not won or not is_undone(case):
        return ""
    return f"{_named(won[-1])} hatte Erfolg. Über Ihren Antrag wird neu entschieden."


def _named(objection: Objection) -> str:
    word = "Ihr Widerspruch" if objection.kind == RemedyKind.OBJECTION else "Ihre Klage"
    return f"{word} vom {format_long_date(objection.came_on)}"


def _in_words(objection: Objection) -> str:
    return (
        f"{_named(objection)} ist bei uns vermerkt. Bis darüber entschieden "
        "ist, zahlen wir nichts vorab und mahnen Sie nicht."
    )
