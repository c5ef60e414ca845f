from django.urls import path

from svyazka.sources import views

app_name = "sources"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:source_id>/costs/", views.cost, name="cost"),
    path("<int:source_id>/retirement/", views.retirement, name="retirement"),
    path("events/", views.events, name="events"),
]
