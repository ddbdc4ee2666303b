"""Erstattungsbescheid: what was paid too much, on which ground, payable until when (§§ 49, 49a VwVfG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.models import Claim, Fund, ProofCheck
from reports.catalog.letter_parts import (
    LetterData,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    in_words,
    legal_basis_of,
    letter_paper,
    lines_of,
    opening,
    questions_block,
    remedy,
    sign_off_of,
    unbroken,
)
from reports.contract import Commission, Pairs, Report
from reports.kit import Block, Column, Kit

PAY_TO = (
    "Überweisen Sie den Betrag an {holder}, IBAN {iban}{bank}. Geben Sie als Verwendungszweck {reference} an."
)
ASK_FOR_ACCOUNT = (
    "Überweisen Sie den Betrag an die Stadtkasse, mit dem Verwendungszweck {reference}. Die Bankverbindung "
    "nennen wir Ihnen unter der angegebenen Telefonnummer."
)
CHECKED = "vielen Dank für Ihren Nachweis. Wir haben ihn geprüft und entschieden:"
WITHOUT_RECEIPTS = "zu dem ausgezahlten Geld liegen uns keine Belege vor. Wir haben entschieden:"


@dataclass(frozen=True)
class RepaymentNotice(LetterData):
    """Everything the notice says, formatted."""

    opening: str
    amount: str
    pay_by: str
    award: str
    rows: tuple[tuple[str, ...], ...]
    calculation: Pairs
    cuts: tuple[tuple[str, str, str, str], ...]
    hearing: str
    reasons: tuple[str, ...]
    no_interest: str
    discretion: str
    pay_to: str
    legal_basis: tuple[str, ...]
    remedy_text: str


def collect(commission: Commission) -> RepaymentNotice:
    """The claim with its rows, and the calculation that the check explained."""
    claim = Claim.objects.select_related(
        "notice", "grant__case__fund", "grant__case__rules", "grant__case__particulars"
    ).get(uuid=commission.params["claim"])
    application, notice, grant = claim.case, claim.notice, claim.grant
    check = grant.checks.filter(confirmed_at__isnull=False).order_by("-pk")[0]
    award = grant.award_notice
    dated_on = (notice.posted_on if notice else None) or commission.as_of
    return RepaymentNotice(
        paper=letter_paper(application, title="Erstattungsbescheid", dated_on=dated_on),
        heading=f"Erstattungsbescheid zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(application, notice.released_by_label if notice else ""),
        contact=contact_of(application.fund),
        opening=CHECKED if grant.proof.receipts.exists() else WITHOUT_RECEIPTS,
        amount=format_euro(claim.amount_cents),
        pay_by=in_words(claim.pay_by) if claim.pay_by else "Ende der Frist für den Rechtsbehelf",
        award=f" vom {in_words(award.posted_on)}" if award and award.posted_on else "",
        rows=tuple(
            (
                row.get_ground_display()[:1].upper() + row.get_ground_display()[1:],
                unbroken(getattr(application.rules, f"claim_{row.ground}_text")),
                format_date(row.interest_from),
                format_euro(row.amount_cents),
            )
            for row in claim.rows.all()
        ),
        calculation=_calculation(claim, check),
        cuts=_cuts(claim),
        hearing=_hearing(claim),
        reasons=lines_of(notice.reason if notice else ""),
        no_interest=unbroken(application.rules.no_interest_text),
        discretion=unbroken(application.rules.discretion_repayment_text),
        pay_to=pay_to_of(application.fund, str(application.reference)),
        legal_basis=legal_basis_of(application),
        remedy_text=application.rules.remedy(),
    )


def pay_to_of(fund: Fund, reference: str) -> str:
    """Where the money goes; without the account of the Stadtkasse in the settings, whom to ask."""
    if not fund.cash_office_iban:
        return ASK_FOR_ACCOUNT.format(reference=reference)
    compact = fund.cash_office_iban.replace(" ", "")
    grouped = "\u00a0".join(compact[start : start + 4] for start in range(0, len(compact), 4))
    bank = f" ({fund.cash_office_bank})" if fund.cash_office_bank else ""
    holder = fund.cash_office_holder or "die Stadtkasse"
    return PAY_TO.format(holder=holder, iban=grouped, bank=bank, reference=reference)


def _calculation(claim: Claim, check: ProofCheck) -> Pairs:
    """The rows of the check, and what follows: entitlement, paid, too much."""
    rows = [(str(row["label"]), int(row["amount_cents"])) for row in check.explanation]
    rows = [(label, cents) for label, cents in rows if cents]
    entitlement = check.entitlement_cents
    rows += [
        ("Ihr Anspruch", entitlement),
        ("Ausgezahlt", entitlement + claim.amount_cents),
        ("Zu viel gezahlt", claim.amount_cents),
    ]
    return tuple((label, format_euro(cents)) for label, cents in rows)


def _cuts(claim: Claim) -> tuple[tuple[str, str, str, str], ...]:
    receipts = claim.grant.proof.receipts.filter(cut_cents__gt=0).order_by("number")
    return tuple(
        (str(each.number), f"{each.payee}, {each.purpose}", each.cut_reason, format_euro(each.cut_cents or 0))
        for each in receipts
    )


def _hearing(claim: Claim) -> str:
    """That there was a hearing, as the rules word it, and when."""
    said = claim.case.rules.hearing_text
    if claim.grant.demand_sent_on:
        said += f" Dazu haben wir Ihnen am {in_words(claim.grant.demand_sent_on)} geschrieben."
    elif claim.heard_until:
        said += f" Dafür hatten Sie Zeit bis zum {in_words(claim.heard_until)}."
    return unbroken(said)


def layout(data: RepaymentNotice, kit: Kit) -> Sequence[Block]:
    """The notice."""
    return [
        *opening(kit, data),
        kit.paragraph(data.opening),
        kit.heading("1. Entscheidung", level=2),
        kit.numbered(
            [
                f"Den Bewilligungsbescheid{data.award} widerrufen wir in Höhe von {data.amount}.",
                [
                    "Bitte zahlen Sie ",
                    kit.bold(data.amount),
                    " bis zum ",
                    kit.bold(data.pay_by),
                    " zurück.",
                ],
            ]
        ),
        kit.paragraph(data.pay_to),
        kit.paragraph(data.no_interest),
        kit.heading("2. So setzt sich der Betrag zusammen", level=2),
        _grounds(data, kit),
        kit.heading("3. Begründung", level=2),
        kit.paragraph(
            "Die Zuwendung deckt nur anerkannte Ausgaben. Ausgezahlt war mehr. Wie wir gerechnet haben, "
            "steht in der Anlage."
        ),
        *(kit.paragraph(line) for line in data.reasons),
        kit.paragraph(data.hearing),
        kit.paragraph(data.discretion),
        kit.heading("4. Rechtsgrundlage", level=2),
        *(kit.paragraph(line) for line in data.legal_basis),
        *remedy(kit, data.remedy_text),
        *questions_block(kit, data),
        *closing(kit, data),
        kit.paragraph([kit.bold("Anlage: "), "Berechnung"], small=True),
        kit.page_break(),
        kit.heading("Anlage: Berechnung", level=2),
        kit.table(
            [Column("Schritt", 4, row_header=True), Column("Betrag", 1.4, align="right")],
            data.calculation,
            summary="Berechnung des Anspruchs",
            size=9.5,
        ),
        *_cut_blocks(data, kit),
    ]


def _grounds(data: RepaymentNotice, kit: Kit) -> Block:
    columns = [
        Column("Grund", 2, row_header=True),
        Column("Rechtsgrundlage", 4),
        Column("Zinsen ab", 1.3),
        Column("Betrag", 1.3, align="right"),
    ]
    total = ["Zurückzuzahlen", None, None, data.amount]
    return kit.table(columns, data.rows, summary="Zusammensetzung des Betrags", total=total, size=9)


def _cut_blocks(data: RepaymentNotice, kit: Kit) -> list[Block]:
    if not data.cuts:
        return []
    columns = [
        Column("Beleg", 0.8, align="right", row_header=True),
        Column("Was", 3),
        Column("Grund der Kürzung", 3.4),
        Column("Gekürzt", 1.3, align="right"),
    ]
    return [
        kit.paragraph("Diese Belege konnten wir nicht oder nicht ganz anerkennen:", keep_with_next=True),
        kit.table(columns, data.cuts, summary="Gekürzte Belege", size=9),
    ]


REPORT = Report(
    slug="erstattungsbescheid",
    title="Erstattungsbescheid",
    subject_kind="grant",
    audience="applicant",
    params=("claim", "notice"),
    collect=collect,
    layout=layout,
)
