#!/usr/bin/env python3
"""outline.py - tokens move into macros, and the program stays what it is. README.md tells how to use it.

To a compiler it is the same whether some tokens of a program are written out or come out of a macro. So what asyncc
makes of a program whose tokens were moved into macros must do what the program does, or be refused; it must compile,
and draw no warning that is new. What is not so is reduced to the macros that it takes, and kept.
"""
import argparse
import collections
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile

import outlining

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDES = ["-I", str(ROOT / "tests/support"), "-I", str(ROOT / "runtime/include")]
ORACLE = ROOT / "tests/oracle"
WARNINGS = ["-Wall", "-Wextra"]
MODES = ["yield", "scribble"]
MOST_TRIALS = 150  # of a reduction
MOST_ALIKE = 3     # failures that are reduced and kept


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--build", default=ROOT / "build", type=pathlib.Path)
    parser.add_argument("--count", default=500, type=int, help="of mutants")
    parser.add_argument("--seed", default=1, type=int, help="of the first mutant")
    parser.add_argument("--each", default=3, type=int, help="mutants of a program before the next one's turn")
    parser.add_argument("--generated", default=0, type=int, help="add that many programs of oracle/generate.py")
    parser.add_argument("--most", default=12, type=int, help="macros in a mutant")
    parser.add_argument("--compiler", default="gcc -O0", help="of the outputs, with flags")
    parser.add_argument("--modes", default=",".join(MODES), help="of suspension")
    parser.add_argument("--keep", default="outline-failures", type=pathlib.Path, help="folder for what failed")
    parser.add_argument("--keep-refused", action="store_true", help="keep the first mutants refused with each message")
    parser.add_argument("--print", dest="print_only", action="store_true", help="the mutants, and nothing else")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="default: the programs of tests/run")
    return parser.parse_args()


def run(command, timeout=60, **environment):
    environment = dict(os.environ, ASYNC_CLOCK="virtual", **environment)
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout, check=False, env=environment,
                              stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return "timeout", "", ""
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def warned(messages):
    """The names of the warnings in a compiler's output."""
    return {name.split("=")[0] for name in re.findall(r"warning: .*\[(-W[^\]]*)\]", messages)}


class Original:
    """A program as it is, and what it does."""

    def __init__(self, path, text):
        self.path, self.program = path, outlining.Program(text)
        lines = dict(re.findall(r"(?m)^// (\w+): *(.*)$", text))
        self.flags = lines.get("flags", "").split()
        self.is_erasable = not lines.get("erase", "").startswith("no")
        self.status = int(lines.get("status", 0))
        self.expected = None  # output, errors
        self.warnings = set()
        self.tokens = None
        self.is_usable = "compilers" not in lines and self.program.functions
        for suffix in ".out", ".err":
            output = path.with_suffix(suffix)
            if output.exists():
                content = output.read_text()
                self.is_usable = self.is_usable and not re.search(r"\.c\b", content)  # lines of the source
                self.expected = (content if suffix == ".out" else self.expected[0], "" if suffix == ".out" else content)


class Examiner:
    """What becomes of programs, each in the same folder."""

    def __init__(self, options, folder):
        self.folder, self.compiler = folder, options.compiler.split()
        self.modes = [mode for mode in options.modes.split(",") if mode]
        self.asyncc, self.library = options.build / "transpiler/asyncc", options.build / "runtime/libasyncc.a"
        self.support = []
        for source in ROOT / "tests/support/support.c", ORACLE / "oracle.c":
            output = folder / f"of-{source.name}"
            for command in ([self.asyncc, source, "-o", output, "--", *INCLUDES],
                            [*self.compiler, "-c", "-iquote", source.parent, *INCLUDES, output, "-o",
                             output.with_suffix(".o")]):
                status, _, errors = run(command)
                if status:
                    sys.exit(f"{source.name}: {errors}")
            self.support.append(output.with_suffix(".o"))

    def prepare(self, original):
        """Whether asyncc takes the program as it is. Finds what it does, and which warnings it draws."""
        original.tokens = self.preprocessed(original, original.program.text)
        what, details = self.verdict(original, original.program.text)
        return what == "accepted" or (what == "warns" and bool(original.warnings.update(details))) or what == "warns"

    def includes(self, original):
        return ["-iquote", original.path.parent, "-I", ORACLE, *INCLUDES, *original.flags]

    def preprocessed(self, original, text):
        """The tokens of a program as asyncc reads it."""
        source = self.folder / "program.c"
        source.write_text(text)
        # Only the tokens are asked for here; warnings are compared where the output is compiled.
        status, out, _ = run(["gcc", "-E", "-P", "-w", "-D__ASYNCC__=1", *self.includes(original), source])
        return outlining.texts_in(out) if status == 0 else None

    def erased_warnings(self, original, source):
        if not original.is_erasable:
            return set()
        _, _, errors = run([*self.compiler, *WARNINGS, "-fexceptions", "-c", "-I", ORACLE / "erased",
                            "-I", ROOT / "tests/support/erased", *self.includes(original), source, "-o", "/dev/null"])
        return warned(errors)

    def verdict(self, original, text):
        """What became of a mutant, and the details: a message, or names."""
        source, output, binary = (self.folder / name for name in ("program.c", "output.c", "program"))
        source.write_text(text)
        output.unlink(missing_ok=True)
        includes = self.includes(original)
        status, _, errors = run([self.asyncc, source, "-o", output, "--", *includes])
        if status == 1 and "error: " in errors and "internal error" not in errors:
            return "refused", re.search(r"error: (.*)", errors).group(1)
        if status != 0 or errors:
            return "asyncc fails" if status else "asyncc prints something", errors
        status, _, errors = run([*self.compiler, *WARNINGS, "-c", *includes, output, "-o", binary.with_suffix(".o")])
        if status:
            return "does not compile", "\n".join(line for line in errors.split("\n") if "error:" in line)
        new = warned(errors) - original.warnings
        new = new and new - self.erased_warnings(original, source)
        wrong = self.demand_output(original, binary) if self.modes else None
        return wrong or (("warns", new) if new else ("accepted", ""))

    def demand_output(self, original, binary):
        command = [*self.compiler, *(flag for flag in original.flags if flag.startswith(("-f", "-W", "-l")))]
        status, _, errors = run([*command, binary.with_suffix(".o"), *self.support, self.library, "-lm", "-o", binary])
        if status:
            return "does not link", errors
        for mode in self.modes:
            status, out, errors = run([binary], SUSPEND=mode)
            if original.expected is None:
                original.expected, original.status = (out, errors), status
            if (status, out, errors) != (original.status, *original.expected):
                return "does something else", f"{mode}, status {status}"
        return None


