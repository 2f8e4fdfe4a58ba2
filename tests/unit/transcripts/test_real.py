"""Real debates and policy prose beside the checkout; they are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.transcripts import encoding, read

ROOT = Path(os.environ.get("WORKBENCH_REAL", Path(__file__).resolve().parents[4] / "shared" / "data" / "real"))
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not ROOT.is_dir(), reason=f"SKIPPED LOUDLY: no real texts in {ROOT} (set WORKBENCH_REAL)"),
]


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("debat-*.txt")) or [None], ids=lambda path: path.stem if path else "none"
)
def test_debate(path, sound):
    transcript = read(path)
    sound(transcript)
    raw = encoding.from_bytes(path.read_bytes())[0]
    heads = [line.split(":")[0] for line in raw.split("\n\n") if ":" in line[:60]]
    assert transcript.kind == "interview"
    assert set(transcript.utterances["speaker"].dropna()) == set(heads)
    asks = transcript.utterances["speaker_role"] == "interviewer"
    assert set(transcript.utterances["speaker"][asks]) == {"De voorzitter"}
    assert "â" not in transcript.text and any("hersteld" in warning for warning in transcript.warnings)


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("2025-*.md")) or [None], ids=lambda path: path.stem if path else "none"
)
def test_policy_prose(path, sound):
    transcript = read(path)
    sound(transcript)
    assert transcript.kind == "document" and set(transcript.utterances["speaker_role"]) == {"author"}
    assert "layout:" not in transcript.text and "**" not in transcript.text and "{:" not in transcript.text
