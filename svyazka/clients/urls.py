from django.urls import path

from svyazka.clients import views

app_name = "clients"
urlpatterns = [
    path("clients/", views.clients, name="list"),
    path("clients/<int:client_id>/", views.client, name="client"),
    path("clients/<int:client_id>/card/", views.keep_client, name="keep"),
    path("clients/<int:client_id>/contacts/", views.keep_contact, name="contacts"),
    path("clients/<int:client_id>/contacts/<int:contact_id>/portal/", views.open_portal, name="open_portal"),
    path("clients/<int:client_id>/contacts/<int:contact_id>/portal/closing/", views.close_portal, name="close_portal"),
    path("engagements/<int:engagement_id>/", views.engagement, name="engagement"),
    path("engagements/<int:engagement_id>/messages/", views.messages_of, name="messages"),
    path("engagements/<int:engagement_id>/files/", views.files_of, name="files"),
    path("files/<int:file_id>/", views.file, name="file"),
]
