"""Linking over the gold parks and enterprises: pairwise F1 and B-cubed of (document, printed form) → entity id.

Every gold form that stands in a document's text outside a longer gold name is an item; its gold cluster is the gold
entity, its predicted one the id of the mentions that print it (a form that no mention prints stands alone).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from score_entities import SHARED, annotations

from extract.linking.forms import key
from extract.linking.link import link


def _stands(form: str, text: str, names: set[str]) -> bool:
    """Whether a form is printed anywhere outside a longer gold name."""
    for name in sorted((n for n in names if form in n and n != form), key=lambda n: (-len(n), n)):
        text = text.replace(name, "\0")
    return form in text


def main() -> None:
    gold_items: dict[tuple[str, str], set[str]] = defaultdict(set)
    pred: dict[tuple[str, str], str] = {}
    for name in ("002", "a", "b", "c"):
        rows = [json.loads(x) for x in (SHARED / "gold" / f"entities_{name}.jsonl").read_text().splitlines() if x]
        by_doc: dict[str, list[dict[str, object]]] = defaultdict(list)
        for r in rows:
            if r["type"] in ("park", "enterprise"):
                by_doc[Path(str(r["doc"])).name].append(r)
        for doc, golds in sorted(by_doc.items()):
            path = SHARED / "seeds" / doc if name == "002" else SHARED / "gold" / "passages" / doc
            notes, metadata = annotations(path, "corpus")
            linked = link(notes, metadata, doc)
            text = "\n".join(a.text for a in notes)
            ids: dict[str, Counter[str]] = defaultdict(Counter)
            for record in linked.records:
                for form in {record.name, *record.aliases, *(m.raw for m in record.mentions)}:
                    ids[form][record.entity_id] += 1
            for a in notes:
                for m in a.entities:
                    ids[m.text][m.entity_id] += 1
            longer = {str(r["name"]) for r in rows if Path(str(r["doc"])).name == doc}
            longer |= {a for r in rows if Path(str(r["doc"])).name == doc for a in r["aliases"]}
            for g in golds:
                for form in {str(g["name"]), *g["aliases"]}:  # type: ignore[misc]
                    if _stands(form, text, longer):
                        gold_items[doc, form].add(f"{g['type']}:{g['name']}")
                        best = ids[form].most_common(1)
                        pred[doc, form] = f"{doc}|{best[0][0]}" if best else f"{doc}|?{key('park', form)}"
    items = [i for i, owners in sorted(gold_items.items()) if len(owners) == 1]
    gold = {i: f"{i[0]}|{next(iter(gold_items[i]))}" for i in items}
    hit = n_gold = n_pred = 0
    wrong = []
    for a, b in combinations(items, 2):
        if a[0] != b[0]:
            continue
        same_gold, same_pred = gold[a] == gold[b], pred[a] == pred[b]
        hit += same_gold and same_pred
        n_gold += same_gold
        n_pred += same_pred
        if same_gold != same_pred:
            wrong.append((a, b, "split" if same_gold else "lumped"))
    precision, recall = hit / max(1, n_pred), hit / max(1, n_gold)
    print(f"pairwise P {precision:.3f} R {recall:.3f} F1 {2 * hit / max(1, n_gold + n_pred):.3f} ({n_gold} gold pairs)")
    clusters_g, clusters_p = defaultdict(set), defaultdict(set)
    for i in items:
        clusters_g[gold[i]].add(i)
        clusters_p[pred[i]].add(i)
    p = sum(len(clusters_g[gold[i]] & clusters_p[pred[i]]) / len(clusters_p[pred[i]]) for i in items) / len(items)
    r = sum(len(clusters_g[gold[i]] & clusters_p[pred[i]]) / len(clusters_g[gold[i]]) for i in items) / len(items)
    print(f"b-cubed P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f} ({len(items)} items)")
    for row in wrong:
        print(*row)


if __name__ == "__main__":
    main()
