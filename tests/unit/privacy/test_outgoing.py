"""The last look at a page or table: whatever is planted in it is found, and what is found is not repeated."""

import pandas as pd
import pytest

from workbench.privacy.outgoing import look, look_at_table, safe_cell, unfit

PAGE = """<!doctype html><html lang="nl"><head><title>Rapport regio Proef</title>
<style>p {{color: black}}</style></head>
<body><h1>Regio Proef</h1><h2>Thema's</h2><table><tr><th>Thema</th><th>Genoemd</th></tr>
<tr><td>{cell}</td><td>4</td></tr></table>
<figure class="citaat"><blockquote><p>“{quote}”</p></blockquote><figcaption>bestuurder</figcaption></figure>
<img alt="{alt}" src="data:image/png;base64,AAAA">{more}</body></html>"""
GOOD = {"cell": "Samen of lokaal", "quote": "We doen het samen.", "alt": "Staafdiagram: 4 van 9.", "more": ""}
PLANTED = [
    "Bel 06-12345678", "mail naar a.b@voorbeeld.example", "NL91 ABNA 0417 1643 00", "bsn 111222333",
    "Dorpsstraat 12a, 1234 AB",
    "volgens mevrouw Kloosterberg", "dat zei Soufian El Khattabi gisteren",
]  # fmt: skip


def page(**more):
    return PAGE.format(**{**GOOD, **more})


def test_a_clean_page_passes_and_its_quotes_are_told():
    found = look(page(), names=("Hilde",), allowed=lambda words: words == "We doen het samen.")
    assert found.problems == () and found.quotes == (("We doen het samen.", "bestuurder"),)


@pytest.mark.parametrize("where", ["cell", "quote", "alt"])
@pytest.mark.parametrize("planted", PLANTED)
def test_an_identifier_in_a_table_a_quote_or_a_picture_stops_the_page(where, planted):
    found = look(page(**{where: planted}))
    assert found.problems
    told = " ".join(map(str, found.problems))
    assert not any(word in told for word in ("Kloosterberg", "Khattabi", "12345678", "111222333", "Dorpsstraat"))


def test_a_name_of_the_region_stops_the_page_in_any_case():
    assert look(page(cell="hilde vindt van niet"), names=("Hilde",)).problems


@pytest.mark.parametrize(
    "more",
    [
        "<script>1</script>", '<p onclick="x()">a</p>', "<!-- R03 -->", '<iframe src="x"></iframe>',
        "<p>/home/onderzoeker/data</p>",
        '<link rel="stylesheet" href="x.css">', '<meta name="author" content="iemand">',
    ],
)  # fmt: skip
def test_nothing_runs_hides_or_tells_of_this_machine(more):
    assert look(page(more=more)).problems


@pytest.mark.parametrize(
    "more",
    [
        "<div>Zwenkaar zegt <p>iets</p></div>", "<ul><li>Zwenkaar<ul><li>sub</li></ul></li></ul>",
        "<table><tr><td>Zwenkaar <p>x</p></td></tr></table>", "<section>Zwenkaar zei</section>", "Zwenkaar zei",
        "<h5>Zwenkaar</h5>", "<pre>Zwenkaar</pre>", "<address>Zwenkaar</address>", "<a href='#'>Zwenkaar</a>",
        "<p>Zwen<b>kaar</b> zei</p>", "<p>Zwen<wbr>kaar</p>", "<p><b>Loes</b><b>Zwenkaar</b></p>",
        "<p data-naam='Zwenkaar'>x</p>", "<p id='Zwenkaar'>x</p>", "<p class='a Zwenkaar'>x</p>", "<p zwenkaar>x</p>",
        "<p id='een' id='Zwenkaar' id='twee'>x</p>", "<p aria-description='Zwenkaar'>x</p>",
        "<a href='Zwen%6baar'>x</a>", "<p lang='Zwenkaar'>x</p>",
        "<style>/* van Zwenkaar */</style>", "<style>.zwenkaar {color: red}</style>",
        "<style>p {--zwenkaar: 1}</style>",
        "<style>p::after {content: 'Zwenk\\61 ar'}</style>", "<p style='font-family: Zwenkaar'>x</p>",
        "<svg><title>Zwenkaar</title></svg>", "<svg><desc>Zwenkaar</desc></svg>",
        "<svg><text>Zwen<tspan>kaar</tspan></text></svg>",
        "<img alt='' src='data:image/svg+xml,<svg>%3C!-- Zwenkaar --%3E'>",
        "<img alt='' src='data:image/svg+xml;base64,PHN2Zz48dGV4dD5ad2Vua2FhcjwvdGV4dD48L3N2Zz4='>",
    ],
)  # fmt: skip
def test_a_name_is_found_wherever_it_stands(more):
    found = look(page(more=more), names=("Loes", "Zwenkaar")).problems
    assert "een naam uit region.yaml" in {one.what for one in found}
    assert not any("zwenkaar" in str(one).casefold() for one in found)
    for name in ("Zwenkaar", "zwenkaar", "Loes"):
        more = more.replace(name, "woorden")
    assert look(page(more=more)).problems == ()


