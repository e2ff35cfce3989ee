#!/usr/bin/env python3
"""In: the program, and sizes in bytes. Out: a Markdown table of the processor time a byte that texts of hostile shapes take
from start to report, and of the memory at the largest size that was read in the time allowed.

    python3 tests/bench/hostile.py target/release/imrcheck 10k 100k 1M 10M
"""

import argparse
import os
import subprocess
import tempfile

ISSUES = "IMR ISSUES, DECISIONS AND RATIONALES\n"
ITEM = "MRI of level {n}: Upheld\n\nClaims Administrator guideline: none.\n\nDecision rationale: No.\n\n"
# What stands first, and what is repeated after it; {n} counts.
SHAPES = {
    "one line": ("", "The patient has pain and no relief and "),
    '"no no no …"': ("", "no "),
    "nested brackets": ("", "("),
    "lines of one letter": ("", "a\n"),
    "paragraphs of one letter": ("", "A\n\n"),
    "drugs on one line": ("Medications: ", "Norco 10/325mg #60, Flexeril 7.5mg #30, "),
    "drugs, a line each": ("Medications:\n", "- Norco 10/325mg #60\n"),
    "requested items, a line each": ("Request:\n", "{n}. MRI of level {n}\n"),
    "items of a letter": (ISSUES, ITEM),
    "pain scores": ("", "Pain of the knee is 8/10. "),
    "dates": ("", "1/13/15 "),
    "verdicts": ("", ": Upheld "),
    "labels": (ISSUES, "Decision rationale: no.\n"),
    "page numbers": ("", "12\n\f"),
}
LIMITS = ["--max-bytes", "100MB", "--max-items", "1000000", "--max-sentences", "10000000", "--max-seconds"]
UNITS = {"k": 1_000, "M": 1_000_000}


def size(text):
    """A number of bytes, such as 10k."""
    number, unit = (text[:-1], text[-1:]) if text[-1:] in UNITS else (text, "")
    if not number.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of bytes: write it as 500, 10k or 1M")
    return int(number) * UNITS.get(unit, 1)


def hostile(head, part, size):
    """A text of a shape, as near to a size as whole parts come."""
    parts, length, n = [head], len(head), 0
    while length < size:
        parts.append(part.replace("{n}", str(n)))
        length += len(parts[-1])
        n += 1
    return "".join(parts)


def measured(program, path, seconds):
    """Seconds of processor time and peak memory in MB, or None where there is no report: the text was given up."""
    command = [program, "check", "--format", "json", *LIMITS, str(seconds), path]
    with tempfile.TemporaryFile() as report:
        child = subprocess.Popen(command, stdout=report, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return (used.ru_utime + used.ru_stime, used.ru_maxrss / 1_000) if report.seek(0, os.SEEK_END) else None


def row(program, name, sizes, seconds):
    """A line of the table. What is smaller than a start takes mostly the start, which is taken off."""
    head, part = SHAPES[name]
    cells, memory = [], "-"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "text.txt")
        for at, wanted in enumerate([1, *sizes]):
            text = hostile(head, part, wanted)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            found = measured(program, path, seconds)
            if at == 0:
                start = found[0] if found else 0
                continue
            if found is None:
                cells += [f"over {seconds} s"]
                cells += ["-"] * (len(sizes) - len(cells))
                break
            cells.append(f"{max(found[0] - start, 0) * 1e6 / len(text):.1f}")
            memory = f"{found[1]:.0f}"
    return f"| {name} | {' | '.join(cells)} | {memory} |"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", help="the path of imrcheck, best a release build")
    arguments.add_argument("sizes", nargs="+", type=size, help="in bytes, such as 10k 100k 1M")
    arguments.add_argument("--seconds", type=int, default=300, help="give a text up after so many seconds (300)")
    given = arguments.parse_args()
    if not os.access(given.program, os.X_OK):
        arguments.error(f"{given.program} is no program; make it with cargo build --release")
    print(f"| shape | {' | '.join(f'{bytes:,} bytes' for bytes in given.sizes)} | peak MB |")
    print("|---|" + "---:|" * (len(given.sizes) + 1))
    for name in SHAPES:
        print(row(given.program, name, given.sizes, given.seconds), flush=True)


if __name__ == "__main__":
    main()
