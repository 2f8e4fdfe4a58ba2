"""./wb on a machine that has only Python: a real venv and real pip, with tiny packages instead of the net."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BACKEND = """
import zipfile, pathlib
def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "workbench-0.0.0-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / name, "w") as z:
        z.writestr("workbench.pth", str(pathlib.Path("src").resolve()))
        z.writestr("workbench-0.0.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: workbench\\nVersion: 0.0.0\\n")
        wheel = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        z.writestr("workbench-0.0.0.dist-info/WHEEL", wheel)
        z.writestr("workbench-0.0.0.dist-info/RECORD", "")
    return name
def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return build_editable(wheel_directory)
"""
MAIN = "import sys, os; print('hier', *sys.argv[1:], os.environ['WORKBENCH_HOME'])"


@pytest.fixture
def checkout(tmp_path):
    """A checkout with the real ./wb and a tiny workbench; pip may only look in the folder ``wheels``."""
    root = tmp_path / "een map"
    (root / "src" / "workbench").mkdir(parents=True)
    shutil.copy(ROOT / "wb", root / "wb")
    (root / "src" / "workbench" / "__init__.py").write_text("")
    (root / "src" / "workbench" / "__main__.py").write_text(MAIN)
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    )
    (tmp_path / "wheels").mkdir()
    lock(root, alpha="1.0")
    return root


def lock(root, **packages):
    """Write the lock for these tiny packages and put their wheels where pip looks."""
    lines = []
    for name, version in packages.items():
        path = root.parent / "wheels" / f"{name}-{version}-py3-none-any.whl"
        if not path.exists():
            with zipfile.ZipFile(path, "w") as wheel:
                info = f"{name}-{version}.dist-info"
                wheel.writestr(f"{name}.py", f"version = '{version}'")
                wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
                wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr(f"{info}/RECORD", f"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"{name}=={version} \\\n    --hash=sha256:{digest}\n")
    (root / "requirements.lock").write_text("".join(lines))


def wb(root, *arguments, cwd=None):
    links = str(root.parent / "wheels")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "WORKBENCH", "PYTHON"))}
    env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": Path(links).as_uri(), "PIP_CONFIG_FILE": os.devnull}
    return subprocess.run(
        [sys.executable, str(root / "wb"), *arguments],
        cwd=cwd or root,
        env=env,
        capture_output=True,
        text=True,
    )


def installed(root):
    code = "import importlib.metadata as m; print(*(f'{d.name}={d.version}' for d in m.distributions()))"
    return wb(root, "python", "-c", code).stdout.split()


def test_sets_up_once_then_works_offline_from_any_folder(checkout, tmp_path):
    first = wb(checkout, "status", "-x")
    assert first.returncode == 0, first.stderr
    assert first.stdout == f"hier status -x {checkout}\n"
    assert "Eenmalig klaarzetten" in first.stderr
    shutil.rmtree(tmp_path / "wheels")
    again = wb(checkout, "status", cwd="/")
    assert again.returncode == 0 and again.stderr == "" and again.stdout == f"hier status {checkout}\n"


def test_a_changed_lock_is_synced_and_what_left_it_goes(checkout):
    lock(checkout, alpha="1.0", beta="1.0")
    assert wb(checkout, "status").returncode == 0
    assert {"alpha=1.0", "beta=1.0"} <= set(installed(checkout))
    lock(checkout, alpha="2.0", gamma="1.0")
    assert wb(checkout, "status").returncode == 0
    there = installed(checkout)
    assert {"alpha=2.0", "gamma=1.0"} <= set(there) and "beta=1.0" not in there


def test_a_set_up_that_fails_is_one_line_and_is_tried_again(checkout, tmp_path):
    (tmp_path / "wheels").rename(tmp_path / "away")
    failed = wb(checkout, "status")
    assert failed.returncode == 1 and "Traceback" not in failed.stderr
    assert "is er netwerk" in failed.stderr.splitlines()[-1]
    (tmp_path / "away").rename(tmp_path / "wheels")
    assert wb(checkout, "status").returncode == 0


def test_a_package_that_is_not_the_locked_one_is_refused(checkout, tmp_path):
    with (tmp_path / "wheels" / "alpha-1.0-py3-none-any.whl").open("ab") as stream:
        stream.write(b"tampered")
    assert wb(checkout, "status").returncode == 1


def test_an_old_python_is_told_in_one_line(checkout):
    code = (
        "import sys, runpy, os; sys.version_info = (3, 8, 0, 'final', 0); os.environ['PATH'] = '/nonexistent'\n"
        f"sys.argv = ['wb', 'status']; runpy.run_path({str(checkout / 'wb')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert "Python 3.11" in done.stderr and "3.8" in done.stderr
    assert not (checkout / ".venv").exists()


def test_only_the_standard_library_is_imported():
    import ast

    names = {
        alias.name.split(".")[0]
        for node in ast.walk(ast.parse((ROOT / "wb").read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names


def test_the_lock_names_everything_with_a_hash_and_no_address():
    text = (ROOT / "requirements.lock").read_text()
    blocks = text.replace("\\\n", " ").splitlines()
    assert len(blocks) > 100 and all("==" in block and "--hash=sha256:" in block for block in blocks if block.strip())
    assert "://" not in text


def test_environment_yml_is_what_pyproject_says():
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "environment_yml.py"), "--check"])
    assert done.returncode == 0, "run ./wb python tools/environment_yml.py"
