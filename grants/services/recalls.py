"""The way back from a deferral that should not be: proposed by one person, decided by another."""

from datetime import datetime

from foundation.audit.actors import Actor, ActorKind
from foundation.values.errors import InvalidInput
from grants.models import Claim, ClaimRelief, NoticeKind
from grants.services.claim_steps import NO_WORDS, propose_relief
from grants.services.drafts import write_draft
from grants.services.notices import post_notice
from grants.services.receipt_orders import move_for_claim
from grants.services.workflow import perform

HEARD = "Zur Anhörung (§ 28 VwVfG): "


def propose_recall(
    *, claim: Claim, reason: str, heard: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> Claim:
    """Propose to end a deferral. `heard`: when the person could speak, or why that was not needed.

    Both go into the notice. Raises NotAllowed, StaleVersion, InvalidInput without one of the two, DomainError
    when the claim is not deferred.
    """
    for field, words, code in (("reason", reason, "reason.missing"), ("heard", heard, "claim.no_hearing")):
        if not words.strip():
            raise InvalidInput("Schreiben Sie etwas in dieses Feld.", code, field)
    return propose_relief(
        claim=claim,
        relief=ClaimRelief.RECALL,
        reason=f"{reason.strip()}\n{HEARD}{heard.strip()}",
        actor=actor,
        now=now,
        expected_version=expected_version,
    )


def recall_deferral(
    *, claim: Claim, actor: Actor, now: datetime, channel: str = "", expected_version: int | None = None
) -> Claim:
    """Aufhebung der Stundung, decided by a second person: the claim is due again, on the day it had before.

    An act that burdens (§§ 48, 49 VwVfG): its notice goes out with the decision, with reasons and the remedy.
    The instalments stay as rows; none of them holds any more. Who was dunned before the deferral is dunned
    anew before anything is enforced.
    """

    def work(fresh: Claim) -> None:
        author = Actor(ActorKind.STAFF, fresh.relief_by, fresh.relief_by_label)
        notice = write_draft(
            fresh.case, NoticeKind.RECALL, fresh.open_cents, fresh.relief_reason, actor=author, now=now
        )
        post_notice(notice, actor=actor, now=now, channel=channel)
        fresh.deferred_until = fresh.remind_until = None
        fresh.relief = fresh.relief_reason = fresh.relief_by = fresh.relief_by_label = ""
        move_for_claim(claim=fresh)

    return perform(
        claim,
        "recall",
        actor=actor,
        now=now,
        reason=claim.relief_reason or NO_WORDS,
        expected_version=expected_version,
        work=work,
    )
