"""Bytes on disk, outside the web root: DATA_DIR/files/<aa>/<uuid>.

A file is written under its final name before its row is committed. When the transaction rolls back, the
bytes stay as an orphan until `remove_orphans` takes them: a file without a row does no harm, a row without a
file does.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

PART = ".part"


def root() -> Path:
    """The folder of all stored files."""
    return Path(settings.DATA_DIR) / "files"


def relative_path(uuid: UUID) -> str:
    """Where a file lies below the root: spread over 256 folders, nothing of its name in it."""
    return f"{uuid.hex[:2]}/{uuid}"


def absolute_path(relative: str) -> Path:
    """The place of a stored file; refuses a path that leads out of the root."""
    base = root().resolve()
    path = (base / relative).resolve()
    if not path.is_relative_to(base) or path == base:
        raise ValueError("path leads out of the file store")
    return path


def write(relative: str, data: bytes) -> None:
    """Write whole or not at all: temporary name, fsync, rename, fsync of the folder. Raises OSError."""
    path = absolute_path(relative)
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def read(relative: str) -> bytes:
    """All bytes of a stored file. Raises FileNotFoundError."""
    return absolute_path(relative).read_bytes()


def remove(relative: str) -> None:
    """Remove the bytes; a file that is gone already is fine."""
    with suppress(FileNotFoundError):
        absolute_path(relative).unlink()


def all_paths() -> Iterator[str]:
    """Every file below the root, as a relative path, unfinished ones too."""
    base = root()
    for path in sorted(base.glob("*/*")):
        if path.is_file():
            yield path.relative_to(base).as_posix()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
