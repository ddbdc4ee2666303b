"""What may come in, and what is left of it."""

import io
from collections.abc import Callable
from contextlib import suppress
from warnings import catch_warnings, simplefilter

import pikepdf
import pytest
from PIL import Image

from foundation.files import inspection
from foundation.files.inspection import MAX_UPLOAD_BYTES, inspect_upload
from foundation.values.errors import InvalidInput
from tests.foundation.files import samples

TYPE = "ist kein Foto und keine PDF. Wählen Sie ein Foto oder eine PDF."
BROKEN = "konnte nicht geladen werden. Versuchen Sie es noch einmal."
PASSWORD = "ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort und wählen Sie sie noch einmal."
PAGES = "hat mehr als 300 Seiten. Wählen Sie eine kürzere PDF."
PIXELS = "hat zu viele Bildpunkte. Wählen Sie ein Foto mit höchstens 40 Megapixel."


@pytest.mark.parametrize(
    ("name", "data", "rest", "code"),
    [
        ("film.mp4", samples.MP4, TYPE, "file.type"),
        ("seite.jpg", samples.HTML, TYPE, "file.type"),
        ("bild.png", samples.SVG, TYPE, "file.type"),
        ("bild.jpg", samples.GIF, TYPE, "file.type"),
        ("rechnung.pdf", samples.EXE, TYPE, "file.type"),
        ("rechnung.pdf", samples.zip_file(), TYPE, "file.type"),
        ("notiz.pdf", b"nur Text", TYPE, "file.type"),
        ("null.jpg", b"\x00" * 100, TYPE, "file.type"),
        ("leer.pdf", b"", "ist leer. Wählen Sie eine andere Datei.", "file.empty"),
        (
            "gross.pdf",
            b"%PDF-1.7\n" + b"0" * MAX_UPLOAD_BYTES,
            "ist größer als 15 MB. Wählen Sie eine kleinere Datei.",
            "file.too_big",
        ),
        ("halb.jpg", samples.jpeg()[:400], BROKEN, "file.unreadable"),
        ("halb.png", samples.png()[:-60], BROKEN, "file.unreadable"),
        ("kopf.pdf", b"%PDF-1.7\n" + b"kaputt" * 50, BROKEN, "file.unreadable"),
        ("ohne-seite.pdf", samples.pdf(0), BROKEN, "file.unreadable"),
        ("geheim.pdf", samples.encrypted_pdf(), PASSWORD, "file.encrypted"),
        ("nur-besitzer.pdf", samples.encrypted_pdf(user=""), PASSWORD, "file.encrypted"),
        ("bombe.png", samples.bomb_png(), PIXELS, "file.too_many_pixels"),
        ("41-megapixel.png", samples.bomb_png(6_500), PIXELS, "file.too_many_pixels"),
        ("lang.pdf", samples.pdf(301), PAGES, "file.too_many_pages"),
    ],
)  # fmt: skip
def test_bad_file_is_refused_with_a_sentence_that_names_it(
    name: str, data: bytes, rest: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        inspect_upload(name=name, data=data)
    assert (caught.value.message, caught.value.code, caught.value.field) == (
        f"Die Datei ‚{name}‘ {rest}",
        code,
        "file",
    )


def test_refusal_names_the_cleaned_name() -> None:
    with pytest.raises(InvalidInput, match=r"^Die Datei ‚gpj.exe‘ ist leer\."):
        inspect_upload(name="C:\\Fotos\\\u202egpj.exe\n", data=b"")


@pytest.mark.parametrize(
    ("make", "media_type", "image_format"),
    [
        (samples.jpeg, "image/jpeg", "JPEG"),
        (samples.png, "image/png", "PNG"),
        (samples.heic, "image/jpeg", "JPEG"),
        (lambda: samples.png("L"), "image/png", "PNG"),
        (lambda: samples.png("RGBA"), "image/png", "PNG"),
        (lambda: samples.png("P"), "image/png", "PNG"),
    ],
    ids=["jpeg", "png", "heic", "grey", "transparent", "palette"],
)
def test_image_is_made_again_without_metadata(
    make: Callable[[], bytes], media_type: str, image_format: str
) -> None:
    data = make()
    clean = inspect_upload(name="x", data=data)
    assert clean.media_type == media_type
    assert clean.data != data
    with Image.open(io.BytesIO(clean.data)) as image:
        image.load()
        assert image.format == image_format
        assert dict(image.getexif()) == {}
        assert not {"exif", "icc_profile", "comment", "Author"} & set(image.info)
    assert b"CANARY" not in clean.data
    assert b"Exif" not in clean.data


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(1, (40, 20), (5, 10)), (3, (40, 20), (35, 10)), (6, (20, 40), (10, 5)), (8, (20, 40), (10, 35))],
)
def test_photo_stands_upright(orientation: int, size: tuple[int, int], red_at: tuple[int, int]) -> None:
    clean = inspect_upload(name="x", data=samples.jpeg(orientation))
    with Image.open(io.BytesIO(clean.data)) as image:
        assert image.size == size
        pixel = image.getpixel(red_at)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert pixel[2] < 60


