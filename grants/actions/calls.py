"""Calls that need more than one line, and the sentences about what stands in the way before."""

from datetime import date
from typing import Any

from django.db import transaction

from foundation.values.errors import StaleVersion
from grants.models import Application, Grant, PaymentKind, WorkflowModel
from grants.models.notice import IS_DRAFT
from grants.models.question_term import open_wish_of
from grants.rules.advances import check_order
from grants.rules.obligations import WITH_THE_PROOF
from grants.selectors.payments import possible_order
from grants.services import grants, payments, proofs
from grants.services.drafts import words_of
from grants.services.news import how_the_letter_goes
from grants.services.question_terms import open_question_of
from grants.services.waivers import why_no_waiver
from grants.services.workflow import lock
from grants.states import ApplicationState as A
from grants.states import GrantState as G
from grants.workflows.decision import ends_with_no
from grants.workflows.facts import order_facts
from grants.workflows.requirements import (
    change_is_prepared,
    demand_hearing_is_over,
    fallen_item,
    no_check_waits,
    notice_can_be_written,
    rejection_can_be_drafted,
    year_is_not_over,
)

#: A case that the office knows of and that still exists.
SENT = frozenset(A.values) - {A.DRAFT, A.DELETED}


def is_alive(case: Application) -> bool:
    """The case is not in the archive: things can still fall due in it."""
    grant = getattr(case, "grant", None)
    return case.state != A.ARCHIVED and (grant is None or grant.state != G.ARCHIVED)


def has_hold(case: Application) -> bool:
    """Nothing of the case is archived or deleted."""
    return any(hold.lifted_at is None for hold in case.holds.all())


def has_no_hold(case: Application) -> bool:
    """No legal dispute is noted."""
    return not has_hold(case)


def who(by: dict[str, Any]) -> dict[str, Any]:
    """Actor and moment, for services that ask for no version."""
    return {"actor": by["actor"], "now": by["now"]}


def check_seen(target: WorkflowModel, by: dict[str, Any]) -> None:
    """For services without a version of their own: refuse when the object has moved meanwhile."""
    if lock(target).version != by["expected_version"]:
        raise StaleVersion(
            "Inzwischen hat sich hier etwas geändert. Sehen Sie sich den neuen Stand an "
            "und versuchen Sie es noch einmal.",
            code="version.stale",
        )


def prepare_order(form: Any, grant: Any, by: dict[str, Any]) -> object:
    """A second click must not make a second order: the orders are counted under the lock of the grant."""
    data = form.cleaned_data
    with transaction.atomic():
        if lock(grant).orders.count() != by["expected_version"]:
            raise StaleVersion(
                "Inzwischen gibt es zu diesem Fall eine weitere Anordnung. Prüfen Sie, ob es Ihre ist.",
                code="version.stale",
            )
        return payments.prepare_order(
            grant=grant,
            kind=PaymentKind(data["kind"]),
            amount_cents=data["amount"],
            due_on=data["due_on"],
            holder_checked=data.get("holder_checked", False),
            **who(by),
        )


def check_proof(form: Any, grant: Any, by: dict[str, Any]) -> object:
    """Write the note of the check, for the state of the case that the person saw.

    What was ticked is fulfilled even when the purpose was missed.
    """
    achieved = form.cleaned_data["purpose"] == "ja"
    with transaction.atomic():
        check_seen(grant, by)
        check = proofs.check_proof(
            grant=grant,
            cuts=form.cuts(),
            kept=form.kept(),
            purpose_achieved=achieved,
            remark=form.cleaned_data["remark"],
            open_obligations=form.still_open(),
            assignments=form.assignments(),
            **who(by),
        )
        if not achieved:
            grants.fulfil_obligations(
                grant=grant, shown_by=WITH_THE_PROOF, except_for=form.still_open(), **who(by)
            )
    return check


def nothing_in_the_way(target: Any, today: date) -> tuple[str, ...]:
    """The form itself brings what the edge demands."""
    return ()


def session_waits(case: Application, today: date) -> tuple[str, ...]:
    """There is a session that takes applications."""
    if case.fund.sessions.filter(state__in=["invited", "open"]).exists():
        return ()
    return ("Es gibt keine eingeladene Sitzung. Legen Sie eine Sitzung an und laden Sie ein.",)


def session_is_open(case: Application, today: date) -> tuple[str, ...]:
    """The session on whose agenda the case stands has been opened."""
    items = case.agenda_items.all()
    is_open = any(item.decided_at is None and item.session.state == "open" for item in items)
    return () if is_open else ("Eröffnen Sie zuerst die Sitzung.",)


def rejection_may_be_drafted(case: Application, today: date) -> tuple[str, ...]:
    """No notice on a result of the jury that fell, nor with a hole."""
    return tuple(finding.message for finding in rejection_can_be_drafted(case, today))


def claim_may_be_drafted(grant: Grant, today: date) -> tuple[str, ...]:
    """No notice with a hole."""
    return tuple(finding.message for finding in notice_can_be_written("repayment")(grant, today))


def no_notice_is_out(case: Application) -> bool:
    """Nothing that the city decided has left the house."""
    return all(each.released_at is None for each in case.notices.all())


def vote_fell(case: Application) -> bool:
    """The result of the jury no longer stands."""
    return fallen_item(case) is not None


