from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TendersConfig(AppConfig):
    name = "svyazka.tenders"

    def ready(self):
        from svyazka.kit import verbs
        from svyazka.tenders import panels  # noqa: F401

        verbs.register(
            tenders__opened=_("opened the tender"),
            tenders__called_to_decide=_("called for a decision on the tender"),
            tenders__decision_half_gone=_("half of the time to decide on a tender is gone"),
            tenders__decision_due=_("the time to decide on a tender is up"),
            tenders__decision_twice_over=_("a decision on a tender is awaited twice as long as the norm"),
            tenders__decision_burns=_("the time to decide on a tender burns down"),
            tenders__decided=_("decided on the tender"),
            tenders__moved=_("moved the tender on"),
            tenders__submitted=_("submitted the application"),
            tenders__day_noted=_("wrote down the day of an event of the tender"),
            tenders__deadline_changed=_("moved the deadline of applications"),
            tenders__day_added=_("added a day to the tender"),
            tenders__day_confirmed=_("confirmed a day of the tender by its documents"),
            tenders__day_moved=_("moved a day of the tender by hand"),
            tenders__day_done=_("did what was due for the tender"),
            tenders__price_planned=_("counted the floor of the price"),
            tenders__security_added=_("wrote a security of the tender down"),
            tenders__security_paid=_("gave a security of the tender"),
            tenders__security_returned=_("got a security of the tender back"),
            tenders__document_kept=_("put a document into the locker"),
            tenders__document_withdrawn=_("withdrew a document from the locker"),
            tenders__paper_required=_("added a document that the tender asks for"),
            tenders__paper_dropped=_("took a document off the list of the tender"),
            tenders__scored=_("scored the tender"),
            tenders__feasible_asked=_("asks for the PM's word on a tender"),
            tenders__protocol_written=_("wrote the protocol down"),
            tenders__rule_added=_("added a rule of tenders"),
            tenders__rule_ended=_("ended a rule of tenders"),
            tenders__criterion_added=_("added a criterion to the card of tenders"),
            tenders__criterion_ended=_("took a criterion off the card of tenders"),
            tenders__code_added=_("added a code of our purchases"),
            tenders__code_ended=_("took a code off our purchases"),
            tenders__file_stored=_("stored a file of notices"),
            tenders__file_read=_("read a file of notices"),
            tenders__file_buried=_("could not read a file of notices"),
            tenders__notice_taken_up=_("took a notice up"),
            tenders__notice_put_aside=_("put a notice aside"),
            tenders__notice_changed=_("brought the tender up to a new edition of its notice"),
        )
