from django.urls import path

from svyazka.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("engagements/<int:engagement_id>/", views.engagement, name="engagement"),
    path("engagements/<int:engagement_id>/messages/", views.say_it, name="say"),
    path("results/<int:defence_id>/", views.defence, name="defence"),
    path("results/<int:defence_id>/verdict/", views.verdict, name="verdict"),
]
