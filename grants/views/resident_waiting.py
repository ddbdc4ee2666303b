"""A file beside other fields: when one of those is wrong, the file waits and need not be chosen again."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, QueryDict

from foundation.files.models import StoredFile
from foundation.files.pending import (
    attach_pending,
    discard_pending,
    gone,
    keep_newest,
    pending_file,
    pending_subject,
)
from foundation.values.errors import DomainError
from grants.forms.resident_fields import ResidentForm
from grants.views import resident_uploads
from grants.views.resident_access import who
from grants.views.resident_uploads import chosen_file, demand_room, take_upload

NAME_FIELD, DROP_FIELD = "waiting_file", "drop_file"


@dataclass(frozen=True)
class WaitingFile:
    """The file that came with a form, now or at an earlier try; `is_gone` when it waited for too long."""

    file: StoredFile | None = None
    is_gone: bool = False

    def attach(self, subject: str) -> StoredFile | None:
        """Give the file to its case. Raises InvalidInput when it is gone or the case has too many."""
        if self.is_gone:
            raise gone()
        if self.file is None:
            return None
        demand_room(subject)
        return attach_pending(file=self.file, subject=subject)

    def discard(self) -> None:
        """Forget the file, if it still waits."""
        if self.file is not None:
            discard_pending(file=self.file)


def receive_file(request: HttpRequest, form: ResidentForm, *, name: str, now: datetime) -> WaitingFile:
    """What was chosen, else what waits from before unless it was dropped.

    `name` is that of the form, one for each thing it is about. A file that is refused is said at the form,
    and an earlier one goes on waiting. Forgotten ones make room: they never lock the form.
    """
    subject = pending_subject(person=who(request), form=name)
    wanted = request.POST.get(NAME_FIELD, "")
    earlier = pending_file(subject=subject, uuid=wanted)
    waiting = WaitingFile(earlier, is_gone=bool(wanted) and earlier is None)
    try:
        chosen = chosen_file(request)
        if chosen is not None:
            file = take_upload(request, chosen, subject=subject, now=now)
            if file != earlier:
                waiting.discard()
            keep_newest(file=file, at_most=resident_uploads.MAX_FILES)
            return WaitingFile(file)
    except DomainError as error:
        form.refuse(error)
        return waiting
    if DROP_FIELD in request.POST:
        waiting.discard()
        return WaitingFile()
    if waiting.is_gone and form.errors:
        form.refuse(gone())
    return waiting


def waiting_before(request: HttpRequest, typed: QueryDict | None, *, name: str) -> WaitingFile:
    """The file that waited when access was lost, for the page that is shown again."""
    subject = pending_subject(person=who(request), form=name)
    uuid = typed.get(NAME_FIELD, "") if typed else ""
    return WaitingFile(pending_file(subject=subject, uuid=uuid))
