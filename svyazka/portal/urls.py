
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
    path("specifications/<int:brief_id>/", views.specification, name="specification"),
    path("specifications/<int:brief_id>/answer/", views.answer, name="answer"),
    path("specifications/<int:brief_id>/clauses/<int:key>/", views.clause_talk, name="clause_talk"),
    path("proposals/<int:proposal_id>/", views.proposal, name="proposal"),
    path("proposals/<int:proposal_id>/answer/", views.answer_price, name="answer_price"),
    path("proposals/<int:proposal_id>/pdf/", views.proposal_pdf, name="proposal_pdf"),
]
