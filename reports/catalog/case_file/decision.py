"""The chapters of the decision: jury, rulings, bias; notices and letters as they went out; obligations."""

from __future__ import annotations

from collections.abc import Iterator

from foundation.files.models import Document
from grants.models import AgendaItem, Notice
from reports.catalog.case_file.parts import (
    Chapter,
    Grid,
    Part,
    chapter,
    filled,
    lines,
    money,
    on,
    signed,
    when,
)
from reports.catalog.case_file.reading import Dossier
from reports.catalog.jury_minutes import minutes_item
from reports.catalog.session_parts import session_facts

#: Lines of the minutes that name members of the jury or say who voted how.
NAMED_IN_MINUTES = {"Befangen", "Wer wie gestimmt hat", "Wie die Stimmen kamen", "Leitung"}
TAKEN_BACK = "Der Entwurf ist zurückgenommen."
#: Where the PDF of a document has its hash: the format that is signed for.
PDF = "pdf"


def decision(dossier: Dossier) -> Chapter:
    """The minutes of each item of this case, declared bias, and who decided beside the jury."""
    return chapter(
        "4. Entscheidung",
        *(_item(dossier, each) for each in dossier.case.agenda_items.all()),
        Part("Erklärte Befangenheit", grid=_conflicts(dossier)),
        Part("Entscheidungen neben der Jury", grid=_rulings(dossier)),
    )


def _item(dossier: Dossier, item: AgendaItem) -> Part:
    """An extract: this item alone, of the minutes with their number and hash."""
    session, minutes = item.session, item.session.minutes
    found = minutes_item(session, item, session.fund.rules_on(session.held_on))
    facts = [*session_facts(session), *found.facts]
    if not dossier.is_open:
        facts = [(label, text) for label, text in facts if label not in NAMED_IN_MINUTES]
    if minutes is not None:
        facts.append(("Bestätigtes Protokoll", f"{minutes.number}, SHA-256 {hash_of(minutes)}"))
    return Part(f"Auszug aus dem Protokoll, {found.heading}", tuple(facts), found.obligations)


def _conflicts(dossier: Dossier) -> Grid:
    rows = tuple(
        (
            dossier.who(each.person_label, "eine Person"),
            when(each.declared_at),
            "selbst" if each.declared_by == each.person_reference else "durch das Büro",
            dossier.inner(each.reason) or "–",
        )
        for each in dossier.case.conflicts.all()
    )
    return Grid((("Wer", 3), ("Wann", 1.6), ("Erklärt", 1.6), ("Grund", 3)), rows)


def _rulings(dossier: Dossier) -> Grid:
    rows = tuple(
        (
            each.get_kind_display(),
            money(each.amount_cents) if each.amount_cents else "Nein",
            ", ".join(part for part in (each.body, each.file_reference) if part) or "–",
            each.reason or "–",
            signed(dossier.who(each.written_by_label), each.written_at),
        )
        for each in dossier.case.rulings.all()
    )
    columns = (("Art", 2), ("Ergebnis", 1.4), ("Gremium", 2), ("Begründung", 3), ("Aufgezeichnet", 2))
    return Grid(columns, rows, right=(1,), size=7.5)


def hash_of(document: Document | None, wanted: str = PDF) -> str:
    """The SHA-256 of the stored file; empty when there is none."""
    files = document.files.all() if document is not None else ()
    return next((each.file.sha256 for each in files if each.format == wanted), "")


def papers(dossier: Dossier) -> Chapter:
    """Every notice with its persons and days, then the letters, then all documents with their hashes."""
    return chapter(
        "5. Bescheide und Schreiben",
        *_notices(dossier),
        Part("Briefe aus dem Ausgang", grid=_letters(dossier)),
        Part("Alle Dokumente des Falls", grid=_documents(dossier)),
    )


