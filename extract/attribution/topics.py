"""Whom a sentence is about: who opens it, who speaks, who was spoken of before."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.annotations import EntityMention
from extract.attribution import phrases
from extract.attribution.carriers import Subject, is_market, owner_of
from extract.attribution.clauses import FILL
from extract.attribution.definite import antecedent, noun_of, pointed_at
from extract.attribution.mentioning import NOT_SUBJECT_AFTER, Mentioning

# 某高新区管委会主任某某介绍: the sentence speaks for the zone
SPEAKS = re.compile(r"[\u4e00-\u9fff]{2,16}?(?:介绍|表示|透露|坦言|指出|告诉|说|称)(?:[，：:道记]|$)")
_EVERYBODY = re.compile(
    r"各(?:地|县|区|市|园|开发区|经开区|高新区|部门|单位|级|有关)|全体|上述|其他(?:园区|开发区|地区)"
)
# 与毗邻的某区相比, 同某公司签约: the other one
_WITH_WHOM = frozenset("与同和跟与較较比與")
_WITHAL = re.compile(r"相比|相较|比较|毗邻|接壤|相邻|一道|一起|共同|合作|签约|签署|达成|联合|共建|合资|携手|结为|结对")
# （某市，2024年9月24日）, 某市讯, 某地电: where a text was written
_DATELINE = re.compile(
    r"，\s*\d{4}年\d{1,2}月\d{1,2}日(?:[）)]|讯|电)|(?:\d{1,2}月\d{1,2}日)?(?:讯|訊|电|電)(?=[（(\s　]|$)"
    r"|(?:綜合)?(?:報導|报道|報道)(?![了称說说的])"
)
_ZERO_SUBJECT = re.compile(
    r"(?:已|累计|共|现|先后|还|同时)*(?:实现|完成|拥有|设有|建有|获批|获得|承担|主导|取得|拥|现有|已有|报告期|注册资本|成立于|总部|员工|主营)"
)
_THAT = re.compile(
    r"[该該](?!区|市|省|县|院|校|公司|园|集团|中心|所|企业|指数|报告|项|比例|平台|地区|行|局|厅|委|署|片区|高新|开发|示范|保税|自贸|经开|實|实验室)([\u4e00-\u9fff]{2})"
)
_LABEL = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．](?!\d)\s*|【[^【】\n]{1,12}】\s*|[●○◎■□▲△◆◇★☆▶►•※]\s*"
)
# 1. 某某专班：…, 三、某某街道：…: an item about a body that no rule knows as a name
_UNITS = (
    *(
        "专班",
        "联络处",
        "办事处",
        "办公室",
        "工作组",
        "工作站",
        "招商组",
        "小组",
        "分局",
        "支队",
        "大队",
        "中队",
        "街道",
        "社区",
        "支行",
        "分行",
    ),
    *(
        "营业部",
        "事业部",
        "校区",
        "院区",
        "厂区",
        "分园",
        "车间",
        "工厂",
        "分厂",
        "门店",
        "食堂",
        "酒店",
        "分部",
        "分会",
        "团队",
        "课题组",
        "学院",
    ),
    *("中心", "号楼", "驿站", "服务站", "基地", "项目部", "分公司", "子公司", "展团", "站点", "镇", "乡", "村"),
)
_LABELLED_UNIT = re.compile(rf"(?![各全该本这两三])[\u4e00-\u9fffA-Za-z0-9]{{2,12}}(?:{'|'.join(_UNITS)})(?=：)")
# 某某（688001）：…, 某某：…, 法国　某某…: what stands before the mark is what the paragraph is about
_HEADS_BLOCK = re.compile(r"(?:（[^（）]{1,20}）)?(?:：|　|\||｜)")
_LABEL_WORDS = re.compile(r"[\u4e00-\u9fff]{2,8}：")
# 某人（某高新区管委会主任）：…, and later 某人：…: the lines of a dialogue
_VOICE = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,4})(?:（(?P<body>[^（）\n]{2,30})）)?[：:]")
# what a paragraph that never comes back to the article's own subject goes on about, once it is named
_GOES_ON = frozenset({"park", "enterprise", "lab_or_institute", "university", "product", "event", "association"})


# 这家40多人的企业，…: the one named last
_THIS_ONE = re.compile(
    r"(?:这家|这个|这座)(?:[^，。；]{0,16}?的)?(?P<what>企业|公司|工厂|园区|高新区|开发区|产业园|科技园)(?!家|数)"
)
_FIRM_WORDS = ("企业", "公司", "工厂")


_BY_KINDS = re.compile(r"[\s　]*(?:从|分|按|就)[\u4e00-\u9fff]{1,8}?(?:来看|上看|看|分|划分|统计|来说|而言)，")
_AMONG = re.compile(
    r"[\s　]*(?:\d[.．、])?在[^，。；]{2,40}"
    r"(?:评价|考核|评估|评选|排名|榜单|测评|评比|竞赛|实验室|园区|高新区|企业|孵化器|开发区|机构|城市|高校|园)中，"
)


# 在某年度全省孵化器绩效评价中得91.3分: where, and nobody's name
_IN_REVIEW = re.compile(
    r"[\s　]*在[^，。；]{0,8}全[国省市区县國縣][^，。；]{2,20}?"
    r"(?:评价|考核|考评|评估|评选|测评|评比|排名)中(?=[得获位列居排名第取被])"
)
# 在全省52家高新区中列第7位: among whom, and nobody's name
_FIELD_OPENS = re.compile(r"[\s　]*在(?:全[国省市区球國區]|同类)的?\d+[家个座個]")


_AND_OTHERS = re.compile(r"(?:、[^，。；、]{2,12}){0,4}等(?:\d+|[一二三四五六七八九十百]+)[余多]?[家个位名所]")
_COUNTRY_HAS = re.compile(
    r"(?:[^，。]{0,12}(?:显示|指出|统计)，)?(?:截至，?|度)?(?:全国|我国)(?:共|现|已|目前|累计|总共)*(?:有|拥有|认定|建成|设有)(?!效|关)"
)
_CHAMPION = re.compile(r"(?:榜首|冠军|领跑|排名第一的?|居首的?)(?:企业|公司)")
_LISTED_FIRMS = re.compile(r"(?:上榜|入榜|入围|入选|登榜|参评|受访|获奖|参赛)(?:企业|公司|园区|项目|机构|城市)")


# 共有116家独角兽上榜，…: right behind 发布《某某榜单》, of all that it lists
_LISTED_COUNT = re.compile(
    r"(?:其中|此次|本次|今年|本期|该榜单?|榜单)?(?:共|总计|合计)?有?[^，。；]{0,16}(?:上榜|入榜|入围|入选|登榜)"
)
_ISSUED = re.compile(r"(?:发布|公布|推出|揭晓|出炉)了?[^。，；]{0,6}$")


_GRANTS = re.compile(
    "给予|奖励|补贴|补助|资助|最高|不超过|不高于|不低于|安排|支持|有效期|[章条]|设立|按照|一次性|减免|贴息|配套|对[^，。；]{2,24}的，"
)

_GATHERING = re.compile("(?:赛|杯|展|博览会|展览会|交易会|洽谈会|招聘会|对接会|高交会)[”」》]?$")
_HELD = re.compile(
    r"(?:全国)?(?:总决赛|决赛|颁奖典礼|颁奖仪式)?(?:近日|昨日|日前|今日|昨天)?(?:在[^，。；]{2,16}?)?(?:圆满|正式|顺利|成功)*"
    "(?:收官|落幕|闭幕|开幕|落下帷幕|拉开帷幕|开赛|鸣锣|结束|举行|举办)"
)


_ADVISERS = ("智库", "咨询", "研究", "评级", "资信", "顾问")


class Topics(Mentioning):
    """Subjects of sentences."""

    def _is_held(self, mention: EntityMention) -> bool:
        """Whether the text says that a gathering opened or ended: 首届某某大赛收官，来自…的463个项目参赛."""
        return bool(_GATHERING.search(mention.text) and _HELD.match(self.masked, mention.end))

    def _topic(self, start: int, end: int, current: Subject) -> Subject:
        """The subject that the sentence opens with, else the one that the paragraph carries."""
        labelled = False
        by_kinds = bool(
            _BY_KINDS.match(self.masked, start, end)
        )  # 从省份看，湖北12家: a part, not whom it goes on about
        if field := _AMONG.match(self.masked, start, end) or _IN_REVIEW.match(self.masked, start, end):
            start = field.end()  # 在全省重点实验室考核中，本实验室…: among whom, then who
        label = _LABEL.match(self.masked, start, end)
        if label and label[0][0] == "【" and self._standing.source == "paragraph":
            if any(
                self.subjects.of(m, "").name == self._standing.name for m in self.subjects.within(start, label.end())
            ):
                return self._standing  # 【某某研究院】由甲集团与乙大学合办。…
        if label and not (label[0][0] == "【" and self.subjects.within(start, label.end())):
            start, labelled = label.end(), True
            # （一）总体情况：…, but 1. 某某园区：… is an item about the name before the colon
            if (words := _LABEL_WORDS.match(self.masked, start, end)) and not self.subjects.within(start, words.end()):
                if unit := _LABELLED_UNIT.match(self.masked, start, end):
                    name = unit.group()
                    self._standing = Subject(name, "government", f"government:{name}", name, "paragraph")
                    return self._standing
                start = words.end()
        if voice := _VOICE.match(self.masked, start, end):
            if voice["body"]:
                heads = self.subjects.within(voice.start("body"), voice.end("body"))
                owners = [
                    o for o in map(owner_of, heads) if o is not None and o.type in ("park", "enterprise", "university")
                ]
                if owners:
                    self._voices[voice["name"]] = self.subjects.of(owners[0], "paragraph")
            if speaker := self._voices.get(voice["name"]):
                self._standing = current = speaker  # who answers speaks for the body that the first answer named
                start = voice.end()
        if this := _THIS_ONE.match(self.masked, start, end):
            kind: str = "enterprise" if this["what"] in _FIRM_WORDS else "park"
            if named := self.subjects.last_of(kind, start):
                return named
        opening_mentions = self.subjects.within(start, min(end, start + 60))
        for number, mention in enumerate(opening_mentions):
            before = self.masked[start : mention.start].replace(FILL, "")
            if mention.start > start and self.masked[mention.start - 1] in NOT_SUBJECT_AFTER and before:
                if phrases.clean(before, self.words) or self.masked[mention.start - 1] in "在从由对与和":
                    continue
            if (rest := phrases.clean(before, self.words)) and not (before.endswith("的") and len(rest) <= 16):
                if mention.type not in ("enterprise", "person") or not self._modifies(before, rest, mention):
                    break
            if self.subjects.is_country(mention) and self.subjects.main.entity_id != mention.entity_id:
                continue
            if is_market(mention) and self.subjects.main.type == "enterprise":
                continue
            if _AND_OTHERS.match(self.masked, mention.end):
                continue  # 某基金、某资管等26家机构: examples of those who are counted
            if mention.reason == "counted":
                continue  # 177家国家高新区 counts them, and is about them only right before its own figure
            if (mention.type in ("government", "policy") and mention.reason != "unit") or (
                mention.type == "event" and self.subjects.main.type != "event" and not self._is_held(mention)
            ):
                continue
            expert = mention.type in ("lab_or_institute", "association") or mention.text.endswith(_ADVISERS)
            if expert and SPEAKS.match(self.masked, mention.end):
                if self.subjects.of(mention, "").name != self.subjects.main.name:
                    continue  # 某研究院院长某某说，…: an expert on somebody else's figures
            if self.subjects.only_tells(mention) or self._leads_to(mention, opening_mentions[number + 1 :]):
                continue
            if mention.type == "region" and self._honours(mention):
                continue
            if before[:1] in _WITH_WHOM and _WITHAL.match(self.masked, mention.end):
                continue
            if mention.type == "region" and _DATELINE.match(self.notes.text, mention.end):
                continue
            if self._only_happens(opening_mentions[number:], end):
                break
            opens = mention.start == start and _HEADS_BLOCK.match(self.masked, mention.end, end)
            if labelled or opens or (self._of_another(mention, start) and not by_kinds):
                self._standing = self.subjects.of(mention, "paragraph")  # （一）某公司…: an item about it
            told = self.subjects.of(mention, "sentence")
            strong = self.subjects.main.source in ("title", "publisher")
            goes_on = ("enterprise",) if strong else _GOES_ON
            if (
                told.type in goes_on
                and not by_kinds
                and not self._about_main
                and mention.reason not in ("class", "counted", "group")
            ):
                self._standing = told
            return told
        if _EVERYBODY.match(self.masked, start):
            return self._standing  # 各开发区要…: nobody in particular
        if speaker := self._speaker(start, opening_mentions):
            self._standing = speaker
            return speaker
        head = self.words.openers.strip_start(self.masked[start : start + 14].replace(FILL, ""))
        if thing := _THAT.match(head):
            return self.subjects.that(thing[1], start, current)
        opening = self.words.openers.strip_start(self.masked[start : start + 44].replace(FILL, ""))
        if (noun := noun_of(opening)) and (told_of := self._definite(noun, start, current, pointed_at(opening))):
            return told_of
        if not self._about_main and _COUNTRY_HAS.match(self.masked[start : start + 40].replace(FILL, "").lstrip()):
            self._standing = Subject("全国", "region", "region:全国", "全国", "paragraph")
            return self._standing  # 全国共有未来独角兽企业612家: what the report is on
        if self._top is not None and _CHAMPION.match(head):
            return self._top
        if _LISTED_FIRMS.match(head) and self.subjects.main.type != "enterprise":
            return self.subjects.main  # 上榜企业平均用时5.8年: of the list, no longer of the firm named last
        if (
            not opening_mentions
            and (issued := self._issued(start))
            and _LISTED_COUNT.match(self.masked[start : start + 40].replace(FILL, ""))
        ):
            self._standing = self._issued_one = issued
            return issued
        if self._issued_one and not opening_mentions and (by_kinds or _LISTED_FIRMS.match(head)):
            return self._issued_one  # 从赛道看，集成电路19家; 上榜企业平均用时5.8年: of all that the list has
        if _FIELD_OPENS.match(self.masked, start):
            return self._standing if current.type in ("ranking_or_report", "region") else current
        if (word := self.words.anaphor.prefix(head)) and self.words.anaphors[word] != "country":
            meant = self.subjects.anaphor(word, max(start, self.masked.find(word, start, start + 20)), current)
            if meant:
                if word[0] in "我本":
                    self._standing = meant
                return replace(meant, source="sentence")
        # a sentence that names nobody goes back to what the article, or the speaker of the paragraph, is about
        opening = self.masked[start : start + 12].replace(FILL, "").lstrip(" 　，、）)（(")
        if head[:1] in "其该該它他她" or opening.startswith("其中") or _ZERO_SUBJECT.match(opening):
            return current  # 2020年实现营业收入…: the sentence goes on about whom the one before named
        if (
            self._standing.type == "policy"
            and current.type in ("park", "region")
            and not _GRANTS.search(self.masked, start, end)
        ):
            return (
                current  # 截至去年底，某高新区共有…。但平均出租率仅为74.5%: the zone's state, not what a measure grants
            )
        if self._standing.type == "ranking_or_report" and current.type in ("park", "region", "enterprise"):
            return current  # an index is told of first, then the places that it is about
        return self._standing

    def _issued(self, start: int) -> Subject | None:
        """The ranking that the paragraph said to be brought out before `start`."""
        for mention in reversed(self.subjects.rankings):
            if self._paragraph <= mention.start and mention.end <= start:
                brought = _ISSUED.search(self.masked, max(self._paragraph, mention.start - 12), mention.start)
                return self.subjects.of(mention, "paragraph") if brought else None
        return None

    def _definite(self, noun: str, start: int, current: Subject, itself: str) -> Subject | None:
        """What a bare noun that opens a sentence goes back to; None where the text goes on about the same thing."""
        if any(s.name.rstrip("”》").endswith(noun) for s in (current, self._standing, self.subjects.main)):
            return None
        found = antecedent(noun, self.notes.text, start, self.notes.entities)
        if isinstance(found, EntityMention):
            return self.subjects.of(found, "sentence")
        if found is None and not itself:
            return None
        name = self.notes.text[found[0] : found[1]] if found else itself
        return Subject(name, "product", f"product:{name}", name, "sentence")

    def _by_kinds(self, start: int, end: int) -> bool:
        """Whether a paragraph goes on to sort what was told: 从区域看，…"""
        return _BY_KINDS.match(self.masked, start, end) is not None

    def _of_another(self, mention: EntityMention, start: int) -> bool:
        """Whether a paragraph opens with something else than what the article is about, and never names the latter."""
        if self._about_main or mention.type != self.subjects.main.type:
            return False
        return not self.masked[self._paragraph : start].strip(FILL)

    def _comes_back(self, start: int, end: int) -> bool:
        """Whether a paragraph `[start, end)` names what the article is about, or a word that stands for it."""
        main = self.subjects.main.name
        if any(start <= a and b <= end and e.name == main for a, (b, e) in self.subjects.anaphors.items()):
            return True
        owners = (owner_of(m) or m for m in self.subjects.within(start, end))
        return any(self.subjects.of(o, "paragraph").name == main for o in owners)

    def _speaker(self, start: int, mentions: list[EntityMention]) -> Subject | None:
        """The zone whose committee's head speaks in a sentence, where the article is about something else."""
        for mention in mentions:
            if mention.type != "government" or not SPEAKS.match(self.masked, mention.end):
                continue
            owner = owner_of(mention)
            if owner is not None and owner.type == "park":
                found = self.subjects.of(owner, "sentence")
                return found if found.name != self.subjects.main.name else None
        return None
