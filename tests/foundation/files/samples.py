"""Files that people (and others) send."""

import io
import zipfile
import zlib

import pikepdf
import pillow_heif
from PIL import Image, PngImagePlugin

GPS_TAG, ORIENTATION_TAG, GPS_LATITUDE = 0x8825, 0x0112, 2
LEFT_RED = (40, 20)


def picture(size: tuple[int, int] = LEFT_RED, mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new(mode, size, "blue")
    image.paste(Image.new(mode, (size[0] // 2, size[1]), "red"), (0, 0))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION_TAG] = orientation
    data[0x010F] = "CANARY-CAMERA"
    data.get_ifd(GPS_TAG)[GPS_LATITUDE] = (52.0, 30.0, 0.0)
    return data


def jpeg(orientation: int = 1) -> bytes:
    target = io.BytesIO()
    picture().save(target, "JPEG", exif=exif(orientation), comment=b"CANARY-COMMENT", quality=95)
    return target.getvalue()


def png(mode: str = "RGB") -> bytes:
    target = io.BytesIO()
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "CANARY-AUTHOR")
    picture(mode=mode).save(target, "PNG", pnginfo=text, exif=exif(), icc_profile=b"CANARY-PROFILE")
    return target.getvalue()


def heic() -> bytes:
    target = io.BytesIO()
    heif = pillow_heif.from_pillow(picture((64, 64)))
    heif.save(target, quality=90, exif=exif().tobytes())
    return target.getvalue()


def pdf(pages: int = 1) -> bytes:
    document, target = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page(page_size=(100, 100))
    document.save(target)
    return target.getvalue()


def encrypted_pdf(user: str = "geheim") -> bytes:
    document, target = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(target, encryption=pikepdf.Encryption(owner="besitzer", user=user))
    return target.getvalue()


def dangerous_pdf() -> bytes:
    """Script at opening, script by name, a program to start, a program attached."""
    document, target = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('CANARY')"))
    document.Root.OpenAction = script
    document.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), script]))
    )
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("CANARY.exe"))
    document.pages[0].AA = pikepdf.Dictionary(O=launch)
    document.attachments["CANARY.exe"] = b"MZ CANARY"
    document.save(target)
    return target.getvalue()


def bomb_png(side: int = 50_000) -> bytes:
    """A few hundred bytes that claim 2,500 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = side.to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
        + chunk(b"IEND", b"")
    )


def zip_file() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "a")
    return target.getvalue()


HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + b"\x00" * 200
EXE = b"MZ\x90\x00" + b"\x00" * 200
