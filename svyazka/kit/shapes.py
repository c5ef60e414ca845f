"""What is wrong with a field of a call, in the caller's language.

The kinds are those of pydantic (its page "Validation Errors"); a kind without words here is told in the library's own.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

WORDS = {
    "missing": _("This field is needed."),
    "extra_forbidden": _("There is no such field."),
    "string_type": _("This is a string."),
    "string_too_short": _("Say something here."),
    "string_too_long": _("At most %(max_length)s characters."),
    "string_pattern_mismatch": _("This is not one of the expected values."),
    "int_type": _("This is a whole number."),
    "int_parsing": _("This is a whole number."),
    "int_parsing_size": _("This number is too big."),
    "int_from_float": _("This is a whole number."),
    "finite_number": _("This is a number."),
    "float_type": _("This is a number."),
    "float_parsing": _("This is a number."),
    "decimal_type": _("This is a number."),
    "decimal_parsing": _("This is a number."),
    "decimal_max_digits": _("This number is too long."),
    "decimal_max_places": _("At most %(decimal_places)s digits after the point."),
    "decimal_whole_digits": _("This number is too big."),
    "greater_than_equal": _("Not less than %(ge)s."),
    "greater_than": _("More than %(gt)s."),
    "less_than_equal": _("Not more than %(le)s."),
    "less_than": _("Less than %(lt)s."),
    "bool_type": _("This is true or false."),
    "bool_parsing": _("This is true or false."),
    "date_type": _("This is a day, like 2026-05-31."),
    "date_parsing": _("This is a day, like 2026-05-31."),
    "date_from_datetime_parsing": _("This is a day, like 2026-05-31."),
    "date_from_datetime_inexact": _("This is a day, like 2026-05-31."),
    "datetime_type": _("This is a moment with its zone, like 2026-05-31T09:30:00+07:00."),
    "datetime_parsing": _("This is a moment with its zone, like 2026-05-31T09:30:00+07:00."),
    "datetime_from_date_parsing": _("This is a moment with its zone, like 2026-05-31T09:30:00+07:00."),
    "datetime_object_invalid": _("This is a moment with its zone, like 2026-05-31T09:30:00+07:00."),
    "timezone_aware": _("This is a moment with its zone, like 2026-05-31T09:30:00+07:00."),
    "time_parsing": _("This is a time of day, like 09:30."),
    "time_type": _("This is a time of day, like 09:30."),
    "list_type": _("This is a list."),
    "too_long": _("At most %(max_length)s of them."),
    "too_short": _("At least %(min_length)s of them."),
    "dict_type": _("This is an object with fields."),
    "model_type": _("This is an object with fields."),
    "model_attributes_type": _("This is an object with fields."),
    "literal_error": _("One of: %(expected)s."),
    "enum": _("One of: %(expected)s."),
}


def reason(told: Mapping) -> str:
    """Return in words what pydantic says of one field: `type`, `ctx`, `msg`."""
    words, facts = WORDS.get(told["type"]), dict(told.get("ctx", {}))
    if "expected" in facts:
        facts["expected"] = str(facts["expected"]).replace(" or ", ", ")
    try:
        return str(words) % facts if words else str(told["msg"])
    except KeyError:
        return str(told["msg"])
