"""What is typed about work: tasks, hours, checks, sprints, looks back, problems."""

from svyazka.work.forms.agency_plan import EndForm, MakeForm, PlanNormsForm, ShareForm, WeightForm
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
from svyazka.work.forms.links import LinkRow, link_rows, others_of
from svyazka.work.forms.load import WEEKS, LevellingForm, LoadForm
from svyazka.work.forms.moving import ManyForm, MoveForm, NameForm
from svyazka.work.forms.origin import OriginForm
from svyazka.work.forms.parts import NestForm, PartForm, PointsForm
from svyazka.work.forms.plan import ChoicesForm, PinForm, PlanFileForm
from svyazka.work.forms.problems import OwnerForm, ProblemForm, ProblemNormForm, ReopenForm, StepForm
from svyazka.work.forms.regulations import RegulationForm, SkipForm, told_beginning
from svyazka.work.forms.retro_formats import ColumnRow, FormatForm, LookForm
from svyazka.work.forms.retros import ActionForm, CardForm, CardTextForm, GroupForm, OutcomeForm, RetroForm
from svyazka.work.forms.schedule import ScheduleForm
from svyazka.work.forms.sprints import ClosingForm, DaysForm, SprintForm, SprintTasksForm
from svyazka.work.forms.tasks import ChangeForm, CheckForm, TaskForm, seen_in, was_in
from svyazka.work.forms.templates import LaidRow, LineRow, TaskTemplateForm, line_rows

__all__ = [
    "WEEKS", "ActionForm", "CardForm", "CardTextForm", "ChangeForm", "CheckForm", "ChoicesForm", "ClosingForm",
    "ColumnRow", "DaysForm", "EndForm", "FormatForm", "GroupForm", "HoursForm", "LaidRow", "LevellingForm", "LineForm",
    "LineRow", "LinkRow", "LoadForm", "LockForm", "LookForm", "MakeForm", "ManyForm", "MoveForm", "NameForm",
    "NestForm", "NormsForm", "OriginForm", "OutcomeForm", "OwnerForm", "PartForm", "PinForm", "PlanFileForm",
    "PlanNormsForm", "PointsForm", "ProblemForm", "ProblemNormForm", "ReasonForm", "RegulationForm", "ReopenForm",
    "ReopeningForm", "ReportForm", "RetroForm", "ScheduleForm", "SettlingForm", "ShareForm", "SkipForm", "SprintForm",
    "SprintTasksForm", "StepForm", "StopForm", "TaskForm", "TaskTemplateForm", "TypedHours", "WeekCheckForm",
    "WeekForm", "WeightForm", "hours_field", "hours_in", "line_rows", "link_rows", "others_of", "seen_in",
    "staff_choices", "told_beginning", "was_in",
]  # fmt: skip
