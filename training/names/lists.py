"""The word lists of the privacy gate: from Faker (MIT), from lists written for this project, and from treebanks.

    PYTHON training/names/lists.py --treebanks UD --gold tests/regression/coding/gold/train

Writes ``given_names.txt``, ``surnames.txt``, ``place_names.txt``, ``things.txt`` and ``common_words.txt`` in
``src/workbench/privacy/data``, folded, sorted, one a line. PYTHON has the packages of
``training/names/requirements.txt``.
Faker's providers are read as data, name by name; scripts other than Latin are passed over. Common words are those that
stand in small letters, not as a name, at least twice in the treebanks (UD, folder of .conllu.gz) or the gold sentences.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "src"))

from workbench.privacy.lexicon import FOLDER, fold  # noqa: E402
from workbench.privacy.names import split_name, words  # noqa: E402

LOCALES = (  # noqa: SIM905
    "nl_NL nl_BE fr_BE tr_TR pl_PL fr_FR de_DE en_GB en_US id_ID vi_VN es_ES pt_PT pt_BR "
    "ro_RO hr_HR it_IT hu_HU en_IN ha_NG yo_NG sv_SE da_DK no_NO fi_FI"
).split()
#: names of somebody somewhere, and in Dutch nearly always a plain word
PLAIN = frozenset(
    (  # noqa: SIM905
        "de het een en of maar want dus dat die dit deze daar hier er ik jij je u hij zij ze wij we jullie "
        "hen hun mij me ons wat wie waar hoe als dan toen nu nog al ook wel niet geen te om op in uit aan bij "
        "met van voor na tot over onder naar is was zijn ben bent had heeft heb kan kun moet mag zal zou men "
        "per via sinds tijdens tussen zonder zo zoals ja nee nou he eh ah oh hoor toch even weer veel meer "
        "minder heel echt goed the and you to for no so do go my be it "
    ).split()
)
WORD = re.compile(r"[a-zß'-]{2,}")


def faker(*fields: str) -> set[str]:
    found: set[str] = set()
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for field in fields:
            found |= set(getattr(provider, field, None) or ())
    return found


def own(name: str) -> set[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def folded(names: set[str]) -> list[str]:
    particles = {fold(word) for word in words()["particles"]}
    parts = {fold(part) for name in names for part in name.split()}
    return sorted(part for part in parts - particles - PLAIN if WORD.fullmatch(part))


def entries(name: str) -> list[str]:
    """Names of places or things as they are, for more than one word apart as well as whole."""
    found = {fold(line) for line in own(name) if line[0].isupper() or line[0] == "'"}
    return sorted(line for line in found if re.search("[a-z]", line))


def common(treebanks: Path, gold: Path) -> list[str]:
    counts: Counter[str] = Counter()
    for path in sorted(treebanks.glob("*.conllu.gz")):
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            parts = line.split("\t")
            if len(parts) == 10 and parts[3] not in ("PROPN", "X", "SYM") and parts[1].islower():
                counts[fold(parts[1])] += 1
    for path in sorted(gold.glob("*.jsonl")):
        spoken = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            spoken = row.get("form", spoken) if "scenario" in row else spoken
            if "text" in row and spoken != "spraakherkend":
                counts.update(fold(word) for word in re.findall(r"\b[a-zß-ÿ][\w'-]*", row["text"]) if word.islower())
    return sorted(word for word, number in counts.items() if number > 1 and WORD.fullmatch(word))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    args = parser.parse_args()
    given = faker("first_names", "first_names_male", "first_names_female") | own("given.txt")
    last = faker("last_names", "last_names_male", "last_names_female")
    last |= own("surnames_a.txt") | own("surnames_b.txt") | own("surnames_c.txt")
    last = {split_name(f"Jan {name}")[2] for name in last}
    lists = {
        "given_names.txt": folded(given),
        "surnames.txt": folded(last),
        "place_names.txt": entries("places.txt"),
        "things.txt": entries("things.txt"),
        "common_words.txt": common(args.treebanks, args.gold),
    }
    for name, lines in lists.items():
        (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{name}: {len(lines)}")


if __name__ == "__main__":
    main()
