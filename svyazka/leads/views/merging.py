"""Pages on which two leads that look like one are compared, told apart, merged and taken apart."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.asked import page_in
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.workclock import shown_clock
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead
from svyazka.leads.rules.merging import CHOSEN

PAGE, MOST_FOUND = 30, 20


@staff_page
@require_GET
def duplicates(request):
    """List the groups of leads that look like one and wait for a person, the most alike first."""
    at, person = timezone.now(), request.user
    page = page_in(request.GET.get("page", ""))
    found = queries.likenesses_visible_to(queries.visible_to(person, at))
    keys = queries.waiting_pairs(found)[(page - 1) * PAGE : page * PAGE + 1]
    told = {"groups": queries.groups_of(found, keys[:PAGE]), "more": page + 1 if len(keys) > PAGE else None}
    return render(request, "leads/duplicates.html", told, block="list")


@staff_page
@require_http_methods(["GET", "POST"])
def group(request, lead_id):
    """Show what merging all that look like this lead would do, and do it: each is merged by itself and can be taken apart."""
    at = timezone.now()
    seen = queries.visible_to(request.user, at)
    found = queries.group_with(queries.likenesses_visible_to(seen), find(seen, lead_id))
    if found is None:
        return redirect("leads:lead", lead_id)
    if request.method == "POST":
        return _merge_all(request, found, at)
    plans = [(member, queries.preview(found.kept, member.lead, by=request.user, at=at), queries.may_merge(member.lead, request.user, at)) for member in found.others]
    told = {"group": found, "plans": plans, "may_keep": queries.may_merge(found.kept, request.user, at)}
    return render(request, "leads/group.html", told)


def _merge_all(request, found, at):
    chosen = set(request.POST.getlist("lead"))
    others = [member.lead for member in found.others if str(member.lead.pk) in chosen]
    with refusals_said(request):
        done = actions.merge_group(found.kept, others=others, by=request.user, at=at)
        told = ngettext("%(num)s lead is merged into this one; it can be taken apart by itself.",
                        "%(num)s leads are merged into this one; each can be taken apart by itself.", len(done))  # fmt: skip
        messages.success(request, told % {"num": len(done)})
        return redirect("leads:lead", found.kept.pk)
    return redirect("leads:group", found.kept.pk)


@staff_page
@require_http_methods(["GET", "POST"])
def merging(request, lead_id):
    """Show what merging this lead into another would do, and do it; without the other, look for it."""
    at = timezone.now()
    seen = queries.visible_to(request.user, at)
    gone = find(seen, lead_id)
    named = (request.POST if request.method == "POST" else request.GET).get("into", "")
    if not named.isdecimal():
        return _look_for(request, gone, seen)
    kept = find(seen, named)
    if request.method == "POST":
        return _merge(request, kept, gone, at)
    return _compare(request, kept, gone, at)


def _look_for(request, gone: Lead, seen):
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    others = queries.matching(seen.counted().exclude(pk=gone.pk), text).order_by("-received_at", "-pk") if text else seen.none()
    return render(request, "leads/merging_search.html", {"lead": gone, "text": text, "found": list(others[:MOST_FOUND])}, block="list")


def _compare(request, kept: Lead, gone: Lead, at, status: int = 200):
    plan = queries.preview(kept, gone, by=request.user, at=at)
    rights = [queries.may_merge(lead, request.user, at) for lead in (kept, gone)]
    told = {"plan": plan, "kept": kept, "gone": gone, "shut": next((answer for answer in rights if not answer), None),
            "likeness": queries.likeness_between(kept, gone), "touches": list(queries.touches_of(kept, gone)),
            "clock": shown_clock(queries.joined_clock(kept, gone, at), at)}  # fmt: skip
    return render(request, "leads/merging.html", told, status=status)


def _merge(request, kept: Lead, gone: Lead, at):
    choices = {name: request.POST[name] for name in CHOSEN if name in request.POST}
    with refusals_said(request):
        actions.merge_leads(kept, gone=gone, choices=choices, by=request.user, at=at)
        messages.success(request, _("Merged: everything of “%(title)s” is here now. It can be undone from this page.") % {"title": gone.title})
        return redirect("leads:lead", kept.pk)
    return redirect(f"/leads/{gone.pk}/merging/?into={kept.pk}")


@staff_page
@require_POST
def undoing(request, merging_id):
    """Take two merged leads apart."""
    at = timezone.now()
    found = find(queries.mergings_visible_to(queries.visible_to(request.user, at)), merging_id)
    with refusals_said(request):
        actions.undo_merging(found, by=request.user, at=at)
        messages.success(request, _("Taken apart: “%(title)s” stands by itself again.") % {"title": found.gone.title})
    return redirect("leads:lead", found.gone_id)


@staff_page
@require_POST
def decision(request, likeness_id):
    """Say whether two leads that look like one are one."""
    at = timezone.now()
    found = find(queries.likenesses_visible_to(queries.visible_to(request.user, at)), likeness_id)
    side = queries.side_of(found, request.user, at)
    with refusals_said(request):
        actions.decide_likeness(side, likeness=found, verdict=request.POST.get("verdict", ""), by=request.user, at=at)
    return back(request, "/leads/duplicates/")
