"""What the generator knows about the program while it writes it: variables, who sees them, and effects.

C leaves the order of most operands open, and the program must not depend on it. So each expression is written under
limits: places that it may not read and places that it may not write, because an operand beside it writes or reads them.
A place is a variable (an array or a struct is one place), or TRACE, which stands for all that is printed, or RAISES,
which is written where an error may be raised: then nothing beside it writes, as what would come later is never done.
"""

TRACE = "trace"
RAISES = "raises"


class Variable:
    """A variable of the program. `targets` are the variables that a pointer may point to."""

    def __init__(self, name, kind, is_global=False, size=0, is_const=False, targets=(), fields=None):
        self.name, self.kind, self.is_global, self.size = name, kind, is_global, size
        self.is_const, self.targets, self.fields = is_const, targets, fields
        self.is_volatile = False
        self.is_register = False


class Effects:
    """What a piece of the program reads and writes."""

    def __init__(self):
        self.reads, self.writes = set(), set()

    def add(self, other):
        self.reads |= other.reads
        self.writes |= other.writes


class Function:
    """A function that calls may name. `parameters` are kinds; `cost` says how much work one call is."""

    def __init__(self, name, result, parameters, is_async):
        self.name, self.result, self.parameters, self.is_async = name, result, parameters, is_async
        self.effects = Effects()
        self.cost = 1
        self.group = None

    @property
    def raises(self):
        return RAISES in self.effects.writes


class Context:
    """Where the generator is: limits on effects, visible variables, the jumps that are possible here."""

    def __init__(self):
        self.no_read, self.no_write = set(), set()
        self.effects = [Effects()]
        self.scopes = []
        self.loops = 0
        self.in_switch = False
        self.out_labels, self.again_labels = [], []
        self.can_return = True
        self.can_raise = True

    # ---- effects ----

    def reads(self, place):
        self.effects[-1].reads.add(place)

    def writes(self, place):
        self.effects[-1].writes.add(place)

    def may_read(self, *places):
        return not any(p in self.no_read for p in places)

    def may_write(self, *places):
        if RAISES in self.no_write or (RAISES in places and self.no_read):  # what beside this writes is not read here
            return False
        return not any(p in self.no_write or p in self.no_read for p in places)

    def allows(self, effects):
        return not effects.reads & self.no_read and (not effects.writes or self.may_write(*effects.writes))

    # ---- names ----

    def visible(self):
        """The variables whose name means them here."""
        seen = {}
        for scope in reversed(self.scopes):
            for variable in reversed(scope):
                seen.setdefault(variable.name, variable)
        return list(seen.values())

    def declare(self, variable):
        self.scopes[-1].append(variable)
        return variable


class Limits:
    """`with Limits(context, reads, writes) as effects:` - no reading of `reads`, no writing of `writes` inside."""

    def __init__(self, context, reads=(), writes=()):
        self.context, self.reads, self.writes = context, set(reads), set(writes)

    def __enter__(self):
        c = self.context
        self.saved = c.no_read, c.no_write
        c.no_read, c.no_write = c.no_read | self.reads, c.no_write | self.writes
        c.effects.append(Effects())
        return c.effects[-1]

    def __exit__(self, *_):
        c = self.context
        c.no_read, c.no_write = self.saved
        effects = c.effects.pop()
        c.effects[-1].add(effects)


class Beside:
    """Collects the effects of operands whose order is open, each of which is written under the limits of the others."""

    def __init__(self, context):
        self.context, self.so_far = context, Effects()

    def write(self, generate):
        with Limits(self.context, self.so_far.writes, self.so_far.reads | self.so_far.writes) as effects:
            text = generate()
        self.so_far.add(effects)
        return text
