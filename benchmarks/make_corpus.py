"""Write an invented corpus of any size, with the statistics of real text and a known truth.

    python benchmarks/make_corpus.py N --seed S --out DIR [--train DIR…] [--report]

writes N speeches to ``DIR/raw/00001.txt``, … and the truth to ``DIR/truth/NAME.jsonl``. The text comes from a
character model (see `benchmarks.corpus.markov`) of the project's ``raw/`` and of every ``.txt`` below the folders
given with ``--train``; none of what it learned from is shipped. To the clauses' ends it brings words of jieba's
dictionary, as many as real text has new ones. Equal seed, N and training text give equal bytes.

Speeches have 3,000 characters on the average (500–30,000, log-normal) and are dated 1949–2026. A tenth are one
long line each, whose paragraphs are parted by U+3000 U+3000 only. A fortieth print their body twice, a quarter
carry lines of a web page at their ends, a third have typing errors.

The truth
---------
UTF-8, one JSON object a line, in the forms of the published data, with two differences: what the parser would
name by an anchor is named by its index (from 0) in the row's own list, and every place is ``source: [start, end]``,
code points in the raw file, end exclusive. Where a row has a ``text`` beside ``source``, the raw file says it there.

``speeches.jsonl``, in the order of ``id``:
    ``id``, ``source``, ``sha256``, ``encoding``, ``title``, ``title_supplied``, ``subtitle``, ``speaker``, ``date``,
    ``occasion`` as published; ``one_line``: bool; ``doubled``: where salutation, body and closing words stand once
    more, or null (no other row names a place inside).
    ``paragraphs: [{role, section, text, source}]`` (``section``: index or null; typing errors are in the text);
    ``sections: [{level, label, heading, run_in, parent, source}]`` (``source`` takes in the closing 。 of a run-in
    heading); ``points: [{section, paragraph, label, source}]`` (each up to the next one, or to the paragraph's end);
    ``quarantined: [{text, source, rule}]``, the page's lines.
``terms.jsonl``, most frequent first:
    ``id``, ``headword``, ``kind`` (numbered | quoted), ``aliases`` (none), ``definitions: [{text, speech, source}]``
    (所谓“…”，就是…。, whole), ``members: [{text, speech, source}]`` (each time they are spelt out), ``count``,
    ``speeches``, ``occurrences: [{speech, source}]``. Every occurrence counts, with quotation marks or without,
    also one inside another term or a formula, or made by chance, if it is printed so (with no mark inside).
``references.jsonl``:
    ``kind`` (work | quotation), ``text`` (without outer marks), ``speaker`` (name and office as printed, or null),
    ``occurrences: [{speech, source}]``.
``parallels.jsonl``:
    ``{tier: "formula", text, places: [{speech, source}]}``, every place, also by chance;
    ``{tier: "passage", a, b, rate, edits: {insert, delete, substitute}, score}`` with ``a`` and ``b`` each
    ``{speech, source, text}``; ``rate``: per cent of the characters of ``a`` that ``b`` changes (0, 5, 10, 20);
    ``score``: 1 − edits / characters of ``a``.
``errors.jsonl``:
    ``{speech, source, before, after, rule}``: ``before`` is printed, ``after`` is meant.

The truth is complete for what is planted: all quotation marks, title marks, heading numbers, points (一是) and
chrome lines of the corpus are. It is not for what the model itself repeats: like real text it shares some
8-grams between speeches, which are no planted formulas, and a sentence of its own may look like an error (进人),
or a few short ones like headings without numbers. Measure recall on terms, parallels and errors, recall and
precision on matter, numbered headings, points, references and chrome.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

if not __package__:
    # Called as a file: only the folder it lies in is on the path.
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks.corpus.generate import write_corpus
from benchmarks.corpus.report import report
from benchmarks.corpus.training import read_training

RAW = Path(__file__).resolve().parents[1] / "raw"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write an invented corpus with a known truth.")
    parser.add_argument("n", type=int, metavar="N", help="how many speeches")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with (default 1)")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder to write raw/ and truth/ to: new or empty"
    )
    parser.add_argument(
        "--train", type=Path, nargs="+", default=[], help="folders to learn from besides raw/"
    )
    parser.add_argument("--report", action="store_true", help="compare the corpus with what it learned from")
    options = parser.parse_args(arguments)
    missing = [str(folder) for folder in options.train if not folder.is_dir()]
    if options.n < 1 or options.seed < 0:
        parser.error("N must be 1 or more, the seed 0 or more")
    if missing:
        parser.error(f"no such folder: {', '.join(missing)}")
    if options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir())):
        parser.error(f"{options.out} is there and not empty: its old speeches would mix with the new ones")
    begun = time.perf_counter()
    training = read_training([RAW, *options.train])
    characters = write_corpus(options.n, options.seed, training, options.out)
    seconds = time.perf_counter() - begun
    print(
        f"{options.n:,} speeches, {characters:,} characters in {seconds:.1f} s: {characters / seconds:,.0f} a second"
    )
    if options.report:
        print(report(training, options.out / "raw"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
