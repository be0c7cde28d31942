"""Names by grammar: from a suffix to the left over descriptors, a proper part and places to where the name begins.

place* proper? descriptor* suffix, with an earlier name, a bracket or a quotation where a place or proper part may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.persons import is_transliterated
from extract.entities.rarity import seldom_said
from extract.entities.reading import Reading
from extract.entities.words import Word
from schemas.records import EntityType

_LONGEST = 26
_SOUNDS_LIMIT = 12  # the same for a transliterated name with a dot
_ZONES = ("区", "园", "城", "港", "谷", "器", "基地", "中心", "）", "空间")
_WIDE = (*lexicon.regions().countries, "地区", "东部", "西部", "中部", "东北", "沿海")  # too wide to name a park
_FOUNDED = ("国立", "私立", "省立", "市立")
_JOINT = ("联合", "会同", "协同")
_LENIENT: frozenset[EntityType] = frozenset(
    {"lab_or_institute", "association"}
)  # technical names: 某某大分子药研发中心
# what the companies that build and run a zone do: 某某科技园区|开发股份有限公司, but 某高新区|光电有限公司 lies there
_OF_ZONES = frozenset(
    [
        "发展",
        "建设",
        "投资",
        "开发",
        "运营",
        "经营",
        "管理",
        "服务",
        "控股",
        "产业",
        "资产",
        "资本",
        "国有",
        "国资",
        "实业",
        "置业",
        "城建",
        "城投",
        "招商",
        "物业",
        "金融",
        "金控",
        "创投",
        "产投",
        "科创",
        "公用",
        "公共",
        "集团",
        "股份",
        "商务",
        "市政",
        "园林",
        "热力",
        "燃气",
        "水务",
    ]
)
# a place is one character before these: 砚高科集团, 澜高新集团
_OF_PLACES = frozenset(("高科", "高新", "国控", "城投", "国投", "产投", "科创", "城建", "交投", "文旅"))
_COORDINATED: frozenset[EntityType] = frozenset({"park", "lab_or_institute", "government", "association", "enterprise"})
_PREDICATES = "有无需能会可应得"  # 市市有高新区: a clause
CONTAINERS = "区楼院园房厂店街校城镇市省县国山家宇屋村巷弄堂"
_ALL = ("全国", "全省", "全市", "全县", "全区", "各省", "各市", "各地", "各区", "各县")
_PROPER_LIMIT = 5  # characters of single-character words in a row that may be one proper part
# what may carry what: type of the later suffix → types of the names that it may be built on
_BUILDS_ON: Mapping[EntityType, frozenset[EntityType]] = {
    "government": frozenset({"park", "region", "government"}),
    "lab_or_institute": frozenset(
        {"university", "lab_or_institute", "region", "government", "enterprise", "association", "park"}
    ),
    "park": frozenset({"university", "region", "park", "lab_or_institute"}),
    "enterprise": frozenset({"region", "enterprise", "lab_or_institute", "university", "park"}),
    "association": frozenset({"region", "university", "association", "park"}),
    "event": frozenset({"park", "region", "enterprise", "university", "association", "event", "government"}),
    "media": frozenset({"park", "region"}),
    "university": frozenset({"region", "university"}),
    "region": frozenset({"region"}),
    "ranking_or_report": frozenset({"park", "region", "enterprise", "government", "industry", "university"}),
}


_GATHERED = ("区", "发展区", "示范区", "园", "中心", "发展")  # what 集聚 stands before in names: 产业集聚区


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    words = sorted(lexicon.suffixes())
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _generic() -> frozenset[str]:
    return frozenset(lexicon.words().generic)


@cache
def _descriptors() -> frozenset[str]:
    return frozenset(lexicon.words().place_descriptors)


@cache
def _classifiers() -> frozenset[str]:
    return frozenset(lexicon.words().classifiers)


def suffix_hits(plain: str) -> list[tuple[int, int, EntityType]]:
    """Every suffix of the text, longest first at a place, by start."""
    machine, words = _automaton()
    types = lexicon.suffixes()
    return [(s, e, types[words[i]]) for i, s, e in machine.find_matches_as_indexes(plain)]


def _opening(words: list[Word], i: int, mark: str, limit: int) -> int | None:
    """Index of the opening mark that belongs to the closing one at `i`, within `limit` characters."""
    for j in range(i - 1, max(-1, i - 12), -1):
        if words[i].start - words[j].start > limit + 1:
            return None
        if words[j].text == mark:
            return j
        if words[j].text in "）”，。；":
            return None
    return None


def _names_a_lane(word: Word) -> bool:
    """Whether a word makes a name with 里 behind it (蜂巢里孵化器), and is not what one is inside of (厂区里)."""
    return word.text[-1] not in CONTAINERS and (
        word.kind == "proper" or (word.kind == "noun" and seldom_said(word.text))
    )


class _Walk:
    """The state of one walk to the left."""

    def __init__(self, reading: Reading, start: int, kind: EntityType, ending_at: Mapping[int, Candidate]) -> None:
        self.reading = reading
        self.start = start
        self.kind = kind
        self.ending_at = ending_at
        self.words = reading.before(start)
        self.i = len(self.words) - 1
        self.begin = start
        self.core = ""
        self.run = 0  # characters of the proper part so far
        self.nouns: list[str] = []
        self.country = False
        self.counted = False  # a numeral and a classifier stand before it: 两大研发中心

    def go(self) -> None:
        """Walk until something stops."""
        while self.i >= 0:
            word = self.words[self.i]
            if word.end != self.begin or self.start - word.start > _LONGEST or not self._step(word):
                return

    def _take(self, word: Word, core: str) -> bool:
        self.begin, self.core, self.i = word.start, core, self.i - 1
        return True

    def _step(self, word: Word) -> bool:
        earlier = self.ending_at.get(word.end)
        if earlier is not None:
            return self._join(earlier)
        if word.text in _JOINT and self.ending_at.get(word.start) is not None:
            return False  # 甲研究院联合乙大学: the verb
        if word.text in "）”":
            return self._marks(word)
        if word.text == " " and self._inside_latin(word):
            return self._take(word, self.core)
        if word.kind == "place" and self.core != "place":
            self.country = self.core in ("", "noun") and word.text.endswith(_WIDE)
            return self._take(word, "place")
        if self.core == "place":
            bare = self.kind == "enterprise" and self.reading.plain.startswith("公司", self.start)
            if bare and word.text == "中" and self.run:
                return self._take(word, "place")  # 中车某地公司
            zone = self.kind == "park" and len(word.text) == 1 and word.text not in "市省区县州"  # 银|沙湾高新区
            if (self.kind == "lab_or_institute" or bare or zone) and word.kind == "proper" and not self.nouns:
                self.run += len(word.text)
                return self.run <= _PROPER_LIMIT and self._take(word, "place")  # 某某中国研究院
            return False
        before = self.words[self.i - 1] if self.i else None
        if before is not None and before.kind == "number" and before.end == word.start and word.text in _classifiers():
            self.counted = True
            return False
        if word.kind == "number":
            single = len(word.text) == 1 and not word.text.isascii()
            if not (single and self.core == "proper" and (before is None or before.kind != "proper")):
                return False
            self.run += 1  # 三|溪
            return self._take(word, "proper")
        if word.kind == "soft":
            return self._soft(word, before)
        if word.kind == "proper":
            self.run += 2 if word.text.isascii() else len(word.text)
            limit = _PROPER_LIMIT
            if self.run > limit:
                name = self.reading.plain[word.start : self.start]
                limit = _SOUNDS_LIMIT if "·" in name or is_transliterated(name) else limit
            return self.run <= limit and self._take(word, "proper")
        if word.kind == "head" and len(word.text) == 1 and not self.core and before is not None:
            if before.end == word.start and before.kind == "proper" and len(before.text) == 1:
                self.run += 1
                return self._take(word, "proper")  # 澜图高新区: 图 and 文 end captions, and names
        if word.text == "集聚" and not self.reading.plain.startswith(_GATHERED, self.start):
            return False  # 某高新区集聚孵化器27家: the verb
        if word.kind == "noun" or (word.kind == "head" and not self.core and word.text in _generic()):
            return self._noun(word)
        return False

    def _inside_latin(self, word: Word) -> bool:
        """Whether white space stands between two capitalised words: Oak Ridge科技园."""
        left, right = self.reading.plain[word.start - 1 : word.start], self.reading.plain[word.end : word.end + 1]
        before = self.words[self.i - 1].text if self.i else ""
        return bool(left.isascii() and left.isalpha() and before[:1].isupper() and right.isascii() and right.isupper())

    def _soft(self, word: Word, before: Word | None) -> bool:
        company = self.kind == "enterprise" and self.core == "proper" and self.run == 1
        if company and (before is None or before.kind not in ("noun", "proper")):
            self.run += 1
            return self._take(word, "proper")  # 中金公司
        if (
            self.core in ("proper", "place")
            and self.run
            and word.text == "中"
            and (before is None or before.kind in ("stop", "head", "soft"))
        ):
            return self._take(word, "proper")  # 中车某某公司
        if before is None or before.end != word.start:
            return False
        if word.text == "里" and before.text[-1] in CONTAINERS:
            return False  # 楼宇里孵化器5家: where
        if not self.core and before.kind == "proper" and word.text not in _PREDICATES:
            self.run += 1
            return self._take(word, "proper")  # 嘉和
        if word.text == "里" and self.kind == "park" and self.core in ("", "noun") and _names_a_lane(before):
            self.run += 2
            return self._take(word, "proper") and self._take(before, "proper")  # 橙果|里|文创园
        both = before.kind == "noun" and len(before.text) > 1 and self.core in ("", "noun") and bool(self.nouns)
        return word.text == "和" and self.kind in _COORDINATED and both and self._take(word, self.core)

    def _noun(self, word: Word) -> bool:
        if word.text in _ALL:
            return False  # 某某通报全省高新区情况: all of a class
        if self.core == "proper" and word.text in _FOUNDED:
            return self._take(word, "place")
        if self.core == "proper":
            if self.run > 1 and self.kind not in _LENIENT:
                return False
            self.run = 0
        self.nouns.append(word.text)
        if len(self.nouns) > 6:
            return False
        named = word.text in _descriptors() or word.text not in _generic()
        return self._take(word, self.core if self.core in ("bracket", "proper") else "noun" if named else self.core)

    def _join(self, earlier: Candidate) -> bool:
        kind = self.kind
        if (
            earlier.type == "park"
            and self.core != "place"
            and not self.reading.plain[earlier.start : earlier.end].endswith(_ZONES)
        ):
            self.begin, self.core = earlier.start, "place"  # 中关村, 松山湖: names that serve as places
            while self.i >= 0 and self.words[self.i].end > self.begin:
                self.i -= 1
            return True
        if earlier.type not in _BUILDS_ON.get(kind, frozenset()):
            return False
        if (
            kind == "park"
            and earlier.type == "park"
            and self.begin == self.start
            and self.reading.plain.startswith("园区", self.start)
        ):
            return False  # 某某示范区园区: the zone's own grounds
        if earlier.type == "region":
            self.country = self.core in ("", "noun") and self.reading.plain[earlier.start : earlier.end].endswith(_WIDE)
            self.begin, self.core = earlier.start, "place"
            while self.i >= 0 and self.words[self.i].end > self.begin:
                self.i -= 1
            return True
        if earlier.type == "park" and self.core in ("proper", "noun") and kind != "enterprise":
            if kind == "park" and self.reading.plain.startswith("片区", self.start):
                self.begin, self.core, self.i = earlier.start, "built", -1
                return False
            district = kind == "park" and self.reading.plain[earlier.end - 2 : earlier.end] == "新区"
            if not district or self.begin == self.start:
                return False
        if kind == "enterprise" and self.core == "proper":
            return False
        if kind == "enterprise" and earlier.type == "park" and self.nouns and self.nouns[-1] not in _OF_ZONES:
            return False
        self.begin, self.core, self.i = earlier.start, "built", -1
        return False

    def _marks(self, word: Word) -> bool:
        if word.text == "）":
            if self.kind not in ("enterprise", "park") or (self.nouns and self.kind == "enterprise"):
                return False
            j = _opening(self.words, self.i, "（", 8)
            inner = self.reading.plain[self.words[j].end : word.start] if j is not None else ""
            if j is None or not inner.isalpha():
                return False
            self.begin, self.i, self.core = self.words[j].start, j - 1, self.core or "bracket"
            return True
        j = _opening(self.words, self.i, "“", 14)
        if j is not None and self.core not in ("proper", "place"):
            self.begin, self.core, self.i = self.words[j].start, "quoted", -1
        return False


def expand(
    reading: Reading, start: int, kind: EntityType, ending_at: Mapping[int, Candidate]
) -> tuple[int, str, int] | None:
    """Where the name whose suffix begins at `start` begins, what carries it and how many nouns it holds.

    The second value is `built` (on an earlier name), `quoted`, `place`, `proper`, `bracket`, `noun` or `generic`;
    None where nothing stands before the suffix.
    """
    walk = _Walk(reading, start, kind, ending_at)
    walk.go()
    if walk.begin == start:
        return None
    if walk.core == "proper" and walk.run == 1 and walk.begin + 1 <= start:
        of_place = kind == "enterprise" and walk.nouns and walk.nouns[-1] in _OF_PLACES
        if not (of_place and (walk.i < 0 or walk.words[walk.i].kind in ("stop", "head", "soft"))):
            walk.core = "noun"
    if (walk.country and kind == "park") or (walk.counted and walk.core in ("noun", "")):
        return walk.begin, "generic", len(walk.nouns)
    return walk.begin, walk.core or "generic", len(walk.nouns)
