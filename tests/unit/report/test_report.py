"""The report as text: wording, quotes, what may not be in it, the same bytes twice."""

import copy
import dataclasses
import itertools
import re

import nbformat
import pytest

from workbench.errors import ReportFailed
from workbench.privacy.disclosure import Policy
from workbench.report import html, quotes, tables, wording
from workbench.report.breaks import breakable
from workbench.report.markup import Html, element, text
from workbench.report.region_report import RegionReport
from workbench.report.sections.dilemmas import question
from workbench.report.view import View


@pytest.mark.parametrize(
    "number, total, spread, expected",
    [
        (
            4,
            9,
            ["onderwijs", "gemeente"],
            "Genoemd door 4 van de 9 gesprekspartners, uit onderwijs en gemeente.",
        ),
        (9, 9, [], "Genoemd door alle 9 gesprekspartners."),
        (1, 1, [], "Genoemd door de enige gesprekspartner."),
        (None, 9, ["a", "b", "c"], "Genoemd door minder dan drie van de 9 gesprekspartners, uit a, b en c."),
        (0, 9, [], "Geen gesprekspartner noemt dit."),
    ],
)
def test_wording_by_count_and_spread(number, total, spread, expected):
    assert wording.mentioned(number, total, 3, spread) == expected


def test_small_words():
    assert wording.count(1, "gesprek", "gesprekken") == "één gesprek"
    assert wording.count(12, "gesprek", "gesprekken") == "twaalf gesprekken"
    assert wording.number_word(1300) == "1.300"
    assert wording.sentence("één bron telt niet mee") == "Eén bron telt niet mee."


def test_numbers_in_one_sentence_are_written_one_way():
    few = [(12, "opbrengst", "opbrengsten"), (1, "besluit", "besluiten")]
    assert wording.counts(few) == ["twaalf opbrengsten", "één besluit"]
    assert wording.counts([*few, (1300, "signaal", "signalen")]) == ["12 opbrengsten", "1 besluit", "1.300 signalen"]


@pytest.mark.parametrize(
    ("written", "told"),
    [("2026-11-28T10:20:31+00:00", "28 november 2026"), ("2026-03-01", "1 maart 2026"), ("ooit", "ooit"), ("", "")],
)
def test_a_day_as_people_write_it(written, told):
    assert wording.day(written) == told


def test_long_words_of_a_label_may_break_and_say_the_same():
    shown = breakable("gemeenschappelijke regeling & <kort>")
    assert "\u00ad" in shown and shown.replace("\u00ad", "") == "gemeenschappelijke regeling &amp; &lt;kort&gt;"
    assert breakable(Html("<b>samenwerkingsverbanden</b>")) == "<b>samenwerkingsverbanden</b>"
    # what people said, and what stands in other tables, stays as it is
    words = "gemeenschappelijke"
    assert words in tables.table("t", ["Wat", "Bron"], [(words, words)])
    assert words not in tables.table("t", ["Wat", "Bron"], [(words, words)], compact=True)


@pytest.mark.parametrize(
    ("stretch", "stands"),
    [
        ("dat netjes, en", False),
        ("en dan denk ik", False),
        ("goede wil", False),
        ("Ik heb er zelf vier van.", False),
        ("en dan ben ik er", False),
        ("nu ga ik niet meer wachten tot er iemand wat zegt,", True),
        ("Maar in die vier jaar heeft er ook nooit eens iemand,", True),
        ("mijn raad vraagt elk najaar wat wij daar zelf voor terugkrijgen", True),
        ("", False),
    ],
)
def test_a_pole_that_says_nothing_by_itself_is_not_marked_for_the_region(stretch, stands):
    assert quotes._can_stand(stretch) is stands


def test_a_quote_without_marks_says_which_dilemma_it_is_about():
    bare = quotes.Shown("c", "dat netjes, en dan", "gemeente", ("v",), "", (("dat netjes, en dan", ""),))
    marked = quotes.Shown("c", "x y", "gemeente", ("v",), "", (("x", "a"), (" y", "b")))
    assert "Dit citaat gaat over ‘a tegenover b’:" in quotes.quotes([bare], "a tegenover b")
    assert "Deze citaten gaan over" in quotes.quotes([bare, marked], "a tegenover b")
    assert "over" not in quotes.quotes([marked], "a tegenover b")


