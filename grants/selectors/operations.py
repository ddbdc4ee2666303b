"""How the house itself is doing, for who looks after it: figures only, nothing of any case."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from foundation.accounts.models import User
from foundation.accounts.roles import Role
from foundation.accounts.selectors import assignments_at, pending_assignments
from foundation.audit.models import AuditEntry
from foundation.audit.services import VERIFIED
from foundation.files.models import Document, DocumentState
from foundation.outbox.selectors import dead_letters, latest_heartbeat, oldest_due_age
from foundation.values.dates import format_moment

SILENCE = timedelta(minutes=5)  # ten heartbeats of a worker
VERIFY_EVERY = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One thing to look at; `advice` says what to do, empty when all is well."""

    name: str
    fact: str
    advice: str = ""


def operations(now: datetime) -> list[Line]:
    """The lines of the page, what needs somebody first."""
    lines = [
        _worker(now),
        _waiting(now),
        _dead(),
        _documents(),
        _audit(now),
        _pending_roles(now),
        _people(now),
    ]
    return sorted(lines, key=lambda line: not line.advice)


def _worker(now: datetime) -> Line:
    beat = latest_heartbeat()
    fact = f"zuletzt gemeldet {format_moment(beat.at)}" if beat else "hat sich noch nie gemeldet"
    is_silent = beat is None or now - beat.at > SILENCE
    return Line("Hintergrunddienst", fact, "Starten Sie den Dienst (worker) neu." if is_silent else "")


def _waiting(now: datetime) -> Line:
    minutes = int(oldest_due_age(now).total_seconds() // 60)
    fact = f"der älteste fällige wartet seit {_in_words(minutes)}" if minutes else "keiner wartet länger"
    late = minutes >= SILENCE.total_seconds() / 60
    return Line("Aufträge", fact, "Sehen Sie nach, ob der Hintergrunddienst arbeitet." if late else "")


def _in_words(minutes: int) -> str:
    if minutes < 120:
        return f"{minutes} Minuten"
    hours = minutes // 60
    return f"{hours} Stunden" if hours < 48 else f"{hours // 24} Tagen"


def _dead() -> Line:
    kinds = dead_letters().order_by("kind").values_list("kind").annotate(Count("pk"))
    fact = ", ".join(f"{count} × {kind}" for kind, count in kinds) or "keine"
    return Line("Gescheiterte Aufträge", fact, "Die Gründe stehen in der Datenbank." if kinds else "")


def _documents() -> Line:
    failed = Document.objects.filter(state=DocumentState.FAILED).order_by("pk")
    numbers = list(failed.values_list("number", flat=True))
    more = f" und {len(numbers) - 10} weitere" if len(numbers) > 10 else ""
    fact = f"{len(numbers)}: {', '.join(numbers[:10])}{more}" if numbers else "keine"
    advice = "Sagen Sie dem Büro Bescheid. Es kann Berichte neu erstellen." if numbers else ""
    return Line("Gescheiterte Dokumente", fact, advice)


def _audit(now: datetime) -> Line:
    entry = AuditEntry.objects.filter(action=VERIFIED).order_by("-seq").first()
    ask = "Lassen Sie die Protokollkette prüfen: manage.py verify_audit"
    if entry is None:
        return Line("Protokoll", "noch nie geprüft", ask)
    at = format_moment(entry.recorded_at)
    is_old = now - entry.recorded_at > VERIFY_EVERY
    return Line("Protokoll", f"zuletzt in Ordnung befunden {at}", ask if is_old else "")


def _people(now: datetime) -> Line:
    held = dict(assignments_at(now).order_by().values_list("role").annotate(Count("user", distinct=True)))
    active = User.objects.filter(is_active=True).count()
    roles = ", ".join(f"{held[role.value]} × {role.label}" for role in Role if role.value in held)
    return Line("Personen", f"{active} mit Konto. {roles}".rstrip())


def _pending_roles(now: datetime) -> Line:
    count = pending_assignments(now).count()
    advice = "Eine zweite Person aus der Administration bestätigt sie." if count else ""
    return Line("Rollen, die auf die Bestätigung warten", str(count) if count else "keine", advice)
