"""Put the trained pipeline and its table of lemmas in one folder, and write the model card from the run."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import files

CARD = "model_card.md"
META = {
    "lang": "nl",
    "name": "workbench",
    "version": "0.1.0",
    "description": "Dutch: CGN tags, UPOS, morphology, dictionary lemmas, dependencies, names",
    "author": "The authors of the workbench",
    "license": "CC BY-SA 4.0",
    "url": "",
    "email": "",
}


def package(data: Path, work: Path, out: Path) -> None:
    """Write the pipeline to ``out`` (emptied first), with the table of lemmas."""
    import lemmas
    import spacy

    nlp = spacy.load(work / "main" / "model-last")
    nlp.add_pipe("workbench_lemmas", after="morphologizer")
    nlp.get_pipe("workbench_lemmas").from_bytes(json.dumps(lemmas.table(data)).encode())
    nlp.meta.update(META)
    for key in ("performance", "sources"):
        nlp.meta.pop(key, None)
    if out.exists():
        shutil.rmtree(out)
    for section in ("paths", "initialize", "corpora", "training"):
        nlp.config.pop(section, None)
    nlp.to_disk(out)
    own_tokenizer(out)
    prune_strings(nlp, out)
    for line in sizes(out):
        print(line)


def own_tokenizer(out: Path) -> None:
    """Name the workbench's tokenizer in the configuration, so that whoever loads the pipeline gets it."""
    from spacy.util import load_config

    config = load_config(out / "config.cfg")
    config["nlp"]["tokenizer"] = {"@tokenizers": "workbench.Tokenizer.v1"}
    config.to_disk(out / "config.cfg")
    (out / "tokenizer").unlink()


def prune_strings(nlp, out: Path) -> None:
    """Keep the strings the components need: the labels; not the training words."""
    keep = {
        label
        for name in nlp.pipe_names
        for label in getattr(nlp.get_pipe(name), "labels", ())
        if isinstance(label, str)
    }
    keep |= {part for label in keep for part in label.replace("-", "|").split("|")}
    fixed = {"nl", "dep", "ROOT", "", "_SP", "SPACE"}
    (out / "vocab" / "strings.json").write_text(
        json.dumps(sorted((keep | fixed) - {""}), ensure_ascii=False), encoding="utf-8"
    )


def sizes(out: Path) -> list[str]:
    """One line a file of more than 100 kB, and the sum."""
    found = sorted((path for path in out.rglob("*") if path.is_file()), key=lambda path: -path.stat().st_size)
    lines = [f"{path.stat().st_size / 1e6:7.2f} MB  {path.relative_to(out).as_posix()}" for path in found]
    total = sum(path.stat().st_size for path in found) / 1e6
    return [line for line, path in zip(lines, found, strict=True) if path.stat().st_size > 1e5] + [
        f"{total:7.2f} MB  in all"
    ]


def weights(out: Path) -> str:
    """One hash over everything that was learned or looked up."""
    digest = hashlib.sha256()
    for path in sorted(path for path in out.rglob("*") if path.is_file() and path.name not in ("meta.json", CARD)):
        digest.update(path.relative_to(out).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def card(work: Path, out: Path) -> None:
    """Write ``model_card.md`` from card.md and the facts of the run (run.json), and the scores into meta.json."""
    import evaluate
    import spacy

    run = json.loads((work / "run.json").read_text())
    meta = json.loads((out / "meta.json").read_text())
    scores = meta["performance"] = run["scores"]
    # the fingerprint of a pipeline reads this file and only the sizes of the others
    meta["weights_sha256"] = weights(out)
    (out / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n")
    counts, rows = run["counts"], []
    for source in files.SOURCES:
        size = "{:,} / {:,}".format(*counts[source.file]) if source.file in counts else ""
        rows.append(f"| {source.file} | {source.what} | {size} | {source.licence} |")
    mean = {name: (scores["Alpino"][name] + scores["LassySmall"][name]) / 2 for name in evaluate.TREES}
    text = (Path(__file__).parent / "card.md").read_text(encoding="utf-8").format(
        version=meta["version"], spacy=spacy.__version__, where="a GPU" if run["main"]["gpu"] else "two cores",
        teacher=run["teacher"], label=run["label"], minutes=run["main"]["minutes"], steps=run["main"]["steps"],
        tokens=run["tokens"], data="\n".join(rows), origin=files.ORIGIN, scores=evaluate.table(scores),
        spoken=run["spoken"], sizes="\n".join(sizes(out)), SENTF=mean.pop("SENT-F"), **mean,
    )  # fmt: skip
    (out / CARD).write_text(text, encoding="utf-8")
