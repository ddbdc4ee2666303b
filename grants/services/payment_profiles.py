"""The profile of a fund's payment files: proposed by one person, confirmed by another (row 42, rule 5)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from applicants.iban import parse_iban
from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Fund, PaymentProfile
from grants.rules.import_names import parse_import_names
from grants.rules.payment_files import parse_columns
from grants.selectors.payment_profiles import neutral_values, profile_in_force

BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?", re.ASCII)


def propose_profile(
    *, fund: Fund, values: Mapping[str, Any], reason: str, actor: Actor, now: datetime
) -> PaymentProfile:
    """Propose how files shall be written; `values` by name (`DECIDED`). It holds once it is confirmed.

    Raises NotAllowed, InvalidInput without a reason or a change and for a value that cannot be, DomainError
    while another proposal waits.
    """
    if not reason.strip():
        raise InvalidInput("Schreiben Sie, warum sich das ändert.", "payment_profile.no_reason", "reason")
    with transaction.atomic():
        held = Fund.objects.select_for_update(no_key=True).get(pk=fund.pk)
        if not policy.may_propose_rules(actor, held):
            raise NotAllowed(policy.may_propose_rules.why_not(actor, held), "policy.denied")
        if any(each.is_open for each in held.payment_profiles.all()):
            sentence = "Es gibt schon einen Vorschlag. Bestätigen Sie ihn zuerst, oder ziehen Sie ihn zurück."
            raise DomainError(sentence, "payment_profile.exists")
        newest = profile_in_force(held)
        before = newest.values if newest else neutral_values()
        proposed = _checked(before | dict(values))
        if proposed == before:
            raise InvalidInput("Sie haben nichts geändert.", "payment_profile.nothing")
        profile = PaymentProfile.objects.create(
            fund=held,
            version=held.payment_profiles.count() + 1,
            reason=reason.strip(),
            proposed_by=actor.reference,
            proposed_by_label=actor.label,
            proposed_at=now,
            **proposed,
        )
        _log("payment_profile.propose", profile, actor, now)
    return profile


def confirm_profile(*, profile: PaymentProfile, actor: Actor, now: datetime) -> PaymentProfile:
    """A second person makes the proposal the version that holds from now on.

    Raises NotAllowed, DomainError when it is not open any more.
    """
    with transaction.atomic():
        fresh = _held(profile)
        if not policy.may_confirm_rules(actor, fresh):
            raise NotAllowed(policy.may_confirm_rules.why_not(actor, fresh), "policy.denied")
        _demand_open(fresh)
        fresh.confirmed_by, fresh.confirmed_by_label, fresh.confirmed_at = actor.reference, actor.label, now
        fresh.save()
        _log("payment_profile.confirm", fresh, actor, now)
    return fresh


def withdraw_profile(*, profile: PaymentProfile, actor: Actor, now: datetime) -> PaymentProfile:
    """Nothing of the proposal comes to hold. Raises NotAllowed, DomainError when it is not open any more."""
    with transaction.atomic():
        fresh = _held(profile)
        if not policy.may_withdraw_rules(actor, fresh):
            raise NotAllowed(policy.may_withdraw_rules.why_not(actor, fresh), "policy.denied")
        _demand_open(fresh)
        fresh.withdrawn_by, fresh.withdrawn_by_label, fresh.withdrawn_at = actor.reference, actor.label, now
        fresh.save()
        _log("payment_profile.withdraw", fresh, actor, now)
    return fresh


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """The values as they are stored. Raises InvalidInput for one that cannot be."""
    parse_columns(values["columns_text"])
    parse_import_names(values["import_text"])
    iban, bic = "".join(values["debtor_iban"].split()).upper(), values["debtor_bic"].strip().upper()
    name = values["debtor_name"].strip()
    if iban:
        number = _town_iban(iban)
        iban, bic = str(number), bic or str(number.bic or "")
    if bic and not BIC.fullmatch(bic):
        sentence = "Die BIC der Stadt ist nicht richtig. Sie hat 8 oder 11 Zeichen."
        raise InvalidInput(sentence, "payment_profile.bic", "debtor_bic")
    if values["bank_file"] and not (name and iban and bic):
        sentence = "Für die Bankdatei fehlt das Konto der Stadt: Kontoinhaber, IBAN und BIC."
        raise InvalidInput(sentence, "payment_profile.no_debtor", "debtor_name")
    if values["statements"] and not iban:
        sentence = "Für Kontoauszüge fehlt die IBAN der Stadt: Nur ihr Konto wird gelesen."
        raise InvalidInput(sentence, "payment_profile.no_account", "debtor_iban")
    return values | {"debtor_name": name, "debtor_iban": iban, "debtor_bic": bic}


def _town_iban(text: str) -> Any:
    try:
        return parse_iban(text)
    except InvalidInput:
        sentence = "Die IBAN der Stadt ist nicht richtig. Prüfen Sie die Zahlen."
        raise InvalidInput(sentence, "payment_profile.iban", "debtor_iban") from None


def _held(profile: PaymentProfile) -> PaymentProfile:
    Fund.objects.select_for_update(no_key=True).get(pk=profile.fund_id)
    return PaymentProfile.objects.select_for_update(of=("self",)).select_related("fund").get(pk=profile.pk)


def _demand_open(profile: PaymentProfile) -> None:
    if not profile.is_open:
        raise DomainError("Dieser Vorschlag ist schon erledigt.", "payment_profile.wrong_state")


def _log(action: str, profile: PaymentProfile, actor: Actor, now: datetime) -> None:
    details = {"profile": profile.uuid.hex, "version": profile.version}
    append_entry(action=action, subject=f"fund:{profile.fund.uuid}", actor=actor, details=details, now=now)
