from django.urls import path

from svyazka.team import views

app_name = "team"
urlpatterns = [
    path("", views.team, name="list"),
    path("absences/", views.absences, name="absences"),
    path("absences/<int:absence_id>/approval/", views.absence_approval, name="absence_approval"),
    path("absences/<int:absence_id>/refusal/", views.absence_refusal, name="absence_refusal"),
    path("absences/<int:absence_id>/cancellation/", views.absence_cancellation, name="absence_cancellation"),
    path("covers/<int:cover_id>/acceptance/", views.acceptance, name="acceptance"),
    path("covers/<int:cover_id>/deputies/", views.deputy, name="deputy"),
    path("covers/<int:cover_id>/approval/", views.approval, name="approval"),
]
