"""Names that nothing but their place gives away: unknown words that open a clause and that the text says again.

No ending tells what 汉澜科创港-like names are, and new ones are made every day; but what a text keeps coming back to is
what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.entities.candidates import Candidate
from extract.entities.persons import surnames
from extract.entities.reading import Reading
from schemas.records import EntityType

SCORE = 0.45
"""Too little for a record of its own (`linking.topics.LEAST`), enough to be what figures are about."""
_OPENS = re.compile("[。！？；\n：，“《]")
_LEADS = frozenset(["在", "走进", "来到", "据", "对", "与", "由", "对于", "以", "从"])
_LONGEST = 14
_SHORTEST = 3
# what is measured, done or demanded is no name, however new the word
_NO_NAME = re.compile(
    r"(?:指数|指數|收入|营收|增加值|投资|税收|利润|支出|经费|投入|强度|贷款|存款|排名|数|率|额|量|值|度|比|性|化|费|期|证|制|公司|集团|园区|企业|学校|全区|全市|全省|型|类|级|试|材料|材|技术|设备|系统|产品|项目|工程|模式|机制|产业|行业|赛道|领域|市场|片|剂|药|会|局|部|署|榜|法|们|者|员|人|后|前|上|中|下|时|畔|滨|岸边|旁|沿线|一带|剩|仅|只|才)$"
)
_NO_BEGIN = "较比与从由占达近约超同按其"
_ZONES = ("高新区", "经开区", "开发区", "科学城", "科技城", "新区", "园区", "科技园", "产业园", "保税区")
_PERSONAL = (
    r"(?:，(?:男|女|\d{4}年|[一二三四五六七八九]十)|[一-鿿]{0,3}?(?:出生|先生|女士|博士|教授|院士"
    r"|说|告诉|回忆|记得|坦言|介绍|认为|表示|笑|揣|摇头|点头|带着|团队))"
)
# 某某芯谷二期, 某某一生物科技有限公司: with more behind it, the name is another one
_LONGER = re.compile(r"[一二三四五六]期|[一-鿿]{1,12}?(?:有限责任公司|股份有限公司|集团有限公司|有限公司)")
_PRONOUN = re.compile(r"[她他](?!们)")  # a text that tells of somebody
_OF_A_KIND = re.compile(
    r"[”」]?(?:企业|工程|行动|计划|奖励|政策|培育|模式|机制|改革|试点|项目)"
)  # “小升规”企业: a kind, no name
# 技工贸总收入, 钕铁硼项目, 钕铁硼毛坯产量: wherever it stands, it only says of what
_QUALIFIES = re.compile(
    r"[一-鿿]{0,2}?(?:(?:总|年|月)?(?:收入|产值|产量|销量|产能|价格|用量|需求|贸易额|进出口)|项目|行业|产业|企业|材料|产品|市场|领域|工艺|技术)"
)
_COUNTS = re.compile(
    r"[一二两三四五六七八九十百千]+[十百千万亿]|十[一二三四五六七八九]"
)  # 账上只剩十一万: a figure follows wherever it is said
_COMPANY = re.compile(r"公司|集团|营收|净利润|客户|融资")


def find_recurring(reading: Reading, known: Iterable[Candidate]) -> list[Candidate]:
    """Candidates, reason `recurs`, of names that open a clause outside all known mentions and stand elsewhere too."""
    plain = reading.plain
    taken = bytearray(len(plain) + 1)
    for c in known:
        taken[c.start : c.end] = b"\1" * (c.end - c.start)
    names: dict[str, None] = {}
    firms = [plain[c.start : c.end] for c in known if c.type == "enterprise" and c.end - c.start > 6]
    for index in _openings(reading):
        start = reading.words[index].start
        if taken[start]:
            continue
        for end in _ends(reading, index):
            name = plain[start:end]
            if (
                plain.find(name) != plain.rfind(name)
                and not _NO_NAME.search(name)
                and not _is_person(name, plain)
                and name[0] not in _NO_BEGIN
                and not any(firm.find(name) >= 2 and name not in firm[:4] for firm in firms)
                and not _OF_A_KIND.match(plain, end)
                and not all(_COUNTS.match(plain, m.end()) for m in re.finditer(re.escape(name), plain))
                and not all(_QUALIFIES.match(plain, m.end()) for m in re.finditer(re.escape(name), plain))
            ):
                names[name] = None
                break
    if not names:
        return []
    kind: EntityType = "enterprise" if _COMPANY.search(plain) else "park"
    zones = {name: zone for name in names if (zone := _zone(name, plain))}
    found = []
    for name in names:
        for m in re.finditer(re.escape(name), plain):
            start, end = m.span()
            if taken[start] or taken[end - 1]:
                continue
            if name in zones:  # 明镜湖 beside 明镜湖经开区: the same zone
                found.append(Candidate(start, end, "park", 0.6, f"elided:{zones[name]}"))
                continue
            if longer := _LONGER.match(plain, end):
                end = longer.end()
            found.append(Candidate(start, end, "enterprise" if plain[end - 1] == "司" else kind, SCORE, "recurs"))
    return found


def _is_person(name: str, plain: str) -> bool:
    """Whether a short name with a surname is said to be born, to speak or to feel."""
    if len(name) > 3 or name[0] not in surnames():
        return False
    return len(_PRONOUN.findall(plain)) > 1 or bool(re.search(re.escape(name) + _PERSONAL, plain))


def _zone(name: str, plain: str) -> str:
    """The kind of zone that the text calls by a name elsewhere."""
    return next((z for z in _ZONES if name + z in plain), "")


def _openings(reading: Reading) -> Iterator[int]:
    """Indexes of the words that open a clause, behind a word that leads to a name (在, 走进)."""
    words = reading.words
    for opened in (0, *(m.end() for m in _OPENS.finditer(reading.plain))):
        i = reading.beginning(opened)
        if i is None:
            continue
        at = i + 1 if words[i].text in _LEADS else i
        if at < len(words) and words[at].kind == "proper":
            yield at


def _ends(reading: Reading, index: int) -> list[int]:
    """Where a name that begins with word `index` may end, the farthest first: it holds two proper characters."""
    words, ends = reading.words, []
    start = at = words[index].start
    proper = 0
    for word in words[index : index + _LONGEST]:
        if word.start != at or word.end - start > _LONGEST or word.kind not in ("proper", "noun", "place", "soft"):
            break
        if not "一" <= word.text[0] <= "鿿":
            break
        at = word.end
        proper += len(word.text) if word.kind == "proper" else 0
        if proper >= 2 and at - start >= _SHORTEST and word.kind != "soft":
            ends.append(at)
    return ends[::-1]
