"""Where the pages of acceptance are."""

from django.urls import path

from svyazka.acceptance import views

app_name = "acceptance"
urlpatterns = [
    path("", views.index, name="list"),
    path("stages/<int:stage_id>/", views.stage, name="stage"),
    path("stages/<int:stage_id>/results/", views.build, name="build"),
    path("results/<int:result_id>/", views.result, name="result"),
    path("results/<int:result_id>/check/", views.check, name="check"),
    path("results/<int:result_id>/handover/", views.hand_over, name="hand_over"),
    path("results/<int:result_id>/handover-acceptance/", views.accept_handover, name="accept_handover"),
    path("results/<int:result_id>/defences/", views.open_defence, name="open_defence"),
    path("defences/<int:defence_id>/verdicts/", views.decide, name="decide"),
    path("remarks/<int:remark_id>/classification/", views.classify, name="classify"),
    path("remarks/<int:remark_id>/planning/", views.plan, name="plan"),
    path("changes/<int:change_id>/offers/", views.offer, name="offer"),
    path("changes/<int:change_id>/answers/", views.settle, name="settle"),
    path("changes/<int:change_id>/planning/", views.plan_change, name="plan_change"),
]
