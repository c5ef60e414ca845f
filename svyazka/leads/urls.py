from django.urls import path

from svyazka.leads.views import handling, inbox, lead, public, quality, raw, routing

app_name = "leads"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("new/", inbox.new, name="new"),
    path("form/", public.public, name="public"),
    path("form/thanks/", public.thanks, name="thanks"),
    path("dead-letters/", raw.dead_letters, name="dead_letters"),
    path("dead-letters/<int:raw_id>/raw/", raw.raw, name="raw"),
    path("dead-letters/<int:raw_id>/reading/", raw.read_again, name="read_again"),
    path("routing/", routing.routing, name="routing"),
    path("routing/terms/", routing.terms, name="agency_terms"),
    path("routing/terms/<str:login>/", routing.terms, name="terms"),
    path("norms/", handling.norms, name="norms"),
    path("norms/new/", handling.new_norm, name="new_norm"),
    path("norms/levels/", handling.new_level, name="new_level"),
    path("norms/reasons/", handling.new_reason, name="new_reason"),
    path("norms/reasons/<int:reason_id>/retirement/", handling.retire_reason, name="retire_reason"),
    path("quality/", quality.quality, name="quality"),
    path("lessons/", quality.lessons_page, name="lessons"),
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
    path("<int:lead_id>/next-step/", lead.next_step, name="next_step"),
    path("<int:lead_id>/loss/", lead.loss, name="loss"),
]
