"""The addresses of the jury (UX handbook 6). The key in the browser says which session."""

from django.urls import URLPattern, URLResolver, path

from grants.views import jury, jury_names

urlpatterns: list[URLPattern | URLResolver] = [
    path("jury/", jury.jury, name="jury"),
    path("jury/verlassen/", jury.jury_leave, name="jury_leave"),
    path("jury/zugang/<str:secret>/", jury.jury_link, name="jury_link"),
    path("jury/protokoll/", jury.jury_minutes, name="jury_minutes"),
    path("jury/namen/", jury_names.jury_names, name="jury_names"),
    path("jury/termin.ics", jury.jury_calendar, name="jury_calendar"),
    path("jury/unterlagen/<uuid:uuid>/", jury.jury_paper_view, name="jury_paper"),
    path("jury/punkt/<slug:reference>/", jury.jury_item, name="jury_item"),
    path("jury/punkt/<slug:reference>/datei/<uuid:uuid>/", jury.jury_file_view, name="jury_file"),
]
