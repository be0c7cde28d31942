"""What the text of an article says it is about: the names in it, and the words that stand for one."""

from __future__ import annotations

import re
from collections import Counter

from extract.annotations import EntityMention
from extract.attribution.carriers import INDEX, PLACE_AND_CLASS, PUBLISHES, WORLD, Subject, owner_of
from extract.attribution.headlines import NEWS
from extract.attribution.voting import LEAD, OWN_PLACE, WEIGHT, Voting, zones_in

_ASIDE = tuple("从自由于在赴与和同跟比向对到")
# general words by which a text goes on about what it is about
_OWN_WORDS = (
    "公司",
    "集团",
    "集團",
    "园区",
    "園區",
    "实验室",
    "實驗室",
    "研究院",
    "研究所",
    "智库",
    "孵化器",
    "加速器",
    "学校",
    "學校",
    "大会",
    "展会",
    "博览会",
    "大赛",
    "论坛",
    "峰会",
    "联盟",
    "协会",
    "平台",
    "走廊",
    "科技园",
    "产业园",
)
# 这里是某科学城的某实验室, 走进某公司: the text introduces what it is about
_INTRODUCED = re.compile(r"(?:这里(?:就是|便是|是)|这就是|走进|探访|来到|创办|创立|创建)(?:了)?[^，。；：、]{0,12}$")
_FORMERLY = re.compile(r"(?:前身(?:是|为|系)?|原名|曾用名|原为)[^，。；]{0,16}$")
_ZONE_WORD = re.compile(r"园区|園區|高新区|经开区|开发区|科学城|科技城|综保区")
_NO_NAMES = ("class", "counted", "group")
_CONTEST = re.compile(r"(?:大赛|挑战赛|锦标赛|公开赛|擂台赛)$")
# 2024某某论坛落下帷幕, and 论坛, 展期, 本届 later: about the gathering itself
_GATHERING = re.compile(r"(?:论坛|論壇|峰会|峰會|博览会|博覽會|展览会|交易会|展|年会)$")
_GOES_ON_ABOUT = re.compile(
    r"(?<![一-鿿])(?:论坛|論壇|峰会|峰會|展会|展會|展期|展览|盛会|盛會|本届|本屆|博览会|参展|參展)|这[场届]|這[場屆]"
)
# 选址某区, 落户某区
_SITUATED = re.compile("(?:选址|落户|坐落|位于|地处|毗邻|总部设)[于在]?$")
# 西北地区首个某某光源
_FIRST_OF = re.compile("(?:地区|境内)?(?:首|第一|唯一|最大|最早|规模最)")
# 站在洁净车间外，某某传感创始人某某感慨: a portrait begins with whose firm it is
# 由某集团发起、秘书处设在某院的某某联盟: who stands between 由 and 的 only made it
_BY = re.compile(
    r"由[^。；\n]{2,60}?(?:投建|建设|兴建|打造|创办|创建|运营|开发|承建|投资|组建|发起|管理|研发|研制|设立|成立|主办|承办|举办|支持|出资|领衔|牵头|编制|合办"
    r"|(?:设在|坐落于|位于|总投资|始建于|成立于)[^。；\n的]{2,16})的(?=“?[\u4e00-\u9fffA-Z\d])"
)
# 某公司旗下“某某”星座, 某公司自主研发的某某机器人
_OF_MAKER = re.compile(
    "旗下的?|(?:自主|联合)?研[发制]的|(?:投资|参与|负责|牵头|联合)?(?:打造|建设|运营|创办|开发|承建|组建)的"
)
# 这条全长86公里、串起三座城市的某某走廊
_THIS = re.compile(r"这[条座个家片块处栋幢只支款场届所间艘列台方][^。；\n]{2,60}?的$")
# the field of a comparison: 占全县工业的38%, 排在全区楼宇首位
FIELD_BEFORE = tuple("占列居比较在于及超")
_FOUNDERS = re.compile(r"(?:公司)?(?:的)?(?:联合)?(?:创始人|创办人|创立者|董事长|掌门人|CEO|总经理|总裁)")
_INTERVIEW = re.compile("对话|专访|访谈|对谈|面对面")
_SEVERAL = re.compile(
    r"(?![年月日底末])(?:[\u4e00-\u9fff]{2,3}、){1,5}[\u4e00-\u9fff]{2,3}[二三四五六七八九十两兩](?:處|处|大|座|个|個|家)"
    r"(?P<what>[\u4e00-\u9fff]{2,6}(?:園區|园区|开发区|開發區|保税区|综保区))"
)


