"""``status``: how it stands with every region, from the manifests and hashes alone."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import UserError
from workbench.project import Project, RegionFolder
from workbench.runs.pages import formats
from workbench.runs.state import fingerprint
from workbench.runs.state.manifest import OUTCOME_NL, Manifest, is_busy


@dataclass(frozen=True)
class Status:
    """One entry a region."""

    regions: list[dict]

    def as_json(self) -> dict:
        return {"regios": self.regions}

    def as_text(self) -> str:
        if not self.regions:
            return "Nog geen regio's. Maak een map per regio in data/raw en zet daar bestanden in."
        return "\n".join(_lines(entry) for entry in self.regions)


def status(project: Project) -> Status:
    """Stand of every region; changes nothing on disk."""
    return Status([_region(project.region(name)) for name in project.regions()])


def _region(folder: RegionFolder) -> dict:
    manifest = Manifest(folder.processed)
    read, busy = manifest.stage("read"), is_busy(folder)
    try:
        changed = read.get("key") != fingerprint.read_key(folder)
    except (OSError, UserError):
        changed = True
    reports = {
        name: {
            "uitkomst": OUTCOME_NL[_ended(entry["outcome"], busy)],
            "reden": entry.get("reason", ""),
            "laatste_goede": (entry.get("last_good") or {}).get("ended", ""),
        }
        for name, entry in sorted((manifest.data.get("reports") or {}).items())
    }
    forms = {
        name: {"uitkomst": OUTCOME_NL[_ended(entry["outcome"], busy)], "reden": entry.get("reason", "")}
        for name, entry in sorted(manifest.stage(formats.ENTRY).items())
        if isinstance(entry, dict) and entry.get("outcome") in OUTCOME_NL
    }
    return {
        "regio": folder.name,
        "bestanden": len(folder.source_files()),
        "gelezen": read.get("at", ""),
        "gecodeerd": manifest.stage("code").get("at", ""),
        "veranderd_sinds_lezen": bool(read) and changed,
        "bezig": busy,
        "weggelaten": read.get("left_out", []),
        "rapporten": reports,
        "vormen": forms,
    }


def _ended(outcome: str, busy: bool) -> str:
    """What still says running while nobody holds the region was killed."""
    return "killed" if outcome == "running" and not busy else outcome


def _lines(entry: dict) -> str:
    state = "nog niet gelezen" if not entry["gelezen"] else f"gelezen {_day(entry['gelezen'])}"
    if entry["gecodeerd"]:
        state += f", gecodeerd {_day(entry['gecodeerd'])}"
    if entry["veranderd_sinds_lezen"]:
        state += ", daarna veranderd"
    if entry["bezig"]:
        state += ", nu bezig"
    lines = [f"{entry['regio']}: {entry['bestanden']} bestanden; {state}"]
    lines += [f"  weggelaten: {one['bron']}: {one['reden']}" for one in entry["weggelaten"]]
    for name, report in entry["rapporten"].items():
        good = f"; laatste goede van {_day(report['laatste_goede'])}" if report["laatste_goede"] else ""
        lines.append(f"  {name}: {report['uitkomst']}{_why(report)}{good}")
    for name, form in entry["vormen"].items():
        if form["uitkomst"] in (OUTCOME_NL["failed"], OUTCOME_NL["killed"]):
            lines.append(f"  {name}: {form['uitkomst']}{_why(form)}")
    return "\n".join(lines)


def _why(entry: dict) -> str:
    return f" ({entry['reden']})" if entry["reden"] else ""


def _day(moment: str) -> str:
    return moment[:16].replace("T", " ")