def something_is_payable(grant: Grant, today: date) -> tuple[str, ...]:
    """The rules of payment orders, asked for what is possible now."""
    waits = tuple(finding.message for finding in no_check_waits(grant, today))
    if waits:
        return waits
    possible = possible_order(grant, today=today)
    if possible.facts.ordered_cents >= possible.facts.approved_cents or possible.facts.rest_cents == 0:
        return ("Es ist nichts mehr auszuzahlen.",)
    amount = max(1, possible.amount_cents)
    facts = order_facts(grant, kind=possible.kind, amount_cents=amount, today=today)
    return tuple(each.message for each in check_order(facts, grant.case.rules.parameters()))


def how_to_tell_of_hearing(grant: Grant) -> str:
    """How the applicant learns of a hearing; empty when the formal demand was the hearing."""
    is_heard_now = grant.claims.filter(heard_until__isnull=False).exists()
    return how_the_letter_goes(grant.case) if is_heard_now else ""


def change_may_be_decided(grant: Grant, today: date) -> tuple[str, ...]:
    """The decision is prepared, and its notice has its texts; what it says comes with the form."""
    found = [*change_is_prepared(grant, today), *notice_can_be_written("change")(grant, today)]
    return tuple(finding.message for finding in found)


def check_waits(grant: Grant) -> bool:
    """The note of the check is written and waits for the second person."""
    return grant.open_check is not None


def is_overpaid(grant: Grant) -> bool:
    """More was paid than the confirmed check found, and nothing is claimed yet."""
    return grant.overpaid_cents > 0 and not grant.claims.all()


def is_small_overpayment(grant: Grant) -> bool:
    """What was overpaid is less than the fund claims back."""
    limit = grant.case.rules.claim_from_cents
    return is_overpaid(grant) and limit is not None and grant.overpaid_cents < limit


def is_on_paper(grant: Grant) -> bool:
    """The office types for the applicant; who applied online acts on their own page."""
    return grant.case.channel == "paper"


def remedy_can_be_waived(grant: Grant, today: date) -> tuple[str, ...]:
    """The award can still be attacked, and nobody has waived that."""
    refused = why_no_waiver(grant, today)
    return (refused,) if refused else ()


def more_time_is_wished(target: Any) -> bool:
    """A wish for more time waits for the office."""
    question = open_question_of(target)
    return question is not None and open_wish_of(question) is not None


def has_acceptance_term(grant: Grant) -> bool:
    """The fund sets a time for the acceptance."""
    return grant.case.rules.acceptance_days is not None


def has_start_term(grant: Grant) -> bool:
    """The fund sets a time for the start of the project."""
    return grant.case.rules.start_within_months is not None


def has_binding(grant: Grant) -> bool:
    """The fund binds bought things to their purpose."""
    return grant.case.rules.binding_years is not None


def something_stays_bound(grant: Grant) -> bool:
    """A bought thing has not been freed by the city."""
    return any(thing.ended_on is None for thing in grant.bound_things.all())


def has_open_obligations(grant: Grant) -> bool:
    """An obligation of the notice is not fulfilled yet."""
    return any(each.fulfilled_on is None for each in grant.obligations.all())


def ends_with_yes(case: Application) -> bool:
    """Not after a no: the jury's that stands, or that of who decides after it."""
    return not ends_with_no(case)


def is_to_be_rejected(case: Application) -> bool:
    """A no is decided, and no rejection notice is drafted yet."""
    return ends_with_no(case) and has_no_rejection_draft(case)


def has_rejection_draft(case: Application) -> bool:
    """A rejection notice waits for its release."""
    return not has_no_rejection_draft(case)


def award_text(grant: Any) -> int:
    """Which wording of the drafted award the person saw."""
    return text_of(grant.case, "award")


def rejection_text(case: Any) -> int:
    """Which wording of the drafted rejection the person saw."""
    return text_of(case, "rejection")


def revocation_text(grant: Any) -> int:
    """Which wording of the drafted revocation the person saw."""
    return text_of(grant.case, "revocation")


def has_revocation_draft(grant: Grant) -> bool:
    """A revocation waits for its release."""
    return any(each.kind == "revocation" and each.is_draft for each in grant.case.notices.all())


def has_no_revocation_draft(grant: Grant) -> bool:
    """Nobody has drafted a revocation yet."""
    return not has_revocation_draft(grant)


def may_be_revoked(grant: Grant, today: date) -> tuple[str, ...]:
    """The hearing of the demand is over, the year is not."""
    found = [*demand_hearing_is_over(grant, today), *year_is_not_over(grant, today)]
    return tuple(each.message for each in found)


def text_of(case: Application, kind: str) -> int:
    """Which wording of the case's draft of this kind the person saw; 0 when there is none."""
    draft = case.notices.filter(IS_DRAFT, kind=kind).first()
    return words_of(draft) if draft else 0


def who_saw(by: dict[str, Any]) -> dict[str, Any]:
    """Actor and moment, and the words that stood on the page: no other ones are changed or released."""
    return {**who(by), "seen_text": by["expected_version"]}


def has_no_rejection_draft(case: Application) -> bool:
    """No rejection notice waits for its release."""
    return not any(each.kind == "rejection" and each.is_draft for each in case.notices.all())


def count_orders(grant: Any) -> int:
    """How many orders the person saw."""
    return len(grant.orders.all())
