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
    ("我县租下一层厂房，取名“砚心谷”。去年砚心谷收入增长。", "砚心谷", "park"),
    ("如今的砚垛里占地52亩。", "砚垛里", "park"),
    ("公布名单。蚁巢里孵化器入驻率96%。", "蚁巢里孵化器", "park"),
    ("一度停摆的桐岩里文创科技街区正在回暖。", "桐岩里文创科技街区", "park"),
    ("由浙江砚越集团投建的砚洛工业城，已开发4平方公里。", "砚洛工业城", "park"),
    ("“砚莲号”开出。今年“砚莲号”已开行300列。", "“砚莲号”", "product"),
    ("裴远办起Q-Labs。五年下来，Q-Labs累计加速企业71家。", "Q-Labs", "park"),
    # enterprises
    ("在砚小满，创始人章宁介绍，公司去年开店。", "砚小满", "enterprise"),
    ("供应商其实是一家民企——砚棱。", "砚棱", "enterprise"),
    ("砚州科技城的晖砚微摘得榜首。", "晖砚微", "enterprise"),
    ("2月21日，二手数码回收商砚贝递交招股书。", "砚贝", "enterprise"),
    ("特等奖得主、砚澜感知创始人庄牧川介绍，团队有43人。", "砚澜感知", "enterprise"),
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
    ("岚科科技园区开发股份有限公司公布年报。", "岚科科技园区开发股份有限公司", "enterprise"),
    ("做碳化硅的砺芯去年扩产，砺芯有员工210人。", "砺芯", "enterprise"),
    ("发明授权前四名企业：岚阁轨交41件、澜问生物30件、旌麓重机28件。", "澜问生物", "enterprise"),
    ("宁波恒岚以85分位列全国第三。", "宁波恒岚", "enterprise"),
    ("法国维拉蒙特追加投资1.2亿欧元。", "法国维拉蒙特", "enterprise"),
    ("物管股澜辉服务（02489）高开。", "澜辉服务", "enterprise"),
    # abroad
    ("柏林阿勒斯霍尔夫科技园出租率92%。", "柏林阿勒斯霍尔夫科技园", "park"),
    ("荷兰Velden High Tech Campus入驻企业240家。", "Velden High Tech Campus", "park"),
    # fairs, medicines
    ("第八届中国（岚陵）国际光电博览会闭幕。", "第八届中国（岚陵）国际光电博览会", "event"),
    ("1类新药岚替尼片（商品名：康澜）获批。", "岚替尼片", "product"),
    # bodies
    ("澄岚湖区人民政府印发方案。", "澄岚湖区", "region"),
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
    # reports by their line or their place
    ("2020年砚州市能源投入统计公报\n砚州市统计局\n全市投入增长。", "2020年砚州市能源投入统计公报", "ranking_or_report"),
    ("园区在省级孵化载体考核中获评优秀。", "省级孵化载体考核", "ranking_or_report"),
    ("省科技厅通报2021年度全省园区绩效评价结果。", "2021年度全省园区绩效评价", "ranking_or_report"),
    ("市里公布的首批工业互联平台名单中，有3家在列。", "首批工业互联平台名单", "ranking_or_report"),
    (
        "《砚江专精企业白皮书（2022）》出炉。昨日发布专精企业白皮书的是商会。",
        "专精企业白皮书",
        "ranking_or_report",
    ),
    # gatherings by their verb
    ("青砚高新区举行科技保险推进会。", "科技保险推进会", "event"),
    ("全年举办“砚港夜话”36期。", "“砚港夜话”", "event"),
    # bodies with open words
    (
        "砚州经开区第四次全国污染源普查领导小组办公室发布。",
        "砚州经开区第四次全国污染源普查领导小组办公室",
        "government",
    ),
    ("园区管理办公室主任顾若舟说。", "园区管理办公室", "government"),
    ("青砚高新区经济运行局填报。", "青砚高新区经济运行局", "government"),
    ("作为砚州市第八届人大代表，他常去。", "砚州市第八届人大", "government"),
    ("浙江省中小企业投资促进会发来贺信。", "浙江省中小企业投资促进会", "association"),
    ("砚衡智库发布榜单。", "砚衡智库", "lab_or_institute"),
    ("学校与园区共建光子学院。", "光子学院", "university"),
    # parks by their surroundings
    ("中心下设软件园、医药园2个园区。", "医药园", "park"),
    ("听澜谷企业增多。昨天，听澜谷管委会公布数据。", "听澜谷", "park"),
    ("规划建设占地260亩的光子产业园。", "光子产业园", "park"),
    ("项目落户西昌航天基地。", "西昌航天基地", "park"),
    # companies in lists and roles
    ("今年首次上榜的砚翎低空，只用了两年。", "砚翎低空", "enterprise"),
    ("独角兽里，砚途智驾（48亿元）、澜脊芯能（45亿元）分列第二、第三位。", "澜脊芯能", "enterprise"),
    ("捷砚供应链采购主管方小川说。", "捷砚供应链", "enterprise"),
    ("与砚问咨询6月9日联合发布。", "砚问咨询", "enterprise"),
    ("砚澈存储一家出口12亿元。", "砚澈存储", "enterprise"),
    # people whom nothing but a story presents
    ("41岁的温岫拿起样机。温岫说不贵。", "温岫", "person"),
    ("公司总经理祝福说，订单已满。", "祝福", "person"),
    ("顾若舟，1984年生，爱读书。", "顾若舟", "person"),
    # products, projects, funds, spacecraft
    ("分业务看，船用舵机收入6亿元；岸基电源收入2亿元。", "岸基电源", "product"),
    ("公司主打耐腐蚀陶瓷板。", "耐腐蚀陶瓷板", "product"),
    ("位于青砚高新区的卫星组装基地占地6公顷。", "卫星组装基地", "product"),
    ("该区明年将设立规模50亿元的接续基金。", "接续基金", "product"),
    ("朱雀三号运载火箭升空。", "朱雀三号运载火箭", "product"),
    ("中心开发的“砚眼”评价模型上线。", "“砚眼”评价模型", "product"),
    # industries that a paragraph goes through
    ("分行业看，電子零組件業營業額29億元。", "電子零組件業", "industry"),
    ("砚江高新区产业引导基金设立于2018年。", "砚江高新区产业引导基金", "product"),
    ("由砚川国投管理的砚川母基金走过八年。", "砚川母基金", "product"),
    ("2024全球砚石科技论坛落下帷幕。", "2024全球砚石科技论坛", "event"),
    ("获批特高压砚输变电装备全国重点实验室。", "特高压砚输变电装备全国重点实验室", "lab_or_institute"),
    ("走进极端工况润滑材料全国重点实验室。", "极端工况润滑材料全国重点实验室", "lab_or_institute"),
    ("十公里外的南砚村还亮着灯。", "南砚村", "region"),
)


