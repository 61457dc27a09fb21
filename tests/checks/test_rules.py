"""Every rule's examples, and that every rule is registered, documented and has examples."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from checks.spec import examples, found
from citekit.checks import RULES, Rule, Severity, rules

SPECIFICATIONS = Path(__file__).parent / "rules"
BY_NAME = {rule.name: rule for rule in RULES}
SECTIONS = ["What it does", "Why it matters", "Example", "What to do"]


def all_examples():
    for path in sorted(SPECIFICATIONS.glob("*.md")):
        for example in examples(path):
            yield pytest.param(path.stem, example, id=f"{path.stem}:{example.line}")


@pytest.mark.parametrize(("name", "example"), list(all_examples()))
def test_rule_finds_what_its_examples_say(name, example):
    assert found(example, BY_NAME[name].code) == example.findings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_examples_of_silence_first_and_of_findings(rule):
    blocks = list(examples(SPECIFICATIONS / f"{rule.name}.md"))
    assert blocks[0].findings == []
    assert any(example.findings for example in blocks)


def test_no_specification_without_a_rule():
    assert {path.stem for path in SPECIFICATIONS.glob("*.md")} <= set(BY_NAME)


def test_every_rule_module_is_registered():
    modules = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    found = [getattr(importlib.import_module(f"{rules.__name__}.{name}"), name) for name in modules]
    assert all(isinstance(rule, Rule) for rule in found)
    assert {rule.name for rule in found} == set(BY_NAME)
    assert [name.replace("_", "-") for name in modules] == sorted(BY_NAME)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_documented(rule):
    assert re.findall(r"^## (.+)$", rule.doc, re.MULTILINE) == SECTIONS
    assert rule.summary.endswith(".")
    assert re.fullmatch(r"(DOI|REQ|DUP|SYN|REG|RET|RUN)\d{3}", rule.code)
    assert rule.severity in Severity


def test_codes_and_names_are_used_once():
    assert len({rule.code for rule in RULES}) == len(RULES) == len(BY_NAME)
