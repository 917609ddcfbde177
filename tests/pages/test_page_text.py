"""The text of pages: what is put in its place, what goes, what stays. Each page is small and of this file's own making."""

import json

import pytest

from musnad.errors import InputError
from musnad.pages.documents import text_of
from musnad.pages.page import Page

HEADLINE = "بلدية المرج تبدأ ترميم الجسر القديم بعد توقف طويل"
TEXT = (
    "أعلن مجلس بلدية المرج صباح اليوم بدء أعمال ترميم الجسر القديم بعد توقف دام ثلاث سنوات بسبب نقص التمويل.",
    "وقال رئيس البلدية فارس النمر إن الأعمال ستستمر ثمانية أشهر، وإن الحركة ستحول إلى الطريق الشرقي خلال هذه المدة.",
    "وأوضح المهندس المشرف سامي الدالي أن الدعامات الأربع سليمة، لكن السطح يحتاج إلى تبديل كامل قبل الشتاء المقبل.",
    "وطالب أصحاب المتاجر القريبة بتعويض عن الخسائر التي ستلحق بهم، ووعدت البلدية بدراسة الطلب في جلستها المقبلة.",
)
REPLIES = (
    "شكرا على النقل أخي الكريم، وجزاك الله خيرا على هذا الجهد الطيب.",
    "الأمر تأخر أكثر مما يجب، وعلى البلدية أن تسرع في العمل قبل الشتاء.",
    "ننتظر المزيد من أخبار الجسر والمدينة القديمة، نقل موفق.",
)
H1 = f"<h1>{HEADLINE}</h1>"


