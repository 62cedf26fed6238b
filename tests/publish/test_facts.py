"""Reading a page: its anchors, what one may follow, what the browser loads by itself."""

from __future__ import annotations

import pytest

from build_scripts.publish.facts import read_css, read_html, read_script


def test_ids_and_named_anchors_are_anchors() -> None:
    facts = read_html('<h2 id="s1">一<a name="old"></a></h2><input name="q">'.encode())
    assert facts.anchors == {"s1", "old"}


@pytest.mark.parametrize(
    "html",
    [
        '<a href="x">',
        '<map><area href="x"></map>',
        '<form action="x">',
        '<button formaction="x">',
        '<link rel="canonical" href="x">',
        '<link rel="alternate" href="x">',
        '<meta http-equiv="Refresh" content="0; URL=\'x\'">',
        '<svg><a href="x"></a></svg>',
    ],
)
def test_what_a_reader_may_follow(html: str) -> None:
    facts = read_html(html.encode())
    assert (facts.links, facts.loads) == (("x",), ())


@pytest.mark.parametrize(
    "html",
    [
        '<script src="x"></script>',
        '<link rel="stylesheet" href="x">',
        '<link rel="alternate stylesheet" href="x">',
        '<link rel="icon" href="x">',
        '<link rel="preconnect" href="x">',
        '<link href="x">',
        '<img src="x">',
        '<img srcset="x 2x">',
        '<iframe src="x"></iframe>',
        '<video poster="x"></video>',
        '<object data="x"></object>',
        '<svg><use href="x"/></svg>',
        '<svg><image xlink:href="x"/></svg>',
        '<body background="x">',
        '<a ping="x">',
        '<p style="background: url(x)">',
        "<style>@import 'x';</style>",
    ],
)
def test_what_the_browser_loads(html: str) -> None:
    facts = read_html(html.encode())
    assert (facts.links, facts.loads) == ((), ("x",))


def test_a_srcset_names_several() -> None:
    facts = read_html(b'<img srcset="a.png 1x, b.png 2x, data:image/png;base64,AA== 3x">')
    assert facts.loads == ("a.png", "b.png", "data:image/png;base64,AA==")


def test_data_attributes_and_text_are_neither() -> None:
    facts = read_html(
        b'<p data-src="x" title="url(x)">href="x" <code>url(x)</code><meta name="a" content="url=x">'
    )
    assert (facts.links, facts.loads, facts.faults) == ((), (), ())


def test_a_base_a_diagram_and_an_id_used_twice_are_faults() -> None:
    facts = read_html(b'<base href="x"><p id="p1">a<p id="p1">b<p id="p1">c<pre class="mermaid">d</pre>')
    assert sorted(fault.code for fault in facts.faults) == [
        "base-element",
        "duplicate-id",
        "external-resource",
    ]


def test_an_empty_page_is_a_fault() -> None:
    assert [fault.code for fault in read_html(b"").faults] == ["not-html"]


def test_a_style_sheet_loads_by_url_and_by_import() -> None:
    css = b"""@import "a.css"; @import url(b.css); /* url(no.png) */ p { background: URL( 'c (1).png' ), url("d.png") }
    @font-face { src: local("KaiTi"), url(data:font/woff2;base64,AA==) }"""
    assert read_css(css).loads == ("a.css", "b.css", "c (1).png", "d.png", "data:font/woff2;base64,AA==")


@pytest.mark.parametrize(
    "script",
    [
        "fetch('a.json')",
        "window.fetch ('a')",
        "new XMLHttpRequest()",
        "import x from './x.js'",
        "const a = await import('./x.js')",
        "export const a = 1",
        "new Worker('w.js')",
        "navigator.sendBeacon('/a')",
        "img.src = 'https://example.com/a.png'",
    ],
)
def test_a_script_of_ours_that_reaches_out_is_a_fault(script: str) -> None:
    (fault,) = read_script(f"'use strict';\n{script}\n".encode()).faults
    assert fault.code == "script-reaches-out"
    assert "line 2" in fault.message


def test_a_script_that_loads_its_neighbours_by_a_script_element_is_none() -> None:
    script = "// important: prefetching shards\nvar s = document.createElement('script'); s.src = base + 'a.js'; prefetch(s);"
    assert read_script(script.encode()).faults == ()
