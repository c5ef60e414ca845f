from django.urls import path

from svyazka.leads.views import channels, inbox, lead, public, raw

app_name = "leads"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("new/", inbox.new, name="new"),
    path("form/", public.public, name="public"),
    path("form/thanks/", public.thanks, name="thanks"),
    path("dead-letters/", raw.dead_letters, name="dead_letters"),
    path("dead-letters/readings/", raw.read_all_again, name="read_all_again"),
    path("dead-letters/<int:raw_id>/", raw.dead_letter, name="dead_letter"),
    path("dead-letters/<int:raw_id>/putting-away/", raw.put_away, name="put_away"),
    path("dead-letters/<int:raw_id>/taking-back/", raw.take_back, name="take_back"),
    path("dead-letters/<int:raw_id>/raw/", raw.raw, name="raw"),
    path("dead-letters/<int:raw_id>/reading/", raw.read_again, name="read_again"),
    path("channels/", channels.channels, name="channels"),
    path("channels/keys/", channels.issue_key, name="issue_key"),
    path("channels/keys/<int:key_id>/revocation/", channels.revoke_key, name="revoke_key"),
    path("channels/mailboxes/<int:mailbox_id>/checks/", channels.look_now, name="look_now"),
    path("<int:lead_id>/", lead.lead, name="lead"),
    path("<int:lead_id>/taking/", lead.take, name="take"),
    path("<int:lead_id>/answers/", lead.answer, name="answer"),
    path("<int:lead_id>/qualification/", lead.qualification, name="qualification"),
    path("<int:lead_id>/freezing/", lead.freezing, name="freezing"),
    path("<int:lead_id>/thawing/", lead.thawing, name="thawing"),
    path("<int:lead_id>/passing/", lead.passing, name="passing"),
    path("<int:lead_id>/loss/", lead.loss, name="loss"),
]
