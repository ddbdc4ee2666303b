"""Requirements of the application's edges."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from foundation.values.dates import format_date
from foundation.values.phrases import say
from grants.rules.catalog import check
from grants.rules.ceiling import check_eligible_amount
from grants.rules.eligibility.completeness import representative_has_signed
from grants.rules.eligibility.prices import comparison_is_enough
from grants.rules.findings import Finding, blocker, only_blockers
from grants.rules.questions import all_missing
from grants.rules.text_catalog import check_complete
from grants.rules.voting import check_vote
from grants.rules.wordings import NoticeName
from grants.workflows.answers import answers_of
from grants.workflows.facts import application_facts, ceiling_of, vote_facts
from grants.workflows.requirements.letters import has_gone_out

if TYPE_CHECKING:
    from grants.workflows.edges import Requirement


def fund_is_open(application: Any, today: date) -> Iterator[Finding]:
    """A closed fund takes no applications; drafts stay."""
    if not application.fund.is_open:
        yield blocker(
            "fund.closed",
            say("Im Moment nehmen wir keine Anträge an. Ihr Entwurf bleibt gespeichert. Rufen Sie uns an."),
            "Handbuch 5.1",
        )


def answers_are_complete(application: Any, today: date) -> Iterable[Finding]:
    """Required answers, costs = financing, not begun: the blockers of the eligibility catalogue."""
    missing = all_missing(answers_of(application), application.unread)
    named = {finding.field for finding in missing}
    rules = check(application_facts(application, today), application.rules.parameters())
    return only_blockers([*missing, *(finding for finding in rules if finding.field not in named)])


def costs_are_judged(application: Any, today: date) -> Iterator[Finding]:
    """The office has said of every cost line whether it is eligible, and something is left."""
    if any(cost.eligible is None for cost in application.costs.all()):
        yield blocker(
            "costs.not_judged",
            "Entscheiden Sie bei jeder Kostenzeile, ob sie zuwendungsfähig ist.",
            "Handbuch 5.1 (Prüfung)",
        )
    if not application.eligible_cents:
        yield blocker(
            "costs.none_eligible",
            "Keine der Kosten ist zuwendungsfähig. Dann ist der Antrag nicht förderfähig.",
            "Handbuch 5.1 (Prüfung)",
        )
    else:
        yield from check_eligible_amount(
            application_facts(application, today).costs, application.eligible_cents
        )


def prices_were_compared(application: Any, today: date) -> Iterable[Finding]:
    """From the fund's threshold on offers are counted, and enough, or fewer are accepted with a reason."""
    return comparison_is_enough(application_facts(application, today), application.rules.parameters())


def field_of_action_is_chosen(application: Any, today: date) -> Iterator[Finding]:
    """The field is one of the fund's catalogue; a fund without a catalogue has none."""
    catalogue, chosen = application.rules.fields_of_action, application.field_of_action
    if chosen not in catalogue if catalogue else chosen is not None:
        sentence = "Wählen Sie ein Handlungsfeld aus der Liste."
        yield blocker("field_of_action.missing", sentence, "Handbuch 2.4 R4 (Handlungsfeld)")


def minor_is_represented(application: Any, today: date) -> Iterable[Finding]:
    """For a minor a parent has signed, and the office has seen it."""
    return representative_has_signed(application_facts(application, today))


def question_has_run_out(application: Any, today: date) -> Iterator[Finding]:
    """Nobody is cut off in silence: reminded, the last term over, no wish for more time undecided."""
    question, source = application.open_question, "Handbuch 5.1 (Einstellung)"
    terms = list(question.terms.all()) if question is not None else []
    if not any(term.kind == "reminder" for term in terms):
        yield blocker(
            "question.not_reminded", "Erinnern Sie zuerst an die Frage, mit einer neuen Frist.", source
        )
    if question is None or today <= question.due_on:
        until = f" bis {format_date(question.due_on)}" if question else ""
        yield blocker("question.term_runs", f"Die Frist läuft noch{until}.", source)
    yield from has_gone_out(application, "nachforderung-erinnerung")
    if any(term.is_open for term in terms):
        yield blocker("question.wish_is_open", "Entscheiden Sie zuerst über die Bitte um mehr Zeit.", source)


def stands_on_an_agenda(application: Any, today: date) -> Iterator[Finding]:
    """There is an undecided item on a session that is invited or open."""
    item = (
        application.agenda_items.filter(decided_at__isnull=True)
        .select_related("session")
        .order_by("-pk")
        .first()
    )
    if item is None or item.session.state not in ("invited", "open"):
        yield blocker(
            "session.missing",
            "Es gibt keine eingeladene Sitzung. Legen Sie eine Sitzung an und laden Sie ein.",
            "Handbuch 5.1 (Tagesordnung)",
        )


