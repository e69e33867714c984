"""statements.py - the statements of random programs: what each is in C, and what it does."""

from expressions import triple
from simulate import Broken, Continued, Jumped, Raised, Returned
from tree import ARRAY, STRUCT, VARIABLE_ARRAY, Statement

FAILED = 7  # raised by failing() of cleanup.c


# ---- simple ones ----


class Print(Statement):
    def __init__(self, tag, value):
        self.tag, self.value = tag, value

    def c(self):
        return f'printf("p{self.tag} %d\\n", {self.value.c()});'

    def run(self, machine):
        machine.print(f"p{self.tag}", self.value.run(machine))


class PrintLeaving(Statement):
    """For a DEFER: which error it runs for."""

    def __init__(self, tag):
        self.tag = tag

    def c(self):
        return f'printf("d{self.tag} %d\\n", LEAVING);'

    def run(self, machine):
        machine.print(f"d{self.tag}", machine.leaving_code)


class Assign(Statement):
    def __init__(self, place, value):
        self.place, self.value = place, value

    def c(self):
        return f"{self.place.c()} = {self.value.c()};"

    def run(self, machine):
        self.place.set(machine, self.value.run(machine))


class Increase(Statement):
    def __init__(self, place, value):
        self.place, self.value = place, value

    def c(self):
        return f"{self.place.c()} += {self.value.c()};\n{self.place.c()} &= 1023;"

    def run(self, machine):
        value = self.value.run(machine)
        self.place.set(machine, self.place.run(machine) + value & 1023)


class PointAt(Statement):
    def __init__(self, pointer, place):
        self.pointer, self.place = pointer, place

    def c(self):
        return f"{self.pointer.name} = {self.place.address()};"

    def run(self, machine):
        machine.cells[self.pointer][0] = self.place.find(machine)


# ---- declarations ----


class DeclareInteger(Statement):
    def __init__(self, variable, value):
        self.variable, self.value = variable, value

    def c(self):
        return f"int {self.variable.name} __attribute__((unused)) = {self.value.c()};"

    def run(self, machine):
        machine.cells[self.variable] = [self.value.run(machine)]


class DeclareCleanup(Statement):
    def __init__(self, variable, value):
        self.variable, self.value = variable, value

    def c(self):
        return f"int {self.variable.name} __attribute__((cleanup(end))) = {self.value.c()};"

    def run(self, machine):
        cell = machine.cells[self.variable] = [self.value.run(machine)]

        def end(machine):
            machine.print("end", cell[0])
            cell[0] = (cell[0] + 500) % 997

        machine.defer(end)


class DeclarePointer(Statement):
    def __init__(self, variable, place):
        self.variable, self.place = variable, place

    def c(self):
        return f"int *{self.variable.name} = {self.place.address()};"

    def run(self, machine):
        machine.cells[self.variable] = [self.place.find(machine)]


class DeclareAggregate(Statement):
    """A struct, an array of three, or one of variable size."""

    def __init__(self, variable, left, right):
        self.variable, self.left, self.right = variable, left, right

    def c(self):
        name, left, right = self.variable.name, self.left.c(), self.right.c()
        return {STRUCT: f"struct triple {name} = AWAIT(triple({left}, {right}));",
                ARRAY: f"int {name}[3] = {{{left}, {right}}};",
                VARIABLE_ARRAY: f"int {name}[1 + ({left})];\n{name}[0] = {right};"}[self.variable.kind]

    def run(self, machine):
        if self.variable.kind == STRUCT:
            machine.cells[self.variable] = triple(self.left, self.right, machine)
            return
        left, right = self.left.run(machine), self.right.run(machine)
        machine.cells[self.variable] = [left, right, 0] if self.variable.kind == ARRAY else [right]


# ---- clean-ups and control flow ----


class Defer(Statement):
    def __init__(self, body):
        self.body = body

    def c(self):
        return f"DEFER {self.body.c()}"

    def run(self, machine):
        machine.defer(self.body.run)


