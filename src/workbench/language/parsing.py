"""Parse many texts, with a cache on disk: what was parsed before is not parsed again.

A cache folder holds, in a folder named after the pipeline's fingerprint, two files for each batch that was parsed:
the Docs as a DocBin (spaCy's own binary form, no pickle) and the keys of their texts. What our cheap components store
is made again after reading. Folders of other fingerprints are removed, and the files that were used longest ago go
when there are too many. The cache holds the texts themselves: it belongs with the derived data of a region.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.project import atomic_write, hash_text

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ATTRS = ("LEMMA", "TAG", "POS", "MORPH", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE")
STORES = ("workbench_clauses", "workbench_verbs", "workbench_compounds", "workbench_scope")
MOST_FILES = 300
MOST_BYTES = 500_000_000
FOLDER_NAME = re.compile(r"parsed-[0-9a-f]{12}")


def parse(texts: Sequence[str], *, nlp: Language | None = None, cache: Path | None = None) -> list[Doc]:
    """One Doc a text, in order; equal texts may share one Doc, and a Doc does not depend on the texts around it.

    ``nlp`` is by default ``load()``. With ``cache`` (a folder) texts that were parsed before with the same pipeline are
    read from disk; a damaged file is thrown away and its texts are parsed again. Raises what ``load`` raises, and
    NotWritable.
    """
    from workbench.language import pipeline

    nlp = nlp or pipeline.load()
    if cache is None:
        return list(nlp.pipe(texts))
    mark = nlp.meta.get("workbench", {}).get("fingerprint") or _mark(nlp)
    folder = Path(cache) / f"parsed-{mark}"
    keys = [_key(text) for text in texts]
    found = _read(folder, set(keys), nlp)
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
    if new:
        docs = list(nlp.pipe(list(new.values())))
        _write(folder, list(new), docs)
        _tidy(folder)
        found |= dict(zip(new, docs, strict=True))
    return [found[key] for key in keys]


def _key(text: str) -> str:
    return hash_text(text)[:32]


def _mark(nlp: Language) -> str:
    """A fingerprint for a pipeline that ``load`` did not make."""
    return hash_text(nlp.config.to_str(), str(nlp.meta.get("name")), str(nlp.meta.get("version")))[:12]


def _read(folder: Path, wanted: set[str], nlp: Language) -> dict[str, Doc]:
    """The wanted Docs that are in the folder, by key; files that are damaged are removed."""
    found: dict[str, Doc] = {}
    for listing in sorted(folder.glob("*.keys")):
        try:
            keys = listing.read_text(encoding="ascii").split()
        except (OSError, UnicodeDecodeError):
            keys = []
        if keys and wanted.isdisjoint(keys):
            continue
        docs = _read_bin(listing.with_suffix(".spacy"), keys, nlp)
        if docs is None:
            _remove(listing)
            continue
        found |= {key: doc for key, doc in zip(keys, docs, strict=True) if key in wanted}
    again = [nlp.get_pipe(name) for name in STORES if name in nlp.pipe_names]
    for doc in found.values():
        for component in again:
            component(doc)
    return found


def _read_bin(path: Path, keys: list[str], nlp: Language) -> list[Doc] | None:
    """The Docs of one file, None when it is damaged: unreadable, or not the texts its keys say."""
    from spacy.tokens import DocBin

    try:
        docs = list(DocBin().from_bytes(path.read_bytes()).get_docs(nlp.vocab))
        os.utime(path)
    except Exception:
        # zlib, msgpack, numpy and spaCy each have errors of their own for bytes that are not theirs
        return None
    return docs if docs and [_key(doc.text) for doc in docs] == keys else None


def _write(folder: Path, keys: list[str], docs: list[Doc]) -> None:
    from spacy.tokens import DocBin

    path = folder / f"{hash_text(*keys)[:16]}.spacy"
    with atomic_write(path) as temporary:
        temporary.write_bytes(DocBin(attrs=ATTRS, docs=docs).to_bytes())
    # the listing comes last: without it the Docs do not exist
    with atomic_write(path.with_suffix(".keys")) as temporary:
        temporary.write_text("\n".join(keys), encoding="ascii")


def _tidy(folder: Path) -> None:
    """Remove what belongs to other pipelines, and the files used longest ago when there are too many."""
    for other in folder.parent.iterdir():
        if other != folder and FOLDER_NAME.fullmatch(other.name):
            shutil.rmtree(other, ignore_errors=True)
    ages = []
    for path in folder.glob("*.spacy"):
        try:
            state = path.stat()
        except OSError:
            continue
        ages.append((state.st_mtime_ns, path.name, state.st_size))
    size = sum(item[2] for item in ages)
    for at, (_, name, bytes_) in enumerate(sorted(ages)):
        if len(ages) - at <= MOST_FILES and size <= MOST_BYTES:
            break
        size -= bytes_
        _remove((folder / name).with_suffix(".keys"))


def _remove(listing: Path) -> None:
    for path in (listing, listing.with_suffix(".spacy")):
        path.unlink(missing_ok=True)
