from django.urls import path

from svyazka.roles import views

app_name = "roles"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:scheme_id>/", views.scheme, name="scheme"),
    path("<int:scheme_id>/copies/", views.copy, name="copy"),
    path("<int:scheme_id>/cells/", views.cells, name="cells"),
    path("<int:scheme_id>/seats/", views.add_seat, name="add_seat"),
    path("<int:scheme_id>/seats/<slug:code>/removal/", views.remove_seat, name="remove_seat"),
    path("<int:scheme_id>/transitions/", views.transition, name="transition"),
    path("transitions/<int:transition_id>/", views.dry_run, name="dry_run"),
    path("transitions/<int:transition_id>/execution/", views.execution, name="execution"),
    path("engagements/<int:engagement_id>/", views.holding, name="holding"),
    path("engagements/<int:engagement_id>/vacancies/", views.vacancies, name="vacancies"),
    path("engagements/<int:engagement_id>/seats/", views.seats, name="seats"),
    path("requests/", views.ask, name="ask"),
    path("requests/<int:request_id>/answer/", views.answer, name="answer"),
]
