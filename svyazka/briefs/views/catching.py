"""A promise is caught: a small dialog beside the words, or a page of its own."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svyazka.briefs import actions, forms
from svyazka.briefs.rules.catching import guessed_day, guessed_kind
from svyazka.clients.models import Engagement, Message
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today

MOST_WORDS = 1000


@staff_page
@require_http_methods(["GET", "POST"])
def catch(request, engagement_id):
    """Show the form filled with the words, their kind and day as guessed, and write the promise down."""
    engagement = find(engagements_visible_to(request.user, timezone.now()), engagement_id)
    if request.method == "GET":
        return _draw(request, engagement, forms.CatchForm(initial=_caught(request, engagement)))
    form = forms.CatchForm(request.POST)
    if not form.is_valid():
        return _draw(request, engagement, form, status=422)
    with refusals_said(request, beside=form) as outcome:
        promise = actions.make_promise(engagement, by=request.user, at=timezone.now(), **_told(form, engagement))
        _say(request, promise)
        return back(request, f"/engagements/{engagement.pk}/")
    return _draw(request, engagement, form, status=outcome.status)


def _say(request, promise) -> None:
    if promise.rule_id:
        messages.success(request, _("Caught. It is small: it passes by the rule, and the PM may look at it again."))
    elif promise.golden:
        messages.warning(request, _("Caught. The client has heard it without the PM's word: the PM is asked now."))
    else:
        messages.success(request, _("Caught: the PM is asked for a verdict."))


def _message(engagement: Engagement, key) -> Message | None:
    return find(engagement.messages.select_related("author"), key) if key else None


def _told(form: forms.CatchForm, engagement: Engagement) -> dict:
    said = form.cleaned_data
    return {**form.told(), "said": said["said"], "source": said["source"] or "other", "clause_key": said["clause"],
            "message": _message(engagement, said["message"])}  # fmt: skip


def _caught(request, engagement: Engagement) -> dict:
    """Return what the form begins with: the chosen words, else those of the message or the clause; kind and day as guessed."""
    asked = {name: value for name in ("message", "clause") if (value := request.GET.get(name, "")).isdecimal() and len(value) < 10}
    message = _message(engagement, asked.get("message"))
    clause = engagement.clauses.filter(key=asked["clause"]).order_by("-brief__edition").first() if "clause" in asked else None
    words = request.GET.get("text", "").strip() or (message.fresh if message else clause.text if clause else "")
    text, day = words[:MOST_WORDS], today(message.said_at if message else timezone.now())
    return {**asked, "text": text, "source": request.GET.get("source", ""), "kind": guessed_kind(text), "due_on": guessed_day(text, day)}


def _draw(request, engagement: Engagement, form: forms.CatchForm, *, status: int = 200):
    at = timezone.now()
    message = engagement.messages.filter(pk=form["message"].value() or 0).first() if str(form["message"].value() or "").isdecimal() else None
    told = {
        "engagement": engagement,
        "form": form,
        "message": message,
        "heard": message is not None and message.stream == "client" and not message.from_client,
        "may_catch": may(request.user, actions.CATCH, engagement, at),
        "next": request.GET.get("next") or request.POST.get("next") or f"/engagements/{engagement.pk}/",
    }
    return render(request, "briefs/catching.html", told, block="catching", status=status)
