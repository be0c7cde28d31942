"""Keeps the mappings of a ledger in step with its documents and the decisions of a person."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from extract.linking.decisions import Decisions
from graph.hierarchy import version as registry_version
from parkgraph.identities import VERSION, identify
from parkgraph.ledger import Ledger
from parkgraph.naming import VERSION as NAMES_VERSION
from parkgraph.naming import named, names_of

STATE, REPORT = "resolution", "identities"
READ_AT_ONCE = 500  # records between two commits


@dataclass(frozen=True, slots=True)
class Report:
    """What the last resolution gave; see `identities.Identities`."""

    merges: tuple[dict[str, Any], ...] = ()
    ambiguous: tuple[dict[str, Any], ...] = ()
    without_effect: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people; empty where there is nothing to tell."""
        rules = Counter(merge["rule"] for merge in self.merges)
        merged = ", ".join(f"{count} by {rule}" for rule, count in sorted(rules.items()))
        parts = [f"{len(self.merges)} names merged ({merged})"] if self.merges else []
        parts += [f"{len(self.ambiguous)} stay ambiguous"] if self.ambiguous else []
        return "; ".join(parts)


def bring_up_to_date(ledger: Ledger, decisions: Decisions) -> bool:
    """Resolve the names of all documents anew where a document or a decision has changed; says whether it did.

    Raises E201 for a decision that names an unknown indicator; then nothing changes.
    """
    made_from = json.dumps(decisions.model_dump(mode="json", by_alias=True), ensure_ascii=False, sort_keys=True)
    state = ledger.identities.state(made_from, str(VERSION), str(NAMES_VERSION), registry_version())
    if ledger.identities.note(STATE) == state:
        return False
    unread = ledger.identities.unread(NAMES_VERSION)
    for at in range(0, len(unread), READ_AT_ONCE):
        part = unread[at : at + READ_AT_ONCE]
        rows = [(document, record_key, names_of(ledger.load_record(document))) for document, record_key in part]
        ledger.identities.keep_names(rows, NAMES_VERSION)
    found = identify((named(*row) for row in ledger.identities.names()), decisions)
    report = Report(tuple(found.merges), tuple(found.ambiguous), tuple(found.without_effect))
    ledger.identities.replace(found.mappings, {STATE: state, REPORT: asdict(report)})
    return True


def last_report(ledger: Ledger) -> Report:
    """What the last resolution of a ledger gave."""
    kept = ledger.identities.note(REPORT) or {}
    return Report(*(tuple(kept.get(name, ())) for name in ("merges", "ambiguous", "without_effect")))