def vote_is_valid(outcome: str) -> "Requirement":
    """The latest agenda item carries this result, and counts, quorum, majority and amount agree (INV-21)."""

    def requirement(application: Any, today: date) -> Iterable[Finding]:
        item = max(application.agenda_items.all(), key=lambda each: each.pk, default=None)
        if item is None or item.decided_at is None or item.outcome != outcome:
            sentence = "Zu diesem Antrag ist kein solches Ergebnis der Jury eingetragen."
            return [blocker("vote.not_recorded", sentence, "Handbuch 5.1 (Beschluss)")]
        limit = ceiling_of(application, item.session.held_on.year).total_cents
        return check_vote(vote_facts(item, limit), application.rules.parameters())

    return requirement


def award_is_not_out(application: Any, today: date) -> Iterator[Finding]:
    """An award that was released is not taken back but rescinded or revoked (§§ 48, 49 VwVfG)."""
    grant = getattr(application, "grant", None)
    if grant is None or grant.state != "draft_notice":
        yield blocker(
            "notice.is_out",
            "Der Bescheid ist schon freigegeben. Ein Entwurf lässt sich nur vorher zurücknehmen.",
            "§ 43 VwVfG",
        )


def jury_said(outcome: str) -> "Requirement":
    """The way back leads to what the jury said last."""

    def requirement(application: Any, today: date) -> Iterator[Finding]:
        items = [item for item in application.agenda_items.all() if item.decided_at is not None]
        item = max(items, key=lambda each: each.pk, default=None)
        if item is None or item.outcome != outcome:
            sentence = "Zu diesem Antrag ist kein solches Ergebnis der Jury eingetragen."
            yield blocker("vote.not_recorded", sentence, "Handbuch 5.1 (Beschluss)")

    return requirement


def vote_still_stands(obj: Any, today: date) -> Iterator[Finding]:
    """No notice on a result that fell because a vote of somebody biased is void (§§ 20, 21 VwVfG)."""
    if fallen_item(obj.case) is not None:
        yield blocker(
            "vote.fallen",
            "Der Beschluss der Jury gilt nicht mehr: Eine Stimme zählt wegen Befangenheit nicht. "
            + way_after_fall(obj.case),
            "INV-21; §§ 20, 21 VwVfG",
        )


def way_after_fall(application: Any) -> str:
    """What is to be done about a result that fell: a drafted award stands in the way of a new vote.

    A notice that is out stays in force until the city rescinds or revokes it (§ 43 II VwVfG).
    """
    grant = getattr(application, "grant", None)
    if application.state == "rejected" or (grant is not None and grant.state != "draft_notice"):
        return (
            "Der Bescheid ist schon hinaus und gilt weiter. Die Jury kann nicht neu abstimmen. "
            "Die Stadt entscheidet, ob sie ihn zurücknimmt oder widerruft (§§ 48, 49 VwVfG)."
        )
    if grant is not None:
        return "Nehmen Sie den Entwurf des Bescheids zurück. Danach kann die Jury neu abstimmen."
    return "Lassen Sie die Jury neu abstimmen."


def vote_has_fallen(application: Any, today: date) -> Iterator[Finding]:
    """A result that stands is final: nobody votes until it suits (domain handbook 5.1)."""
    if fallen_item(application) is None:
        yield blocker(
            "vote.stands",
            "Der Beschluss der Jury gilt. Neu abgestimmt wird nur, wenn er nicht mehr gilt.",
            "Handbuch 5.1",
        )


def fallen_item(application: Any) -> Any:
    """The latest agenda item, when its result no longer stands; else None."""
    item = max(application.agenda_items.all(), key=lambda each: each.pk, default=None)
    return item if item is not None and item.fell_at is not None else None


def rejection_is_drafted(application: Any, today: date) -> Iterator[Finding]:
    """There is a drafted rejection notice with its reasons (§ 39 VwVfG)."""
    drafts = [
        notice for notice in application.notices.all() if notice.kind == "rejection" and notice.is_draft
    ]
    notice = max(drafts, key=lambda each: each.pk, default=None)
    if notice is None:
        yield blocker("notice.missing", "Entwerfen Sie zuerst den Ablehnungsbescheid.", "§ 37 VwVfG")
    elif not notice.reason.strip():
        yield blocker(
            "notice.no_reason", "Schreiben Sie die Gründe der Ablehnung in den Bescheid.", "§ 39 VwVfG"
        )


def notice_can_be_written(notice: NoticeName) -> "Requirement":
    """No notice with a hole: its texts, and what stands in their braces, are there (§ 58 II VwGO).

    Under an agreement another paper with other texts stands in the place of the act.
    """

    def requirement(obj: Any, today: date) -> Iterable[Finding]:
        rules = obj.case.rules
        return check_complete(rules.texts, rules.fillings, obj.case.award_form.notice_name(notice))

    return requirement


def rejection_can_be_drafted(application: Any, today: date) -> Iterator[Finding]:
    """The vote stands and the notice has its texts: what is asked before the draft is no edge."""
    yield from vote_still_stands(application, today)
    yield from notice_can_be_written("rejection")(application, today)
