"""Draws the house, writes its workflows and the lists of the glossary from the code; `./run draw` calls it.

The pictures are Mermaid text inside Markdown, which the usual viewers show as drawings. A test draws them
again and compares, so that they cannot grow old.
"""

import os
import re
from pathlib import Path

import django

from tests.architecture.source import ROOT, rooms

ARCHITECTURE = ROOT / "docs" / "architecture.md"
WORKFLOWS = ROOT / "docs" / "workflow.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
LETTERS = ROOT / "docs" / "letters.md"
BEGIN, END = "<!-- drawn from the code: begin -->", "<!-- drawn from the code: end -->"
ORDER = ("reports", "quarter", "grants", "applicants", "foundation.accounts", "foundation.files")


def house() -> str:
    """Rooms and who imports whom, from top to bottom."""
    lines = ["```mermaid", "flowchart TD"]
    graph = {room: targets for room, targets in rooms().items() if room != "config"}
    ordered = sorted(graph, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    lines.extend(f"    {_id(room)}[{room}]" for room in ordered)
    for room, targets in sorted(graph.items()):
        lines.extend(f"    {_id(room)} --> {_id(target)}" for target in sorted(targets))
    return "\n".join([*lines, "```"])


def put_into(path: Path, drawing: str) -> str:
    """The page with its drawing replaced by this one."""
    page = path.read_text(encoding="utf-8")
    return re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{drawing}\n\n{END}", page, flags=re.DOTALL)


def _id(room: str) -> str:
    return room.replace(".", "_")


def main() -> None:
    """Write the pages anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tests.architecture.glossary import lists  # after django.setup()
    from tests.architecture.letters import letters  # after django.setup()
    from tests.architecture.workflows import workflows  # after django.setup()

    ARCHITECTURE.write_text(put_into(ARCHITECTURE, house()), encoding="utf-8")
    WORKFLOWS.write_text(put_into(WORKFLOWS, workflows()), encoding="utf-8")
    GLOSSARY.write_text(put_into(GLOSSARY, lists()), encoding="utf-8")
    LETTERS.write_text(put_into(LETTERS, letters()), encoding="utf-8")


if __name__ == "__main__":
    main()
