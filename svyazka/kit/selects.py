"""Lists to choose from, drawn without a template for each line: a page may offer every person and every client."""

from collections.abc import Iterator
from html import escape

from django.forms import Select
from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"
OPTION = "django/forms/widgets/select_option.html"


class Renderer(DjangoTemplates):
    """Draws fields as Django's own does, letter for letter."""

    def render(self, template_name, context, request=None):
        widget = context.get("widget", {})
        if template_name != SELECT or not _is_plain(widget):
            return super().render(template_name, context, request)
        return mark_safe(f'<select name="{_said(widget["name"])}"{_attrs(widget)}>{"".join(_groups(widget))}\n</select>')


def _is_plain(widget: dict) -> bool:
    return all(option["template_name"] == OPTION for _name, options, _n in widget["optgroups"] for option in options)


def _groups(widget: dict) -> Iterator[str]:
    for name, options, _n in widget["optgroups"]:
        drawn = "".join(f'\n  <option value="{_said(one["value"])}"{_attrs(one)}>{conditional_escape(one["label"])}</option>\n' for one in options)
        yield f'\n  <optgroup label="{_said(name)}">{drawn}\n  </optgroup>' if name else drawn


def _attrs(widget: dict) -> str:
    told = ((name, value) for name, value in widget["attrs"].items() if value is not False)
    return "".join(f" {name}" if value is True else f' {name}="{_said(value)}"' for name, value in told)


def _said(value) -> SafeString:
    return conditional_escape(value if isinstance(value, SafeString) else str(value))


class LongSelect(Select):
    """A list without groups that may have hundreds of lines, as one of people has: drawn as any other, several times faster."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        drawn, left = [], set(self.format_value(value))
        for key, label in self.choices:
            said, mark = "" if key is None else str(key), ""
            if said in left:
                mark, left = " selected", set()
            drawn.append(f'\n  <option value="{escape(said)}"{mark}>{escape(label) if type(label) is str else _said(label)}</option>\n')
        return mark_safe(f'<select name="{_said(name)}"{_attrs({"attrs": self.build_attrs(self.attrs, attrs)})}>{"".join(drawn)}\n</select>')
