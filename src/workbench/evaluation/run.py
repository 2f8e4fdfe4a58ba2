"""Codes gold scenarios as sources and says how far the machine agrees with the person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.evaluation import compare, figures, gold
from workbench.evaluation.placed import Placed, placed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from workbench.codebook import Codebook
    from workbench.coding import Coder

WORST = 20


@dataclass(frozen=True)
class Judged:
    """Outcomes (see ``compare.outcomes``) of one coder on all scenarios, and what is counted over them.

    ``sentences``: scenario to number of sentences that may be coded; ``misled``: how many misleading sentences were
    coded as a dilemma, and how many there are; ``poles``: where the poles of dilemmas that both have lie.
    """

    outcomes: pd.DataFrame
    sentences: dict[str, int]
    misled: tuple[int, int]
    poles: Placed

    @classmethod
    def of(cls, coded: Iterable[tuple[compare.Laid, pd.DataFrame]], book: Codebook) -> Judged:
        """The codings of each scenario beside its labels."""
        import pandas as pd

        parts, sentences, misled, near, poles = [], {}, 0, 0, Placed()
        for laid, codings in coded:
            parts.append(compare.outcomes(laid, codings, book))
            sentences[laid.scenario.id] = sum(sentence.who != "I" for sentence in laid.scenario.sentences)
            caught, all_near = compare.misled(laid, codings)
            misled, near = misled + caught, near + all_near
            poles = poles.plus(placed(laid, codings))
        return cls(pd.concat(parts, ignore_index=True), sentences, (misled, near), poles)

    def worst(self, number: int = WORST) -> pd.DataFrame:
        """The errors that the machine was surest of, and what it had no inkling of: by score, then by place."""
        rows = self.outcomes
        extra = rows[(rows["gold"] == compare.NOT) & rows["machine"]].assign(error="te veel")
        missed = rows[(rows["gold"] == compare.MUST) & ~rows["machine"]].assign(error="gemist")
        half = number // 2
        extra = extra.sort_values(["score", "sentence", "code"], ascending=[False, True, True]).head(half)
        missed = missed.sort_values(["score", "sentence", "code"]).head(number - half)
        import pandas as pd

        return pd.concat([extra, missed])[["error", "sentence", "code", "score", "rule"]]


def judge(scenarios: Iterable[gold.Scenario], coder: Coder) -> Judged:
    """Code every scenario and lay the codings beside its labels."""
    from workbench import language
    from workbench.coding import code_source

    def coded(scenario: gold.Scenario) -> tuple[compare.Laid, pd.DataFrame]:
        laid = compare.Laid(scenario)
        spans = zip(laid.utterances["start"], laid.utterances["end"], strict=True)
        docs = language.parse([laid.text[start:end] for start, end in spans], nlp=coder.nlp, cache=None)
        return laid, code_source(laid.text, laid.utterances, docs=docs, coder=coder)

    return Judged.of(map(coded, scenarios), coder.codebook)


@dataclass(frozen=True)
class Report:
    """The figures of one or more coders on the same gold labels."""

    parts: dict[str, Judged]

    def as_json(self) -> dict:
        """For a machine: per coder the tables by kind and by code, both ways of counting, and the worst errors."""
        found = {}
        for name, judged in self.parts.items():
            tables = {
                f"{by}_{'streng' if strict else 'mild'}": _records(
                    figures.table(judged.outcomes, judged.sentences, by=by, strict=strict)
                )
                for by in ("kind", "code")
                for strict in (False, True)
            }
            caught, near = judged.misled
            found[name] = tables | {
                "zinnen": sum(judged.sentences.values()),
                "misleid": caught,
                "misleidend": near,
                "polen": judged.poles.poles,
                "polen_raak": judged.poles.own,
                "polen_verwisseld": judged.poles.other,
                "fouten": judged.worst().to_dict("records"),
            }
        return found

    def as_text(self) -> str:
        """For a reader, in Dutch."""
        lines = []
        for name, judged in self.parts.items():
            total = sum(judged.sentences.values())
            lines += [f"{name}: {total} zinnen uit {len(judged.sentences)} bronnen", ""]
            for by in ("kind", "code"):
                mild = figures.table(judged.outcomes, judged.sentences, by=by)
                hard = figures.table(judged.outcomes, judged.sentences, by=by, strict=True)
                lines += [HEAD, *(_line(code, mild.loc[code], hard.loc[code]) for code in mild.index), ""]
            caught, near = judged.misled
            lines += [f"misleidende zinnen die als dilemma gecodeerd zijn: {caught} van {near}"]
            poles, own, other = judged.poles
            lines += [f"polen van dilemma's die beiden zien: {own} van {poles} raak, {other} verwisseld", ""]
        last = next(reversed(self.parts.values()))
        lines.append("de ergste fouten")
        for row in last.worst().itertuples():
            lines.append(f"  {row.error:8}{row.sentence:14}{row.code:20}{row.score:5.2f}  {row.rule}")
        return "\n".join(lines)


NAMES = ("goud", "gevonden", "precisie", "recall", "F1", "95%", "kappa", "F1 streng")
WIDTHS = (6, 10, 10, 8, 7, 12, 7, 11)
HEAD = f"{'code':20}" + "".join(f"{name:>{width}}" for name, width in zip(NAMES, WIDTHS, strict=True))


def _line(code: str, mild, hard) -> str:
    between = "" if mild.low != mild.low else f"{mild.low:.2f}-{mild.high:.2f}"
    figures = [_short(value) for value in (mild.precision, mild.recall, mild.f1)]
    cells = [int(mild.gold), int(mild.found), *figures, between, _short(mild.kappa), _short(hard.f1)]
    return f"{code:20}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))


def _short(value: float) -> str:
    return "-" if value != value else f"{value:.2f}"


def _records(table: pd.DataFrame) -> list[dict]:
    table = table.astype(object).where(table.notna(), None)
    return [{"code": name} | row for name, row in table.to_dict("index").items()]


def evaluate(path: Path, *, texts: Path | None = None, codebook: Path | None = None) -> Report:
    """The figures of rules alone, and of rules and model together, on the gold labels in a file or folder.

    Raises InvalidGold, InvalidCodebook, PipelineMissing.
    """
    from workbench import codebook as codebooks
    from workbench import language
    from workbench.coding import Coder

    scenarios = gold.read(path, texts=texts)
    nlp, book = language.load(), codebooks.load(codebook)
    coders = {"alleen regels": Coder(book, nlp, rules_only=True), "regels en model": Coder(book, nlp)}
    return Report({name: judge(scenarios, coder) for name, coder in coders.items()})
