"""``status``: how it stands with every region, from the manifests and hashes alone."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.project import Project, RegionFolder
from workbench.report.wording import count
from workbench.runs.history.kept import latest
from workbench.runs.history.outcomes import GOOD
from workbench.runs.history.records import FOLDER
from workbench.runs.pages import formats
from workbench.runs.publishing import given
from workbench.runs.state import faults, fingerprint
from workbench.runs.state.manifest import OUTCOME_NL, WORK, Manifest, is_busy

#: the outcome of what was made well, and is not there any more
GONE = "weggehaald"


@dataclass(frozen=True)
class Status:
    """One entry a region; one that cannot be read has no more than ``regio`` and ``fout``."""

    regions: list[dict]

    def as_json(self) -> dict:
        return {"regios": self.regions}

    def as_text(self) -> str:
        if not self.regions:
            return "Nog geen regio's. Maak een map per regio in data/raw en zet daar bestanden in."
        return "\n".join(_lines(entry) for entry in self.regions)


def status(project: Project) -> Status:
    """Stand of every region; changes nothing on disk."""
    return Status([_region_or_fault(project, project.region(name)) for name in project.regions()])


def _region_or_fault(project: Project, folder: RegionFolder) -> dict:
    """The stand of a region, or under ``fout`` why that cannot be known."""
    try:
        return _region(project, folder)
    except Exception as fault:
        return {"regio": folder.name, "fout": str(faults.of_region(fault, folder))}


def _region(project: Project, folder: RegionFolder) -> dict:
    manifest = Manifest(folder.processed)
    read, busy = manifest.stage("read"), is_busy(folder)
    changed = read.get("key") != fingerprint.read_key(folder)
    reports = {
        name: _report(folder, name, entry, busy) for name, entry in sorted((manifest.data.get("reports") or {}).items())
    }
    forms = {
        name: {"uitkomst": _outcome(folder, name, entry, busy), "reden": entry.get("reason", "")}
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
        "werk": _work(manifest.stage(WORK), busy),
        "weggelaten": read.get("left_out", []),
        "rapporten": reports,
        "vormen": forms,
        "publicatie": _publication(project, folder),
        "let_op": [*read.get("not_quoted", []), *(_damaged(folder, name) for name in given.damaged(folder))],
    }


def _damaged(folder: RegionFolder, name: str) -> str:
    return f"data/raw/{folder.name}/{name} is beschadigd: niet alles wat is gepubliceerd, staat er nog in"


def _work(entry: dict, busy: bool) -> dict:
    """What was begun with the tables and has not ended well; empty when there is nothing of the kind."""
    outcome = entry.get("outcome")
    if outcome not in OUTCOME_NL:
        return {}
    return {"wat": str(entry.get("what", "")), "uitkomst": _ended(outcome, busy)}


def _publication(project: Project, folder: RegionFolder) -> dict:
    """How publishing ended the last time, and what was handed over the last time that it ended well."""
    record, good = latest(project.processed / FOLDER, "publish", folder.name), given.last(folder)
    return {
        "uitkomst": str(record.get("uitkomst") or (GOOD if good else "")),
        "reden": str(record.get("reden", "")),
        "laatste_goede": str(good.get("wanneer", "")),
        "naar": str(good.get("naar", "")),
    }


def _report(folder: RegionFolder, name: str, entry: dict, busy: bool) -> dict:
    """How a page ended, and from when the good one is that lies there now; ``is_er``: whether there is one."""
    good = entry.get("last_good") or {}
    there = bool(good) and (folder.processed / f"{name}.html").is_file()
    return {
        "uitkomst": _outcome(folder, f"{name}.html", entry, busy),
        "reden": entry.get("reason", ""),
        "laatste_goede": good.get("ended", "") if there else "",
        "is_er": there,
    }


def _outcome(folder: RegionFolder, file: str, entry: dict, busy: bool) -> str:
    """How a file ended."""
    outcome = entry["outcome"]
    if outcome == "ok" and not (folder.processed / file).is_file():
        return GONE
    return _ended(outcome, busy)


def _ended(outcome: str, busy: bool) -> str:
    """An outcome in Dutch; what still says running while nobody holds the region was killed."""
    return OUTCOME_NL["killed" if outcome == "running" and not busy else outcome]


def _lines(entry: dict) -> str:
    if "fout" in entry:
        return f"{entry['regio']}: {entry['fout']}"
    state = "nog niet gelezen" if not entry["gelezen"] else f"gelezen {_day(entry['gelezen'])}"
    if entry["gecodeerd"]:
        state += f", gecodeerd {_day(entry['gecodeerd'])}"
    if entry["veranderd_sinds_lezen"]:
        state += ", daarna veranderd"
    if entry["bezig"]:
        state += ", nu bezig"
    lines = [f"{entry['regio']}: {count(entry['bestanden'], 'bestand', 'bestanden')}; {state}"]
    if work := entry["werk"]:
        lines.append(f"  {work['wat']}: {work['uitkomst']}")
    lines += [f"  weggelaten: {one['bron']}: {one['reden']}" for one in entry["weggelaten"]]
    for name, report in entry["rapporten"].items():
        lines.append(f"  {name}: {report['uitkomst']}{_why(report)}{_which(entry['regio'], name, report)}")
    for name, form in entry["vormen"].items():
        if form["uitkomst"] in (OUTCOME_NL["failed"], OUTCOME_NL["killed"]):
            lines.append(f"  {name}: {form['uitkomst']}{_why(form)}")
    if (given_out := entry["publicatie"])["uitkomst"]:
        last = f"; laatste goede van {_day(given_out['laatste_goede'])} ('{given_out['naar']}')"
        lines.append(f"  publicatie: {given_out['uitkomst']}{_why(given_out)}{last if given_out['naar'] else ''}")
    lines += [f"  let op: {remark}" for remark in entry["let_op"]]
    return "\n".join(lines)


def _why(entry: dict) -> str:
    return f" ({entry['reden']})" if entry["reden"] else ""


def _which(region: str, name: str, report: dict) -> str:
    """Which good page lies there, or what to do when there is none any more."""
    if report["is_er"]:
        return f"; laatste goede van {_day(report['laatste_goede'])}"
    version = " --versie regio" if name.endswith("-regio") else ""
    again = f"; maak opnieuw met 'workbench report {region}{version}'"
    return again if report["uitkomst"] == GONE else ""


def _day(moment: str) -> str:
    return moment[:16].replace("T", " ")
