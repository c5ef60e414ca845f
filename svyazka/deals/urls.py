"""Where the pages of estimates, proposals and contracts are."""

from django.urls import path

from svyazka.deals.views import contracts, estimates, proposals, tying

app_name = "deals"
urlpatterns = [
    path("", estimates.index, name="list"),
    path("rows/<slug:table>/", estimates.row, name="row"),
    path("estimates/new/<int:brief_id>/", estimates.new, name="new_estimate"),
    path("estimates/<int:estimate_id>/", estimates.one, name="estimate"),
    path("estimates/<int:estimate_id>/approval/", estimates.approve, name="approve"),
    path("estimates/<int:estimate_id>/proposals/", estimates.offer, name="offer"),
    path("estimates/<int:estimate_id>/lines/<int:line_id>/clause/", tying.tie, name="tie_line"),
    path("proposals/<int:proposal_id>/", proposals.proposal, name="proposal"),
    path("proposals/<int:proposal_id>/pdf/", proposals.proposal_pdf, name="proposal_pdf"),
    path("proposals/<int:proposal_id>/answers/", proposals.answer, name="answer"),
    path("contracts/new/<int:engagement_id>/", contracts.new, name="new_contract"),
    path("contracts/<int:contract_id>/", contracts.one, name="contract"),
    path("contracts/<int:contract_id>/pdf/", contracts.pdf, name="contract_pdf"),
    path("contracts/<int:contract_id>/sending/", contracts.send, name="send"),
    path("contracts/<int:contract_id>/disagreements/", contracts.disagree, name="disagree"),
    path("contracts/<int:contract_id>/signing/", contracts.sign, name="sign"),
    path("contracts/<int:contract_id>/amendments/", contracts.amend, name="amend"),
    path("contracts/<int:contract_id>/termination/", contracts.terminate, name="terminate"),
]
