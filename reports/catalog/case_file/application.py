"""The first chapters: what was asked for, in each version, and what the office found before the decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from foundation.values.money import format_euro
from grants.models import CostItem, Particulars, TransitionRecord
from grants.rules.answers import answer_in_words, differences
from grants.rules.questions import SECTIONS, asked
from grants.state_names import NAMES
from grants.workflows.answers import answers_of
from reports.catalog.case_file.parts import Chapter, Grid, Part, chapter, filled, money, on, signed, when
from reports.catalog.case_file.reading import APPLICANT, Dossier
from reports.catalog.report_parts import name_of

#: What names or locates a person; who has given money for it is a person too.
PERSONAL = {*Particulars.ANSWERS, "other_money_from"} - {"kind", "is_adult"}
CHANGED = "nicht gezeigt"
CHECKS = ("submit", "ask", "answer", "lapse", "declare_eligible", "declare_ineligible", "withdraw")


def overview(dossier: Dossier) -> Chapter:
    """The case in a dozen lines."""
    case, grant = dossier.case, dossier.grant
    names = NAMES["grant"][grant.state] if grant else NAMES["application"][case.state]
    facts = filled(
        ("Aktenzeichen", case.reference or ""),
        ("Aktion", case.title),
        ("Fonds", name_of(case.fund)),
        ("Antragsteller", dossier.who(case.particulars.name, case.particulars.get_kind_display())),
        ("Stand", names.office),
        ("Eingang", when(case.submitted_at)),
        ("Eingangsweg", case.get_channel_display()),
        ("Regeln des Fonds", f"Fassung {case.rules.version}, gültig ab {on(case.rules.valid_from)}"),
        ("Beantragt", money(case.requested_cents)),
        ("Bewilligt", money(grant.approved_cents) if grant else ""),
        ("Nicht gebraucht und freigegeben", money(grant.released_cents or None) if grant else ""),
        ("Ausgezahlt", money(grant.paid_cents) if grant else ""),
        ("Zurückgezahlt", money(grant.repaid_cents) if grant else ""),
        ("Bewilligungszeitraum", f"{on(grant.starts_on)} bis {on(grant.ends_on)}" if grant else ""),
        ("Nachweis fällig", on(grant.proof_due_on) if grant else ""),
    )
    return chapter("1. Überblick", Part(facts=facts))


def application(dossier: Dossier) -> Chapter:
    """The answers as they stand, the plan, every version with what reads differently."""
    return chapter(
        "2. Antrag",
        *_answers(dossier),
        Part("Kostenplan", grid=_plan(dossier)),
        Part("Fassungen des Antrags", grid=_versions(dossier)),
        Part("Unterschiede zwischen den Fassungen", grid=_differences(dossier)),
    )


def _answers(dossier: Dossier) -> Iterator[Part]:
    answers = answers_of(dossier.case)
    for section in SECTIONS:
        questions = [each for each in asked(section, answers) if each.kind not in ("files", "costs")]
        shown = [each for each in questions if dossier.is_open or each.name not in PERSONAL]
        yield Part(
            section.short,
            facts=filled(
                *((each.label, answer_in_words(each, _plain(answers[each.name]))) for each in shown)
            ),
        )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _plan(dossier: Dossier) -> Grid:
    found = list(dossier.case.costs.all())
    rows = [(each.item, format_euro(each.amount_cents)) for each in found]
    if rows:
        rows.append(("Zusammen", format_euro(dossier.case.costs_cents)))
    return Grid((("Was", 6), ("Betrag", 1.6)), tuple(rows), right=(1,))


def _versions(dossier: Dossier) -> Grid:
    rows = []
    for version in dossier.versions:
        correction = getattr(version, "correction", None)
        by = dossier.who(correction.made_by_label) if correction else APPLICANT
        why = dossier.inner(correction.reason) if correction else ""
        rows.append((str(version.number), when(version.sent_at), by, why, version.sha256))
    columns = (("Nr.", 0.5), ("Gesendet", 1.3), ("Von", 1.5), ("Grund der Korrektur", 2.2), ("SHA-256", 3.2))
    return Grid(columns, tuple(rows), size=7.5)


def _differences(dossier: Dossier) -> Grid:
    """Word for word; what names a person is only said to differ."""
    rows: list[tuple[str, ...]] = []
    before: Mapping[str, Any] | None = None
    personal = {
        question.label for section in SECTIONS for question in section.questions if question.name in PERSONAL
    }
    for version in dossier.versions:
        for each in differences(before, version.content) if before is not None else ():
            old, new = "\n".join(each.before), "\n".join(each.after)
            if not dossier.is_open and each.label in personal:
                old = new = CHANGED
            rows.append((str(version.number), each.label, old or "–", new or "–"))
        before = version.content
    return Grid((("Fassung", 0.8), ("Angabe", 2), ("Vorher", 3.2), ("Nachher", 3.2)), tuple(rows))


def formal_check(dossier: Dossier) -> Chapter:
    """What the office found, what it asked, and whether somebody might begin early."""
    case = dossier.case
    facts = filled(
        ("Zuwendungsfähige Kosten", money(case.eligible_cents)),
        ("Handlungsfeld", case.field_of_action or ""),
        ("Handelt wirtschaftlich", "ja" if case.acts_economically else ""),
        ("Unterschrift eines Elternteils", "liegt vor" if case.represented else ""),
        ("Zu wenige Angebote reichen, weil", dossier.inner(case.price_judgement)),
    )
    return chapter(
        "3. Prüfung des Antrags",
        Part("Prüfprotokoll", facts=facts, grid=_steps(dossier)),
        Part("Kosten nach der Prüfung", grid=_eligible(dossier)),
        Part("Rückfragen", grid=_questions(dossier)),
        Part("Vorzeitiger Beginn", grid=_early(dossier)),
    )


def _steps(dossier: Dossier) -> Grid:
    """The steps of the application between its receipt and its decision."""
    rows = [_step(dossier, each) for each in _of_application(dossier)]
    return Grid((("Wann", 1.4), ("Schritt", 3), ("Wer", 2), ("Grund", 3)), tuple(rows))


def _of_application(dossier: Dossier) -> list[TransitionRecord]:
    found = dossier.case.transitions.all()
    return [each for each in found if each.machine == "application" and each.action in CHECKS]


def _step(dossier: Dossier, record: TransitionRecord) -> tuple[str, ...]:
    role = APPLICANT if record.actor_kind == "applicant" else "Sachbearbeitung"
    who = dossier.who(record.actor_label or role, role) if record.actor_kind != "system" else "automatisch"
    return when(record.recorded_at), record.label, who, dossier.inner(record.reason)


def _eligible(dossier: Dossier) -> Grid:
    rows = tuple(
        (each.item, format_euro(each.amount_cents), _found(each), str(each.offers or ""))
        for each in dossier.case.costs.all()
        if each.eligible is not None
    )
    columns = (("Was", 5), ("Betrag", 1.6), ("Zuwendungsfähig", 1.6), ("Angebote", 1.2))
    return Grid(columns, rows, right=(1,))


def _found(cost: CostItem) -> str:
    return "ja" if cost.eligible else "nein"


def _questions(dossier: Dossier) -> Grid:
    """Questions and answers; for outsiders only that somebody asked and when the answer came."""
    rows = tuple(
        (
            str(each.number),
            dossier.inner(each.text) or "Rückfrage",
            f"{when(each.asked_at)}, Frist {on(each.due_on)}",
            dossier.inner(each.answer) or ("beantwortet" if each.answered_at else "offen"),
            when(each.answered_at),
        )
        for each in dossier.case.information_requests.all()
    )
    columns = (("Nr.", 0.5), ("Frage", 3), ("Gestellt", 1.6), ("Antwort", 3), ("Beantwortet", 1.4))
    return Grid(columns, rows)


def _early(dossier: Dossier) -> Grid:
    rows = tuple(
        (
            on(each.wished_from),
            dossier.inner(each.text) or "–",
            str(each),
            on(each.starts_from) or "–",
            each.reason or "–",
            signed(dossier.who(each.decided_by_label), each.decided_at),
        )
        for each in dossier.case.early_starts.all()
    )
    columns = (("Wunsch", 1), ("Warum", 2), ("Ergebnis", 1), ("Ab", 1), ("Begründung", 2.4), ("Wer", 2))
    return Grid(columns, rows, size=7.5)
