"""Which app answers which address."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from config.health import health

ROUTES = (
    "foundation.accounts.urls",
    "foundation.files.urls",
    "foundation.outbox.urls",
    "reports.urls",
    "grants.urls",
    "quarter.urls",
)


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = [path("gesundheit/", health, name="health")]
urlpatterns += [path("", include(module)) for module in ROUTES if _exists(module)]
