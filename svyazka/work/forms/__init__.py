"""What is typed about work: tasks, hours, checks, sprints, looks back, problems."""

from svyazka.work.forms.fields import ReasonForm, hours_field, staff_choices
from svyazka.work.forms.hours import HoursForm, WeekCheckForm, WeekForm
from svyazka.work.forms.moving import ManyForm, MoveForm, NameForm
from svyazka.work.forms.parts import NestForm, PartForm, PointsForm
from svyazka.work.forms.problems import OwnerForm, ProblemForm, ProblemNormForm, ReopenForm, StepForm
from svyazka.work.forms.regulations import RegulationForm, SkipForm
from svyazka.work.forms.retros import ActionForm, CardForm, OutcomeForm, RetroForm
from svyazka.work.forms.schedule import ScheduleForm
from svyazka.work.forms.sprints import ClosingForm, SprintForm, SprintTasksForm
from svyazka.work.forms.tasks import AfterForm, ChangeForm, CheckForm, TaskForm, seen_in, was_in
from svyazka.work.forms.templates import LaidRow, LineRow, TaskTemplateForm, line_rows

__all__ = [
    "ActionForm",
    "AfterForm",
    "CardForm",
    "ChangeForm",
    "CheckForm",
    "ClosingForm",
    "HoursForm",
    "LaidRow",
    "LineRow",
    "ManyForm",
    "MoveForm",
    "NameForm",
    "NestForm",
    "OutcomeForm",
    "OwnerForm",
    "PartForm",
    "PointsForm",
    "ProblemForm",
    "ProblemNormForm",
    "ReasonForm",
    "RegulationForm",
    "ReopenForm",
    "RetroForm",
    "ScheduleForm",
    "SkipForm",
    "SprintForm",
    "SprintTasksForm",
    "StepForm",
    "TaskForm",
    "TaskTemplateForm",
    "WeekCheckForm",
    "WeekForm",
    "hours_field",
    "line_rows",
    "seen_in",
    "staff_choices",
    "was_in",
]
