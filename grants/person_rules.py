"""The rules that compare persons: who did one thing does not do the other (permissions.md, rules 3 to 5).

Predicates as `grants.predicates` describes them; the table of permissions, `grants.policy`, puts them beside
the roles. Most have a net in the database as well.
"""

from typing import Any

from foundation.audit.actors import Actor
from foundation.values.money import format_euro
from grants.predicates import says

ASK_HIGHER = "Bitten Sie jemanden mit einer höheren Grenze."


@says("Wer am Bescheid geschrieben hat, gibt ihn nicht frei. Bitten Sie eine andere Person.")
def is_not_author(actor: Actor, obj: Any) -> bool:
    """Rule 3: who releases a notice has written no wording of it; a small town waives it up to a limit."""
    drafts = (notice for notice in obj.case.notices.all() if notice.is_draft)
    return not any(
        wrote(actor, draft) and obj.case.rules.needs_second_person("notice", draft.amount_cents)
        for draft in drafts
    )


@says("Wer selbst entschieden hat, gibt den Bescheid nicht frei. Bitten Sie eine andere Person.")
def is_not_ruler(actor: Actor, obj: Any) -> bool:
    """Rule 3 at heart: who decided alone, or to deviate from the jury, does not release the notice on it."""
    return all(
        ruling.written_by != actor.reference or ruling.kind == "second_body"
        for ruling in obj.case.rulings.all()
    )


@says("Wer die Entscheidung vorbereitet hat, trifft sie nicht. Bitten Sie eine zweite Person.")
def is_not_change_preparer(actor: Actor, grant: Any) -> bool:
    """Row 24: who decides a change did not prepare the decision."""
    change = grant.open_change
    return change is None or all(each.written_by != actor.reference for each in change.rulings.all())


@says("Wer das Konto eingetragen hat, bestätigt es nicht. Bitten Sie eine zweite Person.")
def is_not_account_typist(actor: Actor, grant: Any) -> bool:
    """Row 22: who confirms an account from a sheet of paper did not type it in."""
    sheet = grant.open_account_sheet
    return sheet is None or bool(sheet.proposed_by != actor.reference)


@says("Wer die Bitte eingetragen hat, entscheidet nicht darüber. Bitten Sie eine zweite Person.")
def is_not_early_start_asker(actor: Actor, application: Any) -> bool:
    """Who typed in the wish to begin early does not decide it."""
    return all(
        each.asked_by != actor.reference for each in application.early_starts.all() if each.decided_at is None
    )


@says("Wer an der Rückforderung geschrieben hat, gibt sie nicht frei. Bitten Sie eine andere Person.")
def is_not_claim_author(actor: Actor, claim: Any) -> bool:
    """Rule 3: who confirms a claim has written no wording of it; a small town waives it up to a limit."""
    is_author = actor.reference == claim.drafted_by
    is_author = is_author or (claim.notice is not None and wrote(actor, claim.notice))
    return not (is_author and claim.case.rules.needs_second_person("notice", claim.amount_cents))


@says(
    "Wer an der Rückforderung geschrieben hat, entscheidet nicht über die Zinsen. Bitten Sie jemand anderen."
)
def is_not_principal_author(actor: Actor, claim: Any) -> bool:
    """Row 33: who forgoes the interest on a claim has written no wording of it."""
    return is_not_claim_author(actor, claim)


@says("Wer das vorgeschlagen hat, entscheidet nicht darüber. Bitten Sie eine zweite Person.")
def is_not_relief_author(actor: Actor, claim: Any) -> bool:
    """Row 33: who decides a write-off or a waiver did not propose it."""
    return bool(actor.reference != claim.relief_by)


@says("Wer das vorgeschlagen hat, bestätigt es nicht. Bitten Sie eine zweite Person.")
def is_not_money_proposer(actor: Actor, proposal: Any) -> bool:
    """Rule 5: who proposes a carry-over, a budget, a top-up or a block does not confirm it."""
    return bool(actor.reference != proposal.proposed_by)


