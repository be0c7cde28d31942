"""Relations in invented sentences: each of the types, passives, lists, appositions, and what states nothing."""

from __future__ import annotations

import pytest

from extract.annotations import Annotations
from extract.entities.recognise import find_entities
from extract.linking.link import link
from extract.relations.find import find_relations
from extract.relations.frames import frames
from schemas.documents import Article, Block, Metadata
from schemas.records import RELATION_TYPES, RelationRecord
from schemas.spans import OffsetMap


def relations(text: str, published: str | None = "2024-05-06", title: str | None = None) -> list[RelationRecord]:
    metadata = Metadata(published=published, title=title)
    article = Article(0, text, OffsetMap.identity(len(text)), (Block("paragraph", 0, len(text)),))
    notes = Annotations(text, article, metadata, article.blocks)
    notes.entities = find_entities(text, nested=True)
    return find_relations([notes], link([notes], metadata), metadata, "d.txt", "sha256:d")


STATED: tuple[tuple[str, str, str, str], ...] = (
    (
        "启棠咨询联合沪桐研究院在上海发布《2023桐江独角兽企业榜》。",
        "《2023桐江独角兽企业榜》",
        "published_by",
        "沪桐研究院",
    ),
    (
        "启棠咨询联合沪桐研究院在上海发布《2023桐江独角兽企业榜》。",
        "《2023桐江独角兽企业榜》",
        "published_by",
        "启棠咨询",
    ),
    (
        "榜单上，估值最高的是武汉的弘栖存储，为38亿美元。",
        "弘栖存储",
        "located_in",
        "武汉",
    ),
    (
        "公司与桐渊大学签约。桐渊光学2016年由江南大学教授卫砚树团队创办。",
        "卫砚树",
        "established",
        "桐渊光学",
    ),
    (
        "走进位于怀州市滨江大道99号的青砚实验室。",
        "青砚实验室",
        "located_in",
        "怀州市",
    ),
    (
        "桐谷孵化器（国家级孵化器，苏州高新区科灵路68号）今年开放。",
        "桐谷孵化器",
        "located_in",
        "苏州高新区",
    ),
    (
        "桐野能源科技股份有限公司储能系统制造基地一期在桐湖高新区正式投产。",
        "储能系统制造基地",
        "located_in",
        "桐湖高新区",
    ),
    (
        "桐野能源科技股份有限公司储能系统制造基地一期在桐湖高新区正式投产。",
        "桐野能源科技股份有限公司",
        "invested",
        "储能系统制造基地",
    ),
    (
        "柏一舟，1979年生，武汉昱砚光子技术有限公司创始人、董事长。",
        "柏一舟",
        "established",
        "武汉昱砚光子技术有限公司",
    ),
    (
        "晟砚精機（6789）昨（9）日召開法人說明會。",
        "晟砚精機",
        "hosts",
        "法人說明會",
    ),
    (
        "桐湾软件新城与卓砚集团签订合作协议，共建信创产业基地。",
        "卓砚集团",
        "established",
        "信创产业基地",
    ),
    (
        "做工业相机的桐视光学今年搬进桐川科技园。",
        "桐视光学",
        "develops",
        "工业相机",
    ),
    (
        "蓝砚动力创始人、北洋理工大学副教授尚知砚说。",
        "尚知砚",
        "established",
        "蓝砚动力",
    ),
    (
        "栖桐海关驻综保区办事处主任邵启东介绍，通关时间缩短。",
        "邵启东",
        "works_for",
        "栖桐海关驻综保区办事处",
    ),
    (
        "白砚储能创新中心于2021年由砚岭能源集团牵头，联合砚东大学等11家单位组建。",
        "砚东大学",
        "established",
        "白砚储能创新中心",
    ),
    (
        "白砚储能创新中心于2021年由砚岭能源集团牵头，联合砚东大学等11家单位组建。",
        "砚岭能源集团",
        "established",
        "白砚储能创新中心",
    ),
    ("公司与砚东大学共建的智能传感联合研究中心已有40人。", "砚东大学", "established", "智能传感联合研究中心"),
    ("白砚重点实验室依托砚东大学建设。", "白砚重点实验室", "part_of", "砚东大学"),
    ("砚江高新区产业引导基金委托砚江高投集团管理。", "砚江高投集团", "operates", "砚江高新区产业引导基金"),
    ("白砚研究院院长顾若舟建议放宽条件。", "顾若舟", "works_for", "白砚研究院"),
    ("青砚高新区管委会副主任方岱出席会议。", "方岱", "works_for", "青砚高新区管委会"),
    ("中国工程院院士、砚东大学校长顾若舟致辞。", "顾若舟", "member_of", "中国工程院"),
    ("砚州市统计局发布《砚州创新指数2023》。", "《砚州创新指数2023》", "published_by", "砚州市统计局"),
    ("青砚高新区印发《关于支持人才的若干措施》。", "《关于支持人才的若干措施》", "issued_by", "青砚高新区"),
    ("砚州高新集团今年跻身中国企业500强，列第88位。", "砚州高新集团", "ranks", "中国企业500强"),
    ("澜砚微电子有限公司位于青砚高新区。", "澜砚微电子有限公司", "located_in", "青砚高新区"),
    ("青砚高新区企业砚坤重装研制的盾构机下线。", "砚坤重装", "located_in", "青砚高新区"),
    ("云东自贸试验区柳浦片区挂牌。", "云东自贸试验区柳浦片区", "part_of", "云东自贸试验区"),
    ("砚禾生物有限公司是砚禾控股集团的全资子公司。", "砚禾生物有限公司", "subsidiary_of", "砚禾控股集团"),
    ("白砚先进材料研究院由青砚高新区与砚东大学于2019年共建。", "砚东大学", "established", "白砚先进材料研究院"),
    ("青砚高新区与天鹭银行签订战略合作协议。", "青砚高新区", "signed_with", "天鹭银行"),
    ("砚东大学科技园由砚科发展有限公司运营。", "砚科发展有限公司", "operates", "砚东大学科技园"),
    ("白砚孵化器有限公司被砚州市科学技术局认定为示范单位。", "白砚孵化器有限公司", "certified_by", "砚州市科学技术局"),
    ("沐岩光电有限公司完成B轮融资，由鹭屿资本领投。", "鹭屿资本", "invested", "沐岩光电有限公司"),
    ("砚江智造大会开幕，砚州市政府主办，青砚高新区管委会承办。", "青砚高新区管委会", "hosts", "砚江智造大会"),
    ("第六届砚江智能制造大会开幕。中国工程院院士顾若舟等出席。", "顾若舟", "participated_in", "第六届砚江智能制造大会"),
    ("澜砚航空有限公司研制的YH330-B取得许可。", "澜砚航空有限公司", "develops", "YH330-B"),
    ("榜单：\n1　砚芯微电子（青砚高新区）　估值6亿元", "砚芯微电子", "located_in", "青砚高新区"),
    ("来自青砚高新区的砚视科技登台。", "砚视科技", "located_in", "青砚高新区"),
    ("砚禾实验室由砚东大学与天鹭银行共建，位于青砚高新区。", "砚禾实验室", "located_in", "青砚高新区"),
    ("第六届砚江智能制造大会29日在青砚高新区收官。", "第六届砚江智能制造大会", "located_in", "青砚高新区"),
    ("砚河科创走廊七个节点中，青砚高新区以212分居首，澜砚科学城列第二。", "澜砚科学城", "part_of", "砚河科创走廊"),
    ("省经济研究会受青砚高新区委托编制的《砚江创新报告》亮相。", "《砚江创新报告》", "published_by", "省经济研究会"),
    ("砚衡智库在青砚高新区发布《砚江瞪羚企业报告2022》。", "《砚江瞪羚企业报告2022》", "published_by", "砚衡智库"),
    ("2020年砚州市能耗公报\n砚州市统计局 砚州市财政局\n增长。", "2020年砚州市能耗公报", "published_by", "砚州市财政局"),
    ("青砚高新区在国家级孵化载体考核中获评优秀。", "青砚高新区", "ranks", "国家级孵化载体考核"),
    ("41岁的温岫回国，创办了砚齿传动。温岫说不易。", "温岫", "established", "砚齿传动"),
    ("由砚科发展有限公司发起的“砚航”种子基金揭牌。", "砚科发展有限公司", "established", "“砚航”种子基金"),
    ("作为砚州市第八届人大代表，顾若舟说要快。", "顾若舟", "member_of", "砚州市第八届人大"),
    ("国家药监局昨日批准砚枢药业有限公司研发的1类创新药砚替罗片上市。", "砚替罗片", "certified_by", "国家药监局"),
    ("砚动储能基地二期项目由砚动能源集团投资建设。", "砚动能源集团", "invested", "砚动储能基地二期项目"),
    ("实验室主任为邹砚鸣院士。砚禾实验室成立三年。", "邹砚鸣", "works_for", "砚禾实验室"),
    ("顾若舟（青砚高新区管委会主任）：企业更多了。", "顾若舟", "works_for", "青砚高新区管委会"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "head", "relation", "tail"), STATED, ids=[f"{r}-{h}" for _, h, r, _ in STATED])
