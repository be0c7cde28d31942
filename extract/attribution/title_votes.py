"""What the titles and the publisher of an article say it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extract.annotations import EntityMention
from extract.attribution.carriers import (
    CONTINENTS,
    GENERIC_TAIL,
    INDEX,
    SUBJECT_TYPES,
    WORLD,
    Subject,
    as_subject,
    holds,
    outermost,
    owner_of,
)
from extract.attribution.classes import classes
from extract.attribution.headlines import (
    ANNOUNCED,
    ASSESSED,
    BOARD,
    BRINGS_OUT,
    CALLED,
    FAIR,
    GUESSED,
    HEADED,
    NATIONAL_CLASS,
    NEWS,
    OF_BOARD,
    OF_COUNTRY,
    OWN_PAGE,
    OWN_PARK,
    OWNERS,
    PAUSE,
    QUOTED_NAME,
    REACHED,
    TELLS,
    TIMED,
    TOLD,
    TREATISE,
    UNNAMED,
    VISITED,
    ZONE_CLASS,
    ZONES_OF_ONE,
)
from extract.attribution.voting import LEAD, OWN_PLACE, Voting, zones_in
from extract.entities.lexicon import regions
from extract.entities.recognise import find_entities, spelled_channel
from extract.entities.titled import title_type
from extract.linking.topics import RIVALS
from schemas.records import EntityType
from schemas.registry import registry


@lru_cache(maxsize=1024)  # one title or publisher stands over many articles
def _named(text: str) -> tuple[EntityMention, ...]:
    """What a title or a publisher's name speaks of."""
    if not text:
        return ()
    every = find_entities(text, nested=True)
    # 2024年某市政府工作报告, 某公司2021年年度报告: whose report it is
    inner = outermost([m for m in every if m.type in OWNERS and any(holds(o, m) for o in every)])
    funds = [m for m in every if m.reason == "fund"]  # 某高新区产业引导基金2023年度运行简报
    mentions = [
        *funds,
        *(m for m in (*outermost(every), *inner) if not any(f.start <= m.start and m.end <= f.end for f in funds)),
    ]
    found = [
        owner_of(m)
        for m in mentions
        if m.type in SUBJECT_TYPES or m.type == "ranking_or_report" or (m.type == "product" and as_subject(m))
    ]
    named = [m for m in found if m is not None]
    named += [m for m in classes(text, []) if not any(n.type == "park" and n.start <= m.start < n.end for n in named)]
    named += [EntityMention(*m.span(), m.group(), "park", score=0.5, reason="class") for m in ASSESSED.finditer(text)]
    named.sort(key=lambda m: m.start)
    if not any(m.start == 0 for m in named) and (body := owner_of(EntityMention(0, len(text), text, "government"))):
        named.insert(0, body)
    return tuple(named)


_OF_ZONE, _OF_PLACE = 4.0, 2.0


def _is_of_zone(report: str, zone: str) -> bool:
    """Whether a report's name opens with the proper name of a zone."""
    proper = ZONE_CLASS.match(zone)
    return proper is not None and report.lstrip("《“").startswith(proper[1])


_CALLED_BY = 5  # characters of its name that a title calls a gathering by, at least


