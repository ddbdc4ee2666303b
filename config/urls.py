"""Which app answers which address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from config.health import health

#: Staff and jury: German only.
GERMAN = (
    "foundation.accounts.urls",
    "foundation.files.urls",
    "foundation.outbox.urls",
    "reports.urls",
    "grants.urls",
)
#: Residents and everybody: German without a prefix, the other languages under /en/, /uk/, /ru/, /ar/.
IN_EVERY_LANGUAGE = ("grants.urls.resident", "quarter.urls")

urlpatterns: list[URLPattern | URLResolver] = [path("gesundheit/", health, name="health")]
urlpatterns += [path("", include(module)) for module in GERMAN]
urlpatterns += i18n_patterns(
    *(path("", include(module)) for module in IN_EVERY_LANGUAGE), prefix_default_language=False
)
