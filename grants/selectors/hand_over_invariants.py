"""I3: what was handed over to the Kasse is what was ordered, once, with the sums that the file says."""

from collections import Counter
from collections.abc import Iterator

from foundation.files.services import read_bytes
from foundation.values.errors import DomainError
from foundation.values.money import format_euro
from grants.models import HandOver, HandOverLine, LedgerEntry, LedgerKind
from grants.selectors.payment_files import FileContent, read_file

TAKEN = ("handed_over", "executed", "returned")
CHUNK = 100


def wrong_hand_overs() -> Iterator[str]:
    """I3: count and control sum of a run are those of its lines, its orders, its file and the ledger.

    An order is in one file at most. A file that is damaged or gone is told by I9, one that was deleted after
    the retention is read no more.
    """
    seen: Counter[str] = Counter()
    runs = HandOver.objects.select_related("file", "profile").prefetch_related("lines__order").order_by("pk")
    booked = _booked()
    for run in runs.iterator(chunk_size=CHUNK):
        lines = list(run.lines.all())
        total = sum(line.amount_cents for line in lines)
        if (run.count, run.total_cents) != (len(lines), total):
            found = _stands(len(lines), total)
            yield f"Lauf {run.number}: {_stands(run.count, run.total_cents)}, enthalten {found}."
        yield from _wrong_lines(run, lines, booked)
        content = _content(run)
        if isinstance(content, str):
            yield f"Lauf {run.number}: {content}"
        elif content is not None:
            seen.update(number for number, _cents in content.payments)
            yield from _wrong_content(run, lines, content)
    for number, times in sorted(seen.items()):
        if times > 1:
            yield f"Anordnung {number} steht in {times} Dateien."


def _wrong_lines(run: HandOver, lines: list[HandOverLine], booked: dict[int, int]) -> Iterator[str]:
    for line in lines:
        order = line.order
        if line.amount_cents != order.amount_cents:
            yield (
                f"Lauf {run.number}: {order.number} steht mit {format_euro(line.amount_cents)} darin, "
                f"angeordnet ist {format_euro(order.amount_cents)}."
            )
        if order.state not in TAKEN:
            yield f"Lauf {run.number}: {order.number} ist „{order.get_state_display()}“."
        if booked.get(order.pk, line.amount_cents) != line.amount_cents:
            yield f"Lauf {run.number}: {order.number} ist mit {format_euro(booked[order.pk])} gebucht."
        if run.made_by in (order.certified_factual_by, order.certified_arith_by, order.ordered_by):
            yield f"Lauf {run.number}: Wer {order.number} unterschrieben hat, hat sie auch übergeben."


def _wrong_content(run: HandOver, lines: list[HandOverLine], content: FileContent) -> Iterator[str]:
    if sorted(content.payments) != sorted((line.order.number, line.amount_cents) for line in lines):
        yield f"Lauf {run.number}: In der Datei stehen andere Zahlungen."
    says = (content.count, content.total_cents)
    if says not in ((None, None), (run.count, run.total_cents)):
        yield f"Lauf {run.number}: Die Datei nennt eine andere Anzahl oder Summe."


def _content(run: HandOver) -> FileContent | str | None:
    """What stands in the file, or what is wrong with it, or None when there is nothing to read."""
    if run.file is None:
        return None
    if run.file.sha256 != run.sha256:
        return "Die Datei ist nicht die, die übergeben wurde."
    try:
        return read_file(run, read_bytes(run.file))
    except ValueError:
        return "Die Datei lässt sich nicht lesen."
    except (OSError, DomainError):
        return None


def _booked() -> dict[int, int]:
    """What was paid on each order that a run has handed over."""
    entries = LedgerEntry.objects.filter(kind=LedgerKind.PAY, order__hand_over_line__isnull=False)
    return dict(entries.values_list("order_id", "paid_cents"))


def _stands(count: int, cents: int) -> str:
    return f"{count} Zahlungen über {format_euro(cents)}"
