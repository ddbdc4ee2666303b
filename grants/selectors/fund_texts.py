"""The texts of a fund for their pages: by letter, with version, history and what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from grants.models import Fund, FundText, NoticeKind
from grants.rules.answers import Difference
from grants.rules.award_forms import BY_AGREEMENT
from grants.rules.plain_german import sentences
from grants.rules.text_catalog import BY_NAME, WORDINGS, edited_with
from grants.rules.wordings import EVERY, Wording

ALL_NOTICES = "In allen Bescheiden"
OTHER_LETTERS = "In anderen Briefen"


@dataclass(frozen=True)
class TextLine:
    """One text in the list: its version in force (0: the default), by whom, whether a notice misses it."""

    wording: Wording
    version: int
    by: str
    written_at: datetime | None
    is_missing: bool


@dataclass(frozen=True)
class TextVersion:
    """One version in the history of a text with what reads differently from the one before."""

    number: int
    text: str
    by: str
    written_at: datetime | None
    changes: Sequence[Difference]


def texts_by_letter(fund: Fund) -> list[tuple[str, list[TextLine]]]:
    """Every text that has a page, under the letter that says it, in the order of the catalogue. One query."""
    newest = {row.name: row for row in fund.texts.order_by("version")}
    groups: dict[str, list[TextLine]] = {}
    for wording in WORDINGS:
        if edited_with(wording.name)[0] == wording.name:
            groups.setdefault(_letter_of(wording), []).append(_line(wording, newest.get(wording.name)))
    return list(groups.items())


def history_of(fund: Fund, name: str) -> list[TextVersion]:
    """Every version of a text, the newest first; the default is version 0."""
    wording = BY_NAME[name]
    found = [TextVersion(0, wording.default, "", None, ())]
    for row in fund.texts.filter(name=name).order_by("version"):
        changes = tuple(_difference(wording, found[-1].text, row.text))
        found.append(TextVersion(row.version, row.text, row.written_by_label, row.written_at, changes))
    return found[::-1]


def shown(wording: Wording, text: str) -> str:
    """A text as people read it: a choice by its label."""
    return dict(wording.choices).get(text, text)


def _line(wording: Wording, row: FundText | None) -> TextLine:
    text = row.text if row else wording.default
    return TextLine(
        wording,
        row.version if row else 0,
        row.written_by_label if row else "",
        row.written_at if row else None,
        bool(wording.needed_by) and not text.strip(),
    )


def _letter_of(wording: Wording) -> str:
    notices = wording.needed_by | wording.optional_in
    if notices >= EVERY:
        return ALL_NOTICES
    if not notices:
        return OTHER_LETTERS
    acts, names = dict(NoticeKind.choices), BY_AGREEMENT.notices
    labels = acts | {names[kind]: BY_AGREEMENT.named(label) for kind, label in acts.items() if kind in names}
    found = [label for kind, label in labels.items() if kind in notices]
    return ", ".join(dict.fromkeys(found))


def _difference(wording: Wording, before: str, after: str) -> Iterator[Difference]:
    """The sentences that are gone and those that came; all of it when only breaks or signs differ."""
    old, new = sentences(shown(wording, before)), sentences(shown(wording, after))
    gone = tuple(each for each in old if each not in new)
    came = tuple(each for each in new if each not in old)
    if not gone and not came:
        gone, came = (before,), (after,)
    yield Difference(wording.label, gone, came)
