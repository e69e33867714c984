#!/usr/bin/env python3
"""oracle.py - random programs, erased to blocking C and transpiled: both must do the same. README.md tells the rest."""

import argparse
import collections
import concurrent.futures
import os
import re
import shlex
import signal
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import typing

import generate
import torture

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SUPPORT = os.path.join(ROOT, "tests", "support")
INCLUDE = os.path.join(ROOT, "runtime", "include")
SANITIZE = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
LEVELS = ["gcc -O0", "gcc -O2", "clang-19 -O0", "clang-19 -O2"]
VARIANTS = {
    "quick": ["gcc -O2"],
    "levels": LEVELS,
    "rotate": LEVELS,  # one of them for each seed in turn
    "full": [*LEVELS, "gcc -O0 SANITIZE", "clang-19 -O0 SANITIZE"],
}
MODES = ["ready", "yield", "mixed", "scribble", "later"]
STRICT = ["-Werror=" + name for name in ("implicit-function-declaration", "implicit-int", "return-type",
                                         "int-conversion", "incompatible-pointer-types")]
WARNINGS = ["-Wall", "-Wextra"]
LONGEST_RUN = 2  # seconds that a blocking program may take; some of csmith's never end
LONGEST_BEFORE_SCRIBBLE = 0.1  # seconds of a run in another mode; scribbling takes hundreds of times that
SILENT = "-w"  # where a program's meaning is asked for; what it draws is compared in compare_warnings()
CSMITH_FLAGS = ["--no-argc", "--max-funcs", "5", "--max-block-depth", "4", "--max-block-size", "3", "--quiet"]
CSMITH_INCLUDE = ["-isystem", "/usr/include/csmith"]


class Failure(Exception):
    """What is wrong, in a word or two, and the details."""


