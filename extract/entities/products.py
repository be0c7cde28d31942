"""Products: model designations, and what a maker is said to develop."""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.entities.candidates import Candidate
from extract.entities.reading import Reading

_MODEL = re.compile(
    r"(?=[A-Z])(?<![A-Za-z0-9.\-])(?:[A-Z]{1,5}|[A-Z][a-z]{1,8})-?\d{1,4}[A-Za-z]{0,2}(?:-[A-Z0-9]{1,4})?(?![A-Za-z0-9.%])"
)
# TY-Max系列储能电池
_SERIES = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>[A-Z][A-Za-z0-9]{0,8}(?:-[A-Za-z0-9]{1,8})?系列[一-鿿]{2,8}?)(?=[，。；、]|及|和|等|产品|采用|已|是|为)"
)
# “青鸾-6”, 「AX-800」: a name with a number in quotation marks, later without them
_QUOTED_MODEL = re.compile(r"[“「](?P<name>[一-鿿A-Za-z]{1,6}[-－]\d{1,4}[A-Za-z]{0,2})[”」]")
_BOND = re.compile(r"(?<=“)\d\d[一-鿿]{2,4}\d\d(?=”)")  # “21郑科01”
_VACCINE = re.compile(
    r"(?:(?<=[，。；：、\n])|(?<=季度)|(?<=[的及和]))(?P<name>(?:\d{1,2}价)?[一-鿿]{2,6}疫苗)(?=\d|批签发|获批|上市|进入|销售)"
)
_NO_MODEL = re.compile(
    r"(?:CO|IP|PM|TOP|Top|No|NO|Q|H1N|G|A0?|B0?|C0?|D0?|GB|ISO|IPV|IPv|WEB|Web|SCI|Covid|COVID|COP|MH|APT|UTC|GMT)-?\d"
)
_NO_MODEL_AFTER = re.compile(r"[版级类股轮座栋楼线馆展口]|[a-z]|号楼|论坛")
_MAKER = re.compile(r"(?:自主研发|自主研制|自主开发|研制|独立研发|研发生产|联合研发|研发|开发|推出|团队做出)的")
_QUOTED = re.compile(
    r"(?:药|新药|疫苗|芯片|系统|机器人|大模型|产品|火箭|卫星|无人机|汽车|平台|软件|设备)“([^“”，。]{2,12})”"
)
# 自主研制的“蓝鳍-3K”, 选育的“石玉206”: a name in quotes behind who made it
_MADE = re.compile(
    r"(?:研制|研发|自研|开发|推出|选育|育成|打造)(?:成功)?的“(?P<name>[^“”，。；]{2,14})”(?![一-鿿]{0,4}(?:模式|体系|机制|工程|行动|计划|政策|品牌))"
)
_FORMS = (
    "片|胶囊|颗粒|注射液|注射剂|口服液|滴眼液|滴丸|喷雾剂|吸入剂|软膏|"
    "乳膏|凝胶|贴剂|贴片|散|丸|单抗|双抗|抗体|疫苗|偶联物|冻干粉针|混悬液|缓释片|分散片"
)
# 1类新药某某片（商品名：某某）, 新药某某获批上市: a medicine behind its class
_MEDICINE = re.compile(
    r"(?:新药|创新药|原研药|靶向药|类药|药物|药品|中药|生物药|仿制药|生物类似药|品种|疫苗)"
    rf"([一-鿿A-Za-z0-9\-]{{2,12}}?(?:(?:{_FORMS})(?=[（，。、获的上于])"
    r"|(?=获批|上市|申报上市|进入临床|获[^，。]{0,6}批准)))"
)
_TRADE_NAME = re.compile(r"(?:商品名|商品名称|研发代号|产品名)(?:为|：)?[“]?([一-鿿A-Za-z0-9\-]{2,10}?)(?=[”），。）])")
_LISTED = re.compile(
    r"(?:自主研发|自主研制|自主开发|研制|主要产品有|主要产品包括|主导产品有|推出|涌现出|诞生了?|取得了?)了?的?([^，。；：“”]{2,60}?)等"
    r"(?:(?:一批|系列)?(?:产品|装备|设备|器件|药物|新药)|一批[一-鿿]{0,10}成果)"
)
# (?:分别)?(?:贡献)?(?:业务)?收入 …, written out: the engine skips to the first characters of plain alternatives
_SOLD = re.compile(
    "|".join(
        each + given + trade + word
        for each in ("分别", "")
        for given in ("贡献", "")
        for trade in ("业务", "")
        for word in ("收入", "国内市占率", "市占率", "年产能", "产能", "销量", "出货量")
    )
    + "|下线|占营收|占公司|营收占比|订单|放量|年销量|出货|是增长|是公司|占比升|占比提|拿到|取得[一-鿿]{0,4}注册证"
)
_SALES = re.compile(
    r"(?:(?<=分产品看，)|(?<=公司)|(?<=我们的)|(?<=研制的)|(?<=，但)|(?<=[，。；]))([一-鿿A-Za-z0-9]{2,10}"
    r"(?:器|仪|机|阀|泵|轴承|芯片|镜头|元件|组件|模块|电池|卫星|火箭|疫苗|薄膜|整机|材料|传感器|减速器|机器人|模组|基板|晶圆|靶材|机台|终端|开关柜|电池片|支架|试剂盒|导体|整车|总成|驱动桥)"
    r"(?:、[一-鿿A-Za-z0-9]{2,12}?)*)$"
)
_OF_CLASS = re.compile(r"(?:国家)?\d类(?:创新|化学|生物|中)?(?:新)?药(?=[一-鿿]{3})")
_LEAD = re.compile(
    r"(?:(?:19|20)\d\d年|[上下]半年|前?[一二三四]季度|全年|去年|今年|当年|如今|目前|其中|主要|首[片台颗套枚]|称|系|而|但|则|受益于)+"
)
_NO_PRODUCT = re.compile(r"^[区园省市]内|企业|公司|平台$|基地$|中心$|项目$|孵化器$|加速器$|园区$|[，。]")
_FUND = re.compile(
    r"(?:成果转化|产业投资|产业引导|创业投资|天使投资|科创|创投|种子|天使|母|师生创业|人才|并购|引导)(?:引导|投资|创投|母|产业)?基金"
)
_DEEDS = ("下线", "发布", "上市", "亮相", "投产", "首飞", "问世", "落地", "成功")
_NUMBER = re.compile(r"^\d+(?:\.\d+)?[万亿千百]?(?:多|余)?[个款台套项种件]?$")


