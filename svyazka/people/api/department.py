"""Departments, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, kept, staff_only
from svyazka.kit.http import find
from svyazka.people import actions, queries
from svyazka.people.models import Department

router = Router()


def _department_shown(department: Department) -> dict:
    return {"id": department.pk, "version": department.version, "name": department.name, "opened_on": department.opened_on,
            "closed_on": department.closed_on}  # fmt: skip


@router.get("/departments")
def list_departments(request):
    """List the departments, the closed ones too."""
    staff_only(request)
    return {"items": [_department_shown(one) for one in queries.departments()], "next": None}


class DepartmentIn(In):
    name: kept(Department, "name", least=1)
    on: date


@router.post("/departments", response={201: dict})
def open_department(request, body: DepartmentIn):
    """Open a department."""
    staff_only(request)
    made = actions.open_department(queries.the_agency(), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, _department_shown(made))


class ClosingIn(In):
    on: date
    reason: kept(Department, "closing_reason", least=1)


@router.post("/departments/{department_id}/closing")
def close_department(request, department_id: int, body: ClosingIn):
    """Close a department that is empty."""
    staff_only(request)
    department = find(Department.objects.all(), department_id)
    return _department_shown(actions.close_department(department, by=request.user, at=timezone.now(), **body.model_dump()))
