"""What a file of another system says, in our words: tables read whatever they were saved as, presets, cells, stages."""

from svyazka.leads.rules.bringing.brought import Brought, Choices
from svyazka.leads.rules.bringing.errors import guarded, rows_as_csv
from svyazka.leads.rules.bringing.presets import BY_HAND, CONTACT, HAND, LEAD, PRESETS, WIN, Preset, preset_for
from svyazka.leads.rules.bringing.reading import Plan, headings_key, plan_of, recognised
from svyazka.leads.rules.bringing.sheet import Sheet
from svyazka.leads.rules.bringing.states import BRINGING, RowState, RunState, reasons_not_to_choose
from svyazka.leads.rules.bringing.table import read_sheets
from svyazka.leads.rules.bringing.values import name_words
from svyazka.leads.rules.bringing.words import SOURCES, Outcome, code_of, plain

__all__ = [
    "BRINGING", "BY_HAND", "CONTACT", "HAND", "LEAD", "PRESETS", "SOURCES", "WIN", "Brought", "Choices", "Outcome", "Plan", "Preset", "RowState",
    "RunState", "Sheet", "code_of", "guarded", "headings_key", "name_words", "plain", "plan_of", "preset_for", "read_sheets", "reasons_not_to_choose", "recognised",
    "rows_as_csv",
]  # fmt: skip
