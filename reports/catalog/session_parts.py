"""What the papers of a jury session share: the session behind the order, its agenda, its sheet."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.values.dates import format_date
from grants.models import AgendaItem, JurySession
from grants.selectors.pseudonyms import title_for_jury
from reports.catalog.letter_parts import footer
from reports.contract import Commission, Pairs, ReportPaper


def session_of(commission: Commission) -> JurySession:
    """The session. Raises DoesNotExist."""
    return JurySession.objects.select_related("fund", "chair").get(uuid=commission.subject_uuid)


def items_of(commission: Commission, session: JurySession) -> Sequence[AgendaItem]:
    """The items that were on the agenda when the paper was ordered, in their order."""
    items = session.items.select_related("application__particulars", "application__fund")
    return list(items.filter(uuid__in=commission.params["items"]).order_by("position"))


def session_paper(commission: Commission, session: JurySession, *, title: str) -> ReportPaper:
    """The sheet of a paper of this session."""
    day = format_date(session.held_on)
    return ReportPaper(
        title=f"{title} {day}",
        author=session.fund.city,
        file_stem=f"{title}-{session.held_on.isoformat()}",
        facts=(),
        orientation="portrait",
        running_note=f"Stand {format_date(commission.as_of)}",
        footer_lines=[*footer(session.fund)[:1], commission.number],
    )


def session_facts(session: JurySession) -> Pairs:
    """Which session this is."""
    pairs = (
        ("Fonds", session.fund.name),
        ("Stimmen bis" if session.is_circular else "Tag", format_date(session.held_on)),
        ("Beginn", f"{session.starts_at:%H:%M} Uhr" if session.starts_at else ""),
        ("Ort", session.place),
        ("Leitung", session.chair.name if session.chair else ""),
    )
    return tuple((label, text) for label, text in pairs if text)


def item_heading(item: AgendaItem, *, sees_names: bool = True) -> str:
    """Punkt 3: Blühstreifen Musterhof; where the jury reads no names: Punkt 3: Projekt C: Blühstreifen."""
    return f"Punkt {item.position}: {title_for_jury(item, sees_names=sees_names)}"
