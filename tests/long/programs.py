#!/usr/bin/env python3
"""programs.py NAME [SIZE] - prints a program that is long in some way: in the form that tests/run/run.sh takes.

Each prints a number that depends on all that it computes, and suspends as support.h says."""
import sys

HEAD = """#include "support.h"
#include <stdio.h>
#include <string.h>

static ASYNC int step(int x)
{
    return AWAIT(quiet(x & 1023)) + 1;
}
"""

MAIN = """
int main(void)
{
    printf("%d\\n", async_run(test(3)));
    return 0;
}
"""


def function(body, name="test"):
    return f"\nstatic ASYNC int {name}(int a)\n{{\n{body}}}\n"


def lines(size):
    """A file of many functions, plain and ASYNC in turn."""
    pairs, text = size // 27, [HEAD, "#define SQUARE(x) ((x) * (x))\n#define LIMIT(x) ((x) & 0xFFFFF)\n"]
    for k in range(pairs):
        text.append(f"""
/* Counts the letters of a word. */
static int letters_{k}(const char *word, int limit)
{{
    int count = 0;
    for (int i = 0; word[i] && i < limit; i++) {{
        count += word[i] >= 'a' && word[i] <= 'z' ? {k % 7} : 1;
    }}
    return count;
}}

static ASYNC int work_{k}(int a)
{{
    char word[8] = "some";
    int sum = letters_{k}(word, a);
    for (int i = 0; i < 2; i++) {{
        int got = AWAIT(step(a + i));
        if (got > 100) {{
            sum ^= SQUARE(got);
            continue;
        }}
        sum += got + letters_{k}(word, i) + AWAIT(step(LIMIT(sum)));
    }}
    return LIMIT(sum);
}}
""")
    calls = [f"    sum = (sum + AWAIT(work_{k}(sum & 255))) & 0xFFFFF;\n" for k in range(pairs)]
    for name, half in ("half_0", calls[:pairs // 2]), ("half_1", calls[pairs // 2:]):
        text.append(function("    int sum = a;\n" + "".join(half) + "    return sum;\n", name))
    return "".join(text) + function("    return AWAIT(half_0(a)) ^ AWAIT(half_1(a));\n") + MAIN


def long_body(size, awaits):
    every, text = max(1, size // 5 // awaits), ["    int s = a, v[8] = {0};\n"]
    for i in range(size // 5):
        text.append(f"    s += a * {i} + v[{i % 8}];\n    if (s > {i}) {{\n        v[s & 7] = s ^ {i};\n    }}\n"
                    "    s = (s ^ v[a & 7]) & 0xFFFFF;\n")
        if i % every == every - 1:
            text.append("    s += AWAIT(step(s));\n")
    return "".join(text) + "    return s;\n"


def function_of_lines(size):
    """Two functions of many lines: one whose locals are saved around its few AWAITs, one of many."""
    few, many = long_body(size, 20).replace(", v[8] = {0}", "").replace("v[a & 7]", "a"), long_body(size, 500)
    for i in range(8):
        few = few.replace(f"v[{i}]", str(i))
    few = few.replace("v[s & 7] =", "s =")
    both = function("    return AWAIT(few(a)) ^ AWAIT(many(a));\n")
    return HEAD + function(few, "few") + function(many, "many") + both + MAIN


def awaits(size):
    """A function of very many AWAITs."""
    body = "".join(f"    sum = (sum + AWAIT(step(sum + {i}))) & 0xFFFFF;\n" for i in range(size))
    return HEAD + function("    int sum = a;\n" + body + "    return sum;\n") + MAIN


def locals_of_awaits(size):
    """Very many locals, each of which outlives AWAITs."""
    body = "".join(f"    int v{i} = a + {i};\n" for i in range(size)) + "    int sum = AWAIT(step(a));\n"
    body += "".join(f"    sum = (sum * 3 + v{i}) & 0xFFFFF;\n" for i in range(size)) + "    v0 = AWAIT(step(sum));\n"
    return HEAD + function(body + "    return sum + v0;\n") + MAIN


def macros(size):
    """Very many macros that are given locals of the frame, and some that await."""
    text = "".join(f"#define M{i}(x) ((x) + {i})\n#define A{i}(x) (AWAIT(step(x)) + {i})\n" for i in range(size // 2))
    body = "    int sum = 0, t[4] = {a, 1, 2, 3};\n    t[1] = AWAIT(step(1));\n"
    body += "".join(f"    sum = (sum + M{i}(t[{i % 4}])) & 0xFFFFF;\n" for i in range(size // 2))
    body += "".join(f"    sum += A{i}(sum & 255);\n" for i in range(0, size // 2, 50))
    return HEAD + text + function(body + "    return sum;\n") + MAIN


def nested(size):
    """Blocks, conditions and parentheses in each other."""
    blocks = "    " + "{" * size + " a += AWAIT(step(a)); " + "}" * size + "\n"
    ifs = "    " + "if (a) { " * (size // 2) + "a += AWAIT(step(a)); " + "}" * (size // 2) + "\n"
    parentheses = "    a += " + "(" * size + "AWAIT(step(a))" + ")" * size + ";\n"
    operators = "    a += " + "- " * (2 * size) + "AWAIT(step(a));\n"
    calls = "    a += " + "AWAIT(step(" * (size // 5) + "a" + "))" * (size // 5) + ";\n"
    body = blocks + ifs + parentheses + operators + calls + "    return a;\n"
    return "// compilers: gcc\n" + HEAD + function(body) + MAIN # Clang has a bound of 256


def numbers(size):
    """An initialiser of very many numbers."""
    values = ", ".join(str(i % 1000) for i in range(size))
    body = f"    int list[] = {{ {values} }};\n    int sum = 0;\n    list[1] = AWAIT(step(a));\n"
    body += "    for (unsigned i = 0; i < sizeof list / sizeof *list; i++) {\n"
    body += "        sum = (sum * 3 + list[i]) & 0xFFFFF;\n    }\n    return sum;\n"
    return HEAD + function(body) + MAIN


def expression(size):
    """A sum of very many terms, some of which await."""
    terms = " + ".join(f"(b & {i})" if i % 100 else "AWAIT(step(b))" for i in range(size))
    return HEAD + function(f"    int b = AWAIT(step(a));\n    return {terms};\n") + MAIN


PROGRAMS = {
    "lines": (lines, 50000),
    "function": (function_of_lines, 10000),
    "awaits": (awaits, 2000),
    "locals": (locals_of_awaits, 3000),
    "macros": (macros, 5000),
    "nested": (nested, 1000),
    "numbers": (numbers, 100000),
    "expression": (expression, 2000),
}

if __name__ == "__main__":
    make, usual = PROGRAMS[sys.argv[1]]
    sys.stdout.write(make(int(sys.argv[2]) if len(sys.argv) > 2 else usual))
