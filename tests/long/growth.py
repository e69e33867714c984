#!/usr/bin/env python3
"""growth.py [NAME]... - what asyncc needs for a long program of programs.py grows with its length, and no faster.

Compares the CPU time for a program with that for one four times as long, both without what a short one takes. What is
linear takes four times as long; what is quadratic, sixteen times. Environment: ASYNCC."""
import os
import subprocess
import sys
import tempfile

from programs import PROGRAMS

HERE = os.path.dirname(os.path.realpath(__file__))
INCLUDES = ["-I", os.path.join(HERE, "../support"), "-I", os.path.join(HERE, "../../runtime/include")]
MOST = 9
RUNS = 5
SHORTEST = 0.05  # seconds: less says little


def seconds(asyncc, directory, text):
    """The least CPU time of a few runs: other work on the machine only adds to it."""
    source, least = os.path.join(directory, "program.c"), float("inf")
    with open(source, "w", encoding="utf-8") as file:
        file.write(text)
    for _ in range(RUNS):
        command = [asyncc, source, "-o", os.path.join(directory, "out.c"), "--"] + INCLUDES
        with subprocess.Popen(command) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
        if status:
            sys.exit(f"growth.py: asyncc failed, status {status}")
        least = min(least, usage.ru_utime + usage.ru_stime)
    return least


def main():
    asyncc, bad = os.environ.get("ASYNCC", "asyncc"), 0
    with tempfile.TemporaryDirectory() as directory:
        make, usual = PROGRAMS["lines"]
        short = seconds(asyncc, directory, make(27))
        for name in sys.argv[1:] or PROGRAMS:
            make, usual = PROGRAMS[name]
            quarter = max(seconds(asyncc, directory, make(usual // 4)) - short, SHORTEST)
            whole = seconds(asyncc, directory, make(usual)) - short
            bad += whole > MOST * quarter
            print(f"{name}: {usual // 4}: {quarter:.2f} s, {usual}: {whole:.2f} s, {whole / quarter:.1f} times",
                  flush=True)
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
