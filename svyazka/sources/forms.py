"""What a person types about sources and events."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.money import kopecks_of
from svyazka.sources.rules import Audience

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
