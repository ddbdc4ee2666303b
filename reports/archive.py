"""A ZIP that has the same bytes whenever it is made from the same files: sorted, without a clock."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from reports.contract import Packed

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the format knows no earlier one
UNIX, READABLE = 3, 0o100644 << 16
SQUEEZED = (".csv", ".txt", ".json")


def zip_bytes(files: Sequence[Packed]) -> bytes:
    """The archive; pictures and PDFs are kept as they are. Raises ValueError for two files of one name."""
    names = {each.name for each in files}
    if len(names) != len(files):
        raise ValueError("two files of an archive have the same name")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for each in sorted(files, key=lambda file: file.name):
            info = zipfile.ZipInfo(each.name, FIRST_DAY)
            info.create_system, info.external_attr = UNIX, READABLE
            info.compress_type = zipfile.ZIP_DEFLATED if each.name.endswith(SQUEEZED) else zipfile.ZIP_STORED
            archive.writestr(info, each.read())
    return out.getvalue()
