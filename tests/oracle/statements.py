"""Statements of random programs. All loops are bounded by counters that nothing else touches."""

from expressions import CLASS, SCALARS, Expressions
from scope import RAISES, TRACE, Beside, Limits, Variable

NAMES = ["a", "b", "c", "x", "y", "z", "n", "p", "q", "state", "frame", "result"]


class Statements(Expressions):
    """Needs of its subclass: what Expressions needs, and counter()."""

    def block(self, depth, count=None):
        """Statements in braces."""
        self.context.scopes.append([])
        lines = self.body(depth, count)
        self.context.scopes.pop()
        return "{ " + "\n".join(lines) + " }"

    def body(self, depth, count=None):
        lines = []
        for _ in range(count or self.random.randrange(1, 5)):
            if self.exhausted():
                break
            lines.append(self.statement(depth))
        return [line for line in lines if line]

    def statement(self, depth):
        forms = [(16, self.declaration), (18, self.expression_statement), (8, self.check)]
        if depth > 0:
            forms += [(8, self.if_), (4, self.while_), (4, self.for_), (3, self.do_), (5, self.switch), (2, self.duff),
                      (3, self.out_of_block), (3, self.again), (3, self.jump), (3, self.plain_block),
                      (2, self.into_block), (2, self.local_types), (3, self.defer), (3, self.cleanup),
                      (2, self.for_await), (2, self.computed), (2, self.catch), (1, self.raise_)]
        form = self.random.choices([f for _, f in forms], [w for w, _ in forms])[0]
        return form(depth - 1) or self.expression_statement(depth - 1)

    def nested(self, depth):
        """The substatement of a control statement: most often a block."""
        if self.chance(20):
            return self.expression_statement(depth)
        return self.block(depth)

    def looped(self, depth):
        """The body of a loop."""
        c = self.context
        saved = c.in_switch, c.loops
        c.in_switch, c.loops = False, c.loops + 1
        self.multiply(3)
        text = self.nested(depth)
        self.multiply(1 / 3)
        c.in_switch, c.loops = saved
        return text

    # ---- simple ones ----

    def expression_statement(self, depth):
        return f"{(self.assignment(depth + 1) or ('(void)' + self.value(depth + 1)[0],))[0]};"

    def plain_block(self, depth):
        return self.block(depth)

    def declaration(self, depth):
        depth = min(depth, 2)
        form = self.random.choices([self.scalar, self.array, self.small, self.union, self.pointer, self.static,
                                    self.function_pointer, self.vector, self.variable_array],
                                   [10, 4, 4, 2, 4, 2, 2, 1, 2])[0]
        return form(depth)

    def name(self):
        taken = {v.name for v in self.context.scopes[-1]}
        free = [n for n in NAMES if n not in taken]
        return self.random.choice(free) if free else self.fresh("v")

    def scalar(self, depth):
        kind = self.random.choice(SCALARS + ["unsigned"] * 4)
        name = self.name()
        # An initialiser must not read what its own declaration hides; the name is given to it only after that.
        hidden = [v for v in self.context.visible() if v.name == name]
        with Limits(self.context, hidden, hidden):
            value = self.value(depth)[0]
        variable = Variable(name, kind)
        variable.is_const = self.chance(15)
        variable.is_volatile = self.chance(12)
        variable.is_register = not self.uses_errors and not variable.is_volatile and self.chance(8)
        qualifiers = "".join(q for q, on in (("register ", variable.is_register), ("const ", variable.is_const),
                                             ("volatile ", variable.is_volatile)) if on)
        if self.chance(20):
            hidden = self.context.declare(variable)
            second_name = self.name()
            self.context.scopes[-1].remove(hidden)
            inner = [v for v in self.context.visible() if v.name in (name, second_name)]
            with Limits(self.context, inner, inner):
                second_value = self.value(depth)[0]
            second = Variable(second_name, kind)
            second.is_const, second.is_volatile, second.is_register = (variable.is_const, variable.is_volatile,
                                                                       variable.is_register)
            self.context.declare(variable)
            self.context.declare(second)
            return f"{qualifiers}{kind} {name} = {value}, {second_name} = {second_value};"
        self.context.declare(variable)
        if kind == "unsigned" and self.chance(15):
            return f"{qualifiers}__auto_type {name} = (unsigned)({value});"
        if self.chance(20) and not variable.is_const:
            return f"{qualifiers}{kind} {name}; {name} = {value};" if not hidden else f"{qualifiers}{kind} {name} = 5;"
        return f"{qualifiers}{kind} {name} = {value};"

    def initialiser_of(self, generate):
        """A fresh name, and a text that does not use what the name hides."""
        name = self.name()
        hidden = [v for v in self.context.visible() if v.name == name]
        with Limits(self.context, hidden, hidden):
            return name, generate()

    def array(self, depth):
        kind = self.random.choice(["unsigned", "unsigned char", "short"])
        size = self.random.randrange(1, 6)
        beside = Beside(self.context)
        name, parts = self.initialiser_of(
            lambda: [beside.write(lambda: self.unsigned(depth)) for _ in range(self.random.randrange(1, size + 1))])
        if kind != "unsigned":
            parts = [f"({kind})({part})" for part in parts]
        if self.chance(30):
            parts[0] = f"[{self.random.randrange(size - len(parts) + 1)}] = {parts[0]}"
        text = "" if self.chance(20) and len(parts) == size and parts[0][0] != "[" else size
        self.context.declare(Variable(name, "array", size=size, fields=kind))
        return f"{kind} {name}[{text}] = {{{', '.join(parts)}}};"

    def vector(self, depth):
        beside = Beside(self.context)
        name, parts = self.initialiser_of(lambda: [beside.write(lambda: self.unsigned(depth)) for _ in range(4)])
        self.context.declare(Variable(name, "array", size=4, fields="unsigned"))
        return f"vector {name} = {{{', '.join(parts)}}};"

    def variable_array(self, depth):
        """Of one to four elements, as it turns out. No computed goto may lead past it."""
        if self.uses_computed or self.in_expression:
            return None
        name, size = self.initialiser_of(lambda: self.unsigned(depth))
        index, first = self.fresh("i"), self.random.randrange(1000)
        self.context.declare(Variable(name, "array", size=f"(sizeof {name} / sizeof *{name})", fields="unsigned"))
        return (f"unsigned {name}[({size} & 3) + 1];\n"
                f"for (unsigned {index} = 0; {index} < sizeof {name} / sizeof *{name}; {index}++) "
                f"{name}[{index}] = {first} + {index};")

    def small(self, depth):
        name, text = self.initialiser_of(
            lambda: self.structure_initialiser(depth) if self.chance(50) else self.structure(depth))
        self.context.declare(Variable(name, "struct small"))
        return f"struct small {name} = {text};"

    def union(self, depth):
        name, text = self.initialiser_of(lambda: self.unsigned(depth))
        self.context.declare(Variable(name, "union word"))
        return f"union word {name} = {{{text}}};"

    def pointer(self, depth):
        """A pointer to a variable, or to one of two."""
        found = [v for v in self.context.visible() if v.kind == "unsigned" and not v.is_const and not v.is_volatile and
                 not v.is_register and v.name not in ("p", "q") and self.context.may_write(v)]
        if not found:
            return None
        targets = {self.random.choice(found), self.random.choice(found)}
        name = self.random.choice([n for n in ("p", "q", self.fresh("to"))
                                   if all(v.name != n for v in self.context.scopes[-1])])
        names = sorted(v.name for v in targets)
        text = f"&{names[0]}"
        if len(names) > 1:
            hidden = [v for v in self.context.visible() if v.name == name]
            with Limits(self.context, hidden, hidden):
                text = f"{self.value(depth)[0]} ? &{names[0]} : &{names[1]}"
        self.context.declare(Variable(name, "pointer", targets=sorted(targets, key=lambda v: v.name)))
        return f"unsigned *{name} = {text};"

    def static(self, _):
        name = self.name()
        variable = Variable(name, "unsigned", is_global=True)
        self.context.declare(variable)
        self.statics.append(variable)
        return f"static unsigned {name} = {self.random.randrange(100)};"

    def function_pointer(self, depth):
        found = [f for f in self.functions if f.parameters == ["unsigned"] and f.result == "unsigned" and f.is_async]
        if not found or not self.can_await:
            return None
        targets = [self.random.choice(found), self.random.choice(found)]
        name, which = self.fresh("call"), self.value(depth)[0]
        self.context.declare(Variable(name, "function", is_const=True, targets=targets))
        return (f"ASYNC unsigned (*{name})(unsigned) = {which} ? {targets[0].name} : {targets[1].name};")

    def local_types(self, depth):
        """A struct of the block's own, and a typedef."""
        tag, alias = self.fresh("pair"), self.fresh("number")
        self.context.scopes.append([])
        beside = Beside(self.context)
        first, second = (beside.write(lambda: self.unsigned(depth)) for _ in range(2))
        variable = self.context.declare(Variable(self.fresh("w"), "unsigned"))
        lines = self.body(depth)
        self.context.scopes.pop()
        return (f"{{ struct {tag} {{ unsigned left, right; }} pair = {{{first}, {second}}}; typedef unsigned {alias};\n"
                f"{alias} {variable.name} = pair.left; " + "\n".join(lines) +
                f"\n{variable.name} ^= pair.right + {variable.name}; global_0 += {variable.name}; }}"
                ) if self.context.may_write(self.globals[0]) and not self.note_write([self.globals[0]], True) else None

    # ---- branches and loops ----

    def if_(self, depth):
        test = self.value(depth)[0]
        text = f"if ({test}) {self.nested(depth)}"
        while self.chance(30):
            text += f" else if ({self.value(depth)[0]}) {self.nested(depth)}"
        if self.chance(40):
            text += f" else {self.nested(depth)}"
        return text

    def while_(self, depth):
        n = self.counter()
        self.multiply(3)
        test = self.value(depth)[0]
        self.multiply(1 / 3)
        return f"{n} = 0;\nwhile ({n}++ < {self.trips()} && {test}) {self.looped(depth)}"

    def do_(self, depth):
        n = self.counter()
        body = self.looped(depth)
        self.multiply(3)
        test = self.value(depth)[0]
        self.multiply(1 / 3)
        return f"{n} = 0;\ndo {body} while (++{n} < {self.trips()} && {test});"

    def for_(self, depth):
        c = self.context
        name = self.fresh("i")
        c.scopes.append([])
        index = c.declare(Variable(name, "unsigned", is_const=True))
        body = self.looped(depth)
        c.scopes.pop()
        del index
        return f"for (unsigned {name} = 0; {name} < {self.trips()}; {name}++) {body}"

    def for_await(self, depth):
        """for (a; b; c) with work in all three."""
        c = self.context
        n = self.counter()
        c.scopes.append([])
        first = f"unsigned {n}_start = {self.unsigned(depth)}"
        if self.chance(50):
            first = self.value(depth)[0]
            first = f"(void){first}"
        self.multiply(3)
        test, step = self.value(depth)[0], self.value(depth)[0]
        self.multiply(1 / 3)
        body = self.looped(depth)
        c.scopes.pop()
        use = f" (void){n}_start;" if first.startswith("unsigned") else ""
        return f"{n} = 0;\nfor ({first}; {n}++ < {self.trips()} && ({test}, 1); (void){step}) {{{use} {body} }}"

    def switch(self, depth):
        """Cases in any order, falling through or not; one may stand inside an if or a loop of the body."""
        c = self.context
        c.scopes.append([])
        subject = self.unsigned(depth)
        saved = c.in_switch
        c.in_switch = True
        lines = []
        labels = self.random.sample(["case 0:", "case 1:", "case 2:", "case 3: case 4:", "default:", "case 5 ... 6:"],
                                    self.random.randrange(2, 6))
        for label in labels:
            text = self.block(depth, self.random.randrange(1, 3))
            if self.chance(15):
                text = f"if ({self.value(depth)[0]}) {{ {label} {text} }}"
            else:
                text = f"{label} {text}"
            lines.append(text + self.random.choice([" break;", " break;", ""]))
        c.in_switch = saved
        c.scopes.pop()
        return f"switch ({subject} & 7) {{\n" + "\n".join(lines) + "\n}"

    def duff(self, depth):
        """Cases inside a loop inside the switch."""
        n = self.counter()
        c = self.context
        subject = self.unsigned(depth)
        saved = c.in_switch, c.loops
        c.in_switch, c.loops = False, c.loops + 1
        self.multiply(3)
        parts = [f"case {i}: {self.block(depth, 1)}" for i in self.random.sample(range(4), self.random.randrange(1, 4))]
        test = self.value(depth)[0]
        self.multiply(1 / 3)
        c.in_switch, c.loops = saved
        head, tail = self.random.choice([("do {", f"}} while ({n}++ < 2 && {test});"),
                                         (f"for (; {n}++ < 2; (void){test}) {{", "}"),
                                         (f"while ({n}++ < 3 && ({test}, 1)) {{", "}")])
        return f"{n} = 0;\nswitch ({subject} & 3) {{\ndefault: {head}\n" + "\n".join(parts) + f"\n{tail}\n}}"

    # ---- jumps ----

    def jump(self, depth):
        c = self.context
        found = [f"goto {label};" for label in c.out_labels]
        found += [f"if ({n}++ < 2) goto {label};" for label, n in c.again_labels]
        if c.loops:
            found += ["break;", "continue;"]
        elif c.in_switch:
            found.append("break;")
        if c.can_return:
            found.append(self.return_)
        if not found:
            return None
        chosen = self.random.choice(found)
        return f"if ({self.value(depth)[0]}) {{ {chosen(depth) if callable(chosen) else chosen} }}"

    def return_(self, depth):
        if self.result == "void":
            return "return;"
        return f"return {self.structure(depth) if self.result == 'struct small' else self.value(depth)[0]};"

    def out_of_block(self, depth):
        label = self.fresh("out")
        self.context.out_labels.append(label)
        text = self.block(depth)
        self.context.out_labels.pop()
        test = self.value(depth)[0]
        return f"{{ if ({test}) goto {label};\n{text} }}\n{label}:;"

    def again(self, depth):
        label, n = self.fresh("again"), self.counter()
        c = self.context
        c.again_labels.append((label, n))
        self.multiply(3)
        text = self.block(depth)
        test = self.value(depth)[0]
        self.multiply(1 / 3)
        c.again_labels.pop()
        return f"{label}:;\n{text}\nif ({n}++ < 2 && {test}) goto {label};"

    def into_block(self, depth):
        """A goto into a block, a loop or the body of a switch, past no declaration."""
        label, n = self.fresh("into"), self.counter()
        test, subject = self.value(depth)[0], self.unsigned(depth)
        c = self.context
        between = self.block(depth, 1)
        saved = c.in_switch, c.loops
        c.in_switch, c.loops = False, c.loops + 1
        self.multiply(3)
        body = self.block(depth, 2)
        self.multiply(1 / 3)
        c.in_switch, c.loops = saved
        head = self.random.choice([f"while ({n}++ < 2)", f"for (; {n}++ < 3;)"])
        return (f"{n} = 0;\nif ({test}) goto {label};\n{between}\n"
                f"{head} {{ if ({subject} & 1) {{ {label}:; }}\n{body} }}")

    def computed(self, depth):
        """goto *"""
        one, two, end = self.fresh("one"), self.fresh("two"), self.fresh("end")
        if self.in_expression or not self.uses_computed:
            return None
        test = self.value(depth)[0]
        first, second = self.block(depth, 1), self.block(depth, 1)
        return f"goto *({test} ? &&{one} : &&{two});\n{one}:; {first} goto {end};\n{two}:; {second}\n{end}:;"

    # ---- what runs when a scope is left ----

    def cleanup(self, depth):
        if not self.context.may_write(TRACE) or self.uses_computed:
            return None
        name, text = self.initialiser_of(lambda: self.unsigned(depth))
        self.context.declare(Variable(name, "unsigned"))
        self.context.writes(TRACE)
        return f"__attribute__((cleanup(leave))) unsigned {name} = {text};"

    def defer(self, depth):
        if not self.uses_defer or self.uses_computed or not self.can_await:
            return None
        return f"DEFER {self.isolated(depth)}"

    def isolated(self, depth):
        """A block that no jump leaves."""
        c = self.context
        saved = c.in_switch, c.loops, c.out_labels, c.again_labels, c.can_return, c.can_raise
        c.in_switch, c.loops, c.out_labels, c.again_labels, c.can_return, c.can_raise = False, 0, [], [], False, False
        text = self.block(depth)
        c.in_switch, c.loops, c.out_labels, c.again_labels, c.can_return, c.can_raise = saved
        return text

    def expression_block(self, depth):
        c = self.context
        saved = c.in_switch, c.loops, c.out_labels, c.again_labels, c.can_return, self.in_expression
        c.in_switch, c.loops, c.out_labels, c.again_labels, c.can_return = False, 0, [], [], False
        self.in_expression = True
        c.scopes.append([])
        lines = self.body(min(depth, 1), 2)
        value = self.unsigned(depth)
        c.scopes.pop()
        c.in_switch, c.loops, c.out_labels, c.again_labels, c.can_return, self.in_expression = saved
        return "\n".join(lines), value

    # ---- errors ----

    def raise_(self, depth):
        c = self.context
        if not self.uses_errors or not c.can_raise or not c.may_write(RAISES) or not self.can_await:
            return None
        c.writes(RAISES)
        test, code = self.value(depth)[0], self.unsigned(depth)
        return f"if ({test}) RAISE((int)({code} & 63) + 1, \"error %d\", 1);"

    def catch(self, depth):
        """A call that may fail, with its error caught."""
        c = self.context
        found = [f for f in self.functions if f.raises and f.result in CLASS and c.allows(f.effects) and
                 self.affordable(f)]
        if not self.uses_errors or not found or not self.can_await or not c.may_write(TRACE):
            return None
        function = self.random.choice(found)
        self.charge(function)
        saved, c.can_raise = c.can_raise, False
        arguments = self.arguments(function, depth)
        c.can_raise = saved
        c.effects[-1].reads |= function.effects.reads
        c.effects[-1].writes |= function.effects.writes - {RAISES} | {TRACE}
        name = self.fresh("error")
        self.checks += 2
        return (f"{{ async_error {name};\ncheck({self.checks - 1}, "
                f"AWAIT_CATCH({function.name}({', '.join(arguments)}), &{name}));\n"
                f"check({self.checks}, (unsigned){name}.code); }}")
