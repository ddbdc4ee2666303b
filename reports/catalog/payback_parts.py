"""What the two notices that ask money back share: what, until when, to whom, on which ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from applicants.iban import in_fours
from grants.models import Fund, Notice
from grants.rules.award_forms import AwardForm
from reports.catalog.letter_parts import LetterData, in_words
from reports.kit import Block, Column, Kit

PAY_TO = (
    "Überweisen Sie den Betrag an {holder}, IBAN {iban}{bank}. Geben Sie als Verwendungszweck {reference} an."
)
ASK_FOR_ACCOUNT = (
    "Überweisen Sie den Betrag an die Stadtkasse, mit dem Verwendungszweck {reference}. Die Bankverbindung "
    "nennen wir Ihnen unter der angegebenen Telefonnummer."
)


@dataclass(frozen=True)
class PaybackData(LetterData):
    """The values of both notices; each adds its own. `form`: act or agreement."""

    form: AwardForm
    amount: str
    pay_by: str
    award: str
    hearing: str
    reasons: tuple[str, ...]
    discretion: str
    no_interest: str
    pay_to: str
    legal_basis: tuple[str, ...]
    remedy_text: str


def day_or_term(day: date | None, form: AwardForm) -> str:
    """Until when to pay; a draft has no day yet."""
    return in_words(day) if day else form.term_to_come


def dated(award: Notice | None) -> str:
    """The day of the award that is revoked, to stand after its name."""
    return f" vom {in_words(award.posted_on)}" if award and award.posted_on else ""


def pay_to_of(fund: Fund, reference: str) -> str:
    """Where the money goes; without the account of the Stadtkasse in the settings, whom to ask."""
    if not fund.cash_office_iban:
        return ASK_FOR_ACCOUNT.format(reference=reference)
    grouped = in_fours(fund.cash_office_iban)
    bank = f" ({fund.cash_office_bank})" if fund.cash_office_bank else ""
    holder = fund.cash_office_holder or "die Stadtkasse"
    return PAY_TO.format(holder=holder, iban=grouped, bank=bank, reference=reference)


def decision(kit: Kit, data: PaybackData, revoked: str) -> list[Block]:
    """What is revoked, what to pay until when, to whom, and what about interest."""
    amount, day = kit.bold(data.amount), kit.bold(data.pay_by)
    return [
        kit.numbered([revoked, ["Bitte zahlen Sie ", amount, " bis zum ", day, " zurück."]]),
        kit.paragraph(data.pay_to),
        kit.paragraph(data.no_interest),
    ]


def grounds(kit: Kit, data: PaybackData, rows: Sequence[Sequence[str]]) -> Block:
    """Each part of the sum with its ground; an agreement knows no interest before the day to pay."""
    columns = [
        Column("Grund", 2, row_header=True),
        Column("Rechtsgrundlage", 4),
        Column("Zinsen ab", 1.3),
        Column("Betrag", 1.3, align="right"),
    ]
    total = ["Zurückzuzahlen", None, None, data.amount]
    if data.form.is_agreement:
        kept = (0, 1, 3)
        columns, total = [columns[place] for place in kept], [total[place] for place in kept]
        rows = [[row[place] for place in kept] for row in rows]
    return kit.table(columns, rows, summary="Zusammensetzung des Betrags", total=total, size=9)
