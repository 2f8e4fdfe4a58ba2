"""First half of reading: every raw file of a region read, and a gate that knows who is in them.

Raw files are only opened for reading. A file that cannot be read is left out with its reason; the others go on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import NothingToDo, UnreadableSource
from workbench.language import compound
from workbench.privacy.lexicon import fold, given_names, surnames
from workbench.privacy.names import is_dutch
from workbench.privacy.pseudonymiser import Pseudonymiser
from workbench.project import RegionFolder, readable
from workbench.region import Region, SourceEntry, load_names, load_region
from workbench.runs.tables.forgotten import forgotten, removed_files
from workbench.transcripts import read
from workbench.transcripts.labels import is_role
from workbench.transcripts.model import Transcript
from workbench.transcripts.sniff import known_suffix

#: from where a person is known, in Dutch
FROM_REGION, FROM_NAMES = "naam uit region.yaml", "naam uit namen.yaml"
FROM_LABEL, FROM_TITLE = "naam van een spreker", "naam na een titel of aanspreking"
LONGEST_CODE = 3
_PLACEHOLDER = re.compile(r"\[[A-Z-]+-\d+\]")


@dataclass(frozen=True)
class LeftOut:
    """A file that is not in the tables, by its name without names of people and with its extension, and why."""

    source: str
    reason: str


@dataclass(frozen=True)
class RawSource:
    """One file that could be read, under the name it has in all tables."""

    path: Path
    entry: SourceEntry
    source_id: str
    transcript: Transcript


@dataclass(frozen=True)
class Gathered:
    """What was read of a region, names and all: for the gate alone, nothing of it is stored.

    ``respondents``: for a person's number in the gate the id of that respondent. ``origins``: for each number, in
    order, from where that person is known, in Dutch; who came later was recognised in running text.
    """

    region: Region
    gate: Pseudonymiser
    respondents: dict[int, str]
    origins: tuple[str, ...]
    sources: list[RawSource]
    left_out: list[LeftOut]


def gather(folder: RegionFolder, *, progress: Callable[[str], None] = lambda name: None) -> Gathered:
    """Read all files and make everybody known who is in ``region.yaml``, labels, forms of address or the text.

    Raises NothingToDo when no file can be used.
    """
    region, listed = load_region(folder.raw), load_names(folder.raw)
    named = [person for person in region.gesprekspartners if any(name.strip() for name in person.namen)]
    own = {name for person in named for name in person.namen}
    more = dict.fromkeys((*region.bekende_namen, *listed.altijd), FROM_NAMES)
    more |= dict.fromkeys(region.bekende_namen, FROM_REGION)
    known = [(name,) for name in more if name.strip() and name not in own]
    places = [*region.kenmerken.gemeenten, region.naam, folder.name]
    gate = Pseudonymiser([*(person.namen for person in named), *known], places, listed.nooit, listed.altijd)
    respondents = {number: person.id for number, person in enumerate(named)}
    origins = [FROM_REGION] * len(named) + [more[name] for (name,) in known]
    files, left_out = _read_all(folder, region, gate, origins, progress)
    if not files:
        raise NothingToDo(
            "geen enkel bestand kan gebruikt worden",
            where=f"regio {folder.name}",
            remedy=f"Zet transcripten of documenten in data/raw/{folder.name}."
            + "".join(f"\n  {one.source}: {one.reason}" for one in left_out),
        )
    return Gathered(region, gate, respondents, tuple(origins), files, left_out)


def _read_all(
    folder: RegionFolder, region: Region, gate: Pseudonymiser, origins: list[str], progress: Callable[[str], None]
):  # fmt: skip
    """Read every file, then make known all people in labels, forms of address and file names; only then name them.

    From where those are known is added to ``origins``.
    """
    entries, missing = entries_of(folder, region)
    read_well: dict[Path, Transcript] = {}
    gone, removed = forgotten(folder), set(map(_loose, removed_files(folder)))
    missing = [name for name in missing if _loose(name) not in removed and not _only_of(region.entry(name), gone)]
    reasons = _maybe_refused(entries, region, missing) | _cannot_part(entries, gone)
    for number, path in enumerate(entries, start=1):
        progress(f"bestand {number} van {len(entries)}")
        if path in reasons:
            continue
        try:
            read_well[path] = read(path)
        except UnreadableSource as error:
            reasons[path] = f"{error.what}. {error.remedy}"
    gate.add_labels(
        label for transcript in read_well.values() for label in transcript.utterances["speaker"].dropna().unique()
    )
    origins += [FROM_LABEL] * (len(gate.people) - len(origins))
    for transcript in read_well.values():
        gate.add_addressed(transcript.text)
    for path in entries:
        gate.add_addressed(_spaced(path.stem))
    origins += [FROM_TITLE] * (len(gate.people) - len(origins))
    gate.add_mentioned(transcript.text for transcript in read_well.values())
    taken: set[str] = set()
    ids = {path: _source_id(path, gate, taken) for path in entries}
    told: set[str] = set()
    files = {path: _file_name(path, gate, told) for path in entries}
    left_out = [LeftOut(files[path], gate.replace(reason)[0]) for path, reason in reasons.items()]
    left_out += [
        LeftOut(_file_name(Path(name), gate, told), "staat in region.yaml, maar het bestand is er niet")
        for name in missing
    ]
    return [RawSource(path, entries[path], ids[path], read_well[path]) for path in read_well], left_out


def _only_of(entry: SourceEntry, gone: frozenset[str]) -> bool:
    """Whether nobody spoke in a file but people who are forgotten: then it is right that it is not there."""
    spoken = {*entry.sprekers.values(), *entry.gesprekspartners} - {"interviewer"}
    return bool(spoken) and spoken <= gone


def _cannot_part(entries: dict[Path, SourceEntry], gone: frozenset[str]) -> dict[Path, str]:
    """Files of several people, among them one who is forgotten, in which nobody can see who said what."""
    found = {}
    for path, entry in entries.items():
        if not entry.sprekers and gone & set(entry.gesprekspartners):
            who = ", ".join(sorted(gone & set(entry.gesprekspartners)))
            found[path] = (
                f"hier staat ook in wat {who} zei, en dat is vergeten. Haal dat eruit en haal {who} in region.yaml weg "
                "bij 'gesprekspartners' van dit bestand."
            )
    return found


def _maybe_refused(entries: dict[Path, SourceEntry], region: Region, missing: list[str]) -> dict[Path, str]:
    """Files that ``region.yaml`` does not name, while a refused one it names is not there: it may be one of these."""
    refused = [entry.bestand for entry in region.bronnen if entry.status == "geweigerd" and entry.bestand in missing]
    if not refused:
        return {}
    reason = "staat niet in region.yaml, en een geweigerd bestand dat daar wel staat is er niet. Herstel de naam daar."
    return {path: reason for path, entry in entries.items() if entry not in region.bronnen}


def entries_of(folder: RegionFolder, region: Region) -> tuple[dict[Path, SourceEntry], list[str]]:
    """What ``region.yaml`` knows of each file, and the files it names that are not there.

    A name that differs only in capitals, in how an accent is stored or by ``./`` is the same file, as long as there
    is only one such file.
    """
    exact = {readable(path.relative_to(folder.raw).as_posix()): path for path in folder.source_files()}
    loose: dict[str, list[Path]] = {}
    for name, path in exact.items():
        loose.setdefault(_loose(name), []).append(path)
    found: dict[Path, SourceEntry] = {}
    missing = []
    for entry in sorted(region.bronnen, key=lambda one: one.bestand not in exact):
        alike = [path for path in loose.get(_loose(entry.bestand), ()) if path not in found]
        path = exact.get(entry.bestand) or (alike[0] if len(alike) == 1 else None)
        if path is None:
            missing.append(entry.bestand)
        else:
            found[path] = entry
    return {path: found.get(path, SourceEntry(bestand=name)) for name, path in exact.items()}, missing


def _loose(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace("\\", "/").removeprefix("./")


def _source_id(path: Path, gate: Pseudonymiser, taken: set[str]) -> str:
    """A readable name from the file name, without a person's name in it, unique in the region."""
    return _unique(_without_names(path, gate), "", taken)


