"""Scanning, interfaces, checks and backups, retention: what the program does by itself, and what it recorded.

Sentences with figures take them from the constants that the program obeys. What it does not record is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q
from django.urls import reverse

from foundation.audit.models import AuditEntry
from foundation.audit.selectors import protected_tables
from foundation.audit.services import VERIFIED
from foundation.files import inspection
from foundation.files.models import StoredFile
from foundation.values.dates import format_date
from grants.models import (
    AccountSheet,
    Application,
    DeletionRun,
    FinanceImport,
    Fund,
    FundRules,
    HandOver,
    HandOverKind,
    ImportKind,
    LitigationHold,
    Receipt,
)
from grants.rules.retention import CLASSES
from grants.selectors.payment_profiles import profile_in_force, profile_in_words
from reports.catalog.case_file.parts import Chapter, Grid, Part, chapter, on, signed, when

MEGABYTE = 1024 * 1024
NOT_RECORDED = "zeichnet das Programm nicht auf. Lassen Sie sich das Betriebsprotokoll zeigen."
SCAN_WORDS = (
    (
        "Belege kommen als Foto oder PDF. Was ankommt, wird am Inhalt erkannt, nicht am Namen. Fotos werden "
        "neu kodiert, ohne Angaben über Gerät und Ort; aus PDF-Dateien gehen Skripte, Anhänge und Verweise "
        "nach außen. Gespeichert wird die so gereinigte Datei, nicht die gesendete. Ihre Prüfsumme "
        "(SHA-256) wird beim Ablegen gebildet; manage.py check_files vergleicht sie mit der Ablage."
    ),
    (
        "Ein Konto vom Papier wird von einer Person eingegeben und von einer zweiten noch einmal; das Blatt "
        "selbst wird nicht gespeichert."
    ),
    (
        "Wer gescannt hat, ob Bild und Papier verglichen wurden und ob das Papier vernichtet wurde, zeichnet "
        "das Programm nicht auf. Ob Papier vernichtet werden darf (ersetzendes Scannen, BSI TR-03138), "
        "regelt die Stadt in einer eigenen Anweisung."
    ),
)
PROTECTED = "Gelesen aus den Schutzregeln der laufenden Datenbank. Manche öffnen sich nach der Löschfrist."
RUNS = (
    "Kein Fall und kein Bericht wird von selbst gelöscht. Eine Person schlägt vor und erklärt, dass die "
    "Stadt die Fristen bestätigt hat; eine andere gibt frei. Eine Sperre hält den Fall und die Berichte des "
    "Fonds."
)
NO_RUNS = "Es gab noch keinen Löschlauf."
BACKUPS = (
    (
        "Das Programm sichert seine Daten nicht selbst und weiß nichts über Sicherungen. Wie oft gesichert "
        "und ob das Zurückspielen geprobt wird, belegt der Betrieb mit eigenen Unterlagen."
    ),
)


def scanning(fund: Fund, until: datetime) -> Chapter:
    """How paper becomes a file. Four queries."""
    receipts = Receipt.objects.filter(proof__grant__case__fund=fund)
    sheets = AccountSheet.objects.filter(grant__case__fund=fund, proposed_at__lte=until)
    counted = receipts.aggregate(
        filed=Count("pk", filter=Q(file__created_at__lte=until)), without=Count("pk", filter=Q(file=None))
    )
    paper = Application.objects.filter(fund=fund, channel="paper", created_at__lte=until).count()
    files = StoredFile.objects.filter(created_at__lte=until).count()
    facts = (
        ("Zugelassen", f"{', '.join(dict.fromkeys(inspection.PIL_FORMATS.values()))}, PDF"),
        ("Größte Datei", f"{inspection.MAX_UPLOAD_BYTES // MEGABYTE} MB, {inspection.MAX_PAGES} Seiten"),
        ("Güte neu kodierter Fotos", f"JPEG {inspection.JPEG_QUALITY} von 100"),
        ("Anträge auf Papier", str(paper)),
        ("Belege mit Datei", str(counted["filed"])),
        ("Belege ohne Datei", str(counted["without"])),
        ("Konten vom Papier", str(sheets.count())),
        ("Dateien in der Ablage", f"{files} (alle Fonds)"),
    )
    return chapter("5. Vom Papier zur Datei", Part(words=SCAN_WORDS), Part("Grenzen und Zahlen", facts=facts))


def interfaces(fund: Fund, until: datetime) -> Chapter:
    """What leaves to the Kasse and the bank, and what is read in. Three queries."""
    profile = profile_in_force(fund, at=until)
    values = tuple(profile_in_words(profile.values)) if profile else ()
    is_neutral = (
        () if profile else ("Es gilt die neutrale Form der CSV-Datei; Bankdatei und Kontoauszüge sind aus.",)
    )
    out = HandOver.objects.filter(fund=fund, made_at__lte=until).order_by().values_list("kind")
    read = FinanceImport.objects.filter(fund=fund, imported_at__lte=until).order_by().values_list("kind")
    rows = (
        *_moved("hinaus", HandOverKind, out.annotate(Count("pk"), Max("made_at"))),
        *_moved("herein", ImportKind, read.annotate(Count("pk"), Max("imported_at"))),
    )
    grid = Grid((("Datei", 3.0), ("Richtung", 0.8), ("Anzahl", 0.6), ("Zuletzt", 1.0)), rows, right=(2,))
    return chapter(
        "6. Schnittstellen",
        Part("Dateien in diesem Fonds", grid=grid),
        Part("Geltendes Profil der Auszahlungsdateien", facts=values, words=is_neutral),
    )


def _moved(way: str, kinds: type[HandOverKind | ImportKind], found: Any) -> Iterator[tuple[str, ...]]:
    known = {kind: (count, last) for kind, count, last in found}
    for value, label in kinds.choices:
        count, last = known.get(value, (0, None))
        yield str(label), way, str(count), when(last) or "noch nie"


def checks(until: datetime) -> Chapter:
    """What holds the records together, and which checks of it were recorded. Three queries."""
    entries = AuditEntry.objects.filter(recorded_at__lte=until)
    verified = entries.filter(action=VERIFIED).order_by("-seq").first()
    chain = (
        f"{when(verified.recorded_at)}, bis Eintrag {verified.details['until']}"
        if verified
        else "noch nie aufgezeichnet. Prüfen: manage.py verify_audit"
    )
    tables = protected_tables()
    facts = (
        ("Einträge im Protokoll", str(entries.count())),
        ("Protokollkette zuletzt vollständig befunden", chain),
        ("Prüfung der Regeln (check_invariants)", f"Wann sie lief und was sie ergab, {NOT_RECORDED}"),
        ("Prüfung der Dateien (check_files)", f"Wann sie lief und was sie ergab, {NOT_RECORDED}"),
    )
    return chapter(
        "7. Prüfungen und Sicherungen",
        Part(facts=facts),
        Part(
            f"Tabellen, deren Zeilen die Datenbank nicht ändern lässt ({len(tables)})",
            words=(PROTECTED, " · ".join(f"{name} ({table})" for name, table in tables)),
        ),
        Part("Sicherungen", words=BACKUPS),
    )


def retention(fund: Fund, today: date, until: datetime) -> Chapter:
    """The classes of deletion with the years of each version of the rules, and every run. Four queries."""
    known = Q(proposal=None) | Q(proposal__confirmed_at__lte=until)
    versions = list(fund.rules.filter(known).order_by("valid_from", "version"))
    in_force = fund.rules_on(today)
    is_open = Q(lifted_at=None) | Q(lifted_at__gt=until)
    holds = LitigationHold.objects.filter(is_open, case__fund=fund, set_at__lte=until).count()
    runs = _runs(fund, until)
    return chapter(
        "8. Aufbewahrung und Löschung",
        Part(words=(RUNS,), facts=(("Offene Sperren", str(holds)),)),
        Part(f"Fristen am {format_date(today)}", grid=_classes(in_force)),
        Part("Fristen je Fassung der Regeln", grid=_periods(versions)),
        Part("Löschläufe", words=() if runs.rows else (NO_RUNS,), grid=runs),
    )


def _classes(rules: FundRules) -> Grid:
    rows = tuple(
        (each.label, each.begins, str(getattr(rules, each.years_field)), each.goes, each.source)
        for each in CLASSES
    )
    columns = ("Was", 1.8), ("Frist beginnt", 1.6), ("Jahre", 0.5), ("Was geht", 2.0), ("Quelle", 1.4)
    return Grid(columns, rows, right=(2,))


def _periods(versions: list[FundRules]) -> Grid:
    rows = tuple(
        (
            f"Fassung {each.version}",
            on(each.valid_from),
            *(str(getattr(each, kind.years_field)) for kind in CLASSES),
        )
        for each in versions
    )
    columns = ("Regeln", 0.8), ("Gilt ab", 0.8), *((kind.label, 1.4) for kind in CLASSES)
    return Grid(columns, rows, right=(2, 3, 4))


def _runs(fund: Fund, until: datetime) -> Grid:
    found = DeletionRun.objects.filter(fund=fund, proposed_at__lte=until).order_by("pk")
    rows = tuple(_run(each, until) for each in found.prefetch_related("records", "expiries"))
    columns = (
        ("Vorgeschlagen", 2.0),
        ("Freigegeben", 2.0),
        ("Fälle gelöscht", 0.9),
        ("Berichte gelöscht", 0.9),
    )
    return Grid(columns, rows, right=(2, 3))


def _run(run: DeletionRun, until: datetime) -> tuple[str, ...]:
    proposed = signed(run.proposed_by_label, run.proposed_at)
    if run.released_at and run.released_at <= until:
        gone = str(len(run.records.all())), str(len(run.expiries.all()))
        return proposed, signed(run.released_by_label, run.released_at), *gone
    is_withdrawn = run.withdrawn_at is not None and run.withdrawn_at <= until
    return proposed, "zurückgezogen" if is_withdrawn else "offen", "0", "0"


def keys() -> Chapter:
    """Where an auditor reads on. No query."""
    return chapter(
        "9. Wo Sie weiterlesen",
        Part(
            facts=(
                ("Echtheit dieses Dokuments", f"{settings.PUBLIC_URL}{reverse('genuine')}"),
                ("Ein einzelner Fall", "Prüfakte (R13) auf der Seite des Antrags"),
                ("Verlauf eines Kontos", "Seite „Personen“"),
            )
        ),
    )
