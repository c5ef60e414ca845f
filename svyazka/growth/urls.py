from django.urls import path

from svyazka.growth import views

app_name = "growth"
urlpatterns = [
    path("", views.development, name="list"),
    path("clients/<int:client_id>/ideas/", views.ideas, name="ideas"),
    path("clients/<int:client_id>/directions/", views.cells, name="cells"),
    path("ideas/<int:idea_id>/answers/", views.answers, name="answers"),
    path("ideas/<int:idea_id>/taking-up/", views.taking_up, name="taking_up"),
]
