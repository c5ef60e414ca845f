"""Questions about consents: which texts are shown today, and who agreed to what."""

from datetime import date

from django.db.models import QuerySet

from svyazka.leads.models import ConsentText, Lead, LeadConsent


def texts_in_force(day: date) -> list[ConsentText]:
    """Return the text of each purpose as it stands on that day, the required ones first."""
    begun = ConsentText.objects.filter(starts_on__lte=day)
    latest = begun.order_by("purpose", "-starts_on", "-version").distinct("purpose")
    return sorted(latest, key=lambda text: (not text.required, text.purpose))


def all_texts() -> QuerySet[ConsentText]:
    """Return every version of every text, the newest of each purpose first."""
    return ConsentText.objects.select_related("made_by").order_by("purpose", "-version")


def text_shown(purpose: str, version: str, day: date) -> ConsentText | None:
    """Return the text of this purpose at the version that a form showed; one that had not begun was shown to nobody."""
    if not (version.isascii() and version.isdecimal() and len(version) < 7):
        return None
    return ConsentText.objects.filter(purpose=purpose, version=int(version), starts_on__lte=day).first()


def consents_of(lead: Lead) -> QuerySet[LeadConsent]:
    """Return what the person of this lead agreed to, the purposes in order."""
    return lead.consents.select_related("text", "withdrawn_by", "form").order_by("given_at", "pk")


def consents_of_the_person(lead: Lead) -> QuerySet[LeadConsent]:
    """Return the consents not withdrawn that this person has given, with whichever lead."""
    kept = LeadConsent.objects.filter(withdrawn_at=None)
    return kept.filter(lead__contact=lead.contact_id) if lead.contact_id else kept.filter(lead=lead)


def consents_of_a_client(client_id: int, leads: QuerySet[Lead]) -> QuerySet[LeadConsent]:
    """Return what the client's contacts agreed to, of the leads that the reader sees."""
    kept = LeadConsent.objects.filter(lead__in=leads.filter(engagement__client=client_id).values("pk"))
    return kept.select_related("lead__contact", "text", "withdrawn_by").order_by("-given_at", "-pk")
