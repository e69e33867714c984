"""simulate.py - what C and docs/language.md say that a program does, without a compiler.

A Machine is a task that runs a program. What makes these programs hard is small here: a block is a list of actions, and
whatever leaves it runs the clean-ups that it has reached, the last one first.
"""

import errno


class WayOut(Exception):
    """What leaves blocks before their end."""


class Raised(WayOut):
    def __init__(self, code):
        super().__init__()
        self.code = code


class Returned(WayOut):
    def __init__(self, values):
        super().__init__()
        self.values = values


class Broken(WayOut):
    """By break."""


class Continued(WayOut):
    """By continue."""


class Jumped(WayOut):
    def __init__(self, label):
        super().__init__()
        self.label = label


class TooLong(Exception):
    """The program runs for longer than is worth it."""


LONGEST = 6000  # steps


def limited(value):
    return value % 997


class Machine:
    """A run, cancelled at the points of `cut`. A cell is a list of integers: a variable, or an array of them."""

    def __init__(self, functions, cut):
        self.functions, self.cut = functions, cut
        self.points = self.steps = 0
        self.output = []
        self.cells = {}        # of the function that runs: variables to cells
        self.clean_ups = None  # that the innermost block has reached
        self.leaving = None    # the error that async_leaving() gives

    def step(self):
        self.steps += 1
        if self.steps > LONGEST:
            raise TooLong()

    def print(self, *words):
        self.step()
        self.output.append(" ".join(map(str, words)))

    def point(self):
        """A suspension, where the task may be cancelled."""
        self.step()
        self.points += 1
        if self.points in self.cut:
            raise Raised(errno.ECANCELED)

    @property
    def leaving_code(self):
        return self.leaving.code if self.leaving else 0

    def defer(self, action):
        self.clean_ups.append(action)

    def block(self, actions):
        outer, self.clean_ups = self.clean_ups, []
        reached, way_out = self.clean_ups, None
        try:
            for action in actions:
                action(self)
        except WayOut as way:
            way_out = way
        for action in reversed(reached):
            way_out = self.clean_up(action, way_out)
        self.clean_ups = outer
        if way_out:
            raise way_out

    def clean_up(self, action, way_out):
        """The way out after a clean-up: an error of its own takes the place of what it ran for."""
        outer = self.leaving
        if isinstance(way_out, Raised):
            self.leaving = way_out
        try:
            action(self)
        except Raised as error:
            way_out = error
        self.leaving = outer
        return way_out

    def call(self, parameters, body):
        """What a function returns, whose variables begin with these."""
        outer = self.cells, self.leaving
        self.cells, self.leaving = parameters, None
        try:
            self.block([body])
        except Returned as way:
            return way.values
        finally:
            self.cells, self.leaving = outer
        raise AssertionError("a function ends without return")


def simulate(program, cut):
    """The points that a run has, and its output."""
    machine = Machine(program.functions, cut)
    code, value = 0, 0
    try:
        value = program.functions[-1].call(machine, cut[0] + 3, cut[1] + 4)[0]
    except Raised as error:
        code = error.code
    lines = [f"# {cut[0]} {cut[1]}", *machine.output, f"= {value} {code} {machine.points}"]
    return machine.points, lines
