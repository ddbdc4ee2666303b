"""The application before it is sent: begin, task list, one page for each section, pause."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applicants.middleware import remember_applicant
from applicants.models import Applicant
from foundation.accounts.limits import begin_attempt
from foundation.audit.actors import ActorKind
from foundation.languages.spoken import current_language, spoken
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.forms.resident_costs import with_empty_row
from grants.forms.resident_section import SectionForm
from grants.forms.resident_unread import section_form, unread_inputs
from grants.models import Application, Fund
from grants.rules.questions import SECTIONS, Section, section_by_slug
from grants.selectors.resident import (
    draft_findings,
    own_application,
    own_applications,
    pictures_of,
    section_progress,
    unread_findings,
    untouched_draft,
)
from grants.services.access_links import send_draft_link
from grants.services.applications import save_answers, start_draft
from grants.views.resident_access import (
    form_page,
    link_address,
    not_found,
    remote_address,
    who,
    with_application,
    with_draft,
)
from grants.views.resident_language import chosen_language, in_language, pressed
from grants.views.resident_lost import typed_before
from grants.views.resident_pictures import pictures_page
from grants.views.resident_summary import linked
from grants.workflows.answers import answers_of

FROM_CHECK = "pruefen"
ALREADY_SENT = say(
    "Ihr Antrag ist schon abgeschickt. Diese Änderung ist nicht gespeichert. "
    "Rufen Sie uns an, wenn Sie etwas ändern möchten."
)
STAFF_SIGNED_IN = say("Sie sind als Mitarbeiterin oder Mitarbeiter angemeldet. Melden Sie sich zuerst ab.")


@never_cache
@form_page
def draft_new(request: HttpRequest, fund: str) -> HttpResponse:
    """Create a draft, or go on with one that is still empty; the session is the first key.

    Whoever types or reloads the address comes to the page with the button.
    """
    chosen = get_object_or_404(Fund, slug=fund)
    if request.method != "POST":
        return redirect("fund", fund=chosen.slug)
    actor, now = who(request), timezone.now()
    if actor.kind is ActorKind.STAFF:
        return render(request, "resident/forbidden.html", {"sentence": STAFF_SIGNED_IN}, status=403)
    draft = untouched_draft(actor, chosen)
    if draft is None:
        with transaction.atomic():
            applicant = Applicant.objects.filter(reference=actor.reference).first()
            applicant = applicant or Applicant.objects.create(created_at=now, language=current_language())
            draft = start_draft(fund=chosen, applicant=applicant, now=now)
        if actor.kind is not ActorKind.APPLICANT:
            remember_applicant(request, applicant)
    return redirect("draft_section", uuid=draft.uuid, slug=SECTIONS[0].slug)


@require_safe
@with_draft
def draft(request: HttpRequest, application: Application) -> HttpResponse:
    """The task list, for people who come back."""
    progress = section_progress(application, has_pictures=pictures_of(application).exists())
    first_open = next((each for each in progress if not (each.is_done or each.is_optional)), None)
    check = reverse("draft_check", args=[application.uuid])
    context = {
        "application": application,
        "progress": progress,
        "go_on": section_address(application, first_open.section) if first_open else check,
        "done": sum(each.is_done for each in progress),
        "other_cases": own_applications(who(request)).exclude(pk=application.pk).count(),
    }
    return render(request, "resident/draft.html", context)


@form_page
@with_application
def draft_section(request: HttpRequest, application: Application, slug: str) -> HttpResponse:
    """One page of questions. Every POST saves what is right, and keeps what is wrong as it was typed.

    So the pause lets everybody go: what is wrong stands on the page, with its error, when it is opened again.
    """
    section = section_by_slug(slug)
    if section is None:
        return not_found(request)
    if application.state != "draft":
        return _too_late(request, application, section)
    if section.slug == "bilder":
        return pictures_page(request, application, page_frame(request, application, section))
    form = _form(request, application, section)
    if request.method != "POST":
        return _show(request, application, form)
    form.is_valid()
    action = pressed(request)
    is_saved = _save(request, application, form)
    if action == "continue":
        form.demand_answers()
        _name_wrong_days(request, application, form)
    is_let_go = is_saved and action == "later"
    if (form.errors and not is_let_go) or action in ("add_row", "recalculate"):
        return _show(request, application, form, adds_row=action == "add_row")
    return redirect(onward(request, application, section))


@require_safe
@with_draft
def draft_later(request: HttpRequest, application: Application) -> HttpResponse:
    """Everything is saved; how to come back."""
    wrong = [linked(application, each) for each in unread_findings(application)]
    return render(request, "resident/later.html", {"application": application, "wrong": wrong})


def _save(request: HttpRequest, application: Application, form: SectionForm) -> bool:
    """Save the right answers, keep the wrong ones, and send a link to a new e-mail address.

    False when nothing could be saved, because the application was sent meanwhile.
    """
    now = timezone.now()
    known = application.particulars.email
    try:
        saved = save_answers(
            application=application,
            actor=who(request),
            now=now,
            answers=form.saved_answers("application"),
            applicant_answers=form.saved_answers("applicant"),
            costs=form.saved_costs(),
            unread=unread_inputs(form),
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return False
    said = saved.particulars
    if said.channel == "email" and said.email and said.email != known:
        _send_link(request, saved)
    return True


def _form(request: HttpRequest, application: Application, section: Section) -> SectionForm:
    prefilled = {"postcode": application.fund.postcode, "town": application.fund.town}
    answers = answers_of(application)
    saved = [answers[question.name] for question in section.questions]
    data = request.POST if request.method == "POST" else typed_before(request, saved=saved)
    if data is None:
        return section_form(section, answers, prefilled=prefilled, unread=application.unread)
    return SectionForm(section, answers, data, prefilled)


def _too_late(request: HttpRequest, application: Application, section: Section) -> HttpResponse:
    """A tab from before the sending changes nothing; it says so, and what was typed is still there."""
    if request.method != "POST":
        return redirect("draft_sent", uuid=application.uuid)
    if section.slug == "bilder":
        messages.warning(request, spoken(ALREADY_SENT))
        return redirect("draft_sent", uuid=application.uuid)
    form = _form(request, application, section)
    form.is_valid()
    form.add_error(None, ALREADY_SENT)
    return _show(request, application, form, status=409)


def _name_wrong_days(request: HttpRequest, application: Application, form: SectionForm) -> None:
    """A day that is over is said on its own page; what hangs together with other pages, on the check page."""
    days = {each.name for each in form.questions if each.kind == "date"} - set(form.errors)
    fresh = own_application(who(request), uuid=application.uuid)
    if days and fresh is not None:
        for finding in draft_findings(fresh, local_date(timezone.now())):
            if finding.blocks and finding.field in days:
                form.add_error(finding.field, finding.message)


def _send_link(request: HttpRequest, application: Application) -> None:
    """Not blocking: whoever changes the address again and again gets no mail for a while."""
    now, email = timezone.now(), application.particulars.email
    if begin_attempt(account=f"resident/draft-link/{email}", address=remote_address(request), now=now):
        return
    send_draft_link(application=application, address_of=link_address, now=now)
    messages.info(
        request,
        spoken(
            say(
                "Wir schicken Ihnen einen Link an {email}. Damit können Sie später weitermachen.",
                email=email,
            )
        ),
    )


def _show(
    request: HttpRequest,
    application: Application,
    form: SectionForm,
    *,
    adds_row: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = page_frame(request, application, form.section)
    context["form"] = form
    if form.section.slug == "kosten":
        context["rows"] = with_empty_row(form.cost_rows) if adds_row else form.cost_rows
        context["total"] = _total_in_words(application, form.costs_cents)
        context["cap_cents"] = application.rules.cap_per_project_cents
    return render(request, "resident/section.html", context, status=status)


def page_frame(request: HttpRequest, application: Application, section: Section) -> dict[str, Any]:
    """What every page of the form shows around its questions: step, way back, where "Weiter" leads."""
    number = SECTIONS.index(section) + 1
    comes_from = request.GET.get("von", "")
    return {
        "application": application,
        "section": section,
        "step": number,
        "steps": len(SECTIONS),
        "comes_from": FROM_CHECK if comes_from == FROM_CHECK else "",
        "back": _back(application, number, comes_from),
        "onward": onward(request, application, section),
    }


def onward(request: HttpRequest, application: Application, section: Section) -> str:
    """Where a saved page leads: the pause, the check page one came from, else the next section."""
    language = chosen_language(request)
    if language:
        return in_language(request, language)
    if request.POST.get("action") == "later":
        return reverse("draft_later", args=[application.uuid])
    number = SECTIONS.index(section) + 1
    if request.GET.get("von") == FROM_CHECK or number == len(SECTIONS):
        return reverse("draft_check", args=[application.uuid])
    return section_address(application, SECTIONS[number])


def section_address(application: Application, section: Section) -> str:
    """The page with these questions."""
    return reverse("draft_section", args=[application.uuid, section.slug])


def _back(application: Application, number: int, comes_from: str) -> str:
    if comes_from == FROM_CHECK:
        return reverse("draft_check", args=[application.uuid])
    if number == 1:
        return reverse("draft", args=[application.uuid])
    return section_address(application, SECTIONS[number - 2])


def _total_in_words(application: Application, cents: int) -> str:
    """Over the cap is no error: the person is asked who pays the rest."""
    cap = application.rules.cap_per_project_cents
    total = say(
        "Zusammen {cents}.",
        cents=format_euro(cents),
    )
    if cap is None or cents <= cap:
        return total
    rest = format_euro(cents - cap)
    return say(
        "{total} Sie können höchstens {cap} bekommen. Wer bezahlt die anderen {rest}?",
        total=total,
        cap=format_euro(cap),
        rest=rest,
    )
