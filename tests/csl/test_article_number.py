"""An article without pages is found by its number, in styles that know of pages alone too."""

import pytest

from citekit.style import load_style

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Pages</title><id>pages</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout delimiter=", "><group delimiter=", ">
    <text variable="title"/><text variable="page"/>NUMBER
  </group></layout></bibliography>
</style>
"""


@pytest.fixture
def printed(tmp_path):
    def printed(element, **variables):
        path = tmp_path / "pages.csl"
        path.write_text(STYLE.replace("NUMBER", element), encoding="utf-8")
        return load_style(path).bibliography([{"id": "a", "title": "Pain", **variables}]).to("text").strip()

    return printed


def test_what_has_pages_or_is_no_article_is_left_alone(printed):
    assert printed("", type="article-journal", number="e7", page="1-9") == "Pain, 1–9"
    assert printed("", type="report", number="7") == "Pain"
    assert printed("", type="patent", number="7") == "Pain"


def test_a_style_that_prints_numbers_prints_them_once(printed):
    assert printed('<text variable="number"/>', type="article-journal", number="e7") == "Pain, e7"


def test_in_others_the_number_stands_for_the_pages(printed):
    assert printed("", type="article-journal", number="e7") == "Pain, e7"
    only_reports = '<choose><if type="report"><text variable="number"/></if></choose>'
    assert printed(only_reports, type="article-journal", number="e7") == "Pain, e7"
