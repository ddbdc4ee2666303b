"""What all letters share: the sheet with sender and addressee, greeting, closing, contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foundation.values.dates import format_date, format_long_date
from foundation.values.month_names import MONTHS
from grants.models import AgendaItem, Application, Fund, FundRules, Notice, last_text
from grants.rules.award_forms import BY_NOTICE, AwardForm
from grants.rules.second_person import WAIVED
from reports.contract import Commission, Data, LetterPaper, Pairs, Particular
from reports.kit import Block, Kit

BELONGS_TO_NEXT = re.compile(rf"(?:§§?|Abs\.|Nr\.|Satz|Nummer) |[0-9]\. (?={'|'.join(MONTHS)})")
COLLECT_AT_OFFICE = "Abholung im Quartiersbüro"
NAME_TO_COME = "[Name der Person, die das Schreiben freigibt]"


@dataclass(frozen=True)
class Contact:
    """Whom to ask."""

    name: str
    phone: str
    email: str
    address: str


@dataclass(frozen=True)
class SignOff:
    """How a letter ends: greeting, who signs, why no hand has, and whose money it is."""

    greeting: str
    signature: str
    note: str
    acknowledgement: str = ""
    waived: str = ""


@dataclass(frozen=True)
class LetterData(Data):
    """A letter's values; each letter adds its own."""

    heading: str
    greeting: str
    sign_off: SignOff
    contact: Contact


def letter_paper(
    application: Application,
    *,
    title: str,
    dated_on: date,
    more: Pairs = (),
    address_lines: Sequence[str] | None = None,
) -> LetterPaper:
    """The sheet of a letter to the applicant of this case."""
    fund = application.fund
    reference = application.reference or ""
    info = (
        ("Aktenzeichen", reference),
        ("Datum", format_date(dated_on)),
        *more,
        ("Telefon", fund.phone),
        ("E-Mail", fund.email),
    )
    return LetterPaper(
        title=f"{title} {reference}".strip(),
        author=fund.city,
        file_stem=f"{title}-{reference}".strip("-"),
        sender=[line for line in (fund.city, fund.department, fund_line(fund)) if line],
        sender_line=" · ".join(part for part in (fund.city, fund.street, _town(fund)) if part),
        address_lines=list(address_of(application) if address_lines is None else address_lines),
        info=tuple((label, value) for label, value in info if value),
        footer_lines=footer(fund),
        fund_id=fund.pk,
        particulars=(
            Particular("aktenzeichen", reference),
            Particular("datum", dated_on, "date"),
            Particular("fonds", fund.name),
            Particular("aktion", application.title),
        ),
    )


def fund_line(fund: Fund) -> str:
    """Fund and quarter in one line; a fund that is named after its quarter says it once."""
    return fund.name if fund.quarter in fund.name else f"{fund.name} · {fund.quarter}"


def footer(fund: Fund) -> list[str]:
    """The sender's contact in two lines."""
    where = " · ".join(part for part in (fund.city, fund.department, fund.street, _town(fund)) if part)
    contact = [f"Telefon {fund.phone}" if fund.phone else "", f"E-Mail {fund.email}" if fund.email else ""]
    return [line for line in (where, " · ".join(part for part in contact if part)) if line]


def address_of(application: Application) -> tuple[str, ...]:
    """The lines for the window; who has no address collects the letter at the office."""
    particulars = application.particulars
    extra = (COLLECT_AT_OFFICE,) if particulars.no_fixed_address else ()
    return (*particulars.address_lines, *extra)


def greeting_for(name: str) -> str:
    """A greeting that is right for everybody."""
    return f"Guten Tag {name}," if name else "Guten Tag,"


def contact_of(fund: Fund, name: str = "") -> Contact:
    """Whom to ask: a person of the office, else the office."""
    address = ", ".join(part for part in (fund.street, _town(fund)) if part)
    return Contact(name or fund.department or fund.name, fund.phone, fund.email, address)


def heard_name(application: Application) -> str:
    """The person to greet: the contact person of a group, else the applicant."""
    return application.particulars.contact_person or application.particulars.name


