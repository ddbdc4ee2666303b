"""Fördervereinbarung: the award as a contract of both sides (§§ 54 ff. VwVfG), where the rules say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from grants.models import Notice
from reports.catalog import award_notice
from reports.catalog.award_plan import plan_blocks
from reports.catalog.letter_parts import (
    NAME_TO_COME,
    LetterData,
    hold_words,
    letter_paper,
    lines_of,
    opening,
    questions_block,
    unbroken,
)
from reports.contract import Commission, Pairs, Report
from reports.kit import Block, Column, Kit

TITLE = "Fördervereinbarung"


@dataclass(frozen=True)
class Agreement(LetterData):
    """Everything the contract says, formatted; `award` holds what it shares with an award notice."""

    award: award_notice.AwardNotice
    parties: Pairs
    basis: tuple[str, ...]
    repayment: str
    end: str
    signing: str
    city_signs: tuple[str, str]


def collect(commission: Commission) -> Agreement:
    """The award as drafted or released, in the words of a contract."""
    notice = Notice.objects.select_related("case__fund", "case__rules", "case__particulars").get(
        uuid=commission.params["notice"]
    )
    award, application = award_notice.collect(commission), notice.case
    rules, fund, person = application.rules, application.fund, application.particulars
    hold_words(rules, commission, notice)
    dated_on = notice.posted_on or commission.as_of
    contact = f", vertreten durch {person.contact_person}" if person.contact_person else ""
    return Agreement(
        paper=letter_paper(application, title=TITLE, dated_on=dated_on),
        particulars=award.particulars,
        heading=f"{TITLE} für „{application.title}“",
        greeting=award.greeting,
        sign_off=award.sign_off,
        contact=award.contact,
        award=award,
        parties=(
            ("Die Stadt", ", ".join(part for part in (fund.city, fund.department) if part)),
            ("Sie", f"{person.name}{contact}"),
        ),
        basis=lines_of(rules.says("agreement_basis_text", **rules.fillings)),
        repayment=unbroken(rules.says("agreement_repayment_text")),
        end=unbroken(rules.says("agreement_end_text")),
        signing=unbroken(rules.says("agreement_signing_text")),
        city_signs=(
            f"{fund.town or fund.city}, {format_date(dated_on)}",
            notice.released_by_label or NAME_TO_COME,
        ),
    )


def layout(data: Agreement, kit: Kit) -> Sequence[Block]:
    """The contract, and the plan as its annex."""
    award = data.award
    return [
        *opening(kit, data),
        kit.paragraph("über Ihren Antrag haben wir entschieden. Wir schließen mit Ihnen diese Vereinbarung."),
        kit.facts(data.parties),
        kit.heading("1. Wofür das Geld ist", level=2),
        kit.paragraph(
            ["Die Stadt gibt Ihnen für die Aktion „", award.project, "“ bis zu ", kit.bold(award.amount), "."]
        ),
        kit.facts(award.facts),
        kit.paragraph(award.financing_sentence),
        kit.heading("2. Grundlage", level=2),
        *(kit.paragraph(line) for line in data.basis),
        kit.heading("3. Auszahlung", level=2),
        *(kit.paragraph(line) for line in award.payout),
        *_promises(award, kit),
        *award_notice.duties(award, kit),
        kit.heading("8. Rückzahlung", level=2),
        kit.paragraph(data.repayment),
        kit.heading("9. Kündigung", level=2),
        kit.paragraph(data.end),
        *questions_block(kit, data),
        *_signatures(data, kit),
        kit.paragraph([kit.bold("Anlage: "), "Kosten- und Finanzierungsplan"], small=True),
        kit.page_break(),
        kit.heading("Anlage: Kosten- und Finanzierungsplan", level=2),
        kit.paragraph("Dieser Plan ist Teil der Vereinbarung und im Gesamtergebnis verbindlich."),
        *plan_blocks(award.plan, kit),
    ]


def _promises(award: award_notice.AwardNotice, kit: Kit) -> list[Block]:
    blocks: list[Block] = [kit.heading("4. Was Sie zusagen", level=2)]
    if award.obligations:
        blocks.append(kit.numbered(award.obligations))
    else:
        blocks.append(kit.paragraph("Sie führen die Aktion so durch, wie Sie sie beantragt haben."))
    if award.preconditions:
        blocks += [
            kit.paragraph("Wir zahlen erst, wenn das erfüllt ist:", keep_with_next=True),
            kit.bullets(award.preconditions),
        ]
    return [*blocks, *(kit.paragraph(text) for text in award.terms)]


def _signatures(data: Agreement, kit: Kit) -> list[Block]:
    """Both sides sign: the city with its name, the other side by hand."""
    place, name = data.city_signs
    columns = [Column("Für die Stadt", 1), Column("Für die geförderte Seite", 1)]
    rows = [[place, "Ort, Datum:"], [name, "Unterschrift:"]]
    notes = [data.sign_off.acknowledgement] if data.sign_off.acknowledgement else []
    return [
        kit.heading("Unterschriften", level=2),
        kit.paragraph(data.signing, keep_with_next=True),
        kit.table(columns, rows, summary="Unterschriften beider Seiten", size=11),
        *(kit.paragraph(text, small=True) for text in notes),
    ]


REPORT = Report(
    slug="foerdervereinbarung",
    title=TITLE,
    subject_kind="grant",
    audience="applicant",
    params=("notice",),
    collect=collect,
    layout=layout,
)
