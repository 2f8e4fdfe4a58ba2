"""The table of lemmas that travels with the pipeline: endings per tag, and the forms that go against them.

    python training/lemmas.py --data DATA --out lemmas.json

The endings are chosen so that nothing is stored twice: an ending is kept only where it says something else than the
shorter ending does, and a form only where the endings or the dictionary would get one of its tags wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import convert
import files

FEWEST = 2


def counted(data: Path) -> dict[tuple[str, str], str]:
    """(lower-case form, tag) -> its most frequent gold lemma."""
    seen: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for source in files.of_use("trees"):
        for sentence in convert.read(files.need(data, source)):
            for form, tag, lemma in zip(sentence.words, sentence.tags, sentence.lemmas, strict=True):
                seen[form.lower(), tag][lemma] += 1
    return {key: min(found, key=lambda lemma: (-found[lemma], lemma)) for key, found in seen.items()}


def table(data: Path) -> dict[str, dict]:
    """``rules`` and ``forms`` as workbench.language.taglemma.TagLemmas wants them."""
    from workbench.language.lemma import look_up
    from workbench.language.taglemma import TagLemmas, keeps_form

    gold = {key: lemma for key, lemma in counted(data).items() if not keeps_form(*key)}
    rules = _endings(gold)
    lemmas = TagLemmas(rules, {})
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    wrong = {form for (form, tag), lemma in gold.items() if lemmas.lemma(form, tag, look_up) != lemma}
    for (form, tag), lemma in sorted(gold.items()):
        if form in wrong:
            # with all its tags: a tag that is not there takes the lemma of another one
            forms[form][tag] = lemma
    return {"rules": rules, "forms": dict(forms)}


def _endings(gold: dict[tuple[str, str], str]) -> dict[str, dict[str, list]]:
    from workbench.language.taglemma import LONGEST_ENDING, change

    votes: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for (form, tag), lemma in gold.items():
        found = change(form, lemma)
        for size in range(min(LONGEST_ENDING, len(form)) + 1) if found else ():
            votes[tag, form[len(form) - size :]][tuple(found)] += 1
    rules: dict[str, dict[str, list]] = defaultdict(dict)
    for (tag, ending), found in sorted(votes.items(), key=lambda item: (item[0][0], len(item[0][1]), item[0][1])):
        best = min(found, key=lambda rule: (-found[rule], rule))
        shorter = next((rules[tag][ending[at:]] for at in range(1, len(ending) + 1) if ending[at:] in rules[tag]), None)
        if (found[best] >= FEWEST or not ending) and list(best) != shorter:
            rules[tag][ending] = list(best)
    return dict(rules)


def write(data: Path, path: Path) -> None:
    """The table as JSON, the same bytes for the same data."""
    path.write_text(
        json.dumps(table(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    write(args.data, args.out)


if __name__ == "__main__":
    main()
