"""Client companies and the people at them."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from svyazka.clients.models.known import Known
from svyazka.clients.rules import ClientKind, email_key, listed_as, name_key, phone_key
from svyazka.people.models import Signing


class Client(Known, Signing):
    """A company or a person for whom the agency works, or may work.

    `domain` is that of the site, or of the first contact who writes from an address of the company's own. One merged into another
    stays as a name by which the other is found.
    """

    KEYS = {"name_key": ("name", name_key), "listed_as": ("name", listed_as)}

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    listed_as = models.CharField(max_length=300, blank=True, db_index=True)
    site = models.CharField(max_length=300, blank=True)
    domain = models.CharField(max_length=253, blank=True, db_index=True)
    kind = models.CharField(max_length=20, choices=ClientKind, default=ClientKind.PRIVATE)
    full_name = models.CharField(max_length=500, blank=True, default="")
    inn = models.CharField(max_length=12, blank=True)
    kpp = models.CharField(max_length=9, blank=True)
    ogrn = models.CharField(max_length=15, blank=True)
    address = models.CharField(max_length=500, blank=True)
    bank = models.CharField(max_length=300, blank=True, default="")
    bik = models.CharField(max_length=9, blank=True, default="")
    account = models.CharField(max_length=20, blank=True, default="")
    correspondent_account = models.CharField(max_length=20, blank=True, default="")
    region = models.CharField(max_length=100, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    public_reference = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    class Meta:
        indexes = [GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="clients_by_a_like_name")]
        constraints = [
            models.UniqueConstraint(fields=["inn", "kpp"], name="one_client_an_inn_and_kpp", condition=~Q(inn=""))
        ]

    def __str__(self):
        return self.name

    @property
    def client_id(self) -> int:
        return self.pk


class Contact(Known):
    """A living person at the client; `account` is their sign-in to the portal."""

    KEYS = {"email_key": ("email", email_key), "phone_key": ("phone", phone_key)}

    client = models.ForeignKey(Client, models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True, db_index=True)
    phone = models.CharField(max_length=40, blank=True, db_index=True)
    email_key = models.CharField(max_length=254, blank=True)
    phone_key = models.CharField(max_length=20, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="contact"
    )
    left_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["email_key"], name="contacts_by_email", condition=~Q(email_key="")),
            models.Index(fields=["phone_key"], name="contacts_by_phone", condition=~Q(phone_key="")),
        ]

    def __str__(self):
        return self.name or self.email or self.phone
