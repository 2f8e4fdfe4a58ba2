"""The development data of spoken Dutch: offsets, hashes, tags, halves, counts; their scorer counts right."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from ruamel.yaml import YAML

HERE = Path(__file__).parent / "spoken"
ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))
REAL, UD = SHARED / "data" / "real", SHARED / "data" / "ud"
KINDS = ("lower", "marked", "random")


def _read(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


DEBATES, SPEECH = _read("debates"), _read("speech")
ALL = DEBATES + SPEECH
TAGS = YAML(typ="safe", pure=True).load((HERE / "tags.yaml").read_text(encoding="utf-8"))


def _sentences(rows: list[dict]) -> int:
    return sum(len(row["sentences"]) for row in rows)


@pytest.fixture(scope="module")
def tokenizer():
    import spacy

    from workbench.language import fit_tokenizer

    return fit_tokenizer(spacy.blank("nl"))


@pytest.mark.parametrize("row", ALL, ids=lambda row: row["id"])
def test_passage(row):
    starts = [start for start, *_ in row["tokens"]]
    ends = [start + length for start, length, *_ in row["tokens"]]
    length = row["end"] - row["start"] if "file" in row else len(row["text"])
    assert starts[0] == 0 and ends[-1] == length
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert (
        row["sentences"][0] == 0
        and row["sentences"] == sorted(set(row["sentences"]))
        and row["part"] in ("dev", "test")
    )
    assert set(row["sentences"]) <= set(starts)
    assert 3 <= len(row["sentences"]) <= (8 if "file" in row else 10)
    wrong = [(tag, upos) for *_, tag, upos in row["tokens"] if upos not in TAGS.get(tag, ())]
    assert not wrong


def test_no_words_of_the_debates():
    fields = {"id", "part", "file", "file_sha256", "start", "end", "sha256", "sentences", "tokens"}
    assert all(set(row) == fields for row in DEBATES)
    assert all([type(cell) for cell in token] == [int, int, str, str] for row in ALL for token in row["tokens"])


def test_every_tag_of_the_list_is_used():
    used = {(tag, upos) for row in ALL for *_, tag, upos in row["tokens"]}
    assert used == {(tag, upos) for tag, allowed in TAGS.items() for upos in allowed}


def test_counts_and_halves():
    assert len({row["id"] for row in ALL}) == len(ALL)
    assert _sentences(DEBATES) >= 110 and _sentences(SPEECH) >= 110
    assert len({row["file"] for row in DEBATES}) == 4
    for file in {row["file"] for row in DEBATES}:
        assert {row["part"] for row in DEBATES if row["file"] == file} == {"dev", "test"}
    spans = sorted((row["file"], row["start"], row["end"]) for row in DEBATES)
    assert all(one[0] != two[0] or one[2] <= two[1] for one, two in pairwise(spans))
    groups = [DEBATES, *([row for row in SPEECH if row["kind"] == kind] for kind in KINDS)]
    assert sum(map(len, groups)) == len(ALL)
    for rows in groups:
        share = _sentences([row for row in rows if row["part"] == "dev"]) / _sentences(rows)
        assert 0.44 < share < 0.56
    shares = [_sentences(rows) / _sentences(SPEECH) for rows in groups[1:]]
    assert min(shares) > 0.28
    flemish = [row["part"] for row in SPEECH if row["speaker"] == "vlaming"]
    assert sorted(flemish) == ["dev", "test"]


@pytest.mark.parametrize("row", SPEECH, ids=lambda row: row["id"])
def test_speech(row, tokenizer):
    text = row["text"]
    assert [(t.idx, len(t)) for t in tokenizer(text)] == [(start, length) for start, length, *_ in row["tokens"]]
    if row["kind"] == "lower":
        assert text == text.lower() and not set(text) & set(".,;:?!")
    if row["kind"] == "marked":
        assert all(
            text[start].isupper() and text[:start].rstrip()[-1:] in ("", ".", "?", "!") for start in row["sentences"]
        )


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason=f"SKIPPED LOUDLY: no debates in {REAL} (set WORKBENCH_SHARED)")
@pytest.mark.parametrize("row", DEBATES, ids=lambda row: row["id"])
def test_debate(row, tokenizer):
    raw = (REAL / row["file"]).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == row["file_sha256"]
    text = raw.decode("utf-8")[row["start"] : row["end"]]
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == row["sha256"]
    assert "\n\n" not in text and "â" not in text
    words = [token for token in tokenizer(text) if not token.is_space]
    assert [(t.idx, len(t)) for t in words] == [(start, length) for start, length, *_ in row["tokens"]]


@pytest.mark.real
@pytest.mark.skipif(not UD.is_dir(), reason=f"SKIPPED LOUDLY: no UD files in {UD} (set WORKBENCH_SHARED)")
def test_tags_occur_in_ud():
    known = Counter()
    for path in sorted(UD.glob("*.conllu.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            known.update(tuple(line.split("\t")[3:5]) for line in lines if line[:1].isdigit())
    rare = [(tag, upos) for tag, allowed in TAGS.items() for upos in allowed if known[upos, tag] < 3]
    assert not rare


def test_scorer(spoken, tokenizer):
    """Gold in, ones out; one boundary too few and one wrong tag are seen."""
    from spacy.tokens import Doc

    row = SPEECH[0]
    made = tokenizer(row["text"])

    def gold(sentences, tags):
        return Doc(
            made.vocab,
            words=[token.text for token in made],
            spaces=[bool(token.whitespace_) for token in made],
            sent_starts=[token.idx in sentences for token in made],
            tags=tags,
            pos=[upos for *_, upos in row["tokens"]],
        )

    tags = [tag for _, _, tag, _ in row["tokens"]]
    right = spoken.count(gold(row["sentences"], tags), row)
    assert right["hit"] == right["gold"] == right["predicted"] == len(row["sentences"]) - 1
    assert right["tag"] == right["upos"] == right["same"] == right["tokens"] == len(row["tokens"])
    worse = spoken.count(gold(row["sentences"][:-1], ["LET", *tags[1:]]), row)
    assert worse["hit"] == worse["predicted"] == right["hit"] - 1 and worse["tag"] == right["tag"] - 1


def test_score_without_debates(spoken, tokenizer, tmp_path, capsys):
    found = spoken.score(tokenizer, HERE, tmp_path, "all")
    assert set(found) == {*KINDS, "speech"} and found["speech"]["SAME"] == 1
    assert found["speech"]["sentences"] == _sentences(SPEECH)
    assert capsys.readouterr().err.count("SKIPPED") == 4
