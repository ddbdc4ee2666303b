"""Every edge of an application: how it is walked, by whom, and what stops it."""

from datetime import date, timedelta
from typing import Any

from foundation.audit.actors import Actor
from grants.models import AgendaItem, Application, Fund, FundRules, Particulars
from grants.services.applications import answer_question, submit_application, withdraw_application
from grants.services.reconsiderations import reconsider_application
from grants.services.retention import archive_case, release_deletion
from grants.services.review import (
    ask_question,
    declare_eligible,
    declare_ineligible,
    discontinue_application,
)
from grants.services.sessions import (
    reopen_vote,
    schedule_application,
)
from tests.grants.edges import cast
from tests.grants.edges.application_places import (
    archived,
    deferred,
    draft,
    draft_on_paper,
    eligible,
    found_ineligible_wrongly,
    ineligible,
    lapsed,
    no_fell,
    partial_fell,
    rejected,
    rejected_by_the_jury,
    remedy_had_success,
    scheduled,
    spoken,
    submitted,
    unanswered,
    voted_no,
    voted_no_wrongly,
    voted_partial,
    voted_yes,
    withdrawn,
    withdrawn_draft,
    yes_fell,
)
from tests.grants.edges.decision_places import no_circular_votes_any_more, refused_alone
from tests.grants.edges.scene import WHY, Edge, Scene, Stop, at_the_door, rows_of
from tests.grants.edges.spoils import (
    HELD,
    WAITS,
    another_session_without_invitation,
    days_before,
    hold,
    nothing,
    the_day_is,
    unsent,
    wish_for_more_time,
)

M = "application"


# Steps


def submit(scene: Scene, actor: Actor) -> object:
    return submit_application(application=scene.application, actor=actor, now=scene.now)


def ask(scene: Scene, actor: Actor) -> object:
    due_on = scene.day + timedelta(days=14)
    return ask_question(application=scene.application, text=WHY, due_on=due_on, actor=actor, now=scene.now)


def answer(scene: Scene, actor: Actor) -> object:
    return answer_question(
        application=scene.application, text=WHY, actor=actor, now=scene.now, spoken=spoken(scene, actor)
    )


def lapse(scene: Scene, actor: Actor) -> object:
    return discontinue_application(application=scene.application, reason=WHY, actor=actor, now=scene.now)


def declare(scene: Scene, actor: Actor, **judged: Any) -> object:
    field = scene.application.rules.fields_of_action[0]
    judged = {"eligible_items": {1: True}, "field_of_action": field} | judged
    return declare_eligible(application=scene.application, actor=actor, now=scene.now, **judged)


def refuse(scene: Scene, actor: Actor) -> object:
    return declare_ineligible(application=scene.application, reason=WHY, actor=actor, now=scene.now)


def schedule(scene: Scene, actor: Actor) -> object:
    session = scene.fund.sessions.latest("pk")
    return schedule_application(application=scene.application, session=session, actor=actor, now=scene.now)


def reopen(scene: Scene, actor: Actor) -> object:
    return reopen_vote(application=scene.application, actor=actor, now=scene.now)


def withdraw(scene: Scene, actor: Actor) -> object:
    return withdraw_application(application=scene.application, actor=actor, now=scene.now)


def reconsider(scene: Scene, actor: Actor) -> object:
    return reconsider_application(application=scene.application, reason=WHY, actor=actor, now=scene.now)


def archive(scene: Scene, actor: Actor) -> object:
    return archive_case(target=scene.application, actor=actor, now=scene.now)


def delete(scene: Scene, actor: Actor) -> object:
    run = scene.fund.deletion_runs.get()
    return release_deletion(run=run, actor=actor, now=scene.now)


# What spoils them

STANDS = Stop(
    "rejection_was_undone", nothing,
    ("Die Ablehnung gilt. Vermerken Sie zuerst, dass ein Rechtsbehelf Erfolg hatte.",),
)  # fmt: skip


_edge = rows_of(M)


