"""The one door through which text of people enters a document.

The kit knows no markup: what comes in is shown as it is, letter by letter. `clean_text` only takes away what
cannot be shown (control characters, invisible direction marks) and puts accents together. `text_string` and
`name` spell text inside PDF objects; `xml_text` spells it inside the XMP packet. Nothing else in the kit
escapes anything.
"""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
JOINERS = "\u200c\u200d"  # invisible, but Persian and Arabic shaping needs them
_SPACES = re.compile("[\t\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LETTER = re.compile(r"[^\W\d_]")
_ORDINARY = re.compile("[ -~\n\u00a0-\u00ac\u00ae-\u02ff\u2013\u2014\u201a-\u201e\u20ac]*")


def clean_text(text: str) -> str:
    """Text that can be shown: composed accents, line feed as the only line end, no control and no invisible
    characters.
    """
    if _ORDINARY.fullmatch(text):
        return text
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", "".join([_visible(char) for char in text]))


def _visible(char: str) -> str:
    if char == "\n" or char in JOINERS:
        return char
    category = unicodedata.category(char)
    if category == "Cs":  # half of a surrogate pair: no character at all
        return "\ufffd"
    return "" if category in ("Cc", "Cf") else char


def is_right_to_left(text: str) -> bool:
    """Whether the first letter belongs to a script that runs from right to left."""
    letter = _LETTER.search(text)
    return bool(letter and RIGHT_TO_LEFT.match(letter[0]))


def text_string(text: str) -> str:
    """A PDF text string: UTF-16 in hexadecimal digits, which needs no escaping."""
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


def name(text: str) -> str:
    """A PDF name with its slash; everything but letters, digits and `-_.+` is spelt as `#` and two digits."""
    spelt = (
        chr(b) if (b < 128 and chr(b).isalnum()) or chr(b) in "-_.+" else f"#{b:02X}" for b in text.encode()
    )
    return "/" + "".join(spelt)


def xml_characters(text: str) -> str:
    """Text of which every character may stand in XML 1.0; not escaped."""
    return "".join(c for c in clean_text(text) if c not in "\ufffe\uffff")


def xml_text(text: str) -> str:
    """Character data of an XML element, in one line."""
    return escape(xml_characters(text).replace("\n", " "))
