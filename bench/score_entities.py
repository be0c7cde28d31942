"""Entities and relations over the gold passages: `python bench/score_entities.py [--set a] [--errors N]`."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from extract.annotations import Annotations
from extract.entities.recognise import find_entities
from extract.linking.link import link
from extract.relations.find import find_relations
from schemas.documents import Article, Block, Metadata
from schemas.spans import OffsetMap

SHARED = Path(os.environ.get("PARKGRAPH_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def naive(text: str) -> str:
    text = re.sub(r"\n\n(?=[^\n])", "\n", text) if text.count("\n\n") > text.count("\n") / 4 else text
    text = re.sub(r"(?<=[一-鿿]) (?=[一-鿿] )|(?<= [一-鿿]) (?=[一-鿿])", "", text)
    lines = text.split("\n")
    out = lines[0]
    for a, b in pairwise(lines):
        join = len(a) > 12 and b and a[-1:] not in "。！？：”；" and not b.startswith((" ", "（一", "一、", "二、"))
        out += b if join else "\n" + b
    return out


def annotations(path: Path, reader: str) -> tuple[list[Annotations], Metadata]:
    if reader == "corpus":
        from corpus.reading import read_source

        document = next(iter(read_source(path)))
        assert not isinstance(document, Exception), document
        articles, metadata = document.articles, document.metadata
    else:
        sidecar = path.with_suffix(".meta.json")
        meta = json.loads(sidecar.read_text()) if sidecar.exists() else {}
        metadata = Metadata(title=meta.get("title"), published=meta.get("published"), publisher=meta.get("publisher"))
        text = naive(path.read_text(encoding="utf-8"))
        blocks, at = [], 0
        for line in text.split("\n"):
            blocks.append(Block("paragraph", at, at + len(line)))
            at += len(line) + 1
        articles = (Article(0, text, OffsetMap.identity(len(text)), tuple(blocks), headline=metadata.title),)
    result = []
    for article in articles:
        a = Annotations(article.text, article, metadata, article.blocks)
        a.entities = find_entities(article.text, nested=True)
        result.append(a)
    return result, metadata


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="002,a,b,c")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--reader", default="corpus")
    parser.add_argument("--docs", default="")
    parser.add_argument("--out", default="/tmp/w/pred")
    args = parser.parse_args()
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    tool = SHARED / "tools" / "score_names.py"
    golds = SHARED / "gold"
    sets = args.set.split(",")
    for name in sets:
        rows = [json.loads(x) for x in (golds / f"entities_{name}.jsonl").read_text().splitlines() if x]
        docs = sorted({Path(r["doc"]).name for r in rows})
        ents, rels = [], []
        for doc in docs:
            path = SHARED / "seeds" / doc if name == "002" else golds / "passages" / doc
            notes, metadata = annotations(path, args.reader)
            linked = link(notes, metadata, doc)
            ents += [r.to_record() for r in linked.records]
            rels += [r.to_record() for r in find_relations(notes, linked, metadata, doc)]
        for what, records in (("entities", ents), ("relations", rels)):
            with (out / f"{what}_{name}.jsonl").open("w") as stream:
                stream.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
        _run(tool, "entities", golds, out, [name], args.errors)
        _run(tool, "relations", golds, out, [name], args.errors)
    if len(sets) > 1:
        _run(tool, "entities", golds, out, sets, 0)
        _run(tool, "relations", golds, out, sets, 0)


def _run(tool: Path, what: str, golds: Path, out: Path, names: list[str], errors: int) -> None:
    command = [sys.executable, str(tool), what, "--gold", *[str(golds / f"{what}_{n}.jsonl") for n in names]]
    command += ["--pred", *[str(out / f"{what}_{n}.jsonl") for n in names], "--errors", str(errors)]
    if what == "relations":
        command += ["--entities", *[str(golds / f"entities_{n}.jsonl") for n in names]]
    print(f"-- {what} {','.join(names)}")
    print(subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip())


if __name__ == "__main__":
    main()
