"""The frame of the benchmarks: its arithmetic, its tables, and that nothing that goes wrong stops it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from benchmarks.frame import machine
from benchmarks.frame.cases import CASES
from benchmarks.frame.corpora import ROOT, SetupError, Workshop, digest
from benchmarks.frame.figures import growth, ratio, spread
from benchmarks.frame.measure import measure, printed_facts
from benchmarks.frame.memory import tree_memory
from benchmarks.frame.model import Case, Job, Row, Run
from benchmarks.frame.peers import for_hugo
from benchmarks.frame.profiling import Clock, costs
from benchmarks.frame.series import UnknownCaseError, choose, groups, run_all
from benchmarks.frame.table import report, table
from benchmarks.run import main

MEBIBYTE = 1 << 20
PLENTY = 300.0  # seconds; a run that takes as long hangs


def script(source: str, **named: object) -> Job:
    """A job that runs a program of Python."""
    return Job(((sys.executable, "-c", source),), cwd=ROOT, **named)  # type: ignore[arg-type]


def case(name: str, source: str = "", peers: Sequence[str] = (), largest: int | None = None) -> Case:
    return Case(name, f"what {name} is", lambda *_: script(source), tuple(peers), largest)


def silent(_: str) -> None:
    pass


def run_cases(
    cases: Sequence[Case], tmp_path: Path, sizes: Sequence[int] = (1,), repeats: int = 1
) -> list[Row]:
    return run_all(cases, sizes, Workshop(tmp_path), repeats=repeats, warm_up=0, limit=PLENTY, say=silent)


# Arithmetic


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0])
def test_growth_finds_the_exponent(exponent: float) -> None:
    assert growth({n: 3 * n**exponent for n in (100, 1000, 3000)}) == pytest.approx(exponent)


def test_growth_is_the_least_squares_slope() -> None:
    """Against the textbook: log2 times 0, 1, 4 at log2 sizes 0, 1, 2 have the slope 2."""
    assert growth({1: 1, 2: 2, 4: 16}) == pytest.approx(2)


@pytest.mark.parametrize("times", [{}, {100: 1.0}])
def test_growth_needs_two_sizes(times: Mapping[int, float]) -> None:
    assert growth(times) is None


def test_ratio_is_taken_round_by_round() -> None:
    """A minute in which the machine is ten times as slow changes no ratio."""
    assert ratio([2, 20, 2], [1, 10, 1]) == (2, 2, 2)
    assert ratio([1, 2, 9], [1, 1, 1]) == (2, 1, 9)


def test_ratio_leaves_out_what_only_one_has_finished() -> None:
    assert ratio([2, 4], [1]) == (2, 2, 2)
    assert ratio([], [1]) is None


def test_spread() -> None:
    assert spread([3, 1, 2]) == (2, 1, 3)


# Tables


def test_a_table_survives_what_stands_in_its_cells() -> None:
    assert table(("a", "b"), [["1|2", "two\nlines"]]) == "| a | b |\n| --- | --- |\n| 1\\|2 | two lines |\n"


def test_report() -> None:
    ours, theirs = case("ours", peers=["theirs"]), case("theirs")
    rows = [
        Row(ours, 10, (Run(1, 0.5, 2_000_000, {"pages": 12}), Run(3, 0.5, 4_000_000, {"pages": 12}))),
        Row(ours, 100, (Run(20, 10),)),
        Row(theirs, 10, (Run(0.5), Run(1))),
        Row(theirs, 100, (), "exit code 1: no"),
    ]
    lines = report([("Python", "3")], rows).splitlines()
    assert "- Python: 3" in lines
    assert "| ours | 10 | 2 | 2 | 1–3 | 0.5 | 4 | 12 pages |" in lines
    assert "| ours | 100 | 1 | 20 | – | 10 | – | – |" in lines
    assert "| theirs | 100 | 0 | – | – | – | – | exit code 1: no |" in lines
    assert "| ours | 10, 100 | 1.00 | 1.30 |" in lines
    assert "| ours | theirs | 10 | 2.50 | 2–3 | – |" in lines
    assert not any(line.startswith("| theirs | 10, 100") for line in lines)
    assert not any(line.startswith("| ours | theirs | 100") for line in lines)


def test_a_rate_is_given_by_the_second() -> None:
    made = Case("c", "", lambda *_: script(""), rate="characters")
    assert "1,000 characters; 500 characters/s" in report(
        [], [Row(made, 1, (Run(2, facts={"characters": 1000}),))]
    )


def test_the_machine_is_described_without_names_of_hosts_or_users() -> None:
    facts = dict(machine.describe())
    assert {"Date", "Processor", "Memory", "System", "Python", "Packages", "Peak memory"} <= facts.keys()
    assert "mkdocs " in facts["Packages"]
    assert str(Path.home()) not in str(facts) or len(Path.home().parts) < 3


# One run


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere psutil samples, which the tests do without")
def test_the_memory_of_a_child_counts() -> None:
    """The child holds what it took until the sample has been seen, however slow the machine is."""
    child = f"b = bytearray({64 * MEBIBYTE}); b[::4096] = b'x' * len(b[::4096]); print('ready', flush=True); input()"
    parent = (
        "import subprocess, sys; from benchmarks.frame.memory import tree_memory; import os;"
        f"c = subprocess.Popen([sys.executable, '-c', {child!r}], stdin=-1, stdout=-1, text=True);"
        "c.stdout.readline(); print('bench: {\"seen\": %d}' % tree_memory(os.getsid(0))); c.communicate('')"
    )
    run = measure(script(parent), PLENTY)
    assert run.failure is None
    assert run.facts["seen"] > 64 * MEBIBYTE


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere psutil samples, which the tests do without")
def test_the_peak_is_sampled_meanwhile() -> None:
    """Half a second is dozens of samples; the run's peak is what it held then."""
    source = f"import time; b = b'x' * {64 * MEBIBYTE}; time.sleep(.5)"
    run = measure(script(source), PLENTY)
    assert run.peak
    assert run.peak > 64 * MEBIBYTE
    assert run.seconds > 0.5
    assert tree_memory(0x7FFFFFF0) == 0


