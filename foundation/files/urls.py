from django.urls import URLPattern, path

from foundation.files import views

urlpatterns: list[URLPattern] = [path("datei/<uuid:uuid>/", views.file, name="file")]
