"""generate.py - random programs. A seed always gives the same one."""

import random
import re

import expressions as e
import statements as s
from simulate import TooLong, simulate
from tree import (ARRAY, ERROR, INTEGER, OBJECTS, POINTER, STRUCT, VARIABLE_ARRAY, Block, Function, Place, Program,
                  Variable)

DEEPEST_EXPRESSION, DEEPEST_BLOCK = 3, 5
FEWEST_POINTS = 3
MOST_CUTS, MOST_PAIRS = 24, 12
HOLDS = [("AWAIT_LOCK", "locks"), ("AWAIT_SEMAPHORE", "semaphores"), ("AWAIT_READ_LOCK", "rwlocks"),
         ("AWAIT_WRITE_LOCK", "rwlocks")]


class Scope:
    """What a block knows: variables, the names that it declares itself, and where its statements may go."""

    def __init__(self, variables, gives_struct, depth=0, labels=(), can_break=False, can_continue=False,
                 in_defer=False):
        self.variables, self.names = list(variables), []
        self.gives_struct, self.depth, self.labels = gives_struct, depth, tuple(labels)
        self.can_break, self.can_continue, self.in_defer = can_break, can_continue, in_defer

    def inner(self, variables=(), label=None, **changes):
        same = {"labels": self.labels, "can_break": self.can_break, "can_continue": self.can_continue,
                "in_defer": self.in_defer}
        if label:
            same["labels"] += (label,)
        return Scope([*self.variables, *variables], self.gives_struct, self.depth + 1, **{**same, **changes})

    def head(self):
        """Of a loop's head, where GCC and Clang do not agree on what a break there leaves."""
        scope = self.inner(can_break=False, can_continue=False)
        scope.depth = self.depth
        return scope

    def declare(self, variable):
        self.variables.append(variable)
        self.names.append(variable.name)
        return variable

    def visible(self, *kinds):
        """The variables whose name means them here."""
        seen = {}
        for variable in reversed(self.variables):
            seen.setdefault(variable.name, variable)
        return [variable for variable in seen.values() if variable.kind in kinds]


