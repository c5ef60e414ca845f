"""A side of a paper in words: a company, a sole proprietor, a person or a company abroad; what each needs for a signature, what is wrong in it."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import ClientKind
from svyazka.kit.requisites import is_sole, reasons_against

PROPRIETOR = re.compile(r"(ип|индивидуальный предприниматель)\b", re.I)
CYRILLIC = re.compile("[а-яё]", re.I)
SOON = timedelta(days=14)


def natural(side) -> bool:
    """Tell whether the side is a person who does no business: a client of that kind, without an OGRNIP."""
    named = side.full_name or side.name
    return getattr(side, "kind", "") == ClientKind.PERSON and not side.ogrn and not PROPRIETOR.match(named)


def sole(side) -> bool:
    """Tell whether the side is a sole proprietor."""
    return is_sole(inn=side.inn, ogrn=side.ogrn) and not natural(side)


def foreign(side) -> bool:
    """Tell whether the side is a company abroad: told so, or without Russian numbers and with a name in other letters."""
    return getattr(side, "kind", "") == ClientKind.FOREIGN or not (side.inn or side.ogrn or CYRILLIC.search(side.full_name or side.name))


def lacking(side, *, bank: bool) -> list[str]:
    """List what a side lacks for a signature; `side` has the fields of a legal entity. Its bank is asked only of who is paid.

    A person is known by name and address (Civil Code, art. 19, 20); a foreign company has no numbers of Russian registers.
    """
    asked = [(side.address, _("address")), *_asked_of(side)]
    if bank:
        asked += [(side.bank, _("bank")), (side.bik, _("BIK")), (side.account, _("account")), (side.correspondent_account, _("correspondent account"))]
    return [str(label) for value, label in asked if not value]


def _asked_of(side) -> list[tuple]:
    if natural(side):
        return []
    alone = sole(side)
    signs = [(side.signer_name, _("who signs")), (side.signer_position or alone, _("position of who signs")),
             (side.signer_basis or side.proxy_number or alone, _("on what basis they sign"))]  # fmt: skip
    if foreign(side):
        return [(side.full_name, _("full name with the country and the number of its register")), *signs]
    return [(side.inn, _("INN")), (side.kpp or alone, _("KPP")), (side.ogrn, _("OGRN")), *signs]


def wrong_numbers(side) -> list:
    """List what is wrong in the numbers of a side, however they came in."""
    names = ("inn", "kpp", "ogrn", "bik", "account", "correspondent_account")
    return reasons_against(**{name: getattr(side, name) for name in names})


def warnings_of_proxy(side, day: date) -> list:
    """List what to mind about a power of attorney on the day of signing."""
    if not side.proxy_number or side.proxy_until is None:
        return []
    if side.proxy_until < day:
        return [_("The power of attorney No. %(number)s has expired: whoever signs by it binds nobody.") % {"number": side.proxy_number}]
    if side.proxy_until <= day + SOON:
        return [_("The power of attorney No. %(number)s expires in less than two weeks.") % {"number": side.proxy_number}]
    return []


def reasons_without_requisites(lacks: list[tuple[str, list]], *, elsewhere: bool | None, with_paper: bool) -> list:
    """List why a paper whose sides lack requisites, (side, what each lacks), is not sent or signed.

    One drawn up elsewhere has them in itself; whoever says that it was shows it. None: nobody said, and no paper of ours had left.
    """
    if not lacks or elsewhere is None or (elsewhere and with_paper):
        return []
    if elsewhere:
        return [_("Attach the paper that both have signed: what it says of the sides is not written down here.")]
    return [_("%(side)s — %(what)s") % {"side": side, "what": "; ".join(map(str, what))} for side, what in lacks]
