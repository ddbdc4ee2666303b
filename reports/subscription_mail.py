"""What the e-mail about a subscribed report says: a link, never the file, and nobody's name."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from reports.catalog import CATALOG
from reports.models import SubscribedReport
from reports.parameters import Period
from reports.rhythm import name_of_period

READY = """\
Guten Tag,

der Bericht ist fertig: {report} für {period}, {fund}.
Hier öffnen Sie ihn, nach der Anmeldung:
{link}

{why}"""

FAILED = """\
Guten Tag,

der Bericht konnte nicht erstellt werden: {report} für {period}, {fund}.
Was Sie tun können: Melden Sie sich an, und lesen Sie hier den Grund:
{link}
{advice}

{why}"""
ADVICE = (
    "Wählen Sie dort „Noch einmal erstellen“. Hilft das nicht, geben Sie die Nummer {number} an die "
    "Administration."
)
ADVICE_REFUSED = "Bestellen Sie den Bericht auf der Seite „Berichte“ selbst, wenn der Grund behoben ist."
WHY = """\
Sie bekommen diese E-Mail, weil Sie den Bericht abonniert haben.
Abbestellen: {address}
"""


def mail_of(row: SubscribedReport, *, is_ready: bool) -> tuple[str, str]:
    """Subject and text. A link opens after the sign-in only, for who may read the report then."""
    subscription, document = row.subscription, row.document
    report = CATALOG[subscription.slug].name
    period = name_of_period(Period(row.first, row.last))
    subscriptions = address_of("report_subscriptions")
    words = {
        "report": report,
        "period": period,
        "fund": subscription.fund.name,
        "link": address_of("report_detail", document.number) if document else subscriptions,
        "advice": ADVICE.format(number=document.number) if document else ADVICE_REFUSED,
        "why": WHY.format(address=subscriptions),
    }
    news = "ist fertig" if is_ready else "hat nicht geklappt"
    subject = f"{subscription.fund.name}: {report} {period} {news}"
    return subject, (READY if is_ready else FAILED).format(**words)


def address_of(name: str, *args: str) -> str:
    """The whole address of a page, for a mail."""
    return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"
