from django.urls import URLPattern, path

from foundation.outbox import views

urlpatterns: list[URLPattern] = [path("demo/postfach/", views.demo_inbox, name="demo_inbox")]