def test_transparency_survives() -> None:
    source = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(source, "PNG")
    clean = inspect_upload(name="x", data=source.getvalue())
    with Image.open(io.BytesIO(clean.data)) as image:
        assert image.getpixel((1, 1)) == (255, 0, 0, 0)


@pytest.mark.parametrize("tail", [samples.HTML, samples.pdf(), samples.zip_file()])
def test_second_nature_of_an_image_is_gone(tail: bytes) -> None:
    clean = inspect_upload(name="x.jpg", data=samples.jpeg() + tail)
    assert (b"<script" in clean.data, b"%PDF" in clean.data, b"PK\x03\x04" in clean.data) == (
        False,
        False,
        False,
    )


def test_pdf_loses_the_form_that_carries_its_own_scripts() -> None:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        script = pikepdf.Stream(pdf, b"<xdp><script>app.alert(1)</script></xdp>")
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=script)
        pdf.save(target)
    clean = inspect_upload(name="formular.pdf", data=target.getvalue())
    with pikepdf.open(io.BytesIO(clean.data)) as pdf:
        assert "/XFA" not in pdf.Root.AcroForm
    assert b"app.alert" not in clean.data


def test_pdf_loses_films_thumbnails_and_what_programs_left_in_it() -> None:
    film = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Movie,
        Rect=[0, 0, 9, 9],
        Movie=pikepdf.Dictionary(F=pikepdf.String("CANARY.mp4")),
    )
    with pikepdf.open(io.BytesIO(samples.pdf(1))) as pdf:
        page = pdf.pages[0].obj
        page.Annots = pikepdf.Array([film])
        page.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=pikepdf.String("CANARY")))
        page.Thumb = pdf.make_stream(b"CANARY")
        data = io.BytesIO()
        pdf.save(data)
    clean = inspect_upload(name="film.pdf", data=data.getvalue()).data
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        page = pdf.pages[0].obj
        assert [word for word in ("/PieceInfo", "/Thumb") if word in page] == []
        assert "/Movie" not in page.Annots[0]


def test_pixels_are_counted_though_the_library_only_warns() -> None:
    """Between 40 and 80 million Pillow itself warns and goes on; in the house warnings stop nothing."""
    with catch_warnings():
        simplefilter("ignore")
        with pytest.raises(InvalidInput) as caught:
            inspect_upload(name="gross.png", data=samples.bomb_png(6_500))
    assert caught.value.code == "file.too_many_pixels"


def test_pdf_loses_scripts_actions_and_attachments_but_no_page() -> None:
    clean = inspect_upload(name="x.pdf", data=samples.dangerous_pdf())
    assert clean.media_type == "application/pdf"
    with pikepdf.open(io.BytesIO(clean.data)) as pdf:
        assert len(pdf.pages) == 1
        assert list(pdf.attachments) == []
        objects = " ".join(repr(each) for each in pdf.objects)
    assert [
        word for word in ("JavaScript", "/JS", "Launch", "EmbeddedFile", "CANARY") if word in objects
    ] == []


@pytest.mark.parametrize("pages", [1, 3, inspection.MAX_PAGES])
def test_pdf_keeps_its_pages(pages: int) -> None:
    with pikepdf.open(io.BytesIO(inspect_upload(name="x.pdf", data=samples.pdf(pages)).data)) as pdf:
        assert len(pdf.pages) == pages


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize(
    "make", [samples.jpeg, samples.png, samples.heic, samples.pdf, samples.dangerous_pdf]
)
def test_damaged_file_is_refused_or_cleaned_but_never_crashes(make: Callable[[], bytes]) -> None:
    data = make()
    for cut in range(0, len(data), max(1, len(data) // 25)):
        for damaged in (data[:cut], data[:cut] + b"\xff" + data[cut + 1 :]):
            with suppress(InvalidInput):
                inspect_upload(name="x", data=damaged)
