"""Requirements of what follows a remedy that had success."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from grants.rules.findings import Finding, blocker
from grants.workflows.decision import decision_of

SUCCESS = ("changed", "annulled")


def is_undone(application: Any) -> bool:
    """The last rejection that went out was changed or annulled by a remedy."""
    out = [each for each in application.notices.all() if each.kind == "rejection" and each.released_at]
    last = max(out, key=lambda each: each.pk, default=None)
    return last is not None and any(each.outcome in SUCCESS for each in last.objections.all())


def rejection_was_undone(application: Any, today: date) -> Iterator[Finding]:
    """Without the success of a remedy the rejection stands."""
    if not is_undone(application):
        yield blocker(
            "remedy.no_success",
            "Die Ablehnung gilt. Vermerken Sie zuerst, dass ein Rechtsbehelf Erfolg hatte.",
            "§§ 72, 113 VwGO",
        )


def rejection_stands(application: Any, today: date) -> Iterator[Finding]:
    """What a remedy has undone is decided anew before it is put away: nobody is left without an answer."""
    if application.state == "rejected" and is_undone(application):
        yield blocker(
            "remedy.answer_missing",
            "Ein Rechtsbehelf gegen die Ablehnung hatte Erfolg. Nehmen Sie den Antrag zuerst wieder auf.",
            "§§ 72, 113 VwGO",
        )


def somebody_said_no(application: Any, today: date) -> Iterator[Finding]:
    """The rejection followed a decision: of the jury, of the office alone, or of who decides beside it."""
    if decision_of(application) is None:
        yield blocker(
            "remedy.not_decided", "Darüber hat noch niemand entschieden. Prüfen Sie neu.", "Handbuch 5.1"
        )


def nobody_has_voted(application: Any, today: date) -> Iterator[Finding]:
    """The rejection followed the check of the office; no decision stands in the way of a new one."""
    if decision_of(application) is not None:
        yield blocker(
            "remedy.was_decided", "Darüber ist schon entschieden. Lassen Sie neu entscheiden.", "Handbuch 5.1"
        )
