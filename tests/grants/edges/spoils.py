"""What spoils a step at more than one place of a case's life."""

from datetime import date, timedelta
from uuid import uuid4

from applicants.services.bank_details import add_bank_account
from grants.models import Claim, Grant, Letter, PaymentKind, PaymentOrder, Receipt
from grants.models.proof import ProofReminder
from grants.services.conflicts import declare_juror_conflict
from grants.services.holds import set_hold
from grants.services.lapses import take_back_lapse
from grants.services.notices import release_award_notice
from grants.services.question_terms import ask_for_more_time
from grants.services.revocations import take_back_revocation
from grants.services.sessions import plan_session
from tests.grants.edges.scene import WHY, Scene, Spoil, Stop
from tests.grants.texts import say
from tests.stories import IBAN


def nothing(scene: Scene) -> None:
    """The place itself is the one where the step is stopped."""


def hold(scene: Scene) -> None:
    set_hold(case=scene.application, reason=WHY, **scene.step("officer"))


def four_votes_are_void(scene: Scene) -> None:
    """Seven voted, four must; four of the seven turn out to be biased."""
    for member in scene.fund.jury_members.all()[:4]:
        declare_juror_conflict(application=scene.application, member=member, **scene.step("manager"))


def no_remedy_text(scene: Scene) -> None:
    say(remedy_text="")


def order_lies_open(scene: Scene) -> None:
    """Drafted and forgotten; by no service, because where nothing may be paid none lets it through."""
    account = add_bank_account(
        applicant=scene.application.applicant, holder=scene.name, iban=IBAN, **scene.step("resident")
    )
    PaymentOrder.objects.create(
        grant=scene.grant,
        number="LT-2026-A9999",
        kind=PaymentKind.ADVANCE,
        amount_cents=100,
        bank_account=account,
        reason="Blühstreifen",
        budget_year=2026,
        due_on=scene.day,
        prepared_by="certifier",
        prepared_at=scene.now,
    )


def the_day_is(day: date) -> Spoil:
    """The clock says another day; no daily run has been."""

    def spoil(scene: Scene) -> None:
        scene.day = day

    return spoil


def days_before(days: int) -> Spoil:
    def spoil(scene: Scene) -> None:
        scene.day -= timedelta(days=days)

    return spoil


def another_session_without_invitation(scene: Scene) -> None:
    plan_session(fund=scene.fund, held_on=scene.day + timedelta(days=1), **scene.step("manager"))


def wish_for_more_time(scene: Scene) -> None:
    ask_for_more_time(
        target=scene.application, wished_on=scene.day + timedelta(days=9), text=WHY, **scene.step("resident")
    )


def released(scene: Scene) -> None:
    release_award_notice(grant=scene.grant, **scene.step("officer"))


#: Which letter nobody has sent yet.
WAITS = "Der Brief „{}“ wartet noch im Ausgang. Senden Sie ihn zuerst."


def unsent(scene: Scene) -> None:
    """Each letter once more, and nobody has sent it."""
    for letter in Letter.objects.all():
        letter.pk, letter.uuid, letter.cause, letter.document = None, uuid4(), f"{letter.cause} again", None
        letter.released_at, letter.posted_on, letter.released_by = None, None, ""
        letter.save()


def no_reminder(scene: Scene) -> None:
    ProofReminder.objects.all().delete()


def no_receipt(scene: Scene) -> None:
    Receipt.objects.all().delete()


def no_revocation(scene: Scene) -> None:
    take_back_revocation(grant=scene.grant, reason=WHY, **scene.step("officer"))


def no_lapse(scene: Scene) -> None:
    take_back_lapse(grant=scene.grant, reason=WHY, **scene.step("officer"))


def a_claim_is_open(scene: Scene) -> None:
    Claim.objects.create(grant=scene.grant, amount_cents=100, created_at=scene.now, drafted_by="officer")


def said_yes_today(scene: Scene) -> None:
    Grant.objects.update(accepted_on=scene.day)


HELD = Stop(
    "no_hold", hold, ("Für diesen Fall gilt seit {today} eine Sperre. Sie muss zuerst aufgehoben werden.",)
)
FALLEN = (
    "Der Beschluss der Jury gilt nicht mehr: Eine Stimme zählt wegen Befangenheit nicht. Lassen Sie die Jury "
    "neu abstimmen."
)
NO_REMEDY = "In den Texten des Fonds fehlt der Text „Rechtsbehelfsbelehrung“. Tragen Sie ihn ein."
VOTE_FELL = Stop("vote_still_stands", four_votes_are_void, (FALLEN,))
NOT_DRAFTED = Stop("lapse_is_drafted", no_lapse, ("Entwerfen Sie zuerst den Verfall.",))
NO_TEXT = Stop("notice_can_be_written", no_remedy_text, (NO_REMEDY,))
