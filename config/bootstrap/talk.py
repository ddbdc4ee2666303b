"""Speaking to the person at the terminal."""

import sys


class Stop(Exception):
    """It cannot go on; the text says what to do."""


def say(sentence: str) -> None:
    """One line at once, also when the output goes into a file."""
    print(sentence, flush=True)


def make_output_safe() -> None:
    """A terminal that cannot show umlauts shows a question mark instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def last_lines(text: str, count: int = 6) -> str:
    """The end of a program's output, indented."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in lines[-count:])
