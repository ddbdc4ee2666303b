"""Another account from a signed sheet: typed in by one person, and again by a second (permissions, row 22).

The second person types the IBAN from the same sheet and never sees what the first one typed: so nobody reads
a full IBAN who must not (row 23), and no slip is confirmed by reading over it (decision 0030).
"""

from datetime import date, datetime

from django.db import transaction

from applicants.services.bank_details import add_bank_account, is_same_iban
from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants import policy
from grants.models import AccountSheet, Grant
from grants.predicates import Predicate
from grants.services.letter_occasions import write_letter
from grants.services.news import ACCOUNT_CHANGED, tell
from grants.services.payment_returns import UNDER_WAY, put_new_account
from grants.services.proposals import mark_confirmed, mark_withdrawn
from grants.services.workflow import check_version, lock
from grants.states import GrantState

OVER = (GrantState.ARCHIVED, GrantState.DELETED)


def enter_account_sheet(
    *,
    grant: Grant,
    holder: str,
    iban: str,
    came_on: date,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> AccountSheet:
    """Type in the account that stands on a signed sheet; it counts for nothing until it is confirmed.

    `came_on` is the day on which the sheet came. Raises NotAllowed, StaleVersion, InvalidInput for an account
    or a day that cannot be, DomainError where no account can be changed or another sheet waits.
    """
    with transaction.atomic():
        fresh = _held(grant, policy.may_enter_account_sheet, actor)
        check_version(fresh, expected_version)
        if refused := why_no_change(fresh):
            raise refused
        if fresh.open_account_sheet is not None:
            sentence = "Ein anderes Konto ist schon eingetragen. Es wartet auf die zweite Person."
            raise DomainError(sentence, "account_sheet.waits")
        if came_on > local_date(now):
            raise InvalidInput("Dieser Tag liegt in der Zukunft.", "account_sheet.in_future", "came_on")
        sheet = AccountSheet.objects.create(
            grant=fresh,
            bank_account=add_bank_account(
                applicant=fresh.case.applicant, holder=holder, iban=iban, actor=actor, now=now
            ),
            came_on=came_on,
            proposed_by=actor.reference,
            proposed_by_label=actor.label,
            proposed_at=now,
        )
        _log("enter", sheet, actor, now)
    return sheet


def confirm_account_sheet(
    *, grant: Grant, iban: str, actor: Actor, now: datetime, seen_sheet: int | None = None
) -> AccountSheet:
    """A second person types the IBAN of the sheet once more; when both agree, the grant has the new account.

    From here all is as after a change by the applicant: certificates are void, and for 24 hours nothing can
    be ordered (person rule 6). The applicant is told by e-mail, whatever way they like best, and by letter.
    Raises NotAllowed, StaleVersion, InvalidInput for another IBAN, DomainError where no account can be
    changed, or when the applicant has changed it meanwhile.
    """
    with transaction.atomic():
        fresh = _held(grant, policy.may_confirm_account_sheet, actor)
        sheet = _waiting(fresh, seen_sheet)
        if refused := why_no_change(fresh) or _overtaken(fresh, sheet):
            raise refused
        if not is_same_iban(account=sheet.bank_account, iban=iban):
            raise InvalidInput(
                "Eingetragen ist eine andere IBAN. Vergleichen Sie noch einmal mit dem Blatt. "
                "Ist die Eintragung falsch, verwerfen Sie sie.",
                "account_sheet.other_iban",
                "iban",
            )
        mark_confirmed(sheet, actor, now)
        put_new_account(fresh, sheet.bank_account, now)
        cause = f"account:{sheet.bank_account.uuid}"
        # Who did not sign that sheet must hear of it in time, so every way there is.
        tell(ACCOUNT_CHANGED, case=fresh.case, cause=cause, now=now, is_only_way=True)
        write_letter(("grant", "confirm_account_sheet"), fresh, cause=cause, actor=actor, now=now)
        _log("confirm", sheet, actor, now)
    return sheet


def discard_account_sheet(
    *, grant: Grant, reason: str, actor: Actor, now: datetime, seen_sheet: int | None = None
) -> AccountSheet:
    """Nothing comes of it; the row stays, with the reason. Raises NotAllowed, StaleVersion, DomainError."""
    if not reason.strip():
        raise DomainError("Schreiben Sie eine Begründung dazu.", "reason.missing")
    with transaction.atomic():
        fresh = _held(grant, policy.may_discard_account_sheet, actor)
        sheet = _waiting(fresh, seen_sheet)
        sheet.withdrawn_reason = reason.strip()
        mark_withdrawn(sheet, actor, now)
        _log("discard", sheet, actor, now)
    return sheet


def why_no_change(grant: Grant) -> DomainError | None:
    """What refuses another account, whoever brings it; None when it is possible."""
    if grant.state in OVER:
        return DomainError("Der Fall ist im Archiv. Hier wird nichts mehr ausgezahlt.", "account_sheet.over")
    if grant.bank_account_id is None:
        return DomainError("Es ist noch kein Konto angegeben.", "bank_account.missing")
    if any(order.state in UNDER_WAY for order in grant.orders.all()):
        sentence = "Auf das bisherige Konto wird gerade überwiesen. Warten Sie, bis die Kasse fertig ist."
        return DomainError(sentence, "bank_account.payment_under_way")
    return None


def why_no_confirmation(grant: Grant) -> DomainError | None:
    """The same, and that the applicant has not changed the account since the sheet was typed in."""
    sheet = grant.open_account_sheet
    return why_no_change(grant) or (_overtaken(grant, sheet) if sheet is not None else None)


def _overtaken(grant: Grant, sheet: AccountSheet) -> DomainError | None:
    changed_at = grant.bank_account_changed_at
    if changed_at is None or changed_at < sheet.proposed_at:
        return None
    sentence = "Inzwischen hat die Person selbst ein anderes Konto angegeben. Verwerfen Sie das vom Papier."
    return DomainError(sentence, "account_sheet.overtaken")


def _held(grant: Grant, may: Predicate, actor: Actor) -> Grant:
    fresh = lock(grant)
    if not may(actor, fresh):
        raise NotAllowed(may.why_not(actor, fresh), "policy.denied")
    return fresh


def _waiting(grant: Grant, seen: int | None) -> AccountSheet:
    """The sheet that waits, held by the lock of its grant; the one that the person saw."""
    sheet = grant.open_account_sheet
    if sheet is None:
        raise DomainError("Hier wartet kein anderes Konto auf eine zweite Person.", "account_sheet.none")
    if seen is not None and seen != sheet.pk:
        sentence = "Inzwischen ist ein anderes Blatt eingetragen. Sehen Sie sich den neuen Stand an."
        raise StaleVersion(sentence, "version.stale")
    return sheet


def _log(step: str, sheet: AccountSheet, actor: Actor, now: datetime) -> None:
    append_entry(
        action=f"account_sheet.{step}",
        subject=sheet.grant.subject,
        actor=actor,
        details={"bank_account": sheet.bank_account.uuid.hex},
        now=now,
    )
