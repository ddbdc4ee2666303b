"""R13: the whole case for who checks it, and the same without its people for everybody else."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.audit.actors import Actor
from foundation.audit.canonical import entry_hash
from foundation.audit.models import AuditEntry
from foundation.files import disk
from foundation.files.models import Document, StoredFile
from foundation.files.services import store_bytes
from foundation.outbox.services import drain
from grants.models import Application, Fund, Outcome, PaymentKind, Receipt
from grants.services.conflicts import declare_juror_conflict
from grants.services.corrections import correct_application
from grants.services.judgements import Cut
from grants.services.released_pictures import NewPicture, release_picture, withdraw_picture
from grants.services.sessions import Decision, record_decision
from reports.catalog import CATALOG
from reports.contract import Commission
from reports.render import collect_and_render
from tests.foundation.files.samples import jpeg
from tests.reports.conftest import PlayFile
from tests.reports.kit.inspection import all_findings, opened, struct_text, words_copied
from tests.stories import IBAN, Story

pytestmark = pytest.mark.django_db

OPEN, OUTSIDE = "pruefakte", "pruefakte-fuer-aussenstehende"
PHONE, EMAIL, STREET = "0340 998877", "kanarie@beispiel.example", "Kanarienweg 17"
GROUP, PERSON = "Nachbarschaft Kanarienhof", "Kanina Kanarie"
SHOP, UPLOAD = "Kanute Kanten", "Kanarie-Beleg.jpg"
IN_FOURS = "DE89 3704 0044 0532 0130 00"
REMARK, CUT_REASON = "Frau Kanarie klang am Telefon unsicher.", "Pfand ist nicht förderfähig"


class Canary(Story):
    """A story with words in it that outsiders must not read."""

    def particulars(self) -> dict[str, Any]:
        said = {"name": GROUP, "contact_person": PERSON, "street": STREET, "phone": PHONE, "email": EMAIL}
        return super().particulars() | said


@pytest.fixture
def canary(fund: Fund, people: Mapping[str, Actor]) -> Canary:
    """A corrected application, a biased juror, a payment, receipts with a picture and a cut, their check."""
    description = f"Wir säen mit {PERSON}. Fragen an {EMAIL} oder {PHONE}. {IN_FOURS}."
    story = Canary(fund, people, name=GROUP, fields={"description": description})
    _decide_without_a_biased_member(story)
    correct_application(
        application=story.application,
        reason="Hausnummer verlesen",
        applicant_answers={"street": "Kanarienweg 71"},
        actor=people["manager"],
        now=story.now,
    )
    story.application = Application.objects.get(pk=story.application.pk)
    story.drafted_now()
    story.issued_now()
    story.accepted_now()
    story.paid(PaymentKind.ADVANCE, 20_000)
    story.proof_sent(15_000, 4_000)
    picture = store_bytes(
        data=b"bild",
        name=UPLOAD,
        media_type="image/jpeg",
        subject=story.grant.subject,
        actor=story.resident,
        now=story.now,
    )
    Receipt.objects.filter(number=1).update(file=picture, payee=SHOP)
    story.proof_confirmed({2: Cut(1_000, CUT_REASON)}, remark=REMARK)
    drain(now=story.now)
    return story


def _decide_without_a_biased_member(story: Story) -> None:
    story.scheduled()
    manager, members = story.people["manager"], list(story.fund.jury_members.all())
    declare_juror_conflict(application=story.application, member=members[0], actor=manager, now=story.now)
    story.application = record_decision(
        application=Application.objects.get(pk=story.application.pk),
        decision=Decision(Outcome.YES, votes=dict.fromkeys(members[1:], "yes"), amount_cents=story.cents),
        actor=manager,
        now=story.now,
    )


def commission(story: Story) -> Commission:
    subject, auditor = f"case_file:{story.application.uuid}", story.people["auditor"]
    return Commission(subject=subject, params={}, as_of=story.day, issued_at=story.now, creator=auditor.label)


def made(slug: str, order: Commission) -> tuple[bytes, zipfile.ZipFile]:
    """The PDF and the archive."""
    files = collect_and_render(CATALOG[slug], order)
    assert sorted(files) == ["pdf", "zip"]
    return files["pdf"][1], zipfile.ZipFile(io.BytesIO(files["zip"][1]))


def spoken(pdf: bytes) -> str:
    return words_copied(pdf).replace("\u00a0", " ")


def listed(archive: zipfile.ZipFile) -> dict[str, dict[str, str]]:
    """The rows of the list by the name of the file."""
    text = archive.read("Verzeichnis.csv").decode("utf-8-sig")
    return {row["Datei"]: row for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")}


def test_auditor_reads_the_whole_case(canary: Canary) -> None:
    pdf, _archive = made(OPEN, commission(canary))
    assert all_findings(pdf) == []
    text = spoken(pdf)
    award = Document.objects.get(slug="bewilligungsbescheid")
    order = canary.grant.orders.get()
    member = canary.fund.jury_members.first()
    for phrase in (
        GROUP,
        "Kanarienweg 17",
        "Kanarienweg 71",
        "Hausnummer verlesen",
        "Ja-Stimmen",
        f"Befangen {member}",
        award.number,
        order.number,
        f"Sachlich richtig {order.certified_factual_by_label}",
        f"Angeordnet {order.ordered_by_label}",
        "DE89 •••• 3000",
        CUT_REASON,
        REMARK,
        "10. Rückforderungen",
        "Prüfvermerk geschrieben",
        "Seite 2 von",
    ):
        assert phrase in text, phrase
    unbroken = "".join(text.split())
    for entry in AuditEntry.objects.filter(subject=canary.application.subject):
        assert entry.hash in unbroken
    assert award.files.get().file.sha256 in unbroken
    assert IBAN not in unbroken
    assert "3. Prüfung des Antrags" in struct_text(pdf).replace("\n", "")
    assert len(opened(pdf).Root.Outlines.keys()) > 0


def test_outsiders_read_nobody(canary: Canary) -> None:
    pdf, archive = made(OUTSIDE, commission(canary))
    assert all_findings(pdf) == []
    assert archive.namelist() == ["Prüfakte-für-Außenstehende-LT-2026-0001.pdf", "Verzeichnis.csv"]
    everything = spoken(pdf) + archive.read("Verzeichnis.csv").decode() + struct_text(pdf)
    staff = [each.label for each in canary.people.values()]
    jury = list(canary.fund.jury_members.values_list("name", flat=True))
    kept_back = ("Hausnummer verlesen", "am Telefon", "Beispiel 1", "06844", "••••")
    secrets = ("Kanarie", "Kanina", "Kanute", PHONE, EMAIL, IBAN, IN_FOURS, *kept_back, *staff, *jury)
    for secret in secrets:
        assert secret not in everything, secret
        assert secret.encode() not in pdf, secret
    for phrase in ("Antragsteller", "Sachbearbeitung", "Wir säen mit Antragsteller", CUT_REASON, "487,65 €"):
        assert phrase in everything, phrase
    rows = listed(archive)
    assert {row["Warum nicht"] for row in rows.values() if row["Im Archiv"] == "nein"} == {
        "Zeigt Namen, Anschriften oder Kontodaten. Nicht für Außenstehende.",
        "Nennt die volle Kontonummer. Liegt bei der Auszahlungsanordnung.",
    }


def test_pictures_stand_with_their_consent_and_its_end(canary: Canary) -> None:
    new = NewPicture("Hof.jpg", jpeg(), "Hummelfest", "Unterschriften auf dem Blatt", canary.day)
    by = canary.people["manager"]
    released = release_picture(case=canary.application, picture=new, actor=by, now=canary.now)
    withdraw_picture(picture=released, actor=by, now=canary.now + timedelta(minutes=5))
    text = spoken(made(OPEN, commission(canary))[0])
    signed = f"{new.agreed_on:%d.%m.%Y}: {new.consent} {by.label}"
    for phrase in (f"{new.shows} {signed}", f"{canary.now + timedelta(minutes=5):%d.%m.%Y}"):
        assert phrase in text, phrase
    outside = spoken(made(OUTSIDE, commission(canary))[0])
    assert "Bilder, die gezeigt werden dürfen" in outside
    for secret in (new.shows, new.consent, by.label):
        assert secret not in outside, secret


def test_archive_holds_the_originals_and_their_hashes(canary: Canary) -> None:
    pdf, archive = made(OPEN, commission(canary))
    rows = listed(archive)
    stored = {file.sha256: file for file in StoredFile.objects.all()}
    kept = {name: row for name, row in rows.items() if row["Im Archiv"] == "ja"}
    assert sorted(archive.namelist()) == sorted([*kept, "Verzeichnis.csv"])
    for name, row in kept.items():
        data = archive.read(name)
        assert (hashlib.sha256(data).hexdigest(), str(len(data))) == (row["SHA-256"], row["Größe (Byte)"]), (
            name
        )
    originals = [row["SHA-256"] for name, row in kept.items() if "/" in name]
    assert set(originals) <= set(stored)
    assert f"Anlagen/001-{UPLOAD}" in kept
    assert rows[f"Anlagen/001-{UPLOAD}"]["Was es ist"] == "Beleg 1"
    assert archive.read("Prüfakte-LT-2026-0001.pdf") == pdf
    left_out = {row["Was es ist"]: row["Warum nicht"] for row in rows.values() if row["Im Archiv"] == "nein"}
    assert left_out == {
        f"Dokument {Document.objects.get(slug='auszahlungsanordnung').title}":
            "Nennt die volle Kontonummer. Liegt bei der Auszahlungsanordnung."
    }  # fmt: skip


def test_audit_entries_in_the_archive_can_be_computed_again(canary: Canary) -> None:
    _pdf, archive = made(OPEN, commission(canary))
    text = archive.read("Protokoll.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) > 20
    for row in rows:
        assert row["Prüfsumme"] == entry_hash(
            seq=int(row["Nr."]),
            recorded_at=datetime.fromisoformat(row["aufgezeichnet (UTC)"]),
            action=row["Handlung"],
            actor_kind=row["Art der Person"],
            actor_reference=row["Kennung der Person"],
            subject=row["Gegenstand"],
            details=json.loads(row["Angaben (JSON)"]),
            prev_hash=row["Prüfsumme davor"],
        )


@pytest.mark.parametrize("slug", [OPEN, OUTSIDE])
def test_same_case_gives_the_same_bytes(canary: Canary, slug: str) -> None:
    order = commission(canary)
    assert collect_and_render(CATALOG[slug], order) == collect_and_render(CATALOG[slug], order)


@pytest.mark.unsound
def test_damaged_original_is_named_and_left_out(canary: Canary) -> None:
    disk.remove(StoredFile.objects.get(original_name=UPLOAD).path)
    _pdf, archive = made(OPEN, commission(canary))
    assert listed(archive)[f"Anlagen/001-{UPLOAD}"]["Warum nicht"] == "Ist beschädigt oder nicht mehr da."


def test_more_receipts_are_no_more_queries(story: Story) -> None:
    story.accepted()
    story.proof_sent(1_000)
    drain(now=story.now)
    few = _queries(story)
    for number in range(2, 12):
        Receipt.objects.create(
            proof=story.grant.proof,
            number=number,
            issued_on=story.day,
            paid_on=story.day,
            payee="Laden",
            purpose="Erde",
            amount_cents=100,
            file=store_bytes(
                data=b"bild", name="b.jpg", media_type="image/jpeg", subject=story.grant.subject,
                actor=story.resident, now=story.now,
            ),
        )  # fmt: skip
    assert _queries(story) == few


def _queries(story: Story) -> int:
    with CaptureQueriesContext(connection) as seen:
        CATALOG[OPEN].collect(commission(story))
    return len(seen)


@pytest.mark.parametrize("name", ["E3", "change"])
def test_whole_lives_are_valid(play_file: PlayFile, name: str) -> None:
    case = play_file(name).case()
    last = Document.objects.latest("issued_at").issued_at
    order = Commission(subject=f"case_file:{case.uuid}", params={}, as_of=last.date(), issued_at=last)
    for slug in (OPEN, OUTSIDE):
        assert all_findings(made(slug, order)[0]) == []


def test_draft_is_short_and_valid(story: Story) -> None:
    story.submitted()
    pdf, _archive = made(OPEN, commission(story))
    assert "Dazu ist nichts aufgezeichnet." in spoken(pdf)
