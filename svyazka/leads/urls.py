from django.urls import path

from svyazka.leads.views import inbox, lead, public, quick, raw, webform

app_name = "leads"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("new/", quick.new, name="new"),
    path("new/clients/", quick.known, name="known_clients"),
    path("form/", public.public, name="public"),
    path("form/thanks/", public.thanks, name="thanks"),
    path("forms/", webform.web_forms, name="web_forms"),
    path("forms/ways/", webform.contact_ways, name="contact_ways"),
    path("forms/<slug:key>.js", public.script, name="form_script"),
    path("forms/<slug:key>/", public.webform, name="form"),
    path("forms/<slug:key>/thanks/", public.thanks, name="form_thanks"),
    path("forms/<slug:key>/messenger/", public.messenger, name="messenger"),
    path("forms/<slug:key>/settings/", webform.form_settings, name="form_settings"),
    path("forms/<slug:key>/stopping/", webform.form_stopping, name="form_stopping"),
    path("forms/<slug:key>/resumption/", webform.form_resumption, name="form_resumption"),
    path("consents/", webform.consent_texts, name="consent_texts"),
    path("consents/<slug:purpose>/<int:version>/", webform.consent_text, name="consent_text"),
    path("dead-letters/", raw.dead_letters, name="dead_letters"),
    path("dead-letters/<int:raw_id>/raw/", raw.raw, name="raw"),
    path("dead-letters/<int:raw_id>/reading/", raw.read_again, name="read_again"),
    path("<int:lead_id>/", lead.lead, name="lead"),
    path("<int:lead_id>/withdrawals/", lead.withdrawals, name="withdrawals"),
    path("<int:lead_id>/taking/", lead.take, name="take"),
    path("<int:lead_id>/answers/", lead.answer, name="answer"),
    path("<int:lead_id>/qualification/", lead.qualification, name="qualification"),
    path("<int:lead_id>/freezing/", lead.freezing, name="freezing"),
    path("<int:lead_id>/thawing/", lead.thawing, name="thawing"),
    path("<int:lead_id>/passing/", lead.passing, name="passing"),
    path("<int:lead_id>/loss/", lead.loss, name="loss"),
]
