"""The history of a case: steps of its machines, and the work between them that is no step of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from foundation.audit.actors import SYSTEM
from grants.models import (
    ConflictOfInterest,
    Notice,
    NoticeKind,
    ProofCheck,
    TransitionRecord,
)
from grants.models.letter import LetterStepKind
from grants.selectors.case_files import LetterLine

AUTOMATIC, NAMELESS = "automatisch", "ohne Namen"


@dataclass(frozen=True)
class Step:
    """One thing that was done: what, when, by whom, and why if somebody said so."""

    label: str
    at: datetime
    who: str
    reason: str = ""


def timeline(
    *,
    records: Sequence[TransitionRecord],
    notices: Iterable[Notice],
    checks: Iterable[ProofCheck],
    conflicts: Iterable[ConflictOfInterest],
    letters: Iterable[LetterLine] = (),
) -> list[Step]:
    """Everything that happened, newest first. `notices` and `letters` only for those who may read them."""
    names = {record.actor_reference: record.actor_label for record in records}
    steps = [
        *(_of_record(record) for record in records),
        *(step for notice in notices for step in _of_notice(notice)),
        *(Step("Prüfvermerk geschrieben", each.checked_at, each.checked_by_label) for each in checks),
        *(step for letter in letters for step in _of_letter(letter)),
        *(_of_conflict(each, names) for each in conflicts),
    ]
    return sorted(steps, key=lambda step: step.at)[::-1]


def _of_record(record: TransitionRecord) -> Step:
    who = AUTOMATIC if record.actor_kind == "system" else record.actor_label or NAMELESS
    return Step(record.label, record.recorded_at, who, record.reason)


def _of_notice(notice: Notice) -> Iterator[Step]:
    """Each wording, and the taking back. Drafting and taking back an award are steps of the case already."""
    kind = notice.get_kind_display()
    is_award = notice.kind == NoticeKind.AWARD
    for text in notice.texts.all():
        what = "entworfen" if text.number == 1 else "im Entwurf geändert"
        if not (is_award and text.number == 1):
            yield Step(f"{kind} {what}", text.written_at, text.written_by_label or NAMELESS)
    if notice.discarded_at and not is_award:
        who = notice.discarded_by_label or NAMELESS
        yield Step(f"Entwurf zurückgenommen: {kind}", notice.discarded_at, who, notice.discard_reason)


def _of_letter(letter: LetterLine) -> Iterator[Step]:
    for step in letter.steps:
        who = AUTOMATIC if step.who == SYSTEM.label else step.who or NAMELESS
        why = step.text if step.kind is LetterStepKind.DISCARD else ""
        yield Step(f"Brief {step.kind.label}: {letter.title}", step.at, who, why)


def _of_conflict(conflict: ConflictOfInterest, names: dict[str, str]) -> Step:
    is_own = conflict.declared_by == conflict.person_reference
    who = conflict.person_label if is_own else names.get(conflict.declared_by, "Büro")
    return Step(f"Befangen: {conflict.person_label}", conflict.declared_at, who)
