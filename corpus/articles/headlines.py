"""Headlines find their bodies by the names and figures they share, wherever they stand on the page."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.articles.drafts import Draft, Page
from corpus.articles.paragraphs import Paragraph
from corpus.characters import HAN
from corpus.repair.simplified import to_simplified

_HAN_RUN = re.compile(f"[{HAN}]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_LEAD = 220  # characters: a headline repeats the lead
_ENOUGH = 0.30  # share of a headline's weight that its body must hold
_REACH = 40  # bodies before and after a headline that are on its page at most
_WEAK = 0.15  # the same, among bodies that nothing fitted better
_MARGIN = 0.35  # by how much a second headline must fit its neighbour's body better than one of its own
_NEXT_TO = 0.12  # what standing directly before the body is worth


@dataclass(frozen=True, slots=True)
class Offer:
    """How well a headline fits a body; `others` are all offers of the same headline."""

    score: float
    unit: int
    body: int
    others: list[Offer]


def bind_headlines(page: Page) -> None:
    """Give every loose headline to the draft it belongs to; runs that fit none become drafts of their own."""
    bodies = [d for d in page.drafts if d.kind == "article"]
    if not bodies:
        page.drafts += [Draft(paragraphs=list(run), kind="fragment") for run in page.loose]
        return
    texts = ["".join(p.text for p in d.paragraphs) for d in bodies]
    grams = [_grams(t) for t in texts]
    leads = [_grams(t[:_LEAD]) for t in texts]
    spread = Counter(g for grams_of in grams for g in grams_of)
    offers: list[Offer] = []
    starts = [d.start for d in bodies]
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
        found: list[Offer] = []
        middle = bisect_left(starts, unit[0].start)
        for at in range(max(0, middle - _REACH), min(len(bodies), middle + _REACH)):
            draft = bodies[at]
            held = sum(w * (1.25 if g in leads[at] else 1.0) for g, w in weights.items() if g in grams[at])
            score = held / total + (_NEXT_TO if _directly_before(unit, draft) else 0.0)
            found.append(Offer(score, number, at, found))
        offers += found
    _settle(units, bodies, offers)
    _take_leftovers(page, units, bodies)


def _settle(units: Sequence[list[Paragraph]], bodies: Sequence[Draft], offers: Sequence[Offer]) -> None:
    """Best offers first, one headline for each body; then further lines next to it that fit nothing else as well."""
    owner: dict[int, list[int]] = {}
    taken: set[int] = set()
    ranked = sorted((o for o in offers if o.score >= _ENOUGH), key=lambda o: (-o.score, o.unit, o.body))
    for offer in ranked:
        if offer.unit not in taken and offer.body not in owner:
            owner[offer.body] = [offer.unit]
            taken.add(offer.unit)
    best: dict[int, Offer] = {}
    for offer in ranked:
        best.setdefault(offer.unit, offer)
    _correct(owner, taken, best, units)
    for number in sorted(set(best) - taken):
        offer = best[number]
        near = [k for k in owner.get(offer.body, []) if abs(k - number) == 1]
        if any(_adjoin(units[min(k, number)], units[max(k, number)]) for k in near):
            owner[offer.body].append(number)
            taken.add(number)
    _eliminate(owner, taken, offers, bodies, units)
    for at, numbers in owner.items():
        heads = [p for k in sorted(numbers) for p in units[k]]
        bodies[at].heads = heads
        if _directly_before(heads, bodies[at]):
            bodies[at].lead = heads


def _eliminate(
    owner: dict[int, list[int]],
    taken: set[int],
    offers: Sequence[Offer],
    bodies: Sequence[Draft],
    units: Sequence[list[Paragraph]],
) -> None:
    """What is left over fits what is left over: weaker offers count, and one headline and one body need none."""
    free = {at for at in range(len(bodies)) if at not in owner}
    for offer in sorted(offers, key=lambda o: (-o.score, o.unit, o.body)):
        if offer.score >= _WEAK and offer.unit not in taken and offer.body in free:
            owner[offer.body] = [offer.unit]
            taken.add(offer.unit)
            free.discard(offer.body)
    left = [number for number in range(len(units)) if number not in taken]
    if (
        len(left) == 1
        and len(free) == 1
        and len(bodies) > 1
        and not any(_directly_before(units[left[0]], d) for d in bodies)
    ):
        owner[free.pop()] = left
        taken.add(left[0])


def _correct(
    owner: dict[int, list[int]], taken: set[int], best: dict[int, Offer], units: Sequence[list[Paragraph]]
) -> None:
    """Take back a line that was given a poor body, when its best one has the line next to it: a second headline."""
    held = {numbers[0]: body for body, numbers in owner.items()}
    for number, body in sorted(held.items()):
        wanted = best[number]
        if wanted.body == body:
            continue
        given = next(o for o in wanted.others if o.body == body)
        first = owner[wanted.body][0]
        beside = abs(first - number) == 1 and _adjoin(units[min(first, number)], units[max(first, number)])
        if beside and wanted.score - given.score > _MARGIN:
            del owner[body]
            taken.discard(number)


def _take_leftovers(page: Page, units: Sequence[list[Paragraph]], bodies: Sequence[Draft]) -> None:
    bound = {id(p) for d in bodies for p in d.heads}
    headless = {d.paragraphs[0].start: d for d in bodies if d.paragraphs and not d.heads}
    headed = {d.heads[0].start: d for d in bodies if d.heads and d.lead is d.heads}
    for unit in units:
        if any(id(p) in bound for p in unit):
            continue
        below = headless.pop(unit[-1].end + 1, None)
        above = headed.get(unit[-1].end + 1)
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
