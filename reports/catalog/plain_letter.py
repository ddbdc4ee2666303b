"""The plain letter: subject, greeting, the body as the outbox holds it, whom to ask, closing.

A letter of the outbox is one call of `plain_letter` in a file of its own. What its paper prints beside the
body (a table of facts) it reads from `letter.params`, which stay as they were when the letter was drafted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from grants.models import Application, Letter
from reports.catalog.letter_parts import (
    LetterData,
    SignOff,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    hold_words,
    letter_paper,
    opening,
    questions_block,
    sign_off_of,
    unbroken,
)
from reports.contract import Commission, Pairs, Report
from reports.kit import Block, Kit

BULLET = "- "
ELECTRONIC = "letter_electronic_text"
SENDER_TO_COME = "[Name der Person, die den Brief sendet]"


@dataclass(frozen=True)
class PlainLetter(LetterData):
    """Everything a plain letter says: blocks of its body, each a paragraph or a list, and its facts."""

    body: tuple[tuple[str, ...], ...]
    facts: Pairs


def plain_letter(
    *,
    slug: str,
    title: str,
    facts: Callable[[Letter], Pairs] | None = None,
    info: Callable[[Letter], Pairs] | None = None,
) -> Report[PlainLetter]:
    """A letter of the catalog. `facts` stand in a table below the body, `info` beside the address."""

    def collect(commission: Commission) -> PlainLetter:
        """The letter as it was sent, or as it would be sent now."""
        letter = Letter.objects.select_related("case__fund", "case__rules", "case__particulars").get(
            uuid=commission.params["letter"]
        )
        application: Application = letter.case
        hold_words(application.rules, commission)
        return PlainLetter(
            paper=letter_paper(
                application,
                title=title,
                dated_on=letter.posted_on or commission.as_of,
                more=info(letter) if info else (),
            ),
            heading=letter.title,
            greeting=greeting_for(heard_name(application)),
            sign_off=plain_sign_off(application, letter.released_by_label or SENDER_TO_COME),
            contact=contact_of(application.fund),
            body=blocks_of(letter.body),
            facts=facts(letter) if facts else (),
        )

    return Report(
        slug=slug,
        title=title,
        subject_kind="application",
        audience="applicant",
        params=("letter",),
        collect=collect,
        layout=layout,
    )


def sent_facts(letter: Letter) -> Pairs:
    """The figures that the step put beside the body."""
    return tuple((label, value) for label, value in letter.params["facts"])


def plain_sign_off(application: Application, name: str) -> SignOff:
    """The end of a letter that is no notice; `name` is who sends it."""
    note = application.rules.says(ELECTRONIC)
    return replace(sign_off_of(application, name), note=note)


def layout(data: PlainLetter, kit: Kit) -> Sequence[Block]:
    """The letter."""
    return [
        *opening(kit, data),
        *(_block(kit, lines) for lines in data.body),
        *([kit.facts(data.facts)] if data.facts else []),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


def blocks_of(body: str) -> tuple[tuple[str, ...], ...]:
    """Each line a paragraph; lines that follow one another and begin with "- " are one list."""
    blocks: list[list[str]] = []
    for line in (unbroken(each.strip()) for each in body.splitlines() if each.strip()):
        if line.startswith(BULLET) and blocks and blocks[-1][0].startswith(BULLET):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return tuple(tuple(block) for block in blocks)


def _block(kit: Kit, lines: Sequence[str]) -> Block:
    if lines[0].startswith(BULLET):
        return kit.bullets([line.removeprefix(BULLET) for line in lines])
    return kit.paragraph(lines[0])
