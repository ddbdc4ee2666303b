"""Einladung zur Sitzung: to the members of the jury, with the agenda (domain handbook 5.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from grants.selectors.pseudonyms import title_for_jury
from reports.catalog.letter_parts import (
    LetterData,
    SignOff,
    closing,
    contact_of,
    footer,
    fund_line,
    hold_words,
    in_words,
    opening,
    questions_block,
)
from reports.catalog.session_parts import items_of, session_of
from reports.contract import Commission, LetterPaper, Report
from reports.kit import Block, Kit

OBJECT = (
    "Wollen Sie über einen Antrag lieber in einer Sitzung beraten? Dann widersprechen Sie dort: "
    "Ein Widerspruch genügt."
)


@dataclass(frozen=True)
class JuryInvitation(LetterData):
    """Everything the invitation says, formatted."""

    is_circular: bool
    day: str
    begins: str
    place: str
    quorum: str
    members: tuple[str, ...]
    agenda: tuple[str, ...]


def collect(commission: Commission) -> JuryInvitation:
    """The invitation with the agenda and the members as they were when it was ordered."""
    session = session_of(commission)
    fund, rules = session.fund, session.fund.rules_on(session.held_on)
    hold_words(rules, commission)
    day = in_words(session.held_on)
    info = ((session.begins_with, format_date(session.held_on)), ("Datum", format_date(commission.as_of)))
    members = fund.jury_members.filter(reference__in=commission.params["members"]).order_by("name")
    return JuryInvitation(
        paper=LetterPaper(
            title=f"Einladung: {session}" if session.is_circular else f"Einladung zur {session}",
            author=fund.city,
            file_stem=f"Einladung-{session.held_on.isoformat()}",
            sender=[line for line in (fund.city, fund.department, fund_line(fund)) if line],
            sender_line=" · ".join(part for part in (fund.city, fund.street) if part),
            address_lines=["An die Mitglieder der Jury", fund.name],
            info=info,
            footer_lines=footer(fund),
            fund_id=fund.pk,
        ),
        heading=f"Umlaufverfahren der Jury bis {day}"
        if session.is_circular
        else f"Einladung zur Sitzung der Jury am {day}",
        greeting="Guten Tag,",
        sign_off=SignOff(
            rules.says("closing_text", **rules.fillings), commission.creator or fund.department, ""
        ),
        contact=contact_of(fund),
        is_circular=session.is_circular,
        day=day,
        begins=f" um {session.starts_at:%H:%M} Uhr" if session.starts_at else "",
        place=session.place,
        quorum=f"Damit die Jury beschließen kann, müssen {rules.jury_quorum} Mitglieder abstimmen.",
        members=tuple(member.name for member in members),
        agenda=tuple(
            f"{title_for_jury(item, sees_names=rules.jury_sees_names)} ({item.application.reference})"
            for item in items_of(commission, session)
        ),
    )


def layout(data: JuryInvitation, kit: Kit) -> Sequence[Block]:
    """The invitation."""
    return [
        *opening(kit, data),
        _asked_for(data, kit),
        kit.heading("Tagesordnung", level=2),
        kit.numbered(data.agenda)
        if data.agenda
        else kit.paragraph("Die Tagesordnung folgt, sobald Anträge geprüft sind."),
        kit.heading("So bereiten Sie sich vor", level=2),
        kit.paragraph(
            "Die Anträge lesen Sie über Ihren persönlichen Link oder mit dem Code von Ihrem Zugangsblatt. "
            f"{'Dort' if data.is_circular else 'In der Sitzung'} stimmen Sie damit auch ab. Haben Sie, Ihre "
            "Familie oder Ihr Verein etwas von einer Entscheidung? Dann erklären Sie dort, dass Sie befangen "
            "sind (§§ 20, 21 VwVfG)."
        ),
        kit.paragraph(
            f"{data.quorum} "
            + (OBJECT if data.is_circular else "Sagen Sie uns bitte Bescheid, wenn Sie nicht kommen können.")
        ),
        kit.heading("Gefragt sind" if data.is_circular else "Eingeladen sind", level=2),
        kit.paragraph(f"{', '.join(data.members)}."),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


def _asked_for(data: JuryInvitation, kit: Kit) -> Block:
    if data.is_circular:
        return kit.paragraph(
            [
                "wir bitten um Ihre Stimme im Umlaufverfahren. Bitte stimmen Sie ab bis zum ",
                kit.bold(data.day),
                ".",
            ]
        )
    where = f" Wir treffen uns hier: {data.place}." if data.place else ""
    when = kit.bold(f"{data.day}{data.begins}")
    return kit.paragraph(["wir laden Sie ein zur Sitzung der Jury am ", when, f".{where}"])


REPORT = Report(
    slug="einladung-sitzung",
    title="Einladung zur Sitzung",
    subject_kind="session",
    params=("items", "members"),
    collect=collect,
    layout=layout,
)
