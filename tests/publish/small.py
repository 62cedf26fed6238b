"""A small docs/ with every form of Markdown that the site uses, under the project's own settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from build_scripts.publish.manifest import write_manifest

ROOT = Path(__file__).parents[2]

PAGES = {
    "index.md": """---
title: "言录"
---
# 言录 {: #top }

[讲话](speeches/index.md)
""",
    "speeches/index.md": """---
title: "讲话"
---
# 讲话 {: #speeches }

- [甲](a.md)
- [乙](2024/b.md#s1)
{: .yl-list }
""",
    "speeches/a.md": """---
title: "〔甲&#60;b&#62;〕"
---
# 〔甲&#60;b&#62;〕[¶](#t){: .yl-mark data-yanlu-ui } {: #t data-toc-label="〔甲&#60;b&#62;〕" }

各位代表：
{: #p1 .yl-salutation }

## 一、标题&#42;&#42;&#34;引&#34;[¶](#s1){: .yl-mark data-yanlu-ui } {: #s1 data-toc-label="一、标题&#42;&#42;&#34;引&#34;" }

&#49;&#46; 市&#42;&#42;人社局和&#42;&#42;县&#60;b&#62;&#123;&#125;，见[乙](2024/b.md#p1){: .yl-term title="&#34;乙&#34;" }。
{: #p2 .yl-body data-source="12" }

### （一）小标题&#35;[¶](#s1-1){: .yl-mark data-yanlu-ui } {: #s1-1 data-toc-label="（一）小标题&#35;" }

要做到：**一是抓[重点](2024/b.md)，**{: #p3-1 .yl-point }**二是抓“关键”，**{: #p3-2 .yl-point }好。<sup data-yanlu-ui>2</sup>
{: #p3 .yl-body }

<details id="log" data-yanlu-ui>
<summary>校勘 &#42;&#42;</summary>
<p id="log-1"><a href="2024/b.html#p1">乙</a></p>

<p>又一条</p>
</details>

&#12288;&#12288;落款
{: #p4 .yl-byline }
""",
    "speeches/2024/b.md": """---
title: "乙"
---
# 乙[¶](#t){: .yl-mark data-yanlu-ui } {: #t data-toc-label="乙" }

## 一、题[¶](#s1){: .yl-mark data-yanlu-ui } {: #s1 data-toc-label="一、题" }

[甲的第二点](../a.md#p3-2)与[校勘](../a.md#log)。
{: #p1 .yl-body }
""",
    "data/speeches.jsonl": "{}\n",
}


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write each text below `folder`, in UTF-8."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    return folder


def write_project(folder: Path) -> Path:
    """A project with the shipped mkdocs.yml and the pages above, and a stub for whatever else the settings name."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    stubs = dict.fromkeys(
        re.findall(r"^ *- (?:[^:\n]+: )?(\S+\.md)$", settings, re.MULTILINE), "# 页 {: #page }\n"
    )
    stubs |= dict.fromkeys(re.findall(r"assets/yanlu/\S+", settings), "")
    write_files(folder / "docs", stubs | PAGES)
    return write_files(folder, {"mkdocs.yml": settings})


def write_site(folder: Path, files: Mapping[str, str]) -> Path:
    """A site by hand: these files, an index page, and the manifest of them all."""
    write_files(folder, {"index.html": "<p id=top>首页", **files})
    write_manifest(folder)
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }
