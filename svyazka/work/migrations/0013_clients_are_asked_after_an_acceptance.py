"""The form for after an acceptance asks the client: agencies that stand get the questions, and who may answer them."""

from django.db import migrations

ASKS = {
    "valued": {"ru": "Что в этой работе было сделано хорошо?", "en": "What was done well in this work?"},
    "strained": {"ru": "Где вам было неудобно или пришлось ждать?", "en": "Where was it hard for you, or did you have to wait?"},
    "next": {"ru": "Что нам стоит сделать иначе в следующий раз?", "en": "What should we do differently next time?"},
}


def ask(apps, schema_editor):
    for row in apps.get_model("work", "RetroFormat").objects.filter(code="client", kind="client"):
        row.columns = [{**column, "ask": ASKS[column["code"]]} if column["code"] in ASKS and "ask" not in column else column for column in row.columns]
        row.save(update_fields=["columns"])


def give_duty(apps, schema_editor):
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    for scheme in Seat.objects.filter(code="client").values_list("scheme", flat=True):
        Grant.objects.get_or_create(scheme_id=scheme, duty="result.review", seat="client", defaults={"raci": "R"})


class Migration(migrations.Migration):

    dependencies = [("work", "0012_looks_on_switches_open_by_themselves"), ("roles", "0002_seats_follow_on_the_day")]
    operations = [migrations.RunPython(ask, migrations.RunPython.noop), migrations.RunPython(give_duty, migrations.RunPython.noop)]
