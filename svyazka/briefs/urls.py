"""Where the pages of specifications and promises are."""

from django.urls import path

from svyazka.briefs.views import agree, brief, comments, coverage, editor, promises

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
    path("<int:brief_id>/sending/", agree.sending, name="send"),
    path("<int:brief_id>/answers/", agree.answering, name="answer"),
    path("begun/<int:engagement_id>/", agree.begin, name="begin"),
    path("<int:brief_id>/comments/", comments.comments, name="comments"),
    path("<int:brief_id>/clauses/<int:key>/notes/", comments.note, name="note"),
    path("<int:brief_id>/clauses/<int:key>/talk/", comments.talk, name="talk"),
    path("notes/<int:note_id>/settling/", comments.settle_note, name="settle_note"),
    path("talk/<int:talk_id>/settling/", comments.settle_talk, name="settle_talk"),
    path("<int:brief_id>/coverage/", coverage.coverage, name="coverage"),
    path("<int:brief_id>/coverage/table/", coverage.table, name="coverage_table"),
]
