"""Whole or not at all."""

import os
from pathlib import Path
from uuid import uuid4

import pytest

from foundation.files import disk


def test_write_and_read(file_store: Path) -> None:
    uuid = uuid4()
    path = disk.relative_path(uuid)
    disk.write(path, b"abc")
    assert disk.read(path) == b"abc"
    assert (file_store / uuid.hex[:2] / str(uuid)).stat().st_mode & 0o777 == 0o640
    assert list(disk.all_paths()) == [path]
    disk.remove(path)
    disk.remove(path)
    assert list(disk.all_paths()) == []


def test_failing_disk_leaves_nothing(file_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        disk.write(disk.relative_path(uuid4()), b"abc")
    assert list(disk.all_paths()) == []


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "aa/../../x", "", "."])
def test_path_out_of_the_store_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="out of the file store"):
        disk.absolute_path(path)
