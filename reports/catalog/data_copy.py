"""Datenauskunft (Art. 15 DSGVO): what is stored about a person in a case, why, how long, and their rights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.files.models import Document
from foundation.files.selectors import files_of
from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro
from grants.models import Application, Grant
from grants.rules.answers import answer_in_words
from grants.rules.questions import SECTIONS, asked
from grants.workflows.answers import answers_of
from reports.catalog.letter_parts import (
    LetterData,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    hold_words,
    in_words,
    letter_paper,
    opening,
    questions_block,
)
from reports.catalog.plain_letter import plain_sign_off
from reports.contract import Commission, Pairs, Report
from reports.kit import Block, Kit

TITLE = "Datenauskunft"
WHY = (
    "Wir brauchen diese Daten, um über Ihren Antrag zu entscheiden, Geld auszuzahlen und seine Verwendung zu "
    "prüfen (Art. 6 Abs. 1 Buchstabe e DSGVO). Die Daten haben Sie uns selbst gegeben, oder sie sind bei der "
    "Arbeit an Ihrem Antrag entstanden."
)
WHO = (
    "Die Daten sehen das Quartiersbüro, die Stadt und ihre Kasse, die Jury ohne Ihr Konto, das "
    "Rechnungsprüfungsamt und, wenn sie prüfen, das Landesverwaltungsamt und der Landesrechnungshof. "
    "Ein Computer entscheidet nichts allein."
)
RIGHTS = (
    "Sie können Fehler berichtigen lassen. Sie können verlangen, dass wir Daten löschen oder nicht mehr "
    "verwenden, soweit kein Gesetz dagegensteht. Sie können widersprechen (Art. 16 bis 21 DSGVO). Sie können "
    "sich beim Landesbeauftragten für den Datenschutz beschweren (Art. 77 DSGVO)."
)


@dataclass(frozen=True)
class DataCopy(LetterData):
    """Everything the letter says, formatted: groups of pairs, each with its title."""

    groups: tuple[tuple[str, Pairs], ...]
    how_long: str


def collect(commission: Commission) -> DataCopy:
    """The case as it stands when the letter is made."""
    application = Application.objects.select_related("fund", "rules", "particulars").get(
        uuid=commission.subject_uuid
    )
    grant = Grant.objects.filter(case=application).select_related("bank_account").first()
    fund, rules = application.fund, application.rules
    years = rules.retention_years if grant else rules.retention_years_unfunded
    hold_words(rules, commission)
    groups = (
        *_answers(application),
        (
            "Ihre Dateien",
            tuple((f.original_name, format_date(local_date(f.created_at))) for f in _files(application)),
        ),
        *(_of_grant(grant) if grant else ()),
        ("Briefe an Sie", _letters(application, grant)),
        ("Was wann geschah", _steps(application)),
    )
    return DataCopy(
        paper=letter_paper(application, title=TITLE, dated_on=commission.as_of),
        heading=f"Das ist zu „{application.title}“ über Sie gespeichert",
        greeting=greeting_for(heard_name(application)),
        sign_off=plain_sign_off(application, fund.department or fund.name),
        contact=contact_of(fund),
        groups=tuple((title, pairs) for title, pairs in groups if pairs),
        how_long=f"Wir bewahren den Fall {years} volle Kalenderjahre nach dem Jahr auf, in dem er endet. "
        "Läuft ein Rechtsstreit, dauert es länger. Danach löschen wir.",
    )


def _answers(application: Application) -> list[tuple[str, Pairs]]:
    answers: Mapping[str, Any] = answers_of(application)
    groups: list[tuple[str, Pairs]] = []
    for section in SECTIONS:
        questions = [each for each in asked(section, answers) if each.kind not in ("files", "costs")]
        pairs = [(each.label, answer_in_words(each, _plain(answers[each.name]))) for each in questions]
        groups.append((section.short, tuple((label, said) for label, said in pairs if said)))
    costs = tuple((each.item, format_euro(each.amount_cents)) for each in application.costs.all())
    return [*groups, ("Ihre Kosten", costs)]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _files(application: Application) -> list[Any]:
    return list(files_of(application.subject))


def _of_grant(grant: Grant) -> list[tuple[str, Pairs]]:
    """The account, masked as on every page, the money, and the receipts."""
    account, proof = grant.bank_account, getattr(grant, "proof", None)
    money = (
        ("Bewilligt", grant.approved_cents),
        ("Ausgezahlt", grant.paid_cents),
        ("Zurückgezahlt", grant.repaid_cents),
    )
    receipts = proof.receipts.order_by("number") if proof else []
    return [
        ("Ihr Konto", ((account.holder, account.iban_masked),) if account else ()),
        ("Ihr Geld", tuple((label, format_euro(cents)) for label, cents in money if cents)),
        (
            "Ihre Belege",
            tuple((f"{r.number}. {r.payee}, {r.purpose}", format_euro(r.amount_cents)) for r in receipts),
        ),
    ]


def _letters(application: Application, grant: Grant | None) -> Pairs:
    subjects = [application.subject, *([grant.subject] if grant else [])]
    letters = Document.objects.filter(subject__in=subjects, audience="applicant").exclude(slug=REPORT.slug)
    return tuple(
        (each.title, format_date(local_date(each.issued_at))) for each in letters.order_by("issued_at", "pk")
    )


def _steps(application: Application) -> Pairs:
    """Steps by their label and day; who did them in the office is no data about the person who asks."""
    records = application.transitions.order_by("recorded_at", "pk")
    return tuple((each.label, in_words(each.occurred_on)) for each in records)


def layout(data: DataCopy, kit: Kit) -> Sequence[Block]:
    """The letter, and the data as its annex."""
    return [
        *opening(kit, data),
        kit.paragraph("Sie haben gefragt, was wir über Sie gespeichert haben. In der Anlage steht es."),
        kit.heading("Wozu wir das brauchen", level=2),
        kit.paragraph(WHY),
        kit.heading("Wer es sieht", level=2),
        kit.paragraph(WHO),
        kit.heading("Wie lange wir es aufbewahren", level=2),
        kit.paragraph(data.how_long),
        kit.heading("Ihre Rechte", level=2),
        kit.paragraph(RIGHTS),
        *questions_block(kit, data),
        *closing(kit, data),
        kit.page_break(),
        kit.heading("Anlage: Ihre Daten", level=2),
        *(block for title, pairs in data.groups for block in (kit.heading(title, level=3), kit.facts(pairs))),
    ]


REPORT = Report(
    slug="datenauskunft",
    title=TITLE,
    subject_kind="application",
    audience="applicant",
    collect=collect,
    layout=layout,
)
