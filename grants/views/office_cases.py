"""Heute, the list of cases, the page of a case, and the actions on it."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from foundation.audit.actors import Actor
from foundation.audit.services import record_access
from foundation.values.dates import local_date
from grants import policy, predicates
from grants.actions import action_named, as_called_for, offers
from grants.models import Application
from grants.selectors.case import collect_case, find_case, grant_of
from grants.selectors.cases import funds_of, list_cases
from grants.selectors.letters import WRITERS, count_waiting
from grants.selectors.objections import objections_of
from grants.selectors.operations import operations
from grants.selectors.payments import READERS, count_orders, interest_to_decide, open_surpluses
from grants.selectors.sessions import READERS as SESSION_READERS
from grants.selectors.sessions import next_sessions
from grants.selectors.stages import STAGES, condition_of, count_stages, filter_choices
from grants.selectors.timeline import timeline
from grants.views.office_access import actor_of, form_page, office_page
from grants.views.office_forms import DONE_MEANWHILE, ActionPage

# Reports on one case, by their names in the catalog; a test compares them.
CASE_REPORTS = (
    ("belegliste", "Belegliste erstellen"),
    ("zahlenmaessiger-nachweis", "Zahlenmäßigen Nachweis erstellen"),
    ("sachbericht", "Sachbericht erstellen"),
)
CASE_FILES = (
    ("pruefakte", "Prüfakte erstellen"),
    ("pruefakte-fuer-aussenstehende", "Prüfakte ohne Namen erstellen"),
)
VOTE_READERS = ("QM", "CI", "AU")


@office_page()
def today(request: HttpRequest) -> HttpResponse:
    """What is to be done today, as numbers with links; each role sees what it may read."""
    actor, now = actor_of(request), timezone.now()
    funds = funds_of(actor)
    counts = count_stages([fund.pk for fund in funds]) if funds else {}
    pay_funds = funds_of(actor, READERS)
    letter_funds = funds_of(actor, WRITERS)
    lines = operations(now) if policy.may_read_operations(actor) else []
    context = {
        "stages": [(stage, counts[stage.slug]) for stage in STAGES] if funds else [],
        "orders": count_orders(pay_funds) if pay_funds else [],
        "sessions": next_sessions(funds, on=local_date(now)) if funds else [],
        "may_read_sessions": bool(funds_of(actor, SESSION_READERS)),
        "has_cases": bool(funds),
        "has_orders": bool(pay_funds),
        "may_send_letters": bool(letter_funds),
        "waiting_letters": count_waiting(letter_funds) if letter_funds else 0,
        "surpluses": open_surpluses(funds_of(actor, ("KA",))),
        "late": interest_to_decide(funds_of(actor, ("CI",))),
        "operations": lines,
        "all_is_well": not any(line.advice for line in lines),
    }
    return render(request, "office/today.html", context)


@office_page(*policy.STAFF_READERS)
def cases(request: HttpRequest) -> HttpResponse:
    """The list: filter, search, page by page."""
    query = {name: request.GET.get(name, "") for name in ("stand", "suche")}
    found = list_cases(
        funds=funds_of(actor_of(request)),
        stage=query["stand"],
        search=query["suche"],
        older_than=request.GET.get("nach", ""),
        newer_than=request.GET.get("vor", ""),
    )
    context = {
        "found": found,
        "choices": filter_choices(),
        "query": query,
        "is_filtered": condition_of(query["stand"]) is not None or bool(query["suche"].strip()),
    }
    return render(request, "office/cases.html", context)


@office_page(*policy.STAFF_READERS)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about one case on one page."""
    actor, now = actor_of(request), timezone.now()
    application = _case_or_404(actor, reference)
    page = collect_case(application, reader=actor, today=local_date(now))
    record_access(actor=actor, subject=application.subject, purpose="case.read", now=now)
    targets = [application, *([page.grant] if page.grant else []), *page.claims]
    found = [offer for target in targets for offer in offers(target, actor=actor, today=local_date(now))]
    found.sort(key=lambda offer: offer.rank)
    may_read_notices = policy.may_read_notices(actor, application)
    context = {
        "page": page,
        "case": application,
        "grant": page.grant,
        "offers": [offer for offer in found if offer.is_allowed],
        "refusals": [offer for offer in found if not offer.is_allowed],
        "may_read_notices": may_read_notices,
        "timeline": timeline(
            entries=page.entries,
            notices=page.notices if may_read_notices else (),
            checks=page.checks,
            letters=page.letters if may_read_notices else (),
            conflicts=application.conflicts.all(),
            rulings=application.rulings.all(),
            objections=objections_of(application) if may_read_notices else (),
        ),
        "may_read_orders": policy.may_read_orders(actor, application),
        "may_preview": policy.is_office(actor, application),
        "may_order_reports": policy.may_read_reports(actor, application),
        "case_reports": CASE_REPORTS,
        "may_order_receipt_sheet": page.grant is not None
        and page.grant.state != "draft_notice"
        and bool(policy.may_order_receipt_sheet(actor, application)),
        "case_files": CASE_FILES if policy.may_make_case_file(actor, application) else (),
        "report_key": uuid4().hex,
        "may_read_votes": predicates.has_role(*VOTE_READERS)(actor, application),
    }
    return render(request, "office/case.html", context)


@sensitive_post_parameters("iban", "holder")
@form_page(*policy.STAFF_READERS)
def case_action(request: HttpRequest, reference: str, action: str) -> HttpResponse:
    """One action on the case, its grant or its claim."""
    application = _case_or_404(actor_of(request), reference)
    request.help_fund = application.fund.slug  # type: ignore[attr-defined]  # read by quarter.context
    row = action_named(action, "application", "grant", "claim")
    target = _target(application, row.machine) if row else None
    back = reverse("office_case", args=[reference])
    if row is not None and target is None and (request.method == "POST" or _had_a_draft(application)):
        messages.error(request, DONE_MEANWHILE)  # a grant or a claim goes with a draft that is taken back
        return redirect(back)
    if row is None or target is None:
        raise Http404
    after = back
    if row.slug == "beschluss":
        item = application.agenda_items.order_by("-pk").first()
        after = reverse("office_session", args=[item.session_id]) if item else back
    return ActionPage(
        request, as_called_for(row, target), target, back, after, {"case": application}
    ).answer()


def _case_or_404(actor: Actor, reference: str) -> Application:
    application = find_case(actor, reference)
    if application is None:
        raise Http404
    return application


def _had_a_draft(application: Application) -> bool:
    """A draft was taken back here: its addresses still stand in old tabs and bookmarks."""
    return application.notices.filter(discarded_at__isnull=False).exists()


def _target(application: Application, machine: str) -> Any:
    grant = grant_of(application)
    if machine == "application":
        return application
    if machine == "grant" or grant is None:
        return grant
    return (
        grant.claims.select_related("notice", "grant__account", "grant__case__fund").order_by("-pk").first()
    )
