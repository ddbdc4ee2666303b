"""The history of a case: steps of its machines, and the work between them that is no step of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from foundation.accounts.models import User
from foundation.audit.actors import SYSTEM
from foundation.audit.models import AuditEntry
from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.models import (
    Application,
    ConflictOfInterest,
    Notice,
    NoticeKind,
    Objection,
    ProofCheck,
    Ruling,
    TransitionRecord,
)
from grants.models.letter import LetterStepKind
from grants.rules.second_person import WAIVED, WAIVED_PROOF
from grants.selectors.case_files import LetterLine

AUTOMATIC, NAMELESS = "automatisch", "ohne Namen"
APPLICANT, OFFICE = "antragstellende Person", "Büro"
# Work that walks no edge and whose rows tell nothing to the page: it is read from the audit log. A day in
# the entry stands behind the words.
BETWEEN: Mapping[str, str] = {
    "account_sheet.confirm": "Anderes Konto vom Papier bestätigt",
    "account_sheet.discard": "Anderes Konto vom Papier verworfen",
    "account_sheet.enter": "Anderes Konto vom Papier eingetragen",
    "access_sheet.issue": "Zugangsblatt ausgegeben",
    "access_sheet.show_again": "Zugangsblatt noch einmal gezeigt",
    "application.correct": "Angaben berichtigt, siehe Fassungen",
    "binding.end": "Zweckbindung beendet",
    "binding.enter": "Zweckbindung eingetragen",
    "change.prepare": "Entscheidung über die Änderung vorbereitet",
    "claim.withdraw_relief": "Vorschlag zurückgenommen",
    "claim.propose_relief": "Erlass, Niederschlagung oder Ende der Stundung vorgeschlagen",
    "early_start.ask": "Um einen früheren Anfang gebeten",
    "early_start.grant": "Früheren Anfang erlaubt",
    "early_start.refuse": "Früheren Anfang abgelehnt",
    "grant.bank_details": "Konto angegeben",
    "grant.waive_remedy": "Auf den Rechtsbehelf verzichtet",
    "hold.lift": "Sperre wegen Rechtsstreit aufgehoben",
    "hold.set": "Sperre wegen Rechtsstreit gesetzt",
    "obligation.fulfil": "Auflage erfüllt",
    "question.extend": "Frist für die Antwort verlängert bis",
    "question.refuse": "Mehr Zeit für die Antwort abgelehnt",
    "question.remind": "An die Antwort erinnert, Frist bis",
    "question.wish": "Um mehr Zeit für die Antwort gebeten, bis",
    "reminder.done": "Erinnerung erledigt",
    "reminder.pause": "Erinnerungen angehalten",
    "state_aid.record": "Eintrag im De-minimis-Register vermerkt",
    "surplus.receive": "Zu viel zurückgezahltes Geld eingegangen",
    "surplus.return": "Zu viel zurückgezahltes Geld erstattet",
}


class Entry(NamedTuple):
    """A walked edge or an entry of the audit log. `label` of the latter is the name of its action."""

    recorded_at: datetime
    label: str
    actor_kind: str
    actor_reference: str
    actor_label: str
    reason: str
    day: str


@dataclass(frozen=True)
class Step:
    """One thing that was done: what, when, by whom, and why if somebody said so."""

    label: str
    at: datetime
    who: str
    reason: str = ""


def entries_of(application: Application, subjects: Sequence[str]) -> list[Entry]:
    """All edges that were walked in a case, and what the audit log says of `subjects`, in one query."""
    nothing = Value("", output_field=TextField())
    named = User.objects.filter(reference=OuterRef("actor_reference")).values("display_name")
    walked = TransitionRecord.objects.filter(case=application).values_list(
        "recorded_at", "label", "actor_kind", "actor_reference", "actor_label", "reason", nothing
    )
    written = AuditEntry.objects.filter(subject__in=subjects, action__in=BETWEEN).values_list(
        "recorded_at",
        "action",
        "actor_kind",
        "actor_reference",
        Coalesce(Subquery(named), nothing, output_field=TextField()),
        nothing,
        Coalesce(KeyTextTransform("day", F("details")), nothing, output_field=TextField()),
    )
    return [Entry(*row) for row in walked.order_by().union(written.order_by(), all=True)]


def timeline(
    *,
    entries: Sequence[Entry],
    notices: Iterable[Notice],
    checks: Iterable[ProofCheck],
    conflicts: Iterable[ConflictOfInterest],
    letters: Iterable[LetterLine] = (),
    rulings: Iterable[Ruling] = (),
    objections: Iterable[Objection] = (),
) -> list[Step]:
    """Everything that happened, newest first. `notices`, `letters` and `objections` only for
    those who may read them. Of one moment a check is written before it is confirmed.
    """
    checks = list(checks)
    names = {entry.actor_reference: entry.actor_label for entry in entries}
    steps = [
        *(Step("Prüfvermerk geschrieben", each.checked_at, each.checked_by_label) for each in checks),
        *(_of_entry(entry) for entry in entries),
        *(step for notice in notices for step in _of_notice(notice)),
        *(step for each in checks for step in _of_check(each)),
        *(step for letter in letters for step in _of_letter(letter)),
        *(_of_conflict(each, names) for each in conflicts),
        *(_of_ruling(each) for each in rulings),
        *(step for each in objections for step in _of_objection(each)),
    ]
    return sorted(steps, key=lambda step: step.at)[::-1]


def _of_entry(entry: Entry) -> Step:
    label = BETWEEN.get(entry.label, entry.label)
    if entry.day:
        label = f"{label} {format_date(date.fromisoformat(entry.day))}"
    nobody = {"system": AUTOMATIC, "applicant": APPLICANT}.get(entry.actor_kind, NAMELESS)
    who = AUTOMATIC if entry.actor_kind == "system" else entry.actor_label or nobody
    return Step(label, entry.recorded_at, who, entry.reason)


def _of_notice(notice: Notice) -> Iterator[Step]:
    """Each wording, and the taking back. Drafting and taking back an award are steps of the case already."""
    kind = notice.title
    is_award = notice.kind == NoticeKind.AWARD
    for text in notice.texts.all():
        what = "entworfen" if text.number == 1 else "im Entwurf geändert"
        if not (is_award and text.number == 1):
            yield Step(f"{kind} {what}", text.written_at, text.written_by_label or NAMELESS)
    if notice.second_person_waived and notice.released_at:
        yield Step("Keine zweite Person", notice.released_at, notice.released_by_label, WAIVED)
    if notice.discarded_at and not is_award:
        who = notice.discarded_by_label or NAMELESS
        yield Step(f"Entwurf zurückgenommen: {kind}", notice.discarded_at, who, notice.discard_reason)


def _of_check(check: ProofCheck) -> Iterator[Step]:
    if check.second_person_waived and check.confirmed_at:
        yield Step("Keine zweite Person", check.confirmed_at, check.confirmed_by_label, WAIVED_PROOF)


def _of_letter(letter: LetterLine) -> Iterator[Step]:
    for step in letter.steps:
        who = AUTOMATIC if step.who == SYSTEM.label else step.who or NAMELESS
        why = step.text if step.kind is LetterStepKind.DISCARD else ""
        yield Step(f"Brief {step.kind.label}: {letter.title}", step.at, who, why)


def _of_conflict(conflict: ConflictOfInterest, names: dict[str, str]) -> Step:
    is_own = conflict.declared_by == conflict.person_reference
    who = conflict.person_label if is_own else names.get(conflict.declared_by) or OFFICE
    return Step(f"Befangen: {conflict.person_label}", conflict.declared_at, who)


def _of_ruling(ruling: Ruling) -> Step:
    said = f"Ja, {format_euro(ruling.amount_cents)}" if ruling.amount_cents else "Nein"
    source = f" ({ruling.body}, {ruling.file_reference})" if ruling.body else ""
    label = f"{ruling.get_kind_display()}: {said}{source}"
    return Step(label, ruling.written_at, ruling.written_by_label or NAMELESS, ruling.reason)


def _of_objection(objection: Objection) -> Iterator[Step]:
    """That it came, whether in time, and how it ended."""
    when = "in der Frist" if objection.is_in_time else "verspätet"
    what = f"{objection} ({when}) gegen: {objection.notice}"
    yield Step(what, objection.noted_at, objection.noted_by_label, objection.text)
    if objection.ended_at is not None:
        how = f"{objection}: {objection.get_outcome_display()}"
        yield Step(how, objection.ended_at, objection.ended_by_label, objection.end_reason)
