"""What an article is about: the best of the entities in headline, title, publisher and text."""

from __future__ import annotations

import re

from extract.annotations import EntityMention
from extract.attribution.carriers import Subject, is_national
from extract.attribution.text_votes import FIELD_BEFORE, TextVotes
from extract.attribution.title_votes import TitleVotes

# 关于印发《…若干措施》的通知, 《…办法》解读: a text that is the measure itself, or tells of it
_PROMULGATED = re.compile(
    r"(?:(?:印发|发布|公布|出台|修订|修改|颁布|转发|制定)(?P<issued>《[^《》]{4,60}(?:措施|办法|政策|细则|规定|条例|意见|条)(?:（[^（）]{1,12}）)?》)"
    r"|(?P<told>《[^《》]{4,60}(?:措施|办法|政策|细则|规定|条例|意见|条)(?:（[^（）]{1,12}）)?》)(?:的?(?:政策|条文|文件|图文)?(?:解读|问答|图解|释义|全文)))"
)
# 我市出台…十条: a headline of measures, and the measures that the first lines say are in force
_OF_MEASURES = re.compile(
    r"(?:出台|印发|推出|发布|解读|施行|实施|升级)[^，。]{0,16}?(?:条|措施|新政|政策|办法|条例|意见|细则)|(?:措施|新政|政策|办法|条例|细则|[十百\d]条)[^，。]{0,6}?(?:出台|出炉|发布|印发|施行|实施|落地|来了)"
)
_OF_EFFECTS = re.compile(r"检查|情况|评估|报告|成效|周年|总结|综述|效应|以来|见效|显效|红利|调研")
_IN_FORCE = re.compile(
    r"(《[^《》]{4,60}(?:措施|办法|政策|细则|规定|条例|意见|条)(?:（[^（）]{1,12}）)?》)[^，。《]{0,12}?(?:出台|发布|印发|施行|实施|公布|获通过|生效)"
)
_FIRST_LINES = 160
# 今年上半年，我关监管…: a body that tells of itself
_BODY = re.compile(r"(?:海关|局|中心|院|所|法院|检察院|支队|大队|银行|支行|办公室|委员会)$")
_OURS = re.compile("我(?:关|局|中心|院|所|行|办|委|支队|大队)|本(?:关|局|中心|院|所|行|办)")


class MainSubject(TitleVotes, TextVotes):
    """Finds what one article is about."""

    def find(self) -> Subject:
        """What the article is about: the best of the entities in headline, title, publisher and text.

        A name counts for where it stands (headline most, opening of sentences next) and how often it is said; a body
        that speaks (统计局, 管委会) counts for the place or park whose body it is; who only publishes counts little.
        """
        if measure := self._measure():
            return measure
        self._vote_titles()
        self._vote_publisher()
        self._vote_text()
        return self.elected() or self._unnamed()

    def _measure(self) -> Subject | None:
        """The measure that a text is, or that its headline speaks of and its first lines say is in force."""
        if found := _PROMULGATED.search(self.titles):
            return self._policy(found["issued"] or found["told"])
        if not _OF_MEASURES.search(self.titles) or _OF_EFFECTS.search(self.titles):
            return None
        law = _IN_FORCE.search(self.notes.text, 0, _FIRST_LINES)
        return self._policy(law[1]) if law else None

    def _policy(self, name: str) -> Subject:
        return self.of(self.known.get(name, EntityMention(0, len(name), name, "policy")), "title")

    def _speaks_of(self, word: str) -> bool:
        """Whether a text says 全区 or the like other than for the field of a comparison."""
        text = self.notes.text
        return any(not text.endswith(FIELD_BEFORE, 0, m.start()) for m in re.finditer(word, text))

    def _unnamed(self) -> Subject:
        """What a text is about that names nobody."""
        for word, kind in self.lexicon.anaphors.items():
            # nothing is named: the text's own word for its place is all there is
            if kind in ("region", "park") and word[0] in "全我本" and self._speaks_of(word):
                return Subject(word, kind, f"{kind}:{word}", word, "article")  # type: ignore[arg-type]
        if any(is_national(m) for m in self.notes.entities):
            # only the country's own bodies speak: what they count is the country's
            return Subject("全国", "region", "region:全国", "全国", "article")
        publisher = self.notes.metadata.publisher or ""
        if _BODY.search(publisher) and _OURS.search(self.notes.text):
            return Subject(publisher, "government", f"government:{publisher}", publisher, "publisher")
        name = self.titles or publisher
        return Subject(name, "ranking_or_report", f"ranking_or_report:{name}", name, "title")
