"""What a mention does where it stands: opens a clause, leads to another name, only happens, is honoured."""

from __future__ import annotations

import re

from extract.annotations import EntityMention
from extract.attribution import phrases
from extract.attribution.carriers import ZONE_NOUN, is_market
from extract.attribution.clauses import FILL, Clause, Slot
from extract.attribution.state import Reading

# a mention after one of these is a term of comparison, a place or a whole, not the subject
NOT_SUBJECT_AFTER = tuple("占佔比较較于於对對向在从從由是为為到被与與同达達至像")
_JOINERS = frozenset(["、", "和", "及", "与", "與", "以及", "，", "/", "或", "；", "∶", "：", ":", ""])
_ENUMERATES = ("分别是", "分别为", "依次是", "依次为", "分別是", "分別為", "依序為", "依序是")
_ABOVE = ("超过", "高于", "低于", "优于", "快于", "慢于", "高出", "低出", "多于", "少于", "领先", "落后")
_BESIDE = re.compile(r"(?:紧邻|毗邻|紧靠|位于|坐落|依托|环绕|围绕|周边|旁边|附近|配套|相邻|一墙之隔)")
_ROLES = (
    "公司",
    "企业",
    "企業",
    "主体",
    "单位",
    "机构",
    "機構",
    "龙头",
    "平台",
    "院校",
    "高校",
    "冠军",
    "亚军",
    "季军",
    "得主",
)
# 收购海外企业某某, 减持联营企业某某: it is acted upon
_ACTS_ON = re.compile(
    r"购|转让|受让|出售|减持|增持|投资|参股|控股|引进|引入|招引|所持|持有|合作|并入|出资|设立|成立|剥离|处置|签约|服务|帮助|支持|走访|调研|考察|培育|孵化"
)
_NEW_FIRM = re.compile(r"(?:新創|新创|企业|企業|公司|廠商|厂商|業者|业者|初创企业)(?:公司|企业)?[「“]")
_TAKES = re.compile(r"(?:取得|收购|买下|拿下|入股|进入|打入|切入)了?$")  # 取得某地新创「某某」35%股权
_HONOUR = re.compile(
    r"[“”\u4e00-\u9fff]{0,8}?(?:奖|奖励|名牌|商标|产品|示范企业|小巨人|专精特新|瞪羚|独角兽|技术中心|实验室|工作站|研究中心|单项冠军|首台套|百强|人才|专利)"
)
BEST = re.compile(
    r"(?:最[高多大快好强低少小慢]|居首|领跑|排名第一|位居第一|第一名|冠军|榜首|首位|倒数第一|垫底|增势最猛|表现最好|表现最佳|一马当先)(?:的)?(?:园区|企业|地区|城市|板块|单位)?(?:当属|要数|则?[是为系]|：|——)“?$"
)
RANKED = ("park", "region", "enterprise", "lab_or_institute", "university")
_RANKS = re.compile(r"位居|居|位列|列第|排名|排在|排第|以|占全|佔全|[占佔](?=[\d约近超一二三四五六七八九十])|分列|分居")
_INTRODUCES = re.compile(
    r"(?:的|内|里|骨干|龙头|重点|上市|高新技术|科技|本土|知名)*(?:企业|公司|上市公司|机构|厂商|廠商|业者|業者|大厂|大廠|新创|新創)?(?:代表)?"
)
_POST = 12  # characters of a post between a body and who holds it: 某大学材料学院特聘教授
_PARTS = ("方面", "部分", "板块", "章节", "大类")  # 《若干措施》共5个方面
_ITS_KIN = re.compile(
    r"的(?:全资|控股|间接|第一大)?(?:母公司|子公司|控股股东|大股东|股东|实际控制人|关联公司|参股公司)"
)
PLANT = re.compile(r"(?:新建?)?(?:[厂廠](?!商|家)|工[厂廠]|生产基地|生產基地|[产產][线線])")
HAPPENS = re.compile(
    r"等?(?:揭牌|落成|开工|挂牌|成立(?!于|於)|启动|亮相|落户|签约|投产|竣工|连续第|加码|跟投|领投|参投|建成|获批|开园|封顶|[联共]?[合同]?(?:主办|承办|协办)(?=[、，；。]|$))"
)


