"""The end of a file: attachments, metadata, colour profile, catalog."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.kit.document import Document
from reports.kit.icc import srgb_profile
from reports.kit.metadata import PRODUCER, Meta, xmp_packet
from reports.kit.objects import ObjectWriter
from reports.kit.plain_text import clean_text, name, text_string

Relationship = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]


@dataclass(frozen=True)
class Attachment:
    """A file inside the document; `relationship` says what it is to the document (AFRelationship)."""

    name: str
    data: bytes
    media_type: str
    relationship: Relationship = "Data"
    description: str = ""


def finish(document: Document, meta: Meta, attachments: Sequence[Attachment] = ()) -> None:
    """Write everything after the last page."""
    writer = document.writer
    tree = document.write_pages()
    document.structure.write()
    outline = document.outline.write(writer)
    date = f"(D:{meta.moment:%Y%m%d%H%M%S}Z)"
    profile, packet, catalog, info = (writer.reserve() for _ in range(4))
    writer.stream(profile, srgb_profile(), "/N 3")
    writer.raw_stream(packet, xmp_packet(meta), "/Type/Metadata/Subtype/XML")
    entries = _attach(writer, attachments, date)
    entries += f"/Outlines {outline} 0 R/PageMode/UseOutlines" if outline else ""
    writer.add(
        catalog,
        f"<</Type/Catalog/Pages {tree} 0 R/StructTreeRoot {document.structure.number} 0 R"
        f"/MarkInfo<</Marked true>>/Lang {text_string(meta.language)}"
        f"/ViewerPreferences<</DisplayDocTitle true>>/Metadata {packet} 0 R"
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        "/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {profile} 0 R>>]{entries}>>",
    )
    subject = f"/Subject {_line(meta.subject)}" if meta.subject else ""
    writer.add(
        info,
        f"<</Title {_line(meta.title)}/Author {_line(meta.author)}{subject}"
        f"/CreationDate{date}/ModDate{date}/Producer({PRODUCER})>>",
    )
    writer.close(catalog, info)


def _line(text: str) -> str:
    """Metadata in one line, letter by letter the same as in the XMP packet."""
    return text_string(clean_text(text).replace("\n", " "))


def _attach(writer: ObjectWriter, attachments: Sequence[Attachment], date: str) -> str:
    """Write the attached files; returns the entries of the catalog that name them."""
    names, references = "", ""
    for attachment in sorted(attachments, key=lambda a: a.name):
        content, spec = writer.reserve(), writer.reserve()
        check = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest()
        writer.stream(
            content,
            attachment.data,
            f"/Type/EmbeddedFile/Subtype{name(attachment.media_type)}"
            f"/Params<</Size {len(attachment.data)}/CheckSum<{check}>/CreationDate{date}/ModDate{date}>>",
        )
        spelt, description = text_string(clean_text(attachment.name)), _line(attachment.description)
        writer.add(
            spec,
            f"<</Type/Filespec/F {spelt}/UF {spelt}/AFRelationship/{attachment.relationship}"
            f"/Desc {description}/EF<</F {content} 0 R/UF {content} 0 R>>>>",
        )
        names, references = names + f"{spelt} {spec} 0 R ", references + f"{spec} 0 R "
    return f"/Names<</EmbeddedFiles<</Names[{names}]>>>>/AF[{references}]" if references else ""
