from django.urls import path

from svyazka.pulse import views

app_name = "pulse"
urlpatterns = [path("", views.results, name="list")]