class If(Statement):
    def __init__(self, condition, then, otherwise):
        self.condition, self.then, self.otherwise = condition, then, otherwise

    def c(self):
        return f"if (({self.condition.c()}) & 1) {self.then.c()} else {self.otherwise.c()}"

    def run(self, machine):
        (self.then if self.condition.run(machine) & 1 else self.otherwise).run(machine)


class Loop(Statement):
    """Goes round `count` times. `head` is evaluated in the condition where the form has it there."""

    def __init__(self, form, counter, count, head, body):
        self.form, self.counter, self.count, self.head, self.body = form, counter, count, head, body

    def c(self):
        i, count, head, body = self.counter, self.count, self.head.c(), self.body.c()
        forms = {"for": f"for (int {i} = 0; {i} < {count}; {i}++) {body}",
                 "awaiting for": f"for (int {i} = 0; (void)({head}), {i} < {count}; {i} += AWAIT(give(1))) {body}",
                 "while": f"{{\nint {i} = 0;\nwhile ({i}++ < {count}) {body}\n}}",
                 "do": f"{{\nint {i} = 0;\ndo {{\n{i}++;\n{body}\n}} while ((void)({head}), {i} < {count});\n}}"}
        return forms[self.form]

    def run(self, machine):
        for _ in range(self.count):
            machine.step()
            if self.form == "awaiting for":
                self.head.run(machine)
            try:
                self.body.run(machine)
            except Broken:
                return
            except Continued:
                pass
            if self.form == "do":
                self.head.run(machine)
            elif self.form == "awaiting for":
                machine.point()
        if self.form == "awaiting for":
            self.head.run(machine)


class Switch(Statement):
    """The last arm is the default. Where `breaks` does not say so an arm falls through."""

    def __init__(self, value, arms, breaks):
        self.value, self.arms, self.breaks = value, arms, tuple(breaks)

    def c(self):
        text = f"switch (({self.value.c()}) % 4) {{\n"
        for i, (arm, breaks) in enumerate(zip(self.arms, self.breaks)):
            is_last = i + 1 == len(self.arms)
            text += f"{'default' if is_last else f'case {i}'}: {arm.c()}\n"
            text += "break;\n" if breaks else "" if is_last else "__attribute__((fallthrough));\n"
        return text + "}"

    def run(self, machine):
        first = min(self.value.run(machine) % 4, max(0, len(self.arms) - 1))
        try:
            for arm, breaks in list(zip(self.arms, self.breaks))[first:]:
                arm.run(machine)
                if breaks:
                    return
        except Broken:
            pass


class Forward(Statement):
    """A block, and a label behind it."""

    def __init__(self, label, body):
        self.label, self.body = label, body

    def c(self):
        return f"{self.body.c()}\n{self.label}: __attribute__((unused));"

    def run(self, machine):
        try:
            self.body.run(machine)
        except Jumped as jump:
            if jump.label != self.label:
                raise


class Again(Statement):
    """A label, and a block behind it that is entered twice at most."""

    def __init__(self, label, counter, body):
        self.label, self.counter, self.body = label, counter, body

    def c(self):
        return (f"int {self.counter} = 0;\n{self.label}: __attribute__((unused));\n"
                f"if ({self.counter}++ < 2) {self.body.c()}")

    def run(self, machine):
        for _ in range(2):
            try:
                self.body.run(machine)
                return
            except Jumped as jump:
                if jump.label != self.label:
                    raise


class Exit(Statement):
    """A way out of the block, where the condition holds."""

    def __init__(self, condition):
        self.condition = condition

    def c(self):
        return f"if (({self.condition.c()}) & 1) {{\n{self.leave_c()}\n}}"

    def run(self, machine):
        if self.condition.run(machine) & 1:
            self.leave(machine)


class Break(Exit):
    @staticmethod
    def leave_c():
        return "break;"

    @staticmethod
    def leave(_):
        raise Broken()


class Continue(Exit):
    @staticmethod
    def leave_c():
        return "continue;"

    @staticmethod
    def leave(_):
        raise Continued()


class Goto(Exit):
    def __init__(self, condition, label):
        super().__init__(condition)
        self.label = label

    def leave_c(self):
        return f"goto {self.label};"

    def leave(self, _):
        raise Jumped(self.label)


