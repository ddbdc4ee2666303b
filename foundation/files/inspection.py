"""Is this really a photo or a PDF? Sniffed, parsed, and made again without what does not belong in it."""

import io
from dataclasses import dataclass

import pylibmagic  # noqa: F401  must be loaded before magic: it brings the library

# isort: split
import magic  # after pylibmagic, which tells it where its library lies
import pikepdf
import pikepdf.sanitize
import pillow_heif
from PIL import Image, ImageOps

from foundation.files.names import clean_name
from foundation.values.errors import InvalidInput
from foundation.values.phrases import say

MAX_UPLOAD_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_PAGES = 300
JPEG_QUALITY = 88
PIL_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
}
PDF = "application/pdf"
SNIFFED_BYTES = 8192

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
pillow_heif.register_heif_opener()


@dataclass(frozen=True)
class CleanFile:
    """What is kept of an upload."""

    data: bytes
    media_type: str


def inspect_upload(*, name: str, data: bytes) -> CleanFile:
    """The upload made harmless: a re-encoded image without any metadata, or a sanitised PDF.

    Allowed by content, whatever the name says: JPEG, PNG, HEIC/HEIF (becomes JPEG), PDF; at most 15 MB,
    40 million pixels, 300 pages. Raises InvalidInput with a sentence that names the file.
    """
    shown = clean_name(name)
    if not data:
        raise _refusal(shown, say("ist leer. Wählen Sie eine andere Datei."), "file.empty")
    if len(data) > MAX_UPLOAD_BYTES:
        raise too_big(shown)
    media_type = magic.from_buffer(data[:SNIFFED_BYTES], mime=True)
    if media_type == PDF:
        return CleanFile(_clean_pdf(shown, data), PDF)
    if media_type in PIL_FORMATS:
        return _clean_image(shown, data, PIL_FORMATS[media_type])
    raise _refusal(shown, say("ist kein Foto und keine PDF. Wählen Sie ein Foto oder eine PDF."), "file.type")


def too_big(name: str) -> InvalidInput:
    """The refusal that a form gives before it reads the file."""
    return _refusal(
        clean_name(name), say("ist größer als 15 MB. Wählen Sie eine kleinere Datei."), "file.too_big"
    )


def unreadable(name: str) -> InvalidInput:
    """The refusal for a broken file, or when the disk would not take it."""
    sentence = say("konnte nicht geladen werden. Versuchen Sie es noch einmal.")
    return _refusal(clean_name(name), sentence, "file.unreadable")


def _refusal(shown: str, rest: str, code: str) -> InvalidInput:
    return InvalidInput(
        say(
            "Die Datei ‚{shown}‘ {rest}",
            shown=shown,
            rest=rest,
        ),
        code=code,
        field="file",
    )


def _clean_image(shown: str, data: bytes, source_format: str) -> CleanFile:
    media_type = "image/png" if source_format == "PNG" else "image/jpeg"
    try:
        with Image.open(io.BytesIO(data), formats=[source_format]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise _too_many_pixels(shown)
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            data = _encode(image, media_type)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(shown) from None
    except InvalidInput:
        raise
    except Exception:  # noqa: BLE001  a parser may raise anything on hostile bytes
        raise unreadable(shown) from None
    return CleanFile(data, media_type)


def _encode(image: Image.Image, media_type: str) -> bytes:
    """New bytes from the pixels alone: no EXIF, GPS, comment, profile or trailing data survives."""
    has_alpha = media_type == "image/png" and image.has_transparency_data
    wanted = "RGBA" if has_alpha else "L" if image.mode == "L" else "RGB"
    plain = image if image.mode == wanted else image.convert(wanted)  # 40 megapixels are copied once at most
    plain.info.clear()
    target = io.BytesIO()
    if media_type == "image/png":
        plain.save(target, format="PNG")
    else:
        plain.save(target, format="JPEG", quality=JPEG_QUALITY)
    return target.getvalue()


def _too_many_pixels(shown: str) -> InvalidInput:
    sentence = say("hat zu viele Bildpunkte. Wählen Sie ein Foto mit höchstens 40 Megapixel.")
    return _refusal(shown, sentence, "file.too_many_pixels")


def _clean_pdf(shown: str, data: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise _protected(shown)
            _check_pages(shown, len(pdf.pages))
            _sanitise(pdf)
            target = io.BytesIO()
            pdf.save(target, fix_metadata_version=False, static_id=True)
    except pikepdf.PasswordError:
        raise _protected(shown) from None
    except InvalidInput:
        raise
    except Exception:  # noqa: BLE001  a parser may raise anything on hostile bytes
        raise unreadable(shown) from None
    return target.getvalue()


def _sanitise(pdf: pikepdf.Pdf) -> None:
    """Scripts, attachments, actions that reach out, and films go; pages and forms stay as they look."""
    pikepdf.sanitize.remove_javascript(pdf)
    pikepdf.sanitize.remove_attachments(pdf)
    pikepdf.sanitize.remove_external_access(pdf)
    pikepdf.sanitize.remove_multimedia(pdf)
    pikepdf.sanitize.remove_private_app_data(pdf)
    pikepdf.sanitize.remove_thumbnails(pdf)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        del form["/XFA"]  # a second form inside the form, with scripts of its own


def _check_pages(shown: str, count: int) -> None:
    if count == 0:
        raise unreadable(shown)
    if count > MAX_PAGES:
        raise _refusal(
            shown,
            say(
                "hat mehr als {max_pages} Seiten. Wählen Sie eine kürzere PDF.",
                max_pages=MAX_PAGES,
            ),
            "file.too_many_pages",
        )


def _protected(shown: str) -> InvalidInput:
    sentence = say(
        "ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort und wählen Sie sie noch einmal."
    )
    return _refusal(shown, sentence, "file.encrypted")
