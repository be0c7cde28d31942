"""What single entries and components bring: the external scorer's full F1 of each gold set with them switched off.

    python bench/ablate.py                 entries that only one genre of the gold gave, all off at once
    python bench/ablate.py --by-file       the same, one lexicon file at a time
    python bench/ablate.py --list          those entries
    python bench/ablate.py --components    one component of the extractor off at a time

An entry (a word of a list, a key of a mapping, an alias or a whole record of the indicator catalogue) counts as given
by one genre when it occurs in the texts of exactly one of the five gold sets and nowhere in the sample corpus. That is
a severe reading: in so little text most ordinary words (不超过, 环比, 加速器) stand in one genre only. So a second row
keeps the words that a general dictionary (jieba's) knows. Entries that occur in no gold text stay on. All is compared
in simplified characters. $PARKGRAPH_LEXICON_WITHOUT tells the loaders what to leave out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import opencc
import yaml

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PARKGRAPH_SHARED", ROOT.parent / "shared"))
SAMPLE = ROOT / "corpus" / "sample" / "documents"
SETS = ("000", "002", "a", "b", "c")
FOLDERS = (
    "extract/data/attribution",
    "extract/data/entities",
    "extract/data/periods",
    "extract/data/quantities",
    "schemas/data/indicators",
)
Scores = dict[str, float]


def entries(content: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """`(entry, its written forms)`: words of lists, keys of mappings of words, records with an id and names."""
    if isinstance(content, dict):
        if "id" in content and "name" in content:
            forms = (str(content["name"]), *content.get("aliases", ()))
            yield str(content["id"]), forms
            for alias in content.get("aliases", ()):
                yield alias, (alias,)
            return
        for key, value in content.items():
            if not str(key).isascii():
                yield str(key), (str(key),)
            yield from entries(value)
    elif isinstance(content, list):
        for value in content:
            if isinstance(value, str):
                yield value, (value,)
            else:
                yield from entries(value)


def of_one_genre() -> dict[str, dict[str, str]]:
    """Lexicon file → entry → the one genre whose texts hold it."""
    fold = opencc.OpenCC("t2s").convert
    genres = {name: fold("\n".join(p.read_text(encoding="utf-8") for p in paths(name))) for name in SETS}
    elsewhere = fold("\n".join(sample_texts()))
    found: dict[str, dict[str, str]] = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.yaml")):
            if path.name.startswith("_"):
                continue
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for entry, forms in entries(content):
                plain = [fold(f) for f in forms]
                held = [g for g, text in genres.items() if any(f in text for f in plain)]
                if len(held) == 1 and not any(f in elsewhere for f in plain):
                    found.setdefault(f"{path.parent.name}/{path.name}", {})[entry] = held[0]
    return found


def in_dictionary(entry: str) -> bool:
    """Whether a general dictionary has the word; nobody needed the gold for it."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return bool(jieba.dt.FREQ.get(opencc.OpenCC("t2s").convert(entry)))


def paths(name: str) -> list[Path]:
    if name.isdigit():
        return sorted((SHARED / "seeds").glob(f"{name}_*.txt"))
    return sorted((SHARED / "gold" / "passages").glob(f"{name}*.txt"))


def sample_texts() -> list[str]:
    from corpus.limits import Limits
    from parkgraph.reading import read_all

    return [d.original for d in read_all([str(SAMPLE)], Limits()) if hasattr(d, "original")]


def score(predictions: Path) -> Scores:
    """Full F1 of each set, by the scorer in ../shared."""
    found = {}
    for name in SETS:
        command = [sys.executable, str(SHARED / "tools" / "score_facts.py"), "--json", "--pred", str(predictions)]
        command += ["--gold", str(SHARED / "gold" / f"facts_{name}.jsonl")]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found[name] = float(json.loads(done.stdout)["full"]["f1"])
    return found


def extracted(without: dict[str, list[str]] | None, component: str = "") -> Scores:
    """Scores of a fresh process that extracts all gold texts with entries or a component off."""
    with tempfile.TemporaryDirectory() as folder:
        out, off = Path(folder, "facts.jsonl"), Path(folder, "without.json")
        env = dict(os.environ)
        if without is not None:
            off.write_text(json.dumps(without, ensure_ascii=False), encoding="utf-8")
            env["PARKGRAPH_LEXICON_WITHOUT"] = str(off)
        command = [sys.executable, __file__, "--worker", str(out), "--off", component]
        subprocess.run(command, check=True, env=env)
        return score(out)


