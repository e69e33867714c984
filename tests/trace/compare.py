#!/usr/bin/env python3
"""compare.py - random asyncio programs, as async C on asyncc's runtime and in Python on CPython's: both must print the
same trace. README.md tells the rest."""

import argparse
import collections
import concurrent.futures
import difflib
import os
import shutil
import subprocess
import sys
import tempfile
import time

import printers
from generate import Generator
from tree import reduced

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
INCLUDE = os.path.join(ROOT, "runtime", "include")
LONGEST_RUN = 60  # seconds, of a batch


class Failure(Exception):
    pass


def run(command, timeout=300):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=timeout, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def must(command):
    status, _, errors = run(command)
    if status:
        raise Failure(f"{' '.join(command)}: status {status}\n{errors}")


def traces(command):
    """The lines of each program by its seed; what a crash or a hang left over is missing."""
    try:
        status, out, errors = run(command, LONGEST_RUN)
    except subprocess.TimeoutExpired as expired:
        status, out, errors = "timeout", (expired.stdout or b"").decode(), ""
    found = collections.defaultdict(list)
    seed = None
    for line in out.splitlines():
        if line.startswith("seed "):
            seed = int(line[5:])
        else:
            found[seed].append(line)
    if status:
        found[seed].append(f"status {status} {errors[:2000]}")
    return found


def place(line):
    """When it was, and of which task."""
    words = line.split()
    return (0, int(words[0]), int(words[1])) if words[0].isdigit() else (1, 0, 0)


class Comparison:
    def __init__(self, options, work):
        self.options, self.work = options, work
        self.support = os.path.join(work, "trace.o")
        self.compile(os.path.join(HERE, "trace.c"), self.support)

    def compile(self, source, output):
        c = output[:-2] + ".async.c"
        # Random programs drop futures, errors and values: warnings of that are right, and not what is compared here.
        must([self.options.asyncc, source, "-o", c, "--", "-I", INCLUDE, "-I", HERE, "-w"])
        must([*self.options.cc.split(), "-w", "-c", c, "-o", output, "-I", INCLUDE, "-I", HERE, "-iquote", HERE])

    def both(self, programs, folder):
        """What the programs print, in C and in Python."""
        paths = {suffix: os.path.join(folder, "programs" + suffix) for suffix in (".c", ".py", ".o", "")}
        with open(paths[".c"], "w", encoding="ascii") as file:
            file.write(printers.as_c(programs))
        with open(paths[".py"], "w", encoding="ascii") as file:
            file.write(printers.as_python(programs))
        self.compile(paths[".c"], paths[".o"])
        must([*self.options.cc.split(), paths[".o"], self.support, self.options.library, "-lm", "-pthread", "-o",
              paths[""]])
        ours, theirs = traces([paths[""]]), traces([self.options.python, os.path.join(HERE, "shim.py"), paths[".py"]])
        for program in programs:  # those behind one that crashed
            for found, command in ((ours, [paths[""]]), (theirs, [self.options.python, os.path.join(HERE, "shim.py"),
                                                                  paths[".py"]])):
                if program.seed not in found:
                    found.update(traces([*command, str(program.seed)]))
        return ours, theirs

    def differences(self, programs):
        """The programs whose traces differ, with the difference; and how many lines all the traces have."""
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            ours, theirs = self.both(programs, folder)
        different, count = [], 0
        for program in programs:
            a, b = ours[program.seed], theirs[program.seed]
            count += len(b)
            if not program.is_exact and not self.options.exact:
                a, b = sorted(a, key=place), sorted(b, key=place)
            if a != b:
                different.append((program, "\n".join(difflib.unified_diff(b, a, "CPython", "asyncc", "", "", 3, ""))))
        return different, count

    def failing(self, programs):
        """Those whose traces differ, of some that may have the same seed."""
        seeds = [program.seed for program in programs]
        for i, program in enumerate(programs):
            program.seed = i
        different, _ = self.differences(programs)
        for seed, program in zip(seeds, programs):
            program.seed = seed
        return [program for program, _ in different]


def show(program, difference, options):
    print(f"{'exact' if program.is_exact else 'apart'} {program.seed}: {program.size()} statements\n{difference}")
    if options.reduce:
        print(printers.C(program).root())
        print(printers.Python(program).root())
    sys.stdout.flush()


def campaign(options, comparison):
    start = time.time()
    seeds = range(options.seed, options.seed + options.count)
    batches = [seeds[i:i + options.batch] for i in range(0, len(seeds), options.batch)]
    failed, lines = [], 0

    def examine(batch):
        return comparison.differences([Generator(seed, options.kind).program() for seed in batch])

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for different, count in pool.map(examine, batches):
            lines += count
            for program, difference in different:
                failed.append(program.seed)
                if options.reduce and len(failed) <= options.reduce:
                    program = reduced(program, comparison.failing)
                    difference = "\n".join(text for _, text in comparison.differences([program])[0])
                show(program, difference, options)
    print(f"seeds {seeds[0]} to {seeds[-1]}: {len(seeds)} programs, {lines} lines of trace, {len(failed)} differ, in "
          f"{time.time() - start:.1f} s")
    if failed:
        print("differ:", *failed)
    return 1 if failed else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    build = os.path.join(ROOT, "build")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--batch", type=int, default=100, help="programs in one file")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="batches at a time")
    parser.add_argument("--kind", choices=["exact", "apart"], help="only programs of this sort")
    parser.add_argument("--exact", action="store_true", help="compare the order within an instant in all programs")
    parser.add_argument("--reduce", type=int, default=0, metavar="N", help="make the first N that differ small")
    parser.add_argument("--cc", default="clang-19 -O0" if shutil.which("clang-19") else "gcc -O0")  # Clang is faster
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--asyncc", default=os.path.join(build, "transpiler", "asyncc"))
    parser.add_argument("--library", default=os.path.join(build, "runtime", "libasyncc.a"))
    options = parser.parse_args()
    options.kind = {"exact": True, "apart": False}.get(options.kind)
    return options


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as work:
        return campaign(options, Comparison(options, work))


if __name__ == "__main__":
    sys.exit(main())