def test_states(text: str, head: str, relation: str, tail: str) -> None:
    found = {(r.head, r.relation, r.tail) for r in relations(text)}
    assert (head, relation, tail) in found, sorted(found)


def test_a_part_without_its_zones_name_belongs_to_the_zone_named_last() -> None:
    text = "中国（上海）自由贸易试验区挂牌十年。云东自贸试验区步子不慢。柳浦片区药企超过900家。"
    found = {
        (r.head, r.tail) for r in relations(text, title="中国（上海）自由贸易试验区十年") if r.relation == "part_of"
    }
    assert found == {("柳浦片区", "云东自贸试验区")}


def test_every_relation_of_the_contract_has_a_frame() -> None:
    covered = {c.frame.relation for c in frames()} | {"issued_by"}
    assert covered == set(RELATION_TYPES)


def test_lists_give_a_relation_each() -> None:
    found = {
        (r.head, r.tail)
        for r in relations("砚屿集团与砚东大学、岭南工业大学签署备忘录。")
        if r.relation == "signed_with"
    }
    assert {("砚屿集团", "砚东大学"), ("砚屿集团", "岭南工业大学")} <= found


def test_companies_of_an_article_about_one_park_lie_there() -> None:
    text = "青砚高新区园区更旺。龙头企业砚坤重装营收过亿。由鹭屿资本领投，天鹭银行授信。"
    stated = relations(text, title="青砚高新区企业越来越强")
    found = {(r.head, r.tail) for r in stated if r.relation == "located_in"}
    assert found == {("砚坤重装", "青砚高新区")}


def test_a_place_of_publication_publishes_nothing() -> None:
    found = relations("砚衡智库在青砚高新区发布《砚江瞪羚企业报告2022》。")
    assert {r.tail for r in found if r.relation == "published_by"} == {"砚衡智库"}


def test_a_relation_carries_role_time_and_place() -> None:
    text = "3月11日，第六届砚江智能制造大会在青砚高新区开幕。青砚高新区管委会副主任方岱致辞。"
    found = relations(text)
    held = next(r for r in found if r.relation == "located_in")
    assert held.time == "2024-03-11"
    assert held.evidence == text[: text.index("。") + 1]
    works = next(r for r in found if r.relation == "works_for")
    assert works.role == "副主任"
    assert text[works.start : works.end].endswith("方岱")


def test_each_relation_is_given_once() -> None:
    text = "青砚高新区与天鹭银行签订协议。青砚高新区与天鹭银行签订战略合作协议。"
    assert len([r for r in relations(text) if r.relation == "signed_with"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "青砚高新区产值增长。天鹭银行利润下降。",
        "（记者 顾若舟）青砚高新区运行平稳。",
        "青砚高新区、砚东大学、天鹭银行。",
    ],
)
def test_nothing_is_stated(text: str) -> None:
    assert relations(text) == []
