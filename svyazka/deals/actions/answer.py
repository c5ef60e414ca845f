"""The client answers to an amendment: agrees its very words, or says what is wrong."""

from datetime import datetime

from svyazka.deals import queries
from svyazka.deals.actions.duties import CONTRACT, CONTRACT_ANSWER
from svyazka.deals.models import Amendment, AmendmentAnswer
from svyazka.deals.rules.amendment import AMENDMENT_MOVES, reasons_not_to_answer_amendment
from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action, locked
from svyazka.kit.mail import clean
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.roles.steps import tell_holder


@action(CONTRACT_ANSWER)
def answer_amendment(amendment: Amendment, *, agreed: bool, digest: str, reason: str = "", by: Person, at: datetime) -> AmendmentAnswer:
    """Agree the words of an amendment that have this digest, or say what is wrong with them; both still sign it.

    Raises Refused for other words than were shown, for remarks without words, and on an amendment that does not wait for them.
    """
    locked(amendment.contract)  # the price after it rests on the amendments that are in force
    amendment.state = after(AMENDMENT_MOVES, "agree" if agreed else "remark", amendment.state)
    told, reason = queries.amendment_told(amendment), clean(reason).strip()
    refuse_if(reasons_not_to_answer_amendment(agreed=agreed, reason=reason, same_wording=digest == queries.digest_of(told)))
    answer = AmendmentAnswer.objects.create(amendment=amendment, agreed=agreed, reason=reason, told=told, digest=digest, by=by, at=at)
    amendment.save(update_fields=["state"])
    verb = "deals.amendment_agreed" if agreed else "deals.amendment_remarked"
    tell_holder(amendment.engagement, CONTRACT, verb, url=f"/deals/amendments/{amendment.pk}/", by=by, at=at, title=amendment.contract.number)
    record(amendment, verb, by=by, at=at, number=amendment.number, digest=digest)
    return answer
