"""Where the pages of specifications and promises are."""

from django.urls import path

from svyazka.briefs.views import brief, comparison, document, draft, editor, promises, templates

app_name = "briefs"
urlpatterns = [
    path("", brief.index, name="list"),
    path("new/<int:engagement_id>/", editor.new, name="new"),
    path("rows/<slug:table>/", editor.row, name="row"),
    path("promises/", promises.promises, name="promises"),
    path("promises/new/<int:engagement_id>/", promises.promise, name="promise"),
    path("promises/<int:promise_id>/outcomes/", promises.settle, name="settle"),
    path("promises/<int:promise_id>/withdrawal/", promises.withdraw, name="withdraw"),
    path("start/<int:engagement_id>/", draft.start, name="start"),
    path("templates/", templates.shelf, name="templates"),
    path("templates/new/", templates.new, name="new_template"),
    path("templates/<int:template_id>/", templates.template, name="template"),
    path("templates/<int:template_id>/editing/", templates.edit, name="edit_template"),
    path("templates/<int:template_id>/copies/", templates.copy, name="copy_template"),
    path("templates/<int:template_id>/retirement/", templates.retirement, name="retire_template"),
    path("<int:brief_id>/", brief.one, name="one"),
    path("<int:brief_id>/submission/", brief.submit, name="submit"),
    path("<int:brief_id>/verdicts/", brief.judge, name="judge"),
    path("<int:brief_id>/live/", document.live, name="live"),
    path("<int:brief_id>/presence/", document.presence, name="presence"),
    path("<int:brief_id>/comparison/", comparison.comparison, name="comparison"),
    path("<int:brief_id>/clauses/", draft.add, name="add_clause"),
    path("<int:brief_id>/clauses/new/", draft.adding, name="adding"),
    path("<int:brief_id>/clauses/<int:key>/", document.clause, name="clause"),
    path("<int:brief_id>/clauses/<int:key>/wording/", draft.wording, name="wording"),
    path("<int:brief_id>/clauses/<int:key>/place/", draft.place, name="place"),
    path("<int:brief_id>/clauses/<int:key>/removal/", draft.removal, name="removal"),
]
