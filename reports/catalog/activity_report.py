"""R3 Sachbericht: what was done, where and when, and what of it lasts (domain handbook 2.4).

It prints what the case holds: how many people came, or how long they worked, is asked of nobody.
Pictures that may be shown stand in the year book.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro
from grants.models import BoundThing, ChangeRequest, Obligation
from reports.catalog.grant_figures import GrantFigures, grant_figures
from reports.catalog.receipt_list import case_facts
from reports.catalog.report_parts import Scope, facts_block, report_paper, self_facts
from reports.contract import Commission, Data, Pairs, Particular, Particulars, Report
from reports.kit import Block, Kit

NOTHING_SAID = "Ein Bericht in eigenen Worten liegt nicht vor."
NOT_CHECKED = "noch nicht festgestellt: Der Nachweis ist nicht fertig geprüft."


@dataclass(frozen=True)
class ActivityReport(Data):
    """Every part formatted; an empty one is not printed."""

    heading: str
    case: Pairs
    words: tuple[str, ...]
    asked: Pairs
    result: Pairs
    changes: Pairs
    obligations: Pairs
    lasting: Pairs
    facts: Pairs


def collect(commission: Commission) -> ActivityReport:
    """The report as it was sent, with what the office found. Raises DoesNotExist without a proof."""
    figures = grant_figures(commission)
    grant, case, proof = figures.grant, figures.grant.case, figures.proof
    scope = Scope(
        case.fund,
        case.rules,
        proof.period,
        "Tag der Aufzeichnung",
        f"Förderfall {case.reference}",
    )
    facts, title = self_facts(commission, scope), f"Sachbericht {case.reference}"
    paper = report_paper(
        commission,
        case.fund,
        title=title,
        file_stem=f"Sachbericht-{case.reference}",
        facts=facts,
        landscape=False,
    )
    until = commission.recorded_until
    questions = grant.proof_questions.filter(answered_at__lte=until)
    return ActivityReport(
        paper=paper,
        particulars=_particulars(figures),
        heading=title,
        case=_about(figures),
        words=tuple(line for line in proof.report.splitlines() if line.strip()),
        asked=tuple((each.text, each.answer) for each in questions),
        result=_result(figures),
        changes=tuple(
            _change(each, until)
            for each in grant.changes.filter(asked_at__lte=until).prefetch_related("rulings")
        ),
        obligations=tuple(_obligation(each, commission.as_of) for each in grant.obligations.all()),
        lasting=tuple(
            _bound(each, commission.as_of) for each in grant.bound_things.filter(entered_at__lte=until)
        ),
        facts=facts,
    )


def _particulars(figures: GrantFigures) -> Particulars:
    """The same for programs."""
    proof, check = figures.proof, figures.check
    achieved = None if check is None else "ja" if check.purpose_achieved else "nein"
    return (
        Particular("aktenzeichen", figures.grant.case.reference),
        Particular("aktion", proof.title),
        Particular("beginn", proof.starts_on, "date"),
        Particular("ende", proof.ends_on, "date"),
        Particular("zweck_erreicht", achieved),
        Particular("kosten_laut_antrag", proof.costs_cents, "money"),
        Particular("ausgaben_laut_belegen", proof.receipts_cents, "money"),
    )


def _about(figures: GrantFigures) -> Pairs:
    proof = figures.proof
    return (
        *case_facts(figures),
        ("Ort", proof.place or "nicht angegeben"),
        ("Zeitraum laut Bewilligung", f"{format_date(proof.starts_on)} bis {format_date(proof.ends_on)}"),
        ("Bericht gesendet", format_date(proof.sent_on)),
    )


def _result(figures: GrantFigures) -> Pairs:
    """Whether it was done, and its money: planned for the project, and shown by receipts."""
    proof, check = figures.proof, figures.check
    achieved = NOT_CHECKED
    if check is not None and check.confirmed_at is not None:
        day = format_date(local_date(check.confirmed_at))
        achieved = f"{'ja' if check.purpose_achieved else 'nein'}, festgestellt am {day}"
    return (
        ("Zweck erreicht", achieved),
        ("Kosten laut Antrag", format_euro(proof.costs_cents)),
        ("Ausgaben laut Belegen", format_euro(proof.receipts_cents)),
    )


def _change(change: ChangeRequest, until: datetime) -> tuple[str, str]:
    decision = change.decision
    if decision is not None and decision.written_at > until:
        decision = None
    ended = f"Ende {format_date(change.ends_on)} statt bisher. " if change.ends_on else ""
    how = "noch nicht entschieden" if decision is None else str(decision)
    return change.get_kind_display(), f"{change.text}\n{ended}Ergebnis: {how}."


def _obligation(obligation: Obligation, as_of: date) -> tuple[str, str]:
    if obligation.fulfilled_on is None or obligation.fulfilled_on > as_of:
        return obligation.text, "noch nicht als erfüllt vermerkt"
    note = f": {obligation.fulfilled_note}" if obligation.fulfilled_note else ""
    return obligation.text, f"erfüllt am {format_date(obligation.fulfilled_on)}{note}"


def _bound(thing: BoundThing, as_of: date) -> tuple[str, str]:
    until = f"für den Zweck gebunden bis {format_date(thing.bound_until)}"
    if thing.ended_on is not None and thing.ended_on <= as_of:
        until = f"Bindung beendet am {format_date(thing.ended_on)}: {thing.end_reason}"
    lent = "ausleihbar" if thing.is_lendable else ""
    return thing.what, ", ".join(part for part in (thing.place, until, lent) if part)


def layout(data: ActivityReport, kit: Kit) -> Sequence[Block]:
    """What was done first, in the person's words; then what the office found."""
    parts = (
        ("Ergebnis", data.result),
        ("Rückfragen und Antworten", data.asked),
        ("Änderungen gegenüber der Bewilligung", data.changes),
        ("Auflagen, auch zur Öffentlichkeitsarbeit", data.obligations),
        ("Was bleibt", data.lasting),
    )
    blocks: list[Block] = [
        kit.heading(data.heading),
        kit.facts(data.case, label_share=0.26),
        kit.heading("Was gemacht wurde", level=2),
        *(kit.paragraph(line) for line in data.words or (NOTHING_SAID,)),
    ]
    for title, pairs in parts:
        if pairs:
            blocks += [kit.heading(title, level=2), kit.facts(pairs, label_share=0.36)]
    return [*blocks, *facts_block(kit, data.facts)]


REPORT = Report(
    slug="sachbericht",
    title="Sachbericht (R3)",
    subject_kind="application",
    is_report=True,
    collect=collect,
    layout=layout,
)
