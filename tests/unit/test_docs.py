"""README.md, LEESMIJ.md, ./wb and the command line name the same commands."""

import re
import shlex
from pathlib import Path

import pytest

from workbench.cli_parser import VERBS, parser

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
DUTCH = (ROOT / "LEESMIJ.md").read_text(encoding="utf-8")
OWN = {"demo", "test", "lab", "python"}


def commands(text):
    """Every ./wb command and every line typed in a console block, in order."""
    return re.findall(r"`(\./wb [^`]+)`", text) + re.findall(r"^\$ (.+)$", text, re.M)


def printed(text):
    """What the console blocks show."""
    return re.findall(r"```console\n(.*?)```", text, re.S)


def table(text):
    return re.findall(r"^\| `\./wb (\w+)", text, re.M)


def test_both_readmes_have_the_same_commands_and_show_the_same_output():
    assert commands(ENGLISH) == commands(DUTCH)
    assert printed(ENGLISH) == printed(DUTCH)


def test_the_first_screen_is_the_two_commands_and_a_picture():
    for text in (ENGLISH, DUTCH):
        first = text.splitlines()[:60]
        assert [line for line in first if line.startswith("$ ")][:2] == ["$ ./wb demo", "$ ./wb test"]
        [picture] = re.findall(r"!\[.+\]\((.+png)\)", "\n".join(first))
        assert (ROOT / picture).is_file()


def test_the_table_names_every_verb_of_the_command_line_and_of_wb():
    help_of_wb = re.findall(r"^  \./wb (\w+)", (ROOT / "wb").read_text(), re.M)
    for text in (ENGLISH, DUTCH):
        assert set(table(text)) == set(VERBS) | OWN
    assert set(help_of_wb) - {"VERB"} == OWN


@pytest.mark.parametrize("command", sorted({c for c in commands(ENGLISH) if c.startswith("./wb")}))
def test_every_command_in_the_readme_is_understood(command):
    words = shlex.split(command.removeprefix("./wb "))
    if words[0] in VERBS:
        parser().parse_args([word for word in words if word != "..."])
    else:
        assert words[0] in OWN


@pytest.mark.parametrize("document", ["README.md", "LEESMIJ.md", *sorted(p.name for p in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(document):
    path = ROOT / document if (ROOT / document).exists() else ROOT / "docs" / document
    for target in re.findall(r"\]\((?!http|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_no_document_has_a_gap_left_to_fill():
    for text in (ENGLISH, DUTCH):
        assert not re.search(r"DEMO_OUTPUT|TEST_OUTPUT|BENCH_TABLE|TODO", text)
