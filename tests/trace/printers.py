"""printers.py - a program as async C, and the same program in Python."""

from constructs import ACTS, AWAITS


class Printer:
    """Prints statement by statement; what becomes a function of its own goes to `functions`."""

    def __init__(self, program):
        self.program = program
        self.prefix = f"p{program.seed}"
        self.functions = []
        self.count = 0

    def fresh(self):
        self.count += 1
        return f"{self.prefix}_{self.count}"

    def block(self, statements, indent):
        lines = [line for statement in statements for line in self.statement(statement, indent)]
        return lines or [self.empty(indent)]

    def statement(self, statement, indent):
        lines = getattr(self, statement.kind)(statement, indent)
        before = statement.arguments.get("before")
        if before is not None:  # nothing else happens at that instant
            lines = self.awaits("sleep", {"d": before}, False, f"{statement.label}", indent) + lines
        return lines

    def guard(self, operands, lines, indent):
        """An operation on a handle is left out where that is not there."""
        if "a" not in operands:
            return lines
        return self.condition(f"h[{operands['a']}]", lines, indent)

    # ---- the same in both languages ----

    def act(self, s, indent):
        return self.acts(s.operation, s.operands, s.label, indent)

    def acts(self, operation, operands, label, indent):
        line = self.call("note", "me", label, f'"{operation}"', self.expression(ACTS[operation], operands))
        return self.guard(operands, [" " * indent + line], indent)

    def group(self, s, indent):
        return self.block(s.blocks[0], indent)

    def wait(self, s, indent):
        return self.guard(s.operands, self.awaits(s.operation, s.operands, s.caught, s.label, indent), indent)

    def root(self):
        return self.start(self.block(self.program.root.blocks[0], 4))


