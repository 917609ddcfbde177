"""What stands around the articles of the held-out pages: each site draws its own menus, lists and comments from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html import escape as e
from random import Random

from web.articles import Article
from web.more_articles import Piece, kinds
from web.site import GULF, LEVANT, words

REGIONS = {
    "gulf": ("المحليات", "الدولية", "الاقتصاد", "الميدان الرياضي", "الثقافية", "الرأي", "كاريكاتير", "الأخيرة", "كتّاب اليوم", "بورصة", "أمانات ومحافظات", "سوق العمل", "التعليم", "سيارات", "عقارات", "وفيات", "إنفوغراف"),
    "egypt": ("الصفحة الأولى", "أخبار عاجلة", "محافظات", "حوادث وقضايا", "توك شو", "بنوك وبورصة", "كرة محلية", "كرة عالمية", "فن وتلفزيون", "مرأة ومنوعات", "تقارير متابعات", "ألبومات", "مقالات القراء", "صحة وطب", "دين ودنيا", "خدمات"),
    "levant": ("لبنانيات", "شؤون محلية", "عربي ودولي", "مقابلات خاصة", "أسرار الصحف", "اقتصاد", "متفرقات", "قضاء وأمن", "مقالات مختارة", "صحف اليوم", "تربية", "بيئة", "مجتمع", "فن", "أبراج", "وظائف شاغرة", "جامعات", "برلمان", "نقابات"),
    "iraq": ("سياسية", "أمنية", "محافظات", "ملفات خاصة", "استفتاءات", "كوردستان", "رياضة عراقية", "علم وتقنية", "البث المباشر", "ترددات القناة", "برامجنا", "مواقيت الصلاة"),
    "maghreb": ("الواجهة", "وطني", "جهات", "مجتمع", "حوادث", "كل الرياضات", "المنبر الحر", "مال وأعمال", "جاليات", "سمعي بصري", "فن وإعلام", "خارج الحدود", "تمازيغت", "بكالوريا", "إعلانات قانونية", "مرصد الأسعار"),
    "world": ("الشرق الأوسط", "العالم", "أسواق وشركات", "علوم", "بيئة وطاقة", "رياضات", "ثقافات", "بانوراما", "تحليلات", "وثائقيات", "النشرة", "بودكاست", "مباشر", "إنفوغرافيك", "مراسلون", "تحقق", "أسلوب حياة"),
    "africa": ("أخبار الولايات", "بيانات وتصريحات", "أعمدة", "منتدى", "صوتيات", "مكتبة", "الاقتصاد الأخضر", "أخبار المهجر", "استراحة", "ركن المناسبات", "عن الصحيفة", "أرشيف PDF"),
}
HEADLINES = (
    "قافلة طبية تجري مئتي عملية لإزالة المياه البيضاء في ريف الزعفران", "تعليق الرحلات في مطار المرجان ساعتين بسبب الضباب", "لجنة التراث تسجل ثلاثة مواقع أثرية جديدة في وادي الحصى",
    "نادي الجزيرة يعلن التعاقد مع المدافع نورس البكري موسمين", "تجار الذهب: الطلب يتراجع والأسعار عند أعلى مستوى في عام", "شاهد.. لحظة إنقاذ طفل علق في بئر مهجورة",
    "كيف تختار حاسوبك الأول؟ دليل من عشر خطوات", "قمة مناخية مصغرة في أرخبيل الياقوت تبحث حماية المرجان", "الجمارك تحبط تهريب طنين من البخور في حاوية أثاث",
    "وفاة أقدم بائع صحف في ساحة الساعة عن 91 عاما", "طلاب الهندسة يصممون كرسيا متحركا يعمل بإشارة العين", "اتحاد الكرة يعاقب ثلاثة حكام ويؤجل مباراتي السبت",
    "الدولار يسجل قفزة جديدة في السوق الموازية", "تأهل سبعة شعراء إلى المرحلة النهائية من «قوافي الصحراء»", "سحب 4 آلاف علبة حليب أطفال من الأسواق احترازيا", "هل يفيد الصيام المتقطع مرضى السكري؟ طبيب يجيب",
    "مجلس الشيوخ يستجوب رئيس هيئة السكك الحديدية", "حريق محدود في مصفاة الغدير والسيطرة عليه خلال ساعة", "بدء التسجيل في برنامج الإسكان الريفي للعام المقبل", "معرض للخط العربي يجمع أربعين خطاطا في قصر البلور",
    "أغلى عشر لوحات بيعت في مزادات الشتاء", "سفينة أبحاث ترصد حوتا نادرا قبالة رأس العنبر", "مدير التربية: لا تأجيل لامتحانات الفصل الثاني", "توقيف عصابة سرقت كابلات كهرباء من خمس قرى",
    "الحلقة الأخيرة من «بيت العطار» تقسم الجمهور", "مقهى يقدم القهوة مجانا لمن يترك هاتفه عند الباب", "إغلاق جزئي لنفق الشهداء ليلا طوال الأسبوع", "الأرصاد: منخفض قطبي قصير وأمطار رعدية الأحد", "افتتاح أول مركز لتدوير الإطارات في المحافظات الشرقية",
    "خبير اقتصادي يحذر من فقاعة في سوق الأراضي", "ابن السابعة يحفظ أسماء عواصم العالم في أسبوعين", "رابطة الأندية تنشر جدول الدوري المعدل", "حكم نهائي في قضية «المصعد 14»", "رسالة مفتوحة إلى وزير الثقافة الجديد", "قصة صورة: عرس في محطة قطار",
    "وزارة العمل تحدد ساعات الدوام في رمضان", "تراجع إنتاج الزيتون إلى النصف في ثلاث مناطق", "منصة جديدة لحجز مواعيد الأحوال المدنية", "فيضان وادي النعام يقطع الطريق الصحراوي", "الطيران المدني يعلن نتائج التحقيق في حادث المدرج الثاني",
    "كاتبة شابة تفوز بجائزة الرواية عن «ملح الأمكنة»", "مباحثات لربط شبكتي الكهرباء بين الإقليمين", "لماذا نحلم بالامتحانات بعد سنوات من التخرج؟", "انطلاق حملة تلقيح الماشية في المراعي الجنوبية", "بطل الشطرنج ذو الاثني عشر عاما يهزم أستاذا دوليا",
    "القبض على منتحل صفة مفتش تموين", "سوق السمك القديم يغلق أبوابه بعد قرن", "عودة الرحلات البحرية إلى جزيرة اللبان", "دورة مجانية في الإسعافات الأولية لسائقي الحافلات", "توقعات الأبراج: يوم مناسب لاتخاذ القرارات المؤجلة",
)  # fmt: skip
TEASERS = (
    "أعلنت إدارة المطار أن الحركة الجوية عادت إلى طبيعتها قبيل الظهر، وأن إحدى عشرة رحلة تأخرت من دون إلغاء أي منها.", "قال المتحدث باسم الجمارك إن الشحنة كانت مخبأة بإحكام داخل أرائك خشبية وردت من ميناء بعيد قبل أسبوعين.",
    "أوضح رئيس الاتحاد أن العقوبات جاءت بعد مراجعة تسجيلات المباراة، مؤكدا أن باب الاستئناف مفتوح حتى نهاية الشهر.", "فازت الرواية من بين ثمانين عملا تقدمت إلى الجائزة، ووصفتها لجنة التحكيم بأنها مغامرة لغوية جريئة.",
    "ذكر مزارعون أن موجة الجفاف والصقيع المتأخر أتلفا معظم الأزهار، فيما توقعت الوزارة استيراد كميات لسد النقص.", "توقع خبراء الطقس أن تنخفض درجات الحرارة إلى ما دون معدلاتها بست درجات، ودعوا إلى الحذر على الطرق الجبلية.",
    "يقول صاحب المقهى إن الفكرة بدأت مزاحا بين الأصدقاء ثم تحولت إلى تقليد يومي يجذب عشرات الزبائن.", "نفت الشركة المنتجة وجود أي خطر على المستهلكين، وقالت إن السحب إجراء طوعي حتى صدور نتائج المختبر المرجعي.",
    "روى شهود أن الطفل كان يلعب قرب البئر حين انهارت حافتها، واستمرت عملية الإنقاذ أربع ساعات كاملة.", "تضمن جدول الأعمال أيضا مناقشة تعرفة النقل الجديدة ومقترحا لإنشاء خط دائري يربط الضواحي الأربع.",
    "صرح مصدر في المصفاة بأن ألسنة اللهب لم تصل إلى الخزانات، وأن العمل سيستأنف في الوحدة المتضررة غدا.", "يشارك في المعرض خطاطون من تسع دول، وتخصص إدارته ركنا لتعليم الأطفال مبادئ خط الرقعة.",
    "أشار التقرير إلى أن الأسعار تضاعفت خلال ثلاث سنوات في أحياء لا تصلها شبكة الصرف الصحي بعد.", "أكد مدير التربية في تصريح مقتضب أن الجداول المعلنة نهائية وأن ما يتداول في مواقع التواصل غير صحيح.",
)  # fmt: skip
COMMENTS = (
    ("أبو سعود", "بارك الله فيكم على الطرح الراقي، بس ياليت أحد من المسؤولين يقرا التعليقات ويرد علينا، كم سنة واحنا ننتظر ولا حياة لمن تنادي."),
    ("Salim", "chokran 3la lmawdo3, walakin fin kayn lmas2oul li ghadi y7asab? hadchi b9a ghir 7bar 3la wra9."), ("د. منى عبد الرحيم", "أختلف مع ما ورد في الفقرة الثالثة، فالأرقام المعلنة من الجهاز المركزي تقول عكس ذلك تماما، وأرجو من المحرر مراجعة المصدر قبل النشر. وللأمانة فقد تابعت هذا الملف مهنيا مدة خمسة عشر عاما، وأستطيع القول إن المشكلة ليست في القانون بل في من يطبقه، وإن كل لجنة شكلت لهذا الغرض انتهت إلى توصيات لم يقرأها أحد. نحن لا نحتاج إلى لجنة جديدة بل إلى موظف واحد يوقع الورقة الموجودة على مكتبه منذ الشتاء قبل الماضي."),
    ("متابع من المهجر", "للأسف هذا حالنا في كل مكان. غادرت البلد قبل عشرين عاما وما زلت أقرأ الخبر نفسه كل صيف، لم تتغير سوى أسماء الوزراء."), ("ابن البلد", "حسبي الله ونعم الوكيل"), ("نورا", "وين التفاصيل؟؟ الخبر ناقص وما ذكرتوا شو صار بالعالم اللي راحت حقوقها!!!!"),
    ("عمر بن الطيب", "أولا السلام عليكم ورحمة الله، ثانيا أود أن أشكر الكاتب على شجاعته في زمن قل فيه من يقول كلمة الحق، ثالثا أسأل: أين دور الجمعيات التي تتلقى الدعم كل عام ولا نسمع لها صوتا إلا في المواسم والحفلات؟ رابعا وأخيرا أتمنى من إدارة الجريدة نشر تعليقي هذا كاملا دون حذف كما حدث في المرات السابقة."),
    ("ميرفت", "جزاكم الله خيرا، نشرتها في مجموعة العائلة والكل متفاجئ من الكلام."), ("خبير سابق", "الموضوع أكبر من ذلك بكثير، وقد سبق أن حذرنا منه في ندوة الغرفة التجارية عام 2003 لكن أحدا لم يستمع، واليوم يتكلمون كأنهم اكتشفوا النار."),
    ("رد على نورا", "يا أختي اقرئي الخبر مرة ثانية، كل شي مذكور بالسطر الأخير."), ("سوداني أصيل", "والله يا جماعة الخير الكلام دا سمعناهو كتير، نحنا دايرين عمل ما دايرين كلام جرايد."), ("بنت الصحراء", "مقال رائع وأسلوب سلس، واصلوا ونحن معكم قلبا وقالبا."),
)  # fmt: skip
CURRENCIES = ("الدولار الأميركي", "اليورو", "الجنيه الإسترليني", "الريال", "الدينار", "الدرهم", "الفرنك السويسري", "الليرة")
PRAYERS = ("الفجر", "الشروق", "الظهر", "العصر", "المغرب", "العشاء")
TOWNS = ("دار النخيل", "مدينة الرخام", "البيلسان", "القرنفل", "الصدف", "رأس العنبر", "وادي الحصى", "تل السواقي", "الزعفران")
PROGRAMMES = ("صباح الخير يا بلد", "موجز الأنباء", "على الرصيف مع زهير", "أغنيات من الذاكرة", "ملعب المستمعين", "سهرة الخميس")
_WORDS = ("header", "nav", "menu", "item", "title", "body", "article", "card", "thumb", "meta", "date", "author", "share", "list", "widget", "footer", "banner", "slider", "tab", "comment", "related", "top", "inner", "wrap", "icon", "logo", "search", "ticker", "video", "photo")
_RULES = ("display:-webkit-box;display:-ms-flexbox;display:flex", "float:right;width:33.333%", "padding:0 15px", "font-family:'DroidArabicKufi',Tahoma,sans-serif", "color:#c4161c", "margin:0 auto 20px", "background:url(/img/sprite.png) no-repeat -24px -310px", "border-bottom:1px solid #e5e5e5", "font-size:1.8rem;line-height:1.6", "-webkit-transition:all .3s ease-in-out;transition:all .3s ease-in-out", "position:absolute;top:0;right:0;z-index:99", "overflow:hidden;text-overflow:ellipsis;white-space:nowrap")
_MONTHS_HIJRI = ("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة")


class Around:
    """The furniture of one site, always the same for the same name."""

    def __init__(self, name: str, region: str = "world") -> None:
        self.random, self.region, self._used = Random(name), region, 0
        self._headlines = self.random.sample(HEADLINES, len(HEADLINES))
        self._teasers = self.random.sample(TEASERS, len(TEASERS))
        self._comments = self.random.sample(COMMENTS, len(COMMENTS))

    def headline(self) -> str:
        """Return the headline of another article, the next one."""
        self._used += 1
        return self._headlines[self._used % len(HEADLINES)]

    def others(self, template: str, count: int = 6) -> str:
        """Return other articles: {t} is the headline, {x} the teaser, {n} a number, {d} a date, {m} a time."""
        rows = []
        for _ in range(count):
            t, n = self.headline(), self.random.randrange(3000, 99999)
            d, m = f"{n % 27 + 1}/{n % 12 + 1}/20{n % 14 + 10}", f"{n % 12 + 1:02}:{n % 60:02}"
            rows.append(template.format(t=t, x=self._teasers[n % len(TEASERS)], n=n, d=d, m=m))
        return "".join(rows)

    def sections(self, template: str, count: int = 99) -> str:
        """Return the sections of the site: {t} is the name, {n} a number."""
        return "".join(template.format(t=t, n=n + 3) for n, t in enumerate(REGIONS[self.region][:count]))

    def towns(self, template: str) -> str:
        """Return towns, for menus and weather: {t}, {n} a temperature."""
        return "".join(template.format(t=t, n=n * 2 + 14) for n, t in enumerate(TOWNS))

    def comments(self, template: str, count: int = 4) -> str:
        """Return readers' comments: {w} is who, {t} what, {n} a number."""
        return "".join(template.format(w=w, t=t, n=n + 1, d=f"{n + 5}/{n % 12 + 1}/2013") for n, (w, t) in enumerate(self._comments[:count]))

    def css(self, size: int, prefix: str = "") -> str:
        """Return about `size` thousand characters of styles."""
        rows, length = [], 0
        while length < size * 1000:
            a, b = self.random.sample(_WORDS, 2)
            rows.append(f".{prefix}{a}-{b} .{b}{self.random.randrange(40)}{{{self.random.choice(_RULES)};{self.random.choice(_RULES)}}}")
            length += len(rows[-1])
            if self.random.random() < 0.05:
                rows.append(f"@media (max-width:{self.random.choice((480, 767, 991))}px){{.{prefix}{b}{{display:none}}}}")
        return "<style>" + "\n".join(rows) + "</style>"

    def js(self, size: int) -> str:
        """Return about `size` thousand characters of scripts: tags, slots, lists of words."""
        rows = ["(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});})(window,document,'script','dataLayer','GTM-K7TX9');"]
        length = 0
        while length < size * 1000:
            n = self.random.randrange(10000)
            rows.append(self.random.choice((
                f"googletag.cmd.push(function(){{googletag.defineSlot('/{n}/ROS_MPU_{n % 9}',[[300,250],[336,280]],'div-gpt-ad-{n}-0').addService(googletag.pubads());}});",
                f"var cfg{n}={{'id':{n},'label':'{self._headlines[n % 50]}','lazy':!0,'next':null}};",
                f"jQuery(document).ready(function($){{$('#slider{n % 40}').bxSlider({{auto:true,pause:{n},controls:false}});}});",
                f"window._taboola=window._taboola||[];_taboola.push({{article:'auto',url:'',placement:'Below {n % 7}'}});",
            )))  # fmt: skip
            length += len(rows[-1])
        return "<script>" + "\n".join(rows) + "</script>"

    def rates(self, row: str = "<tr><td>{t}</td><td>{a}</td><td>{b}</td></tr>") -> str:
        """Return rates of exchange."""
        return "".join(row.format(t=t, a=f"{n * 1.37 + 2.11:.3f}", b=f"{n * 1.37 + 2.19:.3f}") for n, t in enumerate(CURRENCIES))

    def prayers(self, row: str = "<li>{t} <b>{a}</b></li>") -> str:
        """Return the times of prayer."""
        return "".join(row.format(t=t, a=f"{n * 3 + 4:02}:{n * 7 + 11:02}") for n, t in enumerate(PRAYERS))

    def radio(self, row: str = "<li><span>{a}</span> {t}</li>") -> str:
        """Return the programmes of a radio."""
        return "".join(row.format(t=t, a=f"{n * 2 + 7:02}:00") for n, t in enumerate(PROGRAMMES))

    def poll(self) -> str:
        """Return a readers' poll, with its answers."""
        asked = self.random.choice(("هل تؤيد تمديد ساعات عمل الأسواق في الصيف؟", "ما رأيك بالتصميم الجديد للموقع؟", "هل تتوقع أن يحقق المنتخب نتيجة جيدة في التصفيات المقبلة؟"))
        rows = "".join(f'<label><input type="radio" name="vote" value="{n}"> {t}</label><br>' for n, t in enumerate(("نعم", "لا", "لا أعرف")))
        return f'<form action="/vote" method="post"><b>{asked}</b><br>{rows}<input type="submit" value="صوّت"> <a href="/votes">النتائج</a></form>'


