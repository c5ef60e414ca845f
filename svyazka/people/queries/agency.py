"""Questions about the agency and its departments."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import override

from svyazka.kit.memo import once
from svyazka.people.models import Agency, Department


def the_agency() -> Agency:
    """Return the agency of this database. Raises Agency.DoesNotExist before it is founded."""
    return once("agency", Agency.objects.get)


@contextmanager
def in_agency_language() -> Iterator[None]:
    """Speak the agency's language inside: what is kept, or read by a client, is not in the language of whoever pressed."""
    with override(the_agency().language):
        yield


def departments() -> QuerySet[Department]:
    """Return the departments with how many people are in each now, the open ones first."""
    here = Count("periods", filter=Q(periods__ends_on=None, periods__person__is_active=True))
    return Department.objects.annotate(people=here).order_by(F("closed_on").desc(nulls_first=True), "name")
