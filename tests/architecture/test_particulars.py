"""A case shows what was said in it: nobody reads name or address from the applicant, who has many cases."""

import re

from grants.models import Particulars
from tests.architecture.source import ROOT, python_files

FIELDS = "|".join((*Particulars.ANSWERS, "identity_key", "address_lines"))
READER = re.compile(rf"applicant(?:\.|__)(?:get_)?(?:{FIELDS})\b")


def test_nobody_reads_personal_data_from_the_applicant() -> None:
    files = [
        *python_files("applicants", "grants", "quarter", "reports"),
        *(ROOT / "templates").rglob("*.html"),
    ]
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files
        if "migrations" not in path.parts
        for match in READER.finditer(path.read_text(encoding="utf-8"))
    ]
    assert len(files) > 100
    assert found == []
