"""What comes in as a file is kept up to the limit and no further; the form then says that it is too big."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from foundation.files.inspection import MAX_UPLOAD_BYTES


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
