"""Plans and forecasts: cue words in the sentence, headings that open a plan, periods that lie ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.attribution.lexicon import Lexicon
from schemas.documents import Block
from schemas.records import Modality

_LOOKS_BACK = re.compile(r"完成情况|工作总结|回顾|过去一年|主要成效|工作情况|运行情况|主要工作成绩|取得的成绩")
# 将 before a verb looks ahead; 将…作为, 将近 and names do not
_AHEAD = re.compile(
    r"(?:将|將)(?!近|军|其|.{1,12}?(?:作为|列为|纳入|划为|改为|投入(?!使用|运营|运行)|投向|用于))(?<!每年将)(?<!每年將)|(?:打算|小目标|设想|愿景)[：:]|(?:增速|增长)(?:要)?(?:力?保(?!持|有|障|险|护|留|税|证|存)|力?争(?!议)|冲)|(?:还|就|(?<![主重首摘概]))要(?=再|招|建成|引进|培育|打造|争|冲|翻|开工|签约|落地|达到|突破|降|实现|新增|确保|力争|把|超)|"
    r"(?:年|月|季度|期)(?:内)?计划(?!总投资|投资|单列|生育|外|内|书|任务|目标|的|完成|经济|指标|数|》|”)|"
    r"计划(?=再|新增|到|在|用|今年|明年|建设|引进|完成|实现|投产|扩|入组|年内|年底|年末|下半年|投用|开工|启动|培育|打造|交付|量产|上市|推出|发射|招聘|招收|签约|把|将|于20)|未来.{1,4}年|(?<![资資材原饮飲食燃涂塗塑颜顏衣面布肥饲飼香染])料(?=今年|明年|全年|可|將|将|会|會)|下一?个(?:五|十|三)年|(?:^|[。；，：])(?:课题组|专家|委员|代表|报告)?[^，。；]{0,16}建议[，：:]|建议(?=把|将|用|到|在20|力争|尽快|设立)|希望(?=把|将|用|到|在20)|(?:三|五|两|十)年内|年底前|明年|届时|屆時|下一步|(?:目標|目标)(?:是|为|為|：|达)"
)
_FORECAST = ("预计", "预期", "预测", "预估", "估计")


_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_OPENS_PLAN = re.compile(r"目标|目標|计划|打算|安排|展望|规划|思路|任务|下一步|今后")  # even under an earlier year
_NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、])[^。，；]{4,24}。")


# plans that are behind one: 好于预期, 超额完成目标任务, 争取到资金, 确保了
_MET = re.compile(
    r"(?:完成|超额|超過|超过|超出|超|高于|高於|低于|低於|好于|优于|不及|符合|快于)了?[^，。；]{0,6}?(?:预期目标|预期|預期|目标任务|目標任務)"
    r"|(?:提前|如期|圆满|全面|顺利)[^，。；]{0,8}?(?:实现|完成|达到|达成|兑现)了?[^，。；]{0,14}?(?:目标|任务)"
    r"|争取到(?![\d二今明年])|(?:争取|确保)了|展望(?=论坛|大会|报告|峰会)"
)


def cue(text: str, words: Lexicon) -> Modality:
    """What the words of a sentence before a figure make of it."""
    found = words.target.search(text)
    if found and _MET.search(text):
        text = _MET.sub("，", text)
        found = words.target.search(text)
    if found:
        return "forecast" if found.group().startswith(_FORECAST) else "target"
    return "target" if _AHEAD.search(text) else "actual"


@dataclass(slots=True)
class Plans:
    """Whether the reading stands under a heading (or a lead-in ending in a colon) that opens a plan."""

    notes_lexicon: Lexicon
    open: bool = False
    back: bool = False  # under a heading that looks back: estimates there are as good as facts
    level: int = 0
    year: int | None = None  # the year that the text is of

    def enter(self, block: Block, text: str) -> None:
        """Take note of a new block."""
        line = text[block.start : block.end]
        if block.kind != "heading" and (opening := _NUMBERED.match(line)):
            # （二）今年的预期目标。…: the heading runs on into its paragraph
            block, line = Block("heading", block.start, block.start + opening.end(), 1), opening.group().rstrip("。")
        if block.kind == "heading" or (len(line) <= 40 and line.endswith(("：", ":", "！"))):
            level = block.level or 1
            past = (year := _YEAR.search(line)) is not None and self.year is not None and int(year[1]) < self.year
            back = bool(_LOOKS_BACK.search(line)) or (past and not _OPENS_PLAN.search(line))
            self.back = back or (self.back and level > 1)
            if back:
                self.open = False
            elif self.notes_lexicon.target_heading.search(line):
                self.open, self.level = True, level
            elif self.open and level <= self.level and block.kind == "heading" and level == 1 and line[:1] not in "（(":
                self.open = False


def lies_ahead(period: str | None, published: str | None, anchor_year: int | None) -> bool:
    """Whether a period ends after the text was published (or after the year it speaks from)."""
    if not period:
        return False
    first, _, end = period.partition("/")
    if end and published and len(published) >= 7 and len(first) >= 7 and first[:7] <= published[:7]:
        return False  # the quarter that the text is written in is going on
    last = end or first
    if published and len(published) >= 7 and len(last) >= 7:
        return last[:7] > published[:7]
    year = int(published[:4]) if published and published[:4].isdigit() else anchor_year
    return year is not None and last[:4].isdigit() and int(last[:4]) > year


def lies_behind(period: str | None, published: str | None) -> bool:
    """Whether a period ended in a year before the one of publication."""
    if not period or not published or not published[:4].isdigit():
        return False
    last = period.split("/")[-1]
    return last[:4].isdigit() and int(last[:4]) < int(published[:4])
