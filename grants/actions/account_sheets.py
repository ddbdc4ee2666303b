"""What the office can do with an account that came on a signed sheet of paper."""

from datetime import date
from typing import Any

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms import office_account_sheet as forms
from grants.models import Grant
from grants.services import account_sheets, news
from grants.states import GrantState as G

#: A notice is out and the case not in the archive: where residents can give another account themselves.
WITH_ACCOUNT = frozenset(G.values) - {G.DRAFT_NOTICE, G.DECLINED, G.ARCHIVED, G.DELETED}
SHEET = "office/actions/_account_sheet.html"


def _can_come(grant: Grant) -> bool:
    """There is an account, and no sheet waits."""
    return grant.bank_account_id is not None and grant.open_account_sheet is None


def _waits(grant: Grant) -> bool:
    return grant.open_account_sheet is not None


def _seen(grant: Any) -> int:
    """Which sheet the person saw; 0 when none waits."""
    sheet = grant.open_account_sheet
    return sheet.pk if sheet is not None else 0


def _may_change(grant: Grant, today: date) -> tuple[str, ...]:
    refused = account_sheets.why_no_change(grant)
    return (refused.message,) if refused else ()


def _may_confirm(grant: Grant, today: date) -> tuple[str, ...]:
    refused = account_sheets.why_no_confirmation(grant)
    return (refused.message,) if refused else ()


ACCOUNT_SHEET_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="konto-papier",
        machine="grant",
        states=WITH_ACCOUNT,
        may=policy.may_enter_account_sheet,
        applies=_can_come,
        ready=_may_change,
        title="Anderes Konto eintragen (Papier)",
        button="Konto eintragen",
        tone="tertiary",
        form=forms.AccountSheetForm,
        call=lambda form, grant, by: account_sheets.enter_account_sheet(
            grant=grant,
            holder=form.cleaned_data["holder"],
            iban=form.cleaned_data["iban"],
            came_on=form.cleaned_data["came_on"],
            **by,
        ),
        done="Das Konto ist eingetragen. Es gilt, wenn eine zweite Person es bestätigt hat.",
        then=lambda _: "Geben Sie ihr das Blatt.",
        fragment=SHEET,
    ),
    Action(
        slug="konto-bestaetigen",
        machine="grant",
        states=WITH_ACCOUNT,
        may=policy.may_confirm_account_sheet,
        applies=_waits,
        ready=_may_confirm,
        title="Anderes Konto bestätigen",
        button="Konto bestätigen",
        form=forms.ConfirmSheetForm,
        call=lambda form, grant, by: account_sheets.confirm_account_sheet(
            grant=grant,
            iban=form.cleaned_data["iban"],
            seen_sheet=by["expected_version"],
            **calls.who(by),
        ),
        done="Das neue Konto gilt. Anordnen geht nach 24 Stunden.",
        then=lambda grant: news.how_the_letter_goes(grant.case),
        fragment=SHEET,
        seen=_seen,
    ),
    Action(
        slug="konto-verwerfen",
        machine="grant",
        states=WITH_ACCOUNT,
        may=policy.may_discard_account_sheet,
        applies=_waits,
        title="Anderes Konto verwerfen",
        button="Verwerfen",
        tone="tertiary",
        form=forms.DiscardSheetForm,
        call=lambda form, grant, by: account_sheets.discard_account_sheet(
            grant=grant,
            reason=form.cleaned_data["reason"],
            seen_sheet=by["expected_version"],
            **calls.who(by),
        ),
        done="Das Konto vom Papier ist verworfen. Das bisherige gilt weiter.",
        fragment=SHEET,
        seen=_seen,
    ),
)
