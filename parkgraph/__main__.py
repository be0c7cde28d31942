"""`python -m parkgraph` is the same as `parkgraph`."""

from parkgraph.cli import main

main()
