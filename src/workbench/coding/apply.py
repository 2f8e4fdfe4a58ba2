"""Runs all modules over parsed utterances and makes the rows of the codings table."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from workbench.coding import dilemmas, facts, roles, themes
from workbench.coding.carriers import Carriers
from workbench.coding.finding import THRESHOLD, Finding
from workbench.coding.matcher import Passage, RuleMatcher
from workbench.coding.rules import load as load_rules
from workbench.coding.version import rules_version
from workbench.errors import InvalidCodebook
from workbench.tables import CODINGS, frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

    from workbench.codebook import Codebook

INTERVIEWER, AUTHOR = "interviewer", "author"
RESULT_THEME = "T18"


class Coder:
    """The compiled rules for one codebook. Costly to make, cheap to use again; holds no text.

    A rule for a code that is not in the codebook is left out: a codebook of one's own may have fewer codes.
    """

    def __init__(self, codebook: Codebook | None = None, nlp: Language | None = None):
        from workbench import codebook as codebooks

        self.codebook = codebook or codebooks.load()
        self.nlp = nlp
        book = load_rules()
        self.matcher = RuleMatcher(book)
        self.carriers = Carriers(book.lists)
        self.when = facts.When(book.lists)
        self.kinds = {code: self._kind(code) for code in self.codebook.entries}
        self.name = f"machine:rules@{rules_version()}"

    def _kind(self, code: str) -> str:
        try:
            return self.codebook.kind(code)
        except InvalidCodebook:
            return ""

    def find(self, doc: Doc, *, written: bool = False) -> list[Finding]:
        """Everything found in one utterance, in the order of the text; offsets into the Doc's text."""
        passages = self.matcher.passages(doc)
        found = dilemmas.find(doc, passages)
        tense = [(finding.start, finding.end) for finding in found if finding.score >= THRESHOLD]
        for passage in passages:
            found += self._sentence(doc, passage, tense, written)
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


def code_source(text: str, utterances: pd.DataFrame, *, docs: Iterable[Doc], coder: Coder) -> pd.DataFrame:
    """The codings (workbench.tables.CODINGS) of one source, one row per sentence, kind and code.

    ``docs`` holds one parsed Doc per row of ``utterances``, in the same order, of ``text[start:end]``. Utterances of
    an interviewer give no row. Rows come in the order of the text, whatever the order of the utterances.
    """
    rows = []
    columns = ("source_id", "utterance_id", "start", "end", "speaker_role")
    for (source, utterance, start, _end, role), doc in zip(
        utterances[list(columns)].itertuples(index=False, name=None), docs, strict=True
    ):
        if role == INTERVIEWER or doc is None:
            continue
        for finding in coder.find(doc, written=role == AUTHOR):
            rows.append(_row(text, str(source), str(utterance), int(start), finding, coder))
    rows.sort(key=lambda row: (row["start"], row["end"], row["kind"], row["code"]))
    return frame(CODINGS, rows)


def _row(text: str, source: str, utterance: str, offset: int, finding: Finding, coder: Coder) -> dict:
    start, end = finding.start + offset, finding.end + offset
    kind = coder.kinds[finding.code]
    detail = {**finding.extra, "cues": [[a + offset, b + offset] for a, b in finding.cues]}
    row = {
        "coding_id": coding_id(source, start, end, kind, finding.code),
        "source_id": source,
        "utterance_id": utterance,
        "start": start,
        "end": end,
        "kind": kind,
        "code": finding.code,
        "status": finding.status,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
        "score": finding.score,
        "certain": finding.score >= THRESHOLD,
        "coder": coder.name,
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


def code_text(text: str, *, speaker_role: str = AUTHOR, codebook: Codebook | None = None) -> pd.DataFrame:
    """The codings of one plain text; the non-empty lines are its utterances, offsets are into ``text`` as given.

    ``speaker_role`` is one of workbench.tables.SPEAKER_ROLES; for "interviewer" there are no rows. ``codebook`` is a
    loaded codebook (default: the built-in one). Raises InvalidParameter for another role.
    """
    from workbench import language

    utterances = lines(text, speaker_role)
    coder = prepared(codebook)
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


_PREPARED: dict[str, Coder] = {}


def prepared(codebook: Codebook | None = None) -> Coder:
    """A coder with the default pipeline, made once a process for each codebook."""
    from workbench import codebook as codebooks
    from workbench import language

    codebook = codebook or codebooks.load()
    if codebook.version not in _PREPARED:
        _PREPARED[codebook.version] = Coder(codebook, language.load())
    return _PREPARED[codebook.version]