def fit(article: Article, year: int, *, outlet: str | None = None, source: str = "", dateline: str = "") -> Article:
    """Return an article as of another year, with the site's name, a dateline in its text and a line on its source."""
    at = article.at.replace(year=year, month=1 + article.number % 12, day=1 + article.number % 28)
    rows, marks = list(article.paragraphs), list(kinds(article))
    if dateline:
        n = next(n for n, row in enumerate(rows) if len(row) > 60)
        rows[n] = dateline.format(date=words(at, weekday=False), hijri=hijri(at)) + rows[n]
    if source and len(rows[-1]) > 40:
        rows, marks = [*rows, source], [*marks, "p"]
    changed = {"paragraphs": tuple(rows), "at": at, "outlet": outlet or article.outlet}
    if isinstance(article, Piece):
        return replace(article, kinds=tuple(marks), **changed)  # type: ignore[arg-type]
    return replace(article, **changed)  # type: ignore[arg-type]


def flow(
    article: Article, p: str = "<p>{}</p>", *, h: str = "<h2>{}</h2>", li: str = "<li>{}</li>", ul: str = "<ul>{}</ul>",
    q: str = "", extra: dict[int, str] | None = None, between: str = "\n", change: Callable[[int, str], str] | None = None,
) -> str:  # fmt: skip
    """Return the text by templates for each kind of paragraph; `extra` puts markup behind those of these numbers."""
    templates = {"p": p, "h": h, "q": q or p.replace("{}", "<strong>{}</strong>"), "li": li}
    count, marks = len(article.paragraphs), (*kinds(article), "")
    more = {n % count if n < 0 else n: text for n, text in (extra or {}).items()}
    out, items = [], ""
    for n, text in enumerate(article.paragraphs):
        safe = change(n, e(text, quote=False)) if change else e(text, quote=False)
        if marks[n] == "li":
            items += li.format(safe)
            if marks[n + 1] == "li":
                continue
            safe, items = ul.format(items), ""
        else:
            safe = templates[marks[n]].format(safe)
        out.append(safe + more.get(n, ""))
    return between.join(out)


