"""The lemma of a word form with a CGN tag: "aten" as a verb is eten, "graven" as a noun graaf and as a verb graven.

The table is made from treebanks (training/lemmas.py) and travels with the pipeline. It holds, per tag, changes of word
endings that are nearly always right, and the forms that go against them. Forms that the treebanks do not have and that
are inflected are looked up in the dictionary first (``lemma.look_up``), since that knows far more verbs and nouns.
"""

from __future__ import annotations

from workbench.language.tokens import without_brackets

LONGEST_ENDING = 6
SAME = ["", 0, ""]
INFLECTED = ("mv", "dim", "met-e", "comp", "sup", "gen")


def inflected(tag: str) -> bool:
    """Whether a word with this tag is likely to differ from its lemma."""
    parts = tag.split("|")
    if parts[0] == "WW":
        return parts[1:3] != ["inf", "vrij"]
    return parts[0] in ("N", "ADJ") and any(part in INFLECTED for part in parts)


def keeps_form(form: str, tag: str) -> bool:
    """Names, symbols, punctuation and digits are their own lemma, capitals and all."""
    kind, *features = tag.split("|")
    if "eigen" in features:
        return not inflected(tag)
    return kind in ("SPEC", "LET") or (kind == "TW" and "hoofd" in features and form[:1].isdigit())


def change(form: str, lemma: str) -> list | None:
    """[beginning to drop, letters to cut, ending to add] that makes the lemma of a lower-case form, or None."""
    for beginning in ("", "ge"):
        rest = form.removeprefix(beginning) if form.startswith(beginning) else ""
        same = 0
        while same < min(len(rest), len(lemma)) and rest[same] == lemma[same]:
            same += 1
        cut, add = len(rest) - same, lemma[same:]
        if rest and same >= min(3, len(lemma) - 1) and cut <= LONGEST_ENDING and len(add) <= LONGEST_ENDING:
            return [beginning, cut, add]
    return None


def changed(form: str, rule: list) -> str:
    """The form with a change carried out; "" where it does not fit."""
    beginning, cut, add = rule
    if not form.startswith(beginning):
        return ""
    rest = form[len(beginning) :]
    return rest[: len(rest) - cut] + add if cut < len(rest) else ""


class TagLemmas:
    """``rules``: tag -> ending -> change; ``forms``: form -> tag -> lemma, for what the rules get wrong."""

    def __init__(self, rules: dict[str, dict[str, list]], forms: dict[str, dict[str, str]]):
        self.rules, self.forms = rules, forms

    def by_ending(self, form: str, tag: str) -> str:
        """The lemma by the longest ending that the rules know; the form itself for an unknown tag."""
        endings = self.rules.get(tag, {})
        for size in range(min(LONGEST_ENDING, len(form)), -1, -1):
            rule = endings.get(form[len(form) - size :])
            if rule is not None and (found := changed(form, rule)):
                return found
        return form

    def known(self, form: str, tag: str) -> str:
        """The lemma in the table: for this tag, else for another tag of the same word class; "" if it is not there."""
        tags = self.forms.get(form)
        if not tags:
            return ""
        kind = tag.split("|", 1)[0]
        return tags.get(tag) or next((lemma for other, lemma in tags.items() if other.split("|", 1)[0] == kind), "")

    def lemma(self, form: str, tag: str, look_up) -> str:
        """The lemma of a form with a tag; ``look_up`` gives one for a form alone."""
        bare = without_brackets(form)
        if keeps_form(bare, tag):
            return bare
        lower = bare.lower().replace("’", "'")
        found = self.known(lower, tag)
        guess = found or self.by_ending(lower, tag)
        if "eigen" in tag:
            return bare[:1] + guess[1:] if guess[:1] == lower[:1] else guess
        if found or not inflected(tag):
            return guess
        found = look_up(bare)
        right = found.endswith("n") if tag.startswith("WW") else True
        return found if right and found != lower else guess
