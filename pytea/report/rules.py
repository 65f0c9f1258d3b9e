"""The documentation of rules: one for a terminal, all of them as a table, a page or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pytea.diagnostics.rule import Rule


def explanation(code: str, rule: Rule) -> str:
    """Returns the documentation of one rule as Markdown."""
    parts = [f"# {code}", f"{_sentence(rule.summary)} ({_kind(rule)})", rule.explanation.strip()]
    if rule.failing.strip():
        parts += ["Reported:", _python(rule.failing), "Not reported:", _python(rule.corrected)]
    return "\n\n".join(parts) + "\n"


def rules_table(rules: Mapping[str, Rule]) -> str:
    """Returns a line per rule: code, severity, summary."""
    width = max(map(len, rules))
    lines = [f"{c:<{width}}  {r.severity.value:<7}  {r.summary}\n" for c, r in rules.items()]
    return "".join(lines)


def rules_json(rules: Mapping[str, Rule]) -> str:
    """Returns all rules as a JSON list."""
    data = [
        {
            "code": code,
            "summary": rule.summary,
            "severity": rule.severity.value,
            "since": rule.since,
            "explanation": rule.explanation.strip(),
            "failing": rule.failing,
            "corrected": rule.corrected,
        }
        for code, rule in rules.items()
    ]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def rules_page(rules: Mapping[str, Rule]) -> str:
    """Returns the reference of all rules as one Markdown page."""
    head = (
        "# Rules\n\nEvery finding bears the code of a rule. `pytea explain CODE` prints what stands "
        "here; `select`, `ignore` and `# pytea: ignore[code]` choose among them.\n\n"
        "| code | severity | summary |\n| --- | --- | --- |\n"
    )
    rows = [f"| [{c}](#{c}) | {r.severity.value} | {r.summary} |\n" for c, r in rules.items()]
    texts = [f"\n#{explanation(code, rule)}" for code, rule in rules.items()]
    return head + "".join(rows) + "".join(texts)


def _kind(rule: Rule) -> str:
    optional = ", off by default" if rule.optional else ""
    return f"{rule.severity.value}, since {rule.since}{optional}"


def _sentence(summary: str) -> str:
    return summary[:1].upper() + summary[1:]


def _python(program: str) -> str:
    return f"```python\n{program.strip()}\n```"