@pytest.mark.parametrize(("text", "name", "kind"), FOUND, ids=[name for _, name, _ in FOUND])
def test_finds(text: str, name: str, kind: str) -> None:
    found = {(m.text, m.type) for m in find_entities(text, nested=True)}
    assert (name, kind) in found, sorted(found)


NOT_FOUND: tuple[tuple[str, str], ...] = (
    ("首款微流控砚芯片拿到注册证，微流控砚芯片卖出1万片。", "微流控砚芯片"),  # goods that are counted and sold
    ("9家获评“优秀”，“优秀”数量升至第7位。", "“优秀”"),
    ("“豆小满”日前获得融资。", "“豆小满”日"),
    ("砚山高新区有孵化器31家。", "砚山高新区有孵化器"),
    ("完成先入区、后报关的改革。", "先入区"),
    ("砚峰会展中心灯火通明。", "砚峰会"),
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
    ("期末持有可租物业142万平方米。", "可租物业"),
    ("尚需投资41亿元。", "尚需投资"),
    ("归属母公司净利润1.4亿元。", "归属母公司"),
    ("分布领域：民营企业12家、外资3家、国有5家、合资2家。", "外资"),
    ("在张江建设研发中心。", "张江建设"),
    ("白皮书提出，到2026年翻番。", "白皮书"),
    ("主任作年度工作报告。", "作年度工作报告"),
    ("软件业务收入增长。", "软件业"),
    ("位于青砚高新区软件谷五路12号。", "青砚高新区软件谷"),
    ("各设区市科技局：现将情况通报如下。", "设区市科技局"),
    ("浙江省高新区营收增长。", "浙江省高新区"),
    ("法人单位增加12个。", "单位"),
    ("会议在青砚高新区国际会议中心举行。", "青砚高新区国际会议"),
    ("砚河创投观察3月消息。", "砚河创投"),
    ("拥有“国字号”孵化器5家。", "“国字号”孵化器"),
    ("在合肥高新区开第8个园区。", "开第"),
    ("职工文化中心开放。", "文化"),
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


def test_what_is_inside_of_a_place_is_no_name_of_it() -> None:
    assert not [m.text for m in find_entities("厂区里孵化器23家，园区里加速器5家。") if m.type == "park"]


def test_one_of_many_is_no_name() -> None:
    text = "云澜实验室是砚州市首批省实验室之一，14家整车厂正在送样测试，仅次于一家美国公司。"
    bodies = [m.text for m in find_entities(text) if m.type in ("lab_or_institute", "enterprise")]
    assert bodies == ["云澜实验室"]


def test_the_short_form_says_where_a_name_begins() -> None:
    text = "砚州高新区上市公司西秦钛锆股份有限公司（以下简称“西秦钛锆”）披露年报。"
    assert "西秦钛锆股份有限公司" in {m.text for m in find_entities(text)}


def test_an_office_taken_is_no_part_of_a_name() -> None:
    assert "砚湖实验室" in {m.text for m in find_entities("顾若舟2021年6月起任砚湖实验室主任。")}


def test_a_fair_that_ended_is_an_event() -> None:
    text = "砚南净零智造展落幕\n「2025砚南净零智造展」昨日在展览馆落幕，参展厂商312家。"
    assert [m.text for m in find_entities(text) if m.type == "event"] == ["砚南净零智造展", "2025砚南净零智造展"]


def test_empty_and_odd_texts() -> None:
    assert find_entities("") == []
    assert isinstance(find_entities("（（（“”””《》\n\n。。"), list)
    assert isinstance(find_entities("高新区" * 300 + "有限公司"), list)