class C(Printer):
    @staticmethod
    def expression(operation, operands):
        return operation.c.format(**operands)

    @staticmethod
    def call(function, *arguments):
        return f"{function}({', '.join(map(str, arguments))});"

    @staticmethod
    def empty(indent):
        return " " * indent + ";"

    @staticmethod
    def condition(what, lines, indent):
        return [" " * indent + f"if ({what}) {{", *lines, " " * indent + "}"]

    def awaits(self, operation, operands, caught, label, indent):
        row = AWAITS[operation]
        call = self.expression(row, operands)
        left = "v = " if row.has_value else ""
        value = "v" if row.has_value else "0"
        if caught:
            lines = [f"{left}AWAIT_CATCH({call}, &error);",
                     f'note_end(me, {label}, "{operation}", {value}, &error);']
        else:
            lines = [f"{left}AWAIT({call});", f'note(me, {label}, "{operation}", {value});']
        return [" " * indent + line for line in lines]

    def function(self, statements):
        name = self.fresh()
        body = self.block(statements, 4)
        self.functions.append(f"static ASYNC int {name}(int me)\n{{\n    int v = 0;\n    async_error error;\n"
                              "    (void)error;\n" + "\n".join(body) + "\n    return v;\n}\n")
        return name

    def callback(self, statements):
        name = self.fresh()
        body = self.block(statements, 4)
        self.functions.append(f"static void {name}(void *arg)\n{{\n    int me = 100;\n    (void)arg, (void)me;\n" +
                              "\n".join(body) + "\n}\n")
        return name

    def spawn(self, s, indent):
        name = self.function(s.blocks[0])
        return [" " * indent + f"h[{s.task}] = SPAWN({name}({s.task}));"]

    def spawn_into(self, s, indent):
        name = self.function(s.blocks[0])
        return [" " * indent + f"h[{s.task}] = SPAWN_INTO(g{s.group}, {name}({s.task}));"]

    def task_group(self, s, indent):
        return [" " * indent + f"AWAIT_GROUP(g{s.label}) {{", *self.block(s.blocks[0], indent + 4), " " * indent + "}"]

    def call_function(self, s, indent):
        return [" " * indent + f"v = AWAIT({self.function(s.blocks[0])}(me));"]

    def try_(self, s, indent):
        pad = " " * indent
        lines = [pad + f"v = AWAIT_CATCH({self.function(s.blocks[0])}(me), &error);",
                 pad + f'note_end(me, {s.label}, "try", v, &error);', pad + "if (error.code) {",
                 pad + "    async_error caught = error;", pad + "    (void)caught;",
                 *self.block(s.blocks[1], indent + 4)]
        if s.reraise:
            lines.append(pad + "    RERAISE(&caught);")
        return [*lines, pad + "}"]

    def finally_(self, s, indent):
        pad = " " * indent
        return [pad + "{", pad + "    DEFER {", *self.block(s.blocks[1], indent + 8), pad + "    }",
                *self.block(s.blocks[0], indent + 4), pad + "}"]

    def timeout(self, s, indent):
        return [" " * indent + f"AWAIT_TIMEOUT(t{s.label}, UNITS({s.d})) {{", *self.block(s.blocks[0], indent + 4),
                " " * indent + "}"]

    def repeat(self, s, indent):
        name = f"i{s.label}"
        return [" " * indent + f"for (int {name} = 0; {name} < {s.times}; {name}++) {{",
                *self.block(s.blocks[0], indent + 4), " " * indent + "}"]

    def when(self, s, indent):
        return self.condition("v & 1", self.block(s.blocks[0], indent + 4), indent)

    def raise_(self, s, indent):
        return [" " * indent + f'RAISE({s.code}, "e%d", {s.code});']

    def return_(self, s, indent):
        return [" " * indent + f"return {s.value};"]

    def call_soon(self, s, indent):
        return [" " * indent + f"timer[{s.timer}] = async_call_soon(loop, {self.callback(s.blocks[0])}, NULL);"]

    def call_later(self, s, indent):
        return [" " * indent +
                f"timer[{s.timer}] = async_call_later(loop, UNITS({s.d}), {self.callback(s.blocks[0])}, NULL);"]

    def done_callback(self, s, indent):
        name = self.callback(s.blocks[0])
        lines = [" " * indent + f"async_future_add_done_callback(h[{s.a}], {name}, NULL);"]
        if s.removed:
            lines.append(" " * indent + f'note(me, {s.label}, "removed", '
                         f"async_future_remove_done_callback(h[{s.a}], {name}));")
        return self.guard({"a": s.a}, lines, indent)

    def future(self, s, indent):
        return [" " * indent + f"if (!h[{s.to}]) {{", " " * indent + f"    h[{s.to}] = async_future_new(int);",
                " " * indent + "}"]

    def start(self, body):
        makers = {"fifo": "async_queue_init(&queue[{0}], {1});", "lifo": "async_queue_init_lifo(&queue[{0}], {1});",
                  "priority": "async_queue_init_priority(&queue[{0}], {1}, compare_ints);"}
        queues = [f"    {makers[kind].format(i, size)}" for i, (kind, size) in enumerate(self.program.queues)]
        return "\n".join([*self.functions, f"static void {self.prefix}_start(void)\n{{", *queues, *body, "}\n"])


