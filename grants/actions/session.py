"""What the office can do with a session of the jury."""

from grants import policy
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_jury as jury
from grants.services import attendance, sessions
from grants.states import SessionState

SESSION_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="einladen",
        machine="session",
        edge="invite",
        title="Einladung vermerken",
        button="Einladung vermerken",
        tone="primary",
        form=base.ActionForm,
        call=lambda _, session, by: sessions.invite_jury(session=session, **by),
        done="Die Einladung ist vermerkt. Jetzt nimmt die Sitzung Anträge auf.",
        fragment="office/actions/_invite.html",
    ),
    Action(
        slug="eroeffnen",
        machine="session",
        edge="open",
        title="Sitzung eröffnen",
        button="Sitzung eröffnen",
        tone="primary",
        form=jury.OpenSessionForm,
        call=lambda form, session, by: sessions.open_session(session=session, present=form.chosen(), **by),
        done="Die Sitzung ist eröffnet.",
    ),
    Action(
        slug="anwesenheit",
        machine="session",
        states=frozenset({SessionState.OPEN.value}),
        may=policy.may_hold_session,
        title="Anwesenheit ändern",
        button="Anwesenheit speichern",
        form=jury.AttendanceForm,
        call=lambda form, session, by: attendance.change_attendance(
            session=session, present=form.chosen(), **by
        ),
        done="Die Anwesenheit ist geändert.",
        fragment="office/actions/_attendance.html",
    ),
    Action(
        slug="schliessen",
        machine="session",
        edge="close",
        title="Sitzung schließen",
        button="Sitzung schließen",
        tone="primary",
        form=base.ActionForm,
        call=lambda _, session, by: sessions.close_session(session=session, **by),
        done="Die Sitzung ist geschlossen.",
        fragment="office/actions/_close_session.html",
    ),
)
