"""``pytea completion``: a script for the shell that knows the commands and their options."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from pytea.cli.pipe import reader_may_leave

_BASH = """\
_pytea() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} words=""
    case ${{COMP_WORDS[1]}} in
{cases}
    esac
    if [[ $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W "{commands}" -- "$word"))
    elif [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
    else
        COMPREPLY=($(compgen -f -- "$word"))
    fi
}}
complete -o filenames -F _pytea pytea
"""


def run(arguments: argparse.Namespace) -> int:
    """Prints the script; returns the exit status."""
    options = {
        name: sorted(o for o in parser.every_option() if o.startswith("--"))
        for name, parser in arguments.parser.commands().items()
    }
    script = _fish(options) if arguments.shell == "fish" else _bash(options)
    with reader_may_leave():
        if arguments.shell == "zsh":
            print("autoload -U +X bashcompinit && bashcompinit")
        print(script, end="")
    return 0


def _bash(options: Mapping[str, list[str]]) -> str:
    cases = [f'        {name}) words="{" ".join(words)}";;' for name, words in options.items()]
    return _BASH.format(cases="\n".join(cases), commands=" ".join(options))


def _fish(options: Mapping[str, list[str]]) -> str:
    lines = [f"complete -c pytea -n __fish_use_subcommand -a '{' '.join(options)}'"]
    for name, words in options.items():
        seen = f"'__fish_seen_subcommand_from {name}'"
        lines += [f"complete -c pytea -n {seen} -l {word[2:]}" for word in words]
    return "\n".join(lines) + "\n"
