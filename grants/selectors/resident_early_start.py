"""Whether a resident may begin before the notice, in their words."""

from collections.abc import Sequence

from foundation.values.dates import format_long_date
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
        asked = f"Sie möchten ab {format_long_date(wish.wished_from)} anfangen. Die Stadt prüft das."
        return (asked, "Kaufen Sie bis dahin noch nichts.")
    if not wish.approves:
        return ("Sie dürfen noch nicht anfangen. Kaufen Sie noch nichts.", f"Der Grund: {wish.reason}")
    return (
        f"Sie dürfen ab {format_long_date(wish.starts_from)} anfangen." if wish.starts_from else "",
        "Das ist noch keine Zusage für Geld: Sie fangen auf eigenes Risiko an.",
    )
