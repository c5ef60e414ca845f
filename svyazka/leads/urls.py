from django.urls import path

from svyazka.leads.views import inbox, lead, merging, public, raw, routing

app_name = "leads"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("new/", inbox.new, name="new"),
    path("form/", public.public, name="public"),
    path("form/thanks/", public.thanks, name="thanks"),
    path("dead-letters/", raw.dead_letters, name="dead_letters"),
    path("dead-letters/<int:raw_id>/raw/", raw.raw, name="raw"),
    path("dead-letters/<int:raw_id>/reading/", raw.read_again, name="read_again"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("likenesses/<int:likeness_id>/decision/", merging.decision, name="decision"),
    path("mergings/<int:merging_id>/undoing/", merging.undoing, name="undoing"),
    path("<int:lead_id>/merging/", merging.merging, name="merging"),
    path("routing/", routing.routing, name="routing"),
    path("routing/terms/", routing.terms, name="agency_terms"),
    path("routing/terms/<str:login>/", routing.terms, name="terms"),
    path("<int:lead_id>/", lead.lead, name="lead"),
    path("<int:lead_id>/taking/", lead.take, name="take"),
    path("<int:lead_id>/answers/", lead.answer, name="answer"),
    path("<int:lead_id>/qualification/", lead.qualification, name="qualification"),
    path("<int:lead_id>/freezing/", lead.freezing, name="freezing"),
    path("<int:lead_id>/thawing/", lead.thawing, name="thawing"),
    path("<int:lead_id>/passing/", lead.passing, name="passing"),
    path("<int:lead_id>/assignment/", lead.assignment, name="assignment"),
    path("<int:lead_id>/returning/", routing.returning, name="returning"),
    path("<int:lead_id>/offers/<int:offer_id>/answer/", routing.answer, name="offer_answer"),
    path("<int:lead_id>/offers/<int:offer_id>/withdrawal/", routing.withdrawal, name="offer_withdrawal"),
    path("<int:lead_id>/loss/", lead.loss, name="loss"),
]
