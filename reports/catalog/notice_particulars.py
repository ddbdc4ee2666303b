"""What notices say to programs: the figures and days of their operative part (`reports.inside`)."""

from __future__ import annotations

from datetime import date

from foundation.values.dates import local_date
from grants.models import Application, Claim, ClaimGround, Grant, Notice
from grants.workflows.facts import financing_plan_of
from reports.contract import Particular, Particulars


def asked_for(application: Application) -> Particulars:
    """The day of the application and what it asked for."""
    received_on = local_date(application.submitted_at) if application.submitted_at else None
    return (
        Particular("antrag_vom", received_on, "date"),
        Particular("beantragt", application.requested_cents, "money"),
    )


def awarded(notice: Notice, grant: Grant, *, proof_due_on: date) -> Particulars:
    """The award with its plan and its duties."""
    application = notice.case
    sources = financing_plan_of(application, notice.amount_cents).sources.rows
    return (
        *asked_for(application),
        Particular("bewilligt", notice.amount_cents, "money"),
        Particular("finanzierungsart", application.rules.get_financing_display()),
        Particular("zuwendungsfaehig", application.eligible_cents, "money"),
        Particular("beginn", grant.starts_on, "date"),
        Particular("ende", grant.ends_on, "date"),
        Particular("nachweis_bis", proof_due_on, "date"),
        Particular("haushaltsjahr", grant.account.budget_year, "number"),
        *(Particular("ausgabe", each.amount_cents, "money", each.item) for each in application.costs.all()),
        *(Particular("finanzierung", each.amount_cents, "money", each.label) for each in sources),
        *(
            Particular("bedingung" if each.is_condition_precedent else "auflage", each.text)
            for each in grant.obligations.all()
        ),
    )


def claimed(claim: Claim) -> Particulars:
    """What is to be paid until when and under which reference, and what it is made of."""
    return (
        Particular("gefordert", claim.amount_cents, "money"),
        Particular("zahlen_bis", claim.pay_by, "date"),
        Particular("verwendungszweck", claim.purpose),
        *(
            Particular("teilbetrag", row.amount_cents, "money", ClaimGround(row.ground).label)
            for row in claim.rows.all()
        ),
        *(
            Particular("zinsen_ab", row.interest_from, "date", ClaimGround(row.ground).label)
            for row in claim.rows.all()
        ),
    )
