"""What is typed about work: tasks, hours, checks, sprints, looks back, problems."""

from svyazka.work.forms.fields import ReasonForm, hours_field, staff_choices
from svyazka.work.forms.hours import (
    HoursForm,
    LineForm,
    LockForm,
    NormsForm,
    ReopeningForm,
    ReportForm,
    SettlingForm,
    StopForm,
    TypedHours,
    WeekCheckForm,
    WeekForm,
    hours_in,
)
from svyazka.work.forms.plan import ChoicesForm, PinForm, PlanFileForm
from svyazka.work.forms.problems import OwnerForm, ProblemForm, ProblemNormForm, ReopenForm, StepForm
from svyazka.work.forms.regulations import RegulationForm, SkipForm
from svyazka.work.forms.retros import ActionForm, CardForm, OutcomeForm, RetroForm
from svyazka.work.forms.schedule import ScheduleForm
from svyazka.work.forms.sprints import ClosingForm, SprintForm, SprintTasksForm
from svyazka.work.forms.tasks import AfterForm, ChangeForm, CheckForm, TaskForm

__all__ = [
    "ActionForm", "AfterForm", "CardForm", "ChangeForm", "CheckForm", "ChoicesForm", "ClosingForm", "HoursForm",
    "LineForm", "LockForm", "NormsForm", "OutcomeForm", "OwnerForm", "PinForm", "PlanFileForm", "ProblemForm",
    "ProblemNormForm", "ReasonForm", "RegulationForm", "ReopenForm", "ReopeningForm", "ReportForm", "RetroForm",
    "ScheduleForm", "SettlingForm", "SkipForm", "SprintForm", "SprintTasksForm", "StepForm", "StopForm", "TaskForm",
    "TypedHours", "WeekCheckForm", "WeekForm", "hours_field", "hours_in", "staff_choices",
]  # fmt: skip
