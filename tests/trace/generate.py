"""generate.py - random asyncio programs.

Of two sorts. In an exact program any tasks may meet in one instant, and what happens in it is compared in its order; it
is made of what promises an order. In the others each step that others can see has an instant of its own, which only
what it causes shares; so it is the same for each order of those.
"""

import random

from constructs import ACTS, AWAITS
from tree import Program, Statement

TASKS, FUTURES, SHIELDS, OBJECTS, TIMERS = range(12), range(12, 16), range(16, 20), 3, 20
# What programs may be about; how often each is.
FEATURES = {"wait_for": 3, "shield": 2, "gather": 2, "wait": 2, "as_completed": 2, "task_group": 3, "lock": 2,
            "condition": 4, "semaphore": 4, "event": 2, "queue": 4, "shutdown": 2, "barrier": 2, "callback": 1,
            "future": 1, "timeout": 2}
ALWAYS = {"sleep", "yield", "join"}
LONGEST = 1 << 22
# How often an operation is chosen, beside others. Low: it mostly ends what its task, or others, can do; or says little.
USUAL = 8
WEIGHTS = {"sleep": 4, "yield": 4, "cancel": 5, "forever": 1, "join": 2, "join_last": 1, "acquire": 1,
           "acquire_condition": 1, "semaphore_acquire": 1, "bounded_acquire": 1, "condition_wait": 1, "cancel_me": 1,
           "detach": 1, "peek": 1, "shutdown": 3, "barrier_abort": 1, "barrier_reset": 2, "cancelling": 1,
           "uncancel": 1, "size": 2, "handle_cancel": 2}
KINDS = {"wait": 8, "group": 6, "held": 8, "callback": 3, "try": 2, "finally": 1, "call_function": 1, "repeat": 1,
         "when": 1, "spawn": 2, "future": 1, "timeout": 8,
         "task_group": 8}
CONTEST = {"wait", "group", "held", "timeout", "task_group"}
# What wakes those that wait: of them, one is cancelled at that moment.
GRANTS = {"notify": "condition_wait", "notify_all": "condition_wait", "release": "acquire",
          "release_condition": "acquire_condition", "semaphore_release": "semaphore_acquire",
          "bounded_release": "bounded_acquire", "event_set": "event_wait", "put_nowait": "get", "get_nowait": "put",
          "task_done": "queue_join", "barrier_reset": "barrier_wait"}
UNORDERED = {"task_group"}  # kinds in which others see things in no order


