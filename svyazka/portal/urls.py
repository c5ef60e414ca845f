from django.urls import path

from svyazka.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("engagements/<int:engagement_id>/", views.engagement, name="engagement"),
    path("engagements/<int:engagement_id>/messages/", views.say_it, name="say"),
    path("contracts/<int:contract_id>/", views.contract, name="contract"),
    path("contracts/<int:contract_id>/disagreements/", views.disagree, name="disagree"),
    path("extra-hours/<int:extra_id>/answers/", views.extra, name="extra"),
    path("files/<int:file_id>/", views.file, name="file"),
    path("acts/<int:act_id>/", views.act, name="act"),
    path("invoices/<int:invoice_id>/", views.invoice, name="invoice"),
    path("results/<int:defence_id>/", views.defence, name="defence"),
    path("results/<int:defence_id>/verdict/", views.verdict, name="verdict"),
]
