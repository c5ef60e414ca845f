"""What a person types at the tender desk."""

from svyazka.tenders.forms.desk import (
    AsideForm,
    CodeForm,
    CriterionForm,
    DocumentForm,
    EndForm,
    FigureForm,
    NoticeFileForm,
    RuleForm,
    TakeUpForm,
)
from svyazka.tenders.forms.tender import (
    AddSecurityForm,
    ApplicationForm,
    DayForm,
    DecisionForm,
    HappenedForm,
    MoveDayForm,
    MoveForm,
    PaidForm,
    PaperForm,
    PlanForm,
    PriceForm,
    ReturnedForm,
    ScoreForm,
    TenderForm,
)

__all__ = ["AddSecurityForm", "ApplicationForm", "AsideForm", "CodeForm", "CriterionForm", "DayForm", "DecisionForm", "DocumentForm", "EndForm", "FigureForm", "HappenedForm", "MoveDayForm", "MoveForm", "NoticeFileForm", "PaidForm", "PaperForm", "PlanForm", "PriceForm", "ReturnedForm", "RuleForm", "ScoreForm", "TakeUpForm", "TenderForm"]  # fmt: skip
