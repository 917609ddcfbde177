"""Errors are told in the visitor's language."""

import pytest
from web_sites import post

from musnad.web.catalogues import catalogue
from musnad.web.telling import paragraph, told

ASKED = [  # an address, and what is told of it in Arabic
    ("/?q=\"مياه", "بلا نهاية"), ("/?q=مياه)", "قوس إغلاق"), ("/?q=(مياه", "قوس لم يُغلق"), ("/?q=()", "لا شيء بين"),
    ("/?q=مياه AND", "تنقص هنا كلمة"), ("/?q=...", "لا كلمة في"), ("/?q=-مياه", "NOT مياه"), ("/?q=%2Bمياه", "مطلوبة أصلًا"),
    ("/?q=ميا*", "الكلمة كاملة"), ("/?q=whoo:x", "هل تقصد who"), ("/?q=zzzz:x", "الحقول هي"), ("/?q=who:", "بلا قيمة"),
    ("/?q=country:Syria", "رمز دولة"), ("/?q=since:tea", "ليس تاريخًا"), ("/?q=مياه act:denny", "القيم الممكنة"), ("/?cursor=x&q=", "ابدأ من جديد"),
    ("/statements/zzz", "بالمعرّف zzz"), ("/speakers/zzz", "لا قائل"), ("/outlets/zzz", "لا وسيلة إعلام"),
    ("/stories/zzz", "لا حدث"), ("/stories?day=tea", "ليس تاريخًا"), ("/saved/zzz", "لا بحث محفوظًا"), ("/nothing", "لا صفحة"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "says"), ASKED)
def test_errors_of_addresses_are_told_in_arabic(client, address, says):
    client.headers["accept-language"] = "ar"
    answer = client.get(address)
    assert answer.status_code in (400, 404)
    assert says in answer.text.split('class="problem"')[1]
    assert 'lang="en" dir="ltr">' not in answer.text.split('class="problem"')[1].split("</div>")[0]


SENT = [
    ({"text": " "}, "لا نص هنا"), ({"text": "x", "url": "tea"}, "ليس رابطًا"), ({"text": "x", "day": "5"}, "ليس تاريخ يوم"),
    ({"address": "http://127.0.0.1/"}, "في شبكة خاصة"), ({"text": "ا" * 500_001}, "والحد الأقصى 500,000"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "says"), SENT)
def test_errors_of_forms_are_told_in_arabic(client, given, says):
    client.headers["accept-language"] = "ar"
    assert says in post(client, "/read", given, form="/read").text


def test_what_is_not_known_is_marked_as_english():
    assert paragraph("<tea>\nis cold", catalogue("ar")) == '<p lang="en" dir="ltr">&lt;tea&gt; is cold</p>'
    assert told("tea is cold", catalogue("ar")) is None
    assert paragraph("sign in first", catalogue("en")) == '<p lang="en" dir="ltr">sign in first</p>'
