"""What an article is about: the best of the entities in headline, title, publisher and text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.annotations import Annotations, EntityMention
from extract.attribution.carriers import (
    CONTINENTS,
    GENERIC_TAIL,
    INDEX,
    PLACE_AND_CLASS,
    PUBLISHES,
    SUBJECT_TYPES,
    WORLD,
    Printed,
    Subject,
    as_subject,
    holds,
    is_national,
    outermost,
    owner_of,
    subject_of,
)
from extract.attribution.classes import classes
from extract.attribution.lexicon import Lexicon
from extract.entities.lexicon import regions
from extract.entities.recognise import find_entities
from extract.entities.titled import title_type
from extract.linking.topics import RIVALS
from schemas.records import EntityType
from schemas.registry import registry

# how readily a thing of the type is what an article's figures are about
_WEIGHT: dict[str, float] = {
    "park": 1.0,
    "enterprise": 1.0,
    "lab_or_institute": 0.9,
    "university": 0.9,
    "region": 0.8,
    "product": 0.3,
    "policy": 0.3,
    "event": 0.6,
    "industry": 0.8,
    "association": 0.5,
    "ranking_or_report": 0.5,
}
# who a headline speaks of, though no rule knows the name: 某某：…, 某某公布…
_HEADED = re.compile(
    r"^(?:[\d“”]{0,6})(?P<name>[\u4e00-\u9fffA-Za-z·（）]{2,10}?)(?:：|公布|发布|完成|宣布|披露|获(?!批准)|拟|签约|上市|挂牌|携手|中标|亮相|首发|登陆|斩获)"
)
# what opens a headline and names nobody: 关于公布…的通知, 我市发布…, 一季度完成…
_UNNAMED = re.compile(
    r"关于|有关|对于|关於|我|本|该|全|各|这|那|如何|怎样|为何|为|在|从|将|让|把|被|以|不|今|去年|昨|明|首|第|近|又|再|已|正式|联合|"
    r"证券|股票|公告|来源|作者|编辑|发布|索引|文号|主题|标题|日期|时间|字号|浏览|当前位置|首页|地址|电话|摘要|导语|核心提示|"
    r"上半年|下半年|[一二三四]季度|一图|数说|快讯|简讯|速览|重磅|喜讯|预告|通知|公告|通报|解读|独家|专访|记者|图解"
)
# 关于印发《…若干措施》的通知, 《…办法》解读: a text that is the measure itself, or tells of it
_PROMULGATED = re.compile(
    r"(?:(?:印发|发布|公布|出台|修订|修改|颁布|转发|制定)(?P<issued>《[^《》]{4,60}(?:措施|办法|政策|细则|规定|条例|意见|条)(?:（[^（）]{1,12}）)?》)"
    r"|(?P<told>《[^《》]{4,60}(?:措施|办法|政策|细则|规定|条例|意见|条)(?:（[^（）]{1,12}）)?》)(?:的?(?:政策|条文|文件|图文)?(?:解读|问答|图解|释义|全文)))"
)
_ASIDE = tuple("从自由于在赴与和同跟比向对到")
# a class that a headline assesses: 省级孵化器年度考核结果
_ASSESSED = re.compile(
    r"(?:国家级?|省级以上|省级|市级以上|市级|全国|全省|全市)(?:科技)?(?:企业)?(?:孵化器|加速器|众创空间|创业孵化载体|孵化载体|特色产业基地|产业园区|小微企业园)"
    r"(?=[^，。]{0,8}?(?:评价|考核|考评|评估|名单|运行|发展情况|统计|排名|情况))"
)
# general words by which a text goes on about what it is about
_OWN_WORDS = (
    "公司",
    "集团",
    "集團",
    "园区",
    "園區",
    "实验室",
    "實驗室",
    "研究院",
    "研究所",
    "智库",
    "孵化器",
    "加速器",
    "学校",
    "學校",
    "大会",
    "展会",
    "博览会",
)
# 这里是某科学城的某实验室, 走进某公司: the text introduces what it is about
_PAUSE = frozenset(["", *" ，。：|｜—（"])
_VISITED = re.compile(r"(?:^|[—：:|｜ 　])走进$")  # …——走进某孵化器: a report from there
_INTRODUCED = re.compile(r"(?:这里(?:就是|便是|是)|这就是|走进|探访|来到|创办|创立|创建)(?:了)?[^，。；：、]{0,12}$")
# 我市出台…十条: a headline of measures, and the measures that the first lines say are in force
_OF_MEASURES = re.compile(
    r"(?:出台|印发|推出|发布|解读|施行|实施|升级)[^，。]{0,16}?(?:条|措施|新政|政策|办法|条例|意见|细则)|(?:措施|新政|政策|办法|条例|细则|[十百\d]条)[^，。]{0,6}?(?:出台|出炉|发布|印发|施行|实施|落地|来了)"
)
_OF_EFFECTS = re.compile(r"检查|情况|评估|报告|成效|周年|总结|综述|效应|以来|见效|显效|红利|调研")
_IN_FORCE = re.compile(
    r"(《[^《》]{4,60}(?:措施|办法|政策|细则|规定|条例|意见|条)(?:（[^（）]{1,12}）)?》)[^，。《]{0,12}?(?:出台|发布|印发|施行|实施|公布|获通过|生效)"
)
_FORMERLY = re.compile(r"(?:前身(?:是|为|系)?|原名|曾用名|原为)[^，。；]{0,16}$")
# 实验室简介, 关于我们: a page of who publishes it
_OWN_PAGE = re.compile(
    r"^(?:实验室|研究院|研究所|公司|集团|企业|中心|学校|学院|园区|高新区|平台|本所|本院)?(?:简介|概况|介绍|概览|总览|基本情况)$|^关于我们$|^走进(?:我们|本院|公司)$"
)
_ZONE_WORD = re.compile(r"园区|園區|高新区|经开区|开发区|科学城|科技城|综保区")
_NO_NAMES = ("class", "counted", "group")
_QUOTED_NAME = re.compile(r"“[^”]{2,10}”")
_FIRST_LINES = 160
_OWNERS = ("region", "park", "enterprise", "university", "lab_or_institute")
_MEETING = re.compile(
    r"(?:会议|法说会|法說會|说明会|說明會|股东会|股東會|股东大会|董事会|记者会|記者會|會議|座谈会|签约仪式|发布会|启动仪式|揭牌仪式|推进会|联席会|活动)$"
)
# 潜在独角兽榜出炉：…, 某路提前通车：…: what a headline tells, no name
_TELLS = re.compile(
    r"(?:出炉|揭晓|落幕|闭幕|开幕|收官|来了|通车|开工|完工|竣工|投产|落地|上线|升级|提速|突围|见效|增长|下降|回升|翻番|领跑|出圈|走红|起步|加速|启动|推进|发力|破局|背后|之后|之下|调查|观察|盘点|复盘|访谈)$"
)
# 《某某研究报告》出炉, 发布《某某图谱》: news of a report
_ANNOUNCED = re.compile(
    r"(?P<report>《(?P<title>[^《》]{4,40})》)(?:正式|今日|今天|近日)?(?:出炉|揭晓|发布|公布|问世|出版|亮相)"
)
# 《中国某某发展报告》 tells of the country; a 榜单 or 图谱 of whom it lists
_TREATISE = re.compile(r"(?:报告|白皮书|蓝皮书|绿皮书|公报|年鉴)(?:[\d（(—-]|[》”]|$)")
_NATIONAL_CLASS = re.compile(
    r"(?:全国|国家级?|中国)(?:高新技术产业开发区|高新区|经济技术开发区|经开区|大学科技园|科技企业孵化器|孵化器|自创区|自主创新示范区|综合保税区|开发区)"
)
_BRINGS_OUT = re.compile(r"(?:发布|公布|推出|出版|揭晓|披露)了?(?:的|最新一期|新一期|新版)?$")
# 新药某某获批上市, 某某博览会闭幕: news of a product, of a fair; how much more they then count
_NEWS: dict[str, re.Pattern[str]] = {
    "product": re.compile(
        r"(?:正式|成功|今日|在[\u4e00-\u9fff]{2,6})?(?:获批|获准|上市|问世|发布|亮相|首飞|首发|下线|量产|投产|交付|通过"
        r"|完成[^，]{0,8}(?:临床|试验|首飞))"
    ),
    "event": re.compile(
        r"(?:总决赛|决赛|复赛|初赛|颁奖仪式)?(?:圆满|顺利|昨日?|今日?|今晚|昨晚|将于[^，]{2,8}|(?:\d+月)?\d+日|在?[\u4e00-\u9fff]{2,12}?)*?(?:拉开帷幕|圆满结束|开赛|启动|举行|落槌|决出|收官|落幕|闭幕|开幕|启幕|收官|举行|举办|开展|开馆|收获|成果)"
    ),
}
_CONTEST = re.compile(r"(?:大赛|挑战赛|锦标赛|公开赛|擂台赛)$")
_FAIR = re.compile(r"(?:博览会|展览会|交易会|洽谈会|博会|交会|洽会|展)$")
_TOLD = {"product": 4.0, "event": 1.8}
# 站在洁净车间外，某某传感创始人某某感慨: a portrait begins with whose firm it is
_FOUNDERS = re.compile(r"(?:公司)?(?:的)?(?:联合)?(?:创始人|创办人|创立者|董事长|掌门人|CEO|总经理|总裁)")
_SEVERAL = re.compile(
    r"(?![年月日底末])(?:[\u4e00-\u9fff]{2,3}、){1,5}[\u4e00-\u9fff]{2,3}[二三四五六七八九十两兩](?:處|处|大|座|个|個|家)"
    r"(?P<what>[\u4e00-\u9fff]{2,6}(?:園區|园区|开发区|開發區|保税区|综保区))"
)
_PART_OF_ZONE = re.compile(r"(.{2,}?(?:高新区|经开区|开发区|科学城|科技城|综保区))[东西南北中](?:片区|区|园)$")
# 全国孵化载体总数达1.56万家: news of all the country
_OF_COUNTRY = re.compile(
    r"(?:20\d\d年|去年|今年|上半年|前[一二三]季度|一季度)?(?:全国|我国)(?!首|第|最|人大|两会|政协|先进|唯一|领先)[^，。：]{2,16}?"
    r"(?:达|超|破|增|降|共|有|总数|总量|占|为|突破|实现|完成|约|近)[^，。：]{0,6}\d"
)
_OWN_PLACE = re.compile(r"我市|全市|本市|全省|我省|全县|我县|全州|本省")


@lru_cache(maxsize=1024)  # one title or publisher stands over many articles
def _named(text: str) -> tuple[EntityMention, ...]:
    """What a title or a publisher's name speaks of."""
    if not text:
        return ()
    every = find_entities(text, nested=True)
    # 2024年某市政府工作报告, 某公司2021年年度报告: whose report it is
    inner = outermost([m for m in every if m.type in _OWNERS and any(holds(o, m) for o in every)])
    mentions = [*outermost(every), *inner]
    found = [
        owner_of(m)
        for m in mentions
        if m.type in SUBJECT_TYPES or m.type == "ranking_or_report" or (m.type == "product" and as_subject(m))
    ]
    named = [m for m in found if m is not None]
    named += [m for m in classes(text, []) if not any(n.type == "park" and n.start <= m.start < n.end for n in named)]
    named += [EntityMention(*m.span(), m.group(), "park", score=0.5, reason="class") for m in _ASSESSED.finditer(text)]
    named.sort(key=lambda m: m.start)
    if not any(m.start == 0 for m in named) and (body := owner_of(EntityMention(0, len(text), text, "government"))):
        named.insert(0, body)
    return tuple(named)


