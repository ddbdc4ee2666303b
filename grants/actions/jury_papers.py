"""Papers of a session: invitation, packs, the chair who approves the minutes, additions to them."""

from datetime import date
from typing import Any

from grants import policy
from grants.actions.calls import who
from grants.actions.jury_keys import BEFORE_THE_END, WITH_KEYS
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_jury_keys as keys
from grants.services import minutes, session_papers
from grants.states import SessionState as S


def has_agenda(session: Any, today: date) -> tuple[str, ...]:
    """There is something to invite to."""
    return () if session.items.exists() else (session_papers.NO_AGENDA,)


JURY_PAPER_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="einladung-erstellen",
        machine="session",
        states=BEFORE_THE_END,
        may=policy.may_hold_session,
        ready=has_agenda,
        title="Einladung als PDF",
        button="Einladung erstellen",
        form=base.ActionForm,
        call=lambda _, session, by: session_papers.order_invitation(session=session, **who(by)),
        done="Die Einladung wird erstellt. Verschickt ist damit noch nichts.",
    ),
    Action(
        slug="mappe",
        machine="session",
        states=BEFORE_THE_END,
        may=policy.may_hold_session,
        ready=has_agenda,
        title="Sitzungsmappe erstellen",
        button="Mappe erstellen",
        form=base.ActionForm,
        call=lambda _, session, by: session_papers.order_packs(session=session, **who(by)),
        done="Die Mappe wird erstellt. Wer befangen ist, bekommt eine ohne diesen Antrag.",
    ),
    Action(
        slug="leitung",
        machine="session",
        states=BEFORE_THE_END | WITH_KEYS,
        may=policy.may_hold_session,
        title="Leitung festlegen",
        button="Leitung speichern",
        tone="tertiary",
        form=keys.OneMemberForm,
        call=lambda form, session, by: minutes.choose_chair(session=session, member=form.chosen(), **by),
        done="Die Leitung ist festgelegt. Diese Person bestätigt das Protokoll.",
    ),
    Action(
        slug="nachtrag",
        machine="session",
        states=frozenset({S.MINUTES_APPROVED.value}),
        may=policy.may_hold_session,
        title="Nachtrag zum Protokoll",
        button="Nachtrag speichern",
        form=keys.AdditionForm,
        call=lambda form, session, by: minutes.add_to_minutes(
            session=session, text=form.cleaned_data["text"], **who(by)
        ),
        done="Der Nachtrag ist gespeichert.",
    ),
)