class TitleVotes(Voting):
    """Votes of headline, title and publisher."""

    def _vote_titles(self) -> None:
        """Votes for what headline and title name."""
        self.in_titles = self._said_again(_named(self.titles))
        if not any(m.type == "enterprise" for m in self.in_titles):
            for mention in zones_in(self.titles):
                self.zones.setdefault(mention.text, self.of(self.known.get(mention.text, mention), "title"))
        unspoken = True
        for mention, following in zip(self.in_titles, [*self.in_titles, None][1:], strict=True):
            if mention.type == "ranking_or_report" and not INDEX.search(mention.text):
                continue
            if self.titles.endswith(("在", "于", "赴", "走进", "来自", "向", *REACHED, *RIVALS), 0, mention.start):
                if not (VISITED.search(self.titles, 0, mention.start) and self.titles[mention.end :][:1] in PAUSE):
                    continue
            if mention.text in CONTINENTS and sum(m.text in CONTINENTS for m in self.in_titles) > 1:
                continue  # 欧洲稳、北美缩: parts of what it is about
            if mention.type == "region" and following and following.start == mention.end:
                if following.type in ("enterprise", "lab_or_institute", "university"):
                    continue  # 德国某某上调预期: where it is from
            news = None if mention.type == "event" and not FAIR.search(mention.text) else NEWS.get(mention.type)
            is_news = bool(news and news.match(self.titles, mention.end))
            opens = unspoken and not OWN_PLACE.search(self.titles, 0, mention.start)
            weight = (4.0 if opens or is_news else 2.0) * (TOLD[mention.type] if is_news else 1.0)
            if mention.type == "enterprise" and mention.reason in GUESSED and mention.text[:2] not in self.notes.text:
                weight *= 0.25  # 如何陪跑硬科技: nothing that the text knows
            if mention.reason == "fund" and mention.start == 0:
                weight *= 2.0
            if mention.type == "product" and opens and self.titles.startswith("“") and mention.start == 0:
                weight *= 2.5  # “某某号”再跑出加速度: about the thing, with a name of its own
            self.vote(self.of(self.known.get(mention.text, mention), "title"), weight)
            unspoken = False
        if OF_COUNTRY.match(self.titles) and not any(
            m.type in ("park", "region", "enterprise") for m in self.in_titles
        ):
            self.vote(Subject("全国", "region", "region:全国", "全国", "title"), 6.0)
        if (zones := ZONES_OF_ONE.match(self.titles)) and not any(m.start == 0 for m in self.in_titles):
            name = zones.group()
            self.vote(Subject(name, "park", f"park:{name}", name, "title"), 6.0)
        self._headed()
        self._assessed()
        self._report()

    def _vote_publisher(self) -> None:
        """Votes for the publisher, or for the zone or place whose body publishes."""
        for mention in _named(spelled_channel(self.notes.metadata.publisher or "")):
            if mention.type == "enterprise" and mention.text not in self.notes.text:
                continue  # a medium that looks like a company
            if mention.type == "region" and mention.text in (*WORLD, *regions().areas):
                continue  # 西部物流报, 长三角瞭望: a medium of a wide area
            governs = _OF_ZONE if mention.type == "park" else _OF_PLACE
            if OWN_PAGE.search(self.titles.strip()):
                self.vote(self.of(self.known.get(mention.text, mention), "publisher"), 6.0)
                continue
            weight = governs if mention.reason == "owner" else 1.5
            self.vote(self.of(self.known.get(mention.text, mention), "publisher"), weight)

    def _said_again(self, in_titles: Sequence[EntityMention]) -> list[EntityMention]:
        """What titles name: names of the text that titles say too, though nothing there gives them away; the rest."""
        said: list[EntityMention] = []
        for mention in [*self.mentions, *self.rankings]:
            name = mention.text.strip("《》“”")
            at = self.titles.find(name)
            if at < 0 and mention.type == "event" and (inner := QUOTED_NAME.search(mention.text)):
                at, name = self.titles.find(inner[0]), inner[0]  # “某某杯”总决赛落幕
            if at < 0 and mention.type == "event":
                at, name = self._ends_called(name)
            if at < 0 and mention.type in ("lab_or_institute", "product", "enterprise", "park"):
                at, name = self._called(name)
            if (
                at < 0
                or mention.type == "region"
                or (mention.type == "policy" and len(name) < 5)
                or mention.reason in ("class", "counted", "group")
            ):
                continue
            end = at + len(name)
            if not any(m.start <= at and end <= m.end for m in (*in_titles, *said)):
                said.append(replace(mention, start=at, end=end))
        for name, mention in {
            o.name or o.text: o for m in self.mentions if (o := owner_of(m)) and o.type == "park"
        }.items():
            # 南科上半年营收…: the headline has the registered short name of a park that the text writes out
            for alias in (a for e in registry().by_name(name, type="park") for a in e.names if a not in name):
                at = self.titles.find(alias)
                if at >= 0 and not any(s.start <= at and at + len(alias) <= s.end for s in (*in_titles, *said)):
                    said.append(replace(mention, start=at, end=at + len(alias)))
        # 《某高新区条例》 leaves the zone that it names
        outer = [
            m for m in in_titles if not any(s.start <= m.start and m.end <= s.end for s in said if s.type != "policy")
        ]
        return sorted([*outer, *said], key=lambda m: (m.start, -m.end))

    def _ends_called(self, name: str) -> tuple[int, str]:
        """Where a title opens with the end of a gathering's name: 智慧机械周闭幕, for 2018某某智慧机械周."""
        for k in range(1, len(name) - _CALLED_BY + 1):
            at = self.titles.find(name[k:])
            if at >= 0 and (not at or self.titles[at - 1] in " 　\n，：“「"):
                return at, name[k:]
        return -1, name

    def _called(self, name: str) -> tuple[int, str]:
        """Where a title calls a thing by the beginning of its name, in quotation marks (“赤霞” of 赤霞散裂中子源)."""
        for quoted in CALLED.finditer(self.titles):
            if name.startswith(quoted[1]) and len(name) - len(quoted[1]) >= 2:
                return quoted.start(), quoted[0]
        return -1, name

    def _report(self) -> None:
        """Votes for the report of no one place that a headline announces, or the first sentences bring out."""
        wide = (*WORLD, *regions().areas)
        named = [m for m in self.in_titles if m.text not in wide and m.type != "ranking_or_report"]
        announced = ANNOUNCED.search(self.titles)
        if announced and not named and title_type(announced["title"], "")[0] == "ranking_or_report":
            name = announced["report"]
            report = EntityMention(announced.start(), announced.end("report"), name, "ranking_or_report")
            self.vote(self.of(self._treated(report, wide), "title"), 10.0)
            return
        for mention in self.rankings:
            if mention.text[0] not in "《“" or INDEX.search(mention.text):
                continue
            if any(holds(mention, m) and m.text not in wide for m in self.notes.entities):
                continue
            brought = BRINGS_OUT.search(self.notes.text, max(0, mention.start - 8), mention.start)
            if not named and mention.start < LEAD and brought:
                owners = (owner_of(m) or m for m in self.mentions)
                zone = next((o for o in owners if o.type == "park" and _is_of_zone(mention.text, o.text)), None)
                self.vote(self.of(zone or self._treated(mention, wide), "article"), 6.0)
                return

    @staticmethod
    def _treated(report: EntityMention, wide: tuple[str, ...]) -> EntityMention:
        """The country or wide area that a report treats of as its name says; else the report itself."""
        name = report.text.lstrip("《“0123456789年度")
        if (group := NATIONAL_CLASS.match(name)) and TREATISE.search(name):
            start = report.start + report.text.index(group.group())
            return EntityMention(start, start + group.end(), group.group(), "park", score=0.7, reason="class")
        place = next((w for w in sorted(wide, key=len, reverse=True) if name.startswith(w)), "")
        if not place or not TREATISE.search(name):
            return report
        start = report.start + report.text.index(place)
        return EntityMention(start, start + len(place), place, "region", score=0.7, reason="report")

    def _assessed(self) -> None:
        """Votes for the class that the first lines assess, where the headline speaks of its sort and names nobody."""
        named = any(m.type in ("park", "region", "enterprise", "lab_or_institute") for m in self.in_titles)
        if named or any(m.type == "region" and m.text in self.titles for m in self.mentions):
            return
        found = ASSESSED.search(self.notes.text, 0, LEAD)
        if found and found.group()[-3:] in self.titles:
            name = found.group()
            self.vote(Subject(name, "park", f"park:{name}", name, "article"), 6.0)

    def _headed(self) -> None:
        """Votes for the name that a headline opens with, known or not, and for the zone of a place it names."""
        if self.in_titles and self.in_titles[0].type in ("association", "government", "media"):
            # 某组织：某集群升至…: who tells, then who it is about
            told = re.match(
                r"[^：]{2,16}：(?P<name>[\u4e00-\u9fff]{2,8}?)(?=升至|跃居|跃升|进入|入选|获|新增|突破|实现|达|位列|居|成为)",
                self.titles,
            )
            if told and told["name"] in self.notes.text and not any(m.text == told["name"] for m in self.in_titles):
                self.vote(Subject(told["name"], "park", f"park:{told['name']}", told["name"], "title"), 4.0)
        board = BOARD.search(self.titles)
        if board and OF_BOARD.search(self.titles + self.notes.text):
            name = board["name"]
            self.vote(Subject(name, "region", f"region:{name}", name, "title"), 6.0)
        timed = TIMED.match(self.titles)
        if timed and not any(m.type == "park" for m in (*self.mentions, *self.in_titles)):
            name = timed["name"]
            if OWN_PARK.search(self.notes.text) and not UNNAMED.match(name) and not OWN_PLACE.match(name):
                if not any(m.start < len(name) for m in self.in_titles):
                    self.vote(Subject(name, "park", f"park:{name}", name, "title"), 5.0)
        found = HEADED.match(self.titles)
        if found and len(name := found["name"]) >= 2 and name in self.notes.text:
            known = any(m.text == name for m in self.notes.entities) or self.lexicon.content.prefix(name)
            if not known and not UNNAMED.match(name) and not TELLS.search(name):
                kind: EntityType = "region" if self.titles[found.end("name")] == "：" else "enterprise"
                self.vote(Subject(name, kind, f"{kind}:{name}", name, "title"), 3.0)
        for mention in self.in_titles:
            rest = self.titles[mention.end : mention.end + 8]
            if mention.type == "region" and re.match(
                r"(?:国家)?(?:自创区|自贸区|自贸试验区|高新区|经开区|开发区)", rest
            ):
                stem = GENERIC_TAIL.sub("", mention.text)
                park = next((m for m in self.mentions if m.type == "park" and m.text.startswith(stem)), None)
                if park is not None:
                    self.vote(self.of(park, "title"), 4.0)