class Raise(Exit):
    def __init__(self, condition, code, value):
        super().__init__(condition)
        self.code, self.value = code, value

    def leave_c(self):
        return f'RAISE({self.code}, "%d", {self.value.c()});'

    def leave(self, machine):
        self.value.run(machine)
        raise Raised(self.code)


class ReturnIf(Exit):
    def __init__(self, condition, gives_struct, value):
        super().__init__(condition)
        self.returned = Return(gives_struct, value)

    def leave_c(self):
        return self.returned.c()

    def leave(self, machine):
        self.returned.run(machine)


class Return(Statement):
    def __init__(self, gives_struct, value):
        self.gives_struct, self.value = gives_struct, value

    def c(self):
        value = self.value.c()
        return f"return AWAIT(triple({value}, 1));" if self.gives_struct else f"return {value};"

    def run(self, machine):
        value = self.value.run(machine)
        if self.gives_struct:
            machine.point()
        raise Returned([value, 1, (value + 1) % 997] if self.gives_struct else [value])


# ---- AWAIT blocks ----


class Hold(Statement):
    """A lock or the like. `what` is the name of the macro and of the array that it is of."""

    def __init__(self, what, number, body):
        self.what, self.number, self.body = tuple(what), number, body

    def c(self):
        macro, array = self.what
        return f"{macro}(&{array}[{self.number}]) {self.body.c()}"

    def run(self, machine):
        self.body.run(machine)


class With(Statement):
    def __init__(self, variable, value, body):
        self.variable, self.value, self.body = variable, value, body

    def c(self):
        name = self.variable.name
        return (f"AWAIT_WITH(int {name} = AWAIT(give({self.value.c()})), finish(&{name}, async_leaving())) "
                f"{self.body.c()}")

    def run(self, machine):
        machine.block([self.begin, self.body.run])

    def begin(self, machine):
        cell = machine.cells[self.variable] = [self.value.run(machine)]
        machine.point()

        def finish(machine):
            machine.print("finish", cell[0], machine.leaving_code)
            machine.point()

        machine.defer(finish)


class Surround(Statement):
    """A block that its own end does not change: with a time that does not run out, or tasks that nothing shows of."""

    def __init__(self, name, value, body):
        self.name, self.value, self.body = name, value, body

    def run(self, machine):
        self.value.run(machine)
        self.body.run(machine)


class Timeout(Surround):
    def c(self):
        return f"AWAIT_TIMEOUT({self.name}, 1e6 + ({self.value.c()})) {self.body.c()}"


class Group(Surround):
    def c(self):
        return f"AWAIT_GROUP({self.name}) {{\nSPAWN_INTO({self.name}, silent({self.value.c()}));\n{self.body.c()}\n}}"


class All(Statement):
    """Two calls at once. Where the second one may fail nothing is assigned."""

    def __init__(self, variable, left, right, may_fail):
        self.variable, self.left, self.right, self.may_fail = variable, left, right, may_fail

    def c(self):
        second = "failing" if self.may_fail else "silent"
        return f"AWAIT_ALL({self.variable.name} = silent({self.left.c()}), {second}({self.right.c()}));"

    def run(self, machine):
        left, right = self.left.run(machine), self.right.run(machine)
        if self.may_fail and right & 1:
            raise Raised(FAILED)
        machine.cells[self.variable][0] = left


class Reraise(Statement):
    """Prints what a call gave and raised, and may raise it again."""

    def __init__(self, tag, error, call, again):
        self.tag, self.error, self.call, self.again = tag, error, call, again

    def c(self):
        name = self.error.name
        text = f'printf("c{self.tag} %d\\n", {self.call.c()});\nprintf("e{self.tag} %d\\n", {name}.code);'
        return f"{text}\nif ({name}.code) {{\nRERAISE(&{name});\n}}" if self.again else text

    def run(self, machine):
        machine.print(f"c{self.tag}", self.call.run(machine))
        code = machine.cells[self.error][0]
        machine.print(f"e{self.tag}", code)
        if self.again and code:
            raise Raised(code)
