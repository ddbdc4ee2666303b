"""How the office lets the jury in: addresses, the invitation, printed sheets, keys taken back."""

from datetime import date
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse

from grants import policy
from grants.actions.calls import who
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_jury_keys as keys
from grants.services import invitations, jury_keys
from grants.states import SessionState as S

BEFORE_THE_END = frozenset({S.PLANNED.value, S.INVITED.value, S.OPEN.value})
WITH_KEYS = frozenset({S.INVITED.value, S.OPEN.value, S.CLOSED.value})
QR_SCALE = 4


def link_address(secret: str) -> str:
    """The full address of a link or a code."""
    return f"{settings.PUBLIC_URL}{reverse('jury_link', args=[secret])}"


def sheets_to_print(form: keys.SheetsForm, session: Any, by: dict[str, Any]) -> list[dict[str, Any]]:
    """Each sheet with its QR code, for the page that is printed at once."""
    sheets = jury_keys.issue_sheets(
        session=session, members=form.chosen(), form_nonce=form.cleaned_data["nonce"], **who(by)
    )
    return [
        {"sheet": sheet, "qr": segno.make(link_address(sheet.code), error="m").svg_inline(scale=QR_SCALE)}
        for sheet in sheets
    ]


def invitation_can_go(session: Any, today: date) -> tuple[str, ...]:
    """There is an agenda, and somebody who has not been told."""
    refused = invitations.why_not_send(session)
    return (refused,) if refused else ()


JURY_KEY_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="adressen",
        machine="session",
        states=BEFORE_THE_END,
        may=policy.may_hold_session,
        title="E-Mail-Adressen der Jury",
        button="Adressen speichern",
        tone="tertiary",
        form=keys.AddressesForm,
        call=lambda form, session, by: invitations.save_addresses(
            session=session, addresses=form.addresses(), **by
        ),
        done="Die Adressen sind gespeichert.",
        fragment="office/actions/_jury_addresses.html",
    ),
    Action(
        slug="einladung-senden",
        machine="session",
        states=frozenset({S.INVITED.value, S.OPEN.value}),
        may=policy.may_hold_session,
        ready=invitation_can_go,
        title="Einladung senden",
        button="Jetzt senden",
        form=base.ActionForm,
        call=lambda _, session, by: invitations.send_invitations(
            session=session, address_of=link_address, **by
        ),
        done="Die Einladung ist auf dem Weg.",
        fragment="office/actions/_send_invitation.html",
    ),
    Action(
        slug="zugangsblaetter",
        machine="session",
        states=WITH_KEYS,
        may=policy.may_hold_session,
        title="Zugangsblätter drucken",
        button="Blätter ausstellen",
        form=keys.SheetsForm,
        call=sheets_to_print,
        done="Die Blätter sind ausgestellt.",
        shows="office/jury_sheets.html",
    ),
    Action(
        slug="zugang-sperren",
        machine="session",
        states=WITH_KEYS,
        may=policy.may_hold_session,
        title="Zugang sperren",
        button="Link und Code sperren",
        tone="danger",
        form=keys.OneMemberForm,
        call=lambda form, session, by: jury_keys.revoke_keys(
            session=session, member=form.chosen(), **who(by)
        ),
        done="Link und Code öffnen nichts mehr. Mit „Einladung senden“ bekommt die Person einen neuen Link.",
    ),
)
