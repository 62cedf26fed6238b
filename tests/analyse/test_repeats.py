"""Closed repeats, against counting by brute force."""

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.analyse.repeats import closed_repeats

corpora = st.lists(
    st.tuples(st.integers(0, 2), st.text("ab的\U00020000", max_size=12)), min_size=1, max_size=6
)


def found(corpus: list[tuple[int, str]], shortest: int, longest: int) -> dict[str, list[tuple[int, int]]]:
    texts, owners = [text for _, text in corpus], [owner for owner, _ in corpus]
    return {
        texts[repeat.places[0][0]][repeat.places[0][1] :][: repeat.length]: list(repeat.places)
        for repeat in closed_repeats(texts, owners, shortest, longest)
    }


def brute(corpus: list[tuple[int, str]], shortest: int, longest: int) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = {}
    for n, (_, text) in enumerate(corpus):
        for start in range(len(text)):
            for end in range(start + shortest, min(start + longest, len(text)) + 1):
                places.setdefault(text[start:end], []).append((n, start))
    result = {}
    for string, where in places.items():
        if len({corpus[n][0] for n, _ in where}) < 2:
            continue
        left = {corpus[n][1][start - 1] if start else None for n, start in where}
        right = {corpus[n][1][start + len(string) : start + len(string) + 1] or None for n, start in where}
        open_left = len(left) > 1 or None in left
        open_right = len(right) > 1 or None in right or len(string) == longest
        if open_left and open_right:
            result[string] = where
    return result


@given(corpora, st.integers(1, 3), st.integers(0, 4))
def test_the_closed_repeats_of_two_owners_are_found_with_every_place(
    corpus: list[tuple[int, str]], shortest: int, more: int
) -> None:
    assert found(corpus, shortest, shortest + more) == brute(corpus, shortest, shortest + more)


def test_no_text_at_all_repeats_nothing() -> None:
    assert found([(0, ""), (1, "")], 1, 3) == {}
