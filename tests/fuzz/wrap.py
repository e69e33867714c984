#!/usr/bin/env python3
"""wrap.py - expressions and statements are wrapped in AWAITs, and the program stays what it is. README.md tells how to
use it.

An AWAIT of what changes nothing may stand wherever C evaluates something. So a program whose parts were wrapped in such
AWAITs must do what the program does, or be refused; it must compile, and draw no warning that its erased form does not
draw. What is not so is reduced to the wraps that it takes, and kept.
"""
import json
import pathlib
import random
import sys
import tempfile

import outline
import wrapping
from outline import run, shape

MOST_TRIALS = 60  # of a reduction


class Campaign(outline.Campaign):
    """As that of outline.py, with other mutants."""

    def __init__(self, options, folder):
        super().__init__(options, folder)
        self.programs = [program for program in self.programs if program.is_erasable and program.expected]
        self.places, self.wraps = {}, 0

    def run(self):
        status = super().run()
        print(f"{self.wraps} wraps")
        return status

    def places_of(self, original):
        if original.path not in self.places:
            program = original.program
            ranges = [(program.tokens[first].begin, program.tokens[last - 1].end) for first, last in program.functions]
            self.places[original.path] = wrapping.find_places(
                program.text, self.tree_of(original),
                lambda offset: any(begin <= offset < end for begin, end in ranges))
        return self.places[original.path]

    def tree_of(self, original):
        source = self.examiner.folder / "program.c"
        source.write_text(original.program.text)
        # Only the tree is wanted.
        _, out, _ = run(["clang-19", "-fsyntax-only", "-w", "-Xclang", "-ast-dump=json", "-I",
                         outline.ROOT / "tests/support/erased", *self.examiner.includes(original), source])
        return json.loads(out) if out else {}

    def does_the_same_erased(self, original, text):
        """Whether the mutant is C that does what the program does. What compilers warn of in it is no matter here."""
        source, binary = self.examiner.folder / "erased.c", self.examiner.folder / "erased"
        source.write_text(text)
        status, _, _ = run(["gcc", "-O0", "-w", "-I", outline.ROOT / "tests/support/erased",
                            *self.examiner.includes(original), source, outline.ROOT / "tests/support/support.c",
                            "-lm", "-o", binary])
        return status == 0 and run([binary])[:2] == (original.status, original.expected[0])

    def examine(self, seed):
        original = self.programs[seed // self.options.each * 7919 % len(self.programs)]
        if original.path not in self.prepared:
            self.prepared[original.path] = self.examiner.prepare(original)
        places = self.prepared[original.path] and self.places_of(original)
        if not places:
            self.counts["not the same"] += 1
            return
        chosen = random.Random(seed)
        wraps = [chosen.choice(wraps) for wraps in
                 chosen.sample(places, min(len(places), chosen.randint(1, self.options.most))) if wraps]
        while wraps and not self.does_the_same_erased(original, wrapping.wrapped(original.program.text, wraps)):
            wraps = wraps[:len(wraps) // 2]
        if not wraps:
            self.counts["not the same"] += 1
            return
        what, details = self.examiner.verdict(original, wrapping.wrapped(original.program.text, wraps))
        if "status timeout" in details:
            what = "not the same"  # a million calls, each of which suspends now
        self.counts[what] += 1
        self.wraps += len(wraps)
        if what not in ("accepted", "not the same"):
            self.note(seed, original, wraps, what, details)

    def note(self, seed, original, spans, what, details):
        key = shape(what, details)
        self.shapes[key] += 1
        if self.shapes[key] > outline.MOST_ALIKE or (what == "refused" and not self.options.keep_refused):
            return
        wraps = self.reduced(original, spans, key)
        text = wrapping.wrapped(original.program.text, wraps)
        self.options.keep.mkdir(parents=True, exist_ok=True)
        kept = self.options.keep / f"{seed}-{original.path.name}"
        kept.write_text(text)
        kept.with_suffix(".out").write_bytes(original.path.with_suffix(".out").read_bytes())
        print(f"{kept}: {what}: {details}")
        before = set(original.program.text.split("\n"))
        print("".join(f"    {line}\n" for line in text.split("\n") if line not in before), flush=True)

    def reduced(self, original, wraps, wanted):
        """The mutant with fewer wraps, as long as it fails alike."""
        trials = MOST_TRIALS
        size = len(wraps) // 2
        while size and trials > 0:
            for first in range(0, len(wraps), size):
                candidate = wraps[:first] + wraps[first + size:]
                text = wrapping.wrapped(original.program.text, candidate)
                trials -= 1
                if (candidate and self.does_the_same_erased(original, text) and
                        shape(*self.examiner.verdict(original, text)) == wanted):
                    wraps = candidate
                    break
            else:
                size //= 2
        return wraps


def main():
    options = outline.arguments()  # --most: of wraps in a mutant
    options.keep = options.keep.with_name("wrap-failures") if options.keep.name == "outline-failures" else options.keep
    with tempfile.TemporaryDirectory() as folder:
        return Campaign(options, pathlib.Path(folder)).run()


if __name__ == "__main__":
    sys.exit(main())
