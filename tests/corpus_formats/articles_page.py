"""Newspaper pages of several articles on a grid of columns, each with sentences of its own."""

from __future__ import annotations

import random
from collections.abc import Sequence

from pdf_pages import Sheet, fit

PARKS = ("云杉科学城", "青川高新区", "白鹭开发区", "松坪科技园", "栖霞产业园")
HEADLINES = ("云杉城营收创新高", "青川共建实验室", "白鹭引进百名人才", "松坪启用中试基地", "栖霞表彰先进企业")
_CLAUSES = (
    "全年新增企业{}家，比上一年多出{}家",
    "累计投资{}亿元，其中设备投资占{}%",
    "研发人员达到{}人，每万人中有{}人从事研发",
    "在孵项目{}个，全年毕业{}个",
    "办公室负责人表示，今年将再建{}座厂房和{}个平台",
)
TEXT = "".join((*PARKS, *HEADLINES, *_CLAUSES)) + "公布；，。年度报告"
SIZE = 9.0
WIDTH, GUTTER, LEFT = 130.0, 12.0, 40.0

Place = tuple[float, float, float, float]


def paragraphs(article: int) -> list[str]:
    """As many as a page could take; the same for the same article."""
    rng = random.Random(article)
    found = []
    for _ in range(60):
        clauses = (rng.choice(_CLAUSES).format(rng.randint(10, 999), rng.randint(2, 98)) for _ in range(3))
        found.append(f"{PARKS[article]}公布，{'；'.join(clauses)}。")
    return found


def x_of(column: int) -> float:
    return LEFT + column * (WIDTH + GUTTER)


class Newspaper(Sheet):
    """A page of five columns."""

    def __init__(self) -> None:
        super().__init__(TEXT, 800, 1150)

    def run_through(self, article: int, places: Sequence[Place], *, share: float = 0.98, skip: int = 0) -> list[str]:
        """As many paragraphs of the article as the places hold; returns them."""
        room = sum(int((bottom - top - SIZE) // (1.6 * SIZE)) + 1 for _, top, _, bottom in places)
        used, taken = 0, []
        for paragraph in paragraphs(article)[skip:]:
            rest, lines = "\u3000\u3000" + paragraph, 0
            while rest:
                rest = rest[fit(rest, places[0][2], SIZE) :]
                lines += 1
            if used + lines > share * room:
                break
            used += lines
            taken.append(paragraph)
        self.fill(taken, places, SIZE)
        return taken

    def article(
        self, article: int, columns: tuple[int, int], top: float, bottom: float, *, centred: bool = False
    ) -> list[str]:
        """A headline and its columns, from the first to before the second; returns headline and paragraphs."""
        first, end = columns
        left, right = x_of(first), x_of(end - 1) + WIDTH
        headline = HEADLINES[article]
        self.bold((left + right - 15 * len(headline)) / 2 if centred else left, top + 15, headline, 15)
        body = self.run_through(article, [(x_of(c), top + 28, WIDTH, bottom) for c in range(first, end)])
        return [headline, *body]
