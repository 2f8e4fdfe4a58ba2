"""From the data files to the packaged pipeline in one command.

    python training/train.py --data ../shared/data/ud --work /tmp/training --out src/workbench/language/model

``--steps`` runs a part only (convert, vectors, main, names, package, evaluate). A GPU is used when spaCy finds one.
Two runs on the same machine with the same versions give the same weights; the seeds stand in the configurations.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import convert  # noqa: E402
import corpus  # noqa: E402, F401  (registers the reader)
import files  # noqa: E402

STEPS = ("convert", "vectors", "main", "more", "names", "package", "evaluate")
# a second round over the same data: the learning rate starts again lower, and falls to nothing
MORE = {
    "training.max_steps": 900,
    "training.batcher.size.start": 1600,
    "training.optimizer.learn_rate.initial_rate": 0.0008,
    "training.optimizer.learn_rate.warmup_steps": 60,
    "system.seed": 4,
}


def say(text: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def vectors(data: Path, work: Path) -> None:
    """Word vectors as a pipeline folder; words are looked up in lower case, as the word list has them."""
    import spacy
    from spacy.training.initialize import convert_vectors

    nlp = spacy.blank("nl")
    convert_vectors(nlp, files.need(data, files.of_use("vectors")[0]), truncate=0, prune=-1, attr="LOWER")
    nlp.to_disk(work / "vectors")
    say(f"vectors: {nlp.vocab.vectors.shape}")


def train(config: str, train_file: Path, dev_file: Path, work: Path, overrides: dict, on: Path | None = None) -> dict:
    """Train one configuration; the best and the last model lie in ``work/<name>``, or ``work/more``.

    ``on``: a trained pipeline whose weights are the start. Returns seconds and steps.
    """
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as run
    from spacy.util import load_config

    paths = {
        "paths.train": str(train_file),
        "paths.dev": str(dev_file),
        "paths.vectors": str(work / "vectors"),
    }
    settings = load_config(HERE / config, overrides={**paths, **overrides}, interpolate=False)
    target = work / (Path(config).stem if on is None else "more")
    if on is not None:
        settings["components"] = {name: {"source": str(on)} for name in settings["nlp"]["pipeline"]}
    started = time.time()
    if not gpu():
        plain_numpy()
    nlp = init_nlp(settings, use_gpu=0 if gpu() else -1)
    if "trainable_lemmatizer" in nlp.pipe_names:
        known_lemmas(nlp.get_pipe("trainable_lemmatizer"))
    target.mkdir(parents=True, exist_ok=True)
    say(f"{config}: start")
    run(nlp, target, use_gpu=0 if gpu() else -1, stdout=sys.stdout, stderr=sys.stderr)
    return {
        "seconds": round(time.time() - started),
        "steps": nlp.config["training"]["max_steps"],
        "gpu": gpu(),
    }


def gpu() -> bool:
    """Whether there is a GPU that spaCy can use."""
    import spacy

    return spacy.prefer_gpu()


class Known(dict):
    """Edit tree -> label; a tree that is too rare to have one is unknown (-1), not label 0 as spaCy has it."""

    def get(self, key, default=None):
        return super().get(key, -1)


def known_lemmas(lemmatizer) -> None:
    """Make training skip lemmas without a label; spaCy also forgets this table when it loads a lemmatizer."""
    lemmatizer.tree2label = Known({tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])})


def plain_numpy() -> None:
    """Matrix products by numpy: three times as fast as thinc's own on some processors."""
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))


def remember(work: Path, **facts) -> None:
    """Keep what a step found out, for the model card."""
    path = work / "run.json"
    known = json.loads(path.read_text()) if path.is_file() else {}
    path.write_text(json.dumps({**known, **facts}, indent=1, sort_keys=True))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the data files")
    parser.add_argument("--work", type=Path, required=True, help="folder for what lies between (0.3 GB)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the packaged pipeline")
    parser.add_argument("--steps", default=",".join(STEPS), help="parts to run, with commas")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="settings of config.cfg to change")
    return parser.parse_args()


def main() -> None:
    args = arguments()
    steps = [step for step in STEPS if step in args.steps.split(",")]
    changes = {key: json.loads(value) for key, value in (pair.split("=", 1) for pair in args.set)}
    work = args.work
    work.mkdir(parents=True, exist_ok=True)
    for step in steps:
        say(f"step: {step}")
        if step == "convert":
            remember(work, counts=convert.convert(args.data, work))
        elif step == "vectors":
            vectors(args.data, work)
        elif step == "main":
            done = train("config.cfg", work / "train.spacy", work / "dev.spacy", work, changes)
            remember(work, main=done)
        elif step == "more":
            paths = work / "train.spacy", work / "dev.spacy"
            remember(work, more=train("config.cfg", *paths, work, MORE, on=work / "config" / "model-last"))
        elif step == "names":
            train_file, dev_file = (files.need(args.data, files.of_use(use)[0]) for use in ("names", "names-dev"))
            remember(work, names=train("ner.cfg", train_file, dev_file, work, changes))
        elif step == "package":
            import package

            package.package(work, args.out)
        elif step == "evaluate":
            import evaluate
            import package

            scores = evaluate.scores(args.out, work / "dev.spacy", args.data / "ner_dev.spacy")
            remember(work, scores=scores)
            print(evaluate.table(scores))
            package.card(work, args.out)
    say("done")


if __name__ == "__main__":
    main()
