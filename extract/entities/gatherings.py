"""Events that the verb before them gives away: 举行某某推进会, 举办“某某汇”12期.

A gathering that somebody holds is named by what it is about, though nothing in its name is proper.
"""

from __future__ import annotations

import re

from extract.entities.candidates import Candidate
from extract.entities.reading import Reading

_VERBS = ("举行", "举办", "召开", "开展")
_LEAST = 4  # characters that say what it is about
_HELD = re.compile(
    r"(?:举行|举办|召开|主办|承办)了?(?P<name>(?P<about>[^，。；：“”《》（）、\n的了]{2,24}?)"
    r"(?:推进会|联谊会|茶会|分析会|现场会|动员会|动员大会|表彰会|表彰大会|评审会|宣讲会|恳谈会|说明会|答谢会|双选会|对接会|交流会"
    r"|洽谈会|推介会|招商会|招聘会|研讨会|座谈会|培训会|启动会|部署会|调度会|发布会|签约会|沙龙|训练营|邀请赛|锦标赛|擂台赛|挑战赛"
    r"|开工活动|对接活动|交流活动|推介活动|招商活动|路演活动|主题活动|仪式|典礼))(?=[，。；、并\n]|$)"
)
_QUOTED = re.compile(
    r"(?:举行|举办|召开|开展|组织)了?(?:第?\d{1,3}[期场次届])?“(?P<name>[^“”，。；]{3,14})”"
    r"(?:系列)?(?P<class>活动|沙龙|论坛|路演|讲座|比赛|大赛)?(?=(?:近|超|约)?\d+余?[期场次]|[数多]场)"
)
# 第一届理事会第四次会议
_SESSION = re.compile(
    r"第[一二三四五六七八九十]+届(?:理事会|董事会|监事会|学术委员会|专家委员会|会员代表大会|职工代表大会)第[一二三四五六七八九十]+次(?:全体)?会议"
)
# 2024世界湿地科技论坛落下帷幕, 第三届某某农机展昨日闭幕: an edition, what it is about, what becomes of it
_EDITION = re.compile(
    r"(?P<name>(?:20\d\d(?:年度?)?|第[一二三四五六七八九十百\d]+届|首届)(?P<about>(?:(?![的了在于是由与将到至从对向为及年月日])[一-鿿A-Za-z（）·]){3,18}?)"
    r"(?:论坛|大会|峰会|大赛|赛|博览会|展览会|交易会|年会|展|活动周|[一-鿿]{2}[周週]))"
    r"(?=[”」』]?(?:昨|今|当|[日天晚]|落下|闭幕|开幕|启幕|落幕|收官|举行|举办|召开|开赛|閉幕|開幕|登場|畫下|舉行|舉辦|在|于|於|吸引|共|，|。|、|\d|（))"
)
# 某某智造展落幕 四天涌入…: what opens a line and ended, without its edition
_ENDED = re.compile(
    r"(?:^|(?<=[\n。“「]))[ 　]*(?P<name>(?:(?![的了在于是由与将到至从对向为及年月日，。])[一-鿿A-Za-z·]){2,14}"
    r"(?:大赛|博览会|博覽會|展览会|展覽會|交易会|展|活动周|[一-鿿]{2}[周週]))"
    r"(?=(?:昨|今|圆满|圓滿)?日?(?:落幕|闭幕|閉幕|收官|落下帷幕|开幕|開幕|登場|登场|开展(?=[ ，。\n])))"
)
# 9日召開法人說明會: meetings with investors and the press have a name of their own kind
_INVESTORS = re.compile(
    r"(?:召开|举行|举办)(?:了|线上|[\d年上下半第一二三四季度]{2,8})?"
    r"(?P<name>法人说明会|法说会|业绩说明会|股东大会|股东会|新闻通气会|媒体通气会)"
)
_GENERAL = re.compile("^(?:首次|首场|专题|新闻|线上|有关|相关|第[一二三四五六七八九十\\d]+[次场期])+$")


def find_gatherings(reading: Reading) -> list[Candidate]:
    """Candidates of events behind 举行, 举办, 召开, and of those with an edition."""
    plain = reading.plain
    editions = [Candidate(*m.span("name"), "event", 0.7, "edition") for m in _EDITION.finditer(plain)]
    editions += [Candidate(*m.span("name"), "event", 0.65, "ended") for m in _ENDED.finditer(plain)]
    if not any(verb in plain for verb in _VERBS):
        return editions
    editions += [Candidate(*m.span("name"), "event", 0.7, "investors") for m in _INVESTORS.finditer(plain)]
    sessions = [Candidate(*m.span(), "event", 0.7, "session") for m in _SESSION.finditer(plain)]
    found = [*editions, *sessions] + [
        Candidate(*m.span("name"), "event", 0.7, "held")
        for m in _HELD.finditer(plain)
        if m.end("about") - m.start("about") >= _LEAST
        and not _GENERAL.match(m["about"])
        and reading.is_boundary(m.start("name"))
    ]
    for m in _QUOTED.finditer(plain):
        end = m.end("class") if m["class"] else m.end("name") + 1
        found.append(Candidate(m.start("name") - 1, end, "event", 0.75, "held_series"))
    return found
