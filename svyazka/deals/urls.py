"""Where the pages of estimates, proposals and contracts are."""

from django.urls import path

from svyazka.deals.views import amendments, contracts, estimates, hours, proposals, protocol

app_name = "deals"
urlpatterns = [
    path("", estimates.index, name="list"),
    path("rows/<slug:table>/", estimates.row, name="row"),
    path("estimates/new/<int:brief_id>/", estimates.new, name="new_estimate"),
    path("estimates/<int:estimate_id>/", estimates.one, name="estimate"),
    path("estimates/<int:estimate_id>/approval/", estimates.approve, name="approve"),
    path("estimates/<int:estimate_id>/proposals/", estimates.offer, name="offer"),
    path("proposals/<int:proposal_id>/", proposals.proposal, name="proposal"),
    path("proposals/<int:proposal_id>/pdf/", proposals.proposal_pdf, name="proposal_pdf"),
    path("proposals/<int:proposal_id>/answers/", proposals.answer, name="answer"),
    path("contracts/new/<int:engagement_id>/", contracts.new, name="new_contract"),
    path("contracts/<int:contract_id>/", contracts.one, name="contract"),
    path("contracts/<int:contract_id>/pdf/", contracts.pdf, name="contract_pdf"),
    path("contracts/<int:contract_id>/text/", contracts.edit, name="edit_contract"),
    path("contracts/<int:contract_id>/editions/<int:number>/", contracts.edition, name="edition"),
    path("contracts/<int:contract_id>/sending/", contracts.send, name="send"),
    path("contracts/<int:contract_id>/disagreements/", protocol.disagree, name="disagree"),
    path("disagreements/<int:row_id>/settlement/", protocol.settle, name="settle_row"),
    path("disagreements/<int:row_id>/reopening/", protocol.reopen, name="reopen_row"),
    path("contracts/<int:contract_id>/signing/", contracts.sign, name="sign"),
    path("contracts/<int:contract_id>/amendments/", amendments.amend, name="amend"),
    path("contracts/<int:contract_id>/amendments/new/", amendments.new, name="new_amendment"),
    path("contracts/<int:contract_id>/orders/new/", amendments.order, name="new_order"),
    path("amendments/<int:amendment_id>/", amendments.one, name="amendment"),
    path("amendments/<int:amendment_id>/text/", amendments.edit, name="edit_amendment"),
    path("amendments/<int:amendment_id>/sending/", amendments.send, name="send_amendment"),
    path("amendments/<int:amendment_id>/signing/", amendments.sign, name="sign_amendment"),
    path("amendments/<int:amendment_id>/withdrawal/", amendments.withdraw, name="withdraw_amendment"),
    path("contracts/<int:contract_id>/hours/", hours.hours, name="hours"),
    path("retainer-periods/<int:period_id>/turning/", hours.turn, name="turn_period"),
    path("retainer-periods/<int:period_id>/extra-hours/", hours.ask_extra, name="ask_extra"),
    path("extra-hours/<int:extra_id>/answers/", hours.answer_extra, name="answer_extra"),
    path("contracts/<int:contract_id>/switches/", contracts.switches, name="switches"),
    path("contracts/<int:contract_id>/ads/", contracts.tick, name="tick_ads"),
    path("contracts/<int:contract_id>/termination/", contracts.terminate, name="terminate"),
]
