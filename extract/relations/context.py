"""What fills a frame whose head or tail stands outside it: the event, the ranking, the maker … that was spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.linking.link import Entity
from extract.relations.encoding import Encoded
from extract.relations.frames import Context
from schemas.records import EntityType

_IT = re.compile("[^。；\n]{1,12}，它")  # 在某评价中，它列第二: what the sentence before speaks of
_OWNERS = ("university", "park", "enterprise", "lab_or_institute", "association")
_ORGS: frozenset[EntityType] = frozenset({"enterprise", "lab_or_institute", "university", "park", "government"})


_TITLE_OF: tuple[tuple[tuple[str, ...], tuple[EntityType, ...]], ...] = (
    (("校长",), ("university",)),
    (("院长", "所长"), ("lab_or_institute",)),
    (
        (
            "总裁",
            "董事长",
            "总经理",
            "首席",
            "创始人",
            "CEO",
            "董事",
            "总工程师",
            "总监",
            "总设计师",
            "执行长",
            "财务长",
            "技术长",
            "营运长",
        ),
        ("enterprise", "park"),
    ),
    (("理事长", "秘书长"), ("association", "lab_or_institute")),
    (("局长", "厅长", "部长", "处长"), ("government",)),
    (("主任",), ("lab_or_institute", "park")),
)


LEAST = 0.5
"""Mentions that no rule believes in more than this take no part in relations."""


def _first_of(entities: Sequence[Entity], kind: EntityType) -> Entity | None:
    return next((e for e in entities if e.type == kind and e.score >= LEAST), None)


class Surroundings:
    """Looks for fillers before a place of an encoded article."""

    def __init__(
        self,
        encoded: Encoded,
        sentences: list[tuple[int, int]],
        main: Sequence[Entity],
        all_entities: Sequence[Entity],
    ) -> None:
        self.encoded = encoded
        self.sentences = sentences
        self.places = encoded.places
        self._rankings = len({id(e) for e in encoded.entities.values() if e.type == "ranking_or_report"})
        self.main_park = _first_of(main, "park")
        self.main_company = _first_of(main, "enterprise")
        self._about = self.main_company if main and main[0] is self.main_company else None
        self._people = [e for e in main if e.type == "person" and e.score >= LEAST]
        self._events = len({id(e) for e in encoded.entities.values() if e.type == "event"})
        self.all_entities = all_entities

    def _back(self, at: int, sentence: int, sentences_back: int) -> Iterable[Entity]:
        """Entities before `at`, nearest first, no farther than so many sentences back."""
        low = self.sentences[max(0, sentence - sentences_back)][0]
        for place in reversed(self.encoded.symbols(low, at)):
            yield self.encoded.entities[place]

    def find(self, context: Context, at: int, sentence: int, used: frozenset[int]) -> Entity | None:
        """The filler for a frame that matched at `at` in the given sentence, or None."""
        if context == "event_before":
            return self._first(at, sentence, 3, ("event",))
        if context == "ranking_before":
            return self._ranking(at, sentence)
        if context == "financed_before":
            return self._financed(at, sentence)
        if context == "maker_before":
            return self._first(at, sentence, 4, ("enterprise",)) or self._about
        if context == "org_before":
            found = self._first(at, sentence, 2, tuple(_ORGS - {"government", "park"}))
            return found or self._first(at, sentence, 2, ("government", "park"))
        if context == "parent_of_list":
            return self._parent(at, sentence)
        if context == "subject_before":
            return self._subject(at, sentence)
        if context == "org_of_title":
            return self._of_title(at, sentence)
        if context == "first_org":
            low, high = self.sentences[sentence]
            inside = (self.encoded.entities[p] for p in self.places if low <= p < min(at, high))
            first = next((e for e in inside if e.type in ("lab_or_institute", "enterprise", "university")), None)
            return first or self._first(at, sentence, 2, ("lab_or_institute", "enterprise", "university"))
        if context == "main_park":
            return self.main_park
        if context == "article_company":
            return self.main_company
        if context == "about_company":
            return self._about
        if context == "main_company":
            return self._first(at, sentence, 1, ("enterprise",)) or self.main_company
        if context == "person_before":
            return self._first(at, sentence, 2, ("person",)) or next(iter(self._people), None)
        if context == "contest":
            return self._first(at, sentence, 14 if self._events == 1 else 4, ("event",))
        if context == "product_before":
            return self._first(at, sentence, 1, ("product", "park"))
        return self._nested(used)

    def _subject(self, at: int, sentence: int) -> Entity | None:
        """The thing that a sentence without a subject speaks of: the nearest before, else the article's park."""
        kinds: tuple[EntityType, ...] = ("park", "enterprise", "region", "university")
        here = self._first(at, sentence, 0, kinds)
        if here is None and _IT.match(self.encoded.text, at):
            here = self._first(at, sentence, 2, ("park", "enterprise", "lab_or_institute"))
        if here is None:
            here = self._first(at, sentence, 1, ("park", "enterprise"))
        return here or self.main_park

    def _of_title(self, at: int, sentence: int) -> Entity | None:
        """The body that a title without one belongs to: a 校长 to a university, a 院长 to an institute."""
        stretch = self.encoded.text[at : at + 14]
        for titles, kinds in _TITLE_OF:
            if any(t in stretch for t in titles):
                found = self._first(at, sentence, 12, kinds[:1] if kinds[0] == "enterprise" else kinds)
                found = found or self._first(at, sentence, 12, kinds)
                if found is not None:
                    return found
        return None

    def _first(self, at: int, sentence: int, back: int, kinds: tuple[EntityType, ...]) -> Entity | None:
        return next((e for e in self._back(at, sentence, back) if e.type in kinds), None)

    def _ranking(self, at: int, sentence: int) -> Entity | None:
        found = self._first(at, sentence, 30 if self._rankings == 1 else 2, ("ranking_or_report",))
        if found is None or found.name.rstrip("》”").endswith(("名单", "年报", "年度报告", "公报", "案例")):
            return None
        return found

    def _financed(self, at: int, sentence: int) -> Entity | None:
        """The company whose round this is: the first one of the sentence, or of the one before."""
        for index in (sentence, sentence - 1):
            if index < 0:
                continue
            start, end = self.sentences[index]
            stretch = self.encoded.text[start:end]
            if "融资" not in stretch and "投资" not in stretch:
                continue
            for place in self.places:
                if start <= place < min(end, at) and self.encoded.entities[place].type == "enterprise":
                    return self.encoded.entities[place]
        return None

    def _parent(self, at: int, sentence: int) -> Entity | None:
        """The company whose subsidiaries a numbered list names."""
        for index in range(sentence - 1, max(-1, sentence - 12), -1):
            start, end = self.sentences[index]
            stretch = self.encoded.text[start:end]
            if re.search("子公司[^。]{0,16}(?:如下|包括|：)", stretch):
                owner = next((self.encoded.entities[p] for p in self.places if start <= p < end), None)
                if owner is None or owner.type != "enterprise":
                    owner = next(
                        (e for p in self.places if p < end and (e := self.encoded.entities[p]).type == "enterprise"),
                        None,
                    )
                return owner
        return None

    def _nested(self, used: frozenset[int]) -> Entity | None:
        """The body whose name begins the name of the thing: the university of its institute, the park of its fair."""
        for place in sorted(used):
            thing = self.encoded.entities[place]
            owners = [
                e for e in self.all_entities if e is not thing and e.type in _OWNERS and thing.name.startswith(e.name)
            ]
            if owners:
                return max(owners, key=lambda e: (len(e.name), e.name))
        return None

    def body_of(self, session: Entity) -> Entity:
        """The body whose session it is, where the text names it: a standing committee passes, not its meeting."""
        bodies = [e for e in self.all_entities if e.type == "government" and session.name.startswith(e.name)]
        return max(bodies, key=lambda e: (len(e.name), e.name)) if bodies else session
