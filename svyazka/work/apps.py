from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "svyazka.work"

    def ready(self):
        from svyazka.kit import regulated, spent, strands, verbs
        from svyazka.work import actions, panels  # noqa: F401
        from svyazka.work.queries import hours_by_day, pages_of_regulations
        from svyazka.work.strands import task_strands

        spent.told_by(hours_by_day)
        strands.tell("task", task_strands)
        regulated.keeps_pages(pages_of_regulations)
        verbs.withhold_author("work.card_added")  # cards were signed in the journal before they became anonymous
        verbs.register(
            work__task_set=_("set a task"),
            work__task_changed=_("changed a task"),
            work__task_levelled=_("moved a task to other days"),
            work__task_tied=_("named the clause of a task"),
            work__task_pinned=_("said when a task may begin"),
            work__plan_brought=_("brought a plan of another program"),
            work__plan_confirmed=_("took a plan of another program into the tasks"),
            work__task_linked=_("changed what a task waits for"),
            work__task_started=_("began a task"),
            work__task_finished=_("handed a task in for the check"),
            work__task_passed=_("took a task in as done"),
            work__task_returned=_("gave a task back"),
            work__task_blocked=_("said that a task is blocked"),
            work__task_unblocked=_("took the block of a task away"),
            work__task_nested=_("made a task a part of another"),
            work__task_moved_out=_("moved a task out of another"),
            work__task_queued=_("moved a task in the queue"),
            work__task_ordered=_("put tasks in order"),
            work__task_adjusted=_("changed the hands, the day or the stage of a task"),
            work__points_added=_("added points to a task"),
            work__point_dropped=_("took a point off a task"),
            work__point_ticked=_("ticked a point of a task"),
            work__point_unticked=_("took the tick of a point away"),
            work__filter_kept=_("saved a filter of tasks"),
            work__filter_dropped=_("let a filter of tasks go"),
            work__filter_shared=_("shared a filter of tasks"),
            work__filter_unshared=_("took a shared filter of tasks back"),
            work__task_template_written=_("wrote a template of tasks"),
            work__task_template_retired=_("retired a template of tasks"),
            work__template_laid=_("laid a template of tasks over a stage"),
            work__time_logged=_("wrote hours"),
            work__time_set=_("corrected hours"),
            work__hours_submitted=_("handed in the hours of a week"),
            work__hours_checked=_("confirmed hours"),
            work__hours_returned=_("gave hours back"),
            work__week_reopened=_("opened a locked week again"),
            work__weeks_locked=_("locked checked hours"),
            work__timer_started=_("started the timer"),
            work__timer_stopped=_("stopped the timer"),
            work__timer_settled=_("said how long a forgotten timer was work"),
            work__timer_dropped=_("let the timer go without hours"),
            work__hours_norms_set=_("set the norms of hours"),
            work__hours_lacking=_("Hours are lacking"),
            work__week_open=_("The week is not handed in"),
            work__weeks_wait=_("Weeks of hours wait for your check"),
            work__sprint_started=_("started a sprint"),
            work__sprint_widened=_("took more tasks into the sprint"),
            work__sprint_narrowed=_("took a task out of the sprint: %(reason)s"),
            work__sprint_closed=_("closed the sprint"),
            work__retro_opened=_("opened a retrospective"),
            work__retro_led=_("led the retrospective on"),
            work__cards_grouped=_("grouped the cards of the retrospective"),
            work__retro_format_written=_("wrote a form of retrospective"),
            work__look_asked=_("asked for a look back on the switch of scheme"),
            work__look_passed_over=_("passed over the look back on the switch of scheme"),
            work__retro_closed=_("closed the retrospective"),
            work__card_added=_("put a card on the retrospective"),
            work__action_promised=_("wrote down what will change"),
            work__action_closed=_("closed what was promised"),
            work__problem_raised=_("raised a problem"),
            work__problem_reacted=_("reacted to a problem"),
            work__problem_proposed=_("proposed how to solve a problem"),
            work__problem_resolved=_("resolved a problem"),
            work__problem_handed=_("passed a problem on"),
            work__problem_reopened=_("opened a problem again"),
            work__problem_follows=_("a problem went to whoever sits in the seat now"),
            work__problem_called=_("a problem called people"),
            work__problem_half_gone=_("half of the time for a problem is used"),
            work__problem_time_up=_("the time for a problem is up"),
            work__problem_twice_over=_("a problem is twice past its norm"),
            work__problem_burns=_("a problem burns"),
            work__regulation_written=_("wrote a regulation"),
            work__regulation_ended=_("ended a regulation"),
            work__regulation_read=_("read a regulation"),
            work__checklist_begun=_("a checklist began"),
            work__checklist_closed=_("went through a checklist"),
            work__step_ticked=_("ticked a step of a checklist"),
            work__step_skipped=_("skipped a step of a checklist"),
            work__problem_norm_set=_("set a norm of problems"),
            work__problem_clocks_moved=_("the clocks of problems were set anew"),
        )
