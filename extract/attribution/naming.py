"""Finds whom a figure is about, and what of the words before the figure is then left."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.attribution import phrases
from extract.attribution.carriers import GENERIC_TAIL, Subject, is_country_name, is_market, owner_of
from extract.attribution.clauses import FILL, Clause, Slot, after
from extract.attribution.frames import Frame
from extract.attribution.mentioning import BEST, HAPPENS, NOT_SUBJECT_AFTER, PLANT, RANKED
from extract.attribution.nouns import noun_behind
from extract.attribution.places import MEASURED, listed_places
from extract.attribution.state import MEASURES, MONEY, UNCOUNTED, State
from extract.attribution.topics import SPEAKS, Topics

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
    r"([\u4e00-\u9fff]{2,3}(?:(?<![城乡村小])镇|(?<!城)乡|街道)(?!村)|[\u4e00-\u9fff]{2,3}(?<!高新|经开|示范|保税|开发|产业|科技)(?<![园社景片新城地库校厂各全本该我此老山林矿])[区县])"
    r"(?=新增|实现|完成|拥有|有(?![效限机关])|为|达|增长|规上|规模|净增|新设|引进|累计|共(?![享建同用])|已|以(?!及)|位|居(?![民住])|排(?![放污水]))"
)
_IN_ORDER = re.compile(
    r"(?P<measure>[\u4e00-\u9fffA-Za-z&（）]{2,24}?)的?(?:由高到低|从高到低|由大到小|由多到少)?(?:排序|排列)?(?:依次|依序)(?:是|为|為)(?P<name>[\u4e00-\u9fff]{2,10})$"
)
_WITH = re.compile(r"([\u4e00-\u9fff]{2,6})以$")
# 这家位于某区的企业: who was just named
_THIS = re.compile(
    r"(?:这家|该家|这个|这座|这所|这处)(?:[^，。；]{0,16}?的)?(?:企业|公司|园区|实验室|机构|高新区|经开区|开发区|新区|孵化器|科学城|研究院|科技园|产业园|加速器|工厂|厂)(?!家)"
)
_THAT_LIST = re.compile(r"该(?:榜单?|名单|指数|报告|评价|奖项?)")
_THAT_FIRM = re.compile(r"该(?:公司|企业|集团|厂)")
_SUMS_UP = re.compile(
    r"(?:这)?([两三四五六])(?:市|区|县|地|省|园|者|(?:家|个|座|大)(?:企业|公司|园区|城市|高新区|开发区|省份)?)(?:合计|共计|总计|一共|共(?![享建同]))"
)
_SIZES = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_PAYS_OUT = re.compile(
    rf"{FILL}*(?:已|将|还|又|计划)?(?:每年)?(?:拿出|安排|投入|出资|划拨|列支|兑现|发放|拨付|斥资|筹措)"
)
_NTH_ZONE = re.compile(r"第[一二三四五六](?:園區|园区|片区|厂区|廠區|校区)(?=[\u4e00-\u9fff])")
_MEMBERS = re.compile(
    r"(?P<names>[\u4e00-\u9fffA-Za-z]{2,12}(?:[、和与][\u4e00-\u9fffA-Za-z]{2,12}){1,5}?)(?P<size>[两三四五六])(?:大|个|家)*"
    r"(?:板块|园区|片区|区域|组团|基地|平台|功能区|分园)"
)
_RUNS = re.compile(
    r"^(?:其|该公司|公司|集团|园区)?(?:运营|管理|托管|代管|打造|自建|旗下)的?“?$"
)  # 其运营的“某某”孵化器
# 初创组冠军由本土企业某某科技摘得
_WON_BY = re.compile(
    r"(?:冠军|亚军|季军|[一二三特]等奖|[金银铜]奖)由(?:来自[^，。]{2,8}的)?(?:本土|本地|当地|省内|国内)?(?:企业|公司|团队|选手)?“?(?P<name>[\u4e00-\u9fffA-Za-z]{2,10}?)”?(?:摘得|夺得|获得|斩获|捧得|摘取|收入囊中)"
)
_LIKE = re.compile(r"(?:像|诸如|类似)[^，。；]{2,14}?(?:这样|这类|这种|一样|那样)的?")  # an example of what is counted
# 只及某园区的零头, 赶上某市: a term of comparison
_COMPARED = re.compile(
    r"(?:[只仅不可远未]及|[赶追]上|相当于|抵得上|超过|超越|领先|落后|接近|看齐|不如|不及|媲美|比肩|逊于|优于|好于)(?:了|于)?$"
)
_DURING = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:期间|之际|当天|当日)(?=[全我本该][市省区县州])")
_FORMER = re.compile(r"前者|后者|後者")
_AND_SO_ON = re.compile(r"等(?!于|级|额|待)")
# 甲、乙两家公司首次入围…，分列第76位和第92位
_FIRMS = re.compile(
    r"((?:[\u4e00-\u9fff]{2,6}[、和与]){1,4}[\u4e00-\u9fff]{2,6}?)(?:[两三四五]家|等\d家)(?:公司|企业|机构|单位|园区)"
)
_ALONE = re.compile(
    r"(?:省会|首府|其中)?(?P<name>[\u4e00-\u9fff]{2,4})一[市区县家园地省](?:独大|独占|领跑|领先|遥遥领先)$"
)
_HOLDS_ALONE = re.compile(
    r"(?:省会|首府)?(?P<name>[\u4e00-\u9fff]{2,4})一[市区县家园地省](?:就|便)?(?:独占|独揽|拥有|占据)"
)
_FOLLOWING = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[、和与][\u4e00-\u9fff]{2,4}){1,4}?)[两二三四五][市区县园地省](?:紧随其后|次之|跟进|随后|居后)$"
)
# 甲生物、乙芯科首次上榜，估值分别…
_NEWLY = re.compile(
    r"(?:其中)?(?P<names>[\u4e00-\u9fffA-Za-z]{2,8}(?:[、和与][\u4e00-\u9fffA-Za-z]{2,8}){1,4}?)"
    r"(?:首次|双双|新|成功|同时)+(?:上榜|入选|入围|晋级|跻身|登榜|入榜|亮相)(?:榜单|名单)?"
)
_SORTED_BY = re.compile(r"(?:从|分|按|就|以)[\u4e00-\u9fff]{1,8}?(?:来看|上看|看|分|划分|统计|来说|而言)")


_MEASURED_BY = re.compile(
    r"(?:从|就|以|按)(?P<what>[\u4e00-\u9fffA-Za-z&]{0,12}(?:增速|增幅|率|比重|占比|强度|进度|总量|金额|额|产值|收入|营收|利润|税收|得分|估值|市值|投入|支出"
    r"|产量|销量|密度|比例|人数|产出|增加值|面积))(?:来看|上看|看|来说|而言)"
)
# 分地区看, 从设区市看: what follows names places, known or not
_BY_PLACE = re.compile(
    r"地区|地域|区域|城市|市州|区县|县区|县域|市县|各地|属地|设区市|地市|[分从按](?:市|州|县|省)(?!场)"
)
_SHORT_NAMES = re.compile(
    r"((?:[\u4e00-\u9fff]{2,4}、)*(?:[\u4e00-\u9fff]{2,4}[和及与])?[\u4e00-\u9fff]{2,4}?)"
    r"(?=分别|依次|均|各[有达为]|以$|有$|[则也仅](?:有|为|达)?$|$)"
)
# 其余12个市州合计90家
_THE_REST = re.compile(
    r"(?P<name>(?:其余|其他|其它|剩余|另外)的?(?:\d+|[一二三四五六七八九十两]+)个?(?:设区)?"
    r"(?:市州|市|州|区县|县区|县|省|区|地市|城市|园区|高新区|开发区)"
    r"|前[一二三四五六七八九十两\d]+(?:名|位|大|强)?的?(?:城市?|市|省份?|区县|县|园区|高新区|开发区|国家|企业)"
    r"(?=合计|共计|总共|累计|占|拥有|集聚|贡献))"
    r"(?:合计|共计|总计|总共|一共|累计|共)?"
)
# 某某精材斥资38亿元: a name that no rule knows, but who pays is a company
_PAYS = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{3,8}?)(?:并|並|也|还|還)?(?:计划|将|將|拟|擬|再|又|另|计畫|計畫|預計)?(?:斥资|斥資|豪掷|豪擲|豪砸|砸下|砸)$"
)
# 某某动力电池项目总投资50亿元: a project with a name of its own
_PROJECT = re.compile(
    r"(?:[^，。；：]{0,16}(?:投资|建设|打造|实施|承建|引进|签约|开工|落户)的)?(?P<name>[\u4e00-\u9fffA-Za-z0-9“”（）]{4,24}项目)(?:[一二三]期)?"
    r"(?P<what>(?:计划|预计|概算|协议)?(?:总投资额?|投资额|新增厂房(?:面积)?|新建厂房(?:面积)?|新增建筑面积|总建筑面积|建筑面积|总用地面积|规划用地|用地面积|占地面积|占地|用地))(?:约|达|为|近|超)*$"
)
_ANY_PROJECT = re.compile(
    r".*(?:重点|重大|签约|开工|在建|工业|招商|产业|新建|续建|建设|竣工|投产|入库|储备|引进|落地|技改|类|级|批|个|以上|上述|所有|全部|这些|其中|大|等)项目"
)
# 国内脑机接口领域共发生融资26起, in news of a company
# 来自沈阳的“柔性组件”项目以94.37分夺冠
_CONTESTANT = re.compile(
    r"(?:(?:(?:来自|由)[^，“”]{2,24}|[^，“”]{2,14}(?:团队|博士|教授|领衔))的)?(?P<name>“[^”]{2,16}”(?:参赛)?项目|“[^”]{2,16}”团队)(?=以|凭|夺|获|摘|拿|捧|斩|力压|最终|拟|现场)"
    r"|(?:[^，。；“”]{0,8}(?:团队|企业|公司|项目|选手|战队))?(?P<quoted>“[^”]{2,10}”)(?=(?:以\d[\d.]*分|凭借?[^，。；]{2,20}?)?(?:夺得|夺|摘得|摘|斩获|捧得|捧走|拿下|获得?(?=金|银|铜|一等|二等|三等|冠军|亚军|季军|特等)))"
    r"|(?:[^，。；“”]{0,8}(?:团队|企业|公司|项目|选手|战队))?(?P<scored>“[^”]{2,10}”)(?=以$)"
)
_PRIZES_TOO = re.compile(
    r"[^，。；]{0,8}?(?:另|还|共|各)?(?:评出|决出|产生|设|颁出|评选出)(?:[一二三特]等奖|优[秀胜]奖|单项奖|金奖|银奖|铜奖)"
)
_PRIZES = re.compile(r"[一二三特]等奖|优[秀胜]奖|单项奖|金奖|银奖|铜奖|总奖金")
_TRIAL = re.compile(
    r"临床试验|入组|受试者|[试试]验组|治疗组|对照组|安慰剂组|缓解率|生存期|终点事件|不良反应|不良事件|临床(?:研究)?中心|适应症|应答率"
)
_FIELD_OF_COUNTRY = re.compile(
    r"(?P<name>(?:国内|國內)[\u4e00-\u9fff]{2,10}(?:领域|行业|市场|領域|行業|市場))(?=共|累计|合计|总?规模|总?产能|融资|发生|需求|销量|产量|出货)"
)
_ANY_FUND = re.compile(
    r"(?:自有|产业|引导|种子|天使|投资|创业|发展|股权|政府|专项|社会|子|母|科创|风险|并购|成果|转化|科技|创新|人才|合作)+基金"
)
_THAT_FUND = re.compile(r"(?:这|该|此)[只支个]?([\u4e00-\u9fff]{0,4}基金)")
# 云海天使母基金总规模10亿元: a fund's own size
_FUND = re.compile(
    r"(?:[^，。；：]{0,12}的)?(?P<name>[\u4e00-\u9fffA-Za-z]{2,14}(?:母基金|基金))"
    r"(?=(?:计划|拟|目标)?(?:总规模|规模|首期|认缴|实缴|募集|目标规模|總規模|規模))"
)


def _sums_up(slot: Slot) -> bool:
    """Whether a count only says how many a list right before it has."""
    if slot.quantity.value < 3 or slot.quantity.unit not in ("个", "家", "個", "所", "座"):
        return False
    return slot.quantity.value == len(re.split("、|和|及|与", slot.left)) and "、" in slot.left


_ALL_TOGETHER = re.compile(
    r"(?:(?P<n>[两兩二三四五六七八九])(?P<what>市|城|区|县|园|地|省|家|者|州|大园区|个园区|大区域|大城市))?(?:合计|合計|共计|加起来|总和)"
)
_COUNT_WORDS = dict(zip("两兩二三四五六七八九", (2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


def _together(names: list[Subject]) -> Subject:
    """Several as one subject: a class that all names end in is said once (甲、乙高新区)."""
    tails = {m.group() if (m := GENERIC_TAIL.search(n.name)) else "" for n in names}
    tail = tails.pop() if len(tails) == 1 else ""
    name = "、".join(n.name[: len(n.name) - len(tail)] for n in names) + tail
    return replace(names[0], name=name, entity_id=f"{names[0].type}:{name}", canonical=name)


class Naming(Topics):
    """Subjects of clauses and figures."""

    def _subject(self, slot: Slot, left: str, state: State) -> tuple[list[Subject], str, str]:
        """Subjects that the left side names (none: the carried one), what is left of it, and the mentions' text."""
        if contest := _CONTESTANT.match(self.words.openers.strip_start(left)):
            name = contest["name"] or contest["quoted"] or contest["scored"]
            opened = self.words.openers.strip_start(left)
            return [Subject(name, "product", f"product:{name}", name, "clause")], opened[contest.end() :], ""
        if told := self._of_members(slot):
            return told
        if second := _NTH_ZONE.match(self.words.openers.strip_start(left)):
            name = second.group()  # 第二園區面積39.5公頃: the second of the zone's own
            opened = self.words.openers.strip_start(left)
            return [Subject(name, "park", f"park:{name}", name, "clause")], opened[second.end() :], ""
        if giver := self._giver(slot):
            return [giver[0]], after(self.masked, slot, giver[1]), ""
        mentions, edge = self._opening_mentions(slot)
        if mentions and _AND_SO_ON.match(self.masked[edge : edge + 2]):
            # 美国、英国等11个国家: examples of what is counted
            return [], after(self.masked, slot, max(edge, slot.left_start)), ""
        if mentions and _sums_up(slot):
            return [], "", ""  # 设北京、上海、深圳3个分赛区
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
        if taken and taken[-1] in NOT_SUBJECT_AFTER:
            return [], left, ""
        if (size := _SUMS_UP.match(opened)) and len(state.names) == _SIZES.get(size[1], 0):
            return [_together(state.names)], opened[size.end() :], ""  # 甲、乙、丙分列…，三市合计占64%
        if len(state.names) > 1 and (which := _FORMER.match(opened)):
            return [state.names[0 if which[0][0] == "前" else -1]], opened[which.end() :], ""
        if alone := _HOLDS_ALONE.match(opened):
            return [self.subjects.place(alone["name"])], opened[alone.end() :], ""  # 省会某市一市独占9864家
        if like := _LIKE.match(opened):
            return [], opened[like.end() :], ""
        if (this := _THIS.match(opened)) and state.subject.type in RANKED:
            return [state.subject], opened[this.end() :], ""
        items = phrases.split_list(opened)
        if (ordered := _IN_ORDER.match(opened)) and slot.quantity.unit != "rank":
            # 投入强度超过平均水平的由高到低依次是甲7.4%、乙3.2%
            measure = re.split(r"超过|高于|低于|超|位居|位列|居|排|达到|前", ordered["measure"], maxsplit=1)[0]
            return [self.subjects.place(ordered["name"])], measure, ""
        if only := _WITH.fullmatch(opened.rpartition("的")[2]):  # (总部位于…的)某公司以246亿元居首
            # 某公司以246亿元居首: a name that no rule knows, but the frame does
            name = only[1]
            common = name.endswith((*self.words.countable, *MEASURED)) or self.words.measures.suffix(name)
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
            acts = self.words.light.prefix(rest) or (
                self.subjects.short[name].type == "park" and self.words.content.prefix(rest)  # 菱洲设立…资金池
            )
            if not rest or len(items) > 1 or acts or rest[0] in "以由从为达":
                return everyone, _COUNTED.sub("", rest, count=1) if len(items) > 1 else rest, name
        prizes = _PRIZES.match(opened) or _PRIZES_TOO.match(opened)
        if self.subjects.main.type == "event" and state.subject.type in ("product", "enterprise") and prizes:
            return [self.subjects.main], opened, ""  # …项目夺得一等奖；二等奖3个、三等奖6个: the contest again
        if _TRIAL.search(self.masked[slot.clause.start : slot.clause.end]) and (drug := self._medicine(slot)):
            return [drug], left, ""  # 入组患者1026例, 治疗组…发生率3.2%
        if (pays := _PAYS.match(opened)) and slot.quantity.unit in MONEY:
            name = pays["name"]
            short = self.subjects.short_prefix(name)
            if short and self.subjects.main.type == "enterprise" and PLANT.match(name, len(short)):
                return [], "投资", ""  # 二林园区新厂斥资28亿元
            if short:
                return [self.subjects.of(self.subjects.short[short], "clause")], "投资", ""
            if not (self.words.anaphor.prefix(name) or name.endswith(self.words.countable)):
                return [Subject(name, "enterprise", f"enterprise:{name}", name, "clause")], "投资", ""
        if (fund := _FUND.match(opened)) and not self.words.anaphor.prefix(fund["name"]):
            name = self.words.openers.strip_start(fund["name"])
            if that := _THAT_FUND.fullmatch(name):
                name = self._fund_before(that[1], slot.quantity.start) or name
            if (
                not _ANY_FUND.fullmatch(name)
                and not phrases.is_predicate(name, self.words)
                and not self.words.content.prefix(name)
            ):
                return [Subject(name, "product", f"product:{name}", name, "clause")], "基金" + opened[fund.end() :], ""
        if (project := _PROJECT.match(opened)) and slot.quantity.unit in (*MONEY, "m2", "亩"):
            name = project["name"]
            if not _ANY_PROJECT.fullmatch(name) and not self.words.anaphor.prefix(name):
                return [Subject(name, "product", f"product:{name}", name, "clause")], "项目" + project["what"], ""
        if (field := _FIELD_OF_COUNTRY.match(opened)) and self.subjects.main.type in ("enterprise", "event", "product"):
            name = field["name"]
            return [Subject(name, "industry", f"industry:{name}", name, "clause")], opened[field.end() :], ""
        if rest_of := _THE_REST.match(opened):
            name = rest_of["name"]
            return [Subject(name, "region", f"region:{name}", name, "clause")], opened[rest_of.end() :], ""
        if (
            state.by_place
            and (listed := _SHORT_NAMES.match(opened))
            and (unknown := listed_places(listed[1], self.words))
        ):
            return unknown, opened[listed.end() :], ""
        if word := self.words.anaphor.prefix(opened):
            rest = opened[len(word) :]
            own = self.words.anaphors[word] != "country" or word in ("我国", "我國")
            if not own and not rest.strip() and self._counts_things(slot):
                return [], rest, ""  # 全国1208支队伍报名: where they come from
            if own or not phrases.clean(rest, self.words):
                resolved = self.subjects.anaphor(word, slot.quantity.start, state.subject)
                if resolved:
                    return [resolved], rest, ""
        return [], left, ""

    def _giver(self, slot: Slot) -> tuple[Subject, int] | None:
        """某某科技园管委会今年拿出2000万元…: the zone whose committee pays, and the end of its name."""
        if not slot.first or slot.quantity.unit not in MONEY:
            return None
        for mention in self.subjects.within(slot.clause.start, slot.quantity.start):
            opens = not phrases.clean(self.masked[slot.clause.start : mention.start].replace(FILL, ""), self.words)
            if mention.type != "government" or not opens or not _PAYS_OUT.match(self.masked, mention.end):
                return None
            owner = owner_of(mention)
            return (self.subjects.of(owner, "clause"), mention.end) if owner and owner.type == "park" else None
        return None

    def _of_members(self, slot: Slot) -> tuple[list[Subject], str, str] | None:
        """甲高新区、大学城、未来科技园三大板块分别拥有…: as many members as the count says, the first a known one."""
        if not slot.first or "分别" not in slot.left:
            return None
        text = self.words.openers.strip_start(slot.left)
        found = _MEMBERS.match(text)
        names = re.split("[、和与]", found["names"]) if found else []
        if found is None or len(names) != _SIZES[found["size"]] or names[0] not in self.subjects.short:
            return None
        known = [self.subjects.short.get(n) for n in names]
        everyone = [
            self.subjects.of(m, "list") if m else self.subjects.place(n) for m, n in zip(known, names, strict=True)
        ]
        return everyone, text[found.end() :], ""

    def _medicine(self, slot: Slot) -> Subject | None:
        """The medicine named last before a figure of a clinical trial."""
        text = self.notes.text
        named = [
            m
            for m in self.notes.entities
            if m.reason == "medicine"
            and m.end <= slot.quantity.start
            and not text.endswith(("商品名：", "商品名:", "通用名：", "代号："), 0, m.start)
        ]
        return self.subjects.of(named[-1], "clause") if named else None

    def _fund_before(self, kind: str, position: int) -> str:
        """The fund that 这只母基金 goes back to: the last words before that end so; empty where there are none."""
        told = self.masked[max(0, position - 200) : position]
        found = re.findall(rf"(?:申请|设立|发起|组建|通过|由|的|，|。|、|\n)([\u4e00-\u9fff]{{2,8}}{kind})", told)
        found = [f for f in found if not _THAT_FUND.fullmatch(f)]
        return found[-1] if found else ""

    def _of_them_all(self, left: str, state: State) -> tuple[Subject, str] | None:
        """Whom a sum of several is told of (四城合计; 甲、乙分别为64家和41家，合计占全省的56%), and the rest."""
        opened = left.lstrip("，,； ")
        summed = _ALL_TOGETHER.match(opened)
        if summed is None or not (summed["n"] or state.names):
            return None
        names, rest = state.names, opened[summed.end() :]
        if any(n.type not in RANKED for n in names):
            return None
        if any(is_country_name(n.name) for n in names):
            return self._topic_told, rest  # 对东盟、欧盟和韩国进出口…，三者合计: of whom they are partners
        if len(names) == _COUNT_WORDS.get(summed["n"] or "", len(names)) > 1:
            return _together(names), rest
        if summed["n"] and summed["what"] not in ("者", "家"):
            name = summed["n"] + summed["what"]
            return Subject(name, "region", f"region:{name}", name, "clause"), rest
        return None

    def _counts_things(self, slot: Slot) -> bool:
        """Whether a noun that is no zone stands behind a count."""
        if slot.quantity.unit in UNCOUNTED or slot.quantity.unit in MEASURES:
            return False
        noun = noun_behind(slot, "", self.words)[0]
        return bool(noun) and not noun.endswith(("区", "园", "城", "孵化器", "空间"))

    def _sorts(self, clause: Clause) -> bool:
        """Whether a clause only says how the figures are sorted (从区域看)."""
        return bool(_SORTED_BY.fullmatch(self.masked[clause.start : clause.end].replace(FILL, "")))

    def _counted_thing(self, slot: Slot, frame: Frame, subject: Subject, state: State) -> bool:
        """Whether the mention is what the figure counts (省级创新中心2个), not who the figure is about."""
        if slot.quantity.unit in UNCOUNTED or slot.quantity.unit in MEASURES or phrases.clean(frame.phrase, self.words):
            return False
        if noun_behind(slot, "", self.words)[0] or frame.name != "level" or slot.left.rstrip().endswith("以"):
            return False
        if state.topic and subject.type in ("park", "region", "enterprise"):
            return False
        proper = not re.match(r"国家|國家|省|市级|新|各|全|首", subject.name)
        if proper and subject.type in ("park", "region", "enterprise") and state.head_unit == slot.quantity.unit:
            return False
        return subject.type not in ("region",)

    def _winner(self, name: str) -> Subject:
        """The company that a prize went to, known or not."""
        known = self.subjects.short.get(name)
        return (
            self.subjects.of(known, "clause")
            if known
            else Subject(name, "enterprise", f"enterprise:{name}", name, "clause")
        )

    def _is_person(self, clause: Clause) -> bool:
        """Whether a clause is nothing but a person's name."""
        at = clause.start
        return any(m.start == at and m.end == clause.end for m in self.notes.entities if m.type == "person")

    def _between(self, clauses: list[Clause], slot: Slot, state: State) -> None:
        """Clauses without figures before a slot: they may put up a topic or a subject."""
        for clause in clauses:
            if clause.in_parentheses or clause.start <= slot.quantity.start < clause.end:
                continue
            text = self.masked[clause.start : clause.end].replace(FILL, "")
            if firms := _FIRMS.search(text):
                state.names = [self.subjects.place(n) for n in re.split("[、和与]", firms[1])]
            if alone := _ALONE.match(text):
                state.subject = self.subjects.place(alone["name"])  # 省会某市一市独大，…
                continue
            if follow := _FOLLOWING.match(text):
                state.names = [self.subjects.place(n) for n in re.split("[、和与]", follow["names"])]
                continue
            if newly := _NEWLY.fullmatch(text):
                state.names = [self.subjects.place(n) for n in re.split("[、和与]", newly["names"])]
                continue
            if text in self._voices or (clause.closing == "：" and self._is_person(clause)):
                continue  # 段某某：每年不低于…: who answers
            if contest := _CONTESTANT.match(self.words.openers.strip_start(text)):
                name = contest["name"] or contest["quoted"] or contest["scored"]
                state.subject = Subject(name, "product", f"product:{name}", name, "clause")
                continue
            if won := _WON_BY.search(text):
                state.subject = self._winner(won["name"])
                continue
            if self.subjects.main.type == "event" and state.subject.type == "product" and _PRIZES.search(text):
                state.subject = self.subjects.main  # 企业组一等奖由某公司摘得，奖金…: of the contest again
            if _SORTED_BY.fullmatch(text):
                state.by_place, state.sorted = bool(_BY_PLACE.search(text)), True
                if self._things.get(state.head_unit):
                    state.head = state.head_unit = ""  # of all that the article counts, no longer of a part of them
                state.subject = self._topic_told  # 从区域看，甲…、乙…；从领域看，…: of the whole again
            if (by := _MEASURED_BY.fullmatch(text)) and by["what"] not in self.words.generic:
                state.indicator, state.topic, state.rank, state.recent = by["what"], "", "", []
                continue  # 从营收增速看，某公司以41%居首
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
                    text = BEST.sub("", gap)
                    break
                rest = phrases.clean(gap, self.words)
                runs = mention.type == "park" and _RUNS.search(gap)
                if rest and not (runs or (mention.type == "enterprise" and self._modifies(gap, rest, mention))):
                    continue
                if (gap and gap[-1] in NOT_SUBJECT_AFTER) or _COMPARED.search(gap):
                    if gap in ("在", "于", "於") and mention.end == clause.end:
                        text = ""  # 在某高新区，某公司…: where, no topic
                    continue
                if self.subjects.only_tells(mention) or self._leads_to(mention, mentions[number + 1 :]):
                    continue
                if mention.type in ("lab_or_institute", "association") and SPEAKS.match(self.masked, mention.end):
                    continue  # 某研究院院长某某表示，…: an expert on others' figures, or the main subject already
                if HAPPENS.match(self.masked[mentions[-1].end : clause.end].replace(FILL, "")):
                    text = ""
                    break  # what happened to it is told; the figures after it are about somebody else
                state.subject = self.subjects.of(mention, "sentence")
                text = self.masked[mention.end : clause.end].replace(FILL, "")
                break
            if self._standing.source == "paragraph" and text.rstrip("：").endswith(self._standing.name):
                continue  # 1. 某某专班：签约5个
            if this := _THIS.match(text):
                text = text[this.end() :]
            elif _THAT_LIST.match(self.words.openers.strip_start(text)) and state.subject.type == "enterprise":
                state.subject = self.subjects.main  # 该榜单自2019年发布以来，累计收录412家
            elif _THAT_FIRM.match(self.words.openers.strip_start(text)):
                state.subject = self.subjects.last_of("enterprise", clause.start) or state.subject
            if topic := phrases.topic(text, self.words):
                state.line = topic if topic.endswith("业务") else ""
                state.topic_is_whole = text.rstrip().endswith(("中", "里", "内", "当中"))
                state.topic = f"{state.topic}、{topic}" if state.topic and clause.opening == "、" else topic
