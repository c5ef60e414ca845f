"""The tables of the desk: terms with their sources, shares and thresholds, criteria of the card, codes of our trade."""

from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.guard import may
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today
from svyazka.tenders import actions, forms, queries
from svyazka.tenders.models import Criterion, OurCode, TenderRule
from svyazka.tenders.rules import Law, Method
from svyazka.tenders.views.parts import act, desk_tabs, formula, length_of


@staff_page
@require_GET
def index(request):
    """Show every table, what is in force today first."""
    return _draw(request)


def _draw(request, status: int = 200):
    at = timezone.now()
    day, rules = today(at), list(TenderRule.objects.order_by("pk"))
    live = [rule for rule in rules if rule.starts_on <= day and (rule.ends_on is None or rule.ends_on > day)]
    new = {"starts_on": day}
    told = {
        "tabs": desk_tabs(request, "rules"), "day": day, "formula": formula, "length": length_of,
        "steps": [rule for rule in live if not rule.law and not rule.is_figure],
        "terms": [(label, [rule for rule in live if rule.law == law and not rule.is_figure]) for law, label in Law.choices],
        "figures": [rule for rule in live if rule.is_figure],
        "others": [rule for rule in rules if rule not in live],
        "criteria": list(queries.criteria(day)), "codes": list(queries.codes(day)),
        "methods": dict(Method.choices),
        "may_keep": may(request.user, actions.RULES, the_agency(), at),
        "rule_form": forms.RuleForm(initial=new), "figure_form": forms.FigureForm(initial=new),
        "criterion_form": forms.CriterionForm(initial=new), "code_form": forms.CodeForm(initial=new),
        "end_form": lambda key: forms.EndForm(initial={"on": day}, auto_id=f"end-{key}-%s"),
    }  # fmt: skip
    return render(request, "tenders/rules.html", told, status=status)


def _act(request, subject, do, form):
    return act(request, form, lambda **told: do(subject, **told), reverse("tenders:rules"), lambda status: _draw(request, status))


@staff_page
@require_POST
def rules(request):
    """Add a term or our own step."""
    return _act(request, the_agency(), actions.add_rule, forms.RuleForm(request.POST))


@staff_page
@require_POST
def figures(request):
    """Add a share or a threshold."""
    return _act(request, the_agency(), actions.add_rule, forms.FigureForm(request.POST))


@staff_page
@require_POST
def rule_ending(request, rule_id):
    """End a rule."""
    return _act(request, find(TenderRule.objects.all(), rule_id), actions.end_rule, forms.EndForm(request.POST))


@staff_page
@require_POST
def criteria(request):
    """Add a criterion."""
    return _act(request, the_agency(), actions.add_criterion, forms.CriterionForm(request.POST))


@staff_page
@require_POST
def criterion_ending(request, criterion_id):
    """Take a criterion off the card."""
    return _act(request, find(Criterion.objects.all(), criterion_id), actions.end_criterion, forms.EndForm(request.POST))


@staff_page
@require_POST
def codes(request):
    """Add a code of our trade."""
    return _act(request, the_agency(), actions.add_code, forms.CodeForm(request.POST))


@staff_page
@require_POST
def code_ending(request, code_id):
    """Take a code off."""
    return _act(request, find(OurCode.objects.all(), code_id), actions.end_code, forms.EndForm(request.POST))
