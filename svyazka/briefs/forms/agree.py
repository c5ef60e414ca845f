"""What people type when an edition goes to the client and their answer comes back."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules import Decision
from svyazka.kit.fields import day_field
from svyazka.kit.formats import moment

AREA = forms.Textarea(attrs={"rows": 3})


class SendForm(forms.Form):
    """By what day the client answers; a yes on conditions asks for one more press."""

    answer_by_on = day_field(_("The client answers by"))
    conditions_accepted = forms.BooleanField(label=_("The conditions of the PM are accepted"), required=False)

    def __init__(self, *args, conditional: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not conditional:
            del self.fields["conditions_accepted"]


class AnswerForm(forms.Form):
    """The client's word as it is written down for them, with its evidence: words, a message or a file of theirs."""

    decision = forms.ChoiceField(label=_("What has the client said?"), choices=Decision, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Who has said so"), required=False, max_length=200)
    reason = forms.CharField(label=_("What is wrong, in the client's words"), required=False, max_length=5000, widget=AREA)
    evidence = forms.CharField(label=_("Evidence"), required=False, max_length=5000, widget=AREA,
                               help_text=_("A letter, a signed sheet, minutes of the meeting; or choose a message or a file below."))  # fmt: skip
    message_id = forms.TypedChoiceField(label=_("Message of the client"), coerce=int, empty_value=None, required=False)
    file_id = forms.TypedChoiceField(label=_("File"), coerce=int, empty_value=None, required=False)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, said=(), files=(), **kwargs):
        super().__init__(*args, **kwargs)
        told = [(one.pk, f"{moment(one.said_at)}: {Truncator(one.fresh).chars(80)}") for one in said]
        self.fields["message_id"].choices = [("", "—"), *told]
        self.fields["file_id"].choices = [("", "—"), *((one.pk, one.name) for one in files)]
        for name, there in (("message_id", said), ("file_id", files)):
            if not there:
                del self.fields[name]


class CommentForm(forms.Form):
    """A word on a clause."""

    text = forms.CharField(label=_("A word on this clause"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))
