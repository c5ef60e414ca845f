"""Where the pages of estimates, proposals and contracts are."""

from django.urls import path

from svyazka.deals.views import contracts, editor, estimates, papers, proposals, rates, texts, tying
from svyazka.kit.files import in_both_forms

app_name = "deals"
urlpatterns = [
    path("", estimates.index, name="list"),
    path("estimates/<int:estimate_id>/", estimates.one, name="estimate"),
    path("estimates/<int:estimate_id>/approval/", estimates.approve, name="approve"),
    path("estimates/<int:estimate_id>/proposals/", estimates.offer, name="offer"),
    path("proposals/<int:proposal_id>/", proposals.proposal, name="proposal"),
    *in_both_forms("proposals/<int:proposal_id>/", papers.proposal, "proposal"),
    path("proposals/<int:proposal_id>/answers/", proposals.answer, name="answer"),
    path("contracts/new/<int:engagement_id>/", contracts.new, name="new_contract"),
    path("contracts/<int:contract_id>/", contracts.one, name="contract"),
    *in_both_forms("contracts/<int:contract_id>/", papers.contract, "contract"),
    *in_both_forms("contracts/<int:contract_id>/whole/", papers.whole, "whole"),
    *in_both_forms("contracts/<int:contract_id>/annexes/<slug:kind>/", papers.annex, "annex"),
    *in_both_forms("contracts/<int:contract_id>/amendments/<int:number>/", papers.amendment, "amendment"),
    *in_both_forms("contracts/<int:contract_id>/applications/<int:stage_id>/", papers.application, "application"),
    path("contracts/<int:contract_id>/sending/", contracts.send, name="send"),
    path("contracts/<int:contract_id>/disagreements/", contracts.disagree, name="disagree"),
    path("contracts/<int:contract_id>/signing/", contracts.sign, name="sign"),
    path("contracts/<int:contract_id>/amendments/", contracts.amend, name="amend"),
    path("contracts/<int:contract_id>/termination/", contracts.terminate, name="terminate"),
    *in_both_forms("specifications/<int:brief_id>/", papers.specification, "specification"),
    *in_both_forms("engagements/<int:engagement_id>/consent/", papers.consent, "consent"),
    path("texts/", texts.index, name="texts"),
    path("texts/numbers/", texts.series, name="series"),
    path("texts/<slug:kind>/", texts.text, name="text"),
    path("texts/<slug:kind>/preview/", texts.preview, name="preview"),
    path("texts/<slug:kind>/editions/<int:number>/", texts.edition, name="edition"),
    path("texts/<slug:kind>/returning/", texts.returning, name="returning"),
    path("rates/", rates.rates, name="rates"),
    path("rates/new/", rates.new_rate, name="new_rate"),
    path("rates/people/", rates.new_person_rate, name="new_person_rate"),
    path("rates/terms/", rates.new_term, name="new_term"),
    path("rates/<slug:kind>/<int:key>/calling-off/", rates.call_off, name="call_off"),
    path("rows/<slug:table>/", editor.row, name="row"),
    path("estimates/new/<int:brief_id>/", editor.new, name="new_estimate"),
    path("estimates/drafts/<int:engagement_id>/", editor.next_edition, name="next_edition"),
    path("estimates/<int:estimate_id>/lines/", editor.edit, name="edit"),
    path("estimates/<int:estimate_id>/clauses/", editor.fill, name="fill"),
    path("estimates/<int:estimate_id>/freezing/", editor.freeze, name="freeze"),
    path("estimates/<int:estimate_id>/comparison/", estimates.compare, name="compare"),
    path("estimates/<int:estimate_id>/discounts/", estimates.ask_discount, name="ask_discount"),
    path("discounts/<int:discount_id>/answer/", estimates.settle_discount, name="settle_discount"),
    path("estimates/<int:estimate_id>/lines/<int:line_id>/clause/", tying.tie, name="tie_line"),
]
