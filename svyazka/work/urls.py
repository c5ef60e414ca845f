from django.urls import path

from svyazka.work.views import hours, problems, retros, sprints, tasks, tying

app_name = "work"
urlpatterns = [
    path("", tasks.mine, name="list"),
    path("tasks/", tasks.every, name="every"),
    path("tasks/<int:task_id>/", tasks.task, name="task"),
    path("tasks/<int:task_id>/start/", tasks.start, name="start"),
    path("tasks/<int:task_id>/completion/", tasks.completion, name="completion"),
    path("tasks/<int:task_id>/checks/", tasks.check, name="check"),
    path("tasks/<int:task_id>/blocks/", tasks.block, name="block"),
    path("tasks/<int:task_id>/unblocking/", tasks.unblocking, name="unblocking"),
    path("tasks/<int:task_id>/time-entries/", tasks.time_entry, name="time_entry"),
    path("tasks/<int:task_id>/dependencies/", tasks.dependencies, name="dependencies"),
    path("tasks/<int:task_id>/clause/", tying.tie, name="tie_task"),
    path("tasks/<int:task_id>/change/", tasks.change, name="change"),
    path("projects/<int:project_id>/", tasks.board, name="board"),
    path("projects/<int:project_id>/tasks/", tasks.set_task, name="set_task"),
    path("projects/<int:project_id>/schedules/", tasks.schedule, name="schedule"),
    path("projects/<int:project_id>/sprints/", sprints.sprints, name="sprints"),
    path("projects/<int:project_id>/sprints/start/", sprints.start, name="start_sprint"),
    path("sprints/<int:sprint_id>/tasks/", sprints.widen, name="widen_sprint"),
    path("sprints/<int:sprint_id>/closing/", sprints.close, name="close_sprint"),
    path("projects/<int:project_id>/retros/", retros.open_retro, name="open_retro"),
    path("retros/<int:retro_id>/cards/", retros.card, name="card"),
    path("retros/<int:retro_id>/actions/", retros.promise, name="promise_action"),
    path("retros/<int:retro_id>/closing/", retros.close_retro, name="close_retro"),
    path("retro-actions/<int:action_id>/closing/", retros.close_action, name="close_action"),
    path("hours/", hours.week, name="hours"),
    path("hours/submission/", hours.submission, name="submit_hours"),
    path("hours/to-check/", hours.to_check, name="hours_to_check"),
    path("hours/checks/", hours.check, name="check_hours"),
    path("problems/", problems.problems, name="problems"),
    path("problems/new/", problems.raise_it, name="raise_problem"),
    path("problems/<int:problem_id>/owners/", problems.hand_problem, name="hand_problem"),
    path("problems/<int:problem_id>/steps/", problems.step, name="step_problem"),
]
