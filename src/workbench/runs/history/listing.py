"""Records of runs shown to people: a page with the latest runs, and a table for the screen and the log."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from string import Template
from urllib.parse import quote

from workbench.report.markup import Html, element, items, join, text
from workbench.report.wording import MONTHS, listing, sentence
from workbench.runs.history.outcomes import PARTLY, left_out

TEMPLATE = Path(__file__).with_name("listing.html")
DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
VERBS = {"report": "Rapporten", "compare": "Vergelijking van regio's", "publish": "Publicatie"}
SIGNS = {"gelukt": "✓", "actueel": "✓", PARTLY: "!", "mislukt": "✗", "afgebroken": "✗", "bezig": "…"}
#: what a reader has to look at
ATTENTION = (PARTLY, "mislukt", "afgebroken")
FORMS = {"html": "HTML", "word": "Word", "pdf": "PDF"}
MARK = 12  # signs of a hash: enough to see whether two are the same
VERSIONS = {"concept": "concept", "regio": "om te delen"}
SHORT = 3


def table(record: dict) -> str:
    """What happened to each region of a run, as lines of plain text."""
    entries = record["regios"]
    width = max([len("REGIO"), *(len(entry["regio"]) for entry in entries)])
    wide = max([10, *(len(entry["uitkomst"]) for entry in entries)])
    lines = [f"{'REGIO':<{width}}  {'UITKOMST':<{wide}}  DUUR"]
    lines += [
        f"{entry['regio']:<{width}}  {entry['uitkomst']:<{wide}}  {_took(entry) or '–'}{_remark(entry)}{_why(entry)}"
        for entry in entries
    ]
    return "\n".join([*lines, f"Samen: {summary(entries)}; {duration(record.get('duur_s', 0))}"])


def _took(entry: dict) -> str:
    """How long a region took; "" where nothing was made of that region alone, as in a publication."""
    return duration(entry["duur_s"]) if entry["duur_s"] else ""


def _remark(entry: dict) -> str:
    """Files that were left out, where the reason does not say it."""
    without = entry.get("weggelaten")
    return f"  ({left_out(without)})" if without and entry["uitkomst"] != PARTLY else ""


def _why(entry: dict) -> str:
    return f"  ({entry['reden']})" if entry.get("reden") else ""


def summary(entries: Iterable[dict]) -> str:
    """How many regions ended how, such as "2 gelukt, 1 mislukt"."""
    counts = Counter(entry["uitkomst"] for entry in entries)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in SIGNS if counts[outcome]) or "geen regio's"


def duration(seconds: float) -> str:
    """Seconds as people say them: 8 s, 3 min 5 s, 1 uur 4 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} uur {whole % 3600 // 60} min"


def moment(written: str) -> str:
    """A written moment as a day and a time in Dutch; what cannot be read is given as it is."""
    try:
        at = dt.datetime.fromisoformat(written)
    except ValueError:
        return written
    return f"{DAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


def page(records: list[dict]) -> str:
    """The page with these runs: one HTML file without scripts or anything from elsewhere; all text is escaped."""
    rows = join(_row(record) for record in records)
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(rows=rows)


def _row(record: dict) -> Html:
    begun = record["begonnen"]
    took = element("span", duration(record["duur_s"]), class_="zacht") if "duur_s" in record else None
    return element(
        "tr",
        element("th", element("time", moment(begun), datetime=begun), took, scope="row"),
        element("td", outcome(str(record.get("uitkomst")))),
        element("td", _asked(record), _regions(record), _in_and_out(record)),
    )


def outcome(word: str) -> Html:
    """The word with a sign before it, so that colour is not what tells."""
    sign = element("span", SIGNS.get(word, ""), aria_hidden="true")
    return element("span", sign, " ", word, class_=f"uitkomst {'onvolledig' if word == PARTLY else word}")


def _asked(record: dict) -> Html:
    asked = record.get("gevraagd") if isinstance(record.get("gevraagd"), dict) else {}
    parts = [VERBS.get(record.get("opdracht"), str(record.get("opdracht")))]
    parts += [VERSIONS[asked["versie"]]] if asked.get("versie") in VERSIONS else []
    parts += ["alleen wat veranderd is"] if asked.get("alleen_veranderd") else []
    parts += ["als zip"] if asked.get("zip") else []
    parts += ["met een beginpagina"] if asked.get("beginpagina") else []
    why = [element("p", sentence(str(record["reden"])), class_="reden")] if record.get("reden") else []
    given = [element("p", sentence(f"klaargezet: {handed}"))] if (handed := handed_over(record)) else []
    return join([element("p", ", ".join(parts)), *given, *why])


def handed_over(record: dict) -> str:
    """What went into a publication, such as "23 bestanden, waaronder 3 pagina's en 1 PDF"; "" for another run."""
    given = record.get("meegegeven")
    if not isinstance(given, dict) or not isinstance(given.get("bestanden"), int):
        return ""
    names = {"paginas": ("pagina", "pagina's"), "word": ("Word", "Word"), "pdf": ("PDF", "PDF")}
    numbers = {kind: given.get(kind) for kind in names}
    told = [f"{number} {names[kind][number != 1]}" for kind, number in numbers.items() if number]
    return f"{given['bestanden']} bestanden, waaronder {listing(told)}" if told else f"{given['bestanden']} bestanden"


def _regions(record: dict) -> Html:
    """Regions that need a look are always shown; the others behind a click when there are many."""
    wrong = [entry for entry in record["regios"] if entry["uitkomst"] in ATTENTION]
    rest = [entry for entry in record["regios"] if entry not in wrong]
    shown = items(_region(entry, said=record.get("reden", "")) for entry in wrong)
    if len(rest) <= SHORT:
        return join([shown, items(map(_region, rest))])
    return join([shown, element("details", element("summary", summary(rest)), items(map(_region, rest)))])


def _in_and_out(record: dict) -> Html | None:
    """A closed block: in which forms, and per region the hash of what went in and the pages that came out."""
    asked = record.get("gevraagd") if isinstance(record.get("gevraagd"), dict) else {}
    forms = asked.get("formaat") if isinstance(asked.get("formaat"), list) else []
    lines = [line for entry in record["regios"] if (line := _made_of(entry))]
    if not lines and not forms:
        return None
    named = listing([FORMS[form] for form in FORMS if form == "html" or form in forms])
    known = "formaat" in asked  # older records do not say
    told = [element("p", f"Formaat: {named}.")] if known else []
    if lines:
        told.append(element("p", "De code achter een naam verandert zodra er iets verandert in wat erin ging."))
    inside = join([*told, items(lines)])
    return element("details", element("summary", "Invoer en formaten" if known else "Invoer"), inside, class_="invoer")


def _made_of(entry: dict) -> Html | None:
    """``dalderstad: bronnen 3f2a91c04b7d; rapport.html 9c1e5d20aa41``."""
    known = {"bronnen": entry.get("invoer"), **(entry.get("paginas") or {})}
    parts = [_marked(name, mark) for name, mark in known.items() if mark]
    return join_inline(entry["regio"].strip("_"), ": ", Html("; ".join(parts))) if parts else None


def _marked(name: str, mark: object) -> Html:
    return join_inline(name, " ", element("span", str(mark)[:MARK], class_="vingerafdruk"))


def _region(entry: dict, said: str = "") -> Html:
    """A region in the list; a reason that was ``said`` of the whole run is not said again."""
    name = text(entry["regio"].strip("_"))
    pages = sorted(entry.get("paginas") or (), key=lambda page: not page.startswith(("rapport", "vergelijking")))
    link = element("a", name, href=f"../{quote(entry['regio'])}/{quote(pages[0])}") if pages else name
    why = f": {entry['reden']}" if entry.get("reden") not in (None, "", said) else ""
    took = f", {_took(entry)}" if _took(entry) else ""
    return join_inline(link, " ", outcome(entry["uitkomst"]), f"{took}{_remark(entry)}{why}")


def join_inline(*parts: object) -> Html:
    """Parts after each other."""
    return Html("".join(text(part) for part in parts))
