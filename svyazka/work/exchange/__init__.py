"""Plans of other programs: read and written as plain values, compared with ours before anything is changed."""

from django.utils.translation import gettext as _

from svyazka.work.exchange.compare import Known, Ours, Verdict, compare, folded
from svyazka.work.exchange.linking import LinkChange
from svyazka.work.exchange.mspdi_in import read_mspdi
from svyazka.work.exchange.mspdi_out import write_mspdi
from svyazka.work.exchange.shapes import (
    KINDS,
    Link,
    PlanFile,
    PlanPerson,
    PlanTask,
    Unreadable,
    WorkDay,
    mark_of,
    tenths_of,
)
from svyazka.work.exchange.table import read_table, write_table

__all__ = [
    "KINDS", "Known", "Link", "LinkChange", "Ours", "PlanFile", "PlanPerson", "PlanTask", "Unreadable", "Verdict", "WorkDay", "compare", "folded",
    "mark_of", "read_mspdi", "read_plan", "read_table", "tenths_of", "write_mspdi", "write_table",
]  # fmt: skip


def read_plan(raw: bytes) -> PlanFile:
    """Return the plan in the bytes, XML or a table by what they begin with. Raises Unreadable with the reason."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("This is a file of MS Project or Excel itself (.mpp, .xls): save the plan there as XML or CSV, and bring that."))
    if raw.startswith(b"PK\x03\x04"):
        raise Unreadable(_("This is an Excel workbook or an archive: save the plan as CSV or XML, and bring that."))
    return read_mspdi(raw) if _is_xml(raw) else read_table(raw)


def _is_xml(raw: bytes) -> bool:
    head = raw[:200].decode("utf-16", "ignore").encode() if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else raw
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