class Generator:
    def __init__(self, number):
        self.random = random.Random(number)
        self.count = self.scopes = 0
        self.functions = []

    # ---- chances and names ----

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def some(self, low, high):
        return self.random.randint(low, high)

    def fresh(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def tag(self):
        return self.random.randrange(100)

    def choice(self, forms):
        """Of functions with weights; the first one must always do."""
        return self.random.choices([form for _, form in forms], [weight for weight, _ in forms])[0]

    # ---- expressions ----

    def place(self, scope, *kinds):
        return self.place_in(self.random.choice(scope.visible(*(kinds or (*OBJECTS, POINTER)))))

    def place_in(self, variable):
        """Arrays of variable size may have one element only."""
        return Place(variable, self.some(0, 2) if variable.kind in (STRUCT, ARRAY) else 0)

    def number(self, *_):
        return e.Number(self.random.randrange(10))

    def expression(self, scope, depth=0):
        if depth > DEEPEST_EXPRESSION:
            return self.number()
        forms = [(14, self.number), (20, self.read), (16, self.give), (6, self.sum), (6, self.conditional),
                 (5, self.logical), (5, self.mixed), (5, self.bump), (5, self.member), (4, self.maybe)]
        if self.functions and depth < DEEPEST_EXPRESSION:
            forms += [(8, self.call)]
        if depth < DEEPEST_EXPRESSION and scope.depth < DEEPEST_BLOCK:
            forms += [(6, self.statement_expression)]
        return self.choice(forms)(scope, depth + 1)

    def operands(self, scope, depth, count):
        """C leaves their order open where nothing awaits, so the last one does where that could be seen."""
        operands = [self.expression(scope, depth) for _ in range(count)]
        if any(map(e.has_effects, operands)):
            operands[-1] = e.Give(operands[-1])
        return operands

    def value_for_place(self, scope):
        """What is assigned: the order of the place and it is open as that of operands."""
        value = self.expression(scope)
        return e.Give(value) if e.has_effects(value) else value

    def read(self, scope, _):
        return e.Read(self.place(scope))

    def give(self, scope, depth):
        return e.Give(self.expression(scope, depth))

    def sum(self, scope, depth):
        return e.Sum(*self.operands(scope, depth, 2))

    def mixed(self, scope, depth):
        return e.Mixed(*self.operands(scope, depth, 3))

    def conditional(self, scope, depth):
        return e.Conditional(*(self.expression(scope, depth) for _ in range(3)))

    def logical(self, scope, depth):
        operator = self.random.choice(["&&", "||"])
        return e.Logical(operator, self.expression(scope, depth), self.expression(scope, depth))

    def bump(self, scope, _):
        return e.Bump(self.place(scope))

    def member(self, scope, depth):
        return e.Member(*self.operands(scope, depth, 2), self.some(0, 2))

    def maybe(self, scope, depth):
        return e.Maybe(self.expression(scope, depth), self.some(1, 4))

    def call(self, scope, depth, must_catch=False):
        function = self.random.choice(self.functions)
        errors = scope.visible(ERROR)
        error = self.random.choice(errors) if must_catch or self.chance(40) else None
        return e.Call(function, *self.operands(scope, depth, 2), self.some(0, 2), error)

    def statement_expression(self, scope, depth):
        inner = scope.inner()
        return e.StatementExpression(self.statements(inner, self.some(1, 3)), self.expression(inner, depth))

    # ---- statements ----

    def statements(self, scope, count):
        return [self.statement(scope) for _ in range(count)]

    def block(self, scope, most=3):
        return Block(self.statements(scope, self.some(1, most)))

    def statement(self, scope):
        forms = [(12, self.print), (3, self.assign), (3, self.increase), (8, self.declare_integer),
                 (6, self.declare_cleanup), (6, self.declare_aggregate), (5, self.declare_pointer), (9, self.point_at),
                 (8, self.exit), (3, self.all)]
        if scope.depth < DEEPEST_BLOCK:
            forms += [(12, self.defer), (6, self.if_), (4, self.jump), (3, self.hold), (1, self.with_),
                      (1, self.timeout), (1, self.group), (3, self.block_inside)]
        if scope.depth < DEEPEST_BLOCK - 1:
            forms += [(8, self.loop), (4, self.switch)]
        if self.functions:
            forms += [(4, self.reraise)]
        return self.choice(forms)(scope) or self.print(scope)

    def print(self, scope):
        return s.Print(self.tag(), self.expression(scope))

    def assign(self, scope):
        return s.Assign(self.place(scope), self.value_for_place(scope))

    def increase(self, scope):
        return s.Increase(self.place(scope), self.value_for_place(scope))

    def declare_integer(self, scope):
        value = self.expression(scope)
        return s.DeclareInteger(scope.declare(Variable(self.name(scope, value), INTEGER, scope.names)), value)

    def name(self, scope, value):
        """A new one, or one that hides another; but the initialiser would mean what is declared."""
        used = re.findall(r"\w+", value.c())
        outer = [variable.name for variable in scope.visible(*OBJECTS, POINTER)
                 if variable.name not in scope.names and variable.name not in used]
        return self.random.choice(outer) if outer and scope.depth and self.chance(12) else self.fresh("v")

    def declare_cleanup(self, scope):
        value = self.expression(scope)
        return s.DeclareCleanup(scope.declare(Variable(self.fresh("c"), INTEGER, scope.names)), value)

    def declare_aggregate(self, scope):
        left, right = self.operands(scope, 1, 2)
        kind = self.random.choice([STRUCT, ARRAY, VARIABLE_ARRAY])
        return s.DeclareAggregate(scope.declare(Variable(self.fresh("w"), kind, scope.names)), left, right)

    def declare_pointer(self, scope):
        place = self.place(scope, *OBJECTS)
        return s.DeclarePointer(scope.declare(Variable(self.fresh("p"), POINTER, scope.names)), place)

    def point_at(self, scope):
        """To what lives as long as the pointer: of its own block, or declared before it. So a DEFER reaches what stands
        behind it."""
        pointers = scope.visible(POINTER)
        if not pointers:
            return None
        pointer = self.random.choice(pointers)
        before = scope.variables[:scope.variables.index(pointer)]
        living = [variable for variable in scope.visible(*OBJECTS)
                  if variable.block is pointer.block or variable in before]
        behind = [variable for variable in living if variable not in before]
        return s.PointAt(pointer, self.place_in(self.random.choice(behind if behind and self.chance(70) else living)))

    def defer(self, scope):
        inner = scope.inner(labels=(), can_break=False, can_continue=False, in_defer=True)
        statements = self.statements(inner, self.some(1, 3))
        pointers = scope.visible(POINTER)
        if pointers and self.chance(70):
            statements.append(s.Print(self.tag(), e.Read(self.place_in(self.random.choice(pointers)))))
        if self.chance(70):
            statements.insert(0, s.PrintLeaving(self.tag()))
        if self.chance(30):
            statements.append(s.PrintLeaving(self.tag()))
        return s.Defer(Block(statements))

    def if_(self, scope):
        condition = self.expression(scope)
        otherwise = self.block(scope.inner(), 2) if self.chance(50) else Block([])
        return s.If(condition, self.block(scope.inner(), 2), otherwise)

    def loop(self, scope):
        form = self.random.choice(["for", "while", "do", "awaiting for"])
        body = self.block(scope.inner(can_break=True, can_continue=True))
        return s.Loop(form, self.fresh("i"), self.some(1, 3), self.expression(scope.head(), 2), body)

    def switch(self, scope):
        value = self.expression(scope)
        arms = [self.block(scope.inner(can_break=True), 2) for _ in range(3)]
        return s.Switch(value, arms, [self.chance(60) for _ in arms])

    def jump(self, scope):
        label = self.fresh("l")
        body = self.block(scope.inner(label=label))
        return s.Forward(label, body) if self.chance(60) else s.Again(label, self.fresh("n"), body)

    def exit(self, scope):
        condition = self.expression(scope, 2)
        forms = [(1, lambda: s.Raise(condition, self.some(1, 5), self.expression(scope)))]
        if scope.can_continue:
            forms += [(1, lambda: s.Continue(condition))]
        if scope.can_break:
            forms += [(1, lambda: s.Break(condition))]
        if not scope.in_defer:
            forms += [(1, lambda: s.ReturnIf(condition, scope.gives_struct, self.expression(scope)))]
        if scope.labels:
            forms += [(2, lambda: s.Goto(condition, self.random.choice(scope.labels)))]
        return self.choice(forms)()

    def block_inside(self, scope):
        return self.block(scope.inner())

    def hold(self, scope):
        number, self.scopes = self.scopes, self.scopes + 1
        return s.Hold(self.random.choice(HOLDS), number, self.block(scope.inner()))

    def with_(self, scope):
        inner = scope.inner([Variable(self.fresh("h"), INTEGER, None)])
        return s.With(inner.variables[-1], self.expression(scope, 2), self.block(inner))

    def timeout(self, scope):
        return s.Timeout(self.fresh("t"), self.expression(scope, 2), self.block(scope.inner()))

    def group(self, scope):
        return s.Group(self.fresh("g"), self.expression(scope, 2), self.block(scope.inner()))

    def all(self, scope):
        variable = self.random.choice(scope.visible(INTEGER))
        return s.All(variable, *self.operands(scope, 2, 2), self.chance(30))

    def reraise(self, scope):
        call = self.call(scope, 1, must_catch=True)
        return s.Reraise(self.tag(), call.error, call, self.chance(40))

    # ---- programs ----

    def function(self):
        gives_struct = self.chance(30)
        scope = Scope([], gives_struct)
        names = [scope.declare(Variable(name, kind, None)) for name, kind in (("a", INTEGER), ("b", INTEGER),
                                                                           ("error", ERROR))]
        statements = self.statements(scope, self.some(3, 7))
        statements.append(s.Return(gives_struct, self.expression(scope)))
        return Function(len(self.functions), gives_struct, names, statements)

    def program(self):
        for _ in range(self.some(2, 3)):
            self.functions.append(self.function())
        return Program(self.functions, self.scopes)

    def cuts(self, points):
        """No cancellation, one at each point, and one more soon after it."""
        chosen = self.random.sample(range(1, points + 1), min(points, MOST_CUTS))
        return [(0, 0), *((first, 0) for first in chosen),
                *((first, first + self.some(1, 3)) for first in chosen[:MOST_PAIRS])]


def generate(seed):
    """The program of a seed: the first one of its sequence that suspends, and ends soon."""
    attempt = 0
    while True:
        attempt += 1
        generator = Generator(f"{seed}.{attempt}")
        program = generator.program()
        try:
            points, _ = simulate(program, (0, 0))
            if points >= FEWEST_POINTS:
                program.cuts = generator.cuts(points)
                expected(program)
                return program
        except TooLong:
            pass


def expected(program):
    """What the program prints."""
    return "".join(f"{line}\n" for cut in program.cuts for line in simulate(program, cut)[1])
