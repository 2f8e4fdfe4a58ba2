"""Open JupyterLab on the notebooks, without anything that asks the outside world for news or updates."""

from __future__ import annotations

import sys

from workbench.project import find_project

QUIET = (
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
    "--ServerApp.ip=127.0.0.1",
)


def main(arguments: list[str]) -> int:
    from jupyterlab.labapp import main as lab

    sys.argv = ["jupyter-lab", f"--notebook-dir={find_project().notebooks}", *QUIET, *arguments]
    return lab() or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
