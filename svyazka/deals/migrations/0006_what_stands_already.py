from django.db import migrations
from django.db.models import F

TERMS = {"discount_limit": 10, "discount_reason": 1, "reserve": 10, "valid_days": 14, "hidden_people": 3, "hidden_share": 75}
CELLS = (("rate.keep", "head", "R"), ("rate.keep", "finance", "A"), ("cost.see", "head", "R"), ("cost.see", "finance", "R"),
         ("offer.answer", "client", "R"))


def tell_prices(apps, schema_editor):
    """Let proposals that stand say what they were offered and accepted for, in the order they were sent."""
    Proposal = apps.get_model("deals", "Proposal")
    Proposal.objects.update(base_kopecks=F("price_kopecks"), list_kopecks=F("price_kopecks"))
    Proposal.objects.filter(state="accepted").update(accepted_kopecks=F("price_kopecks"))
    counted = {}
    for key, engagement in Proposal.objects.order_by("pk").values_list("pk", "engagement"):
        counted[engagement] = counted.get(engagement, 0) + 1
        Proposal.objects.filter(pk=key).update(edition=counted[engagement])


def set_terms(apps, schema_editor):
    """Write down the terms that were not said so far, from the day the floor of margin holds."""
    Term = apps.get_model("deals", "DealTerm")
    first = Term.objects.filter(code="margin_floor").order_by("starts_on").first()
    for code, value in TERMS.items() if first else ():
        Term.objects.get_or_create(code=code, defaults={"value": value, "starts_on": first.starts_on})


def give_duties(apps, schema_editor):
    """Write the new duties' cells into the schemes that are kept already, as new agencies get them."""
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    for duty, seat, letter in CELLS:
        for scheme in Seat.objects.filter(code=seat).values_list("scheme", flat=True):
            Grant.objects.get_or_create(scheme_id=scheme, duty=duty, seat=seat, defaults={"raci": letter})


class Migration(migrations.Migration):

    dependencies = [("deals", "0005_the_whole_estimate"), ("roles", "0002_seats_follow_on_the_day")]
    operations = [migrations.RunPython(function, migrations.RunPython.noop) for function in (tell_prices, set_terms, give_duties)]
