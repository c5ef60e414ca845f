"""Where the pages of specifications and promises are."""

from django.urls import path

from svyazka.briefs.views import brief, editor, promises

app_name = "briefs"
urlpatterns = [
    path("", brief.index, name="list"),
    path("new/<int:engagement_id>/", editor.new, name="new"),
    path("rows/<slug:table>/", editor.row, name="row"),
    path("promises/", promises.promises, name="promises"),
    path("promises/new/<int:engagement_id>/", promises.promise, name="promise"),
    path("promises/<int:promise_id>/outcomes/", promises.settle, name="settle"),
    path("promises/<int:promise_id>/withdrawal/", promises.withdraw, name="withdraw"),
    path("<int:brief_id>/", brief.one, name="one"),
    path("<int:brief_id>/submission/", brief.submit, name="submit"),
    path("<int:brief_id>/verdicts/", brief.judge, name="judge"),
]
