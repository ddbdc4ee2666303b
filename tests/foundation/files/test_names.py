"""Names are data: shown, never used as a path."""

import pytest

from foundation.files.names import FALLBACK, MAX_LENGTH, clean_name, name_for_type


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Rechnung.pdf", "Rechnung.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Erika\\Foto 1.jpg", "Foto 1.jpg"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("Zu\u0308rich.jpg", "Zürich.jpg"),
        ("  viele   Leerzeichen .pdf ", "viele Leerzeichen .pdf"),
        ("рахунок.pdf", "рахунок.pdf"),
        ("فاتورة.pdf", "فاتورة.pdf"),
        ("", FALLBACK),
        ("...", FALLBACK),
        ("///", FALLBACK),
        ("\u200b", FALLBACK),
        ("\ud800.jpg", "jpg"),
    ],
)
def test_clean_name(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_long_name_keeps_its_ending() -> None:
    clean = clean_name("x" * 500 + ".pdf")
    assert (len(clean), clean[-4:]) == (MAX_LENGTH, ".pdf")


@pytest.mark.parametrize(
    ("name", "media_type", "expected"),
    [
        ("urlaub.heic", "image/jpeg", "urlaub.jpg"),
        ("urlaub.JPG", "image/jpeg", "urlaub.JPG"),
        ("urlaub.jpeg", "image/jpeg", "urlaub.jpeg"),
        ("scan.pdf.exe", "application/pdf", "scan.pdf.pdf"),
        ("Datei", "image/png", "Datei.png"),
        ("liste.txt", "text/plain", "liste.txt"),
    ],
)
def test_name_for_type(name: str, media_type: str, expected: str) -> None:
    assert name_for_type(name, media_type) == expected