CLOSED_FUND = Stop(
    "fund_is_open",
    lambda scene: Fund.objects.update(is_open=False),
    ("Im Moment nehmen wir keine Anträge an. Ihr Entwurf bleibt gespeichert. Rufen Sie uns an.",),
)
NO_TITLE = Stop(
    "answers_are_complete",
    lambda scene: Application.objects.update(title=""),
    ("Geben Sie Ihrer Aktion einen kurzen Namen.",),
)
NOT_JUDGED = Stop(
    "costs_are_judged",
    nothing,
    (
        "Entscheiden Sie bei jeder Kostenzeile, ob sie zuwendungsfähig ist.",
        "Keine der Kosten ist zuwendungsfähig. Dann ist der Antrag nicht förderfähig.",
    ),
    lambda scene, actor: declare(scene, actor, eligible_items={}),
)
STRANGE_FIELD = Stop(
    "field_of_action_is_chosen",
    nothing,
    ("Wählen Sie ein Handlungsfeld aus der Liste.",),
    lambda scene, actor: declare(scene, actor, field_of_action="Weltraum"),
)
NO_OFFERS = Stop(
    "prices_were_compared",
    lambda scene: FundRules.objects.update(price_comparison_from_cents=1),
    ("Tragen Sie ein, wie viele Angebote für „Stauden und Saatgut“ vorliegen.",),
)
MINOR = Stop(
    "minor_is_represented",
    lambda scene: Particulars.objects.update(is_adult=False),
    ("Die Unterschrift eines Elternteils fehlt noch. Holen Sie sie ein und setzen Sie dann das Häkchen.",),
)
NO_SESSION = Stop(
    "stands_on_an_agenda",
    another_session_without_invitation,
    ("Es gibt keine eingeladene Sitzung. Legen Sie eine Sitzung an und laden Sie ein.",),
)
NO_CIRCULAR = Stop(
    "fits_circular_vote",
    no_circular_votes_any_more,
    ("Dieser Fonds kennt kein Umlaufverfahren. Setzen Sie den Antrag auf eine Sitzung.",),
)
DRAFT_WAITS = Stop(
    "no_draft_waits",
    nothing,
    ("Ein Bescheid wartet auf die Freigabe. Nehmen Sie zuerst den Entwurf zurück.",),
)
VOTE_STANDS = Stop(
    "vote_has_fallen",
    lambda scene: AgendaItem.objects.update(fell_at=None),
    ("Der Beschluss der Jury gilt. Neu abgestimmt wird nur, wenn er nicht mehr gilt.",),
)
TERM_RUNS = "Die Frist läuft noch bis 30.03.2026."
WISH_WAITS = "Entscheiden Sie zuerst über die Bitte um mehr Zeit."
REMEDY_RUNS = Stop(
    "remedy_is_over",
    days_before(60),
    ("Bis 7. April 2026 kann noch geklagt werden. Warten Sie bis danach.",),
)
UNANSWERED = Stop(
    "rejection_stands",
    remedy_had_success,
    ("Ein Rechtsbehelf gegen die Ablehnung hatte Erfolg. Nehmen Sie den Antrag zuerst wieder auf.",),
)

