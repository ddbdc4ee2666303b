"""A file that the Kasse reads in: who may, its row for ever, and the mark that a line of it is booked."""

from datetime import datetime
from hashlib import sha256

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import format_moment
from foundation.values.errors import DomainError, NotAllowed
from grants import policy
from grants.models import FinanceImport, Fund, ImportedStep, ImportKind, ImportRow


def demand_right(fund: Fund, actor: Actor) -> None:
    """Only the Kasse of the fund (row 30). Raises NotAllowed."""
    if not policy.may_import_results(actor, fund):
        raise NotAllowed(policy.may_import_results.why_not(actor, fund), "policy.denied")


def keep_file(
    *,
    fund: Fund,
    kind: ImportKind,
    data: bytes,
    rows: int,
    actor: Actor,
    now: datetime,
    foreign: int = 0,
    remarks: str = "",
) -> FinanceImport:
    """The row of the file, once for ever; `foreign` payments are only counted, `remarks` name nobody.

    Raises DomainError when it was read in before.
    """
    source, is_new = FinanceImport.objects.get_or_create(
        fund=fund,
        sha256=sha256(data).hexdigest(),
        defaults={
            "kind": kind,
            "row_count": rows,
            "foreign_count": foreign,
            "remarks": remarks,
            "imported_by": actor.reference,
            "imported_by_label": actor.label,
            "imported_at": now,
        },
    )
    if not is_new:
        raise DomainError(
            f"Diese Datei hat {source.imported_by_label} schon eingelesen, "
            f"{format_moment(source.imported_at)}. Es ist nichts doppelt {source.done_word}. "
            "Sie finden sie unten in der Liste.",
            "import.again",
        )
    details = {"kind": kind.value, "sha256": source.sha256, "rows": rows}
    subject = f"fund:{fund.uuid}"
    append_entry(action="finance_import.read", subject=subject, actor=actor, details=details, now=now)
    return source


def note_step(row: ImportRow, subject: str, actor: Actor, now: datetime) -> None:
    """The line is booked; a second time fails in the database."""
    ImportedStep.objects.create(row=row, done_by=actor.reference, done_by_label=actor.label, done_at=now)
    details = {"import": row.source.uuid.hex, "line": row.line, "verb": row.verb}
    append_entry(action="finance_import.book", subject=subject, actor=actor, details=details, now=now)
