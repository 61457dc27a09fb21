"""`python -m citekit.testing FILE`: the same as `python -m citekit.testing.registry FILE`."""

from citekit.testing.command import main

main()
