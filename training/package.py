"""Put the two trained parts together in one folder, leave out what is not needed, and write the model card."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import files

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
FLAWS = (
    "Trained on edited text (newspapers, Wikipedia, questions, grammar examples). Spontaneous speech without"
    " punctuation gets sentence boundaries that are often wrong.",
    "Headings and list items without a full stop run into the next sentence when they stand in one text.",
    "Lemmas of irregular verb forms that the training data lack are sometimes wrong.",
    "Names are silver: an automatic labeller made the training labels. ORG and MISC are weak.",
    "The CGN tags of the LassySmall trees of 2017 are predicted (98.5% right).",
    "Measured on 294 development sentences: differences under .005 say nothing.",
)


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
    for empty in ("lookups.bin", "key2row"):
        path = out / "vocab" / empty
        if path.is_file() and path.stat().st_size <= 1:
            path.unlink()
    prune_strings(nlp, out)
    for line in sizes(out):
        print(line)


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


def card(work: Path, out: Path) -> None:
    """Write ``model_card.md`` from the facts of the run (run.json), and the scores into meta.json."""
    import evaluate
    import spacy

    run = json.loads((work / "run.json").read_text())
    meta = json.loads((out / "meta.json").read_text())
    meta["performance"] = run.get("scores", {})
    (out / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n")
    counts = run.get("counts", {})
    lines = [
        f"# {meta['lang']}_{meta['name']} {meta['version']}",
        "",
        meta["description"] + ".",
        "",
        f"Licence: {META['license']}. The sources below must be named with every copy.",
        "",
        f"Made with spaCy {spacy.__version__}. " + _trained(run),
        "",
        "## Data",
        "",
        "| file | what | sentences / tokens | licence |",
        "|---|---|---|---|",
    ]
    for source in files.SOURCES:
        size = "{:,} / {:,}".format(*counts[source.file]) if source.file in counts else ""
        lines.append(f"| {source.file} | {source.what} | {size} | {source.licence} |")
    lines += [
        "",
        files.ORIGIN,
        "",
        "## Scores on the development data",
        "",
        "Raw text in, own tokenizer. Names against silver labels.",
        "",
        evaluate.table(run.get("scores", {})),
        "## Size",
        "",
        "```",
        *sizes(out),
        "```",
        "",
        "## Known flaws",
        "",
    ]
    lines += [f"- {flaw}" for flaw in FLAWS]
    (out / "model_card.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _trained(run: dict) -> str:
    parts = []
    for part, what in (("main", "tags and trees"), ("more", "a second round"), ("names", "names")):
        if part in run:
            where = "a GPU" if run[part]["gpu"] else "one core"
            parts.append(f"{what} {run[part]['steps']} steps in {run[part]['seconds'] / 60:.0f} minutes on {where}")
    return "Trained: " + "; ".join(parts) + "." if parts else ""
