"""Gold labels: what is read, and that a mistake is told by file and line and never by its words."""

import hashlib
import json

import pytest

from workbench.errors import InvalidGold
from workbench.evaluation import gold

HEAD = {"scenario": "x-1", "register": "wethouder", "form": "gesproken"}
LINE = {"id": "x-1-1", "turn": 1, "who": "R", "text": "Niemand pakt het voortouw.", "labels": []}


def write(path, *rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_scenario_with_its_turns(tmp_path):
    label = {"code": "T05", "span": "pakt het voortouw"}
    file = write(tmp_path / "a.jsonl", HEAD, LINE, {**LINE, "id": "x-1-2", "turn": 2, "labels": [label]})
    (one,) = gold.read(tmp_path)
    assert [[sentence.id for sentence in turn] for turn in one.turns()] == [["x-1-1"], ["x-1-2"]]
    assert one.sentences[1].labels[0].code == "T05"
    assert gold.read(file)[0].id == "x-1"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"labels": [{"code": "T05", "span": "geheimzinnig"}]}, "span"),
        ({"labels": [{"code": "T05", "span": "Niemand", "kleur": "rood"}]}, "onbekend veld"),
        ({"labels": [{"code": "T05", "span": "Niemand", "status": "soms"}]}, "status"),
        ({"labels": [{"code": "D01", "a": "Niemand", "b": "Niemand", "form": "raar"}]}, "form"),
        ({"labels": [{"code": "K1", "span": "Niemand", "rolstatus": "raar"}]}, "rolstatus"),
        ({"who": "X"}, "who"),
    ],
)
def test_a_mistake_names_file_and_line_and_no_word(tmp_path, change, says):
    file = write(tmp_path / "fout.jsonl", HEAD, {**LINE, **change})
    with pytest.raises(InvalidGold, match="fout.jsonl, regel 2") as error:
        gold.read(file)
    assert says in str(error.value)
    assert "voortouw" not in str(error.value) and "geheimzinnig" not in str(error.value)


def test_text_kept_elsewhere_is_read_by_place_and_hash(tmp_path):
    text = "Eerste zin. Niemand pakt het voortouw.\n"
    (tmp_path / "bron.txt").write_text(text, encoding="utf-8")
    head = {**HEAD, "form": "debat", "file": "bron.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    words = text[12:38]
    row = {"id": "b-1", "turn": 1, "who": "R", "start": 12, "end": 38, "labels": [{"code": "T05", "span": [25, 37]}]}
    row["sha256"] = hashlib.sha256(words.encode()).hexdigest()[:16]
    file = write(tmp_path / "g.jsonl", head, row)
    sentence = gold.read(file, texts=tmp_path)[0].sentences[0]
    assert (sentence.text, sentence.labels[0].span) == (words, "het voortouw")
    with pytest.raises(InvalidGold, match="--texts"):
        gold.read(file)
    (tmp_path / "bron.txt").write_text(text + "Meer.", encoding="utf-8")
    with pytest.raises(InvalidGold, match="veranderd"):
        gold.read(file, texts=tmp_path)


def test_nothing_there(tmp_path):
    with pytest.raises(InvalidGold, match="jsonl"):
        gold.read(tmp_path)
