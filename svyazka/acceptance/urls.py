"""Where the pages of acceptance are."""

from django.urls import path

from svyazka.acceptance.views import change, look, result, stage

app_name = "acceptance"
urlpatterns = [
    path("", stage.index, name="list"),
    path("stages/<int:stage_id>/", stage.stage, name="stage"),
    path("stages/<int:stage_id>/results/", stage.build, name="build"),
    path("results/<int:result_id>/", result.result, name="result"),
    path("results/<int:result_id>/check/", result.check, name="check"),
    path("results/<int:result_id>/handover/", result.hand_over, name="hand_over"),
    path("results/<int:result_id>/handover-acceptance/", result.accept_handover, name="accept_handover"),
    path("results/<int:result_id>/defences/", result.open_defence, name="open_defence"),
    path("defences/<int:defence_id>/verdicts/", result.decide, name="decide"),
    path("client-looks/<int:look_id>/reminders/", look.remind, name="remind_of_look"),
    path("client-looks/<int:look_id>/retros/", look.look_back, name="look_back"),
    path("remarks/<int:remark_id>/classification/", change.classify, name="classify"),
    path("remarks/<int:remark_id>/planning/", change.plan, name="plan"),
    path("changes/<int:change_id>/offers/", change.offer, name="offer"),
    path("changes/<int:change_id>/answers/", change.settle, name="settle"),
    path("changes/<int:change_id>/planning/", change.plan_change, name="plan_change"),
]