class TextVotes(Voting):
    """Votes of the text."""

    def _vote_text(self) -> None:
        """Votes for all that the text names or stands for."""
        openings = {s.start for s in self.notes.sentences}
        self._vote_mentions(openings)
        self._vote_zones()
        self._vote_anaphors(openings)
        self._vote_own_places(openings)

    def _vote_mentions(self, openings: set[int]) -> None:
        """Votes for every name, where it stands and what is said of it."""
        text = self.notes.text
        first = next((b for b in self.notes.blocks if b.kind in ("paragraph", "list_item")), None)
        seen: Counter[str] = Counter()
        beginnings = {m.start for m in self.mentions}
        made = {m.end(): m.start() for m in _BY.finditer(text) if m.end() in beginnings}
        for m in self.mentions:
            if (of := _OF_MAKER.match(text, m.end)) and of.end() in beginnings:
                made.setdefault(of.end(), of.end())
        told: dict[str, Subject] = {}
        for mention in [*self.mentions, *self.rankings]:
            owner = owner_of(mention) or self._administered(mention)
            if owner is None or owner.text in WORLD or mention.reason == "counted":
                continue
            name = owner.name or owner.text
            seen[name] += 1
            weight = max(0.3, owner.score) / seen[name] ** 0.5
            if text[mention.start - 1 : mention.start] in ("于", "在") and text[mention.end : mention.end + 1] == "的":
                weight *= 0.3  # 位于某区的公司: only where it is
            elif text[mention.end : mention.end + 1] == "的" and (mention.end + 1) in beginnings:
                weight *= 0.3  # 某科学城的某实验室: the thing, not where it is
            elif text[mention.start - 1 : mention.start] in _ASIDE and mention.type in ("park", "region"):
                weight *= 0.5  # 从某地回国, 与某区毗邻
            if any(start < mention.start < end for end, start in made.items()):
                weight *= 0.3
            elif mention.start in made:
                weight += 1.5 * (seen[name] == 1)
            elif seen[name] == 1 and _THIS.search(text, max(0, mention.start - 64), mention.start):
                weight += 1.5
            elif (of := _OF_MAKER.match(text, mention.end)) and of.end() in beginnings:
                weight *= 0.5
            if mention.type == "region" and _FIRST_OF.match(text, mention.end):
                continue  # 西北首个某某光源: the field, not who is in it
            if _SITUATED.search(text, max(0, mention.start - 4), mention.start):
                weight *= 0.3  # 选址某区: where it is
            if _FORMERLY.search(text, max(0, mention.start - 24), mention.start):
                weight *= 0.2  # 前身为某某教育部重点实验室
            if mention.reason in ("labelled", "speaks_for") and seen[name] == 1:
                weight += 6.0
            if mention.reason == "brought_in":
                # a name that the text itself brings in counts like a registered one
                weight = 1.0 / seen[name] ** 0.5 / WEIGHT.get(mention.type, 0.3) + 1.5 * (seen[name] == 1)
            if _INTRODUCED.search(text, max(0, mention.start - 24), mention.start):
                weight += 2.0
            opens = mention.start in openings
            leads = first is not None and first.start <= mention.start < first.end
            if PUBLISHES.match(text[mention.end : mention.end + 30]):
                weight *= 0.2
            elif mention.type == "event" and leads and self._is_gathering(mention):
                # 第六届某某杯大赛今晚在某高新区收官: about the contest, wherever it was held
                weight += 6.0 * bool(NEWS["event"].match(text, mention.end))
            elif mention.type == "ranking_or_report":
                if not INDEX.search(mention.text):
                    continue
                weight += 3.0 * (leads and seen[name] == 1)
            else:
                weight += 0.6 * opens + 0.6 * leads
                weight += 3.0 * bool(
                    mention.type == "enterprise"
                    and _INTERVIEW.search(self.titles)
                    and _FOUNDERS.match(text, mention.end)
                )
                weight += 1.5 * bool(
                    leads and not self.zones and seen[name] == 1 and _FOUNDERS.match(text, mention.end)
                )
            subject = told.get(owner.text)
            if subject is None:
                subject = self.of(self.known.get(owner.text, owner), "article")
                if owner.text in self.known:
                    told[owner.text] = subject
            self.vote(subject, weight)

    def _is_gathering(self, mention: EntityMention) -> bool:
        """Whether an event is a contest, or a gathering that the text goes on about."""
        if _CONTEST.search(mention.text):
            return True
        return bool(_GATHERING.search(mention.text)) and bool(_GOES_ON_ABOUT.search(self.notes.text, mention.end))

    def _administered(self, body: EntityMention) -> EntityMention | None:
        """The class of zones that a body without a name of its own runs: 產業園區管理局 and 10處科技產業園區."""
        return next((m for m in self.mentions if m.reason == "class" and body.text.startswith(m.text[-4:])), None)

    def _vote_zones(self) -> None:
        """Votes for zones that the titles name by their class alone."""
        zones_named = {m.name or m.text: m for m in self.mentions if m.type == "park" and m.reason not in _NO_NAMES}
        if _ZONE_WORD.search(self.titles) and not zones_in(self.titles) and len(zones_named) == 1:
            self.vote(self.of(next(iter(zones_named.values())), "article"), 1.5)  # …背后的园区账本
        if (
            (group := _SEVERAL.search(self.notes.text, 0, LEAD * 2))
            and group["what"] in self.titles
            and not zones_in(self.titles)
        ):
            name = group.group()  # 海丰、东屿、鹿鸣三处科技产业园区, where the headline names but their class
            self.vote(Subject(name, "park", f"park:{name}", name, "article"), 6.0)

    def _vote_anaphors(self, openings: set[int]) -> None:
        """Votes for whom general words stand for."""
        for start, (end, entity) in self.anaphors.items():
            word = self.notes.text[start:end]
            if word[0] not in "全我本该該" and word not in _OWN_WORDS and entity.name[-1] not in "镇村乡":
                continue
            if PLACE_AND_CLASS.match(entity.name):
                continue  # 实验室 of 某省全国重点实验室: a class
            # 全市, 我区, 公司: the text speaks from its point of view
            one = Subject(entity.name, entity.type, entity.entity_id, entity.canonical or entity.name, "article")
            local = one.type == "region" and one.name[-1] in "镇村乡道"
            self.vote(one, 1.5 if local else 1.2 if start in openings else 0.5)

    def _vote_own_places(self, openings: set[int]) -> None:
        """Votes for the place that a text calls its own: 我市, 全省."""
        # the one place of its level that the text names
        owned = {
            level: places[0]
            for level in "市省县州"
            if (places := [m for m in self.notes.entities if m.type == "region" and m.text.endswith(level)])
            and len({m.name for m in places}) == 1
        }
        for found in OWN_PLACE.finditer(self.notes.text + "\n" + self.titles):
            if found.start() in self.anaphors:
                continue
            # no name for the place: its word for itself is all that the text gives
            word = found.group()
            known_one = owned.get(word[-1])
            if found.start() < len(self.notes.text) and self.notes.text.endswith(FIELD_BEFORE, 0, found.start()):
                continue
            weight = 1.2 if found.start() in openings else 0.6
            if (at := found.start() - len(self.notes.text) - 1) >= 0:
                # 全省开发区考评揭晓 is about all of them; behind a name the word is a field of comparison
                weight = 3.0 if any(m.start < at for m in self.in_titles) else 6.0
            if word in ("全省", "全县") and weight < 3.0:
                weight *= 0.15  # as often the field of comparison as the speaker's own
            if known_one is not None:
                self.vote(self.of(known_one, "article"), weight)
                continue
            whole = Subject("全" + word[-1], "region", f"region:全{word[-1]}", "全" + word[-1], "article")
            self.vote(whole, weight)
