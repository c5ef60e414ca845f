"""The agency, its legal entities and departments, and the people who sign in."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from svyazka.kit.models import Versioned
from svyazka.people.rules import AbsenceKind, AbsenceState, Kind, Track, VatMode, VatRounding


def days(starts: str, ends: str, bounds: str = "[)") -> Func:
    """Return the range of days between two fields, for exclusion constraints."""
    return Func(F(starts), F(ends), Value(bounds), function="daterange", output_field=DateRangeField())


class Agency(Versioned):
    """The agency itself: one database holds one."""

    stands_for_all = True  # a lead that comes, a person invited, is added beside it and changes nothing of it

    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=60, default="Asia/Krasnoyarsk")
    language = models.CharField(max_length=2, default="ru")
    region = models.CharField(max_length=100, blank=True)
    opens = models.TimeField(default="09:00")
    closes = models.TimeField(default="18:00")
    lunch_opens = models.TimeField(null=True, default="13:00")
    lunch_closes = models.TimeField(null=True, default="14:00")

    class Meta:
        constraints = [models.CheckConstraint(name="one_database_is_one_agency", condition=Q(pk=1))]

    def __str__(self):
        return self.name


class Signing(models.Model):
    """Who signs for a company and by what right. `signer_genitive` replaces what the rules make of position and name after «в лице»."""

    signer_name = models.CharField(max_length=200, blank=True)
    signer_position = models.CharField(max_length=200, blank=True)
    signer_genitive = models.CharField(max_length=300, blank=True, default="")
    signer_basis = models.CharField(max_length=200, blank=True, default="")
    proxy_number = models.CharField(max_length=60, blank=True, default="")
    proxy_on = models.DateField(null=True, blank=True)
    proxy_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class LegalEntity(Versioned, Signing):
    """A company in whose name the agency signs papers."""

    name = models.CharField(max_length=300)
    full_name = models.CharField(max_length=500, blank=True)
    inn = models.CharField(max_length=12)
    kpp = models.CharField(max_length=9, blank=True)
    ogrn = models.CharField(max_length=15, blank=True)
    address = models.CharField(max_length=500, blank=True)
    bank = models.CharField(max_length=300, blank=True)
    bik = models.CharField(max_length=9, blank=True)
    account = models.CharField(max_length=20, blank=True)
    correspondent_account = models.CharField(max_length=20, blank=True)

    def __str__(self):
        return self.name


class TaxProfile(models.Model):
    """How the entity pays VAT during [starts_on, ends_on); the basis is printed on papers."""

    entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="tax_profiles")
    regime = models.CharField(max_length=40)
    vat_mode = models.CharField(max_length=10, choices=VatMode)
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    vat_rounding = models.CharField(max_length=8, choices=VatRounding, default=VatRounding.DOCUMENT)
    basis = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_tax_profile_of_an_entity_at_a_time",
                expressions=[("entity", RangeOperators.EQUAL), (days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="vat_percent_stands_with_its_mode",
                condition=Q(vat_mode="none", vat_percent=None) | Q(vat_mode__in=["included", "on_top"], vat_percent__gt=0),
            ),
        ]


class Department(Versioned):
    """A part of the agency; a closed one keeps its history."""

    name = models.CharField(max_length=200, unique=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closing_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_department_closes_after_it_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            )
        ]

    def __str__(self):
        return self.name


class Specialism(models.Model):
    """A kind of specialists' work: development, design, search promotion."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)

    def __str__(self):
        return self.name


class Person(Versioned, AbstractUser):
    """Whoever signs in: staff, a client's contact, or the system itself. `username` is the login."""

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.STAFF)
    name = models.CharField(_("Name"), max_length=200)
    position = models.CharField(_("Position"), max_length=200, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, blank=True)
    theme = models.CharField(max_length=10, blank=True)
    deactivated_at = models.DateTimeField(null=True)
    specialisms = models.ManyToManyField(Specialism, blank=True)
    combines_roles = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_deactivated_person_cannot_sign_in",
                condition=Q(deactivated_at=None) | Q(is_active=False),
            )
        ]

    def __str__(self):
        return self.name or self.username

    @property
    def login(self) -> str:
        return self.username

    @property
    def owner_id(self) -> int:
        return self.pk

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self).split(" ")[0]


class TrackPeriod(models.Model):
    """The track and the department of a person during [starts_on, ends_on)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tracks")
    track = models.CharField(max_length=20, choices=Track)
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="periods")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    consented_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_track_of_a_person_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
            )
        ]


class NormHours(models.Model):
    """Hours a person works on each weekday, Monday first, from a day on."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="norms")
    starts_on = models.DateField()
    hours = ArrayField(models.DecimalField(max_digits=4, decimal_places=2), size=7)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "starts_on"], name="one_norm_of_a_person_from_a_day")]


class Absence(Versioned):
    """Days [starts_on, ends_on], both included, on which a person is away."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=AbsenceKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=AbsenceState, default=AbsenceState.REQUESTED)
    note = models.CharField(max_length=500, blank=True)
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="absences_of_a_person_do_not_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (days("starts_on", "ends_on", "[]"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["requested", "approved"]),
            ),
            models.CheckConstraint(
                name="an_absence_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    @property
    def owner_id(self) -> int:
        return self.person_id


class DayOverride(models.Model):
    """A day that the agency works otherwise than the production calendar says: hours worked, 0 for a day off."""

    day = models.DateField(unique=True)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    reason = models.CharField(max_length=300)


class ApiToken(models.Model):
    """A token of a person for outside programs; only its hash is stored."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=10), default=list)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    @property
    def owner_id(self) -> int:
        return self.person_id


class Invitation(Versioned):
    """A letter that lets a new person choose a password, once, for a few days; only its hash is stored."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    @property
    def owner_id(self) -> int:
        return self.person_id
