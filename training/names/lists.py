"""The lists of names of the privacy gate: from Faker (MIT) and from lists written for this project.

    PYTHON training/names/lists.py

Writes ``given_names.txt`` and ``surnames.txt`` in ``src/workbench/privacy/data``, folded, sorted, one a line. PYTHON has
the packages of ``training/names/requirements.txt``. Faker's providers are read as data, name by name; scripts other than
Latin are passed over.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "src"))

from workbench.privacy.lexicon import FOLDER, fold  # noqa: E402
from workbench.privacy.names import split_name, words  # noqa: E402

LOCALES = (
    "nl_NL nl_BE fr_BE tr_TR pl_PL fr_FR de_DE en_GB en_US id_ID vi_VN es_ES pt_PT pt_BR ro_RO hr_HR it_IT hu_HU "
    "en_IN ha_NG yo_NG sv_SE da_DK no_NO fi_FI"
).split()
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
    return sorted(part for part in parts - particles if WORD.fullmatch(part))


def main() -> None:
    given = faker("first_names", "first_names_male", "first_names_female") | own("given_own.txt")
    last = faker("last_names", "last_names_male", "last_names_female") | own("surnames_own.txt")
    last = {split_name(f"Jan {name}")[2] for name in last}
    for name, values in (("given_names.txt", given), ("surnames.txt", last)):
        lines = folded(values)
        (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{name}: {len(lines)}")


if __name__ == "__main__":
    main()