@lru_cache(maxsize=1024)
def _zones(titles: str) -> tuple[EntityMention, ...]:
    """The zones that a title names, inside the names of indices and reports too."""
    return tuple(m for m in find_entities(titles, nested=True) if m.type == "park") if titles else ()


Vote = Callable[[Subject, float], None]
_LEAD = 200  # characters within which news says what it is about
# what its own committee or bureau publishes is about a zone, or a place
_OF_ZONE, _OF_PLACE = 4.0, 2.0


class MainSubject:
    """Finds what one article is about; `known_text` is all that its document prints."""

    def __init__(
        self,
        notes: Annotations,
        lexicon: Lexicon,
        mentions: list[EntityMention],
        rankings: list[EntityMention],
        known_text: Printed,
    ) -> None:
        self.notes = notes
        self.lexicon = lexicon
        self.mentions = mentions
        self.rankings = rankings
        self.anaphors = {start: (end, entity) for start, end, entity in notes.anaphors}
        self.known_text = known_text

    def of(self, mention: EntityMention, source: str) -> Subject:
        """The subject that a mention stands for."""
        return subject_of(mention, source, self.notes.text, self.known_text)

    def find(self) -> Subject:
        """What the article is about: the best of the entities in headline, title, publisher and text.

        A name counts for where it stands (headline most, opening of sentences next) and how often it is said; a body
        that speaks (统计局, 管委会) counts for the place or park whose body it is; who only publishes counts little.
        """
        notes = self.notes
        scores: defaultdict[tuple[str, str], float] = defaultdict(float)
        best: dict[tuple[str, str], Subject] = {}
        known = {m.text: m for m in reversed(notes.entities)}

        zones: dict[str, Subject] = {}  # zones of the title: who runs one and bears its name reports on it

        def vote(subject: Subject, weight: float) -> None:
            if subject.type == "enterprise" and (zone := next((z for z in zones if subject.name.startswith(z)), "")):
                subject = zones[zone]
            if subject.type == "park" and (part := _PART_OF_ZONE.match(subject.name)) and part[1] in self.known_text:
                subject = Subject(part[1], "park", f"park:{part[1]}", part[1], subject.source)  # 某高新区西片区
            key = (subject.name, subject.type)
            if subject.type == "event" and _MEETING.search(subject.name):
                weight *= 0.4  # a meeting is where figures are told, a fair is what they are about
            scores[key] += weight * _WEIGHT.get(subject.type, 0.3)
            best.setdefault(key, subject)

        titles = " ".join(dict.fromkeys(t for t in (notes.article.headline, notes.metadata.title) if t))
        if measure := _PROMULGATED.search(titles):
            name = measure["issued"] or measure["told"]
            mention = EntityMention(0, len(name), name, "policy")
            return self.of(known.get(name, mention), "title")
        in_force = _OF_MEASURES.search(titles) and not _OF_EFFECTS.search(titles)
        if in_force and (law := _IN_FORCE.search(notes.text, 0, _FIRST_LINES)):
            return self.of(known.get(law[1], EntityMention(0, len(law[1]), law[1], "policy")), "title")
        in_titles = self._said_again(titles, _named(titles))
        unspoken = True
        if not any(m.type == "enterprise" for m in in_titles):
            for mention in _zones(titles):
                zones.setdefault(mention.text, self.of(known.get(mention.text, mention), "title"))
        for mention, following in zip(in_titles, [*in_titles, None][1:], strict=True):
            if mention.type == "ranking_or_report" and not INDEX.search(mention.text):
                continue
            if titles.endswith(("在", "于", "赴", "走进", "来自", "向", *RIVALS), 0, mention.start):
                if not (_VISITED.search(titles, 0, mention.start) and titles[mention.end :][:1] in _PAUSE):
                    continue
            if mention.text in CONTINENTS and sum(m.text in CONTINENTS for m in in_titles) > 1:
                continue  # 欧洲稳、北美缩: parts of what it is about
            if mention.type == "region" and following and following.start == mention.end:
                if following.type in ("enterprise", "lab_or_institute", "university"):
                    continue  # 德国某某上调预期: where it is from
            news = None if mention.type == "event" and not _FAIR.search(mention.text) else _NEWS.get(mention.type)
            is_news = bool(news and news.match(titles, mention.end))
            opens = unspoken and not _OWN_PLACE.search(titles, 0, mention.start)
            weight = (4.0 if opens or is_news else 2.0) * (_TOLD[mention.type] if is_news else 1.0)
            vote(self.of(known.get(mention.text, mention), "title"), weight)
            unspoken = False
        if _OF_COUNTRY.match(titles) and not any(m.type in ("park", "region", "enterprise") for m in in_titles):
            vote(Subject("全国", "region", "region:全国", "全国", "title"), 6.0)
        self._headed(titles, in_titles, vote)
        self._report(titles, in_titles, vote)
        for mention in _named(notes.metadata.publisher or ""):
            if mention.type == "enterprise" and mention.text not in notes.text:
                continue  # a medium that looks like a company
            governs = _OF_ZONE if mention.type == "park" else _OF_PLACE
            if _OWN_PAGE.search(titles.strip()):
                vote(self.of(known.get(mention.text, mention), "publisher"), 6.0)
                continue
            weight = governs if mention.reason == "owner" else 1.5
            vote(self.of(known.get(mention.text, mention), "publisher"), weight)
        openings = {s.start for s in notes.sentences}
        first = next((b for b in notes.blocks if b.kind in ("paragraph", "list_item")), None)
        seen: Counter[str] = Counter()
        beginnings = {m.start for m in self.mentions}
        told: dict[str, Subject] = {}
        for mention in [*self.mentions, *self.rankings]:
            owner = owner_of(mention)
            if owner is None or owner.text in WORLD or mention.reason == "counted":
                continue
            name = owner.name or owner.text
            seen[name] += 1
            weight = max(0.3, owner.score) / seen[name] ** 0.5
            if (
                notes.text[mention.start - 1 : mention.start] in ("于", "在")
                and notes.text[mention.end : mention.end + 1] == "的"
            ):
                weight *= 0.3  # 位于某区的公司: only where it is
            elif notes.text[mention.end : mention.end + 1] == "的" and (mention.end + 1) in beginnings:
                weight *= 0.3  # 某科学城的某实验室: the thing, not where it is
            elif notes.text[mention.start - 1 : mention.start] in _ASIDE and mention.type in ("park", "region"):
                weight *= 0.5  # 从某地回国, 与某区毗邻
            if _FORMERLY.search(notes.text, max(0, mention.start - 24), mention.start):
                weight *= 0.2  # 前身为某某教育部重点实验室
            if mention.reason in ("labelled", "speaks_for") and seen[name] == 1:
                weight += 6.0
            if _INTRODUCED.search(notes.text, max(0, mention.start - 24), mention.start):
                weight += 2.0
            opens = mention.start in openings
            leads = first is not None and first.start <= mention.start < first.end
            if PUBLISHES.match(notes.text[mention.end : mention.end + 30]):
                weight *= 0.2
            elif mention.type == "event" and leads and _CONTEST.search(mention.text):
                # 第六届某某杯大赛今晚在某高新区收官: about the contest, wherever it was held
                weight += 6.0 * bool(_NEWS["event"].match(notes.text, mention.end))
            elif mention.type == "ranking_or_report":
                if not INDEX.search(mention.text):
                    continue
                weight += 3.0 * (leads and seen[name] == 1)
            else:
                weight += 0.6 * opens + 0.6 * leads
                weight += 1.5 * bool(
                    leads and not zones and seen[name] == 1 and _FOUNDERS.match(notes.text, mention.end)
                )
            subject = told.get(owner.text)
            if subject is None:
                subject = self.of(known.get(owner.text, owner), "article")
                if owner.text in known:
                    told[owner.text] = subject
            vote(subject, weight)
        zones_named = {m.name or m.text: m for m in self.mentions if m.type == "park" and m.reason not in _NO_NAMES}
        if _ZONE_WORD.search(titles) and not _zones(titles) and len(zones_named) == 1:
            vote(self.of(next(iter(zones_named.values())), "article"), 1.5)  # …背后的园区账本
        if (group := _SEVERAL.search(notes.text, 0, _LEAD * 2)) and group["what"] in titles and not _zones(titles):
            name = group.group()  # 海丰、东屿、鹿鸣三处科技产业园区, where the headline names but their class
            vote(Subject(name, "park", f"park:{name}", name, "article"), 6.0)
        for start, (end, entity) in self.anaphors.items():
            word = notes.text[start:end]
            if word[0] not in "全我本该該" and word not in _OWN_WORDS:
                continue
            if PLACE_AND_CLASS.match(entity.name):
                continue  # 实验室 of 某省全国重点实验室: a class
            # 全市, 我区, 公司: the text speaks from its point of view
            one = Subject(entity.name, entity.type, entity.entity_id, entity.canonical or entity.name, "article")
            vote(one, 1.2 if start in openings else 0.5)
        # the one place of its level that the text names
        owned = {
            level: places[0]
            for level in "市省县州"
            if (places := [m for m in notes.entities if m.type == "region" and m.text.endswith(level)])
            and len({m.name for m in places}) == 1
        }
        for found in _OWN_PLACE.finditer(notes.text + "\n" + titles):
            if found.start() in self.anaphors:
                continue
            # no name for the place: its word for itself is all that the text gives
            word = found.group()
            known_one = owned.get(word[-1])
            weight = 1.2 if found.start() in openings else 0.6
            if (at := found.start() - len(notes.text) - 1) >= 0:
                # 全省开发区考评揭晓 is about all of them; behind a name the word is a field of comparison
                weight = 3.0 if any(m.start < at for m in in_titles) else 6.0
            if word in ("全省", "全县") and weight < 3.0:
                weight *= 0.15  # as often the field of comparison as the speaker's own
            if known_one is not None:
                vote(self.of(known_one, "article"), weight)
                continue
            whole = Subject("全" + word[-1], "region", f"region:全{word[-1]}", "全" + word[-1], "article")
            vote(whole, weight)
        if scores:
            return best[max(scores, key=lambda k: (round(scores[k], 6), k))]
        for word, kind in self.lexicon.anaphors.items():
            # nothing is named: the text's own word for its place is all there is
            if kind in ("region", "park") and word in notes.text and word[0] in "全我本":
                return Subject(word, kind, f"{kind}:{word}", word, "article")  # type: ignore[arg-type]
        if any(is_national(m) for m in notes.entities):
            # only the country's own bodies speak: what they count is the country's
            return Subject("全国", "region", "region:全国", "全国", "article")
        name = titles or notes.metadata.publisher or ""
        return Subject(name, "ranking_or_report", f"ranking_or_report:{name}", name, "title")

    def _said_again(self, titles: str, in_titles: Sequence[EntityMention]) -> list[EntityMention]:
        """What titles name: names of the text that titles say too, though nothing there gives them away; the rest."""
        said: list[EntityMention] = []
        for mention in [*self.mentions, *self.rankings]:
            name = mention.text.strip("《》“”")
            at = titles.find(name)
            if at < 0 and mention.type == "event" and (inner := _QUOTED_NAME.search(mention.text)):
                at, name = titles.find(inner[0]), inner[0]  # “某某杯”总决赛落幕
            if (
                at < 0
                or mention.type == "region"
                or (mention.type == "policy" and len(name) < 5)
                or mention.reason in ("class", "counted", "group")
            ):
                continue
            end = at + len(name)
            if not any(m.start <= at and end <= m.end for m in (*in_titles, *said)):
                said.append(replace(mention, start=at, end=end))
        for name, mention in {
            o.name or o.text: o for m in self.mentions if (o := owner_of(m)) and o.type == "park"
        }.items():
            # 南科上半年营收…: the headline has the registered short name of a park that the text writes out
            for alias in (a for e in registry().by_name(name, type="park") for a in e.names if a not in name):
                at = titles.find(alias)
                if at >= 0 and not any(s.start <= at and at + len(alias) <= s.end for s in (*in_titles, *said)):
                    said.append(replace(mention, start=at, end=at + len(alias)))
        # 《某高新区条例》 leaves the zone that it names
        outer = [
            m for m in in_titles if not any(s.start <= m.start and m.end <= s.end for s in said if s.type != "policy")
        ]
        return sorted([*outer, *said], key=lambda m: (m.start, -m.end))

    def _report(self, titles: str, in_titles: list[EntityMention], vote: Vote) -> None:
        """Votes for the report of no one place that a headline announces, or the first sentences bring out."""
        wide = (*WORLD, *regions().areas)
        named = [m for m in in_titles if m.text not in wide and m.type != "ranking_or_report"]
        announced = _ANNOUNCED.search(titles)
        if announced and not named and title_type(announced["title"], "")[0] == "ranking_or_report":
            name = announced["report"]
            report = EntityMention(announced.start(), announced.end("report"), name, "ranking_or_report")
            vote(self.of(self._treated(report, wide), "title"), 10.0)
            return
        for mention in self.rankings:
            if mention.text[0] not in "《“" or INDEX.search(mention.text):
                continue
            if any(holds(mention, m) and m.text not in wide for m in self.notes.entities):
                continue
            brought = _BRINGS_OUT.search(self.notes.text, max(0, mention.start - 8), mention.start)
            if not named and mention.start < _LEAD and brought:
                vote(self.of(self._treated(mention, wide), "article"), 6.0)
                return

    @staticmethod
    def _treated(report: EntityMention, wide: tuple[str, ...]) -> EntityMention:
        """The country or wide area that a report treats of as its name says; else the report itself."""
        name = report.text.lstrip("《“0123456789年度")
        if (group := _NATIONAL_CLASS.match(name)) and _TREATISE.search(name):
            start = report.start + report.text.index(group.group())
            return EntityMention(start, start + group.end(), group.group(), "park", score=0.7, reason="class")
        place = next((w for w in sorted(wide, key=len, reverse=True) if name.startswith(w)), "")
        if not place or not _TREATISE.search(name):
            return report
        start = report.start + report.text.index(place)
        return EntityMention(start, start + len(place), place, "region", score=0.7, reason="report")

    def _headed(self, titles: str, in_titles: list[EntityMention], vote: Vote) -> None:
        """Votes for the name that a headline opens with, known or not, and for the zone of a place it names."""
        if in_titles and in_titles[0].type in ("association", "government", "media"):
            # 某组织：某集群升至…: who tells, then who it is about
            told = re.match(
                r"[^：]{2,16}：(?P<name>[\u4e00-\u9fff]{2,8}?)(?=升至|跃居|跃升|进入|入选|获|新增|突破|实现|达|位列|居|成为)",
                titles,
            )
            if told and told["name"] in self.notes.text and not any(m.text == told["name"] for m in in_titles):
                vote(Subject(told["name"], "park", f"park:{told['name']}", told["name"], "title"), 4.0)
        found = _HEADED.match(titles)
        if found and len(name := found["name"]) >= 2 and name in self.notes.text:
            known = any(m.text == name for m in self.notes.entities) or self.lexicon.content.prefix(name)
            if not known and not _UNNAMED.match(name) and not _TELLS.search(name):
                kind: EntityType = "region" if titles[found.end("name")] == "：" else "enterprise"
                vote(Subject(name, kind, f"{kind}:{name}", name, "title"), 3.0)
        for mention in in_titles:
            rest = titles[mention.end : mention.end + 8]
            if mention.type == "region" and re.match(
                r"(?:国家)?(?:自创区|自贸区|自贸试验区|高新区|经开区|开发区)", rest
            ):
                stem = GENERIC_TAIL.sub("", mention.text)
                park = next((m for m in self.mentions if m.type == "park" and m.text.startswith(stem)), None)
                if park is not None:
                    vote(self.of(park, "title"), 4.0)
