"""The file format: streams, object streams, cross-references, colour profile."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pytest

from reports.kit.icc import srgb_profile
from reports.kit.objects import BATCH, OWN_STREAM, ObjectWriter
from reports.kit.plain_text import name, text_string


def _document(extra: list[tuple[bytes, bool]], run: int = 0) -> bytes:
    """A file with one empty page, the given streams and a run of small objects."""
    out = io.BytesIO()
    writer = ObjectWriter(out)
    catalog, pages, page, info, unused = (writer.reserve() for _ in range(5))
    assert unused
    streams = []
    for data, compressed in extra:
        streams.append(writer.reserve())
        writer.stream(streams[-1], data, compressed=compressed)
    first = writer.reserve(run)
    writer.add_run(first, [f"<</Turn {i}>>" for i in range(run)])
    numbers = " ".join(f"{number} 0 R" for number in [*streams, *range(first, first + run)])
    writer.add(page, f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 9 9]/Resources<<>>>>")
    writer.add(pages, f"<</Type/Pages/Count 1/Kids[{page} 0 R]>>")
    writer.add(info, "<<>>")
    writer.add(catalog, f"<</Type/Catalog/Pages {pages} 0 R/Extra[{numbers}]>>")
    writer.close(catalog, info)
    return out.getvalue()


def _data_ending_in_carriage_return() -> bytes:
    for number in range(100_000):
        data = str(number).encode()
        if zlib.compress(data, 6).endswith(b"\r"):
            return data
    raise AssertionError("no such data")


def test_stream_whose_compressed_data_ends_in_carriage_return_is_read_completely() -> None:
    data = _data_ending_in_carriage_return()
    packed = zlib.compress(data, 6)
    pdf = _document([(data, False), (packed, True)])
    assert pdf.count(packed + b"\r\nendstream") == 2
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        assert [stream.read_bytes() for stream in opened.Root.Extra] == [data, data]


@pytest.mark.parametrize("run", [1, OWN_STREAM - 1, OWN_STREAM, BATCH + 1, 255, 256, 257, 700])
def test_every_object_of_a_run_is_found(run: int) -> None:
    pdf = _document([(b"x", False)], run)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        assert [int(thing.Turn) for thing in opened.Root.Extra[1:]] == list(range(run))


def test_identity_is_the_digest_of_the_content() -> None:
    first, again, other = (_document([(data, False)]) for data in (b"a", b"a", b"b"))
    assert first == again
    with pikepdf.open(io.BytesIO(first)) as a, pikepdf.open(io.BytesIO(other)) as b:
        assert bytes(a.trailer.ID[0]) != bytes(b.trailer.ID[0])


@pytest.mark.parametrize("text", ["", "Müller", "a)b(c\\", "😀 محمد", "<FEFF>"])
def test_text_string_is_read_back(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text).encode())) == text


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("application/pdf", "/application#2Fpdf"),
        ("a b", "/a#20b"),
        ("ä", "/#C3#A4"),
        ("x-y_z.1+", "/x-y_z.1+"),
    ],
)
def test_name_escapes_everything_unusual(text: str, spelt: str) -> None:
    assert name(text) == spelt


def test_colour_profile_is_srgb_and_complete() -> None:
    profile = srgb_profile()
    assert struct.unpack(">I", profile[:4]) == (len(profile),)
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"mntr", b"RGB ", b"acsp")
    count = struct.unpack(">I", profile[128:132])[0]
    tags = [struct.unpack(">4sII", profile[132 + 12 * i : 144 + 12 * i]) for i in range(count)]
    assert {tag for tag, _, _ in tags} == {
        *(b"desc", b"cprt", b"wtpt"),
        *(b"rXYZ", b"gXYZ", b"bXYZ"),
        *(b"rTRC", b"gTRC", b"bTRC"),
    }
    assert all(start % 4 == 0 and start + size <= len(profile) for _, start, size in tags)
    columns = [
        struct.unpack(">3i", profile[start + 8 : start + 20]) for tag, start, _ in tags if tag[1:] == b"XYZ"
    ]
    white = [round(sum(values) / 65536, 3) for values in zip(*columns, strict=True)]
    assert white == [0.964, 1.0, 0.825]  # red, green and blue together are the white of D50
