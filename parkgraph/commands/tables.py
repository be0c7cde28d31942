"""`parkgraph table` and `parkgraph compare`: figures by year, and figures across parks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parkgraph.commands.common import Store, read_store, settings
from parkgraph.commands.queries import Format, FormatOption

if TYPE_CHECKING:
    from queries.selection import Selection

TABLE_EPILOG = """Examples:

\b
  parkgraph table 中关村
  parkgraph table 中关村 --indicator 总收入 --from 2019 --to 2023 --growth
  parkgraph table 中关村 --format csv > figures.csv
"""
COMPARE_EPILOG = """Examples:

\b
  parkgraph compare --indicator 总收入 --year 2023
  parkgraph compare 中关村 张江高新区 --ranks
  parkgraph compare --indicator 总收入 --within 北京 --not-within 中关村
"""

Indicators = Annotated[
    list[str] | None,
    typer.Option("--indicator", "-i", metavar="NAME", help="Only that indicator; several may be given."),
]
Within = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Only what lies in that place or is part of that park; several: in any of them."),
]
NotWithin = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Leave out that place or park with everything in it; several may be given."),
]
Targets = Annotated[bool, typer.Option("--targets", help="Planned and forecast figures too.")]
Growth = Annotated[bool, typer.Option("--growth", help="Add the growth computed from the levels of two years.")]
Confidence = Annotated[
    float, typer.Option(min=0.0, max=1.0, metavar="P", help="Only figures that are right with that probability.")
]
Mapped = Annotated[bool, typer.Option("--mapped", help="Only indicators of the catalogue.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("table", epilog=TABLE_EPILOG)(table)
    app.command("compare", epilog=COMPARE_EPILOG)(compare)


def table(
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="A park, enterprise, region … by any of its names.")
    ],
    indicator: Indicators = None,
    first: Annotated[int | None, typer.Option("--from", metavar="YEAR", help="First year.")] = None,
    last: Annotated[int | None, typer.Option("--to", metavar="YEAR", help="Last year.")] = None,
    growth: Growth = False,
    targets: Targets = False,
    min_confidence: Confidence = 0.0,
    mapped: Mapped = False,
    format: FormatOption = Format.table,
    store: Store = None,
) -> None:
    """Indicators over years for one subject.

    Figures of different scope, kind, unit or base never share a row. CSV and JSON are long, each row with the fact
    and the sentence behind its figure.
    """
    from parkgraph.render import show_figures
    from queries.tables import indicator_table

    chosen = selection(targets, first, last, min_confidence, mapped)
    with read_store(settings(store)) as graph:
        result = indicator_table(graph, subject, indicators=indicator or (), selection=chosen, growth=growth)
    show_figures(result, format.value)


def compare(
    subjects: Annotated[list[str] | None, typer.Argument(metavar="SUBJECT", help="Subjects; none: all parks.")] = None,
    indicator: Indicators = None,
    within: Within = None,
    not_within: NotWithin = None,
    year: Annotated[int | None, typer.Option(metavar="YEAR", help="One year; else the latest of each figure.")] = None,
    growth: Growth = False,
    ranks: Annotated[bool, typer.Option("--ranks", help="Add the rank computed among the subjects shown.")] = False,
    targets: Targets = False,
    min_confidence: Confidence = 0.0,
    mapped: Mapped = False,
    format: FormatOption = Format.table,
    store: Store = None,
) -> None:
    """Indicators across parks.

    Subjects in rows, measures in columns. Without --indicator: every measure that at least two of them have. What lies
    where and is part of what is told by the registry and by the documents (`parkgraph query parts_of`).
    """
    from parkgraph.render import show_figures
    from queries.compare import comparison

    chosen = selection(targets, None, None, min_confidence, mapped)
    with read_store(settings(store)) as graph:
        result = comparison(
            graph,
            subjects=subjects or (),
            indicators=indicator or (),
            within=within or (),
            not_within=not_within or (),
            year=year,
            selection=chosen,
            growth=growth,
            ranks=ranks,
        )
    show_figures(result, format.value)


def selection(targets: bool, first: int | None, last: int | None, min_confidence: float, mapped: bool) -> Selection:
    """The filters of a table from its options."""
    from queries.selection import Selection

    return Selection(
        targets=targets, first_year=first, last_year=last, min_confidence=min_confidence, mapped_only=mapped
    )
