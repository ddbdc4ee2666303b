"""Hostile bytes are parsed in a process of its own, with a bound on memory and time.

A PDF of 500 kB can unfold to gigabytes inside the parser: that must end the child, never the web server. The
child knows no secret, no database, no Django; it may write no file.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from foundation.files.inspection import CleanFile, inspect_upload, unreadable
from foundation.values.errors import InvalidInput

ROOT = Path(__file__).resolve().parents[2]
MEMORY_BYTES = 1024**3
STREAM_BYTES = 64 * 1024**2
CPU_SECONDS, WALL_SECONDS = 20, 40
# What a child needs to start; everything else in the environment may be a secret.
KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_room = BoundedSemaphore(2)


def inspect_apart(*, name: str, data: bytes) -> CleanFile:
    """`inspect_upload` in a child process. A child that dies or takes too long has found a broken file."""
    environment = {key: os.environ[key] for key in KEPT if key in os.environ} | {"PYTHONPATH": str(ROOT)}
    head = json.dumps({"name": name}).encode() + b"\n"
    try:
        with _room:
            done = subprocess.run(
                [sys.executable, "-m", "foundation.files.sandbox"],
                input=head + data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                cwd=ROOT, env=environment, timeout=WALL_SECONDS, check=True,
            )  # fmt: skip
    except (subprocess.SubprocessError, OSError):
        raise unreadable(name) from None
    line, _, cleaned = done.stdout.partition(b"\n")
    answer: dict[str, str] = json.loads(line)
    if "media_type" in answer:
        return CleanFile(cleaned, answer["media_type"])
    raise InvalidInput(answer["message"], code=answer["code"], field=answer["field"])


def main() -> None:
    """The child: one upload comes in on standard input, its answer goes out on standard output."""
    _bound_oneself()
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    answer: dict[str, Any]
    cleaned = b""
    try:
        clean = inspect_upload(name=json.loads(head)["name"], data=data)
    except InvalidInput as error:
        answer = {"message": error.message, "code": error.code, "field": error.field}
    else:
        answer, cleaned = {"media_type": clean.media_type}, clean.data
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + cleaned)


def _bound_oneself() -> None:
    import resource  # not on every system

    import pikepdf

    pikepdf.settings.set_qpdf_limits(flate_max_memory=STREAM_BYTES)
    limits = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, limit in limits:
        with suppress(ValueError, OSError):  # macOS refuses a bound on the address space
            resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main()
