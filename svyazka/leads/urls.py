from django.urls import path

from svyazka.leads import views

app_name = "leads"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("new/", views.new, name="new"),
    path("form/", views.public, name="public"),
    path("form/thanks/", views.thanks, name="thanks"),
    path("dead-letters/", views.dead_letters, name="dead_letters"),
    path("dead-letters/<int:raw_id>/raw/", views.raw, name="raw"),
    path("dead-letters/<int:raw_id>/reading/", views.read_again, name="read_again"),
    path("<int:lead_id>/", views.lead, name="lead"),
    path("<int:lead_id>/taking/", views.take, name="take"),
    path("<int:lead_id>/answers/", views.answer, name="answer"),
    path("<int:lead_id>/qualification/", views.qualification, name="qualification"),
    path("<int:lead_id>/freezing/", views.freezing, name="freezing"),
    path("<int:lead_id>/thawing/", views.thawing, name="thawing"),
    path("<int:lead_id>/passing/", views.passing, name="passing"),
    path("<int:lead_id>/loss/", views.loss, name="loss"),
]
