"""The record of changes names every rule in the readers' words."""

from build_scripts.clean import RULES
from build_scripts.clean.apply import CONTROL_RULE
from build_scripts.render.log import RULE_NAMES


def test_every_rule_has_a_name_for_readers() -> None:
    assert {*RULE_NAMES} == {*(rule.name for rule in RULES), CONTROL_RULE}
