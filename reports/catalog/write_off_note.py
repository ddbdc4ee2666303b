"""Niederschlagungsvermerk: a note on file that a claim is not pursued; it goes to nobody outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import Claim, TransitionRecord
from reports.catalog.letter_parts import in_words, letter_paper, lines_of
from reports.catalog.payback_parts import dated
from reports.contract import Commission, Data, Pairs, Particular, Report
from reports.kit import Block, Kit

TITLE = "Niederschlagungsvermerk"


@dataclass(frozen=True)
class WriteOffNote(Data):
    """Everything the note says, formatted."""

    heading: str
    facts: Pairs
    reasons: tuple[str, ...]


def collect(commission: Commission) -> WriteOffNote:
    """The claim as it stood when it was written off: what was open then is a parameter."""
    claims = Claim.objects.select_related("grant__case__fund", "grant__case__rules", "notice")
    claim = claims.get(uuid=commission.params["claim"])
    records = TransitionRecord.objects.filter(machine=claim.machine, object_id=claim.pk, action="write_off")
    record = records.filter(recorded_at__lte=commission.recorded_until).order_by("-pk")[0]
    application = claim.case
    return WriteOffNote(
        paper=letter_paper(
            application,
            title=TITLE,
            dated_on=record.occurred_on,
            address_lines=("Zur Akte", application.title),
        ),
        particulars=(
            Particular("gefordert", claim.amount_cents, "money"),
            Particular("niedergeschlagen", commission.params["open_cents"], "money"),
        ),
        heading=f"Niederschlagung einer Rückforderung zu „{application.title}“",
        facts=(
            ("Rückforderung", f"{format_euro(claim.amount_cents)}, {_paper_of(claim)}{dated(claim.notice)}"),
            ("Noch offen", format_euro(commission.params["open_cents"])),
            ("Vorgeschlagen von", claim.relief_by_label),
            ("Entschieden von", f"{record.actor_label}, {in_words(record.occurred_on)}"),
        ),
        reasons=lines_of(record.reason),
    )


def _paper_of(claim: Claim) -> str:
    """What the paper is called that founds the claim; an act is just that."""
    return claim.notice.title if claim.notice and not claim.notice.has_remedy else "Bescheid"


def layout(data: WriteOffNote, kit: Kit) -> Sequence[Block]:
    """The note."""
    return [
        kit.heading(data.heading),
        kit.facts(data.facts),
        kit.heading("Begründung", level=2),
        *(kit.paragraph(line) for line in data.reasons),
        kit.heading("Was das heißt", level=2),
        kit.paragraph(
            "Die Forderung bleibt bestehen. Die Stadt verfolgt sie vorerst nicht. Zahlt die Person doch, "
            "nimmt die Kasse das Geld an. Dieser Vermerk bleibt im Haus."
        ),
    ]


REPORT = Report(
    slug="niederschlagungsvermerk",
    title=TITLE,
    subject_kind="grant",
    audience="office",
    params=("claim", "open_cents"),
    collect=collect,
    layout=layout,
)
