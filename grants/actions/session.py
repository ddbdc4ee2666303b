"""What the office can do with a session of the jury."""

from grants import policy
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_jury as jury
from grants.models import JurySession
from grants.services import attendance, circular, session_plans, sessions
from grants.states import SessionState


def is_circular(session: JurySession) -> bool:
    """Nobody meets."""
    return session.is_circular


def is_meeting(session: JurySession) -> bool:
    """The jury meets in a room."""
    return not session.is_circular


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
        slug="uhrzeit-und-ort",
        machine="session",
        states=frozenset({SessionState.PLANNED.value, SessionState.INVITED.value}),
        may=policy.may_hold_session,
        title="Uhrzeit und Ort",
        button="Uhrzeit und Ort speichern",
        tone="tertiary",
        form=jury.TimeAndPlaceForm,
        call=lambda form, session, by: session_plans.change_time_and_place(
            session=session,
            starts_at=form.cleaned_data["starts_at"],
            place=form.cleaned_data["place"],
            **by,
        ),
        done="Uhrzeit und Ort sind gespeichert. Wer schon eingeladen ist, erfährt es nicht von selbst.",
    ),
    Action(
        slug="umlauf-beginnen",
        machine="session",
        edge="open",
        applies=is_circular,
        title="Umlaufverfahren beginnen",
        button="Umlaufverfahren beginnen",
        tone="primary",
        form=base.ActionForm,
        call=lambda _, session, by: circular.start_circular_vote(session=session, **by),
        done="Das Umlaufverfahren läuft. Alle Mitglieder können abstimmen.",
    ),
    Action(
        slug="eroeffnen",
        machine="session",
        edge="open",
        applies=is_meeting,
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
        applies=is_meeting,
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
