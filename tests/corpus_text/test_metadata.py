"""What is known of a document, and where from."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.metadata import derive, merge, parse_sidecar, read_sidecar
from schemas.documents import Metadata
from schemas.errors import ParkgraphError

TEXT = (
    "栖霞岭晚报  2031年6月3日  星期二  第B07版 产业\n云汀高新区光学产业壮大\n■本报记者 何川\n"
    "云汀高新区已有光学企业86家。"
)


def test_masthead() -> None:
    found = derive(TEXT, "page.txt", Metadata())
    assert (found.published, found.publisher, found.edition) == ("2031-06-03", "栖霞岭晚报", "B07")
    assert {found.origin[k] for k in ("published", "publisher", "edition")} == {"masthead"}
    assert found.title == "云汀高新区光学产业壮大"


def test_sidecar_wins() -> None:
    known = Metadata(published="2031-06-04", origin={"published": "sidecar"})
    found = derive(TEXT, "page_20310605.txt", known)
    assert found.published == "2031-06-04"
    assert found.origin["published"] == "sidecar"
    assert found.origin["publisher"] == "masthead"


@pytest.mark.parametrize(
    ("text", "name", "published", "origin"),
    [
        ("标题\n发布时间：2031-05-12 10:02", "a.txt", "2031-05-12", "text"),
        ("标题\n（2031年5月8日）\n正文。", "a.txt", "2031-05-08", "text"),
        ("正文。\n云汀高新区经济发展局\n2031年1月9日", "a.txt", "2031-01-09", "text"),
        ("云汀科技报    二○三一年八月十九日    第二版\n正文。", "a.txt", "2031-08-19", "masthead"),
        ("云汀——2031年11月20日，某公司公布业绩。", "a.txt", "2031-11-20", "text"),
        ("正文。", "公报2031-07-21.txt", "2031-07-21", "file_name"),
        ("正文。", "20310721_a.txt", "2031-07-21", "file_name"),
        ("2031年3月5日，某园开园，投资5亿元。", "a.txt", None, None),
        ("正文。", "002_23a1a8afd99db828.txt", None, None),
    ],
)
def test_published(text: str, name: str, published: str | None, origin: str | None) -> None:
    found = derive(text, name, Metadata())
    assert found.published == published
    assert found.origin.get("published") == origin


def test_signed_by() -> None:
    assert derive("正文。\n云汀高新区经济发展局\n2031年1月9日", "a.txt", Metadata()).publisher == "云汀高新区经济发展局"


def test_sidecar_file(tmp_path: Path) -> None:
    path = tmp_path / "a.meta.json"
    path.write_text('{"title": "甲", "published": "2031-01-02", "publisher": null, "url": null}', encoding="utf-8")
    found = read_sidecar(path)
    assert (found.title, found.published, found.publisher) == ("甲", "2031-01-02", None)
    assert found.origin == {"title": "sidecar", "published": "sidecar"}


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"title": 5}', b'{"published": "yesterday"}', b"\xff\xfe\x00", b'"x"', b"[" * 100000]
)
def test_bad_sidecar(data: bytes) -> None:
    with pytest.raises(ParkgraphError) as caught:
        parse_sidecar(data, "a.meta.json")
    assert caught.value.code == "E110"
    assert "a.meta.json" in str(caught.value)


def test_missing_sidecar(tmp_path: Path) -> None:
    with pytest.raises(ParkgraphError) as caught:
        read_sidecar(tmp_path / "none.meta.json")
    assert caught.value.code == "E110"


def test_merge_keeps_the_first() -> None:
    first = Metadata(title="甲", origin={"title": "sidecar"})
    second = Metadata(title="乙", publisher="丙", origin={"title": "text", "publisher": "text"})
    both = merge(first, second)
    assert (both.title, both.publisher) == ("甲", "丙")
    assert both.origin == {"title": "sidecar", "publisher": "text"}
