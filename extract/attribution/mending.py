"""Indicator phrases that need a word more or less beside their unit: 园区二期2.8万平方米 is an area."""

from __future__ import annotations

import re

from extract.attribution import phrases
from extract.attribution.clauses import FILL, Slot
from extract.attribution.measuring import SIZES, Figure
from extract.attribution.state import Reading, State, unit_counts

_ONE_OF_EACH = re.compile(
    r"每[\d一二三四五六七八九十百千万]+[个件块台套辆片颗张只支条款家名位]([\u4e00-\u9fff]{2,12}?)(?:里|中|当中|，|就|便)"
)
_LAND = re.compile(
    r"量$|成交|去化|出租|租赁|吸纳|供应|库存|盘活|腾出|拆除|改造|面积|面積|占地|用地|土地|空间|場地|场地|绿地|耕地|林地|地块|建设|规模|楼面|体量"
)
_SPENT_ON = re.compile(
    r"(?:每年|坚持|均)*[把将](?P<whole>[\u4e00-\u9fff]{2,10}?)(?:投入|用于)(?:到|于)?(?P<what>[\u4e00-\u9fff]{0,4}研发|创新|技改)占比"
)
_AWARD_ONLY = re.compile(
    r"(?:一次性|最高|给予)*(?:[\u4e00-\u9fff]{0,2}?)(?:奖励|补助|补贴|资助|扶持|贴息|奖补|支持|补偿)(?:比例|金额)?"
)
_OF_ALL_CHINA = re.compile(r"^全国(?:现|已|目前|累计)?(?:共有|现有|共|有)?")


class Mending(Reading):
    """Mends the phrases that were found."""

    def _mend(self, figure: Figure, state: State) -> str:
        """The phrase of a figure as its unit, its subject and its kind have it."""
        quantity, phrase = figure.slot.quantity, figure.phrase
        if quantity.unit == "%" and phrase.endswith("占比") and (each := _ONE_OF_EACH.match(quantity.text)):
            phrase = f"{phrase[:-2]}的{each[1]}占比"  # 每十块芯片里，就有一块来自某市
        phrase = self._mend_counts(phrase, figure, state)
        phrase = self._mend_areas(phrase, figure)
        if quantity.unit == "股" and phrases.is_predicate(phrase, self.words) and phrase:
            phrase += "股份"
        if (
            quantity.unit in ("家", "户")
            and phrase
            and not figure.head
            and phrases.is_predicate(phrase.strip("“”"), self.words)
        ):
            phrase = phrase.strip("“”") + "企业"  # 入园94家: 家 counts firms where nothing else is said
        if quantity.unit == "%" and (spent := _SPENT_ON.fullmatch(phrase)):
            phrase = f"{spent['what']}投入占{spent['whole']}比重"  # 每年把销售收入的9%投入研发
        if _AWARD_ONLY.fullmatch(phrase) and (condition := self._condition(figure.slot)):
            phrase = condition + phrase  # 取得型号合格证的，一次性奖励1500万元
        if figure.is_level and phrase.endswith(("增速", "增幅")) and len(phrase) > 4:
            phrase = phrase[:-2]  # the topic spoke of growth, the figure is the thing itself
        if figure.subject.name == "全国" and (told := _OF_ALL_CHINA.sub("", phrase)):
            phrase = told  # 全国共有独角兽企业612家
        return phrase

    def _mend_counts(self, phrase: str, figure: Figure, state: State) -> str:
        """Counts of a part: 境外占13家, 东部占63席."""
        quantity = figure.slot.quantity
        if unit_counts(quantity) and len(phrase) > 1 and phrase[-1] in "占佔" and quantity.unit != "席":
            part = phrase[:-1].removesuffix("独")  # 用户单位92家，境外占13家
            phrase = part + state.head if state.head and phrases.needs_head(part, self.words) else part
        if quantity.unit == "席" and phrase and not phrase.endswith("上榜数"):
            phrase = re.sub(r"(?:[占佔]|占据|拿下|夺得)(?:有|了|得)?$", "", phrase) + "上榜数"  # 东部占63席
        return phrase

    def _mend_areas(self, phrase: str, figure: Figure) -> str:
        """Areas whose words do not say that they are areas."""
        unit = figure.slot.quantity.unit
        if SIZES.get(unit) == "面积" and figure.is_level:
            if phrase and not _LAND.search(phrase) and not phrases.is_predicate(phrase, self.words):
                phrase += "面积"  # 园区二期2.8万平方米
        if unit in ("m2", "亩") and phrase in ("土地", "土地上", "沃土", "沃土上", "热土", "热土上"):
            phrase = "面积"  # 五点六平方公里的土地上，聚集了…
        return phrase

    def _condition(self, slot: Slot) -> str:
        """What the clause before states as the condition of an award: 对…，; …的，."""
        before = self.masked[self.sentence_start : slot.clause.start].replace(FILL, "").rstrip("，,")
        clause = re.split(r"[；;。：]|(?<=的)[，,]", before)[-1]
        if not clause.endswith("的") and not clause.startswith(("对", "對", "凡")):
            return ""
        first = re.split(r"\d", clause.removesuffix("的"), maxsplit=1)[0]
        return phrases.clean(re.sub(r"^(?:对于?|對|凡是?)", "", first), self.words)