EDGES: tuple[Edge, ...] = (
    _edge("submit", "draft", "submitted", draft, submit, cast.OWN, CLOSED_FUND, NO_TITLE),
    _edge("submit", "draft", "submitted", draft_on_paper, submit, cast.ON_PAPER),
    _edge("ask", "submitted", "incomplete", submitted, ask, cast.OFFICE),
    _edge("answer", "incomplete", "submitted", unanswered, answer, cast.BY_TELEPHONE),
    _edge(
        "lapse", "incomplete", "lapsed", unanswered, lapse, cast.OFFICE,
        Stop("question_has_run_out", wish_for_more_time, (WISH_WAITS,)),
        Stop("question_has_run_out", unsent, (WAITS.format("Erinnerung an die Nachforderung"),)),
        Stop("question_has_run_out", the_day_is(date(2026, 3, 30)), (TERM_RUNS,)),
    ),
    _edge(
        "declare_eligible", "submitted", "eligible", submitted, declare, cast.OFFICE,
        NOT_JUDGED, NO_OFFERS, STRANGE_FIELD, MINOR,
    ),
    _edge("declare_ineligible", "submitted", "ineligible", submitted, refuse, cast.OFFICE),
    _edge(
        "schedule", "eligible", "scheduled", eligible, schedule, cast.OFFICE | cast.BIASED,
        NO_SESSION, NO_CIRCULAR,
    ),
    _edge("schedule", "deferred", "scheduled", deferred, schedule, cast.OFFICE | cast.BIASED, NO_SESSION),
    _edge("reopen", "voted_yes", "deferred", yes_fell, reopen, cast.OFFICE, VOTE_STANDS),
    _edge("reopen", "voted_partial", "deferred", partial_fell, reopen, cast.OFFICE, VOTE_STANDS),
    _edge("reopen", "voted_no", "deferred", no_fell, reopen, cast.OFFICE, VOTE_STANDS),
    _edge("withdraw", "draft", "withdrawn", draft_on_paper, withdraw, cast.ON_PAPER),
    *(
        _edge("withdraw", place.__name__, "withdrawn", place, withdraw, cast.OWN)
        for place in (
            draft, submitted, eligible, ineligible, scheduled, deferred, voted_yes, voted_partial, voted_no,
        )
    ),
    _edge("withdraw", "incomplete", "withdrawn", unanswered, withdraw, cast.OWN),
    _edge("decide_anew", "rejected", "deferred", voted_no_wrongly, reconsider, cast.CITY),
    _edge("check_anew", "rejected", "submitted", found_ineligible_wrongly, reconsider, cast.CITY),
    _edge("archive", "rejected", "archived", rejected, archive, cast.CITY, HELD, REMEDY_RUNS, UNANSWERED),
    _edge("archive", "withdrawn", "archived", withdrawn, archive, cast.CITY, HELD),
    _edge("archive", "lapsed", "archived", lapsed, archive, cast.CITY, HELD),
    Edge(
        M, "delete_after_retention", "archived", "deleted", archived, delete, cast.DELETE,
        (
            Stop("no_hold", hold, HELD.sentences, at_the_door(M, "delete_after_retention")),
            Stop(
                "retention_is_over",
                days_before(1),
                ("Die Aufbewahrung läuft bis 31. Dezember 2029.",),
                at_the_door(M, "delete_after_retention"),
            ),
            Stop(
                "deletion_is_proposed",
                lambda scene: scene.fund.deletion_runs.update(withdrawn_at=scene.now, withdrawn_by="officer"),
                ("Die Stadt schlägt die Löschung zuerst vor.",),
                at_the_door(M, "delete_after_retention"),
            ),
        ),
        refused=at_the_door(M, "delete_after_retention"),
    ),
)  # fmt: skip
#: Where a requirement stands in the way from the start: tried there, and by nobody walked.
SHUT: tuple[Edge, ...] = (
    _edge("check_anew", "rejected", "submitted", rejected, reconsider, cast.CITY, STANDS),
    _edge("decide_anew", "rejected", "deferred", rejected_by_the_jury, reconsider, cast.CITY, STANDS),
    _edge(
        "decide_anew", "rejected", "deferred", found_ineligible_wrongly, at_the_door(M, "decide_anew"),
        cast.CITY,
        Stop("somebody_said_no", nothing, ("Darüber hat noch niemand entschieden. Prüfen Sie neu.",)),
    ),
    _edge(
        "check_anew", "rejected", "submitted", voted_no_wrongly, at_the_door(M, "check_anew"), cast.CITY,
        Stop("nobody_has_voted", nothing, ("Darüber ist schon entschieden. Lassen Sie neu entscheiden.",)),
    ),
    _edge(
        "schedule", "eligible", "scheduled", refused_alone, schedule, cast.OFFICE | cast.BIASED, DRAFT_WAITS
    ),
    _edge(
        "archive", "withdrawn", "archived", withdrawn_draft, archive, cast.CITY,
        Stop(
            "was_ever_sent",
            nothing,
            ("Dieser Entwurf wurde nie abgeschickt. Er hat kein Aktenzeichen und kommt nicht ins Archiv.",),
        ),
    ),
)  # fmt: skip
