"""A page's address is a function of the id, plain on every file system, and never shared."""

import re

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.render.urls import relative, slug, speech_url

parts = st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1, max_size=90)
ids = st.lists(
    st.one_of(parts, st.from_regex(r"[a-zA-Z0-9-]{1,4}", fullmatch=True)), min_size=1, max_size=3
).map("/".join)
RESERVED = {"index", "readme", "con", "prn", "aux", "nul", "com1", "lpt1"}


def test_plain_names_stay() -> None:
    assert speech_url("000_342fac27d098c848") == "speeches/000_342fac27d098c848.html"


def test_other_names_keep_their_plain_letters_and_get_a_hash() -> None:
    assert re.fullmatch(r"2026-[0-9a-f]{10}", slug("2026_吉林省".replace("_", "年")))
    assert re.fullmatch(r"x-[0-9a-f]{10}/a", slug("讲话/a"))


@given(ids)
def test_an_address_is_lower_case_ascii_without_reserved_names(id_: str) -> None:
    for part in slug(id_).split("/"):
        assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", part)
        assert part not in RESERVED


@given(st.sets(ids, min_size=2, max_size=12))
def test_two_ids_never_share_an_address(many: set[str]) -> None:
    assert len({slug(id_) for id_ in many}) == len(many)


def test_a_name_made_to_look_like_a_hashed_one_is_hashed_itself() -> None:
    assert slug(slug("A")) != slug("A")


def test_links_are_relative_to_the_page() -> None:
    assert relative("index.md", "speeches/a/b.md") == "../../index.md"
    assert relative("speeches/a/b.md#s1", "index.md") == "speeches/a/b.md#s1"
    assert relative("speeches/a.md", "speeches/b.md") == "a.md"
