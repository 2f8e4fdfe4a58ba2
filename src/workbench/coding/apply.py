"""Runs all modules over parsed utterances and makes the rows of the codings table."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from workbench.coding import dilemmas, facts, roles, themes
from workbench.coding.carriers import Carriers
from workbench.coding.finding import THRESHOLD, Finding
from workbench.coding.learned.add import Learned
from workbench.coding.learned.combine import BY_MODEL, BY_RULES
from workbench.coding.matcher import Passage, RuleMatcher
from workbench.coding.rules import load as load_rules
from workbench.coding.version import model_version, rules_version
from workbench.errors import InvalidCodebook
from workbench.tables import CODINGS, frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

    from workbench.codebook import Codebook

INTERVIEWER, AUTHOR = "interviewer", "author"
RESULT_THEME = "T18"


class Unit(NamedTuple):
    """One utterance to code: ``start`` in the source's text; ``coded`` is false for an interviewer, whose words are
    context only; ``written``: the text of a document."""

    source: str
    utterance: str
    start: int
    coded: bool
    written: bool
    doc: Doc


class Coder:
    """The compiled rules for one codebook. Costly to make, cheap to use again; holds no text.

    A rule for a code that is not in the codebook is left out: a codebook of one's own may have fewer codes.
    ``own_rules``: the folder with rules of a project. Raises InvalidCodebook when a rule is not right.
    """

    def __init__(
        self,
        codebook: Codebook | None = None,
        nlp: Language | None = None,
        *,
        rules_only: bool = False,
        own_rules: Path | None = None,
    ):
        from workbench import codebook as codebooks

        self.codebook = codebook or codebooks.load()
        self.nlp = nlp
        book = load_rules(own_rules)
        self.matcher = RuleMatcher(book)
        self.carriers = Carriers(book.lists)
        self.when = facts.When(book.lists)
        self.learned = None if rules_only else Learned(self.kind_in_four, self.carriers, self.when)
        self.kinds = {code: self._kind(code) for code in self.codebook.entries}
        self.names = {
            BY_RULES: f"machine:rules@{rules_version(own_rules)}",
            BY_MODEL: f"machine:model@{model_version()}",
        }

    def _kind(self, code: str) -> str:
        try:
            return self.codebook.kind(code)
        except InvalidCodebook:
            return ""

    def kind_in_four(self, code: str) -> str:
        """theme, dilemma, role or flag; "" for a code that is not in the codebook."""
        kind = self.kinds.get(code, "")
        return kind if kind in ("", "theme", "dilemma", "role") else "flag"

    def code(self, text: str, units: list[Unit]) -> list[list[Finding]]:
        """What rules and model find in each of the utterances of one source; ``text`` is the text of that source."""
        passages = [self.matcher.passages(unit.doc) if unit.coded else [] for unit in units]
        found = [self._find(unit, cued) for unit, cued in zip(units, passages, strict=True)]
        return self.learned.add(text, units, found, passages) if self.learned else found

    def _find(self, unit: Unit, passages: list[Passage]) -> list[Finding]:
        """What the rules find in one utterance, in the order of the text; offsets into the Doc's text."""
        doc = unit.doc
        found = dilemmas.find(doc, passages)
        tense = [(finding.start, finding.end) for finding in found if finding.score >= THRESHOLD]
        for passage in passages:
            found += self._sentence(doc, passage, tense, unit.written)
        known = (finding for finding in found if self.kinds.get(finding.code))
        return sorted(known, key=lambda finding: (finding.start, finding.end, self.kinds[finding.code], finding.code))

    def _sentence(self, doc: Doc, passage: Passage, tense, written: bool) -> list[Finding]:
        dilemma = any(start < passage.end and passage.start < end for start, end in tense)
        flags = facts.find(doc, passage, self.carriers, self.when, dilemma=dilemma)
        found = themes.find(doc, passage, written=written)
        return [*_with_result(found, flags), *roles.find(doc, passage, self.carriers), *flags]


def _with_result(found: list[Finding], flags: list[Finding]) -> list[Finding]:
    """A sentence that states a result is about results (codebook, rule 4)."""
    result = next((flag for flag in flags if flag.code == facts.RESULTAAT), None)
    if result is None:
        return found
    own = next((finding for finding in found if finding.code == RESULT_THEME), None)
    if own is None:
        return [*found, result._replace(code=RESULT_THEME, status="actueel", extra={})]
    if own.score >= result.score:
        return found
    raised = own._replace(score=result.score, rule=f"{own.rule}+{result.rule}")
    return [raised if finding is own else finding for finding in found]


def units_of(utterances: pd.DataFrame, docs: Iterable[Doc]) -> list[Unit]:
    """The utterances of one source with their Docs, in the order of the text; see ``code_source``."""
    columns = ("source_id", "utterance_id", "start", "speaker_role")
    units = []
    for (source, utterance, start, role), doc in zip(
        utterances[list(columns)].itertuples(index=False, name=None), docs, strict=True
    ):
        if doc is not None:
            coded = role != INTERVIEWER and _has_words(doc.text)
            units.append(Unit(str(source), str(utterance), int(start), coded, role == AUTHOR, doc))
    return sorted(units, key=lambda unit: unit.start)