def test_text_in_html_is_harmless():
    assert text("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert element("p", '"><img onerror=x>', title='"><x>').count("<") == 2
    assert "<script" not in tables.table("x", ["a", "b"], [("<script>", "<b>")])


def test_a_table_has_caption_and_scopes():
    found = tables.table("Titel", ["A", "B"], [("x", 1)])
    assert "<caption>Titel</caption>" in found and 'scope="col"' in found and 'scope="row"' in found
    assert "niets gevonden" in tables.table("Titel", ["A"], [])


def test_every_dilemma_of_the_codebook_has_a_question():
    asked = [question(f"D{number:02d}") for number in range(1, 15)]
    assert all(line.endswith("?") and len(line.split()) <= 26 for line in asked)
    assert len(set(asked)) == 14


def test_poles_in_a_quote_carry_a_letter(invented_region):
    view = View(invented_region, Policy())
    found = quotes.Picker(view).pick("dilemma", "D02", 3)
    assert len(found) == 3 and len({one.voices for one in found}) == 3
    shown = quotes.quote(found[0])
    assert re.search(r'<mark class="pool-a"><b class="pool-letter">A</b> ', shown)
    assert re.search(r'<mark class="pool-b"><b class="pool-letter">B</b> ', shown)


@pytest.mark.parametrize("part", [slice(None), slice(2, 7)])
def test_words_that_the_researcher_keeps_back_are_counted_and_not_quoted(invented_data, make_region, part):
    def seen(**more):
        data = copy.deepcopy(invented_data)
        data["region"] |= more
        view = View(make_region(data), Policy())
        return quotes.Picker(view).pick("dilemma", "D02", 3), view.counts("dilemma")

    first, counted = seen()
    words = " ".join(first[0].text.split()[part]).upper().replace(",", " ")
    then, again = seen(niet_citeren=["Iets heel anders.", words])
    assert again == counted and first[0].text not in [one.text for one in then]
    assert seen(niet_citeren=["woorden die nergens staan", "..."])[0] == first


def test_a_passage_is_quoted_once(invented_region):
    picker = quotes.Picker(View(invented_region, Policy()))
    found = [one.text for code in ("T05", "T11", "T14", "T13") for one in picker.pick("theme", code, 3)]
    assert len(found) == len(set(found))


def shown_text(source: str) -> str:
    return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", source, flags=re.DOTALL))


def test_the_page_is_dutch_and_holds_no_code_script_or_address(concept):
    assert concept.startswith('<!DOCTYPE html>\n<html lang="nl">') or concept.lstrip().startswith("<!DOCTYPE html>")
    assert "geheime_code" not in concept and "verborgen" not in concept
    assert not re.search(r"<script|https?://|javascript:|\son\w+=", concept)
    assert "/home/" not in concept and "project_dir" not in concept


def test_marks_and_warning(concept, regio):
    assert "Concept, niet delen" in shown_text(concept) and "Concept, niet delen" not in regio
    assert "Verzonnen voorbeeld" in shown_text(regio)
    assert '@top-center { content: "Concept, niet delen · Verzonnen voorbeeld"' in concept
    assert "Het Nederlandse taalmodel is er niet" in concept


def test_no_name_number_or_refused_word_is_in_any_version(concept, regio, invented_data):
    for version in (concept, regio):
        for name in ("Dobbelstam", "Wubbo", "Kolvenaar", "Strandjutter", "06-12345678", "PERSOON"):
            assert name not in version
        assert "bij nader inzien" not in version


def test_the_region_sees_no_draft_and_no_words_of_the_only_parent(concept, regio, invented_region):
    assert "g6-concept" in set(View(invented_region, Policy(3)).evidence["source_id"])
    assert "g6-concept" not in set(View(invented_region, Policy(3, "regio")).evidence["source_id"])
    assert "nog niet goedgekeurd, maar de samenwerking" not in regio
    assert "zes keer verteld" in concept and "zes keer verteld" not in regio


def test_no_number_of_people_under_k_anywhere(concept, regio):
    for version in (concept, regio):
        assert not re.search(r"\b[12] van de \d+ gesprekspartners", shown_text(version))
        assert not re.search(r'class="getal"[^>]*><span class="cel">[12]</span>', version)
        assert not re.search(r": [12][;.]", " ".join(re.findall(r'alt="([^"]*)"', version)))


def test_headings_are_in_order_and_anchors_exist(concept):
    levels = [int(level) for level in re.findall(r"<h([1-6])", concept)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    anchors = re.findall(r'href="#([\w-]+)"', concept)
    assert len(anchors) >= 9 and all(f'id="{anchor}"' in concept for anchor in anchors)


def test_the_same_region_gives_the_same_page(invented_region, concept, page):
    assert page(invented_region, Policy(3, "concept")) == concept


def test_sections_do_not_depend_on_the_order_in_which_they_are_asked(invented_region):
    forward, backward = RegionReport(invented_region, Policy()), RegionReport(invented_region, Policy())
    themes = forward.themes()
    backward.dilemmas()
    assert backward.themes() == themes


def test_an_attack_in_a_transcript_stays_text(invented_data, make_region, page):
    changed = copy.deepcopy(invented_data)
    attack = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)> [link](javascript:x) $x$ \u202e "
        "wij doen dit samen met elkaar."
    )
    changed["sources"]["g1-gemeenten"]["turns"] = [
        {
            "who": who,
            "text": attack.replace("dit", f"dit {who}"),
            "codes": ["T05", {"fact": ["result", "<b>x</b>", ""]}],
        }
        for who in ("R01", "R02", "R03", "R04")
    ]
    changed["region"]["naam"] = "<script>naam</script>"
    found = page(make_region(changed), Policy())
    assert "<script" not in found and "<img src=x" not in found and "\u202e" not in found
    assert "&lt;script&gt;alert(1)" in found


