"""Patterns of identifiers that do not slow down on endless words find what their plain form finds."""

import os
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import lists
from workbench.privacy import identifiers

ROOT = Path(__file__).resolve().parents[3]
NAME = r"[A-ZÀ-Þ][\w'’-]{0,60}"
STREET = (
    r"(?:str(?:aat|\.)|laan|weg|plein|gracht|kade|kaai|singel|dreef|hof|pad|steeg|dijk|plantsoen|park|markt|haven|brink"
    r"|baan|lei|vest|vaart|burgwal|boulevard|allee|hoeve|gaarde|steenweg)"
)
SMALL = "(?:straat|laan|weg|plein|gracht|kade|singel|dreef|steeg|dijk|plantsoen|pad)"
ENDS = "".join(f"|(?<={end})" for end in SMALL[3:-1].split("|"))[1:]
#: per rule what stands in its pattern for speed, and the plain form of that
PLAIN = {
    "email": [(r"(?:(?<![\w.+-])|(?<=[\w-])(?=\+|\.[.+@]))[\w.+-]{1,200}+@", r"[\w.+-]+@")],
    "email-spoken": [(r"(?<![\w-])[\w-]++(?: ", r"[\w-]+(?: ")],
    "profile": [(r"(?<![\w-])[\w-]++\.", r"[\w-]+\.")],
    "street-postcode": [
        (r"(?!(?<=[A-ZÀ-Þ])[A-ZÀ-Þ])", ""),
        (f"(?:{NAME}+ ){{1,3}}", f"(?:{NAME} ){{1,3}}"),
    ],
    "street": [
        (r"[A-ZÀ-Þ][\w'’.-]{0,60}+{street_end} ", rf"(?=[\w'’.-]{{1,61}} )[A-ZÀ-Þ][\w'’.-]*?{STREET} "),
    ],
    "street-small": [
        (rf"(?!{SMALL} )[a-zà-ÿ][\w’'-]{{0,60}}+(?:{ENDS}) ", rf"(?=[\w’'-]{{1,61}} )[a-zà-ÿ][\w’'-]*{SMALL} "),
    ],
}
PIECES = (
    "a", "B", "Ab", "AB", "laan", "straat", "Kerkstraat", "Straat", "weg", "str.", " ", " ", ".", "-", "'", "’", "@",
    "+", "_", "1", "12", "1234", " AB", "1234 AB", ",", "/", "www.", "https://", "linkedin.com/in/", "facebook.com/",
    "x.nl", "/in/", " punt ", " apenstaartje ", "nl", "van ", "de ", "3e ", "lange kade", "\n", "hs", "é", "É", "zeven",
    "(", "%",
)  # fmt: skip


@cache
def plain(rule_id):
    """The plain form of a rule's pattern; fails when the rule no longer holds what it is compared with."""
    fast = next(rule["pattern"] for rule in identifiers.rules() if rule["id"] == rule_id).pattern
    parts = lists.load(Path(identifiers.__file__).parent / "data" / "identifiers.yaml")["parts"]
    for quick, simple in PLAIN[rule_id]:
        quick = quick.replace("{street_end}", parts["street_end"])
        assert fast.count(quick) == 1
        fast = fast.replace(quick, simple)
    return re.compile(fast)


def places(pattern, text):
    return [(match.span(), match.groupdict()) for match in pattern.finditer(text)]


def same(text):
    for rule in identifiers.rules():
        if rule["id"] in PLAIN:
            assert places(rule["pattern"], text) == places(plain(rule["id"]), text), rule["id"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text(text):
    same(text)


def test_example_regions_and_marked_passages():
    files = [*(ROOT / "data" / "raw").rglob("*.txt"), *(ROOT / "tests" / "regression" / "privacy").rglob("*.jsonl")]
    assert len(files) > 3
    for path in files:
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            same(line[:2000])


def spent(text):
    """Computing time of all rules on a text, the least of three."""
    rounds = []
    for _ in range(3):
        begin = time.thread_time()
        for rule in identifiers.rules():
            assert sum(1 for _ in rule["pattern"].finditer(text)) < len(text)
        rounds.append(time.thread_time() - begin)
    return min(rounds)


@pytest.mark.parametrize("sign", ["NL91-", "Ab-", "A'", "a-", "1A", "A.", "a+", "a punt ", "/~a", "6 1", "huis 1 "])
def test_twice_as_long_a_word_takes_twice_the_work(sign):
    """Four times would be the square of the length."""
    assert spent(sign * (24_000 // len(sign))) < 3 * spent(sign * (12_000 // len(sign)))


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
@pytest.mark.parametrize("sign", ["a", "A", "1", "-", "a.", "a1", "NL91 ", "de van der "])
def test_a_word_as_long_as_a_chapter_is_looked_at(sign):
    """With patterns that step back it took minutes (hours in capitals); the limit is of computing time, and ample."""
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "from workbench.privacy.outgoing import look\n"
        f"page = look('<h1>x</h1><p>' + {sign!r} * (200_000 // len({sign!r})) + ' Bel 06-12345678</p>')\n"
        "assert page.problems, 'the number was not found'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
