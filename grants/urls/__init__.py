"""The addresses of jury and office. Those of residents (`resident`) exist in every language: config.urls."""

from django.urls import URLPattern, URLResolver

from grants.urls import jury, office

urlpatterns: list[URLPattern | URLResolver] = [*jury.urlpatterns, *office.urlpatterns]