@pytest.mark.parametrize("version", ["concept", "regio"])
def test_a_region_of_which_nothing_is_known_gets_a_report(version, page):
    from workbench import tables as stored
    from workbench.analysis.data import RegionData
    from workbench.region import Region

    bare = RegionData(
        "leeg", Region(naam="leeg"),
        *(stored.frame(table) for table in (stored.SOURCES, stored.UTTERANCES, stored.CODINGS)),
    )  # fmt: skip
    assert "Verantwoording" in page(bare, Policy(3, version))


def test_one_interview_alone_tells_no_numbers_and_no_words(invented_region, page):
    alone = invented_region.restrict(["g4-ouder"])
    found = shown_text(page(alone, Policy(3, "regio")))
    assert "verhaal al zes keer" not in found and "minder dan drie" in found


def test_an_executed_notebook_becomes_one_file(tmp_path, invented_region):
    book = nbformat.v4.new_notebook()
    output = nbformat.v4.new_output(
        "execute_result", data={"text/html": str(RegionReport(invented_region, Policy()).cover())}
    )
    book.cells = [nbformat.v4.new_code_cell("x", outputs=[output])]
    nbformat.write(book, tmp_path / "uit.ipynb")
    target = html.export(tmp_path / "uit.ipynb", tmp_path / "rapport.html", title="Rapport <x>")
    found = target.read_text(encoding="utf-8")
    assert "<title>Rapport &lt;x&gt;</title>" in found
    assert {path.name for path in tmp_path.iterdir()} == {"uit.ipynb", "rapport.html"}


@pytest.mark.parametrize("outputs", [[], [nbformat.v4.new_output("error", ename="X", evalue="geheim", traceback=[])]])
def test_a_failed_or_empty_notebook_leaves_the_last_page(tmp_path, outputs):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=outputs)])
    nbformat.write(book, tmp_path / "uit.ipynb")
    (tmp_path / "rapport.html").write_text("oud")
    with pytest.raises(ReportFailed) as caught:
        html.export(tmp_path / "uit.ipynb", tmp_path / "rapport.html", title="x")
    assert (tmp_path / "rapport.html").read_text() == "oud"
    assert "geheim" not in str(caught.value)


def test_a_concept_quotes_no_name_that_is_always_replaced(invented_region):
    """A name of ``altijd`` in namen.yaml that was listed after the source was read."""
    row = next(row for row in invented_region.sources.itertuples() if row.kind == "interview")
    words = row.text.split()[0]
    known = dataclasses.replace(invented_region, always=("Quandelst",))
    told = known.sources.assign(text=known.sources["text"].str.replace(words, "Quandelst", n=1, regex=False))
    place = (row.source_id, 0, len("Quandelst"), ())
    assert View(dataclasses.replace(invented_region, sources=told), Policy(3)).release(*place) is not None
    assert View(dataclasses.replace(known, sources=told), Policy(3)).release(*place) is None
