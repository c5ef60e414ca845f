from django.urls import path

from svyazka.bonus import views

app_name = "bonus"
urlpatterns = [
    path("", views.mine, name="list"),
    path("months/<str:month>/closing/", views.close, name="close"),
    path("rules/<int:rule_id>/changes/", views.rule, name="rule"),
]
