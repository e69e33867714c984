"""torture.py - GCC's own tests of what programs do, for oracle.py: small programs that abort where a compiler is wrong.

The sources are fetched with apt-get (gcc-12-source, 80 MB) into a cache, and never kept in the repository."""

import functools
import glob
import os
import re
import subprocess

CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "asyncc-packages")
TESTS = "gcc/testsuite/gcc.c-torture/execute"
DIALECTS = [(), ("-std=gnu89",)]
NO_FLAGS_OF_LANGUAGE = re.compile("-(O|W|m|std|pedantic|fdump)")
# What oracle.h declares, and <stdbool.h> defines, which the annotated program includes.
TAKEN = re.compile(rb"\b(check|finish|note|turn|is_aligned|value_[a-z]+|bool|true|false)\b")


@functools.cache
def sources():
    """The paths of the tests."""
    home = os.path.join(CACHE, "gcc-12-source")
    tests = os.path.join(home, "gcc-12*", TESTS, "*.c")
    if not glob.glob(tests):
        os.makedirs(home, exist_ok=True)
        for command in ("apt-get -qq download gcc-12-source", "dpkg-deb -x gcc-12*.deb .",
                        f"tar -xJf usr/src/gcc-12/gcc-12*.tar.xz --wildcards '*/{TESTS}/*'", "rm -rf usr *.deb"):
            subprocess.run(command, shell=True, cwd=home, check=True)
    return sorted(glob.glob(tests))


def source(number):
    """The path of the test of that number, the first being 1; after the last one it begins again."""
    return sources()[(number - 1) % len(sources())]


def flags_of(path):
    """What the test asks for, in each of the dialects in which both compilers may take it."""
    with open(path, encoding="latin-1") as file:
        options = re.findall(r'\{ dg-(?:additional-)?options "([^"]*)" *\}', file.read())
    wanted = [flag for text in options for flag in text.split() if not NO_FLAGS_OF_LANGUAGE.match(flag)]
    return [(*dialect, *wanted) for dialect in DIALECTS]


def preprocess(path, flags, output):
    """Makes one file without macros, but for those of the system's headers, which has names of its own. What is wrong
    with it is told by those who compile it."""
    done = subprocess.run(["clang-19", "-w", "-E", "-P", "-fkeep-system-includes", "-iquote", os.path.dirname(path),
                           *flags, path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    with open(output, "wb") as file:
        file.write(TAKEN.sub(rb"own_\1", done.stdout))