def run(command, timeout=60, **environment):
    """Exit status (negative: a signal; "timeout") and output."""
    environment = dict(os.environ, ASYNC_CLOCK="virtual", ASAN_OPTIONS="detect_stack_use_after_return=1", **environment)
    try:
        done = subprocess.run(command, timeout=timeout, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    except subprocess.TimeoutExpired:
        return "timeout", "", ""
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def must(command, what):
    status, _, errors = run(command, timeout=300)
    if status != 0:
        raise Failure(what, errors or f"status {status}")
    return errors


class Variant:
    """A compiler with its flags, and what all programs share, built with them."""

    def __init__(self, name, options, work):
        self.name = name
        words = name.split()
        self.command = [words[0]] + [flag for word in words[1:]
                                     for flag in (SANITIZE if word == "SANITIZE" else [word])]
        self.support = []
        for folder, source in ((SUPPORT, "support.c"), (HERE, "oracle.c")):
            key = re.sub(r"\W+", "_", name)
            c, o = (os.path.join(work, f"{key}-{source[:-2]}.{suffix}") for suffix in "co")
            must([options.asyncc, os.path.join(folder, source), "-o", c, "--", "-I", INCLUDE, "-I", SUPPORT], "support")
            must(self.command + ["-c", c, "-iquote", folder, "-I", INCLUDE, "-I", SUPPORT, "-o", o], "support")
            self.support.append(o)


class Oracle:
    """Examines programs, several at a time: what it makes of one lies in the folder that is given with it."""

    def __init__(self, options, work):
        self.asyncc, self.archive = options.asyncc, options.archive
        self.runs, self.strict, self.warnings = options.modes, options.strict, options.warnings
        self.rotates = options.matrix == "rotate"
        names = VARIANTS.get(options.matrix) or options.matrix.split(",")
        self.variants = [Variant(name, options, work) for name in names]
        self.erased_support = []
        for folder, source in ((SUPPORT, "support.c"), (HERE, "oracle.c")):
            o = os.path.join(work, f"erased-{source[:-2]}.o")
            must(["gcc", "-O0", "-fexceptions", "-c", os.path.join(folder, source), *self.erased_includes(), "-o", o],
                 "support")
            self.erased_support.append(o)

    @staticmethod
    def erased_includes():
        return ["-I", os.path.join(HERE, "erased"), "-I", SUPPORT, "-I", HERE, *CSMITH_INCLUDE]

    @staticmethod
    def includes():
        return ["-I", INCLUDE, "-I", SUPPORT, "-I", HERE, *CSMITH_INCLUDE]

    # ---- one program ----

    def examine(self, program, folder, original=None, turn=0, flags=()):
        """Raises Failure, or gives the reason why asyncc refused the program, or None."""
        expected = self.expect(program, folder, original, flags) if self.runs or self.strict else None
        if self.strict:
            self.demand_meaning(program, folder, expected)
        output = os.path.join(folder, "out.c")
        if os.path.exists(output):
            os.remove(output)
        # The generator's programs catch errors to see the value, and do not look at them; other messages are a failure.
        command = [self.asyncc, "-Wno-unchecked-error", program, "-o", output, "--", *flags, *self.includes()]
        status, _, errors = run(command, timeout=60)
        if status == 1 and re.search(r": error: ", errors):
            return re.search(r": error: (.*)", errors).group(1)
        if status != 0:
            raise Failure(f"asyncc: {status}", errors)
        if errors:
            raise Failure("asyncc prints something", errors)
        variants = [self.variants[turn % len(self.variants)]] if self.rotates else self.variants
        warned = [self.judge(variant, program, output, expected, flags) for variant in variants]
        for failure in filter(None, warned):
            raise failure
        return None

    def expect(self, program, folder, original, flags):
        """What the program does when it blocks."""
        binary = os.path.join(folder, "erased")
        must(["gcc", "-O0", SILENT, "-fexceptions", *flags, program, *self.erased_support, *self.erased_includes(),
              "-o", binary, "-lm"], "bad program: does not compile")
        status, out, errors = run(["sh", "-c", f"ulimit -s unlimited; exec {binary}"], timeout=LONGEST_RUN)
        if status == "timeout":
            raise Failure("bad program: runs too long", "")
        if status < 0 or errors:
            raise Failure("bad program: crashes", errors)
        if original:
            must(["gcc", "-O0", SILENT, *flags, original, *self.includes(), "-o", binary + "-original", "-lm"],
                 "bad program: original")
            if run([binary + "-original"], timeout=LONGEST_RUN)[:2] != (status, out):
                raise Failure("asyncify: erased differs from the original", "")
        return status, out

    def demand_meaning(self, program, folder, expected):
        """Raises Failure where the program has no one meaning: undefined behaviour, unset variables, unspecified order.
        Reduction needs that; random programs are right by construction, and this checks the generator."""
        binary = os.path.join(folder, "sane")
        sources = [program, os.path.join(HERE, "oracle.c"), os.path.join(SUPPORT, "support.c"), *self.erased_includes()]
        must(["gcc", "-O0", "-fsyntax-only", SILENT, *STRICT, *sources], "bad program: not valid")
        has_defer = mentions_defer(program)
        # The erased DEFER is a nested function: Clang has none, and with GCC's AddressSanitizer what a parameter that
        # one uses holds at first is not always the argument.
        sanitize = ["-fsanitize=undefined", "-fno-sanitize-recover=undefined"] if has_defer else SANITIZE
        builds = [["gcc", "-O0", *sanitize, "-ftrivial-auto-var-init=pattern"],
                  ["gcc", "-O0", "-ftrivial-auto-var-init=zero"]]
        if not has_defer:
            builds += [["gcc", "-O2", "-ftrivial-auto-var-init=pattern"],
                       ["clang-19", "-O0", *SANITIZE, "-ftrivial-auto-var-init=pattern"]]
        for build in builds:
            must([*build, SILENT, "-fexceptions", *sources, "-o", binary], "bad program: does not compile")
            status, out, errors = run([binary], timeout=60)
            if (status, out) != expected or errors:
                raise Failure(f"bad program: means something else: {' '.join(build)}", errors[:3000])

    def build(self, variant, program, output, flags=()):
        """Compiles what became of the program, to one of that name beside it. Gives the warnings."""
        binary = os.path.join(os.path.dirname(output), "program")
        home = os.path.dirname(os.path.realpath(program))
        warnings = must(variant.command + (WARNINGS if self.warnings else [SILENT]) +
                        ["-c", output, "-iquote", home, *flags, *self.includes(), "-o", binary + ".o"],
                        f"does not compile: {variant.name}")
        if self.runs:
            must(variant.command + [binary + ".o", *variant.support, self.archive, "-lm", "-o", binary],
                 f"link: {variant.name}")
        return warnings

    def judge(self, variant, program, output, expected, flags):
        warnings = self.build(variant, program, output, flags)
        binary = os.path.join(os.path.dirname(output), "program")
        longest = 0
        for mode in self.runs:
            if mode == "scribble" and longest > LONGEST_BEFORE_SCRIBBLE:
                continue
            start = time.time()
            status, out, errors = run([binary], timeout=120, SUSPEND=mode)
            longest = max(longest, time.time() - start)
            if (status, out) != expected or errors:
                kind = self.kind_of(status, out, errors, expected)
                if kind == "sanitizer" and not mentions_defer(program):  # Clang has no nested functions
                    self.demand_clean(variant, program, binary + "-erased", flags)
                raise Failure(f"{kind}: {variant.name}, {mode}",
                              f"expected status {expected[0]}, got {status}\n{errors[:2000]}")
        return self.compare_warnings(variant, program, os.path.dirname(output), warnings, flags)

    def demand_clean(self, variant, program, binary, flags):
        """Raises Failure where the sanitizer finds as much in the erased program: csmith points to what it packed."""
        sources = [program, os.path.join(HERE, "oracle.c"), os.path.join(SUPPORT, "support.c"), *self.erased_includes()]
        must(variant.command + [SILENT, "-fexceptions", *flags, *sources, "-o", binary, "-lm"],
             "bad program: does not compile")
        if run([binary], timeout=60)[2]:
            raise Failure(f"bad program: undefined behaviour: {variant.name}", "")

    @staticmethod
    def kind_of(status, out, errors, expected):
        if "ERROR: AddressSanitizer" in errors or "runtime error" in errors or "LeakSanitizer" in errors:
            return "sanitizer"
        if status == "timeout":
            return "hangs"
        if status != "timeout" and status < 0:
            return f"crashes with {-status}"
        return "wrong output" if out != expected[1] else "wrong status"

    def compare_warnings(self, variant, program, folder, warnings, flags=()):
        """A Failure if the output draws a warning that the erased program does not draw at about the same line."""
        if not warnings:
            return None
        own, new = [], []
        for command, source in self.own_builds(variant, program, folder, flags):
            own += self.warnings_of(command, source, os.path.join(folder, "erased.o"))
            new = new_among(warnings, own)
            if not new:
                return None
        flags = " ".join(sorted({flag for flag, _ in new}))
        return Failure(f"warning {flags}: {variant.name}", "\n".join(text for _, text in new))

    def own_builds(self, variant, program, folder, flags):
        """Commands and forms of the erased program whose warnings are its own; the first tells most of them."""
        command = variant.command + list(flags)
        plain = self.preprocessed([command[0], *flags], program, folder)
        yield command, plain
        yield command, program
        if set(SANITIZE) & set(command):  # what they add hides some
            yield [word for word in command if word not in SANITIZE], plain
        if variant.name.startswith("gcc"):  # of functions that it inlined it says less
            yield [*command, "-fno-inline"], plain
        else:
            yield command, self.not_analyzed(plain, folder)

    def warnings_of(self, command, source, output):
        _, _, text = run(command + WARNINGS + ["-fexceptions", "-c", source, *self.erased_includes(), "-o", output],
                         timeout=300)
        return warnings_in(text)

    def preprocessed(self, command, program, folder):
        """The program without macros: compilers keep quiet about some of what macros expand to, and about all of what
        stands in a system header. Arguments of that one's macros count as such; a call that awaits moves out of them.
        Read as latin-1, in which any bytes are text."""
        output = os.path.join(folder, "erased.i")
        must([*command, "-E", program, *self.erased_includes(), "-o", output], "preprocessing")
        with open(output, encoding="latin-1") as file:
            text = re.sub(r'(?m)^(# \d+ ".*")[ \d]*$', r"\1", file.read())
        with open(output, "w", encoding="latin-1") as file:
            file.write(text)
        return output

    @staticmethod
    def not_analyzed(plain, folder):
        """The program with an error at its beginning. That keeps Clang from finding out what can never be reached, of
        which it says less; labels of resumes can be reached."""
        output = os.path.join(folder, "erased-error.i")
        with open(plain, encoding="latin-1") as source, open(output, "w", encoding="utf-8") as file:
            file.write('_Static_assert(0, "");\n' + source.read())
        return output


def mentions_defer(program):
    """Whether the erased program has nested functions."""
    with open(program, encoding="latin-1") as file:
        return re.search(r"\b(DEFER|AWAIT_CATCH)\b", file.read())


def new_among(warnings, own):
    """Flags and messages of the warnings that are not among the program's own, at about the same line."""
    # Where a case falls through is told at its last statement, which may be another one now. Preprocessed, all lines of
    # a macro's arguments are the first one; and a loop's head after a statement expression of many lines has its first
    # line.
    near = {flag for _, flag, _ in own} | {(line + n, flag) for line, flag, _ in own for n in range(-12, 13)}
    unset = [name_in(text) for _, flag, text in own if "uninitialized" in flag]  # told where it is declared, or used
    return [(flag, text) for line, flag, text in warnings_in(warnings)
            if (flag if "/out.c:" in text or "fallthrough" in flag else (line, flag)) not in near and
            not ("uninitialized" in flag and name_in(text) in unset)]


def name_in(text):
    """What a message has between its first quotes."""
    return re.split("[‘’']", text)[1:2]


def warnings_in(text):
    """Lines, flags and messages of a compiler's warnings, with the source line that GCC and Clang show below most."""
    return [(int(line), flag, message) for message, line, flag in
            re.findall(r"(?m)^([^\s:]+:(\d+):\d+: warning: .*\[(-W[\w=+-]+)\](?:\n *\d+ \|.*)?)$", text)]


# ---- programs --------------------------------------------------------------------------------------------------------


class Made(typing.NamedTuple):
    """What is known of a program that was written."""

    original: str = None  # the plain C program that asyncify made it of
    flags: tuple = ()
    name: str = ""


def write_generated(path, seed, _):
    with open(path, "w", encoding="ascii") as file:
        print(generate.Generator(seed).program(), file=file)
    return Made()


def asyncify(options, values):
    return [options.asyncify, "--values", str(values), *(["--late"] if options.late else [])]


def write_csmith(path, seed, options):
    original = path[:-2] + "-original.c"
    subprocess.run(["csmith", *CSMITH_FLAGS, "--seed", str(seed), "--output", original], check=True,
                   stdout=subprocess.DEVNULL, cwd=os.path.dirname(path))
    with open(path, "w", encoding="ascii") as file:
        subprocess.run([*asyncify(options, 8), "--seed", str(seed), original, "--", *CSMITH_INCLUDE], stdout=file,
                       check=True)
    return Made(original)


def write_torture(path, seed, options):
    original = path[:-2] + "-original.c"
    source = torture.source(seed)
    for flags in torture.flags_of(source):
        torture.preprocess(source, flags, original)
        with open(path, "wb") as file:
            done = subprocess.run([*asyncify(options, 8), "--seed", str(seed), original, "--", SILENT, *flags],
                                  stdout=file, stderr=subprocess.DEVNULL, check=False)
        if done.returncode == 0 and run(["gcc", SILENT, "-fsyntax-only", *flags, original])[0] == 0:
            return Made(original, flags, os.path.basename(source))
    raise Failure("bad program: not for both compilers", os.path.basename(source))


WRITERS = {"generated": write_generated, "csmith": write_csmith, "torture": write_torture}


class Campaign:
    """Random programs, one for each seed, and what became of them."""

    def __init__(self, options, oracle, work):
        self.options, self.oracle, self.work = options, oracle, work
        self.passed = 0
        self.failed, self.refused, self.unusable = (collections.Counter() for _ in range(3))
        self.stopped = threading.Event()
        self.printing = threading.Lock()

    def run(self):
        """The exit status. SIGTERM ends it after the programs that are under way, with a summary."""
        signal.signal(signal.SIGTERM, lambda *_: self.stopped.set())
        start, options = time.time(), self.options
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            total = sum(pool.map(self.examine, range(options.seed, options.seed + options.count)))
        variants = ", ".join(variant.name for variant in self.oracle.variants)
        modes = " ".join(options.modes) or "none"
        print(f"{options.kind}, seeds {options.seed} to {options.seed + total - 1}, {variants}"
              f"{' in turn' if self.oracle.rotates else ''}; modes {modes}: {total} programs in "
              f"{time.time() - start:.0f} s, {self.passed} passed, {sum(self.failed.values())} failed, "
              f"{sum(self.refused.values())} refused, {sum(self.unusable.values())} not usable")
        for title, counter in (("failed", self.failed), ("refused", self.refused), ("not usable", self.unusable)):
            for what, count in counter.most_common():
                print(f"  {title}: {count} {what}")
        return 1 if self.failed or any("crashes" in what or "compile" in what for what in self.unusable) else 0

    def examine(self, seed):
        """Tells whether the seed's program was looked at."""
        if self.stopped.is_set():
            return False
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            program = os.path.join(folder, "program.c")
            try:
                made = WRITERS[self.options.kind](program, seed, self.options)
                reason = self.oracle.examine(program, folder, made.original, seed, made.flags)
            except Failure as failure:
                self.note_failure(program, seed, *failure.args)
            else:
                self.note(program, seed, reason)
        return True

    def note(self, program, seed, reason):
        with self.printing:
            if not reason:
                self.passed += 1
                return
            self.refused[re.sub(r"'[^']*'", "'...'", reason)] += 1
            print(f"{self.options.kind} {seed}: refused: {reason}", flush=True)
            self.keep(program, seed, "refused")

    def note_failure(self, program, seed, what, details):
        with self.printing:
            (self.unusable if what.startswith("bad program") else self.failed)[what] += 1
            if not re.match("bad program: (runs too long|undefined behaviour)", what):
                print(f"{self.options.kind} {seed}: FAILED: {what}\n    " + "\n    ".join(details.split("\n")[:12]),
                      flush=True)
                self.keep(program, seed, what)

    def keep(self, program, seed, what):
        if self.options.keep:
            os.makedirs(self.options.keep, exist_ok=True)
            name = f"{self.options.kind}-{seed}-{re.sub(r'[^a-z0-9]+', '-', what.lower())[:40]}.c"
            shutil.copy(program, os.path.join(self.options.keep, name))


# ---- command line ----------------------------------------------------------------------------------------------------


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    build = os.path.join(ROOT, "build")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=list(WRITERS), default="generated")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="programs at a time")
    parser.add_argument("--matrix", default="quick",
                        help="quick, levels, rotate, full, or variants separated by commas")
    parser.add_argument("--modes", default="yield,scribble", help="of suspension; all; none: only compile")
    parser.add_argument("--no-warnings", dest="warnings", action="store_false", help="new warnings are no failures")
    parser.add_argument("--strict", action="store_true", help="also check that the programs themselves are right C")
    parser.add_argument("--reduce", action="store_true", help="make each given program as small as still fails alike")
    parser.add_argument("--expect", help="succeed if the given program fails like this (for --reduce)")
    parser.add_argument("--keep", help="where programs that fail or are refused are kept")
    parser.add_argument("--asyncc", default=os.path.join(build, "transpiler", "asyncc"))
    parser.add_argument("--late", action="store_true", help="functions yield at loop heads, not at their entry")
    parser.add_argument("--asyncify", default=os.path.join(build, "tests", "oracle", "asyncify"))
    parser.add_argument("--library", dest="archive", default=os.path.join(build, "runtime", "libasyncc.a"))
    parser.add_argument("program", nargs="*", help="examine these instead of random ones")
    options = parser.parse_args()
    options.modes = {"all": MODES, "none": []}.get(options.modes, options.modes.split(","))
    options.asyncc, options.asyncify, options.archive = (os.path.realpath(p) for p in
                                                   (options.asyncc, options.asyncify, options.archive))
    return options


