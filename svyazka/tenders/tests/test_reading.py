"""Files of notices: every sample is read or waits with a reason; hostile ones are refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.tenders.rules import Unreadable, fate, read_notices
from svyazka.tenders.rules.reading.eis44 import region_of
from svyazka.tenders.rules.reading.xml import kopecks, moment

SAMPLES = Path(__file__).parents[4] / "shared/data"
EIS, FEEDS = SAMPLES / "tenders-eis/notices", SAMPLES / "tenders-rss"
HERE = sorted(EIS.glob("*.xml")) + sorted(FEEDS.glob("*.xml"))
CODES = ["62.01", "62.02", "62.03.12", "62.09", "63.11", "63.12", "58.29", "73.1", "70.21", "82.30"]
AUTUMN = datetime(2025, 10, 1, tzinfo=UTC)
DEAD = {"html-error-page.xml", "html-real-page.html.xml", "not-a-feed.xml"}

no_samples = pytest.mark.skipif(not HERE, reason="the samples of the procurement system are not here")


@no_samples
def test_every_sample_is_read_or_waits_with_a_reason():
    read, dead = {}, {}
    for place in HERE:
        try:
            read[place.name] = read_notices(place.read_bytes())
        except Unreadable as reason:
            dead[place.name] = str(reason)
    assert len(read) + len(dead) == len(HERE)
    assert set(dead) == DEAD and all(dead.values())
    notices = [told for found in read.values() for told in found]
    assert all(told.key and told.title for told in notices)
    assert all(told.number.isdecimal() and told.price_kopecks and told.deadline_at and told.deadline_at.tzinfo
               for place in EIS.glob("*.xml") for told in read[place.name])  # fmt: skip


def sample(name: str):
    if not (EIS / name).exists():
        pytest.skip("the samples of the procurement system are not here")
    return read_notices((EIS / name).read_bytes())[0]


def test_a_competition_is_read_field_by_field():
    told = sample("epNotificationEOK2020_0311100007325000114_v6.xml")
    assert (told.number, told.edition, told.law, told.method) == ("0311100007325000114", 6, "fz44", "competition")
    assert told.platform == "РОСЭЛТОРГ (АО«ЕЭТП»)" and told.region == "Чеченская Республика"
    assert (told.inn, told.kpp) == ("1660018461", "770501001")
    assert told.deadline_at == datetime.fromisoformat("2025-10-26T23:59:00+03:00")
    assert told.published_at == datetime.fromisoformat("2025-10-16T15:42:40.720+03:00")
    assert (told.summarizing_on, told.contract_until_on) == (date(2025, 10, 30), date(2025, 12, 25))
    assert (told.price_kopecks, told.bid_security_kopecks, told.performance_security_kopecks) == (4_484_999_934, 44_849_999, 448_499_993)
    assert told.codes == (("82.30.11.000", "Услуги по организации конференций"),)
    assert told.criteria == (("цена", "60"), ("качество", "40")) and told.items_count == 19
    assert fate(told, CODES, AUTUMN)[0] == "taken"


def test_an_auction_of_computers_and_programs_is_read_field_by_field():
    told = sample("epNotificationEF2020_0173200002625000220_v2.xml")
    assert (told.number, told.edition, told.method, told.region) == ("0173200002625000220", 2, "auction", "Москва")
    assert (told.price_kopecks, told.bid_security_kopecks, told.items_count) == (1_002_505_052, 10_025_051, 16)
    assert told.codes[0] == ("62.01.29.000", "Оригиналы программного обеспечения прочие")
    assert told.session_on == date(2025, 10, 22)
    assert len(told.inn) == 10 and told.customer.startswith("ГОСУДАРСТВЕННОЕ БЮДЖЕТНОЕ УЧРЕЖДЕНИЕ ГОРОДА МОСКВЫ")
    assert fate(told, CODES, AUTUMN)[0] == "taken"


def test_a_quotation_for_an_event_is_read_field_by_field():
    told = sample("epNotificationEZK2020_0173100003525000138_v1.xml")
    assert (told.number, told.method, told.price_kopecks) == ("0173100003525000138", "quotation", 339_018_400)
    assert told.platform == "Электронная торговая площадка «Фабрикант»"
    assert fate(told, CODES, AUTUMN)[0] == "taken"


@pytest.mark.parametrize("name", ["epNotificationEF2020_0173100005125000025_v1.xml", "epNotificationEF2020_0373100086925000592_v4.xml",
                                  "epNotificationEOK2020_0173100007725000187_v1.xml", "epNotificationEZK2020_0873200009825002924_v2.xml"])  # fmt: skip
def test_what_is_not_our_trade_is_told_by_its_codes(name):
    state, reason = fate(sample(name), CODES, AUTUMN)
    assert state == "not_ours" and any(figure.isdigit() for figure in reason)


def test_a_quantity_in_words_and_a_drug_are_read():
    works = sample("epNotificationEOK2020_0173100007725000187_v1.xml")
    assert [item["quantity"] for item in works.items] == ["1 (объект)"] and works.price_kopecks == 15_425_009_140
    assert sample("epNotificationEZK2020_0873200009825002924_v2.xml").codes == (("21.20.23.192", "Продукты терапевтические прочие"),)


def test_the_old_notice_by_223_has_dates_of_moscow_and_a_number_of_text():
    told = sample("old_purchaseNotice_Adygeya_Resp_20130301_000000_20130401_235959_001.xml")
    assert (told.number, told.law, told.inn, told.price_kopecks) == ("31300177655", "fz223", "0103005265", 22_767_400)
    assert told.deadline_at == datetime.fromisoformat("2013-03-12T08:00:00+04:00")  # Moscow's own clock of that year
    assert fate(told, CODES, AUTUMN)[0] == "not_ours"


def test_the_feed_of_the_portal_is_read_through_its_double_html():
    if not FEEDS.exists():
        pytest.skip("the samples of feeds are not here")
    found = read_notices((FEEDS / "real-eis-rss.xml").read_bytes())
    assert [told.number for told in found] == ["0355200005326000010", "0373200215526000664", "0318300027226000099", "0711200014926000177",
                                               "0341200003926000222"]  # fmt: skip
    assert [told.price_kopecks for told in found] == [50_600_000, 44_166_667, 53_333_335, 7_717_800, 10_950_000]
    assert found[0].title.startswith("Закупка, осуществляемая")  # the portal says «null»
    assert found[0].customer == 'ГОСУДАРСТВЕННОЕ БЮДЖЕТНОЕ УЧРЕЖДЕНИЕ ЗДРАВООХРАНЕНИЯ "ОБЛАСТНАЯ ПСИХИАТРИЧЕСКАЯ БОЛЬНИЦА ИМ. К.Р. ЕВГРАФОВА"'
    assert found[1].method == "auction" and all(told.law == "fz44" for told in found)
    assert [told.key for told in read_notices((FEEDS / "rss2-nested-item.xml").read_bytes())] == ["real-1"]
    assert [told.key for told in read_notices((FEEDS / "rss2-with-stray-entry.xml").read_bytes())] == ["real-1"]
    assert read_notices((FEEDS / "rss2-empty-channel.xml").read_bytes()) == []
    assert read_notices((FEEDS / "rss2-relative-link.xml").read_bytes())[0].number == "0173100007725000123"


BOMB = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
SECRET = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'


@pytest.mark.parametrize("raw", [b"", b"   ", BOMB, SECRET, BOMB.decode().encode("utf-16"), b"<rss>", b"<a>" * 5000 + b"</a>" * 5000, b"\x00\xff",
                                 b'<?xml version="1.0" encoding="no-such"?><rss/>', b"<export><epNotificationEF2020/></export>",
                                 b"<purchaseNotice><body/></purchaseNotice>", b"PK\x03\x04"])  # fmt: skip
def test_what_is_hostile_or_broken_is_refused_with_a_reason(raw):
    with pytest.raises(Unreadable) as refused:
        read_notices(raw)
    assert str(refused.value)


def test_a_file_in_the_windows_encoding_is_read():
    raw = '<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><title>Портал №01193000001</title></item></channel></rss>'
    assert [told.number for told in read_notices(raw.encode("cp1251"))] == ["01193000001"]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_they_are_read_or_refused(raw):
    try:
        assert isinstance(read_notices(raw), list)
    except Unreadable as reason:
        assert str(reason)


@pytest.mark.parametrize(("told", "expected"), [("7009706781.17", 700_970_678_117), ("1 200,5", 120_050), ("", None), ("NaN", None), ("-1", None),
                                               ("1e40", None)])  # fmt: skip
def test_sums_are_whole_kopecks(told, expected):
    assert kopecks(told) == expected


def test_a_moment_without_a_zone_is_of_moscow():
    assert moment("2025-03-12T08:00:00") == datetime(2025, 3, 12, 5, tzinfo=UTC)
    assert moment("вчера") is None


@pytest.mark.parametrize(("place", "region"), [
    ("обл Омская, м.р-н Тарский", "Омская область"), ("край Красноярский, г Красноярск", "Красноярский край"), ("г Москва", "Москва"),
    ("Респ Татарстан, г Казань", "Республика Татарстан"), ("127018, г. Москва, ул. Стрелецкая", "Москва"), ("где-то", ""),
])  # fmt: skip
def test_the_region_of_an_address(place, region):
    assert region_of(place) == region
