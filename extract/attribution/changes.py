"""Verbs of change at the end of the words before a figure, and what it changed from: 比上年增长, 提高到."""

from __future__ import annotations

import re

from extract.attribution.lexicon import Lexicon

NOMINAL = frozenset(
    ["增速", "增幅", "涨幅", "降幅", "跌幅", "减幅", "升幅", "增量", "减量", "增長率", "降幅", "漲幅", "跌幅"]
)
_COMPARED_WITH = re.compile(
    r"(?<![同环環對对相])(?:(?:较|較|比)(?P<base>[^，较比占]{0,16}?)(?:相比|比较|同期)?的?|(?:与|與|同|和)(?P<with>[^，较比占]{0,16}?)相比)$"
)
_ADVERBS = re.compile(
    "(?:同比|环比|環比|按年|按月|按可比(?:价格?|口径)|按不变价格?|按现价|年|月|季|实际|實際|有机会|有機會|可望|有望|一度|微幅|名义|名義|分别|分別|均|都|各|也|又|再|则|則|大幅|小幅|略|微|逆势|逆勢|"
    "稳步|穩步|快速|平均|年均|累计|累計|合计|合計|共|总计|总体|同口径|自然口径|新口径|老口径|可比|可比价|可比口径|计算|依次|继续|持续|首次|仅|僅|仍|已|有所|进一步|净|复合|整体|"
    "全年|当年|一年|两年|三年|五年|十年|明显|显著|相比|相应|同步|双双|雙雙|分|较快|高速|加速|逐年|共同|约|近|超|逾|增幅|预计|力争|将|实现|保持|反而|卻|却|"
    "一举|一舉|同期|期间|上年|去年|当期|规模|数量上|快于)+$"
)


def strip_tail(left: str, words: Lexicon) -> tuple[str, str]:
    """The left side without the light verbs and qualifiers before the figure, and what was taken off."""
    core = words.light.strip_end(left)
    return core, left[len(core) :]


def change_verb(core: str, words: Lexicon) -> tuple[str, bool]:
    """The verb of change that `core` ends with and whether it is downward; empty when there is none."""
    up, down = words.up.suffix(core), words.down.suffix(core)
    return (down, True) if len(down) > len(up) else (up, False)


def endpoint_verb(left: str, words: Lexicon) -> tuple[str, str] | None:
    """`(what stands before the verb, verb)` for 提高到, 降至, 增加为 at the end of `left`; None otherwise."""
    text = left[:-1] if left.endswith(("至的", "到的", "为的")) else left  # 回升至上半年的1.5%
    for _ in range(4):
        for mark in words.to if text.endswith(words.to) else ():
            if mark in ("达", "达到", "達", "達到") or not text.endswith(mark):
                continue
            stem = text[: -len(mark)].removesuffix("了")
            verb, _down = change_verb(stem, words)
            if verb and verb not in NOMINAL:
                return stem[: -len(verb)], verb
        word = words.light.suffix(text)
        if not word or word[-1] in "到至":
            # compounds such as 提高到 are light verbs of their own
            if word and len(word) >= 2 and word[-1] in "到至為为":
                stem = word[:-1]
                verb, _down = change_verb(stem, words)
                if verb:
                    return text[: -len(word)], verb
            return None
        text = text[: -len(word)]
    return None


def comparison(phrase: str) -> tuple[str, str | None]:
    """Takes adverbs and the term of comparison (比上年, 较挂牌前) off the end of a phrase."""
    base: str | None = None
    for _ in range(4):
        shorter = _ADVERBS.sub("", phrase)
        if found := _COMPARED_WITH.search(shorter):
            base = found["base"] or found["with"] or base
            shorter = shorter[: found.start()]
        if shorter == phrase:
            break
        phrase = shorter
    return phrase, base
