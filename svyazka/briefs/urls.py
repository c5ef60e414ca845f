"""Where the pages of specifications and promises are."""

from django.urls import path

from svyazka.briefs import views

app_name = "briefs"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/<int:engagement_id>/", views.new, name="new"),
    path("rows/<slug:table>/", views.row, name="row"),
    path("promises/", views.promises, name="promises"),
    path("promises/new/<int:engagement_id>/", views.promise, name="promise"),
    path("promises/<int:promise_id>/outcomes/", views.settle, name="settle"),
    path("promises/<int:promise_id>/withdrawal/", views.withdraw, name="withdraw"),
    path("<int:brief_id>/", views.one, name="one"),
    path("<int:brief_id>/submission/", views.submit, name="submit"),
    path("<int:brief_id>/verdicts/", views.judge, name="judge"),
]
