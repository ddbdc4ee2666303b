"""Interest on late repayments: the dated base rates of the law, and the calculation behind a claim."""

from collections.abc import Mapping
from datetime import date

from django.db import models
from django.db.models import F, Q

from grants.rules.interest import Period


class BaseRate(models.Model):
    """The base rate (§ 247 BGB) of one half-year, as the Bundesbank made it known.

    `rate` is in hundredths of a percent: 1.27 % is 127. Rows are only added; the last one of a half-year
    counts, so that a slip of the pen is mended and stays visible.
    """

    valid_from = models.DateField("Gilt ab")
    rate = models.SmallIntegerField("Basiszinssatz")
    entered_by = models.CharField(max_length=32)
    entered_by_label = models.CharField(max_length=160)
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "Basiszinssatz"
        verbose_name_plural = "Basiszinssätze"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__day=1, valid_from__month__in=(1, 7)),
                name="base_rate_begins_a_half_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rate} ab {self.valid_from:%d.%m.%Y}"


def base_rates() -> Mapping[date, int]:
    """The base rate of each half-year by its first day. One query."""
    return dict(BaseRate.objects.order_by("pk").values_list("valid_from", "rate"))


class InterestPeriod(models.Model):
    """One row of the calculation of an interest claim, as it was when it was drafted."""

    claim = models.ForeignKey("grants.Claim", on_delete=models.CASCADE, related_name="periods")
    since = models.DateField()
    until = models.DateField()
    on_cents = models.BigIntegerField()
    base_rate = models.SmallIntegerField()

    class Meta:
        verbose_name = "Zinszeitraum"
        verbose_name_plural = "Zinszeiträume"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="interest_period_has_days"),
            models.CheckConstraint(condition=Q(on_cents__gt=0), name="interest_period_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%d.%m.%Y} bis {self.until:%d.%m.%Y}"

    @property
    def period(self) -> Period:
        """The same as a plain value: its days, rate and cents."""
        return Period(self.since, self.until, self.on_cents, self.base_rate)