def work(out: Path, component: str) -> None:
    """Extract all gold texts to a file; runs in a process of its own."""
    from corpus.limits import Limits

    if component:
        COMPONENTS[component]()
    from extract.pipeline import Extractor
    from parkgraph.reading import read_all
    from schemas.errors import ParkgraphError

    extractor = Extractor()
    setattr(extractor, "confidences", lambda notes: [1.0] * len(notes.drafts))  # noqa: B010 (not measured here)
    with out.open("w", encoding="utf-8") as file:
        for document in read_all([str(p) for name in SETS for p in paths(name)], Limits()):
            if not isinstance(document, ParkgraphError):
                for fact in extractor.extract(document).facts:
                    file.write(json.dumps(fact.to_record(), ensure_ascii=False) + "\n")


def replace(module: str, name: str, value: Any) -> Callable[[], None]:
    """A step that puts `value` in the place of `module.name` (`Class.method` too) before anything is extracted."""

    def step() -> None:
        owner = __import__(module, fromlist=["_"])
        *classes, last = name.split(".")
        for part in classes:
            owner = getattr(owner, part)
        getattr(owner, last)  # a name that is gone should be noticed
        setattr(owner, last, value)

    return step


def steps(*several: Callable[[], None]) -> Callable[[], None]:
    def all_of_them() -> None:
        for step in several:
            step()

    return all_of_them


def _registry_off() -> None:
    import schemas.registry as module

    module.load_registry = lambda *args: module.Registry([], {})


def _linking_off() -> None:
    from extract import pipeline

    link = getattr(pipeline, "link")  # noqa: B009 (imported there, not exported)

    def unlinked(notes: Any, *args: Any) -> Any:
        linked = link(notes, *args)
        for one in notes:
            for mention in one.entities:
                mention.name = mention.entity_id = mention.canonical = ""
        linked.anaphors.clear()
        return linked

    setattr(pipeline, "link", unlinked)  # noqa: B010


ATTRIBUTION = "extract.attribution"
COMPONENTS: dict[str, Callable[[], None]] = {
    "registry of names": _registry_off,
    "indicator catalogue": replace("schemas.indicators", "Catalogue.lookup", lambda *a, **k: None),
    "entities": steps(
        replace("extract.components", "find_entities", lambda *a, **k: []),
        replace(f"{ATTRIBUTION}.subjects", "find_entities", lambda *a, **k: []),
    ),
    "linking and anaphors": _linking_off,
    "topics of clauses": replace(f"{ATTRIBUTION}.naming", "Naming._between", lambda *a, **k: None),
    "nouns behind figures": replace(f"{ATTRIBUTION}.figures", "noun_behind", lambda *a, **k: ("", 0)),
    "distribution over lists": replace(f"{ATTRIBUTION}.lists", "Lists._distribute", lambda *a, **k: False),
    "sums of lists (三家)": replace(f"{ATTRIBUTION}.assemble", "absorb", lambda found: (found, [])),
    "plans and forecasts": replace(f"{ATTRIBUTION}.assemble", "cue", lambda *a: "actual"),
    "tables": replace("extract.components", "table_drafts", lambda *a, **k: ([], [])),
}


def show(title: str, scores: Scores, full: Scores) -> None:
    cells = " | ".join(f"{scores[n]:.3f} ({100 * (scores[n] - full[n]):+.1f})" for n in SETS)
    print(f"| {title} | {cells} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--by-file", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--components", action="store_true")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--off", default="", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        work(args.worker, args.off)
        return
    given = of_one_genre()
    if args.list:
        for name, found in given.items():
            for entry, genre in found.items():
                print(f"{genre}\t{name}\t{entry}")
        return
    print(f"| off | {' | '.join(SETS)} |\n| --- {'| ---: ' * len(SETS)}|")
    full = extracted(None)
    show("nothing", full, full)
    if args.components:
        for component in COMPONENTS:
            show(component, extracted(None, component), full)
        return
    everything = {name: list(found) for name, found in given.items()}
    count = sum(map(len, everything.values()))
    show(f"all {count} entries of one genre", extracted(everything), full)
    special = {name: [e for e in found if not in_dictionary(e)] for name, found in everything.items()}
    count = sum(map(len, special.values()))
    show(f"the {count} of them that no general dictionary has", extracted(special), full)
    for name, off in everything.items() if args.by_file else ():
        show(f"{name}: {len(off)} entries", extracted({name: off}), full)


if __name__ == "__main__":
    main()
