"""Decisions beside the jury, as the fund's rules allow them."""

from grants import policy
from grants.actions.kind import Action
from grants.forms import office_ruling as forms
from grants.models import Application
from grants.rules.tiers import check_limit, needs_second_body
from grants.services import rulings
from grants.states import ApplicationState as A
from grants.workflows.decision import decision_of, waits_for_second_body

SAID_YES = frozenset({A.VOTED_YES.value, A.VOTED_PARTIAL.value})
VOTED = SAID_YES | {A.VOTED_NO.value}


def has_no_draft(case: Application) -> bool:
    """No notice waits for its release."""
    return not any(notice.is_draft for notice in case.notices.all())


def is_small(case: Application) -> bool:
    """The fund lets the office decide on so little alone, and nothing waits for its release."""
    parameters = case.rules.parameters()
    return not check_limit(case.requested_cents or 0, parameters) and has_no_draft(case)


def goes_to_second_body(case: Application) -> bool:
    """The jury said yes to more than it may give alone."""
    decision = decision_of(case)
    item = decision.item if decision else None
    cents = (item.amount_cents or 0) if item else 0
    return needs_second_body(cents, case.rules.parameters()) and has_no_draft(case)


def is_recommended(case: Application) -> bool:
    """The jury recommends, and no second body has the last word."""
    return not case.rules.parameters().jury_binds and has_no_draft(case) and not goes_to_second_body(case)


RULING_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="ohne-jury",
        machine="application",
        states=frozenset({A.ELIGIBLE.value}),
        may=policy.may_decide_alone,
        applies=is_small,
        title="Ohne Jury entscheiden",
        button="Entscheiden und Bescheid entwerfen",
        form=forms.AloneForm,
        call=lambda form, case, by: rulings.decide_alone(
            application=case,
            amount_cents=form.cents(),
            reason=form.cleaned_data["reason"],
            obligations=form.cleaned_data["obligations"].splitlines(),
            **by,
        ),
        done="Die Entscheidung ist vermerkt, der Bescheid entworfen. Eine andere Person gibt ihn frei.",
        fragment="office/actions/_alone.html",
    ),
    Action(
        slug="zweites-gremium",
        machine="application",
        states=SAID_YES,
        may=policy.may_note_second_body,
        applies=goes_to_second_body,
        title="Beschluss des zweiten Gremiums",
        button="Beschluss eintragen",
        tone="primary",
        form=forms.SecondBodyForm,
        call=lambda form, case, by: rulings.note_second_body(
            application=case,
            amount_cents=form.cents(),
            body=form.cleaned_data["body"],
            decided_on=form.cleaned_data["decided_on"],
            file_reference=form.cleaned_data["file_reference"],
            reason=form.cleaned_data["reason"],
            **by,
        ),
        done="Der Beschluss ist eingetragen. Jetzt kann der Bescheid entworfen werden.",
        steps_back=lambda case: not waits_for_second_body(case),
    ),
    Action(
        slug="abweichen",
        machine="application",
        states=VOTED,
        may=policy.may_deviate,
        applies=is_recommended,
        title="Von der Empfehlung der Jury abweichen",
        button="Abweichung eintragen",
        tone="tertiary",
        form=forms.DeviationForm,
        call=lambda form, case, by: rulings.deviate(
            application=case, amount_cents=form.cents(), reason=form.cleaned_data["reason"], **by
        ),
        done="Die Abweichung ist eingetragen. Eine andere Person gibt den Bescheid frei.",
        fragment="office/actions/_deviate.html",
    ),
)
