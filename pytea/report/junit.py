"""The report as JUnit XML, which most CI servers show: a test per entry and per finding."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from pytea.diagnostics import Diagnostic, Report, Severity
from pytea.diagnostics.cells import split_cell
from pytea.report.frames import SourceTexts
from pytea.report.styled import plain
from pytea.report.text import diagnostic_lines

#: What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: Report, sources: SourceTexts) -> str:
    """Returns one XML document, without a line end. Warnings and reveals are passed tests."""
    suites = ET.Element("testsuites", name="pytea")
    suite = ET.SubElement(suites, "testsuite", name="pytea")
    for file in report.files:
        seconds = f"{file.seconds:.3f}"
        case = ET.SubElement(suite, "testcase", classname="entry", name=file.file, time=seconds)
        if file.status in ("failed", "invalid"):
            ET.SubElement(case, "error", message=f"the analysis is {file.status}")
    for diagnostic in report.diagnostics:
        _case(suite, diagnostic, sources)
    for element in (suite, suites):
        element.set("tests", str(len(suite)))
        element.set("failures", str(len(suite.findall("testcase/failure"))))
        element.set("errors", str(len(suite.findall("testcase/error"))))
        element.set("time", f"{report.seconds:.3f}")
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True)


def _case(suite: ET.Element, diagnostic: Diagnostic, sources: SourceTexts) -> None:
    name = f"{diagnostic.code} {diagnostic.file}:{diagnostic.span.line}"
    case = ET.SubElement(suite, "testcase", classname=_clean(diagnostic.file), name=_clean(name))
    case.set("file", _clean(split_cell(diagnostic.file)[0]))
    case.set("line", str(max(diagnostic.span.line, 1)))
    text = "\n".join(plain(line) for line in diagnostic_lines(diagnostic, sources))
    if diagnostic.severity is Severity.ERROR:
        message = _clean(diagnostic.message)
        failure = ET.SubElement(case, "failure", type=diagnostic.code, message=message)
        failure.text = _clean(text)
    else:
        ET.SubElement(case, "system-out").text = _clean(text)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
