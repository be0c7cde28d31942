"""Provinces, prefectures and counties as registry entries, from the code list `registry/regions.json`."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from schemas.datafile import checked, read_yaml
from schemas.errors import ParkgraphError
from schemas.ids import entity_id
from schemas.registry import Entry

_SUFFIX = re.compile(
    "(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|盟|县|区|旗)$"
)


class RegionNotes(BaseModel):
    """Notes of `_regions.yaml` on the code list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    peoples: str
    weak: list[str]
    strong: list[str]
    aliases: dict[str, list[str]]
    abbreviations: dict[str, str]


class _Place(NamedTuple):
    """A row before its id is known."""

    level: str
    name: str
    code: str
    province: str
    city: str
    district: str


def peoples_pattern(words: str) -> re.Pattern[str]:
    """Names of peoples at the end of the name of an autonomous area, after two characters at least."""
    return re.compile(f"(?<=..)(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})+$")


def short_name(name: str, peoples: re.Pattern[str]) -> str:
    """The name without what it is: 南京市 → 南京, 延边朝鲜族自治州 → 延边, 浦东新区 → 浦东."""
    match = _SUFFIX.search(name)
    if match is None or match.start() == 0:
        return name
    rest = name[: match.start()]
    return peoples.sub("", rest) if match[0] in {"自治州", "自治县", "自治旗", "区"} else rest


def region_notes(folder: Path) -> RegionNotes:
    """What the code list does not say: short names that are words, other names, abbreviations, peoples."""
    return checked(RegionNotes, read_yaml(folder / "_regions.yaml"), "_regions.yaml")


def _rows(content: Any, source: str) -> list[_Place]:
    """Provinces first, then prefectures, then counties: the order in which `by_name` gives them."""
    provinces, cities, counties = [], [], []
    try:
        for code, name, direct, prefectures in content["provinces"]:
            municipal = name.endswith("市")  # a province and a city at once
            provinces.append(_Place("province", name, code, name, name if municipal else "", ""))
            for county_code, county in direct.items():
                place = (name, name, county) if municipal else (name, county, "")
                counties.append(_Place("county", county, county_code, *place))
            for city_code, city, districts in prefectures:
                cities.append(_Place("prefecture", city, city_code, name, city, ""))
                counties += [_Place("county", d, c, name, city, d) for c, d in districts.items()]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ParkgraphError("E201", source, f"not the expected table ({error})") from error
    return [*provinces, *cities, *counties]


def load_regions(folder: Path) -> list[Entry]:
    """The administrative divisions as entries. Raises E201 where the files are not valid."""
    path = folder / "regions.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ParkgraphError("E201", path.name, str(error)) from error
    notes = region_notes(folder)
    peoples = peoples_pattern(notes.peoples)
    rows = _rows(content, path.name)
    often = Counter(r.name for r in rows)
    weak_words = frozenset(notes.weak)
    strong_words = frozenset(notes.strong)
    ids: dict[tuple[str, str, str], str] = {}
    provinces: dict[str, str] = {}
    entries = []
    for row in rows:
        # 鼓楼区@南京市: the same name in two places needs the place in the id
        at = (row.city if row.district else row.province) or row.province
        identity = entity_id("region", row.name, at if often[row.name] > 1 else None)
        municipal = row.level == "province" and bool(row.city)
        if row.level == "province":
            provinces[row.name] = identity
        ids[row.province, row.city, row.district] = identity
        short = short_name(row.name, peoples)
        given = notes.aliases.get(row.name, [])
        rural = row.level == "county" and row.name[-1] in "县旗" and short not in strong_words
        is_weak = rural or (short in weak_words and row.level != "province")
        usable = short != row.name and len(short) > 1
        aliases = dict.fromkeys([short] if usable and not is_weak else [])
        aliases.update(dict.fromkeys(given if often[row.name] == 1 else ()))
        weak = [short] if usable and is_weak else []
        if row.level == "province" and row.name in notes.abbreviations:
            weak.append(notes.abbreviations[row.name])
        if row.level == "province":
            parent = ""
        elif row.district:
            parent = ids[row.province, row.city, ""]
        else:
            parent = provinces[row.province]
        entries.append(
            Entry(
                id=identity,
                type="region",
                name=row.name,
                aliases=tuple(aliases),
                weak=tuple(weak),
                kinds=("province", "municipality") if municipal else (row.level,),
                province=row.province,
                city=row.city,
                district=row.district,
                code=row.code,
                parent=parent,
                parent_origin="division" if parent else "",
                located="",
                publishers=(),
                since=None,
                origin="division",
                confirmed=True,
            )
        )
    return entries
