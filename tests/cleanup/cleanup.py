#!/usr/bin/env python3
"""cleanup.py - random programs whose blocks are left in all ways: each must print what its simulation says, as it is
and cancelled at each point. README.md tells the rest."""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from expressions import Number
from generate import expected, generate
from simulate import TooLong
from tree import smaller

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
INCLUDES = ["-I", str(HERE), "-I", str(ROOT / "tests/support"), "-I", str(ROOT / "runtime/include")]
SANITIZE = "-fsanitize=address,undefined -fno-sanitize-recover=undefined"
MODES = ["ready", "yield", "mixed", "scribble", "later"]
LONGEST = 600       # seconds, of a command: sanitizers make compilers slow on a busy machine
MOST_TRIALS = 1000  # of a reduction


class Failure(Exception):
    """What is wrong, in a few words, and the details."""


class Refusal(Exception):
    """asyncc's message."""


def run(command, **environment):
    environment = {"ASAN_OPTIONS": "detect_stack_use_after_return=1", **os.environ, "ASYNC_CLOCK": "virtual",
                   **environment}
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False, env=environment,
                              stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return "timeout", "", f"longer than {LONGEST} seconds"
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def first_difference(wanted, got):
    """The cut and the lines where two outputs part."""
    cut = ""
    wanted, got = wanted.splitlines() + ["the end"], got.splitlines() + ["the end"]
    for ours, theirs in zip(wanted, got):
        if ours != theirs:
            return f"cancelled at '{cut[2:]}': expected '{ours}', got '{theirs}'"
        cut = ours if ours.startswith("# ") else cut
    return ""


