"""What the office types in of a paper case: the acceptance, and the first account (permissions, row 21)."""

from typing import Any

from django.db import transaction

from applicants.models import BankAccount
from applicants.services.bank_details import add_bank_account
from grants import policy
from grants.actions import calls
from grants.actions.account_sheets import WITH_ACCOUNT
from grants.actions.kind import Action
from grants.forms import office_acceptance as forms
from grants.models import Grant
from grants.services import grants


def _not_accepted(grant: Grant) -> bool:
    return calls.is_on_paper(grant) and grant.accepted_on is None


def _has_no_account(grant: Grant) -> bool:
    return calls.is_on_paper(grant) and grant.accepted_on is not None and grant.bank_account_id is None


def _account(form: Any, grant: Grant, by: dict[str, Any]) -> BankAccount:
    data = form.cleaned_data
    return add_bank_account(
        applicant=grant.case.applicant, holder=data["holder"], iban=data["iban"], **calls.who(by)
    )


def _accept(form: Any, grant: Grant, by: dict[str, Any]) -> object:
    """The acceptance and the account that stands on it, both or neither."""
    data = form.cleaned_data
    with transaction.atomic():
        return grants.accept_grant(
            grant=grant,
            waiver=data.get("waiver", False),
            own_committed_cents=data.get("own_money"),
            own_less_reason=data.get("own_less_reason", ""),
            bank_account=_account(form, grant, by) if data["iban"] else None,
            **by,
        )


def _give_account(form: Any, grant: Grant, by: dict[str, Any]) -> object:
    with transaction.atomic():
        account = _account(form, grant, by)
        return grants.give_bank_details(grant=grant, bank_account=account, **calls.who(by))


ACCEPTANCE_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="annahme-papier",
        machine="grant",
        edge="accept",
        applies=_not_accepted,
        title="Annahme eintragen (Papier)",
        button="Annahme eintragen",
        tone="primary",
        form=forms.PaperAcceptForm,
        call=_accept,
        done="Die Annahme ist eingetragen.",
    ),
    Action(
        slug="konto-angeben",
        machine="grant",
        states=WITH_ACCOUNT,
        may=policy.may_accept,
        applies=_has_no_account,
        title="Konto eintragen (Papier)",
        button="Konto eintragen",
        tone="primary",
        form=forms.PaperAccountForm,
        call=_give_account,
        done="Das Konto ist eingetragen.",
    ),
)
