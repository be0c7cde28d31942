"""Numbers that are no quantities, each with a reason code.

Codes: `name` (EH216, PM2.5), `edition` (第八批), `ordinal` (第二家), `list_label` (1. …), `label` (图3, 电话),
`document_number`, `year_label` (指数2023), `per_base` (每万人), `magnitude_class` (百亿级), `threshold` (亿元以上企业,
35岁以下), `group` (五大, 500强), `nickname` (“1+3”), `apposition` (甲、乙两家), `duration` (三年), `restated`
(过半，达51%), `time`, `ratio`, `date`, `period`, `no_unit`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.periods.rules import rules
from extract.quantities import context, signs, thresholds
from extract.quantities.bare import read_bare
from extract.quantities.candidates import Candidate

if TYPE_CHECKING:
    from extract.quantities.finder import Finder

_RULES = rules("quantities")
_MOVE = _RULES["move"]
_ADDRESS = _RULES["address"]
_CONTACT = _RULES["contact"]
_FLOORS = ("层", "層", "楼", "樓", "栋", "幢", "座", "室", "单元")
_LINE = 10000  # the least that a number of a telephone line or a postcode is
_PER = _RULES["per"]
_CLOCK = _RULES["clock"]
_RESTATED = _RULES["restated"]
_ONE_EACH = _RULES["one_each"]
_RATE = _RULES["rate_words"]
_INDEX = _RULES["index"]
_OTHERS = _RULES["others"]
_LISTED = _RULES["listed"]
_OBJECT = _RULES["object"]
_ANAPHORA = _RULES["anaphora"]
_AWAY = _RULES["away"]
_SIZED = _RULES["sized_thing"]
_SHARED_POINTS = _RULES["shared_points"]
_SERVICE = _RULES["service"]
_PASSING = _RULES["passing"]
_WHILE = _RULES["while"]
_AVERAGED = _RULES["averaged"]
_MEASURED_TIME = _RULES["measured_time"]
_PAUSE = frozenset("，。；、！？）,;!?)\n至到和及并 ”】")
_ALSO_COUNTED = frozenset(("片", "版", "卡", "县", "镇", "乡", "村", "岛", "库"))
_VIEWED = re.compile(r"(?:阅读|浏览|点击|访问|观看|閱讀|瀏覽)(?:次数|量|数)?[：:]?\s*$")
_MANY = 10
_LIST_END = frozenset("。；;）)\n")
_LAST = frozenset("后後末")
_INCHES = frozenset(("英寸", "吋", "寸"))
_MEASURED = frozenset(("age", "area", "power", "mass", "length"))
HALF = 50
_NUMBERED = re.compile(r"0\d[ \u3000]?(?![\d.,:：-])")


def judge(finder: Finder, c: Candidate, previous: Candidate | None) -> None:
    """Set `c.reason` where the number is no quantity, or correct its unit. `previous` is the candidate before it."""
    plain, start, end = finder.plain, c.start, c.end
    dimension = c.dimension
    before = plain[start - 1] if start else "\n"
    after = plain[end] if end < finder.size else "\n"
    if _NUMBERED.match(plain, start) and before in "\n 　":
        c.reason = "list_label"  # 03 位次
        return
    if plain.endswith("千伏", start, end) and "\u4e00" <= after <= "\u9fff":
        c.reason = "name"  # 220千伏变电站
        return
    if "每" in plain[max(0, start - 4) : start] and dimension not in ("rank", "percent"):
        if before == "每" or _PER.search(plain, max(0, start - 4), start):
            if not (dimension == "time" and _ONE_EACH.match(plain, end)):
                c.reason = "per_base"
            return
    if not c.code:
        if signs.appended(plain, previous, c):
            return
        read_bare(finder, c, before, after)
        if c.code:
            thresholds.predicate(plain, previous, c)
    elif (before == "+" and not signs.is_sign(plain, c)) or (after == "+" and dimension == "count"):
        c.reason = "nickname"
    elif after in "级級" and dimension != "rank":
        c.reason = "magnitude_class" if dimension == "currency" else "group"
    elif dimension == "count":
        _count(finder, c, before, after, previous)
    elif dimension == "currency":
        if c.bare and c.more is None and before not in finder.lex.bare_scale_after:
            c.reason = thresholds.bare_scale(plain, c)
        elif thresholds.restricts(finder, c):
            c.reason = "threshold"
        else:
            thresholds.predicate(plain, previous, c)
    elif dimension == "percent":
        if thresholds.of_rate(finder, c) or thresholds.restricts(finder, c):
            c.reason = "threshold"
            return
        thresholds.predicate(plain, previous, c)
        if c.value == HALF and _RESTATED.match(plain, end):
            c.reason = "restated"
    elif dimension == "rank":
        if c.low is not None and previous is not None and thresholds.counts_same_clause(plain, previous, c):
            opened = context.clause_start(plain, previous.start)
            by_counts = plain[previous.end : c.start] in _HOLD and "以" in plain[opened : previous.start]
            c.reason = "" if by_counts else "threshold"  # 甲、乙、丙分别以118家、97家、74家位居前三
    elif dimension == "time" and before in "×*":
        c.reason = "label"  # 7×24小时
    elif dimension == "time" and _SERVICE.search(plain, max(0, start - 10), start):
        c.reason = "label"
    elif dimension == "time":
        if c.code == "年" or _PASSING.search(plain, max(0, start - 4), start) or _WHILE.match(plain, end):
            _duration(finder, c)
        elif _AVERAGED.match(plain, end):
            c.reason = "name"
        elif thresholds.restricts(finder, c):
            c.reason = "threshold"
        elif before in "，。；！？：:\n" and "\u4e00" <= after <= "\u9fff" and not _MEASURED_TIME.match(plain, end):
            _duration(finder, c)  # 8个月引进53家: it opens the clause and says in what time
    elif dimension in _MEASURED:
        if dimension == "length" and c.form in _INCHES and _SIZED.match(plain, end):
            c.reason = "name"  # 8英寸晶圆
        elif _AWAY.match(plain, end):
            c.reason = "threshold"  # 9.4公里外的检验中心
        elif thresholds.restricts(finder, c):
            c.reason = "threshold"
    elif dimension in ("index", "score") and thresholds.restricts(finder, c):
        c.reason = "threshold"  # 得分在80分以上的开发区有11家
    elif dimension in ("index", "score"):
        hour = (
            c.form in ("点", "點") and c.value <= 24 and after not in _PAUSE and c.value == c.value.to_integral_value()
        )
        if hour or _CLOCK.search(plain, max(0, start - 3), start):
            c.reason = "time"
        elif c.form in ("个点", "個點"):
            opened = context.sentence_start(plain, start)
            if _RATE.search(plain, opened, start) and not _INDEX.search(plain, opened, start):
                c.code, c.full, c.kind, c.dimension = "pp", "", "percent", "percentage_point"


_HOLD = frozenset(("位居", "居", "位列", "列", "名列", "排名", "分列", "分居"))
_PERSONAL = tuple("才所用户账计信消贷体物工防员大口事")  # 两个|人才公寓, 3个人工岛
_CLASS_YEARS = (1990, 2100)


def _count(finder: Finder, c: Candidate, before: str, after: str, previous: Candidate | None) -> None:
    """A counted number: a group or label, a place in a ranking, or a sum of what was just named."""
    plain = finder.plain
    if (
        c.form in finder.lex.group_words
        and not (
            c.form in _ALSO_COUNTED
            and not c.chinese
            and c.value >= _MANY
            and c.value % 1 == 0
            and after in _PAUSE | {"的"}
        )
        and (c.form != "片" or after in "区區")
    ):
        c.reason = "group"
    elif before in "（(〔[" and after in "）)〕]" and c.end - c.start < 3:
        c.reason = "list_label"
    elif c.form in ("位", "名") and after in _PAUSE and _MOVE.search(plain, max(0, c.start - 6), c.start):
        c.code, c.full, c.kind, c.dimension = "rank", "", "ordinal", "rank"
    elif (
        c.form in ("位", "名")
        and previous is not None
        and previous.dimension == "rank"
        and plain[previous.end : c.start] in ("和", "、", "及", "与")
    ):
        c.code, c.full, c.kind, c.dimension = "rank", "", "ordinal", "rank"  # 分别下滑19位和22位
    elif c.form in ("届", "屆") and _CLASS_YEARS[0] <= c.value <= _CLASS_YEARS[1]:
        c.reason = "name"  # 2025届毕业生
    elif c.form in ("个", "個") and after == "人" and plain[c.end + 1 : c.end + 2] not in _PERSONAL:
        c.code, c.form, c.full, c.end = "人", "人", "", c.end + 1  # 60多个人
    elif before in "这這" and c.chinese:
        c.reason = "apposition"  # 这两个品种
    elif c.form in ("页", "頁") or (plain.startswith("0", c.start) and plain[c.start + 1 : c.start + 2].isdigit()):
        c.reason = "label"
    elif c.form == "次" and _VIEWED.search(plain, max(0, c.start - 8), c.start):
        c.reason = "label"  # 阅读：1206次
    elif c.form in _FLOORS and before in "座号栋幢":
        c.reason = "label"  # 某大道99号A3座7层
    elif c.form in _FLOORS and _ADDRESS.search(plain, max(0, c.start - 48), c.start):
        c.reason = "label"  # 地址：…大厦9层
    elif c.value >= _LINE and _CONTACT.search(plain, max(0, c.start - 10), c.start):
        c.reason = "label"  # 邮编：318026 招商热线
    elif c.form in ("转", "轉") and after.isdigit():
        c.reason = "label"  # an extension: 400-820-6617转3
    elif c.form in ("位", "名", "家", "个") and before in _LAST and after not in _PAUSE:
        c.reason = "threshold"  # 后5名约谈负责人
    elif c.form in ("个", "個") and (shared := _SHARED_POINTS.match(plain, c.end)):
        # 分别上升3.1个和4.6个点
        opened = context.sentence_start(plain, c.start)
        of_rate = _RATE.search(plain, opened, c.start) and not _INDEX.search(plain, opened, c.start)
        rate = shared["unit"][0] == "百" or bool(of_rate)
        c.code, c.full, c.kind, c.dimension = (
            ("pp", "", "percent", "percentage_point") if rate else ("index_point", "", c.kind, "index")
        )
    elif c.bare and c.more is None and before not in finder.lex.bare_scale_after:
        c.reason = thresholds.bare_scale(plain, c)
    elif thresholds.tells_apart(plain, c) and not c.bare:
        c.reason = "threshold"
    elif _named_before(finder, c, before, previous):
        c.reason = "apposition"


def _named_before(finder: Finder, c: Candidate, before: str, previous: Candidate | None) -> bool:
    """两家 after the two names that it sums up, 其余四项, 两家企业依次: nothing is counted here."""
    plain = finder.plain
    if c.value > 9 or not c.value:
        return False
    if _OTHERS.search(plain, max(0, c.start - 3), c.start):
        listed = (
            previous is not None and previous.form == c.form and not previous.reason and previous.end > c.start - 12
        )
        return not (listed and plain[c.end : c.end + 1] in _LIST_END)  # 高端装备22家，其他4家。
    if not c.chinese:
        return False
    if before in "，。；\n" and c.end - c.start <= 3 and _ANAPHORA.match(plain, c.end - len(c.form)):
        return True
    m = _LISTED.search(plain, max(0, c.start - 50), c.start)
    if m is None or _OBJECT.search(m["list"]):
        return False
    return len(re.findall("[、和与及]", m["list"])) + 1 == int(c.value)


def _duration(finder: Finder, c: Candidate) -> None:
    """N年 says when, unless the clause is about a length of time (工期三年)."""
    plain = finder.plain
    low = context.clause_start(plain, c.start, 16)
    if plain[c.end : c.end + 1] in "级級":
        c.reason = "group"
    elif not finder.lex.duration.search(plain, low, c.start):
        c.reason = "duration"
