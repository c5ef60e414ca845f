"""Requisites of companies and accounts: whether they can exist, and whose they are, by their control digits.

INN and OGRN: orders of the Federal Tax Service; KPP: order MMV-7-6/435; accounts: the Bank of Russia's rule of 8 September 1997,
No. 515. A number that agrees may still be nobody's: only a register tells that.
"""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _
from stdnum.ru import inn as inn_number
from stdnum.ru import ogrn as ogrn_number

NUMBERS = ("inn", "kpp", "ogrn", "bik", "account", "correspondent_account")
WEIGHTS = (7, 1, 3)
SINGLE = "40102"
"""The single treasury account (ЕКС) is one in an office of the Bank of Russia and has its key by the same rule; the accounts of the
treasury itself, 03…, have a zero in the place of the key."""


def is_sole(*, inn: str = "", ogrn: str = "") -> bool:
    """Tell whether the numbers are a sole proprietor's: an INN of twelve digits, an OGRNIP of fifteen."""
    return len(inn) == 12 or len(ogrn) == 15


def reasons_against(*, inn: str = "", kpp: str = "", ogrn: str = "", bik: str = "", account: str = "", correspondent_account: str = "") -> list:
    """List what is wrong in the numbers that are told; one that is not told is not wrong."""
    return [*_of_the_company(inn, kpp, ogrn), *_of_the_account(bik, account, correspondent_account)]


def _of_the_company(inn: str, kpp: str, ogrn: str) -> list:
    reasons = []
    if inn and not inn_number.is_valid(inn):
        reasons.append(_("INN: the control digits do not agree."))
    if kpp and not re.fullmatch(r"\d{4}[\dA-Z]{2}\d{3}", kpp):
        reasons.append(_("KPP has nine characters."))
    if kpp and len(inn) == 12:
        reasons.append(_("A sole proprietor has no KPP: their INN has twelve digits."))
    if ogrn and not ogrn_number.is_valid(ogrn):
        reasons.append(_("OGRN: the control digit does not agree."))
    elif ogrn and len(inn) in (10, 12) and (len(inn) == 12) != (len(ogrn) == 15):
        reasons.append(_("OGRN has 13 digits with an INN of 10, OGRNIP 15 with an INN of 12."))
    return reasons


def _of_the_account(bik: str, account: str, correspondent_account: str) -> list:
    if bik and not re.fullmatch(r"\d{9}", bik):
        return [_("BIK has nine digits.")]
    if not bik:
        return [_("An account stands with the BIK of its bank.")] if account or correspondent_account else []
    reasons: list = []
    if account and not account_agrees(bik, account):
        reasons.append(_("Account: the control digit does not agree with the BIK."))
    if correspondent_account and is_treasury(bik) and not correspondent_account.startswith(SINGLE):
        reasons.append(_("The treasury has a single treasury account for a correspondent one: it begins with %(first)s.") % {"first": SINGLE})
    elif correspondent_account and not _sums_to_zero("0" + bik[4:6] + correspondent_account):
        reasons.append(_("Correspondent account: the control digit does not agree with the BIK."))
    return reasons


def is_treasury(bik: str) -> bool:
    """Tell whether the BIK is of a treasury body: not of a bank, whose begin with 04."""
    return bik.startswith(("00", "01", "02"))


def account_agrees(bik: str, account: str) -> bool:
    """Tell whether the account may be one in this bank, or in this office of the Bank of Russia."""
    if is_treasury(bik):
        return bool(re.fullmatch(r"\d{20}", account)) and (not account.startswith(SINGLE) or _sums_to_zero("0" + bik[4:6] + account))
    return _sums_to_zero(bik[-3:] + account) or (bik[-3:] in ("000", "001", "002") and _sums_to_zero("0" + bik[4:6] + account))


def _sums_to_zero(number: str) -> bool:
    """Tell whether 23 digits, three of the bank and twenty of the account, have a sum by 7, 1, 3 that ends in zero."""
    if not re.fullmatch(r"\d{23}", number):
        return False
    return sum(int(digit) * WEIGHTS[n % 3] for n, digit in enumerate(number)) % 10 == 0


def reasons_against_proxy(*, number: str, on: date | None, until: date | None) -> list:
    """List what is wrong in a power of attorney: it has a number and a day, and ends after it was given (Civil Code, art. 186)."""
    if not number and (on or until):
        return [_("A power of attorney has a number.")]
    if number and on is None:
        return [_("A power of attorney without the day on which it was given is void.")]
    return [_("A power of attorney ends after it was given.")] if on and until and until < on else []
