"""The one table of what the office can do: (machine, action) -> address, form, service call, fragment.

One file a machine holds the rows; every row is listed here.
"""

from datetime import date

from foundation.audit.actors import Actor
from grants.actions.acceptance import ACCEPTANCE_ACTIONS
from grants.actions.account_sheets import ACCOUNT_SHEET_ACTIONS
from grants.actions.agreement_words import as_called_for
from grants.actions.application import APPLICATION_ACTIONS
from grants.actions.circular import CIRCULAR_ACTIONS
from grants.actions.claim_relief import CLAIM_RELIEF_ACTIONS
from grants.actions.claims import CLAIM_ACTIONS
from grants.actions.corrections import CORRECTION_ACTIONS
from grants.actions.disputes import DISPUTE_ACTIONS
from grants.actions.early_start import EARLY_START_ACTIONS
from grants.actions.end import END_ACTIONS
from grants.actions.exits import EXIT_ACTIONS
from grants.actions.grant import GRANT_ACTIONS
from grants.actions.jury_keys import JURY_KEY_ACTIONS
from grants.actions.jury_papers import JURY_PAPER_ACTIONS
from grants.actions.kind import Action, Offer
from grants.actions.lapses import LAPSE_ACTIONS
from grants.actions.orders import ORDER_ACTIONS
from grants.actions.pictures import PICTURE_ACTIONS
from grants.actions.questions import QUESTION_ACTIONS
from grants.actions.receipts import RECEIPT_ACTIONS
from grants.actions.rulings import RULING_ACTIONS
from grants.actions.session import SESSION_ACTIONS
from grants.actions.state_aid import STATE_AID_ACTIONS
from grants.models import WorkflowModel

__all__ = ["ACTIONS", "Action", "Offer", "action_named", "as_called_for", "offers"]

ACTIONS = (
    APPLICATION_ACTIONS
    + RULING_ACTIONS
    + CIRCULAR_ACTIONS
    + QUESTION_ACTIONS
    + CORRECTION_ACTIONS
    + EARLY_START_ACTIONS
    + GRANT_ACTIONS
    + ACCEPTANCE_ACTIONS
    + EXIT_ACTIONS
    + ACCOUNT_SHEET_ACTIONS
    + LAPSE_ACTIONS
    + STATE_AID_ACTIONS
    + END_ACTIONS
    + PICTURE_ACTIONS
    + DISPUTE_ACTIONS
    + CLAIM_ACTIONS
    + CLAIM_RELIEF_ACTIONS
    + ORDER_ACTIONS
    + RECEIPT_ACTIONS
    + SESSION_ACTIONS
    + JURY_KEY_ACTIONS
    + JURY_PAPER_ACTIONS
)


def offers(target: WorkflowModel, *, actor: Actor, today: date) -> list[Offer]:
    """Every action that begins where the object stands, allowed or with the reasons why not.

    What the work waits for stands first, what is seldom wanted last.
    """
    found = [
        Offer(
            as_called_for(action, target),
            action.why_not(target, actor=actor, today=today),
            action.tone_for(target),
        )
        for action in ACTIONS
        if action.machine == target.machine and action.is_offered(target)
    ]
    return sorted(found, key=lambda offer: offer.rank)


def action_named(slug: str, *machines: str) -> Action | None:
    """The action with this name in the address, of one of these machines."""
    return next((each for each in ACTIONS if each.slug == slug and each.machine in machines), None)
