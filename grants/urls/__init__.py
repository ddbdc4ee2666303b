"""The addresses of this app: what residents see, the jury, and the office."""

from django.urls import URLPattern, URLResolver

from grants.urls import jury, office, resident

urlpatterns: list[URLPattern | URLResolver] = [*resident.urlpatterns, *jury.urlpatterns, *office.urlpatterns]
