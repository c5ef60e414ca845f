"""Client companies, their contacts, the two message streams, and the engagement on which all else hangs."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from svyazka.clients.rules import (
    Channel,
    ClientKind,
    EngagementState,
    Stream,
    email_key,
    listed_as,
    name_key,
    phone_key,
)
from svyazka.kit.models import Versioned
from svyazka.people.models import Department, Signing


class Known(Versioned):
    """A thing known again by its keys: columns that follow from what is written in it, whoever writes."""

    KEYS: dict[str, tuple[str, Callable[[str], str]]] = {}  # key: the column it follows, and how

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Save the row with its keys."""
        moved = {key for key, (column, _of) in self.KEYS.items() if update_fields is None or column in update_fields}
        self.keyed(moved)
        super().save(*args, update_fields=update_fields and {*update_fields, *moved}, **kwargs)

    def keyed(self, keys: Iterable[str] | None = None):
        """Set these keys, or all of them, by what is written; return the row, which a write of many does not save one by one."""
        for key in self.KEYS if keys is None else keys:
            column, of = self.KEYS[key]
            setattr(self, key, of(getattr(self, column))[: self._meta.get_field(key).max_length])
        return self


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


class Engagement(Versioned):
    """One piece of work for one client, from the first message to the last payment."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="engagements")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="engagements")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=EngagementState, default=EngagementState.LEAD, db_index=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reply_token = models.CharField(max_length=40, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_closed_engagement_is_done_lost_or_merged",
                condition=Q(closed_at=None, state__in=["lead", "brief", "offer", "contract", "delivery"])
                | Q(closed_at__isnull=False, state__in=["done", "lost", "merged"]),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def engagement(self) -> "Engagement":
        return self

    @property
    def engagement_id(self) -> int:
        return self.pk


class StoredFile(models.Model):
    """A file on an engagement; its content lies under its SHA-256, its stream says who may read it."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="files")
    stream = models.CharField(max_length=10, choices=Stream)
    name = models.CharField(max_length=300)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    message = models.ForeignKey("Message", models.PROTECT, null=True, related_name="attachments")


class Message(models.Model):
    """One thing said on an engagement, inside or to the client; never edited.

    From the letter `quoted_from` on the text repeats what was said before: it is kept whole and shown folded.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="messages")
    stream = models.CharField(max_length=10, choices=Stream)
    channel = models.CharField(max_length=10, choices=Channel)
    from_client = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    said_at = models.DateTimeField()
    message_id = models.CharField(max_length=300, blank=True, db_index=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    quoted_from = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["engagement", "stream", "said_at"], name="messages_of_a_stream")]
        constraints = [
            models.CheckConstraint(
                name="the_client_never_writes_inside", condition=~Q(from_client=True, stream="internal")
            )
        ]

    @property
    def fresh(self) -> str:
        """Return what is said here for the first time."""
        return self.text if self.quoted_from is None else self.text[: self.quoted_from].rstrip()

    @property
    def quoted(self) -> str:
        """Return what is repeated of earlier letters."""
        return "" if self.quoted_from is None else self.text[self.quoted_from :].strip()


class Joining(Versioned):
    """Two rows of a kind were found to be one: by exact keys what moved, which columns changed from what to what, who and when."""

    moved = models.JSONField(default=dict)  # relation -> keys
    written = models.JSONField(default=dict)  # whose row -> column -> [before, after]
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class ClientMerging(Joining):
    """One client merged into another: its contacts, engagements and papers moved over. `with_leads`: as a part of merging two leads."""

    with_leads = models.BooleanField(default=False)
    kept = models.ForeignKey(Client, models.PROTECT, related_name="mergings")
    gone = models.ForeignKey(Client, models.PROTECT, related_name="mergings_away")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="a_client_is_merged_into_one_client"),
            models.CheckConstraint(name="no_client_is_merged_into_itself", condition=~Q(kept=F("gone"))),
        ]

    @property
    def client_id(self) -> int:
        return self.kept_id
