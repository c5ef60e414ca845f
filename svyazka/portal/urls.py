from django.urls import path

from svyazka.kit.files import in_both_forms
from svyazka.portal.views import amendment, contract, defence, home, look, papers, proposal, specification

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("engagements/<int:engagement_id>/", home.engagement, name="engagement"),
    path("engagements/<int:engagement_id>/messages/", home.say_it, name="say"),
    path("engagements/<int:engagement_id>/problems/", home.raise_problem, name="raise_problem"),
    path("contracts/<int:contract_id>/", contract.contract, name="contract"),
    *in_both_forms("contracts/<int:contract_id>/", papers.contract, "contract"),
    path("contracts/<int:contract_id>/disagreements/", contract.disagree, name="disagree"),
    *in_both_forms("contracts/<int:contract_id>/disagreements/", papers.disagreements, "disagreements"),
    path("amendments/<int:amendment_id>/", amendment.amendment, name="amendment"),
    path("amendments/<int:amendment_id>/answer/", amendment.answer, name="answer_amendment"),
    *in_both_forms("amendments/<int:amendment_id>/", papers.amendment, "amendment"),
    path("extra-hours/<int:extra_id>/answers/", contract.extra, name="extra"),
    path("files/<int:file_id>/", home.file, name="file"),
    path("acts/<int:act_id>/", papers.act, name="act"),
    path("invoices/<int:invoice_id>/", papers.invoice, name="invoice"),
    path("results/<int:defence_id>/", defence.defence, name="defence"),
    path("results/<int:defence_id>/verdict/", defence.verdict, name="verdict"),
    path("looks/<int:look_id>/", look.look, name="look"),
    path("looks/<int:look_id>/answers/", look.answer, name="answer_look"),
    path("looks/<int:look_id>/refusal/", look.decline, name="decline_look"),
    path("specifications/<int:brief_id>/", specification.specification, name="specification"),
    path("specifications/<int:brief_id>/answer/", specification.answer, name="answer"),
    path("specifications/<int:brief_id>/clauses/<int:key>/", specification.clause_talk, name="clause_talk"),
    *in_both_forms("specifications/<int:brief_id>/", papers.specification, "specification"),
    path("proposals/<int:proposal_id>/", proposal.proposal, name="proposal"),
    path("proposals/<int:proposal_id>/answer/", proposal.answer_price, name="answer_price"),
    *in_both_forms("proposals/<int:proposal_id>/", papers.proposal, "proposal"),
]
