"""What a page says of an act that was refused, and what it leaves to the page of refusals."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage

from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.kit.http import misread, refusals_said, typed_in


class Hours(forms.Form):
    hours = forms.IntegerField(label="Hours", max_value=8, error_messages={"max_value": "A day has eight."})

    def clean(self):
        if not self.cleaned_data.get("hours"):
            raise forms.ValidationError("Nothing is typed.")
        return self.cleaned_data


@pytest.fixture
def request_(rf):
    request = rf.post("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def said(request) -> list[str]:
    return [str(message) for message in get_messages(request)]


def test_a_refusal_is_said_on_the_next_page_and_the_page_knows_of_it(request_):
    with refusals_said(request_) as outcome:
        raise Refused("The month is closed.", "So is the next.")
    assert (said(request_), outcome.status) == (["The month is closed.", "So is the next."], 409)


def test_a_refusal_is_said_in_the_form_it_stands_beside(request_):
    form = Hours({"hours": "7"})
    assert form.is_valid()
    with refusals_said(request_, beside=form) as outcome:
        raise Malformed("The day has no such hours.")
    assert (form.non_field_errors(), said(request_), outcome.status) == (["The day has no such hours."], [], 422)


def test_nothing_is_said_of_what_was_done(request_):
    with refusals_said(request_) as outcome:
        pass
    assert (said(request_), outcome.refused, outcome.status) == ([], None, 200)


@pytest.mark.parametrize("error", [NotYourDuty("The head does this.", duty="month.close"), Stale("It has changed.")])
def test_who_may_not_and_who_saw_an_older_version_go_on_to_the_page_of_refusals(request_, error):
    with pytest.raises(type(error)), refusals_said(request_):
        raise error
    assert said(request_) == []


def test_a_misread_form_names_the_field_of_each_fault():
    assert list(misread(Hours({"hours": "9"})).reasons) == ["Hours: A day has eight.", "Nothing is typed."]


def test_a_form_that_knows_the_words_of_the_action_says_them():
    class Told(Hours):
        def told(self):
            return {"minutes": self.cleaned_data["hours"] * 60}

    plain, told = Hours({"hours": "2"}), Told({"hours": "2"})
    assert plain.is_valid() and told.is_valid()
    assert (typed_in(plain), typed_in(told)) == ({"hours": 2}, {"minutes": 120})
