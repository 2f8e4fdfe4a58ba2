"""Make the dictionary of the language room from simplemma: one lemma a line with its other forms.

    ./wb python -m pip install simplemma==1.2.0 && ./wb python training/dictionary.py

The same version of simplemma gives the same bytes.
"""

from __future__ import annotations

import gzip
from collections import defaultdict

from workbench.language.dictionary import FILE


def lines(table: dict[str, str]) -> list[str]:
    """Lines as ``workbench.language.dictionary`` reads them; forms with white space or a leading minus are left out."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form, lemma in sorted(table.items()):
        if len(form.split()) == len(lemma.split()) == 1 and not form.startswith("-") and not lemma.startswith("-"):
            forms[lemma].append(form)
    found = []
    for lemma, own in sorted(forms.items()):
        others = [form for form in own if form != lemma]
        found.append(" ".join([lemma if lemma in own else f"-{lemma}", *others]))
    return found


def main() -> None:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    table = dict(DefaultDictionaryFactory().get_dictionary("nl").items())
    FILE.write_bytes(gzip.compress("\n".join(lines(table)).encode("utf-8"), 9, mtime=0))
    print(f"{FILE.name}: {len(table)} forms, {FILE.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