def examine_given(options, oracle, work):
    status = 0
    for program in options.program:
        try:
            what, details = oracle.examine(os.path.realpath(program), work) or "passed", ""
        except Failure as failure:
            what, details = failure.args
            status = 1
        if options.expect:
            return what != options.expect
        print(f"{program}: {what}\n{details}")
    return status


def reduce(options, oracle, work):
    """PROGRAM becomes as small as creduce can make it while it fails in the same way; the original is PROGRAM.orig."""
    for program in options.program:
        options.strict = oracle.strict = True
        try:
            what = oracle.examine(os.path.realpath(program), work) or "passed"
        except Failure as failure:
            what = failure.args[0]
        if what == "passed" or what.startswith("bad program"):
            print(f"{program}: {what}")
            continue
        print(f"{program}: {what}; reducing", flush=True)
        name = os.path.basename(program)
        command = [sys.executable, os.path.join(HERE, "oracle.py"), "--strict", "--matrix", options.matrix,
                   "--modes", ",".join(options.modes) or "none", "--asyncc", options.asyncc,
                   "--library", options.archive,
                   "--expect", what, name]
        script = os.path.join(work, "interesting.sh")
        with open(script, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\nexec " + " ".join(shlex.quote(word) for word in command) + " >/dev/null 2>&1\n")
        os.chmod(script, 0o755)
        subprocess.run(["creduce", "--n", "1", "--tidy", script, name], cwd=os.path.dirname(os.path.realpath(program)),
                       check=False, stdout=subprocess.DEVNULL)
    return 0


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as work:
        oracle = Oracle(options, work)
        if not options.program:
            return Campaign(options, oracle, work).run()
        return reduce(options, oracle, work) if options.reduce else examine_given(options, oracle, work)


if __name__ == "__main__":
    sys.exit(main())
