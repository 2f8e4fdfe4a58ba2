"""Run one notebook and write its page; called inside a worker process of its own.

papermill says "completed" of every cell of a notebook whose kernel died, and its messages carry transcript text.
So only the exception counts here, and nothing of its message leaves this module.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import threading
import warnings
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from workbench import errors
from workbench.project import write_json
from workbench.report import html
from workbench.runs.history.limits import CELL_TIMEOUT_S
from workbench.runs.pages import release
from workbench.runs.state.leftovers import SHORT_PREFIX

LONGEST_TMP = 60


@dataclass(frozen=True)
class Job:
    """One notebook to run.

    ``work`` is a folder for what is thrown away afterwards, as is ``short`` (see short_folder)."""

    notebook: str
    parameters: dict
    target: str
    title: str
    work: str
    home: str
    cell_timeout_s: int = CELL_TIMEOUT_S
    short: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a job ended; ``reason`` is one Dutch sentence without a word of a transcript.

    ``exit_code`` is that of the user error that ended it, 0 when it was something else.
    """

    ok: bool
    reason: str = ""
    exit_code: int = 0


def run(job: Job) -> Outcome:
    """Execute the notebook with papermill and turn it into one HTML page at ``job.target``."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    os.environ["MPLBACKEND"] = "Agg"
    os.environ["PYTHONWARNINGS"] = "ignore"
    # a fresh IPython folder: no start-up files of the user change the outcome, no history of cells is kept
    os.environ["IPYTHONDIR"] = str(Path(job.work) / "ipython")
    executed = Path(job.work) / "uitgevoerd.ipynb"
    begun(job).touch()
    try:
        with nullcontext(job.short) if job.short else tempfile.TemporaryDirectory(prefix=SHORT_PREFIX) as short:
            # all that others put in the temporary folder (connection files, font caches) goes when this folder goes
            os.environ["TMPDIR"] = tempfile.tempdir = short
            return _run(job, executed, short)
    finally:
        tempfile.tempdir = None
        executed.unlink(missing_ok=True)


def short_folder() -> str:
    """A new temporary folder; its path is short, because the name of a socket in it may have some hundred characters.

    Whoever asks for it removes it when the run has ended, also when that was killed.
    """
    usual = tempfile.gettempdir()
    short = len(usual) <= LONGEST_TMP or not os.access("/tmp", os.W_OK)
    return tempfile.mkdtemp(prefix=SHORT_PREFIX, dir=usual if short else "/tmp")


def _run(job: Job, executed: Path, sockets: str) -> Outcome:
    # jsonschema uses this for IRI checks if it is there; building its grammar takes longer than all of papermill
    sys.modules.setdefault("rfc3987_syntax", None)
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from nbformat import ValidationError
    from nbformat.reader import NotJSONError
    from papermill.exceptions import PapermillExecutionError

    if job.target:
        # this process only waits while the kernel works
        threading.Thread(target=html.load, daemon=True).start()
    try:
        papermill.execute_notebook(
            job.notebook,
            executed,
            parameters=job.parameters,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            log_output=False,
            execution_timeout=job.cell_timeout_s,
            cwd=job.home,
            **_quiet_kernel(sockets),
        )
        if job.target:
            html.export(executed, Path(job.target), title=job.title)
            _let_out(job)
    except PapermillExecutionError as error:
        return _cell_failed(error.exec_count, error.ename, error.evalue)
    except CellTimeoutError:
        return Outcome(False, f"een cel duurde langer dan {job.cell_timeout_s} seconden")
    except DeadKernelError:
        return Outcome(False, "de rekenkern van het notebook is gestopt (te weinig geheugen?)")
    except RuntimeError as error:
        # nbclient has no kind of its own for a kernel that did not come up
        if str(error).startswith("Kernel died before replying"):
            return Outcome(False, "de rekenkern van het notebook kon niet beginnen")
        return Outcome(False, f"onverwachte fout van het soort {type(error).__name__}")
    except (NotJSONError, ValidationError):
        return Outcome(False, f"het notebook {Path(job.notebook).name} is beschadigd")
    except errors.UserError as error:
        return Outcome(False, str(error).rstrip("."), error.exit_code)
    except OSError as error:
        return Outcome(False, f"een bestand kon niet gelezen of geschreven worden ({error.strerror or 'onbekend'})")
    except Exception as error:
        return Outcome(False, f"onverwachte fout van het soort {type(error).__name__}")
    return Outcome(True)


def _let_out(job: Job) -> None:
    """Check a finished page at the gate out, and put its record of releases beside it."""
    regions = job.parameters.get("regios") or [job.parameters.get("region")]
    if "versie" not in job.parameters or not all(regions):
        return
    entries = release.check(
        Path(job.target),
        project_dir=job.parameters["project_dir"],
        regions=regions,
        version=job.parameters["versie"],
        k=job.parameters["k"],
    )
    write_json(released(job), {"citaten": entries})


def released(job: Job) -> Path:
    """Where the record of releases of a job stands until its page is in place."""
    return Path(job.work) / "vrijgave.json"


def begun(job: Job) -> Path:
    """An empty file that is as old as the work on this job; the process itself may die before it can tell."""
    return Path(job.work) / "begonnen"


def _cell_failed(cell: int, name: str, message: str) -> Outcome:
    """Only our own errors are known to hold no word of a transcript; of others the kind is told and no more."""
    own = getattr(errors, name, None)
    if isinstance(own, type) and issubclass(own, errors.UserError):
        return Outcome(False, message, own.exit_code)
    return Outcome(False, f"cel {cell} van het notebook stopte met {name}")


def _quiet_kernel(sockets: str) -> dict:
    """Talk to the kernel over files instead of TCP: no port is opened and ipykernel has nothing to warn about.

    The folder is this run's own, because kernels that share one hear each other, and short, because the name of a
    socket may have no more than about a hundred characters.
    """
    if os.name == "nt":
        return {}
    from traitlets.config import Config

    return {"config": Config({"KernelManager": {"transport": "ipc", "ip": str(Path(sockets) / "kernel")}})}