def _has_words(text: str) -> bool:
    """Whether anything was said: "[onverstaanbaar]", "[verwijderd]" or "(lacht)" alone is no evidence of anything."""
    return any(char.isalnum() for char in _REMARK.sub("", text))


_REMARK = re.compile(r"\[[^\]]*\]|\([^)]{0,20}\)")


def code_source(text: str, utterances: pd.DataFrame, *, docs: Iterable[Doc], coder: Coder) -> pd.DataFrame:
    """The codings (workbench.tables.CODINGS) of one source, one row per sentence, kind and code.

    ``docs`` holds one parsed Doc per row of ``utterances``, in the same order, of ``text[start:end]``. Utterances of
    an interviewer give no row. Rows come in the order of the text, whatever the order of the utterances.
    """
    units = units_of(utterances, docs)
    found = zip(units, coder.code(text, units), strict=True)
    rows = [_row(text, unit, one, coder) for unit, own in found for one in own]
    rows.sort(key=lambda row: (row["start"], row["end"], row["kind"], row["code"]))
    return frame(CODINGS, rows)


def _row(text: str, unit: Unit, finding: Finding, coder: Coder) -> dict:
    offset = unit.start
    start, end = finding.start + offset, finding.end + offset
    kind = coder.kinds[finding.code]
    detail = {**finding.extra, "cues": [[a + offset, b + offset] for a, b in finding.cues]}
    row = {
        "coding_id": coding_id(unit.source, start, end, kind, finding.code),
        "source_id": unit.source,
        "utterance_id": unit.utterance,
        "start": start,
        "end": end,
        "kind": kind,
        "code": finding.code,
        "status": finding.status,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
        "score": finding.score,
        "certain": finding.score >= finding.threshold,
        "coder": coder.names[finding.by],
        "rule": finding.rule,
        "codebook": coder.codebook.version,
        "quote_sha256": hashlib.sha256(text[start:end].encode()).hexdigest(),
    }
    for name, pole in (("pole_a", finding.pole_a), ("pole_b", finding.pole_b)):
        if pole is not None:
            row |= {f"{name}_start": pole[0] + offset, f"{name}_end": pole[1] + offset}
    return row


def coding_id(source: str, start: int, end: int, kind: str, code: str) -> str:
    """The same place and code always have the same id, so that a person's decision can hold on to it."""
    parts: Sequence[str] = (source, str(start), str(end), kind, code)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def code_text(
    text: str, *, speaker_role: str = AUTHOR, codebook: Codebook | None = None, rules_only: bool = False
) -> pd.DataFrame:
    """The codings of one plain text; the non-empty lines are its utterances, offsets are into ``text`` as given.

    ``speaker_role`` is one of workbench.tables.SPEAKER_ROLES; for "interviewer" there are no rows. ``codebook`` is a
    loaded codebook (default: the built-in one); ``rules_only`` leaves the learned part out. Raises InvalidParameter
    for another role.
    """
    from workbench import language

    utterances = lines(text, speaker_role)
    coder = prepared(codebook, rules_only=rules_only)
    texts = [text[start:end] for start, end in zip(utterances["start"], utterances["end"], strict=True)]
    docs = language.parse(texts, nlp=coder.nlp, cache=None)
    return code_source(text, utterances, docs=docs, coder=coder)


def lines(text: str, speaker_role: str = AUTHOR) -> pd.DataFrame:
    """The non-empty lines of a text as an utterances table of a source "text"."""
    from workbench.errors import InvalidParameter
    from workbench.tables import SPEAKER_ROLES, UTTERANCES

    if speaker_role not in SPEAKER_ROLES:
        allowed = ", ".join(SPEAKER_ROLES)
        raise InvalidParameter("deze rol is er niet", where="speaker_role", remedy=f"Kies uit: {allowed}.")
    rows, at = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            rows.append(
                {
                    "source_id": "text",
                    "utterance_id": f"text-{len(rows) + 1:04d}",
                    "start": start,
                    "end": start + len(bare),
                    "speaker_role": speaker_role,
                }
            )
        at += len(line) + 1
    return frame(UTTERANCES, rows)


_PREPARED: dict[tuple[str, bool], Coder] = {}


def prepared(codebook: Codebook | None = None, *, rules_only: bool = False) -> Coder:
    """A coder with the default pipeline, made once a process for each codebook."""
    from workbench import codebook as codebooks
    from workbench import language

    codebook = codebook or codebooks.load()
    key = codebook.version, rules_only
    if key not in _PREPARED:
        _PREPARED[key] = Coder(codebook, language.load(), rules_only=rules_only)
    return _PREPARED[key]
