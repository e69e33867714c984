#!/usr/bin/env python3
"""generate.py SEED - prints a random async C program that prints what it computes: the same for every order that C
leaves open, without undefined behaviour, ending after bounded work.

What is in it is meant to be what awaits are hard to compile in: see statements.py and expressions.py.
"""

import random
import sys

from expressions import SCALARS
from scope import RAISES, TRACE, Context, Function, Variable
from statements import Statements

PRELUDE = """\
#include "oracle.h"

struct small { unsigned a; unsigned char b; unsigned c : 5; int d : 7; short s; short e[3]; };
typedef unsigned vector __attribute__((vector_size(16)));
union word { unsigned whole; unsigned char bytes[4]; };
enum color { RED, GREEN, BLUE };

#define IDENTITY(...) (__VA_ARGS__)
#define FIRST(x, y) ((x) + 0u * (unsigned)sizeof(y))
#define SECOND(x, y) ((void)(x), (y))
#define CALL_QUIET(...) AWAIT(quiet((int)(__VA_ARGS__)))

static inline __attribute__((unused)) void leave(unsigned *x) { check(0, *x); }
static ASYNC unsigned *pick(unsigned *a, unsigned *b, unsigned which)
{
    AWAIT(turn());
    return which & 1 ? a : b;
}
"""
BUDGET = 4000  # calls that one call of a function may make, roughly


class Generator(Statements):
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.context = Context()
        self.functions = [Function("quiet", "int", ["unsigned"], True), Function("get", "int", ["unsigned"], True)]
        self.functions[1].effects.writes.add(TRACE)
        self.names = self.checks = 0
        self.uses_errors = self.chance(25)
        self.uses_defer = self.chance(40)
        self.in_expression = self.can_await = self.in_function = False
        self.statics, self.counters, self.globals = [], [], []
        self.size = self.spent = 0
        self.factor = 1.0
        self.result = "void"

    # ---- names and budgets ----

    def fresh(self, prefix):
        self.names += 1
        return f"{prefix}_{self.names}"

    def counter(self):
        self.counters.append(self.fresh("n"))
        return self.counters[-1]

    def trips(self):
        return self.random.randrange(1, 4)

    def multiply(self, factor):
        self.factor *= factor

    def charge(self, function):
        self.size += 1
        self.spent += self.factor * function.cost

    def affordable(self, function):
        return self.spent + self.factor * function.cost < BUDGET and self.size < self.limit

    def exhausted(self):
        return self.size > self.limit

    # ---- the program ----

    def program(self):
        parts = [PRELUDE]
        self.context.scopes.append([])
        for i in range(self.random.randrange(1, 6)):
            kind = "unsigned" if i == 0 else self.random.choice(SCALARS)
            variable = self.context.declare(Variable(f"global_{i}", kind, is_global=True))
            self.globals.append(variable)
            variable.is_volatile = self.chance(15) and i > 0
            parts.append(f"static {'volatile ' if variable.is_volatile else ''}{kind} {variable.name} = {i};\n")
        for i in range(self.random.randrange(2, 9)):
            parts.append(self.function(f"f{i}"))
        parts.append(self.main())
        return "\n".join(parts)

    def function(self, name):
        kinds = ["unsigned", "unsigned", "pointer", "struct small"] + SCALARS
        parameters = [self.random.choice(kinds) for _ in range(self.random.choice([0, 1, 1, 1, 2, 2, 3, 4]))]
        if self.chance(25):
            parameters = ["unsigned"]
        result = self.random.choice(SCALARS + ["unsigned"] * 6 + ["struct small"] * 2)
        function = Function(name, result, parameters, self.chance(92))
        scope = [Variable(f"{'abcxyz'[i]}", kind, targets=[Variable(f"*{i}", "unsigned")] if kind == "pointer" else ())
                 for i, kind in enumerate(parameters)]
        text = self.definition(function, scope)
        self.functions.append(function)
        return text

    def definition(self, function, scope):
        """The text of a function; fills in what callers must know of it."""
        c = self.context
        c.__init__()
        c.scopes = [list(self.globals), list(scope)]
        self.can_await, self.in_function, self.result = function.is_async, True, function.result
        self.statics, self.counters = [], []
        self.size, self.spent, self.factor, self.limit = 0, 1, 1.0, self.random.choice([6, 15, 40])
        self.uses_computed = self.chance(30)
        lines = ["AWAIT(turn());"] if self.can_await and self.chance(40) else []
        recurs = function.parameters[:1] == ["unsigned"] and function.is_async and self.chance(30)
        if recurs:
            lines.append(f"const unsigned deeper = {scope[0].name} & 3;")
        lines += [self.declaration(1) for _ in range(self.random.randrange(4))]
        lines += self.body(self.random.randrange(1, 4), self.random.randrange(2, 7))
        if recurs:
            lines.append(self.recursion(function))
        last = self.return_(2)
        function.cost = self.spent
        lasting = set(self.globals) | set(self.statics) | {TRACE, RAISES}
        function.effects.reads = c.effects[0].reads & lasting
        function.effects.writes = c.effects[0].writes & lasting
        counters = "".join(f"unsigned {n} = 0;\n" for n in self.counters)
        self.can_await = self.in_function = False
        body = "\n".join(filter(None, lines))
        return (f"static {'ASYNC ' if function.is_async else ''}{function.result} {function.name}"
                f"({self.parameter_list(function, scope)})\n{{\n{counters}{body}\n{last}\n}}\n")

    def recursion(self, function):
        """A call of the function that is being written: at most three deep, and a statement of its own, as what it
        reads and writes is not known yet."""
        self.spent *= 4
        self.checks += 1
        self.context.writes(TRACE)
        arguments = ", ".join(["deeper - 1"] + [self.plain_argument(kind) for kind in function.parameters[1:]])
        member = ".a" if function.result == "struct small" else ""
        return f"if (deeper) check({self.checks}, AWAIT({function.name}({arguments})){member});"

    @staticmethod
    def parameter_list(function, scope):
        if not scope:
            return "void"
        return ", ".join(f"unsigned *{v.name}" if kind == "pointer" else f"{kind} {v.name}"
                         for v, kind in zip(scope, function.parameters))

    def main(self):
        """async_main() calls every function and prints the globals."""
        lines = []
        self.context.__init__()
        self.context.scopes = [list(self.globals)]
        for function in self.functions[2:]:
            self.size, self.spent, self.factor, self.limit = 0, 0, 1.0, 20
            self.can_await, self.checks = True, self.checks + 1
            call = f"{function.name}({', '.join(self.plain_argument(kind) for kind in function.parameters)})"
            if function.is_async:
                call = f"AWAIT_CATCH({call}, &error)" if function.raises else f"AWAIT({call})"
            lines.append(f"check({self.checks}, {call}{'.a' if function.result == 'struct small' else ''});")
        lines += [f"check({i}, {v.name});" for i, v in enumerate(self.globals)]
        error = "async_error error;\n" if any(f.raises for f in self.functions) else ""
        return ("static ASYNC int async_main(void)\n{\n" + error + "\n".join(lines) + "\nreturn finish();\n}\n\n"
                "int main(void)\n{\n    return async_run(async_main());\n}")

    def plain_argument(self, kind):
        n = self.random.randrange(200)
        if kind == "struct small":
            return f"(struct small){{.a = {n}, .c = 3}}"
        if kind == "pointer":
            return f"(unsigned[]){{{n}}}"
        return str(n)


def main():
    print(Generator(int(sys.argv[1])).program())


if __name__ == "__main__":
    main()
