from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AcceptanceConfig(AppConfig):
    name = "svyazka.acceptance"

    def ready(self):
        from svyazka.acceptance import panels  # noqa: F401
        from svyazka.acceptance.strands import result_strands
        from svyazka.kit import strands, verbs

        strands.tell("result", result_strands)
        verbs.register(
            acceptance__built=_("put the result together"),
            acceptance__checked=_("checked the result"),
            acceptance__handed_over=_("handed the result over"),
            acceptance__check_asked=_("named you as the one who has checked the result: confirm it"),
            acceptance__check_confirmed=_("confirmed the check of the result"),
            acceptance__taken=_("took the result to defend it"),
            acceptance__sent_back=_("sent the result back"),
            acceptance__defence_opened=_("opened the defence of the result"),
            acceptance__accepted=_("accepted the result"),
            acceptance__look_answered=_("said how the work went"),
            acceptance__look_declined=_("would rather not say how the work went"),
            acceptance__look_reminded=_("reminded the client of the questions after the acceptance"),
            acceptance__remarked=_("gave remarks on the result"),
            acceptance__classified=_("classified a remark"),
            acceptance__planned=_("planned a remark as a task"),
            acceptance__change_offered=_("priced a change"),
            acceptance__change_agreed=_("wrote down that the client agreed to the change"),
            acceptance__change_declined=_("wrote down that the client declined the change"),
            acceptance__change_planned=_("planned a change as a task"),
        )
