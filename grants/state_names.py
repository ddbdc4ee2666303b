"""The names of the states of orders, claims and sessions, and of all six machines in one table."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices

from foundation.values.phrases import say
from grants.states import (
    APPLICATION_NAMES,
    GRANT_NAMES,
    ClaimState,
    PaymentOrderState,
    ReceiptOrderState,
    SessionState,
    StateNames,
    Step,
    Turn,
)

_P, _R, _C, _S = PaymentOrderState, ReceiptOrderState, ClaimState, SessionState


def _names(step: Step, *rows: tuple[TextChoices, str, Turn]) -> Mapping[str, StateNames]:
    """All states of a machine that belongs to one step of the resident's line."""
    return MappingProxyType(
        {state.value: StateNames(str(state.label), resident, turn, step) for state, resident, turn in rows}
    )


PAYMENT_ORDER_NAMES = _names(
    Step.MONEY,
    (_P.DRAFT, say("Die Stadt bereitet die Zahlung an Sie vor."), Turn.CITY),
    (_P.CERTIFIED_FACTUAL, say("Die Stadt prüft die Zahlung an Sie."), Turn.CITY),
    (_P.CERTIFIED_ARITH, say("Die Zahlung an Sie ist geprüft. Es fehlt noch eine Unterschrift."), Turn.CITY),
    (_P.ORDERED, say("Die Zahlung an Sie ist unterschrieben."), Turn.KASSE),
    (_P.HANDED_OVER, say("Die Stadtkasse überweist Ihnen das Geld."), Turn.KASSE),
    (_P.EXECUTED, say("Das Geld ist überwiesen."), Turn.NOBODY),
    (_P.RETURNED, say("Die Überweisung kam zurück. Bitte prüfen Sie Ihre Kontonummer."), Turn.APPLICANT),
    (_P.CANCELLED, say("Diese Zahlung gilt nicht mehr."), Turn.NOBODY),
)

RECEIPT_ORDER_NAMES = _names(
    Step.PROOF,
    (_R.DRAFT, say("Die Stadt bereitet sich darauf vor, Geld anzunehmen."), Turn.CITY),
    (_R.CERTIFIED, say("Die Annahme ist geprüft. Es fehlt noch eine Unterschrift."), Turn.CITY),
    (_R.ORDERED, say("Die Stadtkasse nimmt das Geld an."), Turn.KASSE),
    (_R.CANCELLED, say("Dieses Geld wird nicht mehr erwartet."), Turn.NOBODY),
)

CLAIM_NAMES = _names(
    Step.PROOF,
    (_C.HEARING, say("Die Stadt möchte Geld zurück. Sie können sich vorher dazu äußern."), Turn.APPLICANT),
    (_C.NOTICE, say("Die Stadt schreibt Ihnen, wie viel Geld sie zurückbekommt."), Turn.CITY),
    (_C.DUE, say("Bitte zahlen Sie das Geld zurück. Betrag und Tag stehen im Brief."), Turn.APPLICANT),
    (_C.REMINDED_1, say("Die Rückzahlung fehlt noch. Bitte zahlen Sie jetzt."), Turn.APPLICANT),
    (_C.REMINDED_2, say("Die Rückzahlung fehlt immer noch. Bitte rufen Sie uns an."), Turn.APPLICANT),
    (_C.PARTLY_PAID, say("Ein Teil ist zurückgezahlt. Der Rest fehlt noch."), Turn.APPLICANT),
    (_C.PAID, say("Alles ist zurückgezahlt. Danke."), Turn.NOBODY),
    (_C.DEFERRED, say("Sie dürfen später zurückzahlen. Der Tag steht im Brief."), Turn.APPLICANT),
    (_C.ENFORCEMENT, say("Die Stadtkasse treibt das Geld ein. Bitte rufen Sie uns an."), Turn.KASSE),
    (
        _C.WRITTEN_OFF,
        say("Die Stadt verlangt das Geld im Moment nicht. Sie schulden es weiter."),
        Turn.NOBODY,
    ),
    (_C.WAIVED, say("Sie müssen dieses Geld nicht zurückzahlen."), Turn.NOBODY),
)

SESSION_NAMES = _names(
    Step.JURY,
    (_S.PLANNED, "Die Sitzung der Jury ist geplant.", Turn.OFFICE),
    (_S.INVITED, "Die Jury ist zur Sitzung eingeladen.", Turn.OFFICE),
    (_S.OPEN, "Die Jury tagt.", Turn.JURY),
    (_S.CLOSED, "Die Jury hat getagt.", Turn.OFFICE),
    (_S.MINUTES_APPROVED, "Die Jury hat getagt. Das Protokoll ist bestätigt.", Turn.NOBODY),
)

#: machine -> state -> names
NAMES: Mapping[str, Mapping[str, StateNames]] = MappingProxyType(
    {
        "application": APPLICATION_NAMES,
        "grant": GRANT_NAMES,
        "payment_order": PAYMENT_ORDER_NAMES,
        "receipt_order": RECEIPT_ORDER_NAMES,
        "claim": CLAIM_NAMES,
        "session": SESSION_NAMES,
    }
)
