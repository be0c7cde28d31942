"""Title, date, publisher and author as a web page states them: its meta fields, then the line under its headline."""

from __future__ import annotations

import re
from typing import Any

from corpus.readers.rows import iso_date
from schemas.documents import Metadata, MetadataOrigin

# first found wins; the capitalised names are those prescribed for Chinese government sites
_FIELDS = {
    "title": ("articletitle", "og:title", "dc.title", "twitter:title"),
    "published": (
        "pubdate",
        "article:published_time",
        "publishdate",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "date",
        "publish_time",
        "publication_date",
    ),
    "publisher": ("contentsource", "source", "article:publisher", "dc.publisher", "og:site_name", "sitename"),
    "author": ("author", "article:author", "dc.creator"),
    "url": ("og:url",),
}
_VISIBLE_DATE = re.compile(
    r"(?:(?:发布|发表|发稿|更新|成文)?(?:时间|日期)|发布)\s*[:：]?\s*"
    r"(?P<date>\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)
_VISIBLE_SOURCE = re.compile(r"(?:信息)?来\s*源\s*[:：]\s*(?P<source>[^\s|｜:：，。；/【】\[\]()（）]{2,30})")
_TITLE_TAIL = re.compile(r"\s*(?:_|\||｜|—{1,2}|–| - |-(?=[^\d-]*$))\s*[^_|｜—–-]{2,30}$")
_NO_SOURCE = ("本站", "网络", "原创", "互联网", "作者", "浏览", "字号", "发布", "时间")


def page_metadata(tree: Any) -> Metadata:
    """What the page states (origin `html_meta`), else what stands in its text (origin `text`)."""
    fields: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            fields.setdefault(name, content)
    found: dict[str, str] = {}
    origin: dict[str, MetadataOrigin] = {}
    for target, names in _FIELDS.items():
        for name in names:
            value = fields.get(name)
            value = iso_date(value) if value and target == "published" else value
            if value:
                found[target] = value
                origin[target] = "html_meta"
                break
    if "title" not in found and (title := _title(tree)):
        found["title"] = title
        origin["title"] = "html_meta"
    elif "title" in found:
        found["title"] = clean_title(found["title"]) or found["title"]
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    if "url" not in found and canonical and canonical.startswith("http"):
        found["url"], origin["url"] = canonical, "html_meta"
    _from_text(tree, found, origin)
    return Metadata(**found, origin=origin)


def _title(tree: Any) -> str | None:
    """The only h1, else the title of the page without the name of the site."""
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    headings = [h for h in headings if len(h) > 3]
    if len(headings) == 1:
        return headings[0]
    title = next((" ".join(t.text_content().split()) for t in tree.iter("title")), "")
    return clean_title(title)


def clean_title(title: str | None) -> str | None:
    """A title without the site's name behind it (`标题_某某网`)."""
    if not title or not title.strip():
        return None
    title = title.strip()
    for _ in range(3):
        shorter = _TITLE_TAIL.sub("", title)
        if shorter == title or len(shorter) < 5:
            break
        title = shorter
    return title


def _from_text(tree: Any, found: dict[str, str], origin: dict[str, MetadataOrigin]) -> None:
    """Date and source from the line that pages print under their headline."""
    body = tree.find(".//body")
    text = (tree if body is None else body).text_content()[:20_000]
    if "published" not in found and (match := _VISIBLE_DATE.search(text)) and (date := iso_date(match["date"])):
        found["published"], origin["published"] = date, "text"
    if match := _VISIBLE_SOURCE.search(text):
        source = match["source"]
        # a page names the newspaper it took an article from; the name of the site itself says less
        if not source.startswith(_NO_SOURCE) and origin.get("publisher") is None:
            found["publisher"], origin["publisher"] = source, "text"
