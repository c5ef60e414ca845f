"""Where the pages of specifications and promises are."""

from django.urls import path

from svyazka.briefs.views import brief, catching, checking, editor, mountains, promises, small

app_name = "briefs"
urlpatterns = [
    path("", brief.index, name="list"),
    path("new/<int:engagement_id>/", editor.new, name="new"),
    path("rows/<slug:table>/", editor.row, name="row"),
    path("promises/", promises.promises, name="promises"),
    path("promises/new/<int:engagement_id>/", catching.catch, name="catch"),
    path("promises/checking/", checking.queue, name="checking"),
    path("promises/checking/verdicts/", checking.judge_many, name="judge_many"),
    path("promises/mountains/", mountains.mountains, name="mountains"),
    path("promises/mountains/behind/", mountains.behind_figure, name="behind"),
    path("promises/rules/", small.small_rules, name="small_rules"),
    path("promises/rules/small/", small.new_rule, name="new_small_rule"),
    path("promises/rules/norms/", small.new_norm, name="new_verdict_norm"),
    path("promises/<int:promise_id>/", promises.one, name="promise"),
    path("promises/<int:promise_id>/verdicts/", promises.judge, name="judge_promise"),
    path("promises/<int:promise_id>/rechecking/", promises.recheck, name="recheck"),
    path("promises/<int:promise_id>/wordings/", promises.reword, name="reword"),
    path("promises/<int:promise_id>/alternative-taking/", promises.take_alternative, name="take_alternative"),
    path("promises/<int:promise_id>/outcomes/", promises.settle, name="settle"),
    path("promises/<int:promise_id>/withdrawal/", promises.withdraw, name="withdraw"),
    path("<int:brief_id>/", brief.one, name="one"),
    path("<int:brief_id>/submission/", brief.submit, name="submit"),
    path("<int:brief_id>/verdicts/", brief.judge, name="judge"),
]
