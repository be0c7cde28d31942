"""What headlines and publishers look like: names that open them, news, classes assessed, pages of their own."""

from __future__ import annotations

import re

# who a headline speaks of, though no rule knows the name: 某某：…, 某某公布…
HEADED = re.compile(
    r"^(?:[\d“”]{0,6})(?P<name>[\u4e00-\u9fffA-Za-z·（）]{2,10}?)(?:：|公布|发布|完成|宣布|披露|获(?!批准)|拟|签约|上市|挂牌|携手|中标|亮相|首发|登陆|斩获)"
)
# what opens a headline and names nobody: 关于公布…的通知, 我市发布…, 一季度完成…
UNNAMED = re.compile(
    r"对话|专访|走近|走进|访|关于|有关|对于|关於|我|本|该|全|各|这|那|如何|怎样|为何|为|在|从|将|让|把|被|以|不|今|去年|昨|明|首|第|近|又|再|已|正式|联合|"
    r"证券|股票|公告|来源|作者|编辑|发布|索引|文号|主题|标题|日期|时间|字号|浏览|当前位置|首页|地址|电话|摘要|导语|核心提示|"
    r"上半年|下半年|[一二三四]季度|一图|数说|快讯|简讯|速览|重磅|喜讯|预告|通知|公告|通报|解读|独家|专访|记者|图解|文件|报告|数据|数据|政府|官方|调查|研究|专家|市民|议员|議員|企业|公司|居民|学者"
)
# a class that a headline assesses: 省级孵化器年度考核结果
ASSESSED = re.compile(
    r"(?:国家级?|省级以上|省级|市级以上|市级|全国|全省|全市)(?:科技)?(?:企业)?(?:孵化器|加速器|众创空间|创业孵化载体|孵化载体|特色产业基地|产业园区|小微企业园)"
    r"(?=[^，。]{0,8}?(?:评价|考核|考评|评估|名单|运行|发展情况|统计|排名|情况))"
)
PAUSE = frozenset(["", *" ，。：|｜—（"])
VISITED = re.compile(r"(?:^|[—：:|｜ 　])走进$")  # …——走进某孵化器: a report from there
# 实验室简介, 关于我们: a page of who publishes it
OWN_PAGE = re.compile(
    r"^(?:实验室|研究院|研究所|公司|集团|企业|中心|学校|学院|园区|高新区|平台|本所|本院)?(?:简介|概况|介绍|概览|总览|基本情况)$|^关于我们$|^走进(?:我们|本院|公司)$"
)
QUOTED_NAME = re.compile(r"“[^”]{2,10}”")
OWNERS = ("region", "park", "enterprise", "university", "lab_or_institute")
# 潜在独角兽榜出炉：…, 某路提前通车：…: what a headline tells, no name
TELLS = re.compile(
    r"(?:出炉|揭晓|落幕|闭幕|开幕|收官|来了|通车|开工|完工|竣工|投产|落地|上线|升级|提速|突围|见效|增长|下降|回升|翻番|领跑|出圈|走红|起步|加速|启动|推进|发力|破局|背后|之后|之下|调查|观察|盘点|复盘|访谈)$"
)
# 某浦经开区: its proper name, and its class
ZONE_CLASS = re.compile(
    r"(.{2,}?)(?:国家|国家级|省级)?(?:高新区|经开区|开发区|新区|科学城|科技城|高新技术产业开发区|经济技术开发区)$"
)
# 《某某研究报告》出炉, 发布《某某图谱》: news of a report
ANNOUNCED = re.compile(
    r"(?P<report>《(?P<title>[^《》]{4,40})》)(?:正式|今日|今天|近日)?(?:出炉|揭晓|发布|公布|问世|出版|亮相)"
)
# 《中国某某发展报告》 tells of the country; a 榜单 or 图谱 of whom it lists
TREATISE = re.compile(r"(?:报告|白皮书|蓝皮书|绿皮书|公报|年鉴)(?:[\d（(—-]|[》”]|$)")
NATIONAL_CLASS = re.compile(
    r"(?:全国|国家级?|中国)(?:高新技术产业开发区|高新区|经济技术开发区|经开区|大学科技园|科技企业孵化器|孵化器|自创区|自主创新示范区|综合保税区|开发区)"
)
BRINGS_OUT = re.compile(r"(?:发布|公布|推出|出版|揭晓|披露)了?(?:的|最新一期|新一期|新版)?$")
# 新药某某获批上市, 某某博览会闭幕: news of a product, of a fair; how much more they then count
NEWS: dict[str, re.Pattern[str]] = {
    "product": re.compile(
        r"(?:正式|成功|今日|在[\u4e00-\u9fff]{2,6})?(?:获批|获准|上市|问世|发布|亮相|首飞|首发|下线|量产|投产|交付|通过"
        r"|完成[^，]{0,8}(?:临床|试验|首飞))"
    ),
    "event": re.compile(
        r"(?:总决赛|决赛|复赛|初赛|颁奖仪式)?(?:圆满|顺利|昨日?|今日?|今晚|昨晚|将于[^，]{2,8}|(?:\d+月)?\d+日|在?[\u4e00-\u9fff]{2,12}?)*?(?:拉开帷幕|落下帷幕|閉幕|開幕|登場|登场|畫下句點|圆满结束|开赛|启动|举行|落槌|决出|收官|落幕|闭幕|开幕|启幕|收官|举行|举办|开展|开馆|收获|成果)"
    ),
}
GUESSED = ("company_head", "coined", "company_frame", "said_again")
# “常岭板块”半年报扫描: the listed companies of a place
BOARD = re.compile(r"“?(?P<name>(?!(?:重点|优势|主要|各|两|三|四|大|新|创业|科创|主)板块)[一-鿿]{2,6}板块)”?")
OF_BOARD = re.compile(r"上市公司|家公司|年报|季报|半年报|中报")
# 百草里一季度开门红: a name that nothing tells, before a time
TIMED = re.compile(
    r"(?P<name>[一-鿿]{2,6}?)(?=第?[一二三四]季度|上半年|前[一二三四五六七八九十\d]+[季个]|首季|去年|今年|20\d\d年|\d{1,2}月)"
)
OWN_PARK = re.compile(r"(?<![一-鿿])(?:园区|全园|我园)|来园")
FAIR = re.compile(
    r"(?:博览会|展览会|交易会|洽谈会|博会|交会|洽会|展|赛|(?:双创|机械|機械|设计|活动|科技)[周週]|展覽會|博覽會)$"
)
TOLD = {"product": 4.0, "event": 1.8}
# 全国孵化载体总数达1.56万家: news of all the country
OF_COUNTRY = re.compile(
    r"(?:20\d\d年|去年|今年|上半年|前[一二三]季度|一季度)?(?:全国|我国)(?!首|第|最|人大|两会|政协|先进|唯一|领先)[^，。：]{2,16}?"
    r"(?:达|超|破|增|降|共|有|总数|总量|占|为|突破|实现|完成|约|近)[^，。：]{0,6}\d"
)
# what its own committee or bureau publishes is about a zone, or a place
CALLED = re.compile("“([^“”]{2,6})”")
# 科技產業園區前3季投資額…: the zones of one administration, which have no other name
ZONES_OF_ONE = re.compile(
    r"(?:科技產業園區|加工出口區|科學園區|農業科技園區)(?=前?[\d一二三四上下去今今]|[營投出進就])"
)
# 四成企业计划拓展大湾区: where somebody goes
REACHED = (
    *("拓展", "进军", "進軍", "挺进", "登陆", "登陸", "抢滩", "落户", "落戶"),
    *("落子", "布局", "走向", "北上", "南下", "驶向"),
)