def sentence(article: Article) -> str:
    """Return some words of the text, as a box repeats them."""
    longest = max(article.paragraphs, key=len)
    return e(" ".join(longest.split()[:14]), quote=False)


def keywords(n: int, text: str) -> str:
    """Return a paragraph with two of its words made links."""
    parts = text.split(" ")
    for at in (2, 9):
        if len(parts) > at + 3 and "&" not in parts[at]:
            parts[at] = f'<a href="/tags/{n}{at}" class="kw">{parts[at]}</a>'
    return " ".join(parts)


def hijri(at: datetime) -> str:
    """Return the Islamic date by the tables."""
    days = at.toordinal() - 227015 + 1
    year = (30 * days + 10646) // 10631
    start = (11 * year + 3) // 30 + 354 * (year - 1)
    rest = days - start - 1
    month = min(11, int((rest + 0.5) / 29.5))
    return f"{max(1, rest - (month * 59 + 1) // 2 + 1)} {_MONTHS_HIJRI[month]} {year}"


def dual(at: datetime) -> str:
    """Return a date with both names of its month: 14 مارس / آذار 2021."""
    return f"{at.day} {GULF[at.month - 1]} / {LEVANT[at.month - 1]} {at.year}"


def clock(at: datetime, am: str = "ص", pm: str = "م") -> str:
    """Return the time by twelve hours."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {am if at.hour < 12 else pm}"