class Python(Printer):
    @staticmethod
    def expression(operation, operands):
        return operation.python.format(**operands)

    @staticmethod
    def call(function, *arguments):
        return f"{function}({', '.join(map(str, arguments))})"

    @staticmethod
    def empty(indent):
        return " " * indent + "pass"

    @staticmethod
    def condition(what, lines, indent):
        if what.startswith("h["):
            what += " is not None"
        return [" " * indent + f"if {what}:", *("    " + line for line in lines)]

    def awaits(self, operation, operands, caught, label, indent):
        row = AWAITS[operation]
        call = "await " + self.expression(row, operands)
        pad = " " * indent
        lines = [f"v = {call}" if row.has_value else call,
                 f'note(me, {label}, "{operation}", {"v" if row.has_value else "0"})']
        if not caught:
            return [pad + line for line in lines]
        return [pad + "try:", *(f"{pad}    {line}" for line in lines), pad + "except CAUGHT as error:",
                *([pad + "    v = 0"] if row.has_value else []),
                pad + f'    note_error(me, {label}, "{operation}", error)']

    def function(self, statements):
        name = self.fresh()
        body = self.block(statements, 4)
        self.functions.append(f"async def {name}(me):\n    v = 0\n" + "\n".join(body) + "\n    return v\n\n")
        return name

    def callback(self, statements):
        name = self.fresh()
        body = self.block(statements, 4)
        self.functions.append(f"def {name}(_=None):\n    me = 100\n" + "\n".join(body) + "\n\n")
        return name

    def spawn(self, s, indent):
        return [" " * indent + f"h[{s.task}] = loop().create_task({self.function(s.blocks[0])}({s.task}))"]

    def spawn_into(self, s, indent):
        return [" " * indent + f"h[{s.task}] = g{s.group}.spawn({self.function(s.blocks[0])}({s.task}))"]

    def task_group(self, s, indent):
        return [" " * indent + f"async with Group() as g{s.label}:", *self.block(s.blocks[0], indent + 4)]

    def call_function(self, s, indent):
        return [" " * indent + f"v = await {self.function(s.blocks[0])}(me)"]

    def try_(self, s, indent):
        pad, name = " " * indent, f"error{s.label}"
        lines = [pad + f"{name} = None", pad + "try:", pad + f"    v = await {self.function(s.blocks[0])}(me)",
                 pad + f'    note(me, {s.label}, "try", v)', pad + "except CAUGHT as error:",
                 pad + f"    {name} = error", pad + "    v = 0", pad + f'    note_error(me, {s.label}, "try", error)',
                 pad + f"if {name}:", *self.block(s.blocks[1], indent + 4)]
        return [*lines, pad + f"    raise {name}"] if s.reraise else lines

    def finally_(self, s, indent):
        pad = " " * indent
        return [pad + "try:", *self.block(s.blocks[0], indent + 4), pad + "finally:",
                *self.block(s.blocks[1], indent + 4)]

    def timeout(self, s, indent):
        return [" " * indent + f"async with timeout(UNITS({s.d})):", *self.block(s.blocks[0], indent + 4)]

    def repeat(self, s, indent):
        return [" " * indent + f"for _ in range({s.times}):", *self.block(s.blocks[0], indent + 4)]

    def when(self, s, indent):
        return [" " * indent + "if v & 1:", *self.block(s.blocks[0], indent + 4)]

    def raise_(self, s, indent):
        return [" " * indent + f"raise Error({s.code})"]

    def return_(self, s, indent):
        return [" " * indent + f"return {s.value}"]

    def call_soon(self, s, indent):
        return [" " * indent + f"timer[{s.timer}] = loop().call_soon({self.callback(s.blocks[0])})"]

    def call_later(self, s, indent):
        return [" " * indent + f"timer[{s.timer}] = loop().call_later(UNITS({s.d}), {self.callback(s.blocks[0])})"]

    def done_callback(self, s, indent):
        name = self.callback(s.blocks[0])
        lines = [" " * indent + f"h[{s.a}].add_done_callback({name})"]
        if s.removed:
            lines.append(" " * indent + f'note(me, {s.label}, "removed", h[{s.a}].remove_done_callback({name}))')
        return self.guard({"a": s.a}, lines, indent)

    def future(self, s, indent):
        return [" " * indent + f"if h[{s.to}] is None:", " " * indent + f"    h[{s.to}] = loop().create_future()"]

    def start(self, body):
        makers = {"fifo": "Queue", "lifo": "LifoQueue", "priority": "PriorityQueue"}
        queues = [f"    queue[{i}] = {makers[kind]}({size})" for i, (kind, size) in enumerate(self.program.queues)]
        return "\n".join([*self.functions, f"def {self.prefix}_start():", *queues, *body, "\n"])


# What a kind of statement is called here where its name is a word of Python's.
for printer in (C, Python):
    for kind in ("try", "finally", "raise", "return"):
        setattr(printer, kind, getattr(printer, kind + "_"))


def as_c(programs):
    texts = [C(program).root() for program in programs]
    table = "".join(f"    {{{program.seed}, p{program.seed}_start}},\n" for program in programs)
    return ('#include "trace.h"\n\n' + "\n".join(texts) + f"const struct program programs[] = {{\n{table}}};\n"
            f"const unsigned program_count = {len(programs)};\n")


def as_python(programs):
    texts = [Python(program).root() for program in programs]
    return "\n".join(texts) + "".join(f"programs[{p.seed}] = p{p.seed}_start\n" for p in programs)
