"""expressions.py - the expressions of random programs: what each is in C, and what it does.

Operands are evaluated from left to right. Where nothing among them awaits C leaves that open; the generator takes care.
"""

from simulate import Raised, limited
from tree import Expression


class Number(Expression):
    def __init__(self, value):
        self.value = value

    def c(self):
        return str(self.value)

    def run(self, machine):
        return self.value


class Read(Expression):
    def __init__(self, place):
        self.place = place

    def c(self):
        return self.place.c()

    def run(self, machine):
        return self.place.run(machine)


class Give(Expression):
    """A suspension that can be cancelled."""

    def __init__(self, value):
        self.value = value

    def c(self):
        return f"AWAIT(give({self.value.c()}))"

    def run(self, machine):
        value = self.value.run(machine)
        machine.point()
        return value


class Maybe(Expression):
    def __init__(self, value, code):
        self.value, self.code = value, code

    def c(self):
        return f"AWAIT(maybe({self.value.c()}, {self.code}))"

    def run(self, machine):
        value = self.value.run(machine)
        machine.point()
        if value & 1:
            raise Raised(self.code)
        return value


class Bump(Expression):
    """Gives a place to another function, which writes it after a suspension."""

    def __init__(self, place):
        self.place = place

    def c(self):
        return f"AWAIT(bump({self.place.address()}))"

    def run(self, machine):
        cell, index = self.place.find(machine)
        machine.point()
        cell[index] = limited(cell[index] + 1)
        return cell[index]


class Sum(Expression):
    def __init__(self, left, right):
        self.left, self.right = left, right

    def c(self):
        return f"limited({self.left.c()} + {self.right.c()})"

    def run(self, machine):
        left = self.left.run(machine)
        return limited(left + self.right.run(machine))


class Mixed(Expression):
    """A call that does not await, of three arguments."""

    def __init__(self, first, second, third):
        self.first, self.second, self.third = first, second, third

    def c(self):
        return f"mixed({self.first.c()}, {self.second.c()}, {self.third.c()})"

    def run(self, machine):
        a, b, c = (operand.run(machine) for operand in (self.first, self.second, self.third))
        return limited(a + 2 * b + 3 * c)


class Conditional(Expression):
    def __init__(self, condition, then, otherwise):
        self.condition, self.then, self.otherwise = condition, then, otherwise

    def c(self):
        return f"(({self.condition.c()}) & 1 ? {self.then.c()} : {self.otherwise.c()})"

    def run(self, machine):
        return (self.then if self.condition.run(machine) & 1 else self.otherwise).run(machine)


class Logical(Expression):
    def __init__(self, operator, left, right):
        self.operator, self.left, self.right = operator, left, right

    def c(self):
        return f"(({self.left.c()}) & 1 {self.operator} ({self.right.c()}) & 2)"

    def run(self, machine):
        left = self.left.run(machine) & 1
        decides = left if self.operator == "||" else not left
        return int(left if decides else self.right.run(machine) & 2 != 0)


class Member(Expression):
    """A number of a struct that a call gives."""

    def __init__(self, left, right, index):
        self.left, self.right, self.index = left, right, index

    def c(self):
        return f"AWAIT(triple({self.left.c()}, {self.right.c()})).a[{self.index}]"

    def run(self, machine):
        return triple(self.left, self.right, machine)[self.index]


def triple(left, right, machine):
    """What triple() of cleanup.c gives."""
    a, b = left.run(machine), right.run(machine)
    machine.point()
    return [a, b, limited(a + b)]


class Call(Expression):
    """Of a function of the program. What it raises goes to the variable `error`, where there is one."""

    def __init__(self, function, left, right, index, error):
        self.number, self.gives_struct = function.number, function.gives_struct
        self.left, self.right, self.index, self.error = left, right, index, error

    def c(self):
        call = f"f{self.number}({self.left.c()}, {self.right.c()})"
        call = f"AWAIT_CATCH({call}, &{self.error.name})" if self.error else f"AWAIT({call})"
        return f"{call}.a[{self.index}]" if self.gives_struct else call

    def run(self, machine):
        a, b = self.left.run(machine), self.right.run(machine)
        values, code = [0, 0, 0], 0
        try:
            values = machine.functions[self.number].call(machine, a, b)
        except Raised as error:
            if not self.error:
                raise
            code = error.code
        if self.error:
            machine.cells[self.error][0] = code
        return values[self.index if self.gives_struct else 0]


class StatementExpression(Expression):
    def __init__(self, statements, value):
        self.statements, self.value = statements, value

    def c(self):
        return "({\n" + "".join(f"{statement.c()}\n" for statement in self.statements) + f"{self.value.c()};\n}})"

    def run(self, machine):
        values = []
        machine.block([statement.run for statement in self.statements] + [lambda m: values.append(self.value.run(m))])
        return values[0]


def has_effects(expression):
    """Whether a part is a statement expression, so that its order beside others may matter."""
    return isinstance(expression, StatementExpression) or any(
        has_effects(getattr(expression, name)) for name in expression.parts())
