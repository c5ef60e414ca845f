from django.urls import path

from svyazka.clients.views import client, engagement

app_name = "clients"
urlpatterns = [
    path("clients/", client.clients, name="list"),
    path("clients/<int:client_id>/", client.client, name="client"),
    path("clients/<int:client_id>/card/", client.keep_client, name="keep"),
    path("clients/<int:client_id>/requisites/", client.keep_requisites, name="requisites"),
    path("clients/<int:client_id>/contacts/", client.keep_contact, name="contacts"),
    path("clients/<int:client_id>/contacts/<int:contact_id>/portal/", client.open_portal, name="open_portal"),
    path("clients/<int:client_id>/contacts/<int:contact_id>/portal/closing/", client.close_portal, name="close_portal"),
    path("clients/<int:client_id>/merging/", client.merging, name="merging"),
    path("clients/mergings/<int:merging_id>/undoing/", client.undo_merging, name="undoing"),
    path("engagements/<int:engagement_id>/", engagement.engagement, name="engagement"),
    path("engagements/<int:engagement_id>/messages/", engagement.messages_of, name="messages"),
    path("engagements/<int:engagement_id>/files/", engagement.files_of, name="files"),
    path("files/<int:file_id>/", engagement.file, name="file"),
]
