"""Documents of our own making for measurements: as many bytes as wanted, the same for the same seed.

Bulletins, news and company profiles of invented parks; names are put together from syllables and figures are drawn, so
that a long run meets ever new names and phrases and no cache holds them all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from corpus.assemble import build_document
from schemas.documents import Document, Metadata
from schemas.ids import document_id

_SYLLABLES = "澜柏槐岚苍青云松泽岭川溪屿渡原港桥湾泉峰"
_TRADES = ["电子信息", "生物医药", "高端装备", "新材料", "节能环保", "数字创意", "航空航天", "集成电路", "新能源汽车"]
_BRANCHES = ["微电子", "生物医药", "智能装备", "新材料"]
_THINGS = ["高新技术企业", "科技型中小企业", "瞪羚企业", "孵化器", "众创空间", "院士工作站", "研发机构", "上市公司"]
_SUMS = ["营业收入", "工业总产值", "利润总额", "上缴税费", "出口额", "研发经费支出", "技术合同成交额", "固定资产投资"]
_SENTENCES = [
    "{year}年，{park}实现{sum}{a}亿元，同比增长{b}%，占全市的比重为{c}%。",
    "截至{year}年底，全区拥有{thing}{n}家，其中{trade}企业{m}家，比上年末增加{k}家。",
    "{trade}、{trade2}产业增加值分别为{a}亿元和{d}亿元，分别增长{b}%、{c}%。",
    "全区{sum}由{before}年的{d}亿元提高到{year}年的{a}亿元，年均增长{b}%。",
    "园区负责人介绍，今年以来新引进{trade}项目{k}个，总投资{a}亿元，预计达产后年产值超过{d}亿元。",
    "{park}在全省开发区综合考评中排名第{k}位，较上年前移{m2}位。",
    "{company}成立于{before}年，主要从事{trade}产品的研发和生产。公司现有员工{n}人，拥有有效专利{m}件。",
    "上半年，{company}{sum}达到{a}亿元，是去年同期的{m2}.{m2}倍，订单已排到年底。",
    "下一步，园区将围绕{trade}产业延链补链，优化营商环境，完善配套服务，让企业安心发展、人才放心创业。",
    "在车间里，记者看到工人们正在调试设备，一批批产品从这里发往各地，生产线上一派繁忙景象。",
    "到{later}年，全区{trade}产业规模力争突破{d}亿元，培育{thing}{m}家以上。",
    "会议强调，要坚持创新驱动，深化开放合作，强化要素保障，推动重点工作落地见效。",
]


def resident() -> float:
    """Megabytes of memory that this process holds now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def generate(size: int, seed: int = 7) -> Iterator[Document]:
    """Documents of one to four kilobytes of UTF-8 each, `size` bytes together."""
    rng = random.Random(seed)
    done = number = 0
    while done < size:
        number += 1
        place = "".join(rng.sample(_SYLLABLES, 2))
        title = f"{place}高新区{rng.randint(2019, 2023)}年发展情况"
        paragraphs = [
            "".join(_sentence(rng, place) for _ in range(rng.randint(2, 5))) for _ in range(rng.randint(3, 8))
        ]
        text = "\n".join([title, *paragraphs]) + "\n"
        data = text.encode()
        done += len(data)
        yield build_document(
            data_id=document_id(data),
            name=f"generated-{number}.txt",
            source=f"generated-{number}.txt",
            media_type="text/plain",
            original=text,
            reader="generated/1",
            metadata=Metadata(title, f"2024-{rng.randint(1, 12):02}-15"),
        )


def _sentence(rng: random.Random, place: str) -> str:
    year = rng.randint(2019, 2023)
    return rng.choice(_SENTENCES).format(
        park=f"{place}高新区",
        company=f"{''.join(rng.sample(_SYLLABLES, 2))}{rng.choice(_BRANCHES)}有限公司",
        year=year,
        before=year - rng.randint(2, 5),
        later=rng.randint(2026, 2030),
        sum=rng.choice(_SUMS),
        thing=rng.choice(_THINGS),
        trade=rng.choice(_TRADES),
        trade2=rng.choice(_TRADES),
        a=rng.randint(100, 29999) / 10,
        d=rng.randint(100, 9999) / 10,
        b=rng.randint(10, 250) / 10,
        c=rng.randint(50, 600) / 10,
        n=rng.randint(100, 4000),
        m=rng.randint(10, 99),
        k=rng.randint(3, 60),
        m2=rng.randint(2, 9),
    )
