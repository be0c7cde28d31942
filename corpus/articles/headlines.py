"""Headlines find their bodies by the names and figures they share, wherever they stand on the page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from corpus.articles.drafts import Draft, Page
from corpus.articles.paragraphs import Paragraph
from corpus.characters import HAN
from corpus.repair.simplified import to_simplified

_HAN_RUN = re.compile(f"[{HAN}]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_LEAD = 220  # characters: a headline repeats the lead
_ENOUGH = 0.30  # share of a headline's weight that its body must hold
_NEXT_TO = 0.12  # what standing directly before the body is worth


def bind_headlines(page: Page) -> None:
    """Give every loose headline to the draft it belongs to; runs that fit none become drafts of their own."""
    bodies = [d for d in page.drafts if d.kind == "article"]
    if not bodies:
        page.drafts += [Draft(paragraphs=list(run), kind="fragment") for run in page.loose]
        return
    texts = ["".join(p.text for p in d.paragraphs) for d in bodies]
    grams = [_grams(t) for t in texts]
    leads = [_grams(t[:_LEAD]) for t in texts]
    spread = Counter(g for found in grams for g in found)
    offers: list[tuple[float, int, int, list[Paragraph]]] = []
    units = [unit for run in page.loose for unit in _units(run)]
    for number, unit in enumerate(units):
        wanted = _grams("".join(p.text for p in unit))
        weights = {
            g: math.log(1 + len(bodies) / spread[g]) * (2.0 if g[0].isdigit() else 1.0) for g in wanted if spread[g]
        }
        unseen = sum(1 for g in wanted if not spread[g]) * math.log(1 + len(bodies)) * 0.5
        total = sum(weights.values()) + unseen
        if not total:
            continue
        for at, draft in enumerate(bodies):
            held = sum(w * (1.25 if g in leads[at] else 1.0) for g, w in weights.items() if g in grams[at])
            score = held / total + (_NEXT_TO if _directly_before(unit, draft) else 0.0)
            if score >= _ENOUGH:
                offers.append((score, number, at, unit))
    _settle(units, bodies, offers)
    _take_leftovers(page, units, bodies)


def _settle(
    units: Sequence[list[Paragraph]], bodies: Sequence[Draft], offers: list[tuple[float, int, int, list[Paragraph]]]
) -> None:
    """Best offers first; a draft takes further lines only next to those it has."""
    taken: set[int] = set()
    owner: dict[int, list[int]] = {}
    for _, number, at, _unit in sorted(offers, key=lambda o: (-o[0], o[1], o[2])):
        if number in taken:
            continue
        has = owner.setdefault(at, [])
        if has and not any(abs(number - k) == 1 and _adjoin(units[min(number, k)], units[max(number, k)]) for k in has):
            continue
        has.append(number)
        taken.add(number)
    for at, numbers in owner.items():
        bodies[at].heads = [p for k in sorted(numbers) for p in units[k]]
        unit_lines = bodies[at].heads
        if unit_lines and _directly_before(unit_lines, bodies[at]):
            bodies[at].lead = unit_lines


def _take_leftovers(page: Page, units: Sequence[list[Paragraph]], bodies: Sequence[Draft]) -> None:
    bound = {id(p) for d in bodies for p in d.heads}
    for unit in units:
        if any(id(p) in bound for p in unit):
            continue
        below = next((d for d in bodies if not d.heads and _directly_before(unit, d)), None)
        above = next((d for d in bodies if d.heads and d.lead is d.heads and _adjoin(unit, d.heads)), None)
        if below is not None:
            below.heads = below.lead = unit
        elif above is not None:
            above.heads = above.lead = unit + above.heads
        else:
            page.drafts.append(Draft(paragraphs=list(unit), kind="fragment"))
    page.drafts.sort(key=lambda d: d.start)


def _units(run: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """A run of headline lines cut into headlines: a kicker (`某高新区：`) and a subtitle (`——`) are not alone."""
    units: list[list[Paragraph]] = []
    for p in run:
        if units and (units[-1][-1].text[-1] in "：:" or p.text.startswith(("——", "--"))):
            units[-1].append(p)
        else:
            units.append([p])
    return units


def _directly_before(unit: Sequence[Paragraph], draft: Draft) -> bool:
    return bool(draft.paragraphs) and unit[-1].end + 1 == draft.paragraphs[0].start


def _adjoin(above: Sequence[Paragraph], below: Sequence[Paragraph]) -> bool:
    return above[-1].end + 1 == below[0].start


def _grams(text: str) -> set[str]:
    """Pairs of Chinese characters, numbers and Latin words of a text."""
    text = to_simplified(text)
    found = {run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1)}
    for number in _NUMBER.findall(text):
        found.add(number)
        found.add(number.split(".")[0])  # a headline rounds what the body states exactly
    found.update(w.lower() for w in _LATIN.findall(text))
    return found


def join_headline(lines: Sequence[str]) -> str:
    """Headline lines in print order as one string: a kicker's colon and a subtitle's dash need no space."""
    joined = ""
    for line in lines:
        if joined and joined[-1] not in "：:" and not line.startswith(("——", "--")):
            joined += " "
        joined += line
    return joined
