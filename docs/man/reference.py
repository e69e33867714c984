#!/usr/bin/env python3
"""reference.py OUT HEADER... - manual pages of section 3, from the comments of the runtime's headers: asyncc_NAME.3 for
asyncc/NAME.h, asyncc.3 for asyncc.h, and for each public name in them a page that leads there. With --check instead of
OUT it only says what no comment tells about."""

import os
import re
import sys

from headers import PUBLIC, Header, is_public

COLUMNS = 100


def escaped(text):
    """Text as roff wants it."""
    text = text.replace("\\", "\\e").replace("−", "-")
    text = re.sub(r"-(?=[A-Z0-9])|(?<=\w)->", lambda match: match[0].replace("-", "\\-"), text)
    text = "".join(char if ord(char) < 128 else f"\\[u{ord(char):04X}]" for char in text)
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.M)


def code(text):
    return escaped(text).replace("-", "\\-").replace("\\\\-", "\\-")


def running(text):
    """A paragraph, with the names in it in bold."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= COLUMNS:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    bold = [re.sub(PUBLIC, lambda name: f"\\fB{name[0]}\\fR", escaped(line)) for line in lines]
    return "\n".join(bold)


def prose(text, out):
    """Paragraphs; what is indented is printed as it is."""
    for part in text.split("\n\n"):
        lines = part.split("\n")
        plain = [line for line in lines if not line.startswith("  ")]
        if plain:
            out += [".PP", running(" ".join(plain))]
        if len(plain) < len(lines):
            out += [".PP", ".nf"] + [code(line) for line in lines if line.startswith("  ")] + [".fi"]


def section(title, items, out):
    out.append(f".SH {escaped(title).upper()}")
    for item in items:
        if item.signatures:
            lines = "\n".join(item.signatures).split("\n")
            out += [".PP", ".nf"] + [f"\\fB{code(line)}\\fR" if line else "" for line in lines] + [".fi", ".RS 4"]
        if item.text:
            prose(item.text, out)
        if item.signatures:
            out.append(".RE")


def page(header, include, others):
    summary, _, rest = re.sub(r"^\S+ - ", "", header.text).partition(".")
    name = page_name(header)
    summary = escaped(" ".join(summary.split()))
    out = [f".\\\" {name}.3 - made by docs/man/reference.py from {os.path.basename(header.path)}",
           f'.TH {name.upper()} 3 "" asyncc "asyncc Reference"', ".SH NAME", f"{name} \\- {summary}",
           ".SH SYNOPSIS", f"\\fB#include <{include}>\\fR"]
    if rest.strip():
        out.append(".SH DESCRIPTION")
        prose(rest.strip("\n"), out)
    for part in header.sections:
        items = [item for item in part.items if not item.is_internal]
        if items:
            section(part.title or "declarations", items, out)
    see = [f".BR {other} (3)" for other in others if other != name]
    out += [".SH SEE ALSO", ",\n".join([".BR asyncc (1)"] + see).replace("),", ") ,")]
    return "\n".join(out) + "\n"


def page_name(header):
    stem = os.path.splitext(os.path.basename(header.path))[0]
    return stem if stem == "asyncc" else "asyncc_" + stem


def write(folder, name, text):
    with open(os.path.join(folder, name + ".3"), "w", encoding="utf-8") as file:
        file.write(text)


def main(arguments):
    headers = [Header(path) for path in sorted(arguments[1:])]
    if arguments[0] == "--check":
        missing = [f"{header.path}:{line}: no comment tells about {name}"
                   for header in headers for line, name in header.undocumented()]
        print("\n".join(missing), end="\n" if missing else "")
        return 1 if missing else 0
    os.makedirs(arguments[0], exist_ok=True)
    pages = [page_name(header) for header in headers]
    for header in headers:
        include = "asyncc/embed.h" if page_name(header) == "asyncc_embed" else "asyncc.h"
        write(arguments[0], page_name(header), page(header, include, pages))
        for name in header.names():
            write(arguments[0], name, f".so man3/{page_name(header)}.3\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
