"""The one way a resident's file comes in: read, checked, stored, or refused with a sentence."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.request import UnreadablePostError

from foundation.files.inspection import MAX_UPLOAD_BYTES, too_big, unreadable
from foundation.files.models import StoredFile
from foundation.files.selectors import files_of
from foundation.files.services import accept_upload, delete_file
from foundation.values.errors import InvalidInput
from foundation.values.phrases import say
from grants.views.resident_access import who

MAX_FILES = 20
TOO_MANY = say(
    "Sie haben schon {max_files} Dateien. Entfernen Sie eine, oder bringen Sie den Rest ins Büro.",
    max_files=MAX_FILES,
)


def chosen_file(request: HttpRequest, field: str = "file") -> "UploadedFile[bytes] | None":
    """The file that was chosen, None when there is none. Raises InvalidInput when the sending broke off."""
    try:
        chosen = request.FILES.get(field)
    except (UnreadablePostError, OSError):
        raise unreadable("") from None
    return chosen if isinstance(chosen, UploadedFile) else None


def demand_room(subject: str) -> None:
    """Raises InvalidInput when the subject has as many files as it may have."""
    if files_of(subject).count() >= MAX_FILES:
        raise InvalidInput(TOO_MANY, "file.too_many", "file")


def take_upload(
    request: HttpRequest, chosen: "UploadedFile[bytes]", *, subject: str, now: datetime
) -> StoredFile:
    """Store one chosen file for the subject. Raises InvalidInput with a sentence that names the file.

    Whether there is room is the caller's question: a case refuses (`demand_room`), what waits makes room. The
    same file again, as a double click sends it, gives the one that is there.
    """
    name = chosen.name or ""
    if (chosen.size or 0) > MAX_UPLOAD_BYTES:
        raise too_big(name)
    try:
        data = chosen.read()
    except OSError:
        raise unreadable(name) from None
    stored = accept_upload(name=name, data=data, subject=subject, actor=who(request), now=now)
    earlier = files_of(subject).filter(sha256=stored.sha256).exclude(pk=stored.pk).first()
    if earlier is None:
        return stored
    delete_file(file=stored)
    return earlier