class Examiner:
    """Looks at programs, each in a folder of its own below `folder`."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.support = {compiler: self.build_support(number, compiler)
                        for number, compiler in enumerate(options.compilers)}

    def build_support(self, number, compiler):
        folder = self.folder / f"support-{number}"
        folder.mkdir()
        objects = []
        for source in ROOT / "tests/support/support.c", HERE / "cleanup.c":
            output = folder / source.name
            self.transpile(source, output)
            self.compile(compiler, output, output.with_suffix(".o"))
            objects.append(output.with_suffix(".o"))
        return objects

    def transpile(self, source, output):
        # -w, here and below: random programs draw warnings of their own; new ones are looked for in tests/oracle
        status, _, errors = run([self.options.asyncc, source, "-o", output, "--", "-w", *INCLUDES])
        refusal = re.search(r"error: (.*) \[[a-z-]+\]$", errors, re.MULTILINE)
        if status == 1 and refusal and len(re.findall(r"error: .*[^]]$", errors, re.MULTILINE)) == 0:
            raise Refusal(refusal.group(1))  # what Clang says, of a program that is not C, names no rule
        if status or errors:
            raise Failure("asyncc fails" if status else "asyncc prints something", errors)

    @staticmethod
    def compile(compiler, source, output):
        status, _, errors = run([*compiler.split(), "-w", "-c", *INCLUDES, source, "-o", output])
        if status:
            raise Failure(f"does not compile: {compiler}", errors)

    def examine(self, program):
        """Raises Failure or Refusal where the program does not do what it should."""
        wanted = expected(program)
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            folder = pathlib.Path(name)
            (folder / "program.c").write_text(program.c(), encoding="ascii")
            self.transpile(folder / "program.c", folder / "output.c")
            for compiler in self.options.compilers:
                self.demand(wanted, compiler, folder)

    def demand(self, wanted, compiler, folder):
        binary, output = folder / "program", folder / "output.o"
        self.compile(compiler, folder / "output.c", output)
        status, _, errors = run([*compiler.split(), output, *self.support[compiler], self.options.library, "-lm",
                                 "-o", binary])
        if status:
            raise Failure(f"does not link: {compiler}", errors)
        for mode in self.options.modes:
            status, out, errors = run([binary], SUSPEND=mode)
            what = f"{compiler}, {mode}"
            if status or errors:
                raise Failure(f"status {status}: {what}", errors or first_difference(wanted, out))
            if out != wanted:
                raise Failure(f"wrong output: {what}", first_difference(wanted, out))

    def verdict(self, program):
        """The kind of failure, or None where the program is right, or is none."""
        try:
            self.examine(program)
        except Failure as failure:
            return failure.args[0]
        except Refusal as refusal:
            return shape(str(refusal))
        except (KeyError, TooLong):  # what declares a variable, or ends a loop, is gone
            pass
        return None

    def reduced(self, program, wanted):
        """A smaller program that fails alike."""
        trials, is_smaller = MOST_TRIALS, True
        while is_smaller:
            is_smaller = False
            for candidate in smaller(program, Number(0)):
                if not trials:
                    return program
                if len(candidate.c()) < len(program.c()):
                    trials -= 1
                    if self.verdict(candidate) == wanted:
                        program, is_smaller = candidate, True
                        break
        return program


def shape(message):
    """What refusals for one reason have in common."""
    return re.sub(r"['‘’][^'‘’]*['‘’]|\d+", "...", message)


class Campaign:
    def __init__(self, options, examiner):
        self.options, self.examiner = options, examiner
        self.passed, self.failed, self.refused = 0, {}, collections.Counter()

    def run(self):
        """The exit status."""
        start, options = time.time(), self.options
        seeds = range(options.seed, options.seed + options.count)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for seed, program, problem in pool.map(self.examine, seeds):
                self.note(seed, program, problem)
        print(f"seeds {seeds[0]} to {seeds[-1]}, {', '.join(options.compilers)}; modes {' '.join(options.modes)}: "
              f"{len(seeds)} programs in {time.time() - start:.0f} s, {self.passed} passed, {len(self.failed)} failed, "
              f"{sum(self.refused.values())} refused")
        for reason, count in self.refused.most_common():
            print(f"  refused: {count} {reason}")
        if self.failed:
            print("failed:", *self.failed)
        return 1 if self.failed or not self.passed else 0

    def examine(self, seed):
        program = generate(seed)
        try:
            self.examiner.examine(program)
        except (Failure, Refusal) as problem:
            return seed, program, problem
        return seed, program, None

    def note(self, seed, program, problem):
        if not problem:
            self.passed += 1
        elif isinstance(problem, Refusal):
            self.refused[shape(str(problem))] += 1
            if self.options.keep_refused:
                print(f"{seed}: refused: {problem}: {self.keep(seed, program, shape(str(problem)))}", flush=True)
        else:
            self.failed[seed] = problem
            what, details = problem.args
            print(f"{seed}: FAILED: {what}\n    " + "\n    ".join(details.splitlines()[:12]), flush=True)
            print(f"    {self.keep(seed, program, what)}", flush=True)

    def keep(self, seed, program, wanted):
        """The path of the program, which is made small if that is asked for, beside what it should print."""
        if self.options.reduce:
            program = self.examiner.reduced(program, wanted)
        self.options.keep.mkdir(parents=True, exist_ok=True)
        path = self.options.keep / f"{seed}.c"
        path.write_text(program.c(), encoding="ascii")
        path.with_suffix(".out").write_text(expected(program), encoding="ascii")
        return path


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter,
                                     epilog="Exit status: 0 if no program failed, 1 if one did or none passed, 2 for "
                                     "wrong usage.")
    parser.add_argument("--seed", type=int, default=1, help="of the first program")
    parser.add_argument("--count", type=int, default=50, help="of programs")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="programs at a time")
    parser.add_argument("--compiler", action="append", dest="compilers", metavar="COMMAND",
                        help=f"of the outputs, with flags; may be given several times; none: gcc -O1 {SANITIZE}")
    parser.add_argument("--modes", default="yield,scribble", help=f"of suspension: of {','.join(MODES)}, or all")
    parser.add_argument("--keep", default="cleanup-failures", type=pathlib.Path, help="folder for what failed")
    parser.add_argument("--keep-refused", action="store_true", help="keep what is refused, too")
    parser.add_argument("--reduce", action="store_true", help="make what is kept as small as still fails alike")
    parser.add_argument("--print", dest="print_only", action="store_true", help="the programs, and nothing else")
    parser.add_argument("--asyncc", default=ROOT / "build/transpiler/asyncc", type=pathlib.Path, help="the transpiler")
    parser.add_argument("--library", default=ROOT / "build/runtime/libasyncc.a", type=pathlib.Path, help="the runtime")
    options = parser.parse_args()
    options.compilers = options.compilers or [f"gcc -O1 {SANITIZE}"]
    options.modes = MODES if options.modes == "all" else options.modes.split(",")
    if options.count < 1 or not set(options.modes) <= set(MODES):
        parser.error("--count is at least 1, and --modes are of the list")
    return options


def main():
    options = arguments()
    if options.print_only:
        for seed in range(options.seed, options.seed + options.count):
            print(f"/* Seed {seed}. */\n{generate(seed).c()}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return Campaign(options, Examiner(options, pathlib.Path(folder))).run()


if __name__ == "__main__":
    sys.exit(main())
