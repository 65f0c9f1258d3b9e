"""``pytea completion``: a script for the shell that knows the commands, their options and values."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence

from pytea.cli.pipe import reader_may_leave
from pytea.diagnostics.registry import codes
from pytea.records import immutable

_BASH = """\
_pytea() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} words="" values=""
    case ${{COMP_WORDS[1]}} in
{options}
    esac
    case ${{COMP_WORDS[1]}}:${{COMP_WORDS[COMP_CWORD-1]}} in
{values}
    esac
    if [[ $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W "{commands}" -- "$word"))
    elif [[ -n $values ]]; then
        COMPREPLY=($(compgen -W "$values" -- "$word"))
    elif [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
    else
        COMPREPLY=($(compgen -f -- "$word"))
    fi
}}
complete -o filenames -F _pytea pytea
"""
_ZSH = """\
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
autoload -U +X bashcompinit && bashcompinit
"""
#: What takes the code of a rule.
_CODES = ("select", "extend_select", "ignore", "code")


@immutable()
class _Option:
    """An option of a command; an argument that stands for itself has no names."""

    names: tuple[str, ...]
    takes_value: bool
    values: tuple[str, ...]


def run(arguments: argparse.Namespace) -> int:
    """Prints the script; returns the exit status."""
    options = {
        name: [*map(_option, parser.options())]
        for name, parser in arguments.parser.commands().items()
    }
    script = _fish(options) if arguments.shell == "fish" else _bash(options)
    with reader_may_leave():
        print(_ZSH + script if arguments.shell == "zsh" else script, end="")
    return 0


def _option(action: argparse.Action) -> _Option:
    values = tuple(map(str, action.choices or ()))
    if action.dest in _CODES:
        values = codes()
    return _Option(tuple(action.option_strings), action.nargs != 0, values)


def _bash(commands: Mapping[str, Sequence[_Option]]) -> str:
    options, values = [], []
    for name, known in commands.items():
        words = sorted(word for option in known for word in option.names if word[:2] == "--")
        options.append(f'        {name}) words="{" ".join(words)}";;')
        for option in known:
            if option.values:
                before = "|".join(f"{name}:{word}" for word in option.names or (name,))
                values.append(f'        {before}) values="{" ".join(option.values)}";;')
    return _BASH.format(
        options="\n".join(options), values="\n".join(values), commands=" ".join(commands)
    )


def _fish(commands: Mapping[str, Sequence[_Option]]) -> str:
    lines = [f"complete -c pytea -f -n __fish_use_subcommand -a '{' '.join(commands)}'"]
    for name, known in commands.items():
        seen = f"complete -c pytea -n '__fish_seen_subcommand_from {name}'"
        lines += [f"{seen} {text}" for option in known for text in _fish_texts(option)]
    return "\n".join(lines) + "\n"


def _fish_texts(option: _Option) -> Iterator[str]:
    names = [f"-l {word[2:]}" if word[:2] == "--" else f"-s {word[1:]}" for word in option.names]
    values = f"-a '{' '.join(option.values)}'"
    if names:
        how = f" -x {values}" if option.values else " -r" if option.takes_value else ""
        yield " ".join(names) + how
    elif option.values:
        yield f"-f {values}"
