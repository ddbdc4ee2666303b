from django.urls import URLPattern, path

from quarter.views import demo, funds, service

urlpatterns: list[URLPattern] = [
    path("", funds.start, name="start"),
    path("foerderung/<slug:fund>/", funds.fund, name="fund"),
    path("foerderung/<slug:fund>/so-geht-es/", funds.how_it_works, name="how_it_works"),
    path("impressum/", service.imprint, name="imprint"),
    path("datenschutz/", service.privacy, name="privacy"),
    path("barrierefreiheit/", service.accessibility, name="accessibility"),
    path("leichte-sprache/", service.easy_language, name="easy_language"),
    path("gebaerdensprache/", service.sign_language, name="sign_language"),
    path("demo/", demo.demo_sign_ins, name="demo_sign_ins"),
]
