"""A disk that is really full: a tiny file system of its own, in memory, in a mount namespace of the test alone."""

import json
import os
import shutil
import subprocess
import sys

import pytest

SHOWN = "from IPython.display import HTML\nHTML('<p>' + 'x' * 60000 + '</p>')"
#: mounts a small disk over data/processed, puts there what was there, fills it but for some KB, and runs the command;
#: what lies there after that, and after the same command with room again, is copied out of the namespace
ON_SMALL_DISK = """\
set -eu
processed=$1; out=$2; room=$3; shift 3
cp -a "$processed" "$out/before"
mount -t tmpfs -o size=4m tmpfs "$processed"
cp -a "$out/before/." "$processed"
[ "$room" = 0 ] || dd if=/dev/zero of="$processed/room" bs=1024 count="$room" status=none
dd if=/dev/zero of="$processed/full" bs=1024 status=none 2>/dev/null || true
rm -f "$processed/room"
code=0; "$@" >"$out/out" 2>"$out/err" || code=$?
echo $code >"$out/code"
cp -a "$processed" "$out/full"
rm "$processed/full"
code=0; "$@" >"$out/out-again" 2>"$out/err-again" || code=$?
echo $code >"$out/code-again"
cp -a "$processed" "$out/again"
"""


def _small_disks():
    """Whether this machine lets us mount one."""
    if not shutil.which("unshare"):
        return False
    tried = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _small_disks(), reason="no right to mount a small disk here (unshare -rm, tmpfs)")


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("room", [0, 8, 40], ids=["none", "for-a-manifest", "not-for-a-page"])
def test_a_disk_that_is_full_is_told_and_takes_nothing_away(project, region, notebook, tmp_path_factory, room):
    out = tmp_path_factory.mktemp("uit")
    command = [sys.executable, "-m", "workbench", "report", "hier", "--project", str(project.root)]
    environment = {**os.environ, "WORKBENCH_RULES_ONLY": "1"}
    notebook(project.root / "notebooks" / "35_factsheet.ipynb", SHOWN.replace("60000", "10"))
    notebook(project.root / "notebooks" / "30_rapport_regio.ipynb", SHOWN.replace("60000", "10"))
    first = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert first.returncode == 0, first.stderr
    good = (region.processed / "rapport.html").read_bytes()
    notebook(project.root / "notebooks" / "30_rapport_regio.ipynb", SHOWN)

    wrapped = ["unshare", "-rm", "sh", "-c", ON_SMALL_DISK, "sh", project.processed, out, str(room), *command]
    done = subprocess.run([str(one) for one in wrapped], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = (out / "err").read_text()
    assert (out / "code").read_text().strip() in ("21", "28") and "Traceback" not in told, told
    lines = [line for line in told.splitlines() if line.startswith("workbench:")]
    assert lines and all("No space left" in line for line in lines), told
    assert (out / "full" / "hier" / "rapport.html").read_bytes() == good
    was = json.loads((out / "before" / "hier" / "manifest.json").read_text())["reports"]["rapport"]["last_good"]
    now = json.loads((out / "full" / "hier" / "manifest.json").read_text())["reports"]["rapport"]["last_good"]
    assert now == was
    assert (out / "code-again").read_text().strip() == "0", (out / "err-again").read_text()
    assert (out / "again" / "hier" / "rapport.html").stat().st_size > 60000
    assert not [name for name in files(out / "again") if ".tmp" in name or ".werk" in name]
