"""JupyterLab really starts, on the notebooks, on this machine only, and asks nobody for news."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def answers(port: int) -> bool:
    """Whether anything takes connections on this port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def test_lab_opens_on_the_notebooks(wait_until, tmp_path):
    log = tmp_path / "log"
    env = dict(os.environ, JUPYTER_CONFIG_DIR=str(tmp_path / "c"), JUPYTER_RUNTIME_DIR=str(tmp_path / "r"))
    command = [sys.executable, "-m", "workbench.runs.lab", "--no-browser", "--allow-root", "--ServerApp.port=0"]
    with log.open("w") as stream:
        lab = subprocess.Popen(command, cwd=ROOT, env=env, stderr=stream, stdout=stream)
    try:
        assert wait_until(lambda: list((tmp_path / "r").glob("jpserver-*.json")) or lab.poll() is not None)
        [info] = (tmp_path / "r").glob("jpserver-*.json")
        assert wait_until(lambda: info.read_text().rstrip().endswith("}"))
        server = json.loads(info.read_text())
        assert server["hostname"] in ("127.0.0.1", "localhost")
        # the server writes its file and its address before it listens
        assert wait_until(lambda: answers(server["port"]) or lab.poll() is not None)
        assert re.search(r"http://127\.0\.0\.1:\d+/lab", log.read_text())
        with urllib.request.urlopen(f"{server['url']}api/contents?token={server['token']}") as answer:
            names = [entry["name"] for entry in json.load(answer)["content"]]
        assert "30_rapport_regio.ipynb" in names
        with urllib.request.urlopen(f"{server['url']}lab?token={server['token']}") as answer:
            page = answer.read().decode()
        config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>\s*(\{.*?\})\s*</script>', page, re.S).group(1))
        assert config["news"]["disabled"] is True
    finally:
        lab.send_signal(signal.SIGTERM)
        lab.wait(timeout=60)
