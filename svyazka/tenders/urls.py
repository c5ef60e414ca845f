from django.urls import path

from svyazka.tenders import views

app_name = "tenders"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<int:tender_id>/", views.tender, name="tender"),
    path("<int:tender_id>/decision/", views.decision, name="decision"),
    path("<int:tender_id>/moves/", views.move, name="move"),
    path("<int:tender_id>/submission/", views.submission, name="submission"),
]
