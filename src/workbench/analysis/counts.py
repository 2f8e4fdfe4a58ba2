"""Counts of themes, dilemmas, roles and facts. Every function says what its numbers are of.

``voices`` are people who were spoken to, ``fragments`` are coded passages, ``sources`` are interviews, reports
of a conversation and documents. All take the rows of ``analysis.data.evidence``.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from workbench.analysis.names import carrier_kind, known_organisation

if TYPE_CHECKING:
    import pandas as pd

FACT_KINDS = ("result", "decision", "agreement", "signal", "intention")


def themes(evidence: pd.DataFrame) -> pd.DataFrame:
    """Per theme: code, voices, fragments, sources, perspectives (sorted tuple); most voices first."""
    return _per_code(evidence, "theme")


def dilemmas(evidence: pd.DataFrame) -> pd.DataFrame:
    """Per dilemma: code, voices, fragments (episodes), sources, perspectives; most voices first."""
    return _per_code(evidence, "dilemma")


def _per_code(evidence: pd.DataFrame, kind: str) -> pd.DataFrame:
    rows = evidence[evidence["kind"] == kind]
    found = rows.groupby("code", sort=True).agg(
        voices=("voice", "nunique"), fragments=("coding_id", "nunique"), sources=("source_id", "nunique")
    )
    spoken = rows.dropna(subset="voice").groupby("code")["perspective"]
    spread = {code: tuple(sorted(values.unique())) for code, values in spoken}
    found["perspectives"] = [spread.get(code, ()) for code in found.index]
    order = ["voices", "fragments", "code"]
    return found.reset_index().sort_values(order, ascending=[False, False, True]).reset_index(drop=True)


def by_perspective(evidence: pd.DataFrame, kind: str = "theme") -> pd.DataFrame:
    """Voices per code (rows, sorted) and perspective (columns, sorted); 0 where nobody spoke of it."""
    rows = evidence[evidence["kind"] == kind].dropna(subset="voice")
    pairs = rows.drop_duplicates(["code", "perspective", "voice"])
    return pairs.pivot_table(index="code", columns="perspective", values="voice", aggfunc="size", fill_value=0)


def stressed_pole(row) -> str:
    """Which pole a passage stresses: ``a``, ``b`` or ``beide``.

    What the coder noted (``nadruk`` in detail) goes first. Else the pole that comes last: in Dutch contrast and
    concession ("weliswaar ..., maar ...") the main point closes the passage. Without spans it is ``beide``.
    """
    noted = str(row.extra.get("nadruk", "")).lower()
    if noted in ("a", "b", "beide"):
        return noted
    a, b = _number(row.pole_a_start), _number(row.pole_b_start)
    if a is None or b is None:
        return "beide" if a is None and b is None else "b" if a is None else "a"
    return "beide" if a == b else "a" if a > b else "b"


def _number(value) -> int | None:
    import pandas as pd

    return None if pd.isna(value) else int(value)


def poles(evidence: pd.DataFrame) -> pd.DataFrame:
    """Per dilemma and voice the pole that person stresses most: code, voice, perspective, pole (a, b, beide)."""
    import pandas as pd

    rows = evidence[evidence["kind"] == "dilemma"].dropna(subset="voice")
    result = []
    for (code, voice), group in rows.groupby(["code", "voice"], sort=True):
        found = [stressed_pole(row) for row in group.itertuples(index=False)]
        a, b = found.count("a"), found.count("b")
        pole = "a" if a > b else "b" if b > a else "beide"
        result.append((code, voice, group["perspective"].iloc[0], pole))
    return pd.DataFrame(result, columns=["code", "voice", "perspective", "pole"])


VAGUE = ("organisatie", "persoon", "spreker")


def roles(evidence: pd.DataFrame, *, public: bool = False) -> pd.DataFrame:
    """Per role, kind of carrier and state: code, carrier, state, voices, fragments, sources, words.

    ``carrier`` is a kind of person or organisation (names.yaml, ``drager``), "" when nobody is named; ``words`` are
    the words of the texts for it (sorted tuple). ``state`` is vervuld, gewenst, ontbreekt, kwetsbaar or onbekend.
    A definition of the role is no evidence of it. Most voices first. ``public``: the kinds in VAGUE say little without
    the words, which may point at one person; they are "ongenoemd", but a well-known kind of organisation is named.
    """
    rows = evidence[evidence["kind"] == "role"].copy()
    rows["words"] = [str(extra.get("drager") or "").strip() for extra in rows["extra"]]
    kinds = [str(extra.get("drager_soort") or "") for extra in rows["extra"]]
    rows["carrier"] = [carrier_kind(said, kind) for said, kind in zip(rows["words"], kinds, strict=True)]
    if public:
        rows["carrier"] = [_public(*one) for one in zip(rows["carrier"], rows["words"], strict=True)]
    rows["state"] = [str(extra.get("rolstatus") or "onbekend") for extra in rows["extra"]]
    rows = rows[rows["state"] != "definitie"]
    found = rows.groupby(["code", "carrier", "state"], sort=True).agg(
        voices=("voice", "nunique"),
        fragments=("coding_id", "nunique"),
        sources=("source_id", "nunique"),
        words=(
            "words",
            lambda said: tuple(sorted({one if one.startswith("[") else one.lower() for one in said if one})),
        ),
    )
    order = ["code", "voices", "fragments", "carrier", "state"]
    found = found.reset_index().sort_values(order, ascending=[True, False, False, True, True])
    return found.reset_index(drop=True)


def _public(kind: str, words: str) -> str:
    if kind not in VAGUE:
        return kind
    return known_organisation(words) or "ongenoemd"


def facts(evidence: pd.DataFrame, kind: str) -> pd.DataFrame:
    """One row per coded fact in reading order: coding_id, source_id, utterance_id, start, end, wie, wat, wanneer,
    voices, score, code, coder and rule.

    ``kind`` is one of FACT_KINDS; ``voices`` is a tuple. wie, wat and wanneer are "" when the text leaves them open.
    """
    import pandas as pd

    columns = ["coding_id", "source_id", "utterance_id", "start", "end", "wie", "wat", "wanneer", "voices", "score"]
    columns += ["code", "coder", "rule"]
    result = []
    for coding_id, group in evidence[evidence["kind"] == kind].groupby("coding_id", sort=False):
        first = group.iloc[0]
        known = [str(first["extra"].get(name) or "").strip() for name in ("wie", "wat", "wanneer")]
        who = tuple(sorted(group["voice"].dropna().unique()))
        place = (first["source_id"], first["utterance_id"], int(first["start"]), int(first["end"]))
        made = (float(first["score"]), first["code"], first["coder"], first["rule"])
        result.append((coding_id, *place, *known, who, *made))
    return pd.DataFrame(result, columns=columns).sort_values(["source_id", "start", "coding_id"], ignore_index=True)


def together(evidence: pd.DataFrame, kind: str = "theme") -> pd.DataFrame:
    """Pairs of codes in the same utterance: code_a, code_b, utterances, voices; most voices first."""
    import pandas as pd

    rows = evidence[evidence["kind"] == kind]
    seen: dict[tuple[str, str], tuple[set, set]] = {}
    for utterance, group in rows.groupby("utterance_id", sort=True):
        for pair in combinations(sorted(group["code"].unique()), 2):
            utterances, who = seen.setdefault(pair, (set(), set()))
            utterances.add(utterance)
            who.update(group["voice"].dropna())
    found = [(*pair, len(utterances), len(who)) for pair, (utterances, who) in sorted(seen.items())]
    result = pd.DataFrame(found, columns=["code_a", "code_b", "utterances", "voices"])
    order = ["voices", "utterances", "code_a", "code_b"]
    return result.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
