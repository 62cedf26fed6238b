"""Pack a site into a zip that two machines make alike, and that says of every byte in it whether it is whole."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from build_scripts.model import Diagnostic, Severity
from build_scripts.publish.manifest import MANIFEST, Sums, format_sums, hash_file, read_manifest, verify

SITE = "site"
START = "打开.html"
README = "使用说明.txt"
SUMS = "SHA256SUMS"

# All that a zip would otherwise take from the machine and the moment it is made.
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FILE_MODE = 0o100644 << 16
_LEVEL = 6

_START_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url=site/index.html">
<link rel="icon" href="data:,">
<title>打开</title>
<style>:root { color-scheme: light dark; } body { margin: 20vh auto; text-align: center; font-size: 1.2em; }</style>
</head>
<body><p>正在打开。若没有自动跳转，请点这里：<a href="site/index.html">打开首页</a></p></body>
</html>
"""

_README_TEXT = """使用说明

一、打开
  先把压缩包完整解压到一个文件夹（不要在压缩软件里直接双击），
  再双击“打开.html”，用浏览器阅读。
  不用安装，不用联网；所有页面和检索都在本机，不向外发出任何请求。

二、核对
  SHA256SUMS 列出了本文件夹里每个文件的校验值（它自己除外）。
  Windows（命令提示符，一次核对一个文件，与清单中的值比较）：
      certutil -hashfile site\\index.html SHA256
  Linux（在本文件夹中，一次核对全部）：
      sha256sum -c SHA256SUMS
  macOS：
      shasum -a 256 -c SHA256SUMS
  只复制 site 文件夹时，可在其中用 yanlu.sha256 以同样的命令核对。

三、放到网站上
  把 site 文件夹里的内容原样放到任何静态网站的任何目录下即可。
"""


def bundle(site: Path, dist: Path, name: str) -> tuple[Path | None, tuple[Diagnostic, ...]]:
    """Write `dist`/`name`.zip from `site`; the file, or None and why there is none.

    The same site and name give the same bytes (with the same zlib). A site that differs from its manifest is
    refused: the sums in the zip would vouch for what nobody built.
    """
    if (manifest := read_manifest(site)) is None:
        message = f"has no {MANIFEST} of ours; build the site first"
        return None, (Diagnostic(Severity.ERROR, "no-manifest", str(site), message),)
    target = dist / f"{name}.zip"
    part = dist / f".{name}.zip.part"
    try:
        if differences := verify(site, manifest):
            advice = "nothing is packed, since the site is not as it was built; build it again"
            return None, (*differences, Diagnostic(Severity.ERROR, "site-changed", str(site), advice))
        dist.mkdir(parents=True, exist_ok=True)
        try:
            damaged = _write(part, site, name, manifest)
            if not damaged:
                part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        message = f"cannot be written ({error.strerror or error})"
        return None, (Diagnostic(Severity.ERROR, "dist-unwritable", str(error.filename or target), message),)
    return (None, damaged) if damaged else (target, ())


def _write(file: Path, site: Path, name: str, manifest: Sums) -> tuple[Diagnostic, ...]:
    """Write the zip, each member verified on its way in; an error if the site changes meanwhile."""
    extras = {
        START: _START_PAGE.encode("utf-8"),
        # Notepad of old takes a text without a mark for GBK, and knows no other line ends.
        README: ("\ufeff" + _README_TEXT.replace("\n", "\r\n")).encode("utf-8"),
    }
    sums = {path: hashlib.sha256(data).hexdigest() for path, data in extras.items()}
    sums |= {f"{SITE}/{path}": value for path, value in manifest.items()}
    sums[f"{SITE}/{MANIFEST}"] = hash_file(site / MANIFEST)
    extras[SUMS] = format_sums(sums).encode("utf-8")
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(sums.keys() | extras.keys()):
            data = extras[path] if path in extras else (site / path.removeprefix(f"{SITE}/")).read_bytes()
            if path in sums and hashlib.sha256(data).hexdigest() != sums[path]:
                message = "was changed while it was packed; build the site again"
                return (Diagnostic(Severity.ERROR, "site-changed", path, message),)
            archive.writestr(_member(f"{name}/{path}"), data, zipfile.ZIP_DEFLATED, _LEVEL)
    return ()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.create_system = _UNIX
    member.external_attr = _FILE_MODE
    return member
