"""One frame for every benchmark: cases are data, and all are run, timed, weighed and printed by the same code.

* `model` holds the words: Case, Job, Run, Row;
* `measure` runs one command with a time limit, and `memory` weighs it and its children meanwhile;
* `series` runs cases by size, peers in turn;
* `figures` is the arithmetic, `table` the printing, `machine` what the figures were taken on;
* `corpora` makes the input and keeps it for the next time;
* `cases` is the list to add to.
"""
