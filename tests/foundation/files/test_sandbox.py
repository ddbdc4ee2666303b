"""Uploads are parsed beside the web server, not in it."""

import io
import resource
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from foundation.audit.actors import SYSTEM
from foundation.files import sandbox
from foundation.files.inspection import inspect_upload
from foundation.files.sandbox import inspect_apart
from foundation.files.services import accept_upload
from foundation.values.errors import InvalidInput
from tests.foundation.files import samples

UNFOLDED = 512 * 1024**2


def bomb_pdf() -> bytes:
    """A PDF of 500 kB with an object stream that unfolds to 512 MB."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    packer = zlib.compressobj(9)
    packed = packer.compress(b"5 0 << /A 1 >>")
    packed += b"".join(packer.compress(bytes(1024**2)) for _ in range(UNFOLDED // 1024**2)) + packer.flush()
    stream = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream"
    places = []
    for number, body in enumerate(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /X 5 0 R >>",
            stream % (len(packed), packed),
        ),
        1,
    ):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    rows = [(0, 0, 65535), *((1, place, 0) for place in places), (2, 4, 0), (1, start, 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    head = b"<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >>" % len(table)
    out.write(b"6 0 obj\n%b\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (head, table, start))
    return out.getvalue()


def test_bomb_does_not_unfold_in_the_web_server(db: None, settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    data = bomb_pdf()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stored = accept_upload(
        name="bombe.pdf", data=data, subject="application:1", actor=SYSTEM, now=datetime.now(UTC)
    )
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * 1024 < UNFOLDED // 4
    assert stored.size < 10_000


@pytest.mark.parametrize("data", [samples.jpeg(), samples.png(), samples.pdf(2)], ids=["jpeg", "png", "pdf"])
def test_same_bytes_as_inspected_in_place(data: bytes) -> None:
    assert inspect_apart(name="datei", data=data) == inspect_upload(name="datei", data=data)


@pytest.mark.parametrize(
    "data", [samples.HTML, samples.encrypted_pdf(), b""], ids=["html", "encrypted", "empty"]
)
def test_same_refusal_as_inspected_in_place(data: bytes) -> None:
    refusals = []
    for inspect in (inspect_apart, inspect_upload):
        with pytest.raises(InvalidInput) as caught:
            inspect(name="Ümläut „x“\n.pdf", data=data)
        refusals.append((caught.value.message, caught.value.code, caught.value.field))
    assert refusals[0] == refusals[1]


def test_child_that_takes_too_long_has_found_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.001)
    with pytest.raises(InvalidInput) as caught:
        inspect_apart(name="bild.jpg", data=samples.jpeg())
    assert caught.value.code == "file.unreadable"
