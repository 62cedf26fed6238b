"""The yardstick itself, on cases that can be counted by eye."""

import pytest

from tests.search.brute import Query, read, search

LIBRARY = {
    "a": [("s1", "一、坚持“人民至上”。"), ("p1", "人民城市人民建，像像像。增长5.2%")],
    "b": [("p1", "人 民 城市。New York")],
    "c": [("p1", "國之大者，52"), ("p2", "人"), ("p3", "民")],
}


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ("人民", {"a": 3, "b": 1}),
        ("像像", {"a": 2}),
        ("国之大者", {"c": 1}),
        ("5.2", {"a": 1}),
        ("52", {"c": 1}),
        ("人民 城市", {"a": 4, "b": 2}),
        ("人民 人民", {"a": 3, "b": 1}),
        ("人民 -至上", {"b": 1}),
        ("-至上 人民", {"a": 4}),
        ("-至上", {"a": 1}),
        (" -至上", {}),
        ('"new york" 人民', {"b": 2}),
        ('new york"', {"b": 2}),
        ("，。", {}),
        ("", {}),
        ("—— 人民", {"a": 3, "b": 1}),
    ],
)
def test_counts(query: str, counts: dict[str, int]) -> None:
    assert {id_: len(places) for id_, places in search(LIBRARY, query).items()} == counts


def test_exact_punctuation() -> None:
    assert search(LIBRARY, "“人民", exact=True) == {"a": [("s1", 4)]}
    assert search(LIBRARY, "人民。", exact=True) == {}
    assert search(LIBRARY, "国之大者", exact=True) == {}


def test_words() -> None:
    assert read('a"b c"d -e -"f g" "') == Query(("ab cd",), ("e", "f g"))
    assert read("-19") == Query(("-19",), ())
    assert read("Ａ a") == Query(("a",), ())
    assert read("Ａ a", exact=True) == Query(("Ａ", "a"), ())
