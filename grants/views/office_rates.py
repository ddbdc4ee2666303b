"""The base rate of the law, half-year by half-year, for the interest on late repayments."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import DomainError, NotAllowed
from grants import policy
from grants.forms.office_rates import BaseRateForm
from grants.models import BaseRate
from grants.selectors.cases import funds_of
from grants.services.interest import enter_base_rate
from grants.views.office_access import actor_of, form_page
from grants.views.office_forms import attach

READERS = ("QM", "CI", "KA", "KM", "AU")
SHOWN = 40


@dataclass(frozen=True)
class ShownRate:
    """One entry: `rate` in hundredths of a percent, and whether a later entry has corrected it."""

    valid_from: date
    rate: int
    entered_by_label: str
    entered_at: datetime
    is_corrected: bool


def rates_shown() -> list[ShownRate]:
    """The latest half-years first; of two entries for the same one the later comes first and counts."""
    found = list(BaseRate.objects.all()[:SHOWN])
    counting = {each.valid_from: each.pk for each in reversed(found)}
    return [
        ShownRate(
            valid_from=each.valid_from,
            rate=each.rate,
            entered_by_label=each.entered_by_label,
            entered_at=each.entered_at,
            is_corrected=counting[each.valid_from] != each.pk,
        )
        for each in found
    ]


@form_page(*READERS)
def base_rates(request: HttpRequest) -> HttpResponse:
    """What is entered, and the form for whoever may enter the next one."""
    actor, now = actor_of(request), timezone.now()
    rates = rates_shown()
    form = BaseRateForm(request.POST or None, target=rates, actor=actor, today=local_date(now), version=0)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            enter_base_rate(valid_from=said["valid_from"], rate=said["rate"], actor=actor, now=now)
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error
        except DomainError as error:
            attach(form, error)
        else:
            messages.success(request, "Der Basiszinssatz ist eingetragen.")
            return redirect("office_base_rates")
    may_enter = any(policy.may_enter_base_rates(actor, fund) for fund in funds_of(actor, READERS))
    if request.method == "POST" and not may_enter:
        raise PermissionDenied
    return render(request, "office/base_rates.html", {"rates": rates, "form": form, "may_enter": may_enter})
