#!/usr/bin/env python3
"""packages.py [NAME...] - real C programs, from Debian's source packages, made async and compared with what they were.

The sources are fetched with apt-get into a cache and never kept in the repository. A program's files are put into one,
preprocessed but for the system's headers, and made async by asyncify, its pointers to functions included. Original and
transpiled program then get the same arguments and input, and must give the same output and exit status.
"""

import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

from oracle import MODES, ROOT, SILENT, Failure, Oracle, asyncify, must, run
from recipes import PACKAGES
from torture import CACHE


def apt(*arguments, cwd):
    """apt-get with lists of its own, of the source packages of where the system's packages come from."""
    command = ["apt-get", "-qq"]
    for option in ("Dir::Etc::sourcelist=/dev/null", "Dir::Etc::sourceparts=" + os.path.join(CACHE, "sources.d"),
                   "Dir::State::lists=" + os.path.join(CACHE, "lists")):
        command += ["-o", option]
    done = subprocess.run(command + list(arguments), cwd=cwd, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Failure("cannot fetch", done.stderr)


def prepare_lists():
    sources = os.path.join(CACHE, "sources.d")
    if os.path.exists(sources):
        return
    os.makedirs(os.path.join(CACHE, "lists", "partial"), exist_ok=True)
    os.makedirs(sources)
    for path in ["/etc/apt/sources.list", *glob.glob("/etc/apt/sources.list.d/*")]:
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                text = re.sub(r"(?m)^(deb |Types: deb$)", lambda m: m[0].replace("deb", "deb-src"), file.read())
            with open(os.path.join(sources, os.path.basename(path)), "w", encoding="utf-8") as file:
                file.write(text)
    apt("update", cwd=CACHE)


def fetch(name, package):
    """The folder of the package's sources, with what the recipe adds."""
    home = os.path.join(CACHE, name)
    if not glob.glob(os.path.join(home, "*", "")):
        prepare_lists()
        os.makedirs(home, exist_ok=True)
        apt("source", name, cwd=home)
    folder, = glob.glob(os.path.join(home, "*", ""))
    for header in package.once:
        path = os.path.join(folder, header)
        text = open(path, encoding="latin-1").read()
        if not text.startswith("#pragma once"):
            with open(path, "w", encoding="latin-1") as file:
                file.write("#pragma once\n" + text)
    for path, content in package.files.items():
        with open(os.path.join(folder, path), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
    return folder


def compare(name, options, oracle, work):
    """Prints what became of a package; raises Failure."""
    package = PACKAGES[name]
    folder = fetch(name, package)
    plain, program, output = (os.path.join(work, file) for file in ("plain.c", "program.c", "out.c"))
    preprocess(package, folder, plain)
    must(["gcc", SILENT, "-O1", *package.flags, plain, "-o", os.path.join(work, "original"), "-lm"],
         "original: does not compile")
    status, text, errors = run([*asyncify(options, options.values), "--seed", str(options.seed), plain, "--", SILENT,
                                *package.flags])
    if status != 0:
        raise Failure("asyncify: not valid", errors)
    with open(program, "w", encoding="utf-8") as file:
        file.write(text)
    status, _, errors = run([options.asyncc, program, "-o", output, "--", SILENT, *package.flags, *oracle.includes()],
                            timeout=300)
    if status != 0:
        raise Failure("asyncc refuses it", errors)
    warned = [compare_variant(package, folder, options, oracle, variant, work) for variant in oracle.variants]
    print(f"{os.path.basename(folder.rstrip('/'))}: {text.count(chr(10))} lines, {text.count('ASYNC ')} ASYNC, "
          f"{text.count('AWAIT(')} AWAIT: {len(oracle.variants)} builds, "
          f"{len(oracle.variants) * len(package.runs) * len(options.modes)} runs the same", flush=True)
    for failure in filter(None, warned):
        raise failure


def preprocess(package, folder, plain):
    """Makes one file of the package's, with no macros and includes but the system's."""
    with tempfile.NamedTemporaryFile("w", suffix=".c", encoding="utf-8") as whole:
        whole.write(package.unity(folder))
        whole.flush()
        subprocess.run(["clang-19", SILENT, "-E", "-P", "-fkeep-system-includes", "-iquote", folder, *package.flags,
                        whole.name, "-o", plain], cwd=folder, check=True)


def compare_variant(package, folder, options, oracle, variant, work):
    """Raises Failure where the program does something else; gives one where there are new warnings."""
    program, output = os.path.join(work, "program.c"), os.path.join(work, "out.c")
    warnings = oracle.build(variant, program, output, package.flags)
    for arguments, source in package.runs:
        for mode in options.modes:
            compare_run(work, folder, arguments, source, f"{variant.name}, {mode}", mode)
    return oracle.compare_warnings(variant, program, work, warnings, package.flags)


def compare_run(work, folder, arguments, source, what, mode):
    environment = dict(os.environ, ASYNC_CLOCK="virtual", SUSPEND=mode, ASAN_OPTIONS="detect_leaks=0")

    def result(program):
        with open(os.path.join(folder, source), "rb") as file:
            done = subprocess.run(["./program", *arguments], executable=os.path.join(work, program), stdin=file,
                                  capture_output=True, cwd=folder, check=False, timeout=600, env=environment)
        return done.returncode, done.stdout, done.stderr

    try:
        expected, got = result("original"), result("program")
    except subprocess.TimeoutExpired as timeout:
        raise Failure(f"runs too long: {what}: {' '.join(arguments)} <{source}", "") from timeout
    if expected != got:
        raise Failure(f"differs: {what}: {' '.join(arguments)} <{source}",
                      f"expected {expected[0]}, got {got[0]}\n{expected[1][:300]}\n{got[1][:300]}\n"
                      f"{expected[2][:300]}\n{got[2][:3000].decode(errors='replace')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    build = os.path.join(ROOT, "build")
    parser.add_argument("--matrix", default="quick", help="quick, full, or variants separated by commas")
    parser.add_argument("--modes", default="ready,yield,scribble", help="of suspension; all; none: only compile")
    parser.add_argument("--no-warnings", dest="warnings", action="store_false", help="new warnings are no failures")
    parser.add_argument("--values", type=int, default=20, help="one in how many arithmetic expressions is awaited")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--keep", help="a folder for what is made on the way")
    parser.add_argument("--asyncc", default=os.path.join(build, "transpiler", "asyncc"))
    parser.add_argument("--late", action="store_true", help="functions yield at loop heads, not at their entry")
    parser.add_argument("--asyncify", default=os.path.join(build, "tests", "oracle", "asyncify"))
    parser.add_argument("--library", dest="archive", default=os.path.join(build, "runtime", "libasyncc.a"))
    parser.add_argument("names", nargs="*", choices=[[], *PACKAGES], metavar="NAME", help=", ".join(PACKAGES))
    options = parser.parse_args()
    options.modes = {"all": MODES, "none": []}.get(options.modes, options.modes.split(","))
    options.strict = False
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        oracle = Oracle(options, work)
        for name in options.names or PACKAGES:
            folder = os.path.join(work, name)
            os.mkdir(folder)
            try:
                compare(name, options, oracle, folder)
            except Failure as failure:
                failed += 1
                print(f"{name}: FAILED: " + "\n".join(failure.args)[:3000], flush=True)
        if options.keep:
            shutil.copytree(work, options.keep, dirs_exist_ok=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