def _notices(dossier: Dossier) -> Iterator[Part]:
    for notice in dossier.case.notices.all():
        facts = filled(
            ("Betrag", money(notice.amount_cents or None)),
            ("Entworfen", signed(dossier.who(notice.drafted_by_label), notice.drafted_at)),
            ("Fassungen des Entwurfs", str(len(notice.texts.all()) or "")),
            ("Freigegeben", signed(dossier.who(notice.released_by_label), notice.released_at)),
            ("Zweite Person", "nach den Regeln des Fonds keine" if notice.second_person_waived else ""),
            ("Zur Post", on(notice.posted_on)),
            ("Gilt als bekannt", on(notice.deemed_known_on)),
            ("Nachgewiesener Zugang", on(notice.arrived_on)),
            ("Rechtsbehelf bis" if notice.has_remedy else "Zu zahlen bis", on(notice.remedy_until)),
            ("Zurückgenommen", _discarded(dossier, notice)),
            ("Dokument", notice.document.number if notice.document else ""),
            ("SHA-256", hash_of(notice.document)),
        )
        words = lines(notice.reason) if notice.released_at or dossier.is_open else ()
        yield Part(notice.title, facts, words)


def _discarded(dossier: Dossier, notice: Notice) -> str:
    if notice.discarded_at is None:
        return ""
    who = signed(dossier.who(notice.discarded_by_label), notice.discarded_at)
    return f"{who}. {dossier.inner(notice.discard_reason) or TAKEN_BACK}"


def _letters(dossier: Dossier) -> Grid:
    rows = []
    for letter in dossier.letters:
        sent = signed(dossier.who(letter.released_by_label), letter.released_at)
        state = f"{sent}, {letter.get_channel_display()}" if sent else "wartet"
        if letter.discarded_at is not None:
            state = f"verworfen {when(letter.discarded_at)}"
        number = letter.document.number if letter.document else "–"
        drafted = signed(dossier.who(letter.drafted_by_label), letter.drafted_at)
        rows.append((letter.title, drafted, state, number))
    return Grid((("Betreff", 3), ("Entworfen", 2.4), ("Gesendet", 2.6), ("Dokument", 1.6)), tuple(rows))


def _documents(dossier: Dossier) -> Grid:
    rows = tuple(
        (
            document.number,
            document.title,
            when(document.issued_at),
            dossier.who(document.ordered_by_label) or "automatisch",
            hash_of(document),
        )
        for document in dossier.documents
    )
    columns = (("Nummer", 1.5), ("Titel", 2.6), ("Vom", 1.2), ("Bestellt von", 1.5), ("SHA-256", 3))
    return Grid(columns, rows, size=7)


def terms(dossier: Dossier) -> Chapter:
    """What the award asked for, how it was met, and what was changed afterwards."""
    return chapter(
        "6. Auflagen, Änderungen, Zweckbindung",
        Part("Auflagen und Bedingungen", grid=_obligations(dossier)),
        Part("Änderungen", grid=_changes(dossier)),
        Part("Gebundene Sachen", grid=_bound(dossier)),
    )


def _obligations(dossier: Dossier) -> Grid:
    found = dossier.grant.obligations.all() if dossier.grant else ()
    rows = tuple(
        (
            each.text,
            "Bedingung" if each.is_condition_precedent else "Auflage",
            on(each.fulfilled_on) or "offen",
            dossier.inner(each.fulfilled_note) or "–",
            dossier.who(each.fulfilled_by_label) or "–",
        )
        for each in found
    )
    columns = (("Text", 4), ("Art", 1.2), ("Erfüllt", 1.2), ("Woran man es sieht", 2.4), ("Wer", 1.6))
    return Grid(columns, rows)


def _changes(dossier: Dossier) -> Grid:
    rows = []
    for change in dossier.grant.changes.all() if dossier.grant else ():
        ruling = change.decision
        rows.append(
            (
                str(change.number),
                change.get_kind_display(),
                dossier.inner(change.text) or "–",
                f"{ruling}: {ruling.reason}" if ruling else "nicht entschieden",
                signed(dossier.who(ruling.written_by_label), ruling.written_at) if ruling else "–",
            )
        )
    columns = (("Nr.", 0.5), ("Art", 1.6), ("Wunsch", 3), ("Entscheidung", 3), ("Wer", 2))
    return Grid(columns, tuple(rows))


def _bound(dossier: Dossier) -> Grid:
    found = dossier.grant.bound_things.all() if dossier.grant else ()
    rows = tuple(
        (each.what, money(each.value_cents), each.place or "–", on(each.bound_until), each.end_reason or "–")
        for each in found
    )
    columns = (("Was", 3), ("Wert", 1.3), ("Wo", 2), ("Gebunden bis", 1.4), ("Beendet, weil", 2))
    return Grid(columns, rows, right=(1,))
