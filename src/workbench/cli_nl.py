"""argparse in Dutch: its own sentences, its error exit and a parser that shows an example with every verb."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

USAGE_EXIT_CODE = 2

_DUTCH = {
    "usage: ": "gebruik: ",
    "options": "opties",
    "positional arguments": "argumenten",
    "show this help message and exit": "toon deze hulp en stop",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r kan niet; kies uit %(choices)s",
    "expected one argument": "hier hoort een waarde achter",
    "expected at least one argument": "hier hoort minstens een waarde achter",
    "invalid %(type)s value: %(value)r": "%(value)r is geen geldige waarde",
    "not allowed with argument %s": "mag niet samen met %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan meer betekenen: %(matches)s",
}


def speak_dutch() -> None:
    """Let argparse use the Dutch sentences; what it says beside these stays English."""
    argparse._ = lambda text: _DUTCH.get(text, text)


class DutchParser(argparse.ArgumentParser):
    """A parser whose errors are one Dutch sentence with the way to more help."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)

    def parse_args(self, args=None, namespace=None):
        """As argparse does, but what is left over is told by the verb that was typed: its help knows the options."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            asked = f"{self.prog} {getattr(options, 'verb', None) or ''}".rstrip()
            self._stop(asked, f"dit wordt niet begrepen: {' '.join(unknown)}")
        return options

    def error(self, message: str) -> NoReturn:
        self._stop(self.prog, message)

    def _stop(self, asked: str, message: str) -> NoReturn:
        sys.stderr.write(f"{asked}: {message}. Hulp: {asked} --help\n")
        raise SystemExit(USAGE_EXIT_CODE)
