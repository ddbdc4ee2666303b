"""The addresses of this app: what residents see, and the office."""

from django.urls import URLPattern, URLResolver

from grants.urls import office, resident

urlpatterns: list[URLPattern | URLResolver] = [*resident.urlpatterns, *office.urlpatterns]
