"""Why the solver has no plan, in words."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from svyazka.projects.solver import Reason

OF_TASK = {
    "hours_out_of_range": _("“%(title)s”: so many hours are not one task's."),
    "day_out_of_range": _("“%(title)s”: its day is not one of this millennium."),
    "ends_before_it_begins": _("“%(title)s” would end before it began."),
    "no_working_time": _("“%(title)s”: whoever does it has no working time left in the calendar."),
}
OF_ALL = {
    "deadline_out_of_range": _("The deadline is not a day of this millennium."),
    "too_many_tasks": _("There are more tasks here than one schedule holds."),
}


def reasons_told(reasons: Iterable[Reason], titles: Mapping[int, str]) -> list:
    """Tell each reason by the title of its task; one without words of its own is told by its code."""
    return [_told(reason, titles) for reason in reasons]


def _told(reason: Reason, titles: Mapping[int, str]):
    title = titles.get(reason.about[0], "") if reason.about else ""
    if reason.code in OF_TASK and title:
        return OF_TASK[reason.code] % {"title": title}
    return OF_ALL.get(reason.code) or _("The schedule cannot be computed: %(code)s.") % {"code": reason.code}