def test_a_command_may_time_itself_and_tell_facts() -> None:
    run = measure(script("""print('bench: {"seconds": 42, "pages": 7, "name": "x"}')"""), PLENTY)
    assert (run.seconds, run.facts) == (42, {"pages": 7})
    assert printed_facts("so it goes\nbench: {}\n") == {}


def test_a_call_is_timed_without_the_start_of_python() -> None:
    call = (sys.executable, "-m", "benchmarks.frame.call", "tests.benchmarks.test_frame:double", "21")
    run = measure(Job((call,), cwd=ROOT), PLENTY)
    assert run.failure is None
    assert run.facts == {"doubled": 42}
    assert 0 < run.seconds < 60


def double(number: str) -> dict[str, int]:
    return {"doubled": 2 * int(number)}


def test_commands_of_a_job_add_up_and_facts_of_its_result_come_along() -> None:
    one = (sys.executable, "-c", """print('bench: {"seconds": 2}')""")
    run = measure(Job((one, one), cwd=ROOT, weigh=lambda: {"MB": 5}), PLENTY)
    assert (run.seconds, run.facts) == (4, {"MB": 5})


@pytest.mark.parametrize(
    ("job", "words"),
    [
        (script("raise SystemExit('no luck')"), "exit code 1: no luck"),
        (script("raise SystemExit(3)"), "exit code 3"),
        (Job((("no-such-program",),), cwd=ROOT), "FileNotFoundError: .*no-such-program.*"),
        (script("", weigh=lambda: {"": 1 / 0}), "ZeroDivisionError: .*"),
        (script("""print('bench: {"seconds"')"""), "JSONDecodeError: .*"),
    ],
)
def test_whatever_goes_wrong_is_told(job: Job, words: str) -> None:
    assert (failure := measure(job, PLENTY).failure)
    assert re.fullmatch(words, failure)


def test_an_accepted_exit_code_is_none() -> None:
    assert measure(script("raise SystemExit(1)", accepted=frozenset({0, 1})), PLENTY).failure is None


def test_a_run_that_hangs_is_stopped_with_its_children() -> None:
    """The child would hold the log open, and the processor busy, for as long as it lives."""
    source = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(1e6)'])"
    assert measure(script(source), 1).failure == "stopped after 1 s"


# Series


def test_a_failing_command_is_a_row_and_larger_sizes_are_left_out(tmp_path: Path) -> None:
    rows = run_cases([case("bad", "raise SystemExit('no luck')"), case("good")], tmp_path, (1, 2))
    assert [(row.case.name, row.size, len(row.runs), row.failure) for row in rows] == [
        ("bad", 1, 0, "exit code 1: no luck"),
        ("bad", 2, 0, "not run: failed at 1"),
        ("good", 1, 1, None),
        ("good", 2, 1, None),
    ]
    assert "| bad | 1 | 0 | – | – | – | – | exit code 1: no luck |" in report([], rows)


@pytest.mark.parametrize("error", [SetupError("no input"), KeyError("no input")])
def test_a_failing_setup_is_a_row(tmp_path: Path, error: Exception) -> None:
    def prepare(*_: object) -> Job:
        raise error

    (row,) = run_cases([Case("bad", "", prepare)], tmp_path)
    assert row.failure
    assert "no input" in row.failure


def test_a_case_ends_at_its_largest_size(tmp_path: Path) -> None:
    rows = run_cases([case("slow", largest=1)], tmp_path, (1, 2, 3))
    assert [row.failure for row in rows] == [None, "not run above 1", "not run above 1"]


def test_peers_are_run_in_turn(tmp_path: Path) -> None:
    told: list[str] = []
    cases = [case("a", peers=["b"]), case("b"), case("c")]
    run_all(cases, [1], Workshop(tmp_path), repeats=2, warm_up=1, limit=PLENTY, say=told.append)
    assert [line.split()[0] for line in told] == list("ababab" + "ccc")
    assert [line.endswith("(warm-up)") for line in told] == [True, True, *[False] * 4, True, False, False]


