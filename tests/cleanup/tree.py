"""tree.py - a program is a tree: functions of statements, these of statements and expressions.

Each kind of node knows both what it is in C and what it does, side by side: expressions.py, statements.py. Any
statement can be left out and any expression be a number instead; where what is left is no program, the simulation or
asyncc says so.
"""

import copy

INTEGER, STRUCT, ARRAY, VARIABLE_ARRAY = "integer", "struct", "array", "variable array"
POINTER, ERROR = "pointer", "error"
OBJECTS = (INTEGER, STRUCT, ARRAY, VARIABLE_ARRAY)  # which pointers point into


class Variable:
    """`block` is the list of names of the block that declares it. Two may have one name: the inner one hides the
    other."""

    def __init__(self, name, kind, block):
        self.name, self.kind, self.block = name, kind, block

    def __deepcopy__(self, memo):
        return self


class Node:
    """c() is its text, and run(machine) what it does: gives the value of an expression."""

    def parts(self):
        """The names of the attributes that hold nodes, or lists of them, or lists of statements."""
        return [name for name, value in vars(self).items() if isinstance(value, (Node, list))]


class Expression(Node):
    pass


class Statement(Node):
    pass


class Place(Node):
    """A number that a variable holds, or points to."""

    def __init__(self, variable, index):
        self.variable, self.index = variable, index

    def c(self):
        name, kind = self.variable.name, self.variable.kind
        if kind == POINTER:
            return f"*{name}"
        return {INTEGER: name, STRUCT: f"{name}.a[{self.index}]"}.get(kind, f"{name}[{self.index}]")

    def address(self):
        name, kind = self.variable.name, self.variable.kind
        if kind == POINTER:
            return name
        return {INTEGER: f"&{name}", STRUCT: f"&{name}.a[{self.index}]"}.get(kind, f"{name} + {self.index}")

    def find(self, machine):
        """The cell, and the index in it."""
        cell = machine.cells[self.variable]
        return cell[0] if self.variable.kind == POINTER else (cell, self.index)

    def run(self, machine):
        cell, index = self.find(machine)
        return cell[index]

    def set(self, machine, value):
        cell, index = self.find(machine)
        cell[index] = value


class Block(Statement):
    def __init__(self, statements):
        self.statements = statements

    def c(self):
        return "{\n" + "".join(f"{statement.c()}\n" for statement in self.statements) + "}"

    def run(self, machine):
        machine.block([statement.run for statement in self.statements])


class Function(Node):
    """`names` are its parameters and its error. Of those with a struct, callers ask for one of its three numbers."""

    def __init__(self, number, gives_struct, names, statements):
        self.number, self.gives_struct, self.names, self.statements = number, gives_struct, tuple(names), statements

    def c(self):
        a, b, error = (variable.name for variable in self.names)
        result = "struct triple" if self.gives_struct else "int"
        return (f"static ASYNC {result} f{self.number}(int {a}, int {b})\n{{\n"
                f"async_error {error} = {{0}};\n(void){error};\n" +
                "".join(f"{statement.c()}\n" for statement in self.statements) + "}\n")

    def call(self, machine, a, b):
        return machine.call(dict(zip(self.names, ([a], [b], [0]))), Block(self.statements).run)


class Program(Node):
    """The last function is called first. `cuts` are the points where its runs are cancelled, each a pair."""

    def __init__(self, functions, scopes):
        self.functions, self.scopes, self.cuts = functions, scopes, ()

    def c(self):
        last = self.functions[-1]
        count = max(1, self.scopes)
        pairs = ", ".join(f"{{{first}, {second}}}" for first, second in self.cuts)
        call = f"AWAIT(f{last.number}(a, b)){'.a[0]' if last.gives_struct else ''}"
        return ('#include "cleanup.h"\n\n'
                f"async_lock locks[{count}];\nasync_semaphore semaphores[{count}];\nasync_rwlock rwlocks[{count}];\n"
                f"const int scope_count = {count};\n"
                f"const struct cut cuts[] = {{{pairs}}};\nconst int cut_count = {len(self.cuts)};\n\n" +
                "\n".join(function.c() for function in self.functions) +
                f"\nASYNC int root(int a, int b)\n{{\nreturn {call};\n}}\n")


def holders(node):
    """The nodes of a tree that have parts, each with the name of one of them."""
    for name in node.parts():
        yield node, name
        value = getattr(node, name)
        for part in value if isinstance(value, list) else [value]:
            yield from holders(part)


def smaller(program, zero):
    """Programs with a part less, large parts first. `zero` stands for an expression that is left out."""
    count = len(list(holders(program)))
    for length in (8, 4, 2, 1):
        for number in range(count):
            node, name = list(holders(program))[number]
            parts = getattr(node, name)
            for begin in range(0, len(parts) if isinstance(parts, list) else 0, length):
                if all(isinstance(part, Statement) for part in parts):
                    yield changed(program, number, parts[:begin] + parts[begin + length:])
    for number in range(count):
        node, name = list(holders(program))[number]
        part = getattr(node, name)
        if isinstance(part, list):
            for i, statement in enumerate(part):
                for inner in inner_blocks(statement):
                    yield changed(program, number, part[:i] + inner + part[i + 1:])
        elif isinstance(part, Expression) and type(part) is not type(zero):
            yield changed(program, number, zero)
            yield from (changed(program, number, getattr(part, inner)) for inner in part.parts()
                        if isinstance(getattr(part, inner), Expression))


def inner_blocks(statement):
    """The statements of a block, or of the blocks that a statement has."""
    parts = [getattr(statement, name) for name in statement.parts()]
    return [part.statements for part in [statement, *parts] if isinstance(part, Block)]


def changed(program, number, part):
    """A copy, where the holder of that number holds another part."""
    copied = copy.deepcopy(program)
    node, name = list(holders(copied))[number]
    setattr(node, name, copy.deepcopy(part))
    return copied
