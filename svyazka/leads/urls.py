from django.urls import path

from svyazka.leads.views import bringing, inbox, lead, public, raw

app_name = "leads"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("new/", inbox.new, name="new"),
    path("form/", public.public, name="public"),
    path("form/thanks/", public.thanks, name="thanks"),
    path("dead-letters/", raw.dead_letters, name="dead_letters"),
    path("dead-letters/<int:raw_id>/raw/", raw.raw, name="raw"),
    path("dead-letters/<int:raw_id>/reading/", raw.read_again, name="read_again"),
    path("imports/", bringing.imports, name="imports"),
    path("imports/<int:run_id>/", bringing.one, name="import"),
    path("imports/<int:run_id>/choices/", bringing.choices, name="import_choices"),
    path("imports/<int:run_id>/trial/", bringing.trial, name="import_trial"),
    path("imports/<int:run_id>/running/", bringing.running, name="import_running"),
    path("imports/<int:run_id>/undoing/", bringing.undoing, name="import_undoing"),
    path("imports/<int:run_id>/errors/", bringing.errors, name="import_errors"),
    path("<int:lead_id>/", lead.lead, name="lead"),
    path("<int:lead_id>/taking/", lead.take, name="take"),
    path("<int:lead_id>/answers/", lead.answer, name="answer"),
    path("<int:lead_id>/qualification/", lead.qualification, name="qualification"),
    path("<int:lead_id>/freezing/", lead.freezing, name="freezing"),
    path("<int:lead_id>/thawing/", lead.thawing, name="thawing"),
    path("<int:lead_id>/passing/", lead.passing, name="passing"),
    path("<int:lead_id>/loss/", lead.loss, name="loss"),
]
