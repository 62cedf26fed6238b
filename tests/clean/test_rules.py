"""Every cleaning rule does what its own cases say."""

import pytest

from build_scripts.clean.rules import RULES, Rule

CUT = "✂"


@pytest.mark.parametrize(
    ("rule", "case"), [(rule, case) for rule in RULES for case in (*rule.examples, *rule.counterexamples)]
)
def test_a_rule_takes_out_the_marked_lines_and_no_other(rule: Rule, case: str) -> None:
    lines = case.split("\n")
    marked = [i for i, line in enumerate(lines) if line.startswith(CUT)]
    assert sorted(rule.find([line.removeprefix(CUT) for line in lines])) == marked


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_cases_of_both_kinds(rule: Rule) -> None:
    assert all(CUT in example for example in rule.examples)
    assert rule.examples
    assert rule.counterexamples
    assert not any(CUT in counterexample for counterexample in rule.counterexamples)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_bears_an_empty_file(rule: Rule) -> None:
    assert list(rule.find([])) == []
