"""Precision, recall, F1 and kappa from outcomes, with intervals by bootstrap over sources.

Kappa: Cohen, J. (1960), Educational and Psychological Measurement 20, 37-46, per code over sentences. Intervals: the
percentile bootstrap (Efron & Tibshirani 1993, ch. 13), whole sources drawn with replacement, since the sentences of
one speaker resemble each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.evaluation.compare import MAY, MUST, NOT

if TYPE_CHECKING:
    import pandas as pd

DRAWS, SEED = 2000, 20260101
COLUMNS = ["gold", "found", "precision", "recall", "f1", "kappa", "low", "high"]


def table(outcomes: pd.DataFrame, sentences: dict[str, int], *, by: str = "kind", strict: bool = False) -> pd.DataFrame:
    """One row per ``by`` (kind or code): gold (labels that must be found), found, precision, recall, f1, kappa, and the
    bounds low and high of a 95% interval of f1.

    ``outcomes`` as ``compare.outcomes`` gives them; ``sentences``: scenario to its number of sentences that may be
    coded. Optional labels are left aside, whether found or not; with ``strict`` they are labels like the others.
    Figures are missing where nothing was there to be found or to be judged. Kappa per code is over sentences (a
    dilemma counts where its episode is anchored); per kind it is the mean over its codes, weighted by their labels.
    """
    import pandas as pd

    wanted = outcomes["gold"].isin([MUST, MAY] if strict else [MUST])
    against = outcomes["gold"] == NOT
    marks = pd.DataFrame({
        "scenario": outcomes["scenario"], "code": outcomes["code"], "by": outcomes[by],
        "right": wanted & outcomes["machine"], "missed": wanted & ~outcomes["machine"],
        "extra": against & outcomes["machine"],
    })  # fmt: skip
    total = sum(sentences.values())
    codes = marks.groupby("code")[["right", "missed", "extra"]].sum()
    kappas = {code: _kappa(*row, total) for code, *row in codes.itertuples()}
    rows = {}
    for name, group in marks.groupby("by"):
        counts = group.groupby("scenario")[["right", "missed", "extra"]].sum().reindex(list(sentences), fill_value=0)
        right, missed, extra = counts.sum()
        low, high = _interval(counts.to_numpy())
        of = codes.loc[group["code"].unique()]
        labels = (of["right"] + of["missed"])[lambda counts: counts > 0]
        kappa = np.average([kappas[code] for code in labels.index], weights=labels) if len(labels) else np.nan
        rows[name] = [
            right + missed, right + extra, _ratio(right, right + extra), _ratio(right, right + missed),
            _ratio(2 * right, 2 * right + missed + extra), kappa, low, high,
        ]  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS)


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else np.nan


def _kappa(right: int, missed: int, extra: int, total: int) -> float:
    neither = total - right - missed - extra
    agreed = (right + neither) / total
    chance = ((right + missed) * (right + extra) + (extra + neither) * (missed + neither)) / total**2
    return (agreed - chance) / (1 - chance) if chance < 1 else np.nan


def _interval(counts: np.ndarray) -> tuple[float, float]:
    """``counts``: sources by (right, missed, extra)."""
    draws = np.random.default_rng(SEED).integers(0, len(counts), size=(DRAWS, len(counts)))
    right, missed, extra = counts[draws].sum(axis=1).T
    below = 2 * right + missed + extra
    values = 2 * right[below > 0] / below[below > 0]
    return (float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))) if len(values) else (np.nan, np.nan)
