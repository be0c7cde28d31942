"""Awards that differ by whom they are given for: 对A、B分别给予50万元、20万元奖补."""

from __future__ import annotations

import re

from extract.attribution.clauses import Slot
from extract.attribution.coordination import share_heads, split_list
from extract.attribution.figures import Figures
from extract.attribution.nouns import noun_behind
from extract.attribution.state import State

_AWARDS = re.compile(r"(?:奖励|补助|补贴|资助|奖补|扶持)$")
_BOUNDS = re.compile(
    r"(?:^|[，。；：]|对|凡)(?P<what>[^，。；：对\d]{2,20}?)(?P<bounds>[\d.]+[万亿]?元(?:以上)?(?:[、和或][\d.]+[万亿]?元(?:以上)?)+)的"
    r"(?P<who>[^，。；\d]{2,12}?)[，,]?$"
)
_AWARD_BEHIND = re.compile(r"(?:的)?(?:一次性)?(?:资金)?(?:奖励|补助|补贴|资助|奖补|扶持|支持)(?:资金)?")
_GRADES = re.compile(
    r"(?:对|對|凡)(?P<how>[^，。；：对]{0,6}?(?:认定|认证|获评|评为|获批|获得|入选|纳入|列入|通过|达到)(?:为|的)?)(?P<titles>[^，。；]{4,60}?)的?"
    r"(?P<who>企业|单位|机构|平台|项目|园区|载体|团队|孵化器)?[，,]?$"
)
_PRIZE = re.compile(r"[一二三四特][等级]奖|[金银铜]奖|优[秀胜]奖|冠军|亚军|季军")
_PRIZE_EACH = re.compile(
    r"(?:每[个項项名]|各|单项)?(?:获奖)?(?:项目|团队|企业)?(?:可)?(?:分别|依次)?(?:为|是|获)?(?P<what>奖金|奖励|资助)(?:分别|依次)?(?:为)?(?:每[个项名])?(?:项目|团队)?"
)
_GIVEN_EACH = re.compile(
    r"(?:一次性|最高|按|每人)*(?:给予|予以|发放|奖励|补助|补贴|资助)(?:每人|一次性|最高)*(?:每[年月人])?"
)
_GIVES = re.compile(
    r"(?:对|對)?(?P<whom>.+?)(?:的)?(?:，)?(?:分别|分別|各|依次)?(?:给予|給予|予以|奖励|獎勵|补助|补贴|資助|资助|发放|可获|可领|享受)(?:一次性|最高|不超过|的)*(?P<what>奖励|补助|补贴|资助)?$"
)


def only_award(phrase: str) -> bool:
    """Whether a short phrase ends in the word for an award, the same for all."""
    return len(phrase) <= 8 and _AWARDS.search(phrase) is not None


class Awards(Figures):
    """Names the award of each figure."""

    def _awards(self, group: list[Slot], phrase: str, state: State) -> tuple[str, list[str]]:
        """The phrase, or the award behind the figures where the phrase only gives; and what each figure awards."""
        first, last, size = group[0], group[-1], len(group)
        if _GIVEN_EACH.fullmatch(phrase) and (award := _AWARD_BEHIND.match(last.right)):
            phrase, last.consumed = award.group(), award.end()  # 分别给予100万元、300万元一次性奖励
            if graded := self._graded(first, phrase, size):
                return phrase, graded
        if tiers := self._tiers(first, phrase, size):
            return phrase, tiers
        if (given := _GIVES.match(phrase)) and (items := split_list(given["whom"])) and len(items) == size:
            # 对A、B等机构分别给予50万元、20万元奖补
            what, last.consumed = noun_behind(last, "", self.words)
            what = what or given["what"] or "资助"
            return phrase, [item + what for item in share_heads(items, self.words)]
        if _GIVEN_EACH.fullmatch(phrase) and state.topic:
            # 对博士、硕士，分别给予每月3000元、2000元生活补贴
            items = split_list(re.sub("^[对對]", "", state.topic))
            if len(items) == size:
                what, last.consumed = noun_behind(last, "", self.words)
                return phrase, [item + (what or "补助") for item in share_heads(items, self.words)]
        if each := _PRIZE_EACH.fullmatch(phrase):
            # 二等奖6个、三等奖10个，奖金分别为每个50万元和20万元
            return phrase, [prize + each["what"] for prize in self._prizes(size)]
        return phrase, []

    def _tiers(self, slot: Slot, phrase: str, size: int) -> list[str]:
        """对产值首次突破1亿元、5亿元的企业，分别奖励50万元、200万元: an award for each bound; empty elsewhere."""
        if not (award := _AWARDS.search(phrase)):
            return []
        told = self.notes.text[self.sentence_start : slot.clause.start]
        found = _BOUNDS.search(told)
        bounds = re.split("[、和或]", found["bounds"]) if found else []
        if found is None or len(bounds) != size:
            return []
        return [f"{found['what']}{bound}的{found['who']}{award.group()}" for bound in bounds]

    def _prizes(self, size: int) -> list[str]:
        """The last `size` prizes counted: 一等奖2项、二等奖5项; empty where there are fewer."""
        last = self.drafts[-2 * size - 2 :]
        told = [found[0] for d in last if d.kind == "level" and (found := _PRIZE.search(d.indicator))]
        return told[-size:] if len(told) >= size else []

    def _graded(self, slot: Slot, award: str, size: int) -> list[str]:
        """对首次获评单项冠军、“小巨人”的企业，分别给予…奖励: an award for each of the titles; empty elsewhere."""
        told = self.notes.text[self.sentence_start : slot.clause.start]
        found = _GRADES.search(told)
        titles = split_list(found["titles"]) if found else []
        if found is None or len(titles) != size or any(t[:1].isdigit() for t in titles):
            return []
        return [f"{found['how']}{title}{found['who']}{award}" for title in share_heads(titles, self.words)]
