"""Other cases that could be the same project, or by the same people: read with one query for the rule."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.fields import BooleanField

from applicants.models import BankAccount
from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from grants import policy
from grants.models import Application, Claim
from grants.models.claim import IS_OWED
from grants.rules.repeats import CaseFact, Repeat, find_repeats, telling_words
from grants.states import GrantState

#: A project of long ago may be done again; what is owed has no such limit.
AS_LONG_AS: Final = timedelta(days=400)
#: More cases than anybody reads; the same person's come first, then the newest.
AT_MOST: Final = 50
TITLE_WORDS: Final = 3
GONE: Final = "deleted"
_OWES = Exists(Claim.objects.filter(grant__case=OuterRef("pk"), pay_by__isnull=False, state__in=IS_OWED))
_COLUMNS = (
    "reference",
    "title",
    "place",
    "starts_on",
    "ends_on",
    "submitted_at",
    "state",
    "grant__state",
    "shares_applicant",
    "shares_address",
    "shares_account",
    "owes",
)


def repeats_of(application: Application, *, reader: Actor, today: date) -> tuple[Repeat, ...]:
    """Hints at other cases, none of a fund that the reader may not read. One query, whatever there is."""
    same_person, same_address, same_account = _shared(application)
    cases = policy.scope(reader, Application.objects.filter(submitted_at__isnull=False))
    cases = cases.exclude(pk=application.pk).exclude(state=GONE).exclude(grant__state=GONE)
    recent = Q(submitted_at__date__gte=today - AS_LONG_AS)
    wanted = same_person | (recent & (same_address | same_account | _like(application)))
    found = cases.filter(wanted).annotate(
        shares_applicant=_holds(same_person),
        shares_address=_holds(same_address),
        shares_account=_holds(same_account),
        owes=_OWES,
    )
    rows = found.order_by("-shares_applicant", "-shares_account", F("submitted_at").desc(), "-pk").values(
        *_COLUMNS
    )[:AT_MOST]
    own = CaseFact(
        reference=application.reference or "",
        title=application.title,
        place=application.place,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
    )
    received = local_date(application.submitted_at) if application.submitted_at else today
    return find_repeats(own, (_fact(row) for row in rows), year=received.year)


def _shared(application: Application) -> tuple[Q, Q, Q]:
    """Conditions on another case: the same person, the same address, the same account."""
    person = application.particulars
    same_person = Q(applicant=application.applicant_id)
    if person.identity_key:
        same_person |= Q(particulars__identity_key=person.identity_key)
    same_address = Q(pk__in=[])
    if person.street.strip() and person.postcode.strip():
        same_address = Q(
            particulars__street__iexact=person.street.strip(),
            particulars__postcode=person.postcode.strip(),
        )
    accounts = BankAccount.objects.filter(applicant=application.applicant_id).values("iban_index")
    return same_person, same_address, Q(grant__bank_account__iban_index__in=accounts)


def _like(application: Application) -> Q:
    """Whatever has a telling word of the title in its own, or stands at the same place."""
    like = Q(pk__in=[])
    for word in telling_words(application.title)[:TITLE_WORDS]:
        like |= Q(title__icontains=word)
    if application.place.strip():
        like |= Q(place__iexact=application.place.strip())
    return like


def _holds(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _fact(row: Mapping[str, Any]) -> CaseFact:
    return CaseFact(
        reference=row["reference"] or "",
        title=row["title"] or "ohne Titel",
        place=row["place"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        received_on=local_date(row["submitted_at"]),
        shares_applicant=row["shares_applicant"],
        shares_address=row["shares_address"],
        shares_account=row["shares_account"],
        was_rejected=row["state"] == "rejected",
        owes_money=row["owes"],
        proof_is_overdue=row["grant__state"] == GrantState.PROOF_OVERDUE,
    )
