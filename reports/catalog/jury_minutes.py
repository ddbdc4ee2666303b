"""Protokoll der Sitzung: attendance, quorum, bias, results with votes, reasons and obligations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import AgendaItem, FundRules, JurySession
from reports.catalog.decision_parts import rulings_of
from reports.catalog.letter_parts import votes_of
from reports.catalog.session_parts import item_heading, items_of, session_facts, session_of, session_paper
from reports.catalog.session_points import points_of, ranking_of
from reports.contract import Commission, Data, Pairs, Report
from reports.kit import Block, Column, Kit

ONLY_COUNTS = "Die Jury stimmt geheim ab. Das Protokoll nennt nur die Zahlen."
FELL = "Dieser Beschluss gilt nicht mehr: Eine Stimme zählt wegen Befangenheit nicht."
RANKING_ONLY = "Die Punkte helfen beim Vergleichen. Entschieden hat die Abstimmung."
NOT_TREATED = "Nicht behandelt: Der Antrag ist zurückgezogen."
WAITING = "Warteliste: Die Jury hat Ja gesagt, das Geld reicht zurzeit nicht."


@dataclass(frozen=True)
class MinutesItem:
    """One item as the minutes say it."""

    heading: str
    facts: Pairs
    obligations: tuple[str, ...]


@dataclass(frozen=True)
class JuryMinutes(Data):
    """The whole minutes."""

    heading: str
    is_circular: bool
    facts: Pairs
    present: tuple[str, ...]
    absent: tuple[str, ...]
    note: str
    items: tuple[MinutesItem, ...]
    ranking: tuple[tuple[str, str, str], ...]
    total: str


def collect(commission: Commission) -> JuryMinutes:
    """The session as it stood when it was closed."""
    session = session_of(commission)
    rules = session.fund.rules_on(session.held_on)
    title = "Vermerk Umlaufverfahren" if session.is_circular else "Protokoll"
    paper = session_paper(commission, session, title=title)
    present = {member.reference for member in session.present.all()}
    members = session.fund.jury_members.filter(reference__in=commission.params["members"]).order_by("name")
    day = paper.title.removeprefix(f"{title} ")
    items, is_secret = items_of(commission, session), rules.ballot == "secret"
    where = "im Umlaufverfahren" if session.is_circular else "in dieser Sitzung"
    given = sum(item.amount_cents or 0 for item in items)
    return JuryMinutes(
        paper=paper,
        heading=f"Vermerk über das Umlaufverfahren der Jury bis {day}"
        if session.is_circular
        else f"Protokoll der Sitzung der Jury, {day}",
        is_circular=session.is_circular,
        facts=(*session_facts(session), ("Beschlussfähig ab", f"{rules.jury_quorum} Stimmen je Punkt")),
        present=tuple(member.name for member in members if member.reference in present),
        absent=tuple(member.name for member in members if member.reference not in present),
        note=ONLY_COUNTS if is_secret else "",
        items=tuple(minutes_item(session, item, rules) for item in items),
        ranking=ranking_of(items, rules),
        total=f"Bewilligt sind {where} zusammen {format_euro(given)}."
        if given
        else f"Bewilligt ist {where} nichts.",
    )


def minutes_item(session: JurySession, item: AgendaItem, rules: FundRules) -> MinutesItem:
    """One item as the minutes say it; the case file quotes it alone."""
    case, is_secret, sees_names = item.application, rules.ballot == "secret", rules.jury_sees_names
    heading = item_heading(item, sees_names=sees_names)
    who = case.particulars.name if sees_names else ""
    about = (("Antrag", ", ".join(filter(None, (case.reference, who)))),)
    if item.decided_at is None:
        return MinutesItem(heading, (*about, ("Ergebnis", NOT_TREATED)), ())
    jury = set(session.fund.jury_members.values_list("reference", flat=True))
    conflicts = case.conflicts.filter(person_reference__in=jury).order_by("person_label")
    biased = ", ".join(conflict.person_label for conflict in conflicts)
    amount = f", {format_euro(item.amount_cents)}" if item.amount_cents else ""
    result = WAITING if item.is_waiting else f"{item.get_outcome_display()}{amount}"
    entitled = item.present_count - item.biased_count
    was_counted = item.yes_count + item.no_count + item.abstain_count > 0
    seen = "beteiligt" if session.is_circular else "anwesend"
    room = (
        f"{seen} {item.present_count}, befangen {item.biased_count}, stimmberechtigt {entitled}, "
        f"nötig {rules.jury_quorum}"
        if item.present_count
        else ""
    )
    if session.is_circular and item.objected_by:  # who was asked has not taken part: it goes to a session
        room = f"gefragt {item.present_count}"
    pairs = (
        *about,
        ("Beteiligung" if session.is_circular else "Anwesenheit", room),
        ("Wie die Stimmen kamen", ways_of(item) if session.is_circular else ""),
        ("Befangen", biased),
        ("Ergebnis", result),
        ("Stimmen", votes_of(item) if was_counted else ""),
        ("Wer wie gestimmt hat", "" if is_secret else _by_name(item)),
        ("Punkte", points_of(item, rules)),
        ("Begründung", item.reason),
        ("Wer entscheidet", rulings_of(item)),
        ("Hinweis", FELL if item.fell_at else ""),
    )
    kept = tuple((label, text) for label, text in pairs if text)
    return MinutesItem(heading, kept, tuple(item.obligations))


def ways_of(item: AgendaItem) -> str:
    """Over the own link or code, or which way to the office; never how somebody voted."""
    votes = item.votes.filter(voided_at__isnull=True).select_related("member").order_by("member__name")
    return "\n".join(f"{vote.member.name}: {vote.get_way_display() or 'eigener Zugang'}" for vote in votes)


def _by_name(item: AgendaItem) -> str:
    votes = item.votes.select_related("member").order_by("member__name")
    return "\n".join(
        f"{vote.member.name}: {vote.get_choice_display()}{' (ungültig)' if vote.voided_at else ''}"
        for vote in votes
    )


def layout(data: JuryMinutes, kit: Kit) -> Sequence[Block]:
    """Attendance first, then item after item, the sum last."""
    blocks: list[Block] = [
        kit.heading(data.heading),
        kit.facts(data.facts, label_share=0.3),
        *_attendance(data, kit),
    ]
    if data.note:
        blocks.append(kit.paragraph(data.note))
    for item in data.items:
        blocks += [kit.heading(item.heading, level=2), kit.facts(item.facts, label_share=0.3)]
        if item.obligations:
            blocks += [kit.heading("Auflagen", level=3), kit.bullets(item.obligations)]
    if data.ranking:
        columns = [Column("Rang", 0.8, row_header=True), Column("Antrag", 6), Column("Punkte", 2, "right")]
        rows = [list(row) for row in data.ranking]
        blocks += [
            kit.heading("Rangfolge nach Punkten", level=2),
            kit.paragraph(RANKING_ONLY, keep_with_next=True),
            kit.table(columns, rows, summary="Rangfolge nach Punkten", size=9.5),
        ]
    return [*blocks, kit.heading("Summe", level=2), kit.paragraph(data.total)]


def _attendance(data: JuryMinutes, kit: Kit) -> list[Block]:
    if data.is_circular:
        return [kit.heading("Gefragt", level=2), kit.paragraph(f"{', '.join(data.present)}.")]
    return [
        kit.heading("Anwesenheit", level=2),
        kit.paragraph(f"Anwesend ({len(data.present)}): {', '.join(data.present) or 'niemand'}"),
        kit.paragraph(f"Nicht anwesend ({len(data.absent)}): {', '.join(data.absent) or 'niemand'}"),
    ]


REPORT = Report(
    slug="protokoll",
    title="Protokoll der Sitzung",
    subject_kind="session",
    params=("items", "members"),
    collect=collect,
    layout=layout,
)
