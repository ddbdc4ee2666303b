"""What the office can do when nobody accepts a grant or begins with it: draft its lapse, release it."""

from datetime import date
from typing import Any

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.actions.second_person import who_releases
from grants.forms import office_lapse as forms
from grants.forms import office_notice as drafts
from grants.models import Grant
from grants.services import lapses, news
from grants.states import GrantState as G
from grants.workflows.requirements import grant_may_lapse

#: A draft may be left behind by an acceptance, a payment or a proof.
ON_THE_WAY = (
    G.ISSUED, G.ACCEPTED, G.RUNNING, G.CHANGE_PENDING, G.PROOF_DUE, G.PROOF_OVERDUE, G.PROOF_SUBMITTED,
)  # fmt: skip


def has_draft(grant: Grant) -> bool:
    """A lapse waits for its release."""
    return any(each.kind == "lapse" and each.is_draft for each in grant.case.notices.all())


def can_be_drafted(grant: Grant) -> bool:
    """The fund sets the term that was let go by, and nobody has drafted the lapse yet."""
    has_term = calls.has_acceptance_term if grant.state == G.ISSUED else calls.has_start_term
    return has_term(grant) and not has_draft(grant)


def in_the_way(grant: Grant, today: date) -> tuple[str, ...]:
    """The term and the hearing are over, and nothing has begun."""
    return tuple(each.message for each in grant_may_lapse(grant, today))


def text_seen(grant: Any) -> int:
    """Which wording of the drafted lapse the person saw."""
    return calls.text_of(grant.case, "lapse")


def _release(slug: str, edge: str, title: str) -> Action:
    return Action(
        slug=slug,
        machine="grant",
        edge=edge,
        applies=has_draft,
        title=title,
        button="Freigeben",
        tone="danger",
        form=forms.ReleaseLapseForm,
        call=lambda form, grant, by: lapses.release_lapse(
            grant=grant, channel=form.cleaned_data["channel"], **calls.who_saw(by)
        ),
        done="Die Förderung ist beendet. Das Geld ist wieder frei.",
        then=lambda grant: news.how_to_post(grant.case),
        fragment="office/actions/_notice.html",
        seen=text_seen,
    )


LAPSE_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="verfall-entwerfen",
        machine="grant",
        states=frozenset({G.ISSUED.value, G.RUNNING.value}),
        may=policy.may_draft_notice,
        applies=can_be_drafted,
        ready=in_the_way,
        title="Verfall entwerfen",
        button="Verfall entwerfen",
        form=forms.DraftLapseForm,
        call=lambda form, grant, by: lapses.draft_lapse(
            grant=grant, reason=form.cleaned_data["reason"], **calls.who(by)
        ),
        done="Der Verfall ist entworfen.",
        then=who_releases,
        fragment="office/actions/_notice.html",
    ),
    _release("mangels-annahme", "expire_offer", "Mangels Annahme beenden"),
    _release("verfallen", "lapse", "Förderung verfallen lassen"),
    Action(
        slug="verfall-korrigieren",
        machine="grant",
        states=frozenset({G.ISSUED.value, G.RUNNING.value}),
        may=policy.may_draft_notice,
        applies=has_draft,
        title="Entwurf des Verfalls ändern",
        button="Änderung speichern",
        form=forms.CorrectLapseForm,
        call=lambda form, grant, by: lapses.correct_lapse(
            grant=grant, reason=form.cleaned_data["reason"], **calls.who_saw(by)
        ),
        done="Der Entwurf ist geändert.",
        then=who_releases,
        fragment="office/actions/_notice.html",
        seen=text_seen,
    ),
    Action(
        slug="verfall-zuruecknehmen",
        machine="grant",
        states=frozenset(each.value for each in ON_THE_WAY),
        may=policy.may_draft_notice,
        applies=has_draft,
        title="Entwurf des Verfalls zurücknehmen",
        button="Entwurf zurücknehmen",
        tone="danger",
        form=drafts.TakeBackForm,
        call=lambda form, grant, by: lapses.take_back_lapse(
            grant=grant, reason=form.cleaned_data["reason"], **calls.who_saw(by)
        ),
        done="Der Entwurf ist zurückgenommen.",
        seen=text_seen,
    ),
)
