"""Subjects that no rule and no registry knows as names: the words around them give them away."""

from __future__ import annotations

import re

from extract.attribution import phrases
from extract.attribution.carriers import Subject
from extract.attribution.clauses import Slot
from extract.attribution.mentioning import PLANT
from extract.attribution.places import MEASURED, listed_places
from extract.attribution.state import MONEY, State
from extract.attribution.topics import Topics

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
_NTH_ZONE = re.compile(r"第[一二三四五六](?:園區|园区|片区|厂区|廠區|校区)(?=[\u4e00-\u9fff])")
_HOLDS_ALONE = re.compile(
    r"(?:省会|首府)?(?P<name>[\u4e00-\u9fff]{2,4})一[市区县家园地省](?:就|便)?(?:独占|独揽|拥有|占据)"
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
_PLANT_SIZED = re.compile(
    r"(?:[^，。；]{0,24}(?:興建|兴建|建設|建设|新建|擴建|扩建|投資|投资|規劃|规划|動土|动工)的)?(?P<name>[一二三四五新][廠厂]|第[二三四]工[厂廠])"
    r"(?P<what>(?:總經費|总经费|總投資額?|总投资额?|投資額?|投资额?|樓地板面積|楼地板面积|佔地|占地|總樓地板面積|月產能|月产能|年產能|年产能))(?:約|约|達|达|為|为|近|超)*$"
)
_ANY_PROJECT = re.compile(
    r".*(?:重点|重大|签约|开工|在建|工业|招商|产业|新建|续建|建设|竣工|投产|入库|储备|引进|落地|技改|类|级|批|个|以上|上述|所有|全部|这些|其中|大|等)项目"
)
# 来自沈阳的“柔性组件”项目以94.37分夺冠
_CONTESTANT = re.compile(
    r"(?:(?:(?:来自|由)[^，“”]{2,24}|[^，“”]{2,14}(?:团队|博士|教授|领衔|大学|学院|公司|研究院|研究所))的)?(?P<name>“[^”]{2,16}”(?:参赛)?项目|“[^”]{2,16}”团队)(?=以|凭|夺|获|摘|拿|捧|斩|力压|最终|拟|现场)"
    r"|(?:[^，。；“”]{0,8}(?:团队|企业|公司|项目|选手|战队)的?)?(?P<quoted>“[^”]{2,14}”)(?=(?:以\d[\d.]*分|凭借?[^，。；]{2,20}?)?(?:夺得|夺|摘得|摘|斩获|捧得|捧走|拿下|获得?(?=金|银|铜|一等|二等|三等|冠军|亚军|季军|特等)))"
    r"|(?:[^，。；“”]{0,8}(?:团队|企业|公司|项目|选手|战队)的?)?(?P<scored>“[^”]{2,14}”)(?=以$)"
)
_TRIAL = re.compile(
    r"临床试验|入组|受试者|[试试]验组|治疗组|对照组|安慰剂组|缓解率|生存期|终点事件|不良反应|不良事件|临床(?:研究)?中心|适应症|应答率"
)
# 国内脑机接口领域共发生融资26起, in news of a company
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


# 邬景行本人拥有授权发明专利57件; 她主持育成小麦品种11个: what somebody did, not the firm
_DEEDS = re.compile(
    r"(?:本人|个人|先后|一共|前后|累计|已|曾|共|还|也)*(?:主持|承担(?!单位)|拥有|持有|发表|出版|培养|带过|育成|指导)"
)


class UnknownNames(Topics):
    """Finds subjects that only a construction tells."""

    def _person_tells(self, slot: Slot, opened: str) -> tuple[Subject, str] | None:
        """The person whose own deeds a clause tells, named at its beginning or by 他 or 她, and what is left."""
        people = [m for m in self.notes.entities if m.type == "person" and m.end <= slot.quantity.start]
        if not people:
            return None
        last = people[-1]
        name = last.name or last.text
        head = last.text if opened.startswith(last.text) else opened[:1] if opened[:1] in "他她" else ""
        if not head or not _DEEDS.match(opened, len(head)):
            return None
        rest = opened[len(head) :].removeprefix("本人").removeprefix("个人")
        return Subject(name, "person", f"person:{name}", name, "clause"), rest

    def _contestant(self, text: str) -> tuple[Subject, int] | None:
        """Who a text that opens with the name of a contestant is about (“柔性组件”项目以94.37分夺冠), and its end."""
        contest = _CONTESTANT.match(text)
        if contest is None:
            return None
        name = contest["name"] or contest["quoted"] or contest["scored"]
        return Subject(name, "product", f"product:{name}", name, "clause"), contest.end()

    @staticmethod
    def _nth_zone(text: str) -> tuple[Subject, int] | None:
        """第二園區面積39.5公頃: the second of the zone's own, and the end of its name."""
        nth = _NTH_ZONE.match(text)
        if nth is None:
            return None
        name = nth.group()
        return Subject(name, "park", f"park:{name}", name, "clause"), nth.end()

    def _holds_alone(self, opened: str) -> tuple[list[Subject], str] | None:
        """省会某市一市独占9864家: the place, and what is left."""
        alone = _HOLDS_ALONE.match(opened)
        return ([self.subjects.place(alone["name"])], opened[alone.end() :]) if alone else None

    def _unknown_places(self, slot: Slot, opened: str) -> tuple[list[Subject], str] | None:
        """Districts, members of a list and bearers of a value that nobody introduced, and what is left."""
        if (ordered := _IN_ORDER.match(opened)) and slot.quantity.unit != "rank":
            # 投入强度超过平均水平的由高到低依次是甲7.4%、乙3.2%
            measure = re.split(r"超过|高于|低于|超|位居|位列|居|排|达到|前", ordered["measure"], maxsplit=1)[0]
            return [self.subjects.place(ordered["name"])], measure
        if only := _WITH.fullmatch(opened.rpartition("的")[2]):  # (总部位于…的)某公司以246亿元居首
            # 某公司以246亿元居首: a name that no rule knows, but the frame does
            name = only[1]
            common = name.endswith((*self.words.countable, *MEASURED)) or self.words.measures.suffix(name)
            if not common and name not in self.words.anaphors:
                return [self.subjects.place(name)], ""
        if (district := _DISTRICT.match(opened)) and district[1] not in self.words.anaphors:
            return [self.subjects.place(district[1])], opened[district.end() :]
        if districts := _DISTRICTS.match(opened):
            return [self.subjects.place(i) for i in districts[1].split("、")], opened[districts.end() :]
        if places := _PLACES.match(opened):
            # 甲、乙两区: names that nobody introduced are still names
            return [self.subjects.place(i) for i in places[1].split("、")], opened[places.end() :]
        return None

    def _unknown_bodies(self, slot: Slot, opened: str, state: State) -> tuple[list[Subject], str] | None:
        """Who pays, funds, projects, fields and remainders, and what is left."""
        if (pays := _PAYS.match(opened)) and slot.quantity.unit in MONEY:
            name = pays["name"]
            short = self.subjects.short_prefix(name)
            if short and self.subjects.main.type == "enterprise" and PLANT.match(name, len(short)):
                return [], "投资"  # 二林园区新厂斥资28亿元
            if short:
                return [self.subjects.of(self.subjects.short[short], "clause")], "投资"
            if not (self.words.anaphor.prefix(name) or name.endswith(self.words.countable)):
                return [Subject(name, "enterprise", f"enterprise:{name}", name, "clause")], "投资"
        if (fund := _FUND.match(opened)) and not self.words.anaphor.prefix(fund["name"]):
            name = self.words.openers.strip_start(fund["name"])
            if that := _THAT_FUND.fullmatch(name):
                name = self._fund_before(that[1], slot.quantity.start) or name
            if (
                not _ANY_FUND.fullmatch(name)
                and not phrases.is_predicate(name, self.words)
                and not self.words.content.prefix(name)
            ):
                return [Subject(name, "product", f"product:{name}", name, "clause")], "基金" + opened[fund.end() :]
        if plant := _PLANT_SIZED.match(opened):
            name = plant["name"]  # 公司在某园区兴建的二厂总经费15亿元
            return [Subject(name, "product", f"product:{name}", name, "clause")], plant["what"]
        if (project := _PROJECT.match(opened)) and slot.quantity.unit in (*MONEY, "m2", "亩"):
            name = project["name"]
            if not _ANY_PROJECT.fullmatch(name) and not self.words.anaphor.prefix(name):
                return [Subject(name, "product", f"product:{name}", name, "clause")], "项目" + project["what"]
        if (field := _FIELD_OF_COUNTRY.match(opened)) and self.subjects.main.type in ("enterprise", "event", "product"):
            name = field["name"]
            return [Subject(name, "industry", f"industry:{name}", name, "clause")], opened[field.end() :]
        if rest_of := _THE_REST.match(opened):
            name = rest_of["name"]
            return [Subject(name, "region", f"region:{name}", name, "clause")], opened[rest_of.end() :]
        if (
            state.by_place
            and (listed := _SHORT_NAMES.match(opened))
            and (unknown := listed_places(listed[1], self.words))
        ):
            return unknown, opened[listed.end() :]
        return None

    def _tried(self, slot: Slot) -> Subject | None:
        """入组患者1026例, 治疗组…发生率3.2%: the medicine that a clause on a clinical trial is about."""
        return self._medicine(slot) if _TRIAL.search(self.masked[slot.clause.start : slot.clause.end]) else None

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
