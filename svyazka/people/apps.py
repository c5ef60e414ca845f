from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "svyazka.people"

    def ready(self):
        from svyazka.kit import verbs

        verbs.register(
            people__track_changed=_("changed a person's track"),
            people__let_go=_("let a person go"),
            people__department_opened=_("opened a department"),
            people__department_closed=_("closed a department"),
            people__invited=_("invited a person"),
            people__invited_again=_("sent another invitation"),
            people__invitation_taken_back=_("took an invitation back"),
            people__joined=_("chose a password and joined"),
            people__card_changed=_("changed a person's card"),
            people__norm_changed=_("changed a person's norm of hours"),
            people__own_changed=_("changed their own settings"),
            people__agency_changed=_("changed the agency's details"),
            people__entity_added=_("added a legal entity"),
            people__entity_changed=_("changed a legal entity"),
            people__tax_changed=_("changed how VAT is paid"),
            people__day_set=_("set a day of the agency's calendar"),
            people__day_forgotten=_("gave a day back to the production calendar"),
            people__calendar_opened=_("made a secret address of their calendar"),
            people__calendar_closed=_("switched the address of their calendar off"),
            people__token_issued=_("made a token"),
            people__token_revoked=_("revoked a token"),
        )
