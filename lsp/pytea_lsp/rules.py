"""The documentation of rules, as Markdown pages that a diagnostic can link to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pytea.config.store import default_folder
from pytea.diagnostics.registry import codes, rule
from pytea.report.rules import explanation as markdown_page


def explanation(code: str) -> str:
    """Returns the documentation of a rule as Markdown."""
    if code not in codes():
        return f"# {code}\n\nNo rule of pytea has this name.\n"
    return markdown_page(code, rule(code))


@cache
def documentation(code: str) -> str:
    """Returns the address of the page of a rule in the cache folder; empty when there is none."""
    folder = default_folder()
    if folder is None or code not in codes():
        return ""
    page = folder / "rules" / f"{code}.md"
    text = explanation(code)
    try:
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            page.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            page.write_text(text, encoding="utf-8")
    except OSError:
        return ""
    return Path(page).absolute().as_uri()
