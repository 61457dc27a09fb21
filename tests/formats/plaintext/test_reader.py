"""Whole articles and pasted lists."""

import pathlib

import pytest

from citekit.errors import ReadError
from citekit.formats.plaintext.reader import read, reference_texts
from citekit.model.span import SourceText

SHARED = pathlib.Path(__file__).parents[3].parent / "shared"
HAN = "Han, J.-S. (2004). Acupuncture and endorphins. Neuroscience Letters, 361(1–3), 258–261."
TURING = "Turing, A. M. “Computing Machinery and Intelligence.” Mind, vol. 59, no. 236, 1950, pp. 433-60."


@pytest.mark.parametrize("text", ["", "  \n\t\n"])
def test_an_empty_file(text):
    with pytest.raises(ReadError, match="empty"):
        read(SourceText(text, "list.txt"))


def test_an_article_without_a_list_says_what_to_try():
    text = "Massage eases pain.\n\nWe have known so for long.\n\nCome and see us, we are open daily.\n" * 3
    with pytest.raises(ReadError, match="heading") as caught:
        read(SourceText(text, "article.txt"))
    assert caught.value.path == "article.txt"


def test_keys_are_unique():
    library = read(SourceText(f"{HAN}\n{HAN}\n{HAN}\n{TURING}"))
    assert library.keys() == ("han2004", "han2004b", "han2004c", "turing1950")
    assert [item["id"] for item in library.items] == list(library.keys())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Brontë, Charlotte. *Jane Eyre*. Oxford UP, 2000.", "bronte2000"),
        ("Ångström, A. J. (1868). *Recherches sur le spectre solaire*. Schultz.", "angstrom1868"),
        ("“Low Back Pain.” *MedlinePlus*, medlineplus.gov/backpain.html.", "low"),
    ],
)
def test_keys_are_ascii(text, key):
    assert read(SourceText(text)).keys() == (key,)


def test_a_line_that_is_no_reference_is_a_problem_with_its_place():
    library = read(SourceText(f"References\n\n{HAN}\n\nSee there\n\n{TURING}\n", "article.txt"))
    assert library.keys() == ("han2004", "turing1950")
    (problem,) = library.problems
    assert problem.location == (5, 1)
    assert "See there" in problem.message


def test_dashes_repeat_the_author_before():
    dashed = (
        "———. (2003). Acupuncture: Neuropeptide release produced by electrical stimulation of different frequencies. "
        "Trends in Neurosciences, 26(1), 17–22."
    )
    library = read(SourceText(f"{HAN}\n{dashed}"))
    assert library.items[1]["author"] == [{"family": "Han", "given": "J.-S."}]
    assert library.keys() == ("han2004", "han2003")


def test_fields_know_where_they_stand():
    source = SourceText(f"Prose.\n\nReferences\n\n1. {HAN}\n2. {TURING}\n")
    origin = read(source).origin("han2004")
    assert source.text[slice(*origin.span)] == HAN
    assert source.text[slice(*origin.at("title").span)] == "Acupuncture and endorphins"
    assert origin.at("title").location == (5, 23)


def test_an_address_broken_at_the_line_end():
    text = "Han, J.-S. (2004). Acupuncture and endorphins. Pain, 3(1), 2–3. https://doi.org/10.1016/\n  j.neulet.2003.12.019"  # noqa: E501 - a reference on one line
    assert read(SourceText(text)).items[0]["DOI"] == "10.1016/j.neulet.2003.12.019"


def test_reference_texts():
    assert reference_texts(SourceText(f"# A\n\n## References\n\n1. {HAN}\n2. {TURING}\n\nPhoto\n")) == [
        HAN,
        TURING,
    ]


def test_the_clinics_article():
    path = SHARED / "data" / "article" / "article.txt"
    if not path.exists():
        pytest.skip("the shared data is not beside the project")
    library = read(SourceText(path.read_text("utf-8"), "article.txt"))
    assert library.problems == ()
    assert library.keys() == ("amta2012", "han2004", "li2013", "mallory2017", "zhang2022", "zhao2021")
    amta, han, li, mallory, zhang, zhao = library.items
    journal = "Evidence-Based Complementary and Alternative Medicine"
    assert amta == {
        "id": "amta2012",
        "type": "webpage",
        "author": [{"literal": "AMTA"}],
        "title": "Come Together: Massage & Integrative Medicine",
        "container-title": "American Massage Therapy Association",
        "publisher": "AMTA",
        "issued": {"date-parts": [[2012, 5, 15]]},
        "URL": "https://www.amtamassage.org/publications/massage-therapy-journal/massage-therapy-and-integrative-medicine/",
    }
    assert han == {
        "id": "han2004",
        "type": "article-journal",
        "author": [{"family": "Han", "given": "Ji-Sheng"}],
        "title": "Acupuncture and Endorphins",
        "container-title": "Neuroscience Letters",
        "volume": "361",
        "issue": "1-3",
        "issued": {"date-parts": [[2004, 5]]},
        "page": "258-261",
        "DOI": "10.1016/j.neulet.2003.12.019",
    }
    assert (li["container-title"], li["volume"], li["issued"]) == (
        f"{journal} : ECAM",
        "2013",
        {"date-parts": [[2013]]},
    )
    assert (li["URL"], li["PMCID"]) == ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3677642/", "PMC3677642")
    assert li["author"] == [{"family": "Li", "given": "Qian-Qian"}]
    assert li["custom"] == {"et-al": ["author"]}
    assert (mallory["issued"], mallory["page"]) == ({"date-parts": [[2017, 12, 21]]}, "149-151")
    assert mallory["author"] == [{"family": "Mallory", "given": "Molly J."}]
    assert (zhang["volume"], zhang["page"], zhang["container-title"]) == ("2022", "e9467002", journal)
    assert zhang["issued"] == {"date-parts": [[2022, 5, 28]]}
    assert (zhao["volume"], zhao["page"], zhao["accessed"]) == (
        "2021",
        "1-10",
        {"date-parts": [[2025, 4, 2]]},
    )
    assert all(item["type"] == "article-journal" for item in library.items[1:])
