"""Addresses of the pages that join the rooms."""

from django.urls import path

from svyazka.site import views

urlpatterns = [
    path("", views.home, name="today"),
    path("search/", views.found, name="search"),
    path("search/palette", views.palette, name="palette"),
    path("notices/", views.notices, name="notices"),
    path("notices/<int:notice_id>/", views.open_notice, name="open_notice"),
    path("notices/reading/", views.read_notices, name="read_notices"),
    path("settings/preferences/", views.set_preferences, name="set_preferences"),
    path("style/", views.style, name="style"),
    path("demo/", views.demo, name="demo"),
    path("demo/<slug:who>/", views.enter, name="demo_enter"),
    path("health", views.health, name="health"),
]