class Mentioning(Reading):
    """Reads the mentions around a clause."""

    def _opening_mentions(self, slot: Slot) -> tuple[list[EntityMention], int]:
        """Mentions that open the slot's left side (a list where coordinated) and where the indicator begins."""
        found: list[EntityMention] = []
        edge = slot.left_start
        joined = False  # a place leads to the next name of the list
        passed = 0  # where a mention behind a preposition ended
        for mention in self.subjects.within(slot.clause.start, slot.quantity.start):
            if (mention.type in ("government", "event") and mention.reason != "unit") or mention.end <= slot.left_start:
                continue
            if mention.type == "policy" and slot.quantity.unit not in ("章", "条", "款", "项", "部分", "節"):
                if not slot.right.startswith(_PARTS):
                    continue
            if passed and mention.start == passed + 1 and self.masked[passed] in "、和与及":
                passed = mention.end  # 来自德国、挪威等地: what holds of the first of a list holds of all
                continue
            compared = self.masked[max(0, mention.start - 2) : mention.start] in _ABOVE
            bound = mention.start > slot.left_start and self.masked[mention.start - 1] in NOT_SUBJECT_AFTER
            if (
                bound
                and self.masked.startswith(_ENUMERATES, slot.clause.start)
                and mention.start - 3 <= slot.left_start
            ):
                bound = False  # 3个市，分别是甲市241.6亿元、乙市…
            if mention.start > slot.left_start and (bound or compared):
                passed = mention.end
                if compared:
                    continue
            if self.subjects.is_country(mention) and not self._predicate_follows(mention.end):
                continue
            if mention.type == "region" and self._honours(mention):
                continue
            if mention.type == "region" and _NEW_FIRM.match(self.masked, mention.end):
                continue  # 取得嘉義新創「澄見光學」35%股權: where it is from
            if self.masked.startswith(("院士", "会员", "會員", "成员"), mention.end):
                continue  # 中国工程院院士2人: who of its people, not it
            if (
                mention.type == "park"
                and self.subjects.main.type == "enterprise"
                and PLANT.match(self.masked, mention.end)
            ):
                continue  # 某园区新厂斥资28亿元: a company's works there
            if self.masked.startswith(("这家", "這家"), mention.start - 2):
                continue  # 这家某高新区企业完成融资: where it is from
            if self.masked.startswith(("来自", "來自"), mention.start - 2):
                continue  # 其中来自长三角的占63.1%
            if is_market(mention) and self.subjects.main.type == "enterprise":
                continue  # a company's sales by market
            if not found and self._leads_to(mention, self.subjects.within(mention.end, slot.quantity.start)):
                edge = max(edge, mention.end)
                continue
            if mention.start < slot.left_start:
                if self.masked[mention.start - 1 : mention.start] in NOT_SUBJECT_AFTER and mention.start:
                    continue
                # 全省136个省级以上园区: the count stands inside the name of the class
                found.append(mention)
                edge = mention.end
                continue
            gap = self.masked[edge : mention.start].replace(FILL, "")
            if found:
                if (
                    gap in _JOINERS
                    and gap
                    and self._leads_to(mention, self.subjects.within(mention.end, slot.quantity.start))
                ):
                    edge, joined = mention.end, True  # 合肥甲机器人、芜湖乙新材: the place of the next one
                    continue
                if joined and not gap:
                    found.append(mention)
                    edge, joined = mention.end, False
                    continue
                if _ITS_KIN.fullmatch(gap):
                    found, edge = [mention], mention.end  # 某公司的母公司某集团
                    continue
                if gap in _JOINERS and gap:
                    found.append(mention)
                    edge = mention.end
                    continue
                break
            if bound:
                passed = mention.end
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
        return bool(BEST.search(gap)) and not phrases.clean(rest, self.words) and mention.type in RANKED

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
        return bool(HAPPENS.match(self.masked[last.end : end])) and "，" in self.masked[last.end : end]

    @staticmethod
    def _modifies(gap: str, rest: str, mention: EntityMention) -> bool:
        """Whether what stands before a mention only describes it (东西两翼的某区, 核心区某高新区)."""
        if mention.reason == "team":
            return len(gap) <= _POST and not re.search(r"[、由被与和在对将为]", gap)  # 材料学院教授某某团队
        if mention.type not in ("park", "enterprise", "region", "lab_or_institute"):
            return False
        if mention.type == "region" and ZONE_NOUN.fullmatch(rest):
            return False  # 科学园某地总部: a part of the zone
        if "、" in gap or re.search(r"[占佔比较較于於对對向在从從由是为為至到]", rest):
            return False
        if mention.type == "park" and gap.endswith("的") and _BESIDE.match(rest):
            return True  # 紧邻光源的某产业园规划面积…
        if len(rest) <= 14 and rest.endswith(_ROLES) and not _ACTS_ON.search(rest):
            return True  # 运营公司某集团, 龙头企业某某: what it is, then its name
        return (gap.endswith("的") and len(rest) <= 14) or (len(rest) <= 3 and not _TAKES.search(rest))
