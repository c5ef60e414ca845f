"""Where the pages of people and of the agency are."""

from django.urls import path

from svyazka.people.views import agency, own, staff

app_name = "people"
urlpatterns = [
    path("", staff.people, name="list"),
    path("new/", staff.invite, name="invite"),
    path("<int:person_id>/", staff.person, name="person"),
    path("<int:person_id>/card/", staff.card, name="card"),
    path("<int:person_id>/tracks/", staff.track, name="track"),
    path("<int:person_id>/norms/", staff.norm, name="norm"),
    path("<int:person_id>/invitations/", staff.invite_again, name="invite_again"),
    path("<int:person_id>/invitations/removal/", staff.take_back, name="take_back"),
    path("<int:person_id>/deactivation/", staff.deactivate, name="deactivate"),
    path("departments/", staff.open_department, name="open_department"),
    path("departments/<int:department_id>/closing/", staff.close_department, name="close_department"),
    path("join/<str:secret>/", own.join, name="join"),
    path("me/", own.me, name="me"),
    path("me/tokens/", own.issue_token, name="issue_token"),
    path("me/tokens/<int:token_id>/revocation/", own.revoke_token, name="revoke_token"),
    path("agency/", agency.agency, name="agency"),
    path("agency/details/", agency.details, name="agency_details"),
    path("agency/days/", agency.set_day, name="set_day"),
    path("agency/days/<str:day>/removal/", agency.forget_day, name="forget_day"),
    path("agency/entities/new/", agency.new_entity, name="new_entity"),
    path("agency/entities/<int:entity_id>/", agency.entity, name="entity"),
    path("agency/entities/<int:entity_id>/taxes/", agency.tax, name="tax"),
]
