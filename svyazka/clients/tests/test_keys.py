"""One phone, one box, one company: the same key however it is spelled, and never the same for two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.clients.rules import domain_key, email_domain, email_key, inn_in, listed_as, name_key, phone_key

NUMBERS = st.from_regex(r"9[0-9]{9}", fullmatch=True)
SPELLINGS = ("8 ({0}) {1}-{2}-{3}", "+7{0}{1}{2}{3}", "{0} {1} {2} {3}", "+7 {0} {1}-{2}{3}", "8-{0}-{1}-{2}-{3}", "тел. 8{0}{1}{2}{3}", "7 {0} {1} {2} {3}",
             "+7 ({0}) {1} {2} {3} доб. 12", "моб. +7({0}){1}{2}{3}, раб. (391) 245-55-66")  # fmt: skip


@given(NUMBERS, st.sampled_from(SPELLINGS))
def test_a_phone_is_one_however_it_is_written(digits, spelling):
    assert phone_key(spelling.format(digits[:3], digits[3:6], digits[6:8], digits[8:])) == f"+7{digits}"


@pytest.mark.parametrize("told", ["", "нет", "24-55-66", "позвоните вечером", "12"])
def test_what_is_no_whole_phone_is_no_key(told):
    assert phone_key(told) == ""


@given(st.text(max_size=60))
def test_no_text_breaks_a_key(text):
    for of in (phone_key, email_key, email_domain, domain_key, inn_in, name_key, listed_as):
        assert isinstance(of(text), str)


@pytest.mark.parametrize(("told", "key"), [
    ("Пётр <P.Etr+site@GMail.com>", "petr@gmail.com"), ("p@ya.ru", "p@yandex.ru"), (" P@Zavod.RU. ", "p@zavod.ru"), ("p.e@zavod.ru", "p.e@zavod.ru"),
    ("x@xn----7sbbagg5cbd3a2ao.xn--p1ai", "x@волга-каркас.рф"), ("нет", ""), ("@", ""),
])  # fmt: skip
def test_a_box_is_one_however_its_address_is_written(told, key):
    assert email_key(told) == key


@pytest.mark.parametrize(("address", "domain"), [("p@zavod.ru", "zavod.ru"), ("p@mail.ru", ""), ("p@ya.ru", ""), ("p@gmail.com", ""), ("p@localhost", "")])
def test_a_box_of_everybodys_service_tells_no_company(address, domain):
    assert email_domain(address) == domain


@pytest.mark.parametrize(("site", "domain"), [
    ("https://www.Agro-Сибирь.рф:80/x?y", "agro-сибирь.рф"), ("http://xn----7sbbagg5cbd3a2ao.xn--p1ai", "волга-каркас.рф"), ("WWW.romashka.ru", "romashka.ru"),
    ("vk.com/romashka", ""), ("нет сайта", ""), ("http://[", ""), ("m.shop.ru", "shop.ru"),
])  # fmt: skip
def test_a_site_tells_its_domain(site, domain):
    assert domain_key(site) == domain


@pytest.mark.parametrize(("text", "inn"), [
    ("наш ИНН: 2460123453, тел. 9123456789", "2460123453"), ("ИНН/КПП 2460123453/246001001", "2460123453"), ("2460123453", ""), ("ИНН 2460123454", ""),
])  # fmt: skip
def test_an_inn_is_one_that_is_named_so_and_whose_digits_agree(text, inn):
    assert inn_in(text) == inn


WORDS = st.lists(st.sampled_from(["Завод", "Сибирь", "Карго", "Берёзка", "Щит", "Экспресс", "Юг", "Ромашка"]), min_size=1, max_size=3, unique=True)
FORMS = st.sampled_from(["ООО «{}»", "{}, АО", 'ПАО "{}"', "{}", "Общество с ограниченной ответственностью {}", "OOO {}", "гк  {} "])
CASES = st.sampled_from([str, str.upper, str.lower, lambda name: name.replace("ё", "е"), lambda name: name.replace("а", "a").replace("о", "o")])


@given(WORDS, FORMS, CASES, st.randoms())
def test_a_company_is_one_however_its_name_is_written(words, form, case, dice):
    mixed = list(words)
    dice.shuffle(mixed)
    assert name_key(form.format(case(" ".join(mixed)))) == name_key(" ".join(words))


@given(WORDS, WORDS)
def test_other_words_are_another_company(one, other):
    assert (name_key(" ".join(one)) == name_key(" ".join(other))) == (sorted(one) == sorted(other))


@pytest.mark.parametrize("spelling", ["ИП Иванов Иван Иванович", "ИП И.И. Иванов", "Иванов И. И., ИП", "Индивидуальный предприниматель Иванов И.И.",
                                      "ИП Иван Иванович Иванов", "ip ivanov i i"])  # fmt: skip
def test_a_sole_trader_is_known_by_family_name_and_initials(spelling):
    assert name_key(spelling) == name_key("ИП Иванов И. И.")


@pytest.mark.parametrize(("one", "other"), [("Ромашка", "Romashka"), ("Яндекс", "Yandex"), ("Енисей Карго", "Enisey Kargo"), ("Щукин", "Schukin")])
def test_the_alphabet_makes_no_other_company(one, other):
    assert name_key(one) == name_key(other) != ""


def test_names_are_put_in_order_by_what_people_read():
    assert listed_as("ООО «Ёлка»") == "елка" and listed_as("АО") == "ао"
