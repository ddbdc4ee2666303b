"""What a file is called for people: the name they gave it, without anything that could do harm."""

import unicodedata
from pathlib import PurePosixPath

MAX_LENGTH = 120
FALLBACK = "Datei"
EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


def clean_name(name: str) -> str:
    """The last part of a path, composed, without control and direction characters, at most 120 long.

    The name is only ever data: no path is made from it.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    composed = unicodedata.normalize("NFC", last)
    visible = "".join(
        " " if c.isspace() else c for c in composed if unicodedata.category(c) not in _UNSEEN or c.isspace()
    )
    tidy = " ".join(visible.split()).strip(". ")
    if len(tidy) > MAX_LENGTH:
        suffix = PurePosixPath(tidy).suffix[:10]
        tidy = tidy[: MAX_LENGTH - len(suffix)].rstrip() + suffix
    return tidy or FALLBACK


def name_for_type(name: str, media_type: str) -> str:
    """The name with the ending that belongs to what the file really is: urlaub.heic -> urlaub.jpg."""
    wanted = EXTENSIONS.get(media_type, "")
    path = PurePosixPath(name)
    if not wanted or path.suffix.lower() == wanted or (wanted == ".jpg" and path.suffix.lower() == ".jpeg"):
        return name
    return f"{path.stem or FALLBACK}{wanted}"


# control, format (direction marks, zero width), surrogates, private use, unassigned
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
