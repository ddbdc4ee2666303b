"""The last chapters: disputes, who did what when and why, the audit log with its hashes, the files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from foundation.accounts.people import names_of
from foundation.files.models import StoredFile
from foundation.files.names import clean_name
from foundation.files.services import read_bytes
from foundation.values.errors import DomainError
from grants.models.letter import LetterStepKind
from grants.selectors.case_files import LetterLine, LetterStepLine
from grants.selectors.objections import objections_of
from grants.selectors.timeline import AUTOMATIC, Step, entries_of, timeline
from reports.catalog.case_file.parts import Chapter, Grid, Part, chapter, on, signed, when
from reports.catalog.case_file.reading import APPLICANT, JURY, OFFICE, Dossier
from reports.contract import Table, TableColumn

FULL_ACCOUNT = "Nennt die volle Kontonummer. Liegt bei der Auszahlungsanordnung."
OF_CASHIER = "Liegt bei der Annahmeanordnung und ist nur für die, die sie lesen dürfen."
SHOWS_PEOPLE = "Zeigt Namen, Anschriften oder Kontodaten. Nicht für Außenstehende."
DAMAGED = "Ist beschädigt oder nicht mehr da."
ACTOR_WORDS = {"staff": OFFICE, "applicant": APPLICANT, "juror": JURY, "system": AUTOMATIC}


@dataclass(frozen=True)
class Item:
    """A file of the case: its name in the archive, or why it is not there. `size` in bytes."""

    name: str
    what: str
    size: int
    sha256: str
    why_not: str
    read: Callable[[], bytes]


def disputes(dossier: Dossier) -> Chapter:
    """Objections and holds."""
    objections = tuple(
        (
            str(each),
            str(each.notice),
            "in der Frist" if each.is_in_time else "verspätet",
            dossier.inner(each.text) or "–",
            f"{each.get_outcome_display()} {on(each.ended_on)}" if each.outcome else "offen",
        )
        for each in objections_of(dossier.case)
    )
    holds = tuple(
        (
            signed(dossier.who(each.set_by_label), each.set_at),
            dossier.inner(each.reason) or "–",
            signed(dossier.who(each.lifted_by_label), each.lifted_at) or "steht",
        )
        for each in dossier.case.holds.all()
    )
    columns = (("Rechtsbehelf", 2.2), ("Gegen", 2), ("Frist", 1.2), ("Worum es geht", 3), ("Ausgang", 2))
    return chapter(
        "11. Rechtsbehelfe und Sperren",
        Part("Rechtsbehelfe", grid=Grid(columns, objections)),
        Part("Sperren", grid=Grid((("Gesetzt", 3), ("Grund", 4), ("Aufgehoben", 3)), holds)),
    )


def history(dossier: Dossier) -> Chapter:
    """Who did what, when, and why: the same lines as on the page of the case, the oldest first."""
    entries = entries_of(dossier.case, dossier.subjects)
    until = dossier.commission.issued_at
    residents = {each.actor_label for each in entries if each.actor_kind == "applicant"}
    jury = {each.actor_label for each in entries if each.actor_kind == "juror"}
    steps = timeline(
        entries=entries,
        notices=dossier.case.notices.all(),
        checks=dossier.grant.checks.all() if dossier.grant else (),
        conflicts=dossier.case.conflicts.all(),
        letters=_letters(dossier),
        rulings=dossier.case.rulings.all(),
        objections=objections_of(dossier.case),
    )

    def who(step: Step) -> str:
        role = APPLICANT if step.who in residents else JURY if step.who in jury else OFFICE
        return step.who if step.who == AUTOMATIC else dossier.who(step.who, role)

    rows = tuple(
        (when(step.at), _what(dossier, step), who(step), dossier.inner(step.reason) or "–")
        for step in reversed(steps)
        if step.at <= until
    )
    columns = (("Wann", 1.8), ("Was", 4), ("Wer", 2), ("Warum", 2.8))
    return chapter("12. Verlauf", Part(grid=Grid(columns, rows)))


def _what(dossier: Dossier, step: Step) -> str:
    return (
        step.label if dossier.is_open or not step.label.startswith("Befangen: ") else "Befangenheit erklärt"
    )


def _letters(dossier: Dossier) -> Iterator[LetterLine]:
    for letter in dossier.letters:
        steps = [
            LetterStepLine(LetterStepKind(each.kind), each.at, each.by_label, each.text)
            for each in letter.steps.all()
        ]
        yield LetterLine(letter.uuid, letter.title, steps)


def audit(dossier: Dossier) -> Chapter:
    """The entries of the chain on this case; each hash covers its entry and the hash before it."""
    rows = tuple(
        (
            str(each.seq),
            when(each.recorded_at),
            each.action,
            ACTOR_WORDS.get(each.actor_kind, each.actor_kind),
            each.hash,
        )
        for each in dossier.audit
    )
    columns = (("Nr.", 0.8), ("Zeit", 1.4), ("Handlung", 2.2), ("Wer", 1.5), ("Prüfsumme", 3.4))
    return chapter("13. Protokoll (Audit)", Part(grid=Grid(columns, rows, size=7)))


def audit_table(dossier: Dossier) -> Table:
    """The same entries with everything that their hashes cover, to be computed again."""
    columns = (
        TableColumn("Nr.", "number"),
        TableColumn("aufgezeichnet (UTC)"),
        TableColumn("Handlung"),
        TableColumn("Art der Person"),
        TableColumn("Kennung der Person"),
        TableColumn("Gegenstand"),
        TableColumn("Angaben (JSON)"),
        TableColumn("Prüfsumme davor"),
        TableColumn("Prüfsumme"),
    )
    rows = tuple(
        (
            each.seq,
            each.recorded_at.isoformat(),
            each.action,
            each.actor_kind,
            each.actor_reference,
            each.subject,
            json.dumps(each.details, ensure_ascii=False, sort_keys=True),
            each.prev_hash,
            each.hash,
        )
        for each in dossier.audit
    )
    return Table(columns, rows)


def files(dossier: Dossier, items: tuple[Item, ...]) -> Chapter:
    """Every file, whether it is in the archive or why not; and who agreed that a picture is shown."""
    rows = tuple((each.name, each.what, str(each.size), each.why_not or "ja", each.sha256) for each in items)
    columns = (("Datei", 2.6), ("Was", 2), ("Byte", 1), ("Im Archiv", 1.6), ("SHA-256", 3))
    return chapter(
        "14. Dateien",
        Part(grid=Grid(columns, rows, right=(2,), size=7)),
        Part("Bilder, die gezeigt werden dürfen", grid=_pictures(dossier)),
    )


def _pictures(dossier: Dossier) -> Grid:
    names = names_of(each.withdrawn_by for each in dossier.case.released_pictures.all())
    rows = tuple(
        (
            dossier.inner(each.shows) or "Bild",
            ": ".join(part for part in (on(each.agreed_on), dossier.inner(each.consent)) if part),
            signed(dossier.who(each.released_by_label), each.released_at),
            signed(dossier.who(names.get(each.withdrawn_by, "")), each.withdrawn_at),
            each.file.sha256,
        )
        for each in dossier.case.released_pictures.all()
    )
    columns = (
        ("Bild", 2),
        ("Zugestimmt", 2.4),
        ("Freigegeben", 1.8),
        ("Zurückgenommen", 1.8),
        ("SHA-256", 2.2),
    )
    return Grid(columns, rows, size=7)


def items_of(dossier: Dossier) -> tuple[Item, ...]:
    """What was handed in, then the documents, each as it is stored; numbered, so that no name is twice."""
    of_receipt = {each.file_id: f"Beleg {each.number}" for each in dossier.receipts if each.file_id}
    found = []
    for number, stored in enumerate(dossier.uploads, 1):
        about = "Anlage zum Antrag" if stored.subject == dossier.case.subject else "Anlage zum Nachweis"
        what = of_receipt.get(stored.pk, about)
        name = stored.original_name if dossier.is_open else f"{what}{PurePath(stored.original_name).suffix}"
        found.append(_item(dossier, stored, f"Anlagen/{number:03d}-{_safe(name)}", what, ""))
    for document in dossier.documents:
        why_not = {"payment_order": FULL_ACCOUNT, "receipt_order": OF_CASHIER}.get(
            document.subject.partition(":")[0], ""
        )
        for part in sorted(document.files.all(), key=lambda each: each.format):
            name = f"Dokumente/{document.number}-{_safe(document.title)}.{part.format}"
            found.append(_item(dossier, part.file, name, f"Dokument {document.title}", why_not))
    return tuple(found)


def _item(dossier: Dossier, stored: StoredFile, name: str, what: str, why_not: str) -> Item:
    if not why_not:
        why_not = SHOWS_PEOPLE if not dossier.is_open else "" if _is_whole(stored) else DAMAGED
    return Item(name, what, stored.size, stored.sha256, why_not, partial(read_bytes, stored))


def _is_whole(stored: StoredFile) -> bool:
    try:
        read_bytes(stored)
    except (OSError, ValueError, DomainError):
        return False
    return True


def _safe(name: str) -> str:
    """A name that every system takes: no separators, none of the characters that Windows refuses."""
    cleaned = clean_name(name.replace("/", "-"))
    return "".join("-" if each in '<>:"|?*\\' else each for each in cleaned)
