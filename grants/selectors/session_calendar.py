"""A session as an entry for the calendar on somebody's own device (iCalendar, RFC 5545)."""

from datetime import UTC, datetime, timedelta

from foundation.values.dates import BERLIN
from grants.models import JurySession

LASTS = timedelta(hours=2)
ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})
LONGEST_LINE = 73


def calendar_entry(session: JurySession, *, now: datetime) -> str:
    """The file. Without a time of day the entry fills its day; with one it lasts two hours."""
    fund = session.fund
    what = "Jury: letzter Tag im Umlaufverfahren" if session.is_circular else "Sitzung der Jury"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Aktionskasse//Jury//DE",
        "BEGIN:VEVENT",
        f"UID:{session.uuid}@aktionskasse",
        f"SEQUENCE:{session.version}",
        f"DTSTAMP:{_moment(now)}",
        *_when(session),
        f"SUMMARY:{_text(f'{what}, {fund.name}')}",
        *([f"LOCATION:{_text(session.place)}"] if session.place else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _when(session: JurySession) -> tuple[str, str]:
    day = session.held_on
    if session.starts_at is None:
        after = day + timedelta(days=1)
        return (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}")
    begins = datetime.combine(day, session.starts_at, BERLIN)
    return (f"DTSTART:{_moment(begins)}", f"DTEND:{_moment(begins + LASTS)}")


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return text.translate(ESCAPED)


def _folded(line: str) -> str:
    """No line over 75 octets; it goes on after a line break and a space, never inside a letter."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