def _file_name(path: Path, gate: Pseudonymiser, taken: set[str]) -> str:
    """The same for a message about a file: with its extension, when it has one that cannot be a name."""
    return _unique(_without_names(path, gate), known_suffix(path.suffix), taken)


def _unique(base: str, suffix: str, taken: set[str]) -> str:
    name, number = f"{base}{suffix}", 2
    while name in taken:
        name, number = f"{base}-{number}{suffix}", number + 1
    taken.add(name)
    return name


def _without_names(path: Path, gate: Pseudonymiser) -> str:
    return _slug(" ".join(word for word in _nameless(path.stem, gate).split() if _is_ordinary(word)))


def _is_ordinary(word: str) -> bool:
    """Whether a word of a file name may stand in an id: a number, a placeholder, an abbreviation or a Dutch word.

    File names often hold the name of somebody who is known from nowhere else, so what is not surely a word goes. Of a
    word with digits in it ("R03", "int01", "Zwenkaar2") the letters are looked at.
    """
    if _PLACEHOLDER.fullmatch(word):
        return True
    if not any(char.isdigit() for char in word):
        return _is_word(word)
    return all(_is_word(letters) or _is_code(letters) for letters in re.findall(r"[^\W\d_]+", word))


def _is_word(word: str) -> bool:
    plain = word.lower()
    if len(word) == 1 or not re.search("[aeiouy]", plain):
        return True
    return is_dutch(plain) or plain in compound.lexicon()[0] or bool(compound.split(plain))


def _is_code(letters: str) -> bool:
    return is_role(letters) or (len(letters) <= LONGEST_CODE and fold(letters) not in given_names() | surnames())


def _spaced(file_name: str) -> str:
    return re.sub(r"[_\-.]+", " ", unicodedata.normalize("NFC", readable(file_name)))


def _nameless(file_name: str, gate: Pseudonymiser) -> str:
    return gate.replace(_spaced(file_name), any_case=True)[0]


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "bron"
