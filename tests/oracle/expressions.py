"""Expressions of random programs: every one has a value that C fixes.

An expression is a text and its class, which says what may be computed with it without overflow:
    u  unsigned        q  unsigned long long
    n  converts to int and is small        i  an int of any value: only after a cast to unsigned
"""

from scope import TRACE, Beside, Limits

CLASS = {"unsigned": "u", "unsigned char": "n", "short": "n", "int": "i", "_Bool": "n", "unsigned long long": "q",
         "enum color": "u"}
SCALARS = list(CLASS)
# The members of struct small and of union word that are scalars.
MEMBERS = {"struct small": {"a": "unsigned", "b": "unsigned char", "c": "bits", "d": "bits", "s": "short"},
           "union word": {"whole": "unsigned"}}


class Expressions:
    """Needs of its subclass: random, context, functions, charge(), block_body()."""

    def chance(self, percent):
        return self.random.randrange(100) < percent

    # ---- values ----

    def unsigned(self, depth):
        """An expression of type unsigned."""
        text, kind = self.value(depth)
        return text if kind == "u" else f"(unsigned)({text})"

    def value(self, depth):
        """An expression of any arithmetic type, with its class."""
        if depth <= 0 or self.exhausted():
            return self.leaf()
        forms = [(12, self.binary), (8, self.logical), (7, self.conditional), (3, self.elvis), (4, self.comma),
                 (22, self.call), (8, self.assignment), (4, self.increment), (4, self.unary), (4, self.cast),
                 (4, self.statement_expression), (4, self.compound_literal), (3, self.array_literal),
                 (2, self.unevaluated), (6, self.struct_member), (3, self.through_result), (3, self.macro),
                 (10, lambda d: self.leaf())]
        form = self.random.choices([f for _, f in forms], [w for w, _ in forms])[0]
        return form(depth - 1) or self.leaf()

    def leaf(self):
        if self.chance(25):
            return self.constant()
        return self.read_place() or self.constant()

    def constant(self):
        n = self.random.choice([0, 1, 2, 3, 7, 31, 100, 255, 65535, self.random.randrange(1 << 32)])
        return (f"{n}u", "u") if n > 1000 or self.chance(50) else (f"{n}", "n")

    def read_place(self):
        place = self.place(self.context.may_read, 0)
        if not place:
            return None
        text, kind, variables = place
        for variable in variables:
            self.context.reads(variable)
            if variable.is_volatile:
                self.context.writes(variable)
        return text, "i" if kind == "bits" else CLASS[kind]

    def binary(self, depth):
        beside = Beside(self.context)
        a, ka = beside.write(lambda: self.value(depth))
        b, kb = beside.write(lambda: self.value(depth))
        op = self.random.choice(["+", "-", "*", "&", "|", "^", "<<", ">>", "/", "%", "<", "==", "!=", ">="])
        if op in ("<<", ">>"):
            a, ka = self.widened(a, ka)
            return f"({a} {op} ({b} & 31))", ka
        if op in ("/", "%"):
            a, ka = self.widened(a, ka)
            return f"({a} {op} ({b} | 1))", "q" if "q" in (ka, kb) else "u"
        if "u" not in (ka, kb) and "q" not in (ka, kb):
            a, ka = self.widened(a, ka)
        if op in ("<", "==", "!=", ">="):
            if "i" in (ka, kb):
                a, b = f"(unsigned)({a})", f"(unsigned)({b})"
            return f"({a} {op} {b})", "n"
        return f"({a} {op} {b})", "q" if "q" in (ka, kb) else "u"

    @staticmethod
    def widened(text, kind):
        return (text, kind) if kind in "uq" else (f"(unsigned)({text})", "u")

    def logical(self, depth):
        a, _ = self.value(depth)
        op = self.random.choice(["&&", "||"])
        b, _ = self.value(depth)
        return f"({a} {op} {b})", "n"

    def conditional(self, depth):
        c, _ = self.value(depth)
        a, ka = self.value(depth)
        b, kb = self.value(depth)
        return f"({c} ? {a} : {b})", self.common(ka, kb)

    def elvis(self, depth):
        a, ka = self.value(depth)
        b, kb = self.value(depth)
        return f"({a} ?: {b})", self.common(ka, kb)

    @staticmethod
    def common(a, b):
        return "q" if "q" in (a, b) else "u" if "u" in (a, b) else "i"

    def comma(self, depth):
        a, _ = self.value(depth)
        b, kind = self.value(depth)
        return f"((void){a}, {b})", kind

    def unary(self, depth):
        a, kind = self.value(depth)
        op = self.random.choice(["~", "-", "!", "+"])
        if op == "!":
            return f"!{a}", "n"
        if op == "-":
            a, kind = self.widened(a, kind)
        return f"({op}{a})", "i" if kind == "n" else kind

    def cast(self, depth):
        a, _ = self.value(depth)
        kind = self.random.choice(SCALARS)
        return f"(({kind})({a}))", CLASS[kind]

    def unevaluated(self, depth):
        with Limits(self.context) as effects:
            a, _ = self.value(depth)
            effects.reads.clear()
            effects.writes.clear()
        return f"(unsigned)sizeof({a} + 0)", "u"

    # ---- places ----

    def place(self, allowed, depth):
        """An lvalue of a scalar type, with its type and the variables it may be of; allowed() says which may be."""
        found = []
        for v in self.context.visible():
            if v.kind in CLASS and allowed(v):
                found.append(lambda v=v: (v.name, v.kind, [v]))
            elif v.kind == "array" and allowed(v):
                found.append(lambda v=v: (f"{v.name}[{self.index(v, depth)} % {v.size}]", v.fields, [v]))
            elif v.kind in MEMBERS and allowed(v):
                found.append(lambda v=v: self.member(v, depth))
            elif v.kind == "pointer" and self.context.may_read(v) and allowed(*v.targets):
                found.append(lambda v=v: self.dereference(v))
        return self.random.choice(found)() if found else None

    def index(self, variable, depth):
        with Limits(self.context, (), [variable]):
            return self.unsigned(depth)

    def member(self, variable, depth):
        if variable.kind == "union word" and self.chance(50):
            return f"{variable.name}.bytes[{self.index(variable, depth)} % 4]", "unsigned char", [variable]
        if variable.kind == "struct small" and self.chance(25):
            return f"{variable.name}.e[{self.index(variable, depth)} % 3]", "short", [variable]
        name = self.random.choice(list(MEMBERS[variable.kind]))
        return f"{variable.name}.{name}", MEMBERS[variable.kind][name], [variable]

    def dereference(self, variable):
        self.context.reads(variable)
        return self.random.choice([f"*{variable.name}", f"{variable.name}[0]"]), "unsigned", list(variable.targets)

    def writable(self, *variables):
        return self.context.may_write(*variables) and not any(v.is_const for v in variables)

    def assignment(self, depth):
        with Limits(self.context) as left:
            place = self.place(self.writable, depth)
        if not place:
            return None
        text, kind, variables = place
        with Limits(self.context, left.writes, left.reads | left.writes | set(variables)):
            op = self.random.choice(["=", "=", "=", "+=", "-=", "*=", "&=", "|=", "^=", "<<=", ">>=", "/=", "%="])
            if op in ("<<=", ">>=") and kind in ("unsigned", "unsigned long long"):
                value = f"({self.unsigned(depth)} & 31)"
            elif op in ("/=", "%="):
                value = f"({self.unsigned(depth)} | 1)"
            else:
                op = "=" if op in ("<<=", ">>=") else op
                value = self.value(depth)[0] if op == "=" else self.unsigned(depth)
        self.note_write(variables, op != "=")
        return f"({text} {op} {value})", "i" if kind == "bits" else CLASS[kind]

    def note_write(self, variables, reads):
        for variable in variables:
            self.context.writes(variable)
            if reads:
                self.context.reads(variable)

    def increment(self, depth):
        place = self.place(self.writable, depth)
        if not place or place[1] not in ("unsigned", "unsigned char", "unsigned long long"):
            return None
        text, kind, variables = place
        self.note_write(variables, True)
        op = self.random.choice(["++", "--"])
        return (f"(++{text})" if op == "++" and text[0] != "*" else f"(({text}){op})"), CLASS[kind]

    # ---- calls ----

    def call(self, depth):
        """A call of a function with an arithmetic result."""
        found = [f for f in self.callable() if f.result in CLASS]
        pointers = [v for v in self.context.visible() if v.kind == "function" and self.context.may_read(v) and
                    all(self.may_call(f) for f in v.targets)]
        if pointers and self.chance(15):
            return self.call_pointer(self.random.choice(pointers), depth)
        if not found:
            return None
        function = self.random.choice(found[-8:] if self.chance(70) else found)
        return self.call_text(function, depth), CLASS[function.result]

    def callable(self):
        return [f for f in self.functions if self.may_call(f)]

    def may_call(self, function):
        return (self.context.allows(function.effects) and self.affordable(function) and
                (self.context.can_raise or not function.raises) and (self.can_await or not function.is_async))

    def call_text(self, function, depth):
        self.charge(function)
        arguments = self.arguments(function, depth)
        self.context.effects[-1].add(function.effects)
        text = f"{function.name}({', '.join(arguments)})"
        return f"AWAIT({text})" if function.is_async else text

    def call_pointer(self, variable, depth):
        self.context.reads(variable)
        for function in variable.targets:
            self.charge(function)
        beside = Beside(self.context)
        argument = beside.write(lambda: self.unsigned(depth))
        for function in variable.targets:
            self.context.effects[-1].add(function.effects)
        return f"AWAIT({variable.name}({argument}))", "u"

    def arguments(self, function, depth):
        beside = Beside(self.context)
        return [beside.write(lambda kind=kind: self.argument(kind, depth)) for kind in function.parameters]

    def argument(self, kind, depth):
        if kind == "struct small":
            return self.structure(depth)
        if kind == "pointer":
            return self.address()
        return self.value(depth)[0]

    def address(self):
        """The address of a local unsigned that nothing beside this uses; the callee may do anything to it."""
        locals_ = [v for v in self.context.visible() if v.kind == "unsigned" and not v.is_global and
                   not v.is_register and not v.is_volatile and self.writable(v)]
        if not locals_:
            return "(unsigned[]){1, 2, 3}"
        variable = self.random.choice(locals_)
        self.note_write([variable], True)
        return f"&{variable.name}"

    # ---- structs and literals ----

    def structure(self, depth):
        """An expression of type struct small."""
        c = self.context
        variables = [v for v in c.visible() if v.kind == "struct small" and c.may_read(v)]
        functions = [f for f in self.callable() if f.result == "struct small"]
        choice = self.random.randrange(4)
        if choice == 0 and variables or depth <= 0 and variables:
            variable = self.random.choice(variables)
            c.reads(variable)
            if variable.is_volatile:
                c.writes(variable)
            return variable.name
        if choice == 1 and functions and depth > 0:
            return self.call_text(self.random.choice(functions), depth - 1)
        if choice == 2 and depth > 0:
            test = self.value(depth - 1)[0]
            return f"({test} ? {self.structure(depth - 1)} : {self.structure(depth - 1)})"
        return self.structure_literal(depth - 1)

    def structure_literal(self, depth):
        return f"(struct small){self.structure_initialiser(depth)}"

    def structure_initialiser(self, depth):
        beside = Beside(self.context)
        parts = [f".a = {beside.write(lambda: self.value(depth))[0]}"]
        if self.chance(50):
            parts.append(f".e = {{[1] = {self.narrow(beside, depth)}}}")
        if self.chance(50):
            parts.append(f".c = {self.narrow(beside, depth)}")
        if self.chance(30):
            parts.append(f".b = {self.narrow(beside, depth)}")
        self.random.shuffle(parts)
        return "{" + ", ".join(parts) + "}"

    def narrow(self, beside, depth):
        return f"({beside.write(lambda: self.unsigned(depth))} & 15)"

    def struct_member(self, depth):
        text = self.structure(depth)
        name, kind = self.random.choice([("a", "u"), ("b", "n"), ("c", "i"), ("d", "i"), ("s", "n"), ("e[1]", "n")])
        return f"{text}.{name}", kind

    def compound_literal(self, depth):
        return f"{self.structure_literal(depth)}.{self.random.choice('abc')}", "i"

    def array_literal(self, depth):
        beside = Beside(self.context)
        parts = [beside.write(lambda: self.unsigned(depth)) for _ in range(self.random.randrange(1, 4))]
        index = beside.write(lambda: self.unsigned(depth - 1))
        return f"((unsigned[4]){{{', '.join(parts)}}})[{index} % 4]", "u"

    def through_result(self, depth):
        """*AWAIT(pick(&x, &y)): a place that a call names."""
        beside = Beside(self.context)
        if not self.can_await:
            return None
        first = beside.write(self.address)
        second = beside.write(self.address)
        which = beside.write(lambda: self.unsigned(depth))
        text = f"*AWAIT(pick({first}, {second}, {which}))"
        if self.chance(40):
            with Limits(self.context, beside.so_far.writes, beside.so_far.writes | beside.so_far.reads):
                return f"({text} {self.random.choice(['=', '+=', '^='])} {self.unsigned(depth)})", "u"
        return f"({text})", "u"

    def macro(self, depth):
        name = self.random.choice(["SECOND", "FIRST", "IDENTITY", "CALL_QUIET"])
        if name in ("IDENTITY", "CALL_QUIET"):
            if name == "CALL_QUIET" and not self.can_await:
                return None
            return f"{name}({self.unsigned(depth)})", "u" if name == "IDENTITY" else "i"
        a = self.unsigned(depth)
        return f"{name}(({a}), ({self.unsigned(depth)}))", "u"

    def statement_expression(self, depth):
        if not self.in_function:
            return None
        body, value = self.expression_block(depth)
        return f"({{ {body} {value}; }})", "u"

    def check(self, depth):
        """A statement that prints a value."""
        if not self.context.may_write(TRACE):
            return None
        self.checks += 1
        text = self.unsigned(depth)
        self.context.writes(TRACE)
        return f"check({self.checks}, {text});"