def test_groups_hold_every_case_once() -> None:
    cases = [case("b"), case("a", peers=["b", "absent"]), case("c")]
    assert [[member.name for member in group] for group in groups(cases)] == [["a", "b"], ["c"]]


def test_cases_are_chosen_by_name() -> None:
    assert [chosen.name for chosen in choose(CASES, ["build", "parse"])] == ["parse", "build"]
    assert choose(CASES, []) == list(CASES)
    with pytest.raises(UnknownCaseError, match="there is no case swim; there are parse"):
        choose(CASES, ["swim"])


def test_the_cases_are_named_once_and_know_their_peers() -> None:
    names = [registered.name for registered in CASES]
    assert len(set(names)) == len(names)
    assert {peer for registered in CASES for peer in registered.peers} <= set(names)


def test_every_case_and_option_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert [option for option in options if f"`{option}" not in text] == []
    assert [registered.name for registered in CASES if f"`{registered.name}`" not in text] == []


# Input


def sources(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text("同志们：\n今天开会，讲一点意见。\n", encoding="utf-8")
    return folder


def test_the_first_sources_of_a_folder_are_kept(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "work", sources=sources(tmp_path / "raw", 3))
    assert sorted(path.name for path in workshop.raw(2).iterdir()) == ["0.txt", "1.txt"]
    again = Workshop(tmp_path / "work", sources=tmp_path / "raw")
    assert again.raw(2) == workshop.raw(2)
    with pytest.raises(SetupError, match="holds 3 sources only"):
        workshop.raw(4)


def test_a_digest_changes_with_names_and_bytes(tmp_path: Path) -> None:
    seen = set()
    for name, content in (("a", b"1"), ("a", b"2"), ("b", b"2")):
        folder = tmp_path / f"{name}{content.decode()}"
        folder.mkdir()
        (folder / name).write_bytes(content)
        seen.add(digest([folder]))
    assert len(seen) == 3


def test_parse_runs_and_counts(tmp_path: Path) -> None:
    """A real case from end to end, by the command line."""
    raw, out = sources(tmp_path / "raw", 2), tmp_path / "report.md"
    options = ["--raw", str(raw), "--work", str(tmp_path / "work"), "--out", str(out), "--warm-up", "0"]
    assert main(["parse", "--sizes", "2", "--repeats", "1", *options]) == 0
    assert "| parse | 2 | 1 |" in out.read_text(encoding="utf-8")
    assert main(["parse", "--sizes", "3", *options]) == 1
    assert "holds 2 sources only" in out.read_text(encoding="utf-8")
    assert main(["swim", *options]) == 2


def test_hugo_gets_the_attribute_lists_that_it_reads() -> None:
    markdown = (
        "# 题 [¶](#t){: .yl-mark data-yanlu-ui } {: #title .yl-title data-yanlu-ui }\n\n"
        "正文[词](t.md){: .yl-term }。\n{: #p1 .yl-body }\n"
    )
    assert for_hugo(markdown) == "# 题 [¶](#t) {#title .yl-title}\n\n正文[词](t.md)。\n{#p1 .yl-body}\n"


# Profile


def test_a_clock_counts_the_own_time_of_each_part() -> None:
    clock = Clock()
    inner = clock.timed("inner", lambda: sum(range(1000)))

    def steps() -> object:
        yield inner()
        yield inner()

    outer = clock.timed("outer", steps)
    assert len(list(outer())) == 2
    assert clock.calls == {"outer": 1, "inner": 2}
    assert min(clock.own.values()) > 0


def test_costs_sum_up_by_stage() -> None:
    clock = Clock()
    clock.own.update({"parse.parse": 1.0, "analyse.find": 5.0, "publish.run_mkdocs": 3.0})
    clock.calls.update({"analyse.find": 7})
    lines = costs(clock, 10.0, 100).splitlines()
    assert [line for line in lines if line.startswith("| **")] == [
        "| **analyse** |  | 5 | 50% |",
        "| **mkdocs** |  | 3 | 30% |",
        "| **parse** |  | 1 | 10% |",
        "| **pipeline** |  | 1 | 10% |",
    ]
    assert "| analyse.find | 7 | 5 | 50.0% |" in lines


def test_clocks_find_the_doors_of_every_stage(tmp_path: Path) -> None:
    """In a process of its own, since they stay."""
    raw = str(sources(tmp_path / "raw", 2))
    source = (
        "from benchmarks.frame.profiling import Clock, install; clock = Clock(); install(clock);"
        f"from benchmarks.frame.cases import read_speeches; read_speeches({raw!r});"
        "assert {'ingest.scan', 'clean.clean', 'parse.parse'} <= clock.calls.keys(), clock.calls"
    )
    assert measure(script(source), PLENTY).failure is None
