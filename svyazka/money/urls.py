"""Where the pages of papers and money are."""

from django.urls import path

from svyazka.money import views

app_name = "money"
urlpatterns = [
    path("", views.papers, name="list"),
    path("payments/", views.payments, name="payments"),
    path("receivables/", views.receivables, name="receivables"),
    path("margin/", views.margin, name="margin"),
    path("stages/<int:stage_id>/acts/", views.draft_act, name="draft_act"),
    path("stages/<int:stage_id>/invoices/", views.draft_invoice, name="draft_invoice"),
    path("acts/<int:act_id>/", views.act, name="act"),
    path("acts/<int:act_id>/pdf/", views.act_pdf, name="act_pdf"),
    path("acts/<int:act_id>/sending/", views.send_act, name="send_act"),
    path("acts/<int:act_id>/signing/", views.sign_act, name="sign_act"),
    path("acts/<int:act_id>/refusal/", views.refuse_act, name="refuse_act"),
    path("acts/<int:act_id>/cancellation/", views.void_act, name="void_act"),
    path("invoices/<int:invoice_id>/", views.invoice, name="invoice"),
    path("invoices/<int:invoice_id>/pdf/", views.invoice_pdf, name="invoice_pdf"),
    path("invoices/<int:invoice_id>/issuing/", views.issue, name="issue"),
    path("invoices/<int:invoice_id>/payments/", views.pay, name="pay"),
    path("invoices/<int:invoice_id>/reminders/", views.follow, name="follow"),
    path("invoices/<int:invoice_id>/cancellation/", views.void_invoice, name="void_invoice"),
    path("payments/<int:payment_id>/corrections/", views.correct, name="correct"),
]
