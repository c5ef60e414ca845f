from django.urls import path

from svyazka.roles.views import scheme, seat, switching

app_name = "roles"
urlpatterns = [
    path("", scheme.index, name="index"),
    path("<int:scheme_id>/", scheme.scheme, name="scheme"),
    path("<int:scheme_id>/copies/", scheme.copy, name="copy"),
    path("<int:scheme_id>/cells/", scheme.cells, name="cells"),
    path("<int:scheme_id>/seats/", scheme.add_seat, name="add_seat"),
    path("<int:scheme_id>/seats/<slug:code>/removal/", scheme.remove_seat, name="remove_seat"),
    path("<int:scheme_id>/transitions/", scheme.transition, name="transition"),
    path("transitions/<int:transition_id>/", switching.dry_run, name="dry_run"),
    path("transitions/<int:transition_id>/execution/", switching.execution, name="execution"),
    path("engagements/<int:engagement_id>/", seat.holding, name="holding"),
    path("engagements/<int:engagement_id>/vacancies/", seat.vacancies, name="vacancies"),
    path("engagements/<int:engagement_id>/seats/", seat.seats, name="seats"),
    path("requests/", seat.ask, name="ask"),
    path("requests/<int:request_id>/answer/", seat.answer, name="answer"),
]