class Generator:
    def __init__(self, seed, is_exact=None):
        self.random = random.Random(seed)
        self.seed = seed
        self.is_exact = self.chance(50) if is_exact is None else is_exact
        few = self.random.choice([1, 1, 2, 3, 6])
        self.features = {*self.random.sample(list(FEATURES), few, counts=FEATURES.values()), *ALWAYS}
        if self.chance(75):
            self.features.add("cancel")
        if "shutdown" in self.features:
            self.features.add("queue")
        # Few, that tasks meet.
        self.objects = range(OBJECTS) if self.chance(25) else [self.random.randrange(OBJECTS)]
        # Many tasks that do little but what these features are about.
        self.is_contest = self.chance(50)
        self.awaits = self.usable(AWAITS)
        self.actions = self.usable(ACTS)
        self.tasks = self.labels = self.timers = 0
        self.size, self.limit = 0, self.random.choice([2, 3, 4] if self.is_contest else [3, 5, 8, 16])
        self.owner = 0
        self.waiting = {}  # who waits for what: tasks by operation and object
        self.races = []  # cancellations of one of those, and for what they wait
        self.delays = [self.random.randrange(1, LONGEST) for _ in range(3)]

    def usable(self, table):
        return [name for name, row in table.items()
                if row.feature in self.features and (row.is_ordered or not self.is_exact)]

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def choose(self, table, operations):
        weights = [WEIGHTS.get(name, USUAL) / (6 if self.is_contest and table[name].feature in ALWAYS else 1)
                   for name in operations]
        return self.random.choices(operations, weights)[0]

    # ---- operands ----

    def label(self):
        self.labels += 1
        return self.labels

    def delay(self):
        """As good as never the same sum as others. In an exact program it may be the same delay again, so that timers
        meet."""
        if self.is_exact and self.chance(60):
            return self.random.choice(self.delays)
        return self.random.randrange(1, LONGEST)

    def timeout(self):
        return self.random.choice([0, -1]) if self.chance(8) else self.delay()

    def handle(self, after=-1):
        """Waiting is for tasks with a larger number only, so never in a circle."""
        places = [*range(after + 1, max(after + 4, self.tasks + 2))] * 2
        places += FUTURES if "future" in self.features else []
        places += SHIELDS if "shield" in self.features else []
        return self.random.choice(places)

    def operands(self, after=-1):
        which = [self.handle(after) for _ in range(self.random.randrange(1, 5))]
        return {"a": self.handle(after), "to": self.random.choice(SHIELDS), "i": self.random.choice(self.objects),
                "d": self.timeout(), "n": self.random.randrange(200, 400), "few": self.random.randrange(1, 3),
                "which": ", ".join(map(str, which)), "flag": self.random.randrange(2),
                "timer": self.random.randrange(max(1, self.timers))}

    @staticmethod
    def only(operands, row):
        return {key: value for key, value in operands.items() if f"{{{key}}}" in row.c}

    # ---- statements ----

    def apart(self):
        """What a step needs that others can see: an instant of its own."""
        return {} if self.is_exact else {"before": self.delay()}

    def wait(self, operation=None, i=None):
        operation = operation or self.choose(AWAITS, self.awaits)
        operands = self.operands(self.owner)
        if operation == "sleep":
            operands["d"] = self.delay()
        if i is not None:
            operands["i"] = i
        self.waiting.setdefault((operation, operands["i"]), []).append(self.owner)
        return Statement("wait", label=self.label(), operation=operation, caught=self.chance(45),
                         operands=self.only(operands, AWAITS[operation]), **self.apart())

    def waits(self):
        """One, or where tasks leave together, several: so they come again while others leave still."""
        waits = [self.wait()]
        while waits[0].operation == "barrier_wait" and self.chance(40):
            again = self.wait("barrier_wait", waits[0].operands["i"])
            again.arguments.pop("before", None)
            waits.append(again)
        return waits

    def act(self, operation=None, i=None, in_task=True):
        while not operation or (not in_task and operation in ("cancel_me", "uncancel", "cancelling")):
            operation = self.choose(ACTS, self.actions)
        operands = self.operands()
        if i is not None:
            operands["i"] = i
        if operation in ("set_result", "set_error"):
            operands["a"] = self.random.choice(FUTURES)
        return Statement("act", label=self.label(), operation=operation,
                         operands=self.only(operands, ACTS[operation]))

    def group(self, *acts, in_task=True):
        """Without an await between them. Cancellations that come with something else race with what that grants."""
        acts = list(acts) or [self.act(in_task=in_task) for _ in range(self.random.choice([1, 1, 2, 3]))]
        while "cancel" in self.features and self.chance(30):
            acts.insert(self.random.randrange(len(acts) + 1), self.act("cancel"))
        if "cancel" in self.features and self.chance(50):
            acts += [self.race(act) for act in acts if act.operation in GRANTS]
        return Statement("group", acts, label=self.label(), **self.apart())

    def race(self, act):
        """Cancels one of those whom an act may wake: who that is, is known when all tasks are."""
        cancel = self.act("cancel")
        self.races.append((cancel, (GRANTS[act.operation], act.operands["i"])))
        return cancel

    def settle_races(self):
        for cancel, what in self.races:
            if what in self.waiting:
                cancel.operands["a"] = self.random.choice(self.waiting[what])

    def spawn(self, depth):
        task, owner = self.tasks, self.owner
        if task not in TASKS:
            return self.wait("sleep")
        self.tasks += 1
        self.owner = task
        body = self.body(depth)
        self.owner = owner
        return Statement("spawn", body, task=task)

    def task_group(self, depth):
        """Some statements, with tasks between them that belong to the group."""
        label, statements = self.label(), self.block(depth)
        for _ in range(self.random.choice([1, 2, 2, 3])):
            task = self.spawn(depth)
            if task.kind == "spawn":
                task = Statement("spawn_into", task.blocks[0], task=task.task, group=label)
            statements.insert(self.random.randrange(len(statements) + 1), task)
        return Statement("task_group", statements, label=label)

    def body(self, depth):
        """Of a function; its end is a step that others can see."""
        statements = self.block(depth)
        if self.chance(15):
            statements.append(Statement("raise", label=self.label(), code=self.random.randrange(200, 250),
                                        **self.apart()))
        else:
            statements.append(Statement("return", label=self.label(), value=self.random.randrange(200), **self.apart()))
        return statements

    def callback(self):
        timer = self.timers % TIMERS
        self.timers += 1
        acts = [self.act(in_task=False) for _ in range(self.random.randrange(1, 3))]
        kind = self.random.choice(["call_soon", "call_later", "done_callback"]) if self.is_exact else "call_later"
        if kind == "done_callback":
            return Statement(kind, acts, label=self.label(), a=self.handle(), removed=self.chance(20))
        return Statement(kind, acts, label=self.label(), timer=timer, d=self.delay())

    def held(self, depth):
        """Something is acquired, used and released, whatever happens."""
        kinds = [(a, r) for a, r in (("acquire", "release"), ("acquire_condition", "release_condition"),
                                     ("semaphore_acquire", "semaphore_release"),
                                     ("bounded_acquire", "bounded_release")) if a in self.awaits]
        if not kinds:
            return [self.wait()]
        acquire, release = self.random.choice(kinds)
        i = self.random.choice(self.objects)
        body = self.block(depth + 1)
        if acquire == "acquire_condition" and "condition_wait" in self.awaits:
            if self.chance(60):
                body = [self.wait("condition_wait", i)]
            else:
                notify = self.act(self.random.choice(["notify", "notify", "notify_all"]), i)
                body = [self.group(notify)]
                if "cancel" in self.features and self.chance(40):  # while they wait for the lock
                    body.append(self.group(self.race(notify)))
        return [self.wait(acquire, i), Statement("finally", body, [self.group(self.act(release, i))])]

    def statement(self, depth):
        self.size += 1
        kinds = [kind for kind in KINDS if kind in ("wait", "group") or kind in self.features or
                 (depth < 4 and kind not in ("callback", "future", "timeout", "task_group"))]
        kinds = [kind for kind in kinds if kind not in UNORDERED or not self.is_exact]
        weights = [KINDS[kind] / (8 if self.is_contest and kind not in CONTEST else 1) for kind in kinds]
        kind = self.random.choices(kinds, weights)[0]
        if kind == "wait":
            return self.waits()
        if kind in ("group", "callback"):
            return [getattr(self, kind)()]
        if kind == "future":
            return [Statement("future", label=self.label(), to=self.random.choice(FUTURES))]
        if kind == "spawn":
            return [self.spawn(depth + 1)]
        if kind == "held":
            return self.held(depth)
        if kind == "try":
            return [Statement(kind, self.body(depth + 1), self.block(depth + 1), label=self.label(),
                              reraise=self.chance(40))]
        if kind == "call":
            return [Statement("call_function", self.body(depth + 1), label=self.label())]
        if kind == "finally":
            return [Statement(kind, self.block(depth + 1), self.block(depth + 1), label=self.label())]
        if kind == "timeout":
            return [Statement(kind, self.block(depth + 1), label=self.label(), d=self.timeout())]
        if kind == "task_group":
            return [self.task_group(depth + 1)]
        if kind == "repeat":
            return [Statement(kind, self.block(depth + 3), label=self.label(), times=self.random.randrange(2, 4))]
        return [Statement(kind, self.block(depth + 1), label=self.label())]

    def block(self, depth):
        statements = []
        for _ in range(self.random.randrange(1, 5)):
            if self.size > self.limit:
                break
            statements += self.statement(depth)
        return statements

    def program(self):
        roots = []
        for _ in range(self.random.randrange(4, 9) if self.is_contest else self.random.randrange(2, 7)):
            self.size = 0
            if self.tasks in TASKS:
                roots.append(self.spawn(0))
        queues = [(self.random.choice(["fifo", "fifo", "lifo", "priority"]), self.random.choice([0, 1, 2]))
                  for _ in range(OBJECTS)]
        self.settle_races()
        futures = [Statement("future", label=self.label(), to=to) for to in FUTURES if "future" in self.features]
        return Program(self.seed, self.is_exact, queues, futures + roots)
