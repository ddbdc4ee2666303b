from django.urls import URLPattern, path

from foundation.accounts import views

urlpatterns: list[URLPattern] = [
    path("anmelden/", views.sign_in, name="sign_in"),
    path("anmelden/code/", views.sign_in_code, name="sign_in_code"),
    path("anmelden/bestaetigen/", views.confirm_identity, name="confirm_identity"),
    path("anmelden/passwort/<str:token>/", views.password_link, name="password_link"),
    path("abmelden/", views.sign_out, name="sign_out"),
]
