"""What the titles and the publisher of an article say it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extract.annotations import EntityMention
from extract.attribution.carriers import (
    CONTINENTS,
    GENERIC_TAIL,
    INDEX,
    SUBJECT_TYPES,
    WORLD,
    Subject,
    as_subject,
    holds,
    outermost,
    owner_of,
)
from extract.attribution.classes import classes
from extract.attribution.voting import LEAD, OWN_PLACE, Voting, zones_in
from extract.entities.lexicon import regions
from extract.entities.recognise import find_entities, spelled_channel
from extract.entities.titled import title_type
from extract.linking.topics import RIVALS
from schemas.records import EntityType
from schemas.registry import registry

# who a headline speaks of, though no rule knows the name: 某某：…, 某某公布…
_HEADED = re.compile(
    r"^(?:[\d“”]{0,6})(?P<name>[\u4e00-\u9fffA-Za-z·（）]{2,10}?)(?:：|公布|发布|完成|宣布|披露|获(?!批准)|拟|签约|上市|挂牌|携手|中标|亮相|首发|登陆|斩获)"
)
# what opens a headline and names nobody: 关于公布…的通知, 我市发布…, 一季度完成…
_UNNAMED = re.compile(
    r"对话|专访|走近|走进|访|关于|有关|对于|关於|我|本|该|全|各|这|那|如何|怎样|为何|为|在|从|将|让|把|被|以|不|今|去年|昨|明|首|第|近|又|再|已|正式|联合|"
    r"证券|股票|公告|来源|作者|编辑|发布|索引|文号|主题|标题|日期|时间|字号|浏览|当前位置|首页|地址|电话|摘要|导语|核心提示|"
    r"上半年|下半年|[一二三四]季度|一图|数说|快讯|简讯|速览|重磅|喜讯|预告|通知|公告|通报|解读|独家|专访|记者|图解|文件|报告|数据|数据|政府|官方|调查|研究|专家|市民|议员|議員|企业|公司|居民|学者"
)
# a class that a headline assesses: 省级孵化器年度考核结果
_ASSESSED = re.compile(
    r"(?:国家级?|省级以上|省级|市级以上|市级|全国|全省|全市)(?:科技)?(?:企业)?(?:孵化器|加速器|众创空间|创业孵化载体|孵化载体|特色产业基地|产业园区|小微企业园)"
    r"(?=[^，。]{0,8}?(?:评价|考核|考评|评估|名单|运行|发展情况|统计|排名|情况))"
)
_PAUSE = frozenset(["", *" ，。：|｜—（"])
_VISITED = re.compile(r"(?:^|[—：:|｜ 　])走进$")  # …——走进某孵化器: a report from there
# 实验室简介, 关于我们: a page of who publishes it
_OWN_PAGE = re.compile(
    r"^(?:实验室|研究院|研究所|公司|集团|企业|中心|学校|学院|园区|高新区|平台|本所|本院)?(?:简介|概况|介绍|概览|总览|基本情况)$|^关于我们$|^走进(?:我们|本院|公司)$"
)
_QUOTED_NAME = re.compile(r"“[^”]{2,10}”")
_OWNERS = ("region", "park", "enterprise", "university", "lab_or_institute")
# 潜在独角兽榜出炉：…, 某路提前通车：…: what a headline tells, no name
_TELLS = re.compile(
    r"(?:出炉|揭晓|落幕|闭幕|开幕|收官|来了|通车|开工|完工|竣工|投产|落地|上线|升级|提速|突围|见效|增长|下降|回升|翻番|领跑|出圈|走红|起步|加速|启动|推进|发力|破局|背后|之后|之下|调查|观察|盘点|复盘|访谈)$"
)
# 某浦经开区: its proper name, and its class
_ZONE_CLASS = re.compile(
    r"(.{2,}?)(?:国家|国家级|省级)?(?:高新区|经开区|开发区|新区|科学城|科技城|高新技术产业开发区|经济技术开发区)$"
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
NEWS: dict[str, re.Pattern[str]] = {
    "product": re.compile(
        r"(?:正式|成功|今日|在[\u4e00-\u9fff]{2,6})?(?:获批|获准|上市|问世|发布|亮相|首飞|首发|下线|量产|投产|交付|通过"
        r"|完成[^，]{0,8}(?:临床|试验|首飞))"
    ),
    "event": re.compile(
        r"(?:总决赛|决赛|复赛|初赛|颁奖仪式)?(?:圆满|顺利|昨日?|今日?|今晚|昨晚|将于[^，]{2,8}|(?:\d+月)?\d+日|在?[\u4e00-\u9fff]{2,12}?)*?(?:拉开帷幕|落下帷幕|閉幕|開幕|圆满结束|开赛|启动|举行|落槌|决出|收官|落幕|闭幕|开幕|启幕|收官|举行|举办|开展|开馆|收获|成果)"
    ),
}
_GUESSED = ("company_head", "coined", "company_frame", "said_again")
# “常岭板块”半年报扫描: the listed companies of a place
_BOARD = re.compile(r"“?(?P<name>(?!(?:重点|优势|主要|各|两|三|四|大|新|创业|科创|主)板块)[一-鿿]{2,6}板块)”?")
_OF_BOARD = re.compile(r"上市公司|家公司|年报|季报|半年报|中报")
# 百草里一季度开门红: a name that nothing tells, before a time
_TIMED = re.compile(
    r"(?P<name>[一-鿿]{2,6}?)(?=第?[一二三四]季度|上半年|前[一二三四五六七八九十\d]+[季个]|首季|去年|今年|20\d\d年|\d{1,2}月)"
)
_OWN_PARK = re.compile(r"(?<![一-鿿])(?:园区|全园|我园)|来园")
_FAIR = re.compile(r"(?:博览会|展览会|交易会|洽谈会|博会|交会|洽会|展|赛)$")
_TOLD = {"product": 4.0, "event": 1.8}
# 全国孵化载体总数达1.56万家: news of all the country
_OF_COUNTRY = re.compile(
    r"(?:20\d\d年|去年|今年|上半年|前[一二三]季度|一季度)?(?:全国|我国)(?!首|第|最|人大|两会|政协|先进|唯一|领先)[^，。：]{2,16}?"
    r"(?:达|超|破|增|降|共|有|总数|总量|占|为|突破|实现|完成|约|近)[^，。：]{0,6}\d"
)


@lru_cache(maxsize=1024)  # one title or publisher stands over many articles
def _named(text: str) -> tuple[EntityMention, ...]:
    """What a title or a publisher's name speaks of."""
    if not text:
        return ()
    every = find_entities(text, nested=True)
    # 2024年某市政府工作报告, 某公司2021年年度报告: whose report it is
    inner = outermost([m for m in every if m.type in _OWNERS and any(holds(o, m) for o in every)])
    funds = [m for m in every if m.reason == "fund"]  # 某高新区产业引导基金2023年度运行简报
    mentions = [
        *funds,
        *(m for m in (*outermost(every), *inner) if not any(f.start <= m.start and m.end <= f.end for f in funds)),
    ]
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