def shape(what, details):
    """What two failures of one cause have in common."""
    text = details if isinstance(details, str) else " ".join(sorted(details))
    text = re.sub(r"(?m)^\S*:\d+:\d+: (fatal )?", "", text.split("\n", maxsplit=1)[0])
    return what, re.sub(r"['‘’][^'‘’]*['‘’]|\d+", "...", text)


def reduced(examiner, original, spans, wanted):
    """The mutant with fewer and shorter macros, as long as it fails alike."""
    trials = MOST_TRIALS
    known = set()
    for simpler in outlining.simpler_ones:
        before = None
        while before != spans:
            before = spans
            for candidate in simpler(original.program, spans):
                text = original.program.outlined(candidate)
                if text in known or not trials:
                    continue
                known.add(text)
                trials -= 1
                if (examiner.preprocessed(original, text) == original.tokens and
                        shape(*examiner.verdict(original, text)) == wanted):
                    spans = candidate
                    break
    return spans


def originals(options):
    files = options.files or sorted((ROOT / "tests/run").glob("*.c"))
    programs = [Original(file, file.read_bytes().decode(errors="surrogateescape").replace("\r\n", "\n"))
                for file in files if file.read_bytes().isascii()]
    if options.generated:
        sys.path.insert(0, str(ORACLE))
        import generate  # pylint: disable=import-error,import-outside-toplevel
        programs += [Original(ORACLE / f"generated-{seed}.c", generate.Generator(seed).program())
                     for seed in range(options.seed, options.seed + options.generated)]
    return [original for original in programs if original.is_usable]


class Campaign:
    def __init__(self, options, folder):
        self.options, self.programs = options, originals(options)
        self.examiner = Examiner(options, folder)
        self.prepared, self.counts = {}, collections.Counter()
        self.shapes = collections.Counter()
        self.stopped = []

    def run(self):
        """The exit status. SIGTERM ends it after the mutant at hand, with a summary."""
        signal.signal(signal.SIGTERM, lambda *_: self.stopped.append(True))
        for seed in range(self.options.seed, self.options.seed + self.options.count):
            if not self.stopped:
                self.examine(seed)
        print(f"{sum(self.counts.values())} mutants of {sum(map(bool, self.prepared.values()))} programs:",
              ", ".join(f"{count} {what}" for what, count in sorted(self.counts.items())))
        for (what, details), count in self.shapes.most_common():
            print(f"  {count} {what}: {details}")
        return 0 if set(self.counts) <= {"accepted", "refused", "not the same"} else 1

    def examine(self, seed):
        original = self.programs[seed // self.options.each * 7919 % len(self.programs)]
        if original.path not in self.prepared:
            self.prepared[original.path] = self.examiner.prepare(original)
        if not self.prepared[original.path]:
            self.counts["not the same"] += 1
            return
        spans = outlining.random_spans(random.Random(seed), original.program, self.options.most)
        text = original.program.outlined(spans)
        if self.examiner.preprocessed(original, text) != original.tokens:
            self.counts["not the same"] += 1
            return
        what, details = self.examiner.verdict(original, text)
        self.counts[what] += 1
        if what != "accepted":
            self.note(seed, original, spans, what, details)

    def note(self, seed, original, spans, what, details):
        key = shape(what, details)
        self.shapes[key] += 1
        if self.shapes[key] > MOST_ALIKE or (what == "refused" and not self.options.keep_refused):
            return
        spans = reduced(self.examiner, original, spans, key)
        self.options.keep.mkdir(parents=True, exist_ok=True)
        kept = self.options.keep / f"{seed}-{original.path.name}"
        kept.write_text(original.program.outlined(spans))
        for suffix in ".out", ".err":
            if original.path.with_suffix(suffix).exists():
                kept.with_suffix(suffix).write_bytes(original.path.with_suffix(suffix).read_bytes())
        print(f"{kept}: {what}: {details}")
        print("".join(f"    {line}\n" for line in original.program.changed_lines(spans)), flush=True)


def main():
    options = arguments()
    if options.print_only:
        programs = originals(options)
        for seed in range(options.seed, options.seed + options.count):
            program = programs[seed // options.each * 7919 % len(programs)].program
            print(program.outlined(outlining.random_spans(random.Random(seed), program, options.most)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return Campaign(options, pathlib.Path(folder)).run()


if __name__ == "__main__":
    sys.exit(main())
