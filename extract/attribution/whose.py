"""Whose a figure is where what it measures says more than the clause: firms of the zone, exports to a country."""

from __future__ import annotations

import re

from extract.attribution.carriers import Subject, is_country_name
from extract.attribution.clauses import Slot
from extract.attribution.measuring import Figure
from extract.attribution.state import Reading, State, unit_counts

_ZONES_FIRMS = re.compile(
    r"(?:上市|瞪羚|独角兽|高新技术|规上|专精特新|小巨人|科技型中小|在园|入园)[^，。]{0,6}(?:企业|公司)$"
)
_MARKET_IS = re.compile(
    r"(?:主要|前[一二三四五六七八九十]大)?(?P<flow>出口|进口|進口|进出口|進出口)(?:市场|市場|国家|國家|目的地|来源地|伙伴|夥伴)(?:依次|分别|依序|分別)?(?:为|是|為)(?P<who>.{2,8})"
)
_MARKETS = re.compile(
    r"(?:主要|前[一二三四五六七八九十]大|主力|对[\u4e00-\u9fff]{2,5}(?=[出进進外贸貿]))?(?P<flow>出口|进口|進口|进出口|進出口|外销|外銷|贸易|貿易)(?:市场|市場|国家|國家|地区|地區|对象|對象|目的地|来源地|伙伴|夥伴|(?<=[口易]))"
)
_BY_YEAR = re.compile(r"(?:力争|争取|确保|目标|预计|计划)?(?:，)?到(?:20\d\d年|“?十[四五]五”?末)")
_BROUGHT = re.compile(
    r"(?:带着|带领|率领|领着|率|组织|引导|推动|促成|促使|帮助|支持|助力|投资|返投|撬动|输送|推荐|推介|协助|牵线)了?(?:的)?$"
)
_SETTLES = re.compile(r"(?:(?<!所)在|落户|入驻|进驻|落地|布局|扎根)$")


_VALUED = re.compile("投[前后後]估值")


class Whose(Reading):
    """Moves figures to the subject that they are about."""

    def _whose(self, figure: Figure, state: State) -> None:
        """The subject of a figure whose phrase is known."""
        quantity, main = figure.slot.quantity, self.subjects.main
        if (
            quantity.unit in ("家", "户")
            and figure.subject.type == "enterprise"
            and main.type in ("park", "region")
            and figure.subject.source == "sentence"
            and _ZONES_FIRMS.search(figure.phrase)
        ):
            figure.subject = state.subject = main  # …某公司完成D轮融资。累计上市瞪羚企业29家
        if (
            _VALUED.match(figure.phrase)
            and figure.subject.type == "enterprise"
            and self._topic_told.type == "enterprise"
        ):
            figure.subject = state.subject = self._topic_told  # 由甲领投，乙跟投3000万元，投后估值18亿元
        helps = main.type == "event" or (main.type == "product" and main.name.endswith("基金"))
        sent = _BROUGHT.search(figure.slot.left)  # 带着4人团队在某留创园租下…, 引导12家企业落户某区: whose doing it is
        if (
            figure.post
            and not helps
            and not sent
            and unit_counts(quantity)
            and (place := self._settles_in(figure.slot))
        ):
            figure.subject = state.subject = place
        if market := _MARKET_IS.fullmatch(figure.phrase):
            if is_country_name(market["who"]):
                figure.phrase = f"对{market['who']}{market['flow']}"

    def _trade(self, figure: Figure, state: State) -> None:
        """主要出口市场依次为美国431亿元、日本298亿元: whose exports, and to whom."""
        if not figure.is_level or figure.subject.type != "region":
            return
        trade = _MARKETS.fullmatch(figure.phrase)
        if trade and is_country_name(figure.subject.name) and not is_country_name(self.subjects.main.name):
            figure.phrase = f"对{figure.subject.name}{trade['flow']}"
            figure.subject = state.subject = self._topic_told

    def _planned(self, figure: Figure) -> None:
        """力争到2026年，产业规模突破300亿元: an aim of a measure is the zone's."""
        if figure.subject.type == "policy":
            told = self.notes.text[self.sentence_start : figure.slot.quantity.start]
            if _BY_YEAR.search(told):
                figure.subject = self.subjects.zone_of(figure.subject) or figure.subject

    def _settles_in(self, slot: Slot) -> Subject | None:
        """Where the counted things are said to be: 41家企业在某高新区设立主体, 12家企业落户某新区."""
        for mention in self.subjects.within(slot.quantity.end, slot.clause.end):
            if mention.type not in ("park", "region") or self.subjects.is_country(mention):
                continue
            if mention.reason in ("class", "counted"):
                continue  # 21家落户国家高新区: in none of them by name
            if _SETTLES.search(self.notes.text[slot.quantity.end : mention.start]):
                return self.subjects.of(mention, "clause")
        return None