def _noun_end(reading: Reading, start: int) -> int:
    """End of the noun phrase that begins at `start`: nouns, proper words, figures with their units at its beginning."""
    i = bisect_left(reading.starts, start)
    end = start
    while i < len(reading.words):
        word = reading.words[i]
        following = reading.words[i + 1].text if i + 1 < len(reading.words) else ""
        fits = word.kind in ("noun", "proper", "soft") or (word.kind == "number" and end == start)
        fits = fits or (end > start and reading.words[i - 1].kind == "number") or following in ("式", "型", "用")
        fits = fits and word.text not in _DEEDS
        if word.start != end or not fits or not (word.text.isalnum() or "-" in word.text) or end - start > 22:
            break
        end, i = word.end, i + 1
    while i > 0 and end > start and reading.words[i - 1].kind == "soft":
        i -= 1
        end = reading.words[i].start
    return end


def _sold(plain: str) -> list[re.Match[str]]:
    """Lists of products that stand before a word of sales."""
    stretches = ((max(0, m.start() - 40), m.start()) for m in _SOLD.finditer(plain))
    return [m for low, high in stretches if (m := _SALES.search(plain, low, high))]


def find_products(reading: Reading) -> list[Candidate]:
    """Candidates for products."""
    plain = reading.plain
    found: list[Candidate] = []
    found += [Candidate(*m.span(), "product", 0.7, "bond") for m in _BOND.finditer(plain)]
    if "疫苗" in plain:
        found += [Candidate(*m.span("name"), "product", 0.66, "vaccine") for m in _VACCINE.finditer(plain)]
    if "系列" in plain:
        found += [Candidate(*m.span("name"), "product", 0.7, "series") for m in _SERIES.finditer(plain)]
    for name in sorted({m["name"] for m in _QUOTED_MODEL.finditer(plain)}):
        for m in re.finditer(f"{re.escape(name)}(?![\\d.])", plain):
            found.append(Candidate(m.start(), m.end(), "product", 0.8, "model"))
    for m in _MODEL.finditer(plain):
        if _NO_MODEL.match(m.group()) or _NO_MODEL_AFTER.match(plain, m.end()):
            continue
        found.append(Candidate(m.start(), m.end(), "product", 0.7, "model"))
    for m in [*_LISTED.finditer(plain), *_sold(plain)]:
        at = m.start(1)
        for item in m.group(1).split("、"):
            name = item.removesuffix("的")
            lead = _LEAD.match(name)
            cut = max(lead.end() if lead else 0, name.rfind("的") + 1)
            name = name[cut:]  # 上半年|检测机台, 某某科技的|水下机器人
            if len(name) >= 3 and not _NUMBER.match(name) and not _NO_PRODUCT.search(name):
                found.append(Candidate(at + cut, at + cut + len(name), "product", 0.6, "maker_list"))
            at += len(item) + 1
    for m in _MAKER.finditer(plain):
        start = m.end()
        if drug := _OF_CLASS.match(plain, start):
            start = drug.end()  # 自主研发的|1类创新药|某某片
        while start:
            end = _noun_end(reading, start)
            if end - start >= 4 and not _NO_PRODUCT.search(plain[start:end]):
                found.append(Candidate(start, end, "product", 0.6, "maker"))
            start = end + 1 if end > start and plain[end : end + 1] == "、" else 0
    found += [Candidate(*m.span("name"), "product", 0.65, "quoted_product") for m in _MADE.finditer(plain)]
    for m in _QUOTED.finditer(plain):
        found.append(Candidate(m.start(1), m.end(1), "product", 0.65, "quoted_product"))
    for m in [*_MEDICINE.finditer(plain), *_TRADE_NAME.finditer(plain)]:
        name = m.group(1)
        again = [n.start() for n in re.finditer(re.escape(name), plain)]
        found += [Candidate(at, at + len(name), "product", 0.65, "medicine") for at in again]
    for m in _FUND.finditer(plain):
        quoted = plain[m.end() : m.end() + 1] == "”"
        if not quoted and not re.search(
            "(?:设立|成立|组建)了?[^，。]{0,12}$", plain[max(0, m.start() - 18) : m.start()]
        ):
            continue
        if quoted:
            begin = plain.rfind("“", max(0, m.start() - 10), m.start())
            if begin >= 0:
                found.append(Candidate(begin + 1, m.end(), "product", 0.6, "fund"))
            continue
        found.append(Candidate(m.start(), m.end(), "product", 0.55, "fund"))
    return found
