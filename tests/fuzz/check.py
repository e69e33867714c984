#!/usr/bin/env python3
"""check.py - what a harness cannot tell: asyncc as it is installed, on changed programs. README.md tells how to use it.

A change that Clang accepts is a program. So where asyncc accepts one, its output must compile; where it does not, there
must be an error that says why, and the status that goes with it. What is not so is kept.
"""
import argparse
import collections
import ctypes
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOM = 1 << 16
FLAGS = ["-I", str(ROOT / "runtime/include"), "-I", str(ROOT / "tests/support")]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--build", default=ROOT / "build", type=pathlib.Path)
    parser.add_argument("--count", default=500, type=int, help="of changed programs; 0: the files as they are")
    parser.add_argument("--seed", default=1, type=int)
    parser.add_argument("--keep", default="fuzz-failures", type=pathlib.Path, help="folder for what failed")
    parser.add_argument("--timeout", default=20, type=float, help="of a command, in seconds")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="default: the programs of tests/ and examples/")
    return parser.parse_args()


def seeds(files):
    files = files or [*(ROOT / "tests/run").glob("*.c"), *(ROOT / "tests/diag").glob("*.c"),
                      *(ROOT / "examples").glob("*.c")]
    return [file.read_bytes() for file in sorted(files)]


def changed(build, texts, seed, count):
    """Programs made by mutate.c, the same for the same seed. Whether what only GCC knows is C asyncc cannot tell."""
    texts = [text for text in texts if not text.startswith(b"// compilers: gcc\n")]
    mutate = ctypes.CDLL(str(build / "tests/fuzz/libfuzz_afl_mutator.so")).fuzz_mutate
    mutate.restype = ctypes.c_size_t
    mutate.argtypes = [ctypes.c_char_p, ctypes.c_size_t] * 2 + [ctypes.c_uint64, ctypes.c_char_p, ctypes.c_size_t]
    room = ctypes.create_string_buffer(ROOM)
    for i in range(seed * 1000000, seed * 1000000 + count):
        one, other = texts[i * 7919 % len(texts)], texts[i * 104729 % len(texts)]
        size = mutate(one, len(one), other, len(other), i, room, ROOM)
        yield room.raw[:size]


def flags_of(text):
    """Of a line `// flags: ...`, what changes the language."""
    for line in text.split(b"\n"):
        if line.startswith(b"// flags:"):
            words = line[len(b"// flags:"):].decode(errors="replace").split()
            return FLAGS + [word for word in words if word.startswith(("-std=", "-f", "-trigraphs", "-ansi"))]
    return FLAGS


def run(command, timeout):
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout, check=False)
        return done.returncode, done.stderr.decode(errors="replace")
    except subprocess.TimeoutExpired:
        return None, ""


def verdict(asyncc, text, timeout, folder):
    """What became of one program: accepted, refused, or what is wrong."""
    source, output = folder / "input.c", folder / "output.c"
    source.write_bytes(text)
    flags = flags_of(text)
    status, errors = run([asyncc, source, "-o", output, "--", *flags], timeout)
    if status is None:
        return "asyncc does not end", ""
    if status not in (0, 1) or "internal error" in errors:
        return "asyncc fails", errors
    if status == 1:
        return ("refused", "") if "error: " in errors else ("asyncc refuses without a reason", errors)
    for compiler in "clang-19", "gcc":  # what only GCC knows is left as it is
        # -w: mutants draw warnings of every kind; that the output compiles is the question
        status, messages = run([compiler, "-w", "-fsyntax-only", "-iquote", folder, *flags, output], timeout)
        if status is None:
            return f"{compiler} does not end", ""
        if status == 0:
            return "accepted", ""
        errors = errors or messages
    return "the output does not compile", errors


def main():
    options = arguments()
    asyncc = options.build / "transpiler/asyncc"
    texts = seeds(options.files)
    programs = changed(options.build, texts, options.seed, options.count) if options.count else texts
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(programs):
            what, errors = verdict(asyncc, text, options.timeout, pathlib.Path(folder))
            counts[what] += 1
            if what not in ("accepted", "refused"):
                options.keep.mkdir(parents=True, exist_ok=True)
                kept = options.keep / f"{options.seed}-{number}.c"
                kept.write_bytes(text)
                first = next((line for line in errors.split("\n") if "error" in line), "")
                print(f"{kept}: {what}: {first}", flush=True)
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    return 0 if set(counts) <= {"accepted", "refused"} else 1


if __name__ == "__main__":
    sys.exit(main())
