"""Finds whom a sentence and a figure are about, and what of the words before the figure is then left."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.annotations import EntityMention
from extract.attribution import phrases
from extract.attribution.carriers import ZONE_NOUN, Subject, is_market, owner_of
from extract.attribution.clauses import FILL, Clause, Slot, after
from extract.attribution.frames import Frame
from extract.attribution.nouns import noun_behind
from extract.attribution.state import MEASURES, UNCOUNTED, Reading, State

# a mention after one of these is a term of comparison, a place or a whole, not the subject
_NOT_SUBJECT_AFTER = tuple("占佔比较較于於对對向在从從由是为為到被与與同达達至像")
_JOINERS = frozenset(["、", "和", "及", "与", "與", "以及", "，", "/", "或", "；", "∶", "：", ":", ""])
_DISTRIBUTE = re.compile(
    r"分别|分別|依次|依序|均(?=超|达|在|为|突破|实现|高|低|增|保持|不足|过)|都(?=超|达|在|突破|实现)"
)
_COUNTED = re.compile(
    r"^(?:等)?(?:[一二三四五六七八九十两兩\d]+|几|各)?(?:家|个|個|大|地|市|区|區|座|省|县)?(?:国家|國家)?(?:级)?(?:高新区|高新區|经开区|开发区|园区|園區|科学城|城市|片区|科學園區|示范区)?"
)
_PLACES = re.compile(
    r"((?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4}?)(?:两|三|四|五|六|2|3|4)(?:区|市|地|园|县|省)(?!域|场)"
)
# 岚陵区、苍渡区…, 苍渡区新增38家: districts that no registry knows; 高新区 and 全区 are none
_DISTRICTS = re.compile(
    r"((?:[\u4e00-\u9fff]{2,3}(?<!高新|经开|示范|保税|开发)[区县市]、)+[\u4e00-\u9fff]{2,3}(?<!高新|经开|示范|保税|开发)[区县市])(?!域|场|块)"
)
_DISTRICT = re.compile(
    r"([\u4e00-\u9fff]{2,3}(?:镇|乡|街道)(?!村)|[\u4e00-\u9fff]{2,3}(?<!高新|经开|示范|保税|开发|产业|科技)(?<![园社景片新城地库校厂各全本该我此老山林矿])[区县])"
    r"(?=新增|实现|完成|拥有|有|为|达|增长|规上|规模|净增|新设|引进|累计|共|已|以|位|居|排)"
)
_ROLES = ("公司", "企业", "企業", "主体", "单位", "机构", "機構", "龙头", "平台", "院校", "高校")
_IN_ORDER = re.compile(
    r"(?P<measure>[\u4e00-\u9fffA-Za-z&（）]{2,24}?)的?(?:由高到低|从高到低|由大到小|由多到少)?(?:排序|排列)?(?:依次|依序)(?:是|为|為)(?P<name>[\u4e00-\u9fff]{2,10})$"
)
_WITH = re.compile(r"([\u4e00-\u9fff]{2,6})以$")
_MEASURED = (
    "幅度",
    "水平",
    "比例",
    "增速",
    "增幅",
    "均价",
    "价格",
    "规模",
    "总量",
    "平均",
    "其中",
    "主要",
    "多数",
    "大多",
    "普遍",
    "一般",
)
# 某高新区管委会主任某某介绍: the sentence speaks for the zone
_SPEAKS = re.compile(r"[\u4e00-\u9fff]{2,16}?(?:介绍|表示|透露|坦言|指出|告诉|说|称)(?:[，：:道记]|$)")
# 收购海外企业某某, 减持联营企业某某: it is acted upon
_ACTS_ON = re.compile(
    r"购|转让|受让|出售|减持|增持|投资|参股|控股|引进|引入|招引|所持|持有|合作|并入|出资|设立|成立|剥离|处置|签约|服务|帮助|支持|走访|调研|考察|培育|孵化"
)
_EVERYBODY = re.compile(
    r"各(?:地|县|区|市|园|开发区|经开区|高新区|部门|单位|级|有关)|全体|上述|其他(?:园区|开发区|地区)"
)
# 这家位于某区的企业: who was just named
_THIS = re.compile(
    r"(?:这家|该家|这个|这座|这所|这处)(?:[^，。；]{0,16}?的)?(?:企业|公司|园区|实验室|机构|高新区|经开区|开发区|新区|孵化器|科学城|研究院|科技园|产业园|加速器|工厂|厂)(?!家)"
)
# 与毗邻的某区相比, 同某公司签约: the other one
_WITH_WHOM = frozenset("与同和跟与較较比與")
_WITHAL = re.compile(r"相比|相较|比较|毗邻|接壤|相邻|一道|一起|共同|合作|签约|签署|达成|联合|共建|合资|携手|结为|结对")
_LIKE = re.compile(r"(?:像|诸如|类似)[^，。；]{2,14}?(?:这样|这类|这种|一样|那样)的?")  # an example of what is counted
_HONOUR = re.compile(
    r"[“”\u4e00-\u9fff]{0,8}?(?:奖|奖励|名牌|商标|产品|示范企业|小巨人|专精特新|瞪羚|独角兽|技术中心|实验室|工作站|研究中心|单项冠军|首台套|百强|人才|专利)"
)
_BEST = re.compile(
    r"(?:最[高多大快好强低少小慢]|居首|领跑|排名第一|位居第一|第一名|冠军|榜首|首位|倒数第一|垫底|增势最猛|表现最好|表现最佳|一马当先)(?:的)?(?:园区|企业|地区|城市|板块|单位)?(?:当属|要数|则?[是为系]|：|——)“?$"
)
_RANKED = ("park", "region", "enterprise", "lab_or_institute", "university")
# 只及某园区的零头, 赶上某市: a term of comparison
_COMPARED = re.compile(
    r"(?:[只仅不可远未]及|[赶追]上|相当于|抵得上|超过|超越|领先|落后|接近|看齐|不如|不及|媲美|比肩|逊于|优于|好于)(?:了|于)?$"
)
# （某市，2024年9月24日）, 某市讯, 某地电: where a text was written
_DATELINE = re.compile(
    r"，\s*\d{4}年\d{1,2}月\d{1,2}日(?:[）)]|讯|电)|(?:\d{1,2}月\d{1,2}日)?(?:讯|訊|电|電)(?=[（(\s　]|$)"
    r"|(?:綜合)?(?:報導|报道|報道)(?![了称說说的])"
)
_DURING = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:期间|之际|当天|当日)(?=[全我本该][市省区县州])")
_FORMER = re.compile(r"前者|后者|後者")
_ZERO_SUBJECT = re.compile(
    r"(?:已|累计|共|现|先后|还|同时)*(?:实现|完成|拥有|设有|建有|获批|获得|承担|主导|取得|拥|现有|已有|报告期|注册资本|成立于|总部|员工|主营)"
)
_THAT = re.compile(
    r"[该該](?!区|市|省|县|院|校|公司|园|集团|中心|所|企业|指数|报告|项|比例|平台|地区|行|局|厅|委|署|片区|高新|开发|示范|保税|自贸|经开|實|实验室)([\u4e00-\u9fff]{2})"
)
_LABEL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．](?!\d)\s*|[●○◎■□▲△◆◇★☆▶►•※]\s*")
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
_RANKS = re.compile(r"位居|居|位列|列第|排名|排在|排第|以|占全|佔全|[占佔](?=[\d约近超一二三四五六七八九十])|分列|分居")
_INTRODUCES = re.compile(
    r"(?:的|内|里|骨干|龙头|重点|上市|高新技术|科技|本土|知名)*(?:企业|公司|上市公司|机构)?(?:代表)?"
)
_POST = 12  # characters of a post between a body and who holds it: 某大学材料学院特聘教授
_AND_SO_ON = re.compile(r"等(?!于|级|额|待)")
# 某人（某高新区管委会主任）：…, and later 某人：…: the lines of a dialogue
_VOICE = re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,4})(?:（(?P<body>[^（）\n]{2,30})）)?[：:]")
# 甲、乙两家公司首次入围…，分列第76位和第92位
_FIRMS = re.compile(
    r"((?:[\u4e00-\u9fff]{2,6}[、和与]){1,4}[\u4e00-\u9fff]{2,6}?)(?:[两三四五]家|等\d家)(?:公司|企业|机构|单位|园区)"
)
_SORTED_BY = re.compile(r"(?:从|分|按|就|以)[\u4e00-\u9fff]{1,8}?(?:来看|上看|看|分|划分|统计|来说|而言)")
_HAPPENS = re.compile(
    r"等?(?:揭牌|落成|开工|挂牌|成立|启动|亮相|落户|签约|投产|竣工|连续第|加码|跟投|领投|参投|建成|获批|开园|封顶)"
)


# what a paragraph that never comes back to the article's own subject goes on about, once it is named
_GOES_ON = frozenset({"park", "enterprise", "lab_or_institute", "university", "product", "event", "association"})


class Naming(Reading):
    """Subjects of sentences, clauses and figures."""

    def _topic(self, start: int, end: int, current: Subject) -> Subject:
        """The subject that the sentence opens with, else the one that the paragraph carries."""
        labelled = False
        if label := _LABEL.match(self.masked, start, end):
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
        opening_mentions = self.subjects.within(start, min(end, start + 60))
        for number, mention in enumerate(opening_mentions):
            before = self.masked[start : mention.start].replace(FILL, "")
            if mention.start > start and self.masked[mention.start - 1] in _NOT_SUBJECT_AFTER and before:
                if phrases.clean(before, self.words) or self.masked[mention.start - 1] in "在从由对与和":
                    continue
            if (rest := phrases.clean(before, self.words)) and not (before.endswith("的") and len(rest) <= 16):
                if mention.type != "enterprise" or not self._modifies(before, rest, mention):
                    break
            if self.subjects.is_country(mention) and self.subjects.main.entity_id != mention.entity_id:
                continue
            if is_market(mention) and self.subjects.main.type == "enterprise":
                continue
            if mention.reason == "counted":
                continue  # 177家国家高新区 counts them, and is about them only right before its own figure
            if (mention.type in ("government", "policy") and mention.reason != "unit") or (
                mention.type == "event" and self.subjects.main.type != "event"
            ):
                continue
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
            if labelled or opens or self._of_another(mention, start):
                self._standing = self.subjects.of(mention, "paragraph")  # （一）某公司…: an item about it
            found = self.subjects.of(mention, "sentence")
            strong = self.subjects.main.source in ("title", "publisher")
            goes_on = ("enterprise",) if strong else _GOES_ON
            if found.type in goes_on and not self._about_main and mention.reason not in ("class", "counted", "group"):
                self._standing = found
            return found
        if _EVERYBODY.match(self.masked, start):
            return self._standing  # 各开发区要…: nobody in particular
        if speaker := self._speaker(start, opening_mentions):
            self._standing = speaker
            return speaker
        head = self.words.openers.strip_start(self.masked[start : start + 14].replace(FILL, ""))
        if thing := _THAT.match(head):
            return self.subjects.that(thing[1], start, current)
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
        if self._standing.type == "ranking_or_report" and current.type in ("park", "region", "enterprise"):
            return current  # an index is told of first, then the places that it is about
        return self._standing

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
            if mention.type != "government" or not _SPEAKS.match(self.masked, mention.end):
                continue
            owner = owner_of(mention)
            if owner is not None and owner.type == "park":
                found = self.subjects.of(owner, "sentence")
                return found if found.name != self.subjects.main.name else None
        return None

    def _opening_mentions(self, slot: Slot) -> tuple[list[EntityMention], int]:
        """Mentions that open the slot's left side (a list where coordinated) and where the indicator begins."""
        found: list[EntityMention] = []
        edge = slot.left_start
        for mention in self.subjects.within(slot.clause.start, slot.quantity.start):
            if (mention.type in ("government", "event") and mention.reason != "unit") or mention.end <= slot.left_start:
                continue
            if mention.type == "policy" and slot.quantity.unit not in ("章", "条", "款", "项", "部分", "節"):
                continue
            if self.subjects.is_country(mention) and not self._predicate_follows(mention.end):
                continue
            if mention.type == "region" and self._honours(mention):
                continue
            if is_market(mention) and self.subjects.main.type == "enterprise":
                continue  # a company's sales by market
            if not found and self._leads_to(mention, self.subjects.within(mention.end, slot.quantity.start)):
                continue
            if mention.start < slot.left_start:
                if self.masked[mention.start - 1 : mention.start] in _NOT_SUBJECT_AFTER and mention.start:
                    continue
                # 全省136个省级以上园区: the count stands inside the name of the class
                found.append(mention)
                edge = mention.end
                continue
            gap = self.masked[edge : mention.start].replace(FILL, "")
            if found:
                if gap in _JOINERS and gap:
                    found.append(mention)
                    edge = mention.end
                    continue
                break
            if mention.start > slot.left_start and self.masked[mention.start - 1] in _NOT_SUBJECT_AFTER:
                continue
            if (rest := phrases.clean(gap, self.words)) and (
                (slot.quantity.unit == "rank" and not gap.endswith("的")) or not self._modifies(gap, rest, mention)
            ):
                continue
            found.append(mention)
            edge = mention.end
        return found, edge

    def _honours(self, mention: EntityMention) -> bool:
        """Whether a place only says whose honour a company or laboratory holds (某省科技进步奖2项)."""
        if self.subjects.main.type not in ("enterprise", "lab_or_institute", "university"):
            return False
        return bool(_HONOUR.match(self.masked, mention.end))

    def _predicate_follows(self, position: int) -> bool:
        """Whether a verb, a period or a comma follows (中国位居第12位), not a noun (中国市场)."""
        after = self.masked[position : position + 6]
        if not after or after[0] in FILL + "，、：":
            return True
        return bool(self.words.light.prefix(after) or _RANKS.match(after))

    def _named_last(self, gap: str, mention: EntityMention, clause: Clause) -> bool:
        """Whether a superlative leads to a mention that ends its clause (榜首为某某，…; 增速最快的是某某，…)."""
        rest = self.masked[mention.end : clause.end].replace(FILL, "").strip("”）")
        return bool(_BEST.search(gap)) and not phrases.clean(rest, self.words) and mention.type in _RANKED

    def _leads_to(self, mention: EntityMention, following: list[EntityMention]) -> bool:
        """Whether a place only introduces the company after it (某高新区企业某某)."""
        if following and following[0].reason == "team":
            return len(self.masked[mention.end : following[0].start]) <= _POST
        if mention.type not in ("park", "region") or not following:
            return False
        after = following[0]
        gap = self.masked[mention.end : after.start]
        return after.type in ("enterprise", "lab_or_institute", "university") and bool(_INTRODUCES.fullmatch(gap))

    def _only_happens(self, mentions: list[EntityMention], end: int) -> bool:
        """Whether the clause that the mentions open just tells an event (甲、乙揭牌，…)."""
        last = mentions[0]
        for mention in mentions[1:]:
            if self.masked[last.end : mention.start] not in _JOINERS:
                break
            last = mention
        return bool(_HAPPENS.match(self.masked[last.end : end])) and "，" in self.masked[last.end : end]

    @staticmethod
    def _modifies(gap: str, rest: str, mention: EntityMention) -> bool:
        """Whether what stands before a mention only describes it (东西两翼的某区, 核心区某高新区)."""
        if mention.type not in ("park", "enterprise", "region", "lab_or_institute"):
            return False
        if mention.type == "region" and ZONE_NOUN.fullmatch(rest):
            return False  # 科学园某地总部: a part of the zone
        if "、" in gap or re.search(r"[占佔比较較于於对對向在从從由是为為至到]", rest):
            return False
        if len(rest) <= 14 and rest.endswith(_ROLES) and not _ACTS_ON.search(rest):
            return True  # 运营公司某集团, 龙头企业某某: what it is, then its name
        return (gap.endswith("的") and len(rest) <= 14) or len(rest) <= 3

    def _subject(self, slot: Slot, left: str, state: State) -> tuple[list[Subject], str, str]:
        """Subjects that the left side names (none: the carried one), what is left of it, and the mentions' text."""
        mentions, edge = self._opening_mentions(slot)
        if mentions and _AND_SO_ON.match(self.masked[edge : edge + 2]):
            # 美国、英国等11个国家: examples of what is counted
            return [], after(self.masked, slot, max(edge, slot.left_start)), ""
        if mentions:
            named = self.notes.text[mentions[-1].start : mentions[-1].end]
            found = [self.subjects.of(m, "clause") for m in mentions]
            if len(mentions) == 1 and mentions[0].reason == "group" and _DISTRIBUTE.search(slot.left):
                found = self.subjects.members(mentions[0])
            return found, after(self.masked, slot, max(edge, slot.left_start)), named
        opened = self.words.openers.strip_start(left)
        if during := _DURING.match(opened):
            opened = opened[during.end() :]  # 展会期间全市酒店…: when, then whose
        taken = left[: len(left) - len(opened)]
        if taken and taken[-1] in _NOT_SUBJECT_AFTER:
            return [], left, ""
        if len(state.names) > 1 and (which := _FORMER.match(opened)):
            return [state.names[0 if which[0][0] == "前" else -1]], opened[which.end() :], ""
        if like := _LIKE.match(opened):
            return [], opened[like.end() :], ""
        if (this := _THIS.match(opened)) and state.subject.type in _RANKED:
            return [state.subject], opened[this.end() :], ""
        items = phrases.split_list(opened)
        if (ordered := _IN_ORDER.match(opened)) and slot.quantity.unit != "rank":
            # 投入强度超过平均水平的由高到低依次是甲7.4%、乙3.2%
            measure = re.split(r"超过|高于|低于|超|位居|位列|居|排|达到|前", ordered["measure"], maxsplit=1)[0]
            return [self.subjects.place(ordered["name"])], measure, ""
        if only := _WITH.match(opened):
            # 某公司以246亿元居首: a name that no rule knows, but the frame does
            name = only[1]
            common = name.endswith((*self.words.countable, *_MEASURED)) or self.words.measures.suffix(name)
            if not common and name not in self.words.anaphors:
                return [self.subjects.place(name)], "", ""
        if (district := _DISTRICT.match(opened)) and district[1] not in self.words.anaphors:
            return [self.subjects.place(district[1])], opened[district.end() :], ""
        if districts := _DISTRICTS.match(opened):
            return [self.subjects.place(i) for i in districts[1].split("、")], opened[districts.end() :], ""
        if places := _PLACES.match(opened):
            # 甲、乙两区: names that nobody introduced are still names
            everyone = [self.subjects.place(i) for i in places[1].split("、")]
            return everyone, opened[places.end() :], ""
        if (
            items
            and (name := self.subjects.short_prefix(items[-1]))
            and all(self.subjects.short_prefix(i) == i for i in items[:-1])
        ):
            rest = items[-1][len(name) :]
            everyone = [self.subjects.of(self.subjects.short[i], "list") for i in [*items[:-1], name]]
            if is_market(self.subjects.short[name]) and self.subjects.main.type == "enterprise":
                return [], left, ""  # 北美则下滑6%: a company's sales there
            if not rest or len(items) > 1 or self.words.light.prefix(rest) or rest[0] in "以由从为达":
                return everyone, _COUNTED.sub("", rest, count=1) if len(items) > 1 else rest, name
        if word := self.words.anaphor.prefix(opened):
            rest = opened[len(word) :]
            own = self.words.anaphors[word] != "country" or word in ("我国", "我國")
            if own or not phrases.clean(rest, self.words):
                resolved = self.subjects.anaphor(word, slot.quantity.start, state.subject)
                if resolved:
                    return [resolved], rest, ""
        return [], left, ""

    def _counted_thing(self, slot: Slot, frame: Frame, subject: Subject, state: State) -> bool:
        """Whether the mention is what the figure counts (省级创新中心2个), not who the figure is about."""
        if slot.quantity.unit in UNCOUNTED or slot.quantity.unit in MEASURES or phrases.clean(frame.phrase, self.words):
            return False
        if noun_behind(slot, "", self.words)[0] or frame.name != "level":
            return False
        if state.topic and subject.type in ("park", "region", "enterprise"):
            return False
        proper = not re.match(r"国家|國家|省|市级|新|各|全|首", subject.name)
        if proper and subject.type in ("park", "region", "enterprise") and state.head_unit == slot.quantity.unit:
            return False
        return subject.type not in ("region",)

    def _between(self, clauses: list[Clause], slot: Slot, state: State) -> None:
        """Clauses without figures before a slot: they may put up a topic or a subject."""
        for clause in clauses:
            if clause.in_parentheses or clause.start <= slot.quantity.start < clause.end:
                continue
            text = self.masked[clause.start : clause.end].replace(FILL, "")
            if firms := _FIRMS.search(text):
                state.names = [self.subjects.place(n) for n in re.split("[、和与]", firms[1])]
            if _SORTED_BY.fullmatch(text):
                state.subject = self._topic_told  # 从区域看，甲…、乙…；从领域看，…: of the whole again
            mentions = [
                m
                for m in self.subjects.within(clause.start, clause.end)
                if m.type not in ("government", "event", "policy")
            ]
            for number, mention in enumerate(mentions):
                gap = self.masked[clause.start : mention.start].replace(FILL, "")
                if number == 0 and self._named_last(gap, mention, clause):
                    # 亩均税收最高的是某某: the name that a superlative leads to, and what it is best in
                    state.subject = self.subjects.of(mention, "sentence")
                    text = _BEST.sub("", gap)
                    break
                rest = phrases.clean(gap, self.words)
                if rest and not (mention.type == "enterprise" and self._modifies(gap, rest, mention)):
                    continue
                if (gap and gap[-1] in _NOT_SUBJECT_AFTER) or _COMPARED.search(gap):
                    continue
                if self.subjects.only_tells(mention) or self._leads_to(mention, mentions[number + 1 :]):
                    continue
                if _HAPPENS.match(self.masked[mentions[-1].end : clause.end].replace(FILL, "")):
                    break  # what happened to it is told; the figures after it are about somebody else
                state.subject = self.subjects.of(mention, "sentence")
                text = self.masked[mention.end : clause.end].replace(FILL, "")
                break
            if this := _THIS.match(text):
                text = text[this.end() :]
            if topic := phrases.topic(text, self.words):
                state.topic_is_whole = text.rstrip().endswith(("中", "里", "内", "当中"))
                state.topic = f"{state.topic}、{topic}" if state.topic and clause.opening == "、" else topic