@says("Wer den Mittelabruf angefordert hat, zieht ihn nicht zurück. Bitten Sie eine zweite Person.")
def is_not_drawdown_asker(actor: Actor, drawdown: Any) -> bool:
    """Rule 5 in spirit: what one person of the Kämmerei asked of the Land another takes back."""
    return bool(actor.reference != drawdown.requested_by)


@says("Wer die Regeln vorgeschlagen hat, bestätigt sie nicht. Bitten Sie eine zweite Person.")
def is_not_rules_proposer(actor: Actor, proposal: Any) -> bool:
    """Rule 5: who proposes a version of the rules does not confirm it; no profile waives that."""
    return bool(actor.reference != proposal.proposed_by)


def wrote(actor: Actor, notice: Any) -> bool:
    """The person drafted the notice or one of its wordings."""
    return actor.reference in {notice.drafted_by, *(text.written_by for text in notice.texts.all())}


@says("Wer den Nachweis geprüft hat, bestätigt ihn nicht. Bitten Sie eine zweite Person.")
def is_not_checker(actor: Actor, obj: Any) -> bool:
    """Rule 3: who confirms a proof did not check it; a small town waives it."""
    is_checker = any(
        check.confirmed_at is None and check.checked_by == actor.reference
        for check in obj.case.grant.checks.all()
    )
    return not (is_checker and obj.case.rules.needs_second_person("proof"))


@says("Wer eine Auszahlung festgestellt hat, ordnet sie nicht an und führt sie nicht aus.")
def is_not_certifier(actor: Actor, order: Any) -> bool:
    """Rule 4: certifier, orderer and executor are three persons."""
    return actor.reference not in (order.certified_factual_by, order.certified_arith_by)


@says("Wer eine Annahme festgestellt hat, ordnet sie nicht an. Bitten Sie eine zweite Person.")
def is_not_receipt_certifier(actor: Actor, order: Any) -> bool:
    """Rule 4, for money that comes in: certifier and orderer are two persons."""
    return bool(actor.reference != order.certified_by)


@says("Solange niemand gezeichnet hat, storniert auch die Kämmerei: wer die Anordnung vorbereitet hat.")
def is_own_receipt_draft(actor: Actor, order: Any) -> bool:
    """Who announced private or municipal money takes it back while nobody has signed."""
    return bool(order.is_by_hand and order.state == "draft" and order.prepared_by == actor.reference)


@says("Das Geld soll von Ihnen kommen. Bitten Sie eine andere Person.")
def is_not_payer(actor: Actor, order: Any) -> bool:
    """Rule 1: nobody signs for money that they pay; by hand the payer is known by name alone."""
    return " ".join(actor.label.casefold().split()) != " ".join(order.payer.casefold().split())


@says("Wer eine Auszahlung angeordnet hat, führt sie nicht aus.")
def is_not_orderer(actor: Actor, order: Any) -> bool:
    """Rule 4: certifier, orderer and executor are three persons."""
    return bool(actor.reference != order.ordered_by)


@says("Wer die Löschung vorgeschlagen hat, gibt sie nicht frei. Bitten Sie eine zweite Person.")
def is_not_proposer(actor: Actor, obj: Any) -> bool:
    """Row 45: who releases a deletion did not propose it."""
    return all(run.proposed_by != actor.reference for run in obj.case.deletion_runs.all() if run.is_open)


def _up_to(actor: Actor, order: Any) -> str:
    cents = actor.limit_of("FO", order.fund.slug)
    return f"Sie dürfen bis {format_euro(cents or 0)} anordnen. {ASK_HIGHER}"


@says(f"So viel dürfen Sie nicht anordnen. {ASK_HIGHER}", explain=_up_to)
def is_within_authority(actor: Actor, order: Any) -> bool:
    """Who orders has authority up to an amount, in cents; without a limit up to any (§ 7 KomKBVO)."""
    limit = actor.limit_of("FO", order.fund.slug)
    return limit is None or order.amount_cents <= limit
