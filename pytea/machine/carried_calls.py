"""Summaries of calls that outlive an edit of a function that none of them ran.

The analysis of an edited text goes on from a checkpoint of the one before. What the calls behind
the checkpoint did is known: objects and symbols made since then are not met again, so that a
summary either fits as it fits a later call of one analysis, or is not used.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace

from pytea.machine.call_summaries import Calls
from pytea.machine.machine import Machine
from pytea.state.call_summary import CallSummary
from pytea.values.records import FunctionRecord


def carried_calls(m: Machine, gone: Set[int]) -> dict[int, Calls]:
    """Returns the summaries of an analysis that has ended which one of an edited text may use.

    ``gone`` are the identities of code that the edited text does not have.
    """
    found: dict[int, Calls] = {}
    for code, calls in m.calls.items():
        # one that was not used is not kept: an edit adds no more than it takes away
        kept = _kept(calls, lambda summary: summary.is_used and _outlives(m, summary, gone))
        if kept:
            found[code] = replace(calls, kept=kept)
    for calls in found.values():
        for summaries in calls.kept.values():
            for summary in summaries:
                summary.carry()
    return found


def drop_calls(m: Machine, gone: Set[int]) -> None:
    """Drops the summaries that an analysis had at a checkpoint of calls that ran code that is gone.

    It has such summaries if it went on from an earlier checkpoint and was given some.
    """
    for calls in m.calls.values():
        calls.kept = _kept(calls, lambda summary: _outlives(m, summary, gone))


def _kept(calls: Calls, is_kept: Callable[[CallSummary], bool]) -> dict[object, list[CallSummary]]:
    fits = {glance: list(filter(is_kept, found)) for glance, found in calls.kept.items()}
    return {glance: found for glance, found in fits.items() if found}


def add_carried(m: Machine, carried: dict[int, Calls]) -> None:
    """Gives an analysis summaries that were carried over, beside those that it has."""
    for code, calls in carried.items():
        now = m.calls.get(code)
        if now is None:
            m.calls[code] = replace(calls, open=True, vain=0, unseen=0)
        else:
            now.kept = {**now.kept, **calls.kept}


def _outlives(m: Machine, summary: CallSummary, gone: Set[int]) -> bool:
    if not gone.isdisjoint(summary.recording.codes):
        return False
    # what code that is not followed had may not have it again
    return not any(
        addr in m.exposed or (type(record) is FunctionRecord and id(record.code) in gone)
        for addr, record in summary.reads.items()
    )