# what its own committee or bureau publishes is about a zone, or a place
_CALLED = re.compile("“([^“”]{2,6})”")
# 科技產業園區前3季投資額…: the zones of one administration, which have no other name
_ZONES_OF_ONE = re.compile(
    r"(?:科技產業園區|加工出口區|科學園區|農業科技園區)(?=前?[\d一二三四上下去今今]|[營投出進就])"
)
_OF_ZONE, _OF_PLACE = 4.0, 2.0


def _is_of_zone(report: str, zone: str) -> bool:
    """Whether a report's name opens with the proper name of a zone."""
    proper = _ZONE_CLASS.match(zone)
    return proper is not None and report.lstrip("《“").startswith(proper[1])


class TitleVotes(Voting):
    """Votes of headline, title and publisher."""

    def _vote_titles(self) -> None:
        """Votes for what headline and title name."""
        self.in_titles = self._said_again(_named(self.titles))
        if not any(m.type == "enterprise" for m in self.in_titles):
            for mention in zones_in(self.titles):
                self.zones.setdefault(mention.text, self.of(self.known.get(mention.text, mention), "title"))
        unspoken = True
        for mention, following in zip(self.in_titles, [*self.in_titles, None][1:], strict=True):
            if mention.type == "ranking_or_report" and not INDEX.search(mention.text):
                continue
            if self.titles.endswith(("在", "于", "赴", "走进", "来自", "向", *RIVALS), 0, mention.start):
                if not (_VISITED.search(self.titles, 0, mention.start) and self.titles[mention.end :][:1] in _PAUSE):
                    continue
            if mention.text in CONTINENTS and sum(m.text in CONTINENTS for m in self.in_titles) > 1:
                continue  # 欧洲稳、北美缩: parts of what it is about
            if mention.type == "region" and following and following.start == mention.end:
                if following.type in ("enterprise", "lab_or_institute", "university"):
                    continue  # 德国某某上调预期: where it is from
            news = None if mention.type == "event" and not _FAIR.search(mention.text) else NEWS.get(mention.type)
            is_news = bool(news and news.match(self.titles, mention.end))
            opens = unspoken and not OWN_PLACE.search(self.titles, 0, mention.start)
            weight = (4.0 if opens or is_news else 2.0) * (_TOLD[mention.type] if is_news else 1.0)
            if mention.type == "enterprise" and mention.reason in _GUESSED and mention.text[:2] not in self.notes.text:
                weight *= 0.25  # 如何陪跑硬科技: nothing that the text knows
            if mention.reason == "fund" and mention.start == 0:
                weight *= 2.0
            if mention.type == "product" and opens and self.titles.startswith("“") and mention.start == 0:
                weight *= 2.5  # “某某号”再跑出加速度: about the thing, with a name of its own
            self.vote(self.of(self.known.get(mention.text, mention), "title"), weight)
            unspoken = False
        if _OF_COUNTRY.match(self.titles) and not any(
            m.type in ("park", "region", "enterprise") for m in self.in_titles
        ):
            self.vote(Subject("全国", "region", "region:全国", "全国", "title"), 6.0)
        if (zones := _ZONES_OF_ONE.match(self.titles)) and not any(m.start == 0 for m in self.in_titles):
            name = zones.group()
            self.vote(Subject(name, "park", f"park:{name}", name, "title"), 6.0)
        self._headed()
        self._assessed()
        self._report()

    def _vote_publisher(self) -> None:
        """Votes for the publisher, or for the zone or place whose body publishes."""
        for mention in _named(spelled_channel(self.notes.metadata.publisher or "")):
            if mention.type == "enterprise" and mention.text not in self.notes.text:
                continue  # a medium that looks like a company
            if mention.type == "region" and mention.text in (*WORLD, *regions().areas):
                continue  # 西部物流报, 长三角瞭望: a medium of a wide area
            governs = _OF_ZONE if mention.type == "park" else _OF_PLACE
            if _OWN_PAGE.search(self.titles.strip()):
                self.vote(self.of(self.known.get(mention.text, mention), "publisher"), 6.0)
                continue
            weight = governs if mention.reason == "owner" else 1.5
            self.vote(self.of(self.known.get(mention.text, mention), "publisher"), weight)

    def _said_again(self, in_titles: Sequence[EntityMention]) -> list[EntityMention]:
        """What titles name: names of the text that titles say too, though nothing there gives them away; the rest."""
        said: list[EntityMention] = []
        for mention in [*self.mentions, *self.rankings]:
            name = mention.text.strip("《》“”")
            at = self.titles.find(name)
            if at < 0 and mention.type == "event" and (inner := _QUOTED_NAME.search(mention.text)):
                at, name = self.titles.find(inner[0]), inner[0]  # “某某杯”总决赛落幕
            if at < 0 and mention.type in ("lab_or_institute", "product", "enterprise", "park"):
                at, name = self._called(name)
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
                at = self.titles.find(alias)
                if at >= 0 and not any(s.start <= at and at + len(alias) <= s.end for s in (*in_titles, *said)):
                    said.append(replace(mention, start=at, end=at + len(alias)))
        # 《某高新区条例》 leaves the zone that it names
        outer = [
            m for m in in_titles if not any(s.start <= m.start and m.end <= s.end for s in said if s.type != "policy")
        ]
        return sorted([*outer, *said], key=lambda m: (m.start, -m.end))

    def _called(self, name: str) -> tuple[int, str]:
        """Where a title calls a thing by the beginning of its name, in quotation marks (“赤霞” of 赤霞散裂中子源)."""
        for quoted in _CALLED.finditer(self.titles):
            if name.startswith(quoted[1]) and len(name) - len(quoted[1]) >= 2:
                return quoted.start(), quoted[0]
        return -1, name

    def _report(self) -> None:
        """Votes for the report of no one place that a headline announces, or the first sentences bring out."""
        wide = (*WORLD, *regions().areas)
        named = [m for m in self.in_titles if m.text not in wide and m.type != "ranking_or_report"]
        announced = _ANNOUNCED.search(self.titles)
        if announced and not named and title_type(announced["title"], "")[0] == "ranking_or_report":
            name = announced["report"]
            report = EntityMention(announced.start(), announced.end("report"), name, "ranking_or_report")
            self.vote(self.of(self._treated(report, wide), "title"), 10.0)
            return
        for mention in self.rankings:
            if mention.text[0] not in "《“" or INDEX.search(mention.text):
                continue
            if any(holds(mention, m) and m.text not in wide for m in self.notes.entities):
                continue
            brought = _BRINGS_OUT.search(self.notes.text, max(0, mention.start - 8), mention.start)
            if not named and mention.start < LEAD and brought:
                owners = (owner_of(m) or m for m in self.mentions)
                zone = next((o for o in owners if o.type == "park" and _is_of_zone(mention.text, o.text)), None)
                self.vote(self.of(zone or self._treated(mention, wide), "article"), 6.0)
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

    def _assessed(self) -> None:
        """Votes for the class that the first lines assess, where the headline speaks of its sort and names nobody."""
        named = any(m.type in ("park", "region", "enterprise", "lab_or_institute") for m in self.in_titles)
        if named or any(m.type == "region" and m.text in self.titles for m in self.mentions):
            return
        found = _ASSESSED.search(self.notes.text, 0, LEAD)
        if found and found.group()[-3:] in self.titles:
            name = found.group()
            self.vote(Subject(name, "park", f"park:{name}", name, "article"), 6.0)

    def _headed(self) -> None:
        """Votes for the name that a headline opens with, known or not, and for the zone of a place it names."""
        if self.in_titles and self.in_titles[0].type in ("association", "government", "media"):
            # 某组织：某集群升至…: who tells, then who it is about
            told = re.match(
                r"[^：]{2,16}：(?P<name>[\u4e00-\u9fff]{2,8}?)(?=升至|跃居|跃升|进入|入选|获|新增|突破|实现|达|位列|居|成为)",
                self.titles,
            )
            if told and told["name"] in self.notes.text and not any(m.text == told["name"] for m in self.in_titles):
                self.vote(Subject(told["name"], "park", f"park:{told['name']}", told["name"], "title"), 4.0)
        board = _BOARD.search(self.titles)
        if board and _OF_BOARD.search(self.titles + self.notes.text):
            name = board["name"]
            self.vote(Subject(name, "region", f"region:{name}", name, "title"), 6.0)
        timed = _TIMED.match(self.titles)
        if timed and not any(m.type == "park" for m in (*self.mentions, *self.in_titles)):
            name = timed["name"]
            if _OWN_PARK.search(self.notes.text) and not _UNNAMED.match(name) and not OWN_PLACE.match(name):
                if not any(m.start < len(name) for m in self.in_titles):
                    self.vote(Subject(name, "park", f"park:{name}", name, "title"), 5.0)
        found = _HEADED.match(self.titles)
        if found and len(name := found["name"]) >= 2 and name in self.notes.text:
            known = any(m.text == name for m in self.notes.entities) or self.lexicon.content.prefix(name)
            if not known and not _UNNAMED.match(name) and not _TELLS.search(name):
                kind: EntityType = "region" if self.titles[found.end("name")] == "：" else "enterprise"
                self.vote(Subject(name, kind, f"{kind}:{name}", name, "title"), 3.0)
        for mention in self.in_titles:
            rest = self.titles[mention.end : mention.end + 8]
            if mention.type == "region" and re.match(
                r"(?:国家)?(?:自创区|自贸区|自贸试验区|高新区|经开区|开发区)", rest
            ):
                stem = GENERIC_TAIL.sub("", mention.text)
                park = next((m for m in self.mentions if m.type == "park" and m.text.startswith(stem)), None)
                if park is not None:
                    self.vote(self.of(park, "title"), 4.0)
