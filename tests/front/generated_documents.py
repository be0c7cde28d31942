"""Documents of our own making for the tests of ingestion: as many as wanted, the same for the same seed."""

from __future__ import annotations

import json
import random
from pathlib import Path

PARKS = ["云岭高新区", "碧湖高新区", "澄江高新技术产业开发区", "金沙湾科技园", "松涛经济技术开发区", "白鹭洲高新区"]
COMPANIES = ["云岭星图科技有限公司", "碧湖蓝鲸生物股份有限公司", "澄江微纳电子有限公司", "松涛智行汽车有限公司"]
SENTENCES = [
    "{year}年，{park}实现总收入{a}亿元，同比增长{b}%。",
    "截至{year}年底，{park}共有高新技术企业{n}家，其中规上企业{m}家。",
    "{year}年{park}新增发明专利授权{n}件，占全市的{b}%。",
    "{year}年上半年，{park}规上工业总产值达{a}亿元，比上年同期增长{b}%。",
    "{company}去年研发投入{a}亿元，在{park}的排名升至第{r}位。",
    "{park}计划到{later}年培育科技型中小企业{n}家以上。",
]


def write_documents(folder: Path, count: int, seed: int = 7) -> None:
    """Write `count` text files; every seventh has a sidecar, some figures stand in several documents."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        # a small pool of figures, so that documents confirm and contradict each other
        lines = [rng.choice(SENTENCES).format(**_figures(rng)) for _ in range(rng.randint(3, 6))]
        path = folder / f"bulletin{number:04}.txt"
        path.write_text(f"第{number}期园区简报\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
        if number % 7 == 0:
            sidecar = {
                "title": None,
                "published": f"2024-{number % 12 + 1:02}-15",
                "publisher": "园区简报",
                "url": None,
            }
            path.with_name(f"bulletin{number:04}.meta.json").write_text(json.dumps(sidecar), encoding="utf-8")


def _figures(rng: random.Random) -> dict[str, object]:
    year = rng.choice([2021, 2022, 2023])
    return {
        "park": rng.choice(PARKS),
        "company": rng.choice(COMPANIES),
        "year": year,
        "later": year + rng.choice([2, 5]),
        "a": rng.choice([12.5, 88.6, 340.2, 1205.7]),
        "b": rng.choice([3.2, 6.8, 11.5]),
        "n": rng.choice([46, 128, 512, 1730]),
        "m": rng.choice([12, 35, 90]),
        "r": rng.choice([3, 8, 15]),
    }
