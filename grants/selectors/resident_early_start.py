"""Whether a resident may begin before the notice, in their words."""

from collections.abc import Sequence

from foundation.values.phrases import say
from grants.models import Application
from grants.rules.early_start import BEFORE_NOTICE


def early_start_news(application: Application) -> Sequence[str]:
    """What was asked last and how it was answered; nothing when nobody asked, or when the notice is there."""
    if application.state not in BEFORE_NOTICE:
        return ()
    wish = max(application.early_starts.all(), key=lambda each: each.pk, default=None)
    if wish is None:
        return ()
    if wish.decided_at is None:
        asked = say(
            "Sie möchten ab {wished_from} anfangen. Die Stadt prüft das.",
            wished_from=wish.wished_from,
        )
        return (asked, say("Kaufen Sie bis dahin noch nichts."))
    if not wish.approves:
        return (
            say("Sie dürfen noch nicht anfangen. Kaufen Sie noch nichts."),
            say(
                "Der Grund: {reason}",
                reason=wish.reason,
            ),
        )
    return (
        say(
            "Sie dürfen ab {starts_from} anfangen.",
            starts_from=wish.starts_from,
        )
        if wish.starts_from
        else "",
        say("Das ist noch keine Zusage für Geld: Sie fangen auf eigenes Risiko an."),
    )
