"""Changes of a running grant: what may be asked for, and what the office may grant (domain handbook 5.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from foundation.values.money import format_euro, percent_of
from foundation.values.phrases import say
from grants.rules.findings import Finding, blocker, warning

ChangeKind = Literal["period", "costs", "purpose", "amount"]
FOR_THE_JURY: Final = frozenset({"purpose", "amount"})
#: By so much a line may be exceeded without asking.
FREE_SHIFT_PERCENT: Final = 20
SOURCE = "Handbuch 5.2; ANBest-P Nr. 5"


@dataclass(frozen=True, kw_only=True)
class ChangeFacts:
    """A change that is asked for, or about to be decided: `approves` is None while nobody decides.

    `ends_on` is the project's end as it stands, `wished_end` the one asked for.
    """

    as_of: date
    kind: ChangeKind
    text: str
    starts_on: date
    ends_on: date
    wished_end: date | None = None
    approves: bool | None = None
    reason: str = ""


def check_request(facts: ChangeFacts) -> Iterator[Finding]:
    """A request says what shall be different; an end is moved only before it is reached.

    Source: domain handbook 5.2 (extension only before the end date). Does not judge whether the change is
    worth it; whether a shift of costs is above 20 per cent, `check_items` sees at the proof.
    """
    if not facts.text.strip():
        yield blocker(
            "change.no_text", say("Schreiben Sie, was anders werden soll und warum."), SOURCE, "text"
        )
    if facts.kind != "period":
        return
    if facts.as_of >= facts.ends_on:
        yield blocker(
            "change.too_late",
            say(
                "Das Ende war der {ends_on}. Verschieben lässt es sich nur vorher. Rufen Sie uns an.",
                ends_on=facts.ends_on,
            ),
            SOURCE,
            "ends_on",
        )
    elif facts.wished_end is None:
        yield blocker(
            "change.no_end", say("Geben Sie ein, bis wann Ihre Aktion dauern soll."), SOURCE, "ends_on"
        )
    elif facts.wished_end == facts.ends_on:
        sentence = say(
            "Der {ends_on} gilt schon. Geben Sie einen anderen Tag ein.",
            ends_on=facts.ends_on,
        )
        yield blocker("change.same_end", sentence, SOURCE, "ends_on")
    elif facts.wished_end < max(facts.as_of, facts.starts_on):
        sentence = say(
            "Das neue Ende liegt vor dem Beginn oder ist schon vorbei. Geben Sie einen späteren Tag ein."
        )
        yield blocker("change.end_past", sentence, SOURCE, "ends_on")


def check_ruling(facts: ChangeFacts) -> Iterator[Finding]:
    """More money or another purpose is the jury's; every ruling has a reason (§ 39 VwVfG).

    Source: domain handbook 5.2 (more money or other purpose → jury again). A refusal the office may sign.
    """
    if facts.approves and facts.kind in FOR_THE_JURY:
        yield blocker(
            "change.for_the_jury",
            "Mehr Geld oder einen anderen Zweck kann das Büro nicht allein genehmigen. Das geht zurück an "
            "die Jury: Lehnen Sie hier ab, und helfen Sie bei einem neuen Antrag.",
            SOURCE,
            "approve",
        )
    if facts.approves is not None and not facts.reason.strip():
        yield blocker("change.no_reason", "Schreiben Sie, warum Sie so entscheiden.", "§ 39 VwVfG", "reason")


@dataclass(frozen=True, kw_only=True)
class PlanItemFact:
    """A line of the plan of costs as approved, and what receipts show for it, in cents."""

    item: str
    planned_cents: int
    spent_cents: int


def check_items(items: Iterable[PlanItemFact], *, change_was_granted: bool = False) -> Iterator[Finding]:
    """A single line of the plan is exceeded by at most 20 per cent; more needs a consent.

    Source: ANBest-P Nr. 1.2 (ANBest-Gk LSA Nr. 1.1), domain handbook 5.2. A warning for who checks the proof:
    what was granted before is not asked again. Does not apply to a fixed sum (Festbetrag), nor look at the
    total, which the entitlement limits.
    """
    if change_was_granted:
        return
    for each in items:
        limit = each.planned_cents + percent_of(each.planned_cents, FREE_SHIFT_PERCENT)
        if each.spent_cents > limit:
            yield warning(
                "plan.item_exceeded",
                f"„{each.item}“: geplant {format_euro(each.planned_cents)}, belegt "
                f"{format_euro(each.spent_cents)}. Das sind mehr als {FREE_SHIFT_PERCENT} % über dem Plan, "
                "und niemand hat das genehmigt. Fragen Sie nach, oder kürzen Sie.",
                "ANBest-P Nr. 1.2",
                "receipts",
            )
