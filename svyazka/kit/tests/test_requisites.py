"""Numbers of companies and accounts: right ones pass, one changed digit is found."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.requisites import account_agrees, is_sole, reasons_against, reasons_against_proxy

RIGHT = {"inn": "7707083893", "kpp": "773601001", "ogrn": "1027700132195", "bik": "044525225", "account": "40702810138250123017",
         "correspondent_account": "30101810400000000225"}  # fmt: skip


def test_right_numbers_have_no_reasons():
    assert reasons_against(**RIGHT) == []
    assert reasons_against() == []
    assert reasons_against(inn="500100732259", ogrn="304500116000157") == []  # a sole proprietor
    assert is_sole(inn="500100732259") and not is_sole(inn=RIGHT["inn"], ogrn=RIGHT["ogrn"])


@pytest.mark.parametrize(
    ("field", "value"),
    [("inn", "7707083894"), ("inn", "770708389"), ("inn", "77070838935"), ("kpp", "77360100"), ("kpp", "7736-1001"), ("ogrn", "1027700132196"),
     ("ogrn", "304500116000157"), ("bik", "04452522"), ("bik", ""), ("account", "40702810138250123018"), ("correspondent_account", "30101810400000000226"),
     ("correspondent_account", "3010181040000000022x")],
)  # fmt: skip
def test_a_wrong_number_has_one_reason(field, value):
    assert len(reasons_against(**{**RIGHT, field: value})) == 1


def test_a_sole_proprietor_has_no_kpp():
    assert len(reasons_against(inn="500100732259", kpp="773601001")) == 1


@given(st.integers(0, 19), st.integers(1, 9))
def test_one_changed_digit_of_an_account_is_found(place, change):
    """The weights 7, 1, 3 have no common part with ten, so any one changed digit changes the sum."""
    digit = (int(RIGHT["account"][place]) + change) % 10
    changed = f"{RIGHT['account'][:place]}{digit}{RIGHT['account'][place + 1 :]}"

    assert account_agrees(RIGHT["bik"], RIGHT["account"])
    assert not account_agrees(RIGHT["bik"], changed)


@pytest.mark.parametrize(("bik", "single"), [
    ("017003983", "40102810445370000059"), ("004525988", "40102810545370000003"), ("004525987", "40102810845370000004"),
    ("014030106", "40102810945370000005"), ("010407105", "40102810245370000011"), ("015004950", "40102810445370000043"),
])  # fmt: skip
def test_the_key_of_a_single_treasury_account(bik, single):
    """The pairs are those that the treasury publishes: Tula (the single tax payment), Moscow and its region, Petersburg, Krasnoyarsk, Novosibirsk."""
    own = "03100643000000018500"
    assert reasons_against(bik=bik, account=own, correspondent_account=single) == []
    for digit in range(10):
        other = single[:8] + str(digit) + single[9:]
        assert bool(reasons_against(bik=bik, correspondent_account=other)) == (other != single)
    assert len(reasons_against(bik=bik, correspondent_account="30101810400000000225")) == 1


def test_an_account_of_the_treasury_itself_is_asked_for_its_length_alone():
    assert reasons_against(bik="010407105", account="03231643047010001900", correspondent_account="40102810245370000011") == []
    assert len(reasons_against(bik="010407105", account="0323164304701000190")) == 1


@pytest.mark.parametrize(
    ("number", "on", "until", "count"),
    [("", None, None, 0), ("5", date(2026, 3, 1), None, 0), ("5", None, None, 1), ("", date(2026, 3, 1), None, 1),
     ("5", date(2026, 3, 1), date(2026, 2, 1), 1), ("5", date(2026, 3, 1), date(2027, 3, 1), 0)],
)  # fmt: skip
def test_a_power_of_attorney_has_a_number_a_day_and_an_end_after_it(number, on, until, count):
    assert len(reasons_against_proxy(number=number, on=on, until=until)) == count


SHARED = Path(__file__).parents[4] / "shared" / "data" / "ru-bank-1c"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared samples of bank files are not on this machine")
def test_accounts_of_real_payment_orders_agree_with_their_banks():
    text = (SHARED / "dronm-kl_to_1c-cp1251.txt").read_text("cp1251")
    told = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)

    assert told["ПолучательБИК"] and account_agrees(told["ПолучательБИК"], told["ПолучательРасчСчет"])
