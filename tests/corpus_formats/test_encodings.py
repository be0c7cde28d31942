"""Encodings of short and long texts, and what is no text."""

from __future__ import annotations

import random

import pytest

from corpus.limits import Limits
from corpus.readers.encoding import decode
from corpus.readers.text import read_text
from schemas.errors import ParkgraphError

SIMPLIFIED = [
    "联通",
    "园区",
    "云杉科学城",
    "规上企业",
    "营业收入",
    "高新区去年新增企业203家。",
    "R&D投入强度 6.83%",
    "2023年，青川高新区实现营业收入3125.4亿元，同比增长8.6%。\n其中出口交货值为412.7亿元。",
    "第一季度\n\n第二季度\n",
]
TRADITIONAL = ["園區", "產值", "半導體", "新竹科學園區去年營業額成長三成。", "廠商家數達 540 家，較前一年增加 12 家"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "gb18030"]


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", SIMPLIFIED)
def test_simplified_text_is_read_in_every_encoding(text: str, encoding: str) -> None:
    if encoding in ("utf-16-le", "utf-16-be") and len(text) < 5:
        pytest.skip("four bytes without a mark can be ASCII as well")
    assert decode(text.encode(encoding), "x.txt").text == text


@pytest.mark.parametrize("encoding", [*ENCODINGS, "big5"])
@pytest.mark.parametrize("text", TRADITIONAL)
def test_traditional_text_is_read_in_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x.txt").text == text


def test_encoding_is_told_far_behind_an_ascii_head() -> None:
    text = "a,b,c\n" * 30_000 + "园区产值突破千亿元\n"
    assert decode(text.encode("gb18030"), "x.txt").encoding == "gb18030"


def test_carriage_returns_and_spaces_stay() -> None:
    text = "第一行\r\n\u3000\u3000第二行 \r\n"
    assert read_text(text.encode("gb18030"), "x.txt", Limits()).original == text


def test_a_few_broken_bytes_are_reported_not_fatal() -> None:
    data = bytearray(("高新区去年新增企业二百家。" * 40).encode())
    data[300] ^= 0x40
    reading = read_text(bytes(data), "x.txt", Limits())
    assert reading.skipped[0].reason == "undecodable_bytes"
    assert reading.original.count("\ufffd") <= 3


def test_a_cut_last_character_is_not_fatal() -> None:
    data = ("高新区去年新增企业二百家。" * 40).encode()[:-1]
    assert read_text(data, "x.txt", Limits()).original.startswith("高新区")


@pytest.mark.parametrize("size", [40, 500, 5000, 100_000])
def test_noise_is_no_text(size: int) -> None:
    with pytest.raises(ParkgraphError) as caught:
        decode(random.Random(size).randbytes(size), "noise.txt")
    assert caught.value.code == "E107"
    assert "noise.txt" in str(caught.value)


def test_a_long_line_is_refused_naming_the_setting() -> None:
    with pytest.raises(ParkgraphError) as caught:
        read_text(("园" * 1001).encode(), "x.txt", Limits(max_line_characters=1000))
    assert caught.value.code == "E108"
    assert "max_line_characters" in str(caught.value)


def test_white_space_alone_is_no_text() -> None:
    with pytest.raises(ParkgraphError) as caught:
        read_text(b"  \n\t\n", "x.txt", Limits())
    assert caught.value.code == "E106"
