from django.urls import path

from svyazka.projects.views import forecast, ghost
from svyazka.projects.views import project as views

app_name = "projects"
urlpatterns = [
    path("", views.index, name="list"),
    path("promises/", ghost.promises, name="promises"),
    path("drift-norms/", forecast.drift_norms, name="drift_norms"),
    path("drift-norms/new/", forecast.set_drift_norm, name="set_drift_norm"),
    path("<int:project_id>/", views.project, name="project"),
    path("<int:project_id>/promises/", ghost.ghost, name="ghost"),
    path("<int:project_id>/stages/", views.widen, name="widen"),
    path("<int:project_id>/stopping/", views.stop, name="stop"),
    path("contracts/<int:contract_id>/projects/", views.start, name="start"),
    path("stages/<int:stage_id>/promises/", views.promise, name="promise"),
    path("stages/<int:stage_id>/drift-notes/", ghost.drift_note, name="drift_note"),
    path("stages/<int:stage_id>/causes/", ghost.cause, name="cause"),
    path("stages/<int:stage_id>/warnings/", ghost.warning, name="warning"),
]