def ps(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


ALL, FIRST, REST = ps(TEXT), ps(TEXT[:2]), ps(TEXT[2:])
SIDE = "".join(
    f"<div class=w><h3><a href=/n/{n}>خبر آخر طويل العنوان عن أمر بعيد</a></h3><p>تفاصيله في سطر واحد أو سطرين على الأكثر.</p></div>"
    for n in range(9)
)


def read(body, title=f"{HEADLINE} - صوت المرج", head="", url="http://marj.example/n/1"):
    html = f"<html lang=ar><head><meta charset=utf-8><title>{title}</title>{head}</head>{body}</html>"
    return text_of(Page(body=html.encode(), name="page", url=url))


def paragraphs(body, **options):
    return read(f"<body>{body}</body>", **options).text.split("\n\n")[1:]


def push(text):
    return f"<script>self.__next_f.push({json.dumps([1, text], ensure_ascii=False)})</script>"


def element(tag, children, **props):
    return ["$", tag, None, {**props, "children": children}]


LIST = [element("p", text) for text in TEXT]
STREAM = f"0:{json.dumps(element('main', ['$L2', '$3']))}\n2:{json.dumps(element('article', [element('h1', HEADLINE), LIST]))}\n3:null\n"
LONG = ALL.encode()

WHOLE = [  # pages whose text is TEXT and nothing else
    ("soft hyphens, marks of direction", f"{H1}<div>{ALL.replace('البلدية', 'البل&shy;دية').replace('«', '&rlm;«')}</div>"),
    ("drawn-out letters", f"{H1}<div>{ALL.replace('الجسر', 'الجـــسر')}</div>"),
    ("presentation forms", f"{H1}<div>{ALL.replace('لا', 'ﻻ').replace('في', 'ﻓﻲ')}</div>"),
    ("streamed: hidden parts", f"<main><template id=B:0></template></main><div hidden id=S:0><article>{H1}{ALL}</article></div>"),
    ("streamed: rows alone", f"<div class=skeleton></div>{push(STREAM[:200])}{push(STREAM[200:])}"),
    ("streamed: HTML as long text",
     f"{push('1:' + json.dumps(element('div', [element('h1', HEADLINE), ['$', 'div', None, {'dangerouslySetInnerHTML': {'__html': '$2'}}]])))}"
     f"{push(chr(10) + f'2:T{len(LONG):x},{ALL}')}"),
    ("a share bar at the head of its box", f"{H1}<div><div>شارك</div>{ALL}</div>{SIDE}"),
    ("a counter of comments at the head of its box", f"{H1}<div><span>3 تعليقات</span>{ALL}</div>{SIDE}"),
    ("a class that says what it has not", f"{H1}<div class='entry no-share'>{ALL}</div>{SIDE * 3}"),
    ("a class of layout", f"{H1}<div class=content-sidebar-wrap><div>{ALL}</div></div>{SIDE * 3}"),
    ("numbered contents, no notes", f"{H1}<div><a href=#a>1</a> <a href=#b>2</a><p id=a>{TEXT[0]}</p><p id=b>{TEXT[1]}</p>{REST}</div>"),
    ("accordion", f"{H1}<details><summary>ماذا حدث؟</summary>{FIRST}</details><details><summary>ما التالي؟</summary>{REST}</details>"),
    ("the rest after a touch", f"{H1}<div>{FIRST}<div id=more style='display:none'>{REST}</div></div>"),
    ("the rest for subscribers", f"{H1}<div><div>{FIRST}</div><div class=x><h3>أكمل القراءة مع اشتراك شهري</h3><p>أرشيف كامل.</p></div>"
                                 f"<div class=premium hidden>{REST}</div></div>"),
    ("a copy for printing", f"{H1}<div>{ALL}</div><div style='display:none'>{ALL}</div>"),
    ("words for search engines", f"{H1}<div>{ALL}<div style='position:absolute;left:-9999px'>{' '.join(REPLIES)}</div></div>"),
    ("a tab in another language", f"{H1}<div><div class=pane>{ALL}</div><div class=pane hidden><p>{'The works began today. ' * 9}</p></div></div>"),
    ("a translation beside it", f"{H1}<table>" + "".join(f"<tr><td>{t}</td><td>The municipality says so, the paper reports.</td></tr>" for t in TEXT) + "</table>"),
    ("main points", f"{H1}<div><div><h4>أبرز النقاط</h4><ul><li>الترميم بدأ اليوم بعد سنوات من الانتظار.</li></ul></div>{ALL}</div>"),
    ("main points as lines", f"{H1}<div>{FIRST}<div>أهم ما في الموضوع<br>– الترميم بدأ اليوم.<br>– الحركة إلى الشرق.</div>{REST}</div>"),
    ("contacts, notes to editors", f"{H1}<div>{ALL}<div><h4>ملاحظات للمحررين:</h4><p>المرج بلدة في الشمال يسكنها أربعون ألفا من الناس.</p></div></div>"),
    ("notes", f"{H1}<div>{FIRST.replace('المدة.', 'المدة.<sup><a href=#n1>[1]</a></sup>')}{REST}<ol><li id=n1>مقابلة مع رئيس البلدية.</li></ol></div>"),
    ("a card of another article", f"{H1}<div>{FIRST}<div><h4><a href=/n/7>الطريق الشرقي يضيق بالسيارات</a></h4><p>يشكو السائقون من الازدحام.</p></div>{REST}</div>"),
    ("shortcodes", f"{H1}<div>{FIRST}<p>[ad_middle id=”3″][/ad_middle]</p>{REST}</div>"),
    ("a picture's credit", f"{H1}<div><p>تصوير: هيثم العقاد</p>{ALL}</div>"),
    ("byline and date in one line", f"{H1}<div><p>أرسلت بواسطة: سناء الكيالي في 2 يونيو 2005</p>{ALL}</div>"),
    ("a feed's last line", f"{H1}<div>{ALL}<p>ظهرت المقالة <a href=/p>{HEADLINE}</a> أولا على <a href=/>صوت المرج</a>.</p></div>"),
    ("lead above, headed text below", f"<div>{H1}<p>{TEXT[0]}</p></div><div><h2>{HEADLINE[:4]}</h2>{ps(TEXT[1:])}</div>"),
    ("comments of one make", f"{H1}<div>{ALL}</div>" + "".join(f"<div class=comment><b>أحمد</b><p>{t}</p></div>" for t in REPLIES)),
]  # fmt: skip


@pytest.mark.parametrize(("body",), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_text(body):
    found = [row for row in paragraphs(body) if row != HEADLINE[:4]]
    assert found == list(TEXT)


def test_a_short_text_beside_a_headed_box():
    body = f"<div>{H1}<p>{TEXT[0]}</p></div><div><h2>تحليل اليوم</h2><p>{TEXT[1]}</p></div>"
    assert paragraphs(body) == [TEXT[0]]


def test_a_short_text_above_long_comments():
    answers = "".join(f"<li class=comment><div>أحمد</div><p>{text * 2}</p></li>" for text in REPLIES)
    assert paragraphs(f"{H1}<div><p>{TEXT[0]}</p></div><ol>{answers}</ol>") == [TEXT[0]]


def test_of_a_topic_the_first_post_is_the_text():
    post = "<div class=post><div>عضو</div><div>المشاركات: 12</div><div>{}</div></div>"
    found = paragraphs(H1 + "".join(post.format(text) for text in (ALL, *ps(REPLIES).split("</p>")[:-1])))
    assert [row for row in found if row in TEXT] == list(TEXT)
    assert not [row for row in found if row in REPLIES]


def test_frames():
    item = read(f"<frameset rows=90,*><frame src=a.htm><noframes><body>{H1}{ALL}</body></noframes></frameset>")
    assert item.title == HEADLINE and item.text.split("\n\n")[1:] == list(TEXT)


def test_a_script_s_object_gives_text_and_date():
    body = json.dumps(ALL, ensure_ascii=False).replace("<", "\\u003C")
    script = f'window.__NUXT__=(function(a,b,c){{return {{data:[{{post:{{title:a,body:{body},created_at:"2021-05-01 03:12:00",live:!0,x:b}}}}],n:.5}}}}("{HEADLINE}",null,void 0));'  # fmt: skip
    item = read(f"<body><div id=app></div><script>{script}</script></body>")
    assert item.text.split("\n\n")[1:] == list(TEXT)
    assert item.published["at"] == "2021-05-01T03:12:00"


@pytest.mark.parametrize("script", [
    "window.X={a:'" + "\\'" * 50_000,  # a string without its end
    "window.X=(function(a){return {a:b}}(" + "[" * 50_000,
    'self.__next_f.push([1,"1:' + "[" * 50_000 + '"])',
    'self.__next_f.push([1,"1:[\\"$\\",\\"p\\",null,{\\"children\\":\\"$1\\"}]"])',  # names itself
])  # fmt: skip
def test_hostile_scripts(script):
    assert paragraphs(f"{H1}{ALL}<script>{script}</script>") == list(TEXT)
    with pytest.raises(InputError):
        read(f"<body><p></p><script>{script}</script></body>")


HEADLINES = [  # body, title → headline, outlet
    (f"<h1>{HEADLINE}</h1><h2>{TEXT[1]}</h2>{ALL}", f"مجلة البيدر - {HEADLINE[:30]}…", "مجلة البيدر"),  # cut in a word
    (f"<h1><a href=/>وكالة أنباء الجرد</a></h1><table><tr><td class=ntitle>{HEADLINE}</td></tr><tr><td>{ALL}</table>",
     f"وكالة أنباء الجرد - {HEADLINE[:30]}...", "وكالة أنباء الجرد"),
    (f"<div class=news_ttl>{HEADLINE}</div><div>{ALL}</div>", f"صوت المرج - {HEADLINE}", "صوت المرج"),  # of no known name
    (f"<table><tr><td>العنوان</td><td>{HEADLINE}</td></tr><tr><td>النص</td><td>{ALL}</td></tr></table>", "بوابة العدالة",
     "بوابة العدالة"),
    (f"<p><font size=6>{HEADLINE}</font></p><p><font size=3>لمى الغزاوي - 18 / 10 / 2003م</font></p>{ALL}", "New Page 3", None),
    (f"<h2>From the Arabic press: a story of today</h2><h2>{HEADLINE}</h2>{ALL}", "Embassy Newsletter - نشرة السفارة",
     "نشرة السفارة"),
    (f"<h1><a href=/>مركز الأخبار</a></h1><h2>{HEADLINE}</h2>{ALL}", "مركز الأخبار :: نصوص المؤتمرات الصحفية", "مركز الأخبار"),
    (f"<h1>{HEADLINE}</h1>{ALL}", f"{HEADLINE} ⋆ دليل المسافر", "دليل المسافر"),
    (f"<h2>{HEADLINE}</h2>{ALL}", f"ديوان الأدب ـ {HEADLINE}", "ديوان الأدب"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "title", "outlet"), HEADLINES)
def test_headline_and_outlet(body, title, outlet):
    item = read(f"<body>{body}</body>", title=title)
    assert item.title == HEADLINE
    assert outlet is None or item.outlet == outlet


@pytest.mark.parametrize(("line", "at"), [
    ("<div>23:54 – 20 أبريل 2021</div>", "2021-04-20T23:54:00"),
    ("<time class='post-published updated' datetime=2017-11-23T23:05:00+00:00>آخر تحديث</time>", "2017-11-23T23:05:00"),
])  # fmt: skip
def test_dates_near_the_headline(line, at):
    assert read(f"<body>{H1}{line}<div>{ALL}</div></body>").published["at"][:19] == at