def votes_of(item: AgendaItem) -> str:
    """The counts of a vote in words."""
    yes, no, abstain = item.yes_count, item.no_count, item.abstain_count
    return (
        f"{yes} Ja-Stimme{'' if yes == 1 else 'n'}, {no} Nein-Stimme{'' if no == 1 else 'n'} und "
        f"{abstain} Enthaltung{'' if abstain == 1 else 'en'}"
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a template text that say something."""
    return tuple(unbroken(line.strip()) for line in text.splitlines() if line.strip())


def hold_words(rules: FundRules, commission: Commission, notice: Notice | None = None) -> None:
    """Let the rules say what they said when this came about: a released notice what its releaser saw.

    Any other letter says the texts that were written when it was ordered.
    """
    seen = notice.last_fund_text if notice is not None else None
    rules.hold_texts(last_text(rules.fund_id, commission.recorded_until) if seen is None else seen)


def legal_basis_of(application: Application, form: AwardForm = BY_NOTICE) -> tuple[str, ...]:
    """What the decision rests on, as the fund's rules word it."""
    rules = application.rules
    return lines_of(rules.says(form.text("legal_basis_text"), **rules.fillings))


def legal_basis(kit: Kit, lines: Sequence[str], *, number: int) -> list[Block]:
    """The section on what the decision rests on; `number` is its place in the letter."""
    return [
        kit.heading(f"{number}. Rechtsgrundlage", level=2),
        *(kit.paragraph(line) for line in lines),
    ]


def unbroken(text: str) -> str:
    """A paragraph sign, a number of a law and the day of a month stay on the line of what follows."""
    return BELONGS_TO_NEXT.sub(lambda found: found[0][:-1] + "\u00a0", text)


def in_words(day: date) -> str:
    """12. März 2027, with the day and its month on one line."""
    return unbroken(format_long_date(day))


def opening(kit: Kit, data: LetterData) -> list[Block]:
    """Subject line and greeting."""
    return [kit.heading(data.heading), kit.paragraph(data.greeting)]


def questions_block(kit: Kit, data: LetterData) -> list[Block]:
    """Whom to ask, on the page of the closing: nobody signs a page that says nothing else."""
    contact = data.contact
    ways = [
        f"Telefon {contact.phone}" if contact.phone else "",
        f"E-Mail {contact.email}" if contact.email else "",
    ]
    how = " oder ".join(way for way in ways if way)
    where = f" Sie finden uns hier: {contact.address}." if contact.address else ""
    text = f"Rufen Sie uns an oder schreiben Sie uns: {how}.{where}" if how else f"Kommen Sie vorbei.{where}"
    return [kit.heading("Haben Sie Fragen?", level=2), kit.paragraph(text, keep_with_next=True)]


def sign_off_of(
    application: Application,
    name: str,
    *,
    is_award: bool = False,
    is_waived: bool = False,
    form: AwardForm = BY_NOTICE,
) -> SignOff:
    """The end of a notice as the fund's rules word it; `name` is who released it, if anybody has.

    Only an award names the programme that pays. `is_waived`: no second person has released it.
    """
    rules = application.rules
    known = rules.fillings
    return SignOff(
        greeting=rules.says("closing_text", **known),
        signature=rules.says("signature_text", name=name or NAME_TO_COME, **known),
        note=rules.says(form.text("electronic_text")),
        acknowledgement=rules.says("acknowledgement_text", **known) if is_award else "",
        waived=WAIVED if is_waived else "",
    )


def closing(kit: Kit, data: LetterData) -> list[Block]:
    """Greeting, name, and why no hand has signed, kept together; last the line about the programme."""
    end = data.sign_off
    notes = [text for text in (end.note, end.waived, end.acknowledgement) if text]
    return [
        kit.paragraph(end.greeting, keep_with_next=True),
        kit.paragraph(end.signature, keep_with_next=bool(notes)),
        *(kit.paragraph(text, small=True) for text in notes),
    ]


def remedy(kit: Kit, text: str) -> list[Block]:
    """The instruction on legal remedies as the Rechtsamt wrote it (§ 37 VI VwVfG); none without a remedy."""
    if not text:
        return []
    return [kit.heading("Rechtsbehelfsbelehrung", level=2), *(kit.paragraph(line) for line in lines_of(text))]


def _town(fund: Fund) -> str:
    return f"{fund.postcode} {fund.town}".strip()
