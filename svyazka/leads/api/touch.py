"""How the person of a lead came, and what they agreed to, spoken in JSON."""

from django.utils import timezone
from ninja import Router

from svyazka.kit.api import In, upto
from svyazka.leads import actions, queries
from svyazka.leads.api.leads import found
from svyazka.leads.models import LeadConsent, Touch

router = Router()


def touch_shown(touch: Touch) -> dict:
    """Tell one contact of a lead."""
    return {"at": touch.at, "source": touch.source.code, "channel": touch.channel, "landing": touch.landing, "referrer": touch.referrer,
            "utm": touch.utm, "region": touch.region, "query_group": touch.query_group.name if touch.query_group else None,
            "code": touch.code.code if touch.code else None}  # fmt: skip


@router.get("/leads/{lead_id}/touches")
def list_touches(request, lead_id: int):
    """Tell how the person of the lead came, each time, the first one first."""
    return {"items": [touch_shown(touch) for touch in queries.touches_of(found(request, lead_id))], "next": None}


def consent_shown(consent: LeadConsent) -> dict:
    """Tell what the person agreed to."""
    return {"purpose": consent.purpose, "text_version": consent.text_version, "sha256": consent.text_digest, "given_at": consent.given_at,
            "form": consent.form.key if consent.form else None, "raw_digest": consent.raw_digest, "withdrawn_at": consent.withdrawn_at,
            "withdrawn_by": consent.withdrawn_by.username if consent.withdrawn_by else None, "withdrawn_how": consent.withdrawn_how}  # fmt: skip


@router.get("/leads/{lead_id}/consents")
def list_consents(request, lead_id: int):
    """Tell what the person of the lead agreed to, and what they withdrew."""
    return {"items": [consent_shown(one) for one in queries.consents_of(found(request, lead_id))], "next": None}


class WithdrawalIn(In):
    purpose: upto(60, least=1)
    how: upto(300, least=1)


@router.post("/leads/{lead_id}/withdrawals")
def withdraw(request, lead_id: int, body: WithdrawalIn):
    """Write down that the person has withdrawn a consent, with every lead of theirs."""
    lead = actions.withdraw_consent(found(request, lead_id), by=request.user, at=timezone.now(), **body.model_dump())
    return {"items": [consent_shown(one) for one in queries.consents_of(lead)], "next": None}
