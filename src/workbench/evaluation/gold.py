"""Reads gold labels: text in context that a person coded, one JSON object per line.

A line with ``scenario`` opens a scenario (one author, one place): ``scenario`` (its id), ``register`` (who speaks or
writes), ``form`` (one of ``FORMS``) and, for text that is kept elsewhere, ``file`` and ``sha256``. Every other line is
one sentence: ``id``, ``turn`` (whole number; sentences with the same turn are said on end by one speaker), ``who``
(``R`` respondent, ``I`` interviewer, ``A`` author of a document), ``text`` (or, with ``file``: ``start``, ``end``, and
the first 16 digits of the ``sha256`` of the words), ``labels``, and ``near`` (why a sentence misleads, where
it has no label for that reason).

A label has ``code`` (of the codebook) and ``span`` (words of the sentence, exactly as they stand); ``optional`` (true
when one careful coder would give it and another would not) and ``status`` (default actueel). A dilemma has ``a`` and
``b`` instead of ``span`` (words of the sentence or of one of the eight before it), ``form``, and stands on the sentence
in which the second pole is completed. A role has ``drager`` and ``rolstatus``; an afspraak ``wie``, ``wat`` and
``wanneer``. With ``file`` the words are given by their place, as [start, end] in the text.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import InvalidGold
from workbench.tables import CODING_STATUS

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMS = ("gesproken", "spraakherkend", "verslag", "document", "debat")
WHO = ("R", "I", "A")
DILEMMA_FORMS = ("expliciet", "impliciet", "of-vraag", "over zinnen", "verzoend")
ROLE_STATUS = ("vervuld", "gewenst", "ontbreekt", "kwetsbaar", "definitie")
#: so many sentences back a pole may stand
REACH = 8


@dataclass(frozen=True)
class Label:
    """One code of one sentence; see the module. ``a`` and ``b`` are the poles of a dilemma."""

    code: str
    span: str = ""
    optional: bool = False
    status: str = "actueel"
    a: str = ""
    b: str = ""
    form: str = ""
    drager: str = ""
    rolstatus: str = ""
    wie: str = ""
    wat: str = ""
    wanneer: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence with its labels; ``gap`` stands between it and the one before: a space, or one or two line ends."""

    id: str
    turn: int
    who: str
    text: str
    labels: tuple[Label, ...] = ()
    near: str = ""
    start: int | None = None
    gap: str = " "


@dataclass
class Scenario:
    """Sentences on end of one author."""

    id: str
    register: str
    form: str
    file: str = ""
    sentences: list[Sentence] = field(default_factory=list)

    def turns(self) -> list[list[Sentence]]:
        """The sentences, grouped by turn, in their order."""
        groups: list[list[Sentence]] = []
        for sentence in self.sentences:
            if groups and groups[-1][0].turn == sentence.turn:
                groups[-1].append(sentence)
            else:
                groups.append([sentence])
        return groups


def read(path: Path, *, texts: Path | None = None) -> list[Scenario]:
    """The scenarios of one file, or of every ``*.jsonl`` in a folder, in the order of their names.

    ``texts`` is the folder that holds the files which a scenario names. Raises InvalidGold, which names the file and
    the line and never a word of the text.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not files[0].is_file():
        raise InvalidGold(
            "hier staan geen gouden labels", where=str(path), remedy="Geef een bestand of map met .jsonl."
        )
    found: list[Scenario] = []
    for file in files:
        found += _scenarios(file, texts)
    return found


def _scenarios(file: Path, texts: Path | None) -> list[Scenario]:
    found: list[Scenario] = []
    whole = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{file.name}, regel {number}"
        try:
            row = json.loads(line)
        except ValueError:
            raise InvalidGold("dit is geen JSON", where=where, remedy="Zet een object op een regel.") from None
        if "scenario" in row:
            _one_of(row.get("form"), FORMS, "form", where)
            found.append(Scenario(row["scenario"], row.get("register", ""), row["form"], row.get("file", "")))
            whole = _whole(row, texts, where)
        elif not found:
            raise InvalidGold("een zin staat voor het eerste scenario", where=where, remedy="Begin met een scenario.")
        else:
            found[-1].sentences.append(_sentence(row, found[-1], whole, where))
    return found


def _whole(row: dict, texts: Path | None, where: str) -> str:
    if "file" not in row:
        return ""
    if texts is None or not (texts / row["file"]).is_file():
        raise InvalidGold("de tekst bij dit scenario is er niet", where=where, remedy="Noem de map met --texts.")
    whole = (texts / row["file"]).read_text(encoding="utf-8")
    if _sha(whole) != row["sha256"]:
        raise InvalidGold("de tekst bij dit scenario is veranderd", where=where, remedy="Neem de tekst van toen.")
    return whole


def _sentence(row: dict, scenario: Scenario, whole: str, where: str) -> Sentence:
    _one_of(row.get("who"), WHO, "who", where)
    start = row.get("start")
    text = row["text"] if start is None else whole[start : row["end"]]
    if start is not None and _sha(text)[:16] != row["sha256"]:
        raise InvalidGold("de woorden op deze plek zijn veranderd", where=where, remedy="Neem de tekst van toen.")
    before = [sentence.text for sentence in scenario.sentences[-REACH:]]
    labels = tuple(_label(_in_words(label, whole), text, before, where) for label in row.get("labels", ()))
    gap = _gap(scenario, whole, start)
    return Sentence(row["id"], int(row["turn"]), row["who"], text, labels, row.get("near", ""), start, gap)


def _gap(scenario: Scenario, whole: str, start: int | None) -> str:
    """What stands before a sentence that is kept elsewhere: headings and items of a list end at their line."""
    last = scenario.sentences[-1] if scenario.sentences else None
    if start is None or last is None or last.start is None:
        return " "
    lines = whole[last.start + len(last.text) : start].count("\n")
    return "\n" * min(lines, 2) or " "


def _in_words(label: dict, whole: str) -> dict:
    return {name: whole[slice(*value)] if isinstance(value, list) else value for name, value in label.items()}


def _label(row: dict, text: str, before: list[str], where: str) -> Label:
    try:
        label = Label(**row)
    except TypeError:
        raise InvalidGold(
            "een label heeft een onbekend veld", where=where, remedy="Zie de uitleg van de velden."
        ) from None
    _one_of(label.status, CODING_STATUS, "status", where)
    if label.code.startswith("D") and label.code[1:].isdigit():
        _one_of(label.form, DILEMMA_FORMS, "form", where)
        for pole in (label.a, label.b):
            _inside(pole, [text, *before], where)
    else:
        _inside(label.span, [text], where)
    if label.code.startswith("K"):
        _one_of(label.rolstatus, ROLE_STATUS, "rolstatus", where)
    return label


def _inside(words: str, texts: Iterable[str], where: str) -> None:
    if not words or not any(words in text for text in texts):
        raise InvalidGold(
            "een span staat niet letterlijk in de zin", where=where, remedy="Neem de woorden precies over."
        )


def _one_of(value, allowed: tuple[str, ...], name: str, where: str) -> None:
    if value not in allowed:
        raise InvalidGold(f"{name} is niet geldig", where=where, remedy=f"Kies uit: {', '.join(allowed)}.")


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        scenarios = read(Path(name))
        rows = [sentence for scenario in scenarios for sentence in scenario.sentences]
        bare = sum(not row.labels for row in rows)
        print(f"{name}: {len(scenarios)} scenario's, {len(rows)} zinnen, {bare} zonder label")
