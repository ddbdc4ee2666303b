"""What comes in as a file is kept up to the limit and no further; the form then says that it is too big."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from foundation.files.inspection import MAX_UPLOAD_BYTES

COPY_FIELD = "copy"
MAX_COPY_BYTES = 50 * 1024 * 1024


class StopKeepingAtLimit(FileUploadHandler):
    """Stands before the handlers that keep: beyond the limit nothing is passed to them.

    The file that the form sees is then a little over the limit, so that it is refused by its size; the disk
    never holds more than that of it.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """None keeps the rest from the handlers behind; `start` counts what has come, kept or not."""
        return raw_data if start <= MAX_UPLOAD_BYTES else None

    def file_complete(self, file_size: int) -> Any:
        """The file is made by the handlers behind."""
        return None


@dataclass(frozen=True)
class HashedCopy:
    """What is left of a file that was only sent to be compared: nothing of its content."""

    sha256: str
    size: int

    @property
    def is_too_big(self) -> bool:
        """More came than is hashed, so that the hash says nothing."""
        return self.size > MAX_COPY_BYTES

    def close(self) -> None:
        """Nothing is open."""


class HashOnly(FileUploadHandler):
    """Stands first: a file in the field `COPY_FIELD` is hashed as it comes and kept nowhere."""

    _digest: Any = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Take the file from the handlers behind, so that none begins a temporary file."""
        super().new_file(*args, **kwargs)
        self._digest = None
        if self.field_name == COPY_FIELD:
            self._digest = hashlib.sha256()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Other files go on to the handlers behind."""
        if self._digest is None:
            return raw_data
        if start <= MAX_COPY_BYTES:
            self._digest.update(raw_data)
        return None

    def file_complete(self, file_size: int) -> Any:
        """The hash in place of the file; None for other files."""
        return HashedCopy(self._digest.hexdigest(), file_size) if self._digest is not None else None
