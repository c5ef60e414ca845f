from django.urls import path

from svyazka.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("<int:person_id>/deactivation/", views.deactivate, name="deactivate"),
]
