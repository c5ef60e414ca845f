"""Pages are strict about names, safe about text, and send htmx only the part that it asks for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import engines
from django.utils import translation
from jinja2 import UndefinedError

from svyazka.kit.workclock import ShownClock

UI = "{% import 'kit/ui.html' as ui with context %}"


def drawn(text: str, **told) -> str:
    """Draw a template written in place."""
    env = engines["jinja2"].env
    return env.from_string(UI + text).render(request=HttpRequest(), csrf_input="", **told)


def test_an_unknown_name_is_an_error():
    with pytest.raises(UndefinedError):
        drawn("{{ nobody_gave_this }}")


def test_an_unknown_argument_of_a_component_is_an_error():
    with pytest.raises(TypeError):
        drawn("{{ ui.badge('new', colour='red') }}")


def test_text_is_escaped():
    assert "<script>" not in drawn("{{ ui.badge(said) }}", said="<script>alert(1)</script>")


def test_no_component_writes_a_style_or_a_script_into_the_page():
    said = Path(engines["jinja2"].env.get_template("kit/ui.html").filename).read_text("utf-8")
    assert "style=" not in said and "<script" not in said and "onclick" not in said


def test_a_component_speaks_the_language_of_the_reader():
    with translation.override("ru"):
        assert "Показать ещё" in drawn("{{ ui.next_page('/leads/?after=7') }}")
    with translation.override("en"):
        assert "Show more" in drawn("{{ ui.next_page('/leads/?after=7') }}")


def test_a_line_of_values_is_drawn_from_low_to_high():
    said = drawn("{{ ui.spark((0, 10), 'rise') }}")
    assert 'points="2.0,26.0 98.0,2.0"' in said


def test_equal_values_and_too_few_values_are_drawn_too():
    assert "polyline" in drawn("{{ ui.spark((5, 5, 5), 'flat') }}")
    assert "polyline" not in drawn("{{ ui.spark((5,), 'one') }}")


@pytest.mark.parametrize(("minutes", "said", "tone"), [(1, "осталось 1\xa0мин", "warn"), (0, "срок вышел", "bad"), (-1, "просрочено на 1\xa0мин", "bad")])
def test_a_clock_whose_time_is_up_at_the_close_of_a_day_does_not_say_that_time_is_left(minutes, said, tone):
    left, norm = timedelta(minutes=minutes), timedelta(hours=4)
    clock = ShownClock(datetime(2026, 3, 2, 18, tzinfo=UTC), None, norm - left, left, norm, False, None, ())

    with translation.override("ru"):
        page = drawn("{{ ui.work_clock(clock) }}", clock=clock)

    assert f">{said}</time>" in page and f"due-{tone}" in page
