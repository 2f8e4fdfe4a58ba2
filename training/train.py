"""From the data files to the packaged pipeline in one command.

    ./wb python training/train.py --data ../shared/data/ud --work /tmp/training --out src/workbench/language/model

Steps: export, teacher, label, forms, silver, vectors, main, package, evaluate; ``--steps`` runs some of them. The
teacher is trained in an environment of its own (WORK/teacher-env, made on the first run from teacher/requirements.txt);
``--teacher-python`` names another interpreter that has those packages. A GPU is used where torch or spaCy finds one.
Seeds stand in the configurations; what was measured on the way stands in WORK/run.json, for the model card.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import convert  # noqa: E402
import corpus  # noqa: E402, F401  (registers the reader)
import silver  # noqa: E402
import vectors  # noqa: E402

STEPS = ("export", "teacher", "forms", "label", "silver", "vectors", "main", "package", "evaluate")


def say(text: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def teacher_python(work: Path) -> Path:
    """The interpreter of the teacher's environment, made when it is not there."""
    import venv

    python = work / "teacher-env" / "bin" / "python"
    if not python.is_file():
        say("making the environment of the teacher")
        venv.create(work / "teacher-env", with_pip=True)
        wanted = HERE / "teacher" / "requirements.txt"
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", wanted], check=True)
    return python


def teach(python: Path, script: str, *arguments: str | Path) -> float:
    """Run a script of the teacher in its own environment. Returns minutes."""
    started = time.time()
    subprocess.run([python, HERE / "teacher" / script, *map(str, arguments)], check=True)
    return round((time.time() - started) / 60, 1)


def train(work: Path, overrides: dict) -> dict:
    """Train config.cfg; the best and the last model lie in ``work/main``. Returns minutes, steps, and if on a GPU."""
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as run
    from spacy.util import load_config

    paths = {"paths.train": work / "train.spacy", "paths.dev": work / "dev.spacy", "paths.vectors": work / "vectors"}
    changes = {key: str(path) for key, path in paths.items()} | overrides
    settings = load_config(HERE / "config.cfg", overrides=changes, interpolate=False)
    started, on_gpu = time.time(), gpu()
    if not on_gpu:
        plain_numpy()
    nlp = init_nlp(settings, use_gpu=0 if on_gpu else -1)
    say(f"initialised in {(time.time() - started) / 60:.1f} minutes")
    (work / "main").mkdir(parents=True, exist_ok=True)
    run(nlp, work / "main", use_gpu=0 if on_gpu else -1, stdout=sys.stdout, stderr=sys.stderr)
    return {
        "minutes": round((time.time() - started) / 60, 1),
        "steps": nlp.config["training"]["max_steps"],
        "gpu": on_gpu,
    }


def gpu() -> bool:
    """Whether there is a GPU that spaCy can use."""
    import spacy

    return spacy.prefer_gpu()


def plain_numpy() -> None:
    """Matrix products by numpy: more than twice as fast as thinc's own on some processors."""
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))


def remember(work: Path, **facts) -> None:
    """Keep what a step found out, for the model card."""
    path = work / "run.json"
    known = json.loads(path.read_text()) if path.is_file() else {}
    path.write_text(json.dumps({**known, **facts}, indent=1, sort_keys=True))


def run_step(step: str, args: argparse.Namespace) -> None:
    """One step; each leaves files in the work folder that the next ones read."""
    work, data = args.work, args.data
    if step == "export":
        subprocess.run([sys.executable, HERE / "teacher" / "export.py", "--data", data, "--work", work], check=True)
    elif step == "teacher":
        remember(work, teacher=teach(args.teacher_python or teacher_python(work), "train.py", "--work", work))
    elif step == "forms":
        vectors.forms(data, work)
    elif step == "label":
        python = args.teacher_python or teacher_python(work)
        remember(work, label=teach(python, "label.py", "--work", work, "--words", work / "words.txt"))
    elif step == "silver":
        remember(work, tokens=silver.convert(work), counts=convert.convert(data, work))
    elif step == "vectors":
        remember(work, vectors=vectors.table(work))
    elif step == "main":
        changes = {key: json.loads(value) for key, value in (pair.split("=", 1) for pair in args.set)}
        remember(work, main=train(work, changes))
    elif step == "package":
        import package

        package.package(data, work, args.out)
    elif step == "evaluate":
        import evaluate
        import package

        scores = evaluate.scores(args.out, work / "dev.spacy", data / "ner_dev.spacy")
        remember(work, scores=scores, spoken=evaluate.spoken(args.out, data.parent / "real"))
        print(evaluate.table(scores))
        package.card(work, args.out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the data files")
    parser.add_argument("--work", type=Path, required=True, help="folder for what lies between (1 GB)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the packaged pipeline")
    parser.add_argument("--steps", default=",".join(STEPS), help="parts to run, with commas")
    parser.add_argument("--teacher-python", type=Path, help="interpreter that has teacher/requirements.txt")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="settings of config.cfg to change")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    for step in STEPS:
        if step in args.steps.split(","):
            say(f"step: {step}")
            run_step(step, args)
    say("done")


if __name__ == "__main__":
    main()