@pytest.mark.parametrize(
    "more",
    [
        "<![CDATA[x]]>", "<?x?>", "<!DOCTYPE x>", "<!x>", "<p>x</p woorden>", "</ x>", "<!-- niet af",
        "<template>x</template>", "<noscript>x</noscript>", "<textarea>x</textarea>", "<video src='x.mp4'></video>",
        "<select><option>x</option></select>", "<zwenkaar>x</zwenkaar>",
        "<a href='mailto:x'>x</a>", "<a href='https://x.example'>x</a>", "<a href='//x.example'>x</a>",
        "<a href='ht&#9;tps:x'>x</a>", "<a href='/x'>x</a>", "<a href='file:x'>x</a>",
        "<a href='data:image/png,'>x</a>",
        "<img alt='' src='https://x.example/p.png'>", "<img alt='' srcset='https://x.example/p.png 2x'>",
        "<style>@import 'a.css';</style>", "<style>@\\69mport 'a.css'</style>",
        "<p style='background: url(https://x.example/a)'>x</p>",
        "<meta http-equiv='refresh' content='0;url=x'>",
    ],
)  # fmt: skip
def test_nothing_is_hidden_and_nothing_asks_for_something_elsewhere(more):
    found = look(page(more=more), names=("Zwenkaar",)).problems
    assert found and not any("zwenkaar" in str(one).casefold() for one in found)


def test_what_our_own_pages_hold_passes():
    more = (
        "<a href='#themas'>x</a><a href='../index.html'>x</a><a href='proef/tabellen/tabellen.xlsx'>x</a>"
        "<img alt='Kaart' src='data:image/svg+xml;base64,PHN2Zz48dGV4dD5TYW1lbjwvdGV4dD48L3N2Zz4='>"
        "<svg viewBox='0 0 1234 5678 90'><path d='M 06 12 34 56 78 z'/></svg>"
        "<p>Nadruk op <b>A</b><small>(4)</small></p>"
    )
    assert look(page(more=more), names=("Max", "Mark")).problems == ()


PLACES = (
    r"G:\Onderzoek\jk", r"C:\Werk\jk", "C:/Users/jk", "C:/Werk/jk/x", r"\\srv01\jk$", "/data/onderzoek/jk",
    "/media/jk/x",
    "/Volumes/jk", "/opt/jk", "/mnt/jk", "~jk/x", "~/x", "file:///home/jk", r"\Users\jk", "(/home/jk)", "smb://srv/jk",
    "%USERPROFILE%", "$HOME/x",
)  # fmt: skip
NO_PLACES = (
    "en/of", "24/7", "1/2", "~3/4 van", "3 per jaar/inwoner", "kosten per /dag", "ouder(s)/verzorger(s)",
    "A:/B", "a/b/c",
    "km/u", "../index.html", "proef/tabellen/data/x.csv", "Vraag: /", "jeugd-/gezinshulp", "10:30/11:00", "kant A: ja",
    "media/pers", "dit\\dat", "thema's/dilemma's",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", ["{}", "Het staat in {}."])
def test_a_folder_of_a_machine_stops_a_page_and_a_table(place, text):
    text = text.format(place)
    assert "een map van deze computer" in unfit(text)
    assert look(page(cell=text)).problems and look_at_table(pd.DataFrame({"code": [text]}))


@pytest.mark.parametrize("text", NO_PLACES)
def test_strokes_in_a_text_are_no_folder(text):
    assert unfit(text) == ()


def test_a_message_does_not_repeat_a_heading_that_may_not_go_out():
    html = "<h1>Regio Zwenkaar</h1><p>x</p><h2>De lijn van Zwenkaar</h2><p>bel 06-12345678</p>"
    found = look(html, names=("Zwenkaar",)).problems
    assert len(found) == 3 and {one.where for one in found} == {"bij een <h1>", "bij een <h2>"}


def test_a_quote_must_stand_in_a_source_that_was_released():
    [problem] = look(page(), allowed=lambda words: False).problems
    assert "geen vrijgegeven bron" in problem.what and problem.where == "onder 'Thema's'"


def test_the_letters_of_poles_are_no_words_of_a_quote():
    pole = '<mark class="pool-a"><b class="pool-letter">{}</b> {}</mark>'
    quote = f"{pole.format('A', 'samen')} of {pole.format('B', 'zelf')}"
    [(words, _)] = look(page(quote=quote)).quotes
    assert words == "samen of zelf"


def test_a_table_is_read_cell_by_cell():
    table = pd.DataFrame({"code": ["T05"], "toelichting": ["bel 06-12345678"], "n": [4]})
    assert [str(one) for one in look_at_table(table)] == ["iets van het soort TELEFOON (kolom 2)"]
    assert look_at_table(table[["code", "n"]]) == []


@pytest.mark.parametrize("value", ["=1+1", "+31", "-2", "@SUM(A1)", "\tx", "  =1", "|calc", "＝1+1", "＠x", "\u200b=1"])
def test_no_cell_is_a_formula(value):
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["wij doen dit,=HYPERLINK(1)", "een;@SUM(A1)", "a, +1"])
def test_no_part_of_a_cell_is_a_formula_where_commas_part_cells(value):
    safe = safe_cell(value)
    assert safe != value and safe.replace("'", "", 1) == value and safe_cell(safe) == safe


@pytest.mark.parametrize("value", ["T05", "5", "samen = beter", "ja, - en nee", "1,5", 4, None, -2])
def test_other_cells_stay_as_they_are(value):
    assert safe_cell(value) == value
