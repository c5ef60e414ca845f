"""Lists to choose from are drawn as Django draws them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from svyazka.kit.selects import LongSelect, Renderer

CHOICES = [("", "—"), ("a&b", "<b>Анна & Ко</b>"), (5, 1234), (None, _("Person")), ("вёрстка", mark_safe("<i>&amp;</i>")), ("Отделы", [("x", "Дизайн"), ("y", "«Код»")])]
WIDGETS = [
    forms.Select(choices=CHOICES), forms.SelectMultiple({"size": 4, "required": True, "disabled": False}, choices=CHOICES),
    forms.Select({"data-x": 'а"б', "class": "wide"}, choices=CHOICES), forms.Select(), forms.RadioSelect(choices=CHOICES), forms.TextInput(),
]  # fmt: skip


@pytest.mark.parametrize("value", [None, "", "a&b", 5, ["x", "вёрстка"], "5"])
@pytest.mark.parametrize("widget", WIDGETS, ids=range(len(WIDGETS)))
def test_a_list_is_drawn_letter_for_letter_as_by_a_template(widget, value):
    drawn = [widget.render("who", value, {"id": "id_who"}, renderer=renderer) for renderer in (Renderer(), DjangoTemplates())]

    assert drawn[0] == drawn[1] and hasattr(drawn[0], "__html__")


@pytest.mark.parametrize("value", [None, "", "a&b", 5, "5", "б\"", ["вёрстка"]])
def test_a_long_list_is_drawn_as_a_short_one(value):
    choices, attrs = [*CHOICES[:5], ("", "twice"), ("б\"", "quoted")], {"data-x": 'а"б', "required": True, "disabled": False}

    long, short = (kind(attrs, choices=choices).render("who", value, {"id": "id_who"}, renderer=DjangoTemplates()) for kind in (LongSelect, forms.Select))

    assert long == short and hasattr(long, "__html__")
