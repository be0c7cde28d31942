"""Mentions in invented sentences: every type by its grammar, and what is no name."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.entities.recognise import find_entities

FOUND: tuple[tuple[str, str, str], ...] = (
    # parks
    ("记者从青砚高新区管委会了解到，园区运行平稳。", "青砚高新区", "park"),
    ("走进白鹭湖科学城，塔吊林立。", "白鹭湖科学城", "park"),
    ("中国（云东）自由贸易试验区柳浦片区本周挂牌。", "中国（云东）自由贸易试验区柳浦片区", "park"),
    ("南麓高新区（江畔园）举行开工活动。", "南麓高新区（江畔园）", "park"),
    ("昨日，霧峰科學園區公布營運成果。", "霧峰科學園區", "park"),
    ("砚山大学国家大学科技园新增企业12家。", "砚山大学国家大学科技园", "park"),
    ("位于星洲软件园的机房投用。", "星洲软件园", "park"),
    ("其中，城南科创园412家。", "城南科创园", "park"),
    ("走进溪砚创业苑，笑声不断。", "溪砚创业苑", "park"),
    ("黑岩高新区管委会主任出席。", "黑岩高新区", "park"),
    ("清砚湖国家农高区昨日开镰。", "清砚湖国家农高区", "park"),
    ("会议听取《砚州高新区条例》执行情况。", "砚州高新区", "park"),
    ("中部科學園區管理局公布，中科去年營業額成長。", "中科", "park"),
    ("众创空间“岚创咖”开门迎客。", "岚创咖", "park"),
    # enterprises
    ("澜砚微电子（青州）有限公司完成扩产。", "澜砚微电子（青州）有限公司", "enterprise"),
    ("浙江七禾机械零部件有限公司入选。", "浙江七禾机械零部件有限公司", "enterprise"),
    ("其中，沐岩光电营收过亿。", "沐岩光电", "enterprise"),
    ("由鹭屿资本领投，老股东跟投。", "鹭屿资本", "enterprise"),
    ("企业砚坤重装研制的盾构机下线。", "砚坤重装", "enterprise"),
    ("拓屿智行（纳斯达克：TUYU）公布季报。", "拓屿智行", "enterprise"),
    ("电源芯片厂岚光（6812）公布营收。", "岚光", "enterprise"),
    ("在储能企业“砚桥能源”的车间里。", "砚桥能源", "enterprise"),
    ("青砚高新区砚远传感创始人到场。", "砚远传感", "enterprise"),
    ("光伏企业砚晶新材因检修停产。", "砚晶新材", "enterprise"),
    ("他创办了微澜传感。如今微澜传感有260人。", "微澜传感", "enterprise"),
    ("推动沐乐富等多家企业设立海外仓。", "沐乐富", "enterprise"),
    # bodies
    ("砚州市科学技术局、砚州市统计局联合测算。", "砚州市统计局", "government"),
    ("青砚高新区经济发展和统计局发布。", "青砚高新区经济发展和统计局", "government"),
    ("省科技厅最新统计显示。", "省科技厅", "government"),
    ("国务院批复同意。", "国务院", "government"),
    ("白砚先进材料研究院揭牌。", "白砚先进材料研究院", "lab_or_institute"),
    ("砚东大学砚州研究院落户。", "砚东大学砚州研究院", "lab_or_institute"),
    ("这里是云泊科学城的时岚实验室。", "时岚实验室", "lab_or_institute"),
    ("走进云砚实验室，灯火通明。", "云砚实验室", "lab_or_institute"),
    ("砚东理工大学与园区签约。", "砚东理工大学", "university"),
    ("中国砚石产业协会发来贺信。", "中国砚石产业协会", "association"),
    # people
    ("白砚研究院院长顾若舟建议放宽条件。", "顾若舟", "person"),
    ("“还要再快一点。”梁砚秋说。", "梁砚秋", "person"),
    ("集团首席执行官卢卡斯·贝尔曼在现场表示满意。", "卢卡斯·贝尔曼", "person"),
    # titles
    ("会议通过《砚州市数据条例》。", "《砚州市数据条例》", "policy"),
    ("研究院发布《2023砚江城市群创新指数》。", "《2023砚江城市群创新指数》", "ranking_or_report"),
    ("实施“砚才计划”引才。", "“砚才计划”", "policy"),
    ("砚州高新集团跻身中国企业500强。", "中国企业500强", "ranking_or_report"),
    # events
    ("第六届砚江智能制造大会昨天开幕。", "第六届砚江智能制造大会", "event"),
    ("第三次全国经济普查结果公布。", "第三次全国经济普查", "event"),
    # industries, products
    ("形成集成电路、生物医药、新材料三大主导产业。", "生物医药", "industry"),
    ("型号为YH330-B的无人机取得许可。", "YH330-B", "product"),
    ("自主研发的降糖药“砚糖宁”获批。", "砚糖宁", "product"),
)


@pytest.mark.parametrize(("text", "name", "kind"), FOUND, ids=[name for _, name, _ in FOUND])
def test_finds(text: str, name: str, kind: str) -> None:
    found = {(m.text, m.type) for m in find_entities(text, nested=True)}
    assert (name, kind) in found, sorted(found)


NOT_FOUND: tuple[tuple[str, str], ...] = (
    ("全区规上工业企业612家。", "规上工业"),
    ("拥有上市公司17家、全资子公司9家。", "上市公司"),
    ("财政部门完成4亿元。", "财政部"),
    ("打造生物医药产业园。", "生物医药产业园"),
    ("国家级孵化器11家。", "国家级孵化器"),
    ("PM2.5平均浓度下降。", "PM2.5"),
    ("（记者 白思远）园区运行平稳。", "白思远"),
    ("本报记者 古月明 摄", "古月明"),
    ("三大科学园区营业额增长。", "大科学园区"),
    ("另有6家省级开发区不合格。", "另有"),
    ("省里和青砚高新区各拿一半。", "省里和"),
    ("全省实现“县县有高新区”。", "县县有高新区"),
    ("最快的具身智能公司“墨岚”只花了一年。", "具身智能"),
    ("在“砚桥能源”展台前。", "“砚桥能源”展"),
    ("顾若舟，1984年生。顾若舟办了公司。", "顾若舟办"),
)


@pytest.mark.parametrize(("text", "name"), NOT_FOUND, ids=[name for _, name in NOT_FOUND])
def test_does_not_find(text: str, name: str) -> None:
    assert name not in {m.text for m in find_entities(text, nested=True) if m.score >= 0.5}


def test_mentions_are_outermost_sorted_and_cut_from_the_text() -> None:
    text = "青砚高新区管委会与砚东大学砚州研究院签约，青砚高新区副主任顾若舟出席。"
    mentions = find_entities(text)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert "青砚高新区管委会" in {m.text for m in mentions}
    assert ("青砚高新区", "park") in {(m.text, m.type) for m in find_entities(text, nested=True)}


def test_short_forms_that_the_text_introduces_are_found_later() -> None:
    text = "砚芯光电股份有限公司（下称“砚芯光电”）披露年报。砚芯光电称，订单饱满。"
    assert [m.text for m in find_entities(text) if m.type == "enterprise"].count("砚芯光电") >= 1


def test_short_forms_made_from_a_full_name_are_found() -> None:
    text = "浙江七禾机械零部件有限公司上榜。七禾机零成立于2004年。"
    assert "七禾机零" in {m.text for m in find_entities(text)}


def test_parks_in_a_list_share_their_suffix() -> None:
    mentions = find_entities("砚州、岚江、沛川三家国家高新区产值居前。")
    assert [(m.text, m.type) for m in mentions] == [("砚州", "park"), ("岚江", "park"), ("沛川", "park")]


def test_empty_and_odd_texts() -> None:
    assert find_entities("") == []
    assert isinstance(find_entities("（（（“”””《》\n\n。。"), list)
    assert isinstance(find_entities("高新区" * 300 + "有限公司"), list)
