"""What the look of one line says: begins a block, stands alone, is a folio, runs on."""

from __future__ import annotations

import re

from corpus.repair.characters import HAN

_NUMERAL = "一二三四五六七八九十百零〇"
_MONTHS = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"

# begins a block whatever stands before it
BEGINS = re.compile(
    rf"""(?:
      第[{_NUMERAL}\d]{{1,4}}[章节編编篇部] | 第[{_NUMERAL}\d]{{1,4}}条[\s\u3000]
    | [{_NUMERAL}]{{1,3}}[、．] | [（(][{_NUMERAL}]{{1,3}}[）)] | [（(]\d{{1,2}}[）)](?![\d％%]) | [①-⑳⑴-⒇⒈-⒛]
    | \d{{1,2}}(?:[、)）]|[.．](?![\d\s]*\d)) | [1-9]\d?[.．][1-9]\d?(?:[.．][1-9]\d?)?[\s\u3000]+(?![亿億万萬千百个個家项項件人元倍平公台套])(?=[{HAN}]) | [●■◆▲▶►★☆○◎※▼□◇▪•➢✓\uf000-\uf0ff] | \#{{1,6}}[ ] | [*+-][ ](?=[{HAN}])
    | 本[报報]\S{{0,12}}?[讯訊电電][\s（(】]?(?<=[讯訊电電\s（(】]) | [{HAN}]{{1,8}}[讯訊電电](?:[\s\u3000]|[（(]|$) | [【〔\[（(][^】〕\])）\n]{{0,24}}(?:[讯訊电電]|[报報][导導道])[】〕\])）]
    | 〔?[（(]?(?:本[报報]|[{HAN}]{{2,6}}[报報])?(?:[记記]者|通[讯訊][员員])[\s\u3000]*[{HAN}]{{2,4}}[\s／/]*[{HAN}]{{0,3}}[报報][导導道]
    | [图圖表][\s\u3000]?(?:\d{{1,3}}|[{_NUMERAL}]{{1,3}})(?:[-—－.]\d{{1,3}})?(?:[\s\u3000：:]|$) | 附[表图件录][\s\d一二三四五：:] | [专專][栏欄][\s\u3000]?\d
    | [图圖][为為示] | [注註][：:] | [注註]\d | [数數][据據][来來]源 | [资資]料[来來]源 | [图圖]片[来來]源 | [来來]源[：:] | [单單]位[：:]
    | [责責]任[编編][辑輯] | [编編][辑輯][：:] | [发發]布[时時][间間] | [发發]布人[：:] | [时時][间間][：:] | 索引[号號] | [上下]一篇 | \[\d{{1,2}}\]
    | https?:// | [您你][当當所]?[前在]的?位置 | [当當]前位置 | 字[号號][：:] | [浏瀏][览覽][次量] | 【[{HAN}]{{2,4}}】
    )""",
    re.VERBOSE,
)  # fmt: skip

# may begin a block, but only after a finished sentence or a line that stands alone
MAY_BEGIN = re.compile(
    rf"(?:近日|日前|昨日|昨天|昨|今天|今日|[据據]悉|[据據]了解|——|--|[“「](?:[一二三四五六七八九十]{1, 3}五)[”」]|[·•‧-]\s?[{HAN}]|\d{{4}}年\d{{1,2}}月\d{{1,2}}日|{_MONTHS}月{_MONTHS}日[，,至—-]|[记記]者|[{HAN}]{{2,4}}：)"
)

# a line that is a block of its own
_NAME = rf"[{HAN}·]{{2,4}}"
_ROLE = r"(?:[记記]者|通[讯訊][员員]|特[约約][记記]者|[实實][习習]生|[记記]者站|[摄攝]影|[摄攝]|文/?图|[见見][习習][记記]者|[评評][论論][员員]|撰文|作者|采[写寫])"
ALONE = re.compile(
    rf"""(?:
      [▶►■●◆□]?[\s\u3000]*[【（(]?[{HAN}]{{0,10}}?{_ROLE}[：:\s\u3000]*{_NAME}(?:[\s\u3000、/]+(?:[{HAN}]{{0,6}}{_ROLE}[：:\s\u3000]*)?{_NAME})*[\s\u3000]*(?:文[/／][摄攝图]|[报報][导導道]|[摄攝]|[/／][摄攝文图])?[】）)]?
    | .{{0,60}}[/／\s][摄攝][）)]?
    | \#{{1,6}}[ ].*
    | [（(]?(?:19|20)\d\d[年.-]\d{{1,2}}[月.-]\d{{1,2}}日?[）)]?
    | [（(](?:[{HAN}]{{2,8}})[）)]
    | [—-]{{1,2}}[ ][完終终][ ][—-]{{1,2}}
    )$""",
    re.VERBOSE,
)  # fmt: skip
MAY_STAND_ALONE = re.compile(r"[者员員生影摄攝/／#图\]）)日道導导报報完終终】\d]")

