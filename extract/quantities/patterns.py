"""The patterns of the scanner. One pass of `TOKEN` finds every place where a number may begin.

`TOKEN` begins with a character set so that `re` can skip text without numbers; the look-behinds after it choose the
branch by the character that was read.
"""

from __future__ import annotations

import re

CN = "零〇一二两兩三四五六七八九十百千万萬亿億"
CN_DIGIT = "零〇一二三四五六七八九"
SPACE = " \u3000\u2009\u202f\u00a0"
_MORE = "[余餘多来來几幾]"
# 千 and 兆 belong to the unit in 千瓦, 兆赫
_SCALE = (
    rf"(?:(?![千百]?[万萬亿億][亿億]次){_MORE}?[十百千]?(?:[万萬][亿億]|[万萬亿億]|兆(?![瓦赫帕欧歐比字伏焦]))"
    rf"|(?![千百][万萬亿億][亿億]次){_MORE}?[百千](?![分瓦克米伏帕焦卡赫牛])(?:[万萬][亿億]?|[亿億])?)"
)
# 两个亿, 十几个多亿: spoken, the scale stands behind the classifier and the sum is money
SPOKEN = "[个個][多余餘来來几幾]?[亿億](?![级級元美港欧歐日英吨噸])"
_MIXED = (
    rf"(?:{SPOKEN}|[ \u3000]?{_SCALE}(?:[ \u3000]?\d[\d,]*(?:\.\d+)?[ \u3000]?{_SCALE})*"
    r"(?:(?<=[万萬])\d{1,3},\d{3}(?![\d,.年])|(?<=[万萬])\d{3,4}(?=[人家個個件户戶間间元]))?)?"
)
_END = r"[，。；、！）,;!)\n ]|$"

TOKEN = re.compile(
    rf"""
    [0-9{CN}第数數几幾首半翻倍榜冠魁桂次前]
    (?:
      (?<=[0-9])
      (?P<arabic>
        (?: \d{{0,2}}(?:[,，]\d{{3}})+(?!\d)
          | \d{{0,2}}(?:[{SPACE}]\d{{3}})+(?!\d)(?=\.\d|[ \u3000]?[^\d\s.])
          | \d*
        )(?:\.\d+)?{_MIXED}
      )
    | (?<=[{CN}])(?P<chinese>[{CN}]*(?:[点點][{CN_DIGIT}]+[万萬亿億]*)?
        (?:(?<=[十百千])[余餘多几幾][百千]?[万萬亿億]+)?(?:(?:(?<=[十百千])[余餘多几幾来來])?{SPOKEN})?)
    | (?<=第)(?P<ordinal>[ \u3000]?(?:\d[\d,]*|[{CN}]+))
    | (?<=[数數几幾])(?P<vague>[十百千万萬亿億]+|{SPOKEN})
    | (?<=首)(?P<first>位(?!度)|(?={_END}))
    | (?<=榜)(?P<crown>首)
    | (?<=[冠魁桂])(?P<won>(?={_END}))
    | (?<=次)(?P<second>之(?={_END})|席|(?={_END})|[于於])
    | (?<=半)(?P<half>[数數]?(?![导導岛島山成年月天日夜截圆圓径徑挂掛场程岁歲价途拉封衰生熟世自径步决決]))
    | (?<=翻)(?P<double>(?:了|了近|近|超|逾|近了)?(?:[一两兩二三四五六七八九]?番半?|[一两兩二三四五]?倍))
    | (?<=倍)(?P<doubled>增(?={_END}))
    | (?<=前)(?P<top>(?:[{CN_DIGIT}十两兩]{{1,2}}|\d{{1,3}}(?![\d.,%％]))[位名强]?)
    )
    """,
    re.VERBOSE,
)
FULL_WIDTH = re.compile("[０-９％]")
TO_HALF = str.maketrans("０１２３４５６７８９％．／－～", "0123456789%./-~")
DENOMINATOR = re.compile(
    r"[/／每]每?(?P<of>(?:万|萬|百|千|亿|億)?"
    r"(?:人|平方米|平方公里|公顷|公頃|亩|畝|㎡|m2|立方米|股|户|戶|家|天|日|月|年|季度?|小时|小時|分钟|秒|吨|噸|千瓦时|千瓦|度"
    r"|台|套|件|个|個|只|车|次|元|美元|公里|桶|坪|瓶|盒|克|千克|公斤|升|GDP|百公里|m³|m3|Nm³|mL|ml|L|kg|kWh|km²|km2|cm²|hm²|t|h|s))"
    r"(?:[/／](?P<of2>天|日|月|年|小时))?"
)
FRACTION_OF = re.compile(rf"[ ]?分之[ ]?(?P<part>\d+(?:\.\d+)?|[{CN}]+(?:[点點][{CN_DIGIT}]+)?)")
SLASH = re.compile(r"/(?P<den>[2-9]|10)(?![\d/月.年])")
TENTHS = re.compile("半|[1-9一二三四五六七八九](?![0-9.,成年个個家位名大项項件区區所期级])")
ONE_IN = re.compile(
    rf"每(?P<n>\d+(?:\.\d+)?|[{CN}]+)[ ]?(?P<of>(?![{CN}])[\u4e00-\u9fff])[^，。；,;]{{0,14}}?[,，]?[^，。；,;]{{0,3}}?"
    rf"(?:就|便|至少|中|里|裡|约|大约|平均)?有(?:近|约|超过|超|至少)?"
    rf"(?P<m>\d+(?:\.\d+)?|[{CN}]+)[ ]?(?:(?P=of)|[个個人名位])"
)
SENTENCE_END = "。！？!?\n"
CLAUSE_END = "，,。；;！？!?\n：:"
