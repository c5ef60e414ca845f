"""Where the pages of papers and money are."""

from django.urls import path

from svyazka.kit.files import in_both_forms
from svyazka.money.views import act, invoice, overview

app_name = "money"
urlpatterns = [
    path("", overview.papers, name="list"),
    path("payments/", overview.payments, name="payments"),
    path("receivables/", overview.receivables, name="receivables"),
    path("margin/", overview.margin, name="margin"),
    path("stages/<int:stage_id>/acts/", act.draft_act, name="draft_act"),
    path("stages/<int:stage_id>/invoices/", invoice.draft_invoice, name="draft_invoice"),
    path("acts/<int:act_id>/", act.act, name="act"),
    *in_both_forms("acts/<int:act_id>/", act.act_paper, "act"),
    path("acts/<int:act_id>/sending/", act.send_act, name="send_act"),
    path("acts/<int:act_id>/signing/", act.sign_act, name="sign_act"),
    path("acts/<int:act_id>/refusal/", act.refuse_act, name="refuse_act"),
    path("acts/<int:act_id>/cancellation/", act.void_act, name="void_act"),
    path("invoices/<int:invoice_id>/", invoice.invoice, name="invoice"),
    *in_both_forms("invoices/<int:invoice_id>/", invoice.invoice_paper, "invoice"),
    path("invoices/<int:invoice_id>/issuing/", invoice.issue, name="issue"),
    path("invoices/<int:invoice_id>/payments/", invoice.pay, name="pay"),
    path("invoices/<int:invoice_id>/reminders/", invoice.follow, name="follow"),
    path("invoices/<int:invoice_id>/cancellation/", invoice.void_invoice, name="void_invoice"),
    path("payments/<int:payment_id>/corrections/", invoice.correct, name="correct"),
]