# a line of a web page about the article: where it stands, when it was put there, how often it was read
META = re.compile(
    r"""(?:[来來]源|[发發][布表](?:时间|時間|日期|人|机构)?|(?:时间|時間|日期)|作者|索引[号號]|[责責]任[编編][辑輯]|[编編][辑輯]|[您你]?[当當所]?[前在]的?位置|[浏瀏][览覽][次量]数?
    |字[号號]|[上下]一[篇条條]|主[题題]分[类類]|[发發]文[机機][关關字]|成文日期|文[号號]|[单單]位|[币幣][种種])\s?[：:][^。；]*$""",
    re.VERBOSE,
)

FOLIO = re.compile(
    r"""(?:
      [—－–-]{1,3}[\s\u3000]*\d{1,4}[\s\u3000]*[—－–-]{1,3}
    | [-—－]?[\s\u3000]*第[\s\u3000]*\d{1,4}[\s\u3000]*[页頁](?:[\s\u3000,，/]*共[\s\u3000]*\d{1,4}[\s\u3000]*[页頁])?[\s\u3000]*[-—－]?
    | \d{1,4}[\s\u3000]*/[\s\u3000]*\d{2,4}
    | [Pp]age[\s]*\d{1,4}(?:[\s]*of[\s]*\d{1,4})?
    )$""",
    re.VERBOSE,
)

# a line that ends its paragraph though no full stop is its last character: a byline or remark after the last sentence
ENDS_WITH_BYLINE = re.compile(
    rf"[。！？”][\s\u3000]*(?:[（(][^（）()。]{{1,40}}[）)]|[\s\u3000]{_NAME}(?:[\s\u3000、]{_NAME}){{0,3}}|[\s\u3000].{{0,30}}[摄攝文]|[{HAN}]{{0,4}}[编編][辑輯].{{0,12}})(?:[\s\u3000]*(?:[（(][^（）()。]{{1,12}}[）)]|[责責]任[编編][辑輯].{{0,10}}|[编編][辑輯].{{0,10}}))?$"
)

UNIT_START = re.compile(
    r"[年月日亿億万萬千百兆元家个個项項件人名位次台套户戶篇只枚条條间間所座处處棟栋种種类類批倍成点點%％度吨噸米公平美港欧歐日人]"
)
INSIDE = re.compile("[。；;]")
"""Marks that only running text has; a headline may hold a comma, an exclamation or a question mark."""


def ends_sentence(text: str) -> bool:
    """Whether `text` closes with the end of a sentence, brackets and quotes after it allowed."""
    last = text[-1]
    if last in "。！？!?…":
        return True
    if last in '”’」』）)》"':
        body = text.rstrip('”’」』）)》"')
        return bool(body) and body[-1] in "。！？!?…"
    return False


_BYLINE_TAIL = frozenset("）)摄攝文")


def has_byline_end(text: str) -> bool:
    """Whether a byline, a credit or a remark follows the last sentence of `text`."""
    tail = text[-60:]
    if (
        text[-1] not in _BYLINE_TAIL
        and " " not in tail
        and "\u3000" not in tail
        and "辑" not in tail
        and "輯" not in tail
    ):
        return False
    return ENDS_WITH_BYLINE.search(tail) is not None


BROKEN_QUANTITY = re.compile(r"\d[\d.,]*\s?[亿億万萬千百]*(?:平方|立方|千瓦|公|美|欧元?|港)?$")
"""The end of a line that a number or its unit was broken at; the next line begins with `UNIT_THEN_MARK`."""

UNIT_THEN_MARK = re.compile(
    r"(?:[年月日亿億万萬千百元家个個项項件人名位次台套户戶篇只枚条條间間所座米吨噸倍％%]|公里|公[顷頃]|个百分点|個百分點|人次){1,2}(?=[，。；、,;（）)]|$)"
)
