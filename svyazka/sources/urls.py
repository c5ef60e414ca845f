from django.urls import path

from svyazka.sources import views
from svyazka.sources.views import acts, event

app_name = "sources"
urlpatterns = [
    path("", views.index, name="list"),
    path("brand/", views.brand, name="brand"),
    path("search/", views.search, name="search"),
    path("mix/", views.mix, name="mix"),
    path("sufficiency/", views.sufficiency, name="sufficiency"),
    path("names/", acts.names, name="names"),
    path("<int:source_id>/name/", acts.name, name="name"),
    path("<int:source_id>/costs/", acts.cost, name="cost"),
    path("<int:source_id>/fading/", acts.fading, name="fading"),
    path("<int:source_id>/retirement/", acts.retirement, name="retirement"),
    path("<int:source_id>/comeback/", acts.comeback, name="comeback"),
    path("events/", acts.events, name="events"),
    path("events/<int:event_id>/", event.one, name="event"),
    path("events/<int:event_id>/card/", event.card, name="event_card"),
    path("events/<int:event_id>/people/", event.people, name="people_met"),
    path("events/<int:event_id>/people/<int:meeting_id>/removal/", event.removal, name="meeting_removal"),
    path("speakers/<str:login>/", event.speaker, name="speaker"),
    path("demand/", acts.demand, name="demand"),
    path("demand/figures/", acts.figures, name="figures"),
    path("demand/<int:load_id>/undoing/", acts.undoing, name="undoing"),
]
