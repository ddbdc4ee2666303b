"""Files that wait for the rest of their form: stored and checked, but in no case yet.

A pending file belongs to one person and one form by its subject. No reader is registered for that kind of
subject, so nobody can download it; what nobody comes back for is swept after a day.
"""

from datetime import datetime, timedelta

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.files.models import StoredFile
from foundation.files.selectors import files_of
from foundation.files.services import delete_file
from foundation.values.errors import InvalidInput
from foundation.values.phrases import say

KIND = "pending"
WAITS_FOR = timedelta(days=1)
GONE = say("Die Datei ist nicht mehr da. Wählen Sie sie noch einmal aus.")


def pending_subject(*, person: Actor, form: str) -> str:
    """The subject of what waits for this form ("receipt-<uuid>") of this person."""
    return f"{KIND}:{person.reference}-{form}"


def pending_file(*, subject: str, uuid: str) -> StoredFile | None:
    """The file with this name in a page, if it waits for this very person and form; else None."""
    return next((file for file in files_of(subject) if str(file.uuid) == uuid), None)


def attach_pending(*, file: StoredFile, subject: str) -> StoredFile:
    """Move a pending file to its case. The same bytes again give the file that is there.

    Raises InvalidInput when the file has been taken or swept meanwhile.
    """
    with transaction.atomic():
        earlier = files_of(subject).filter(sha256=file.sha256).first()
        if earlier is not None:
            discard_pending(file=file)
            return earlier
        if not StoredFile.objects.filter(pk=file.pk, subject=file.subject).update(subject=subject):
            raise gone()
        return StoredFile.objects.get(pk=file.pk)


def discard_pending(*, file: StoredFile) -> None:
    """Remove a file that still waits; one that has been attached meanwhile stays."""
    with transaction.atomic():
        waiting = StoredFile.objects.select_for_update().filter(pk=file.pk, subject=file.subject).first()
        if waiting is not None:
            delete_file(file=waiting)


def keep_newest(*, file: StoredFile, at_most: int) -> None:
    """Discard the oldest of what waits beside this file, so that with it at most `at_most` files wait."""
    beside = files_of(file.subject).exclude(pk=file.pk).order_by("-created_at", "-uuid")
    for forgotten in beside[max(0, at_most - 1) :]:
        discard_pending(file=forgotten)


def remove_pending(*, now: datetime) -> int:
    """Remove what has waited for a day. -> how many files."""
    old = StoredFile.objects.filter(subject__startswith=f"{KIND}:", created_at__lte=now - WAITS_FOR)
    found = list(old)
    for file in found:
        discard_pending(file=file)
    return len(found)


def gone() -> InvalidInput:
    """The file that the page named waits no longer."""
    return InvalidInput(GONE, "file.gone", "file")
