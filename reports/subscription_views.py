"""The page of subscribed reports: see, add, pause, go on, end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.views.office_access import actor_of, done, form_page, office_page
from reports.rhythm import Timetable
from reports.selectors import funds_for_reports
from reports.subscription_form import SubscriptionForm
from reports.subscription_lists import (
    find_subscription,
    next_in_words,
    subscriptions_of,
    subscriptions_of_others,
)
from reports.subscriptions import (
    check_day,
    end_subscription,
    pause_subscription,
    resume_subscription,
    subscribe,
)
from reports.views import READERS

STEPS = {
    "pausieren": (pause_subscription, "Das Abonnement ruht. Es kommt keine E-Mail, bis Sie es fortsetzen."),
    "fortsetzen": (resume_subscription, "Das Abonnement läuft wieder."),
    "beenden": (end_subscription, "Das Abonnement ist beendet. Die Berichte bleiben."),
}
USUAL = {"rhythm": "monthly", "day": 3, "day_kind": "working"}


@form_page(*READERS)
def report_subscriptions(request: HttpRequest) -> HttpResponse:
    """What is subscribed, and the form for one more; the day is computed before anything is stored."""
    actor, now = actor_of(request), timezone.now()
    funds = funds_for_reports(actor)
    if request.method != "POST":
        return _show(request, actor, SubscriptionForm(initial=USUAL, funds=funds))
    form = SubscriptionForm(request.POST, funds=funds)
    if not form.is_valid():
        return _show(request, actor, form)
    chosen = form.chosen()
    try:
        if "look" in request.POST:
            return _show(request, actor, form, computed=_computed(chosen, local_date(now)))
        subscribe(**chosen, actor=actor, now=now)
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        form.add_error(error.field if isinstance(error, InvalidInput) else None, error.message)
        return _show(request, actor, form)
    messages.success(request, "Abonniert. Sie bekommen eine E-Mail, wenn der Bericht fertig ist.")
    return redirect("report_subscriptions")


@office_page(methods=("POST",))
def report_subscription_step(request: HttpRequest, uuid: UUID, step: str) -> HttpResponse:
    """Pause, go on or end one's own; also for who has lost the right to read reports."""
    found = find_subscription(actor_of(request), uuid)
    if found is None or step not in STEPS:
        raise Http404
    service, words = STEPS[step]

    def walk() -> str:
        service(subscription=found, actor=actor_of(request), now=timezone.now())
        return words

    return done(request, walk, reverse("report_subscriptions"))


def _computed(chosen: dict[str, Any], today: date) -> str:
    check_day(chosen["kind"], chosen["day"])
    land = chosen["fund"].rules_on(today).land
    timetable = Timetable(chosen["rhythm"], chosen["kind"], chosen["day"], land)
    return next_in_words(timetable, after=today - timedelta(days=1))


def _show(request: HttpRequest, actor: Actor, form: SubscriptionForm, computed: str = "") -> HttpResponse:
    today = local_date(timezone.now())
    context = {
        "form": form,
        "computed": computed,
        "own": subscriptions_of(actor, today),
        "others": subscriptions_of_others(actor, today),
    }
    return render(request, "reports/subscriptions.html", context)
