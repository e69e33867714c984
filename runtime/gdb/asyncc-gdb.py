"""asyncc-gdb.py - tasks in GDB: what each waits for, the awaits that led there, the locals on the way.

    (gdb) source /usr/local/share/asyncc/asyncc-gdb.py
    (gdb) info async-tasks          all tasks of all loops, each below what waits for it
    (gdb) async-bt [TASK]           the awaits of a task, innermost first
    (gdb) async-locals [TASK [N]]   the locals in frame N of it, as async-bt numbers them

docs/debugging.md tells more. All of it only reads memory, of a process or of a core file, and calls nothing in it.
The types of the runtime come from the debug information of registry.c; functions, files and lines from tables that
programs have in any case; locals from the debug information of the program. What is read may be corrupted: each walk
has a bound, and each thing that cannot be read is told as such.
"""

import re
import time

import gdb

MOST_CELLS = 1 << 25
MOST_FRAMES = 1000  # of a task, that are printed
MOST_WAITERS = 100000
LONGEST_TEXT = 4096
DEEPEST = 32  # tasks that wait for each other, below each other
FRESH = 0xFFFD  # states of frames that have not begun
SLOT_BITS, GENERATION_BITS = 26, 24


class Unreadable(Exception):
    """The memory of the program does not hold what it should."""


def address(pointer):
    return int(pointer) & (1 << 64) - 1


def string_at(pointer):
    """A text of the program. Unreadable: there is none."""
    inferior, at, found = gdb.selected_inferior(), address(pointer), b""
    while b"\0" not in found and len(found) < LONGEST_TEXT:
        size = 256 - at % 256  # never beyond a page
        found += inferior.read_memory(at, size).tobytes()
        at += size
    text = found.partition(b"\0")[0].decode(errors="replace")
    if not text.isprintable() or len(text) > LONGEST_TEXT:
        raise Unreadable("no text at %#x" % address(pointer))
    return text


def seconds(nanoseconds):
    return "%g s" % (max(nanoseconds, 0) / 1e9)


# ---- frames ----------------------------------------------------------------------------------------------------------


class Frame:
    """An activation of an ASYNC function that waits, or the C stack's part of one that runs."""

    def __init__(self, function, place, pointer=None, c_frames=()):
        self.function = function
        self.place = place
        self.pointer = pointer  # to its struct async_frame, or None
        self.c_frames = c_frames  # of GDB, of one that runs

    def __str__(self):
        return "%s () at %s" % (self.function, self.place)


def site_of(frame):
    """Where a frame waits; None for one of the runtime."""
    sites = frame["function"]["sites"]
    if not address(sites):
        return None
    state = int(frame["state"])
    return sites[0 if state >= FRESH else state]


def chain(leaf):
    """The frames from a leaf on to the root, those of the runtime left out. Ends with an Unreadable, where it must."""
    seen = set()
    while address(leaf):
        if address(leaf) in seen:
            raise Unreadable("the frame at %#x is its own caller" % address(leaf))
        seen.add(address(leaf))
        try:
            site = site_of(leaf)
            if site is not None:
                place = "%s:%d" % (string_at(site["file"]), int(site["line"]))
                yield Frame(string_at(site["function"]), place, leaf)
            leaf = leaf["caller"]
        except gdb.MemoryError as error:
            raise Unreadable("the frame at %#x is corrupted: %s" % (address(leaf), error)) from None


def innermost(leaf):
    """The first of the chain, as text."""
    try:
        for frame in chain(leaf):
            return str(frame)
    except Unreadable as error:
        return str(error)
    return ""


def stem_of(code):
    """What the names begin with that asyncc made of an ASYNC function, and its block. `code`: f__resume, at whose
    beginning others may be inlined."""
    block, found = gdb.block_for_pc(address(code)), None
    while block:
        found = block if block.function else found
        block = block.superblock
    match = re.match(r"(.+)__(resume|async)$", found.function.name) if found else None
    return (match.group(1), found) if match else (None, None)


def frame_struct(pointer):
    """A frame as what it is, with the locals. None without debug information."""
    stem, block = stem_of(pointer["function"]["resume"])
    if not stem:
        return None
    try:
        return pointer.cast(gdb.lookup_type("struct %s__frame" % stem, block).pointer()).dereference()
    except gdb.error:
        return None


def members(value):
    """Name and value of each member of a frame, in order; those of unions in it, too."""
    for field in value.type.fields():
        if field.name:
            yield field.name, value[field]
        else:
            yield from members(value[field])


def sites_of(stem, block):
    """The sites of a function as a table, or None."""
    symbol = gdb.lookup_symbol("%s__sites" % stem, block)[0]
    return symbol.value() if symbol else None


def kept_by(frame):
    """Which members hold something: struct async_site has it for one that waits; else those that some AWAIT keeps."""
    if not frame.c_frames:
        return int(site_of(frame.pointer)["kept"])
    sites, kept = sites_of(*stem_of(frame.pointer["function"]["resume"])), 0
    for index in range(sites.type.range()[1] + 1 if sites else 0):
        kept |= int(sites[index]["kept"])
    return kept


def locals_of(frame):
    """Name and value of the locals in a frame; of one that runs, what C locals of the same names have."""
    value = frame_struct(frame.pointer)
    if value is None:
        raise gdb.GdbError("There is no debug information of this function: compile it with -g.")
    kept = kept_by(frame)
    for index, (name, value) in enumerate(list(members(value))[1:]):
        if (index >= 32 or kept >> index & 1) and not name.startswith("async__"):
            yield name, running_value(frame, name, value)


def running_value(frame, name, kept):
    for c_frame in frame.c_frames:
        symbol = c_local(c_frame, name)
        if symbol:
            return symbol.value(c_frame)
    return kept


def c_local(c_frame, name):
    """What a function that runs declares by a name, in the blocks that it is in; not what is outside of it."""
    block = c_frame.block()
    while block:
        for symbol in block:
            if symbol.name == name:
                return symbol
        block = None if block.function else block.superblock
    return None


# ---- futures and tasks: cells ----------------------------------------------------------------------------------------


def extra_of(cell):
    """The struct async__extra of a future or task, or None."""
    value = int(cell["more"]["extra"])
    return None if value & 1 or not value else gdb.Value(value).cast(pointer_to("async__extra")).dereference()


def made_at(cell):
    """The place of its async_future_new() or SPAWN, or None."""
    extra = extra_of(cell)
    site = extra["site"] if extra is not None else cell["more"]["extra"]
    site = gdb.Value(address(site) & ~1).cast(pointer_to("async_site"))
    if not address(site):
        return None
    place = "%s:%d" % (string_at(site["file"]), int(site["line"]))
    return "%s in %s" % (place, string_at(site["function"])) if cell["is_task"] else place


def future_in_words(cell):
    if str(cell["state"]) != "FUTURE_PENDING":
        return "what is done"
    place = made_at(cell)
    return "future%s that nobody has set" % (" made at " + place if place else "")


class Task:
    def __init__(self, loop, slot, cell):
        self.loop = loop
        self.slot = slot
        self.cell = cell

    @property
    def id(self):
        return "%d.%d" % (self.loop.number, self.slot)

    @property
    def state(self):
        return str(self.cell["state"])

    @property
    def leaf(self):
        return self.cell["as"]["leaf"]

    def runs(self):
        return self.loop.running() == address(self.cell.address)

    def name(self):
        extra = extra_of(self.cell)
        return '"%s"' % string_at(extra["name"]) if extra is not None and address(extra["name"]) else None

    def is_called(self, name):
        try:
            return self.name() in (name, '"%s"' % name)
        except (gdb.MemoryError, Unreadable):
            return False

    def spawned(self):
        place = made_at(self.cell)
        return "spawned at " + place if place else None

    def waits_in(self):
        """What it does, in words."""
        link = self.cell["link"]
        if self.state in ("TASK_JOINS", "TASK_CHAINED"):
            return "waits in async_join"
        if self.state == "TASK_OPERATES":
            return "waits in " + string_at(link["operation"]["type"]["name"])
        if self.state == "TASK_SLEEPS":
            return "sleeps"
        if self.state == "TASK_PARKED":
            waiter = link["other"]
            if str(waiter["state"]) == "WAITER_WOKEN":
                return "has been granted " + string_at(waiter["list"]["type"]["name"])
            return "waits for " + string_at(waiter["more"]["parked_in"]["type"]["name"])
        return "runs" if self.runs() else "is ready"

    def times(self):
        """How long it has waited, and sleeps on."""
        now = self.loop.now()
        if now is None or self.state in ("TASK_READY", "TASK_WAKES"):
            return ""
        text = ", %s so far" % seconds(now - int(self.cell["since"]))
        if self.state == "TASK_SLEEPS":
            timers, position = self.loop.value["timers"], int(self.cell["link"]["position"])
            if position >= int(timers["count"]):
                raise Unreadable("its timer is corrupted")
            text += ", %s more" % seconds(int(timers["heap"][position]["when"]) - now)
        return text

    def waits_for(self):
        """The cells of what it waits for, pointers."""
        link = self.cell["link"]
        if self.state == "TASK_JOINS":
            yield link["other"]
        elif self.state == "TASK_CHAINED":
            yield link["other"]["more"]["future"]
        elif self.state == "TASK_OPERATES":
            yield from self.operation_waits_for(link["operation"])

    def operation_waits_for(self, operation):
        """See struct async__operation_type."""
        kind, word = operation["type"], self.loop.runtime.word

        def word_at(offset):
            return gdb.Value(address(operation) + int(offset)).cast(word.pointer()).dereference()

        waiters = word_at(kind["waiters_at"]).cast(word.pointer())
        for index in range(min(int(word_at(kind["count_at"])), MOST_WAITERS)):
            entry = int(waiters[index])
            if not entry & 1:
                yield gdb.Value(entry).cast(self.cell.type.pointer())["more"]["future"]

    def __str__(self):
        parts = ["task " + self.id]
        for part in (self.name, self.spawned):
            try:
                text = part()
            except (gdb.MemoryError, Unreadable) as error:
                text = "(%s)" % error
            if text:
                parts.append(text)
        return " ".join(parts)

    def describe(self):
        """What it does, for how long, and where."""
        place = "" if self.runs() else innermost(self.leaf)
        return "%s: %s" % (self.waiting(), place) if place else self.waiting()

    def waiting(self):
        try:
            return self.waits_in() + self.times()
        except (gdb.MemoryError, Unreadable) as error:
            return "(%s)" % error


# ---- loops -----------------------------------------------------------------------------------------------------------


class Loop:
    def __init__(self, runtime, number, value):
        self.runtime = runtime
        self.number = number
        self.value = value

    def is_open(self):
        return int(self.value["generation"]) & 1 == 1

    def self_of_runner(self):
        """What the thread that runs it knows of itself, or None."""
        runner = self.value["runner"]
        if not address(runner):
            return None
        own = gdb.Value(address(runner)).cast(self.runtime.thread)["self"]
        return own if address(own) else None

    def running(self):
        """The address of the task that runs, or 0."""
        try:
            own = self.self_of_runner()
            return address(own["root"]) if own is not None else 0
        except gdb.MemoryError:
            return 0

    def now(self):
        """The time in its own nanoseconds; None where there is nobody to ask."""
        if int(self.value["options"]["virtual_clock"]):
            return int(self.value["now"])
        if self.runtime.is_live:
            return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        return self.runtime.latest or None

    def cell_at(self, slot):
        cells = self.value["cells"]
        in_chunk = int(cells["count"]) // max(int(cells["chunk_count"]), 1)
        return cells["chunks"][slot // in_chunk][slot % in_chunk]

    def cell_count(self):
        return min(int(self.value["cells"]["count"]), MOST_CELLS)

    def tasks(self):
        """Those that have not ended. Raises MemoryError where the cells cannot be read."""
        for slot in range(self.cell_count()):
            cell = self.cell_at(slot)
            if self.runtime.first_state <= int(cell["state"]) <= self.runtime.last_state:
                yield Task(self, slot, cell)


def pointer_to(kind):
    return gdb.lookup_type("struct " + kind).pointer()


class Runtime:
    """All that is known of the runtime in the program. Loops are by number, from 1 on."""

    def __init__(self):
        symbol = gdb.lookup_global_symbol("async__loops")
        if symbol is None:
            raise gdb.GdbError(self.missing())
        if gdb.selected_inferior().pid == 0:
            raise gdb.GdbError("The program is not running.")
        try:
            self.loop, self.thread = pointer_to("async__loop"), pointer_to("async__thread")
            pointer_to("async__extra")
            self.word = gdb.lookup_type("uintptr_t").strip_typedefs()
            states = {field.name: field.enumval for field in gdb.lookup_type("enum async__state").fields()}
        except gdb.error as error:
            raise gdb.GdbError("This runtime of asyncc is not the one that asyncc-gdb.py is of: %s" % error) from None
        self.first_state, self.last_state = states["TASK_READY"], states["TASK_PARKED"]
        self.loops = list(self.open_loops(symbol.value()))
        self.is_live = gdb.selected_inferior().connection.type == "native"
        self.latest = 0 if self.is_live else self.latest_time()

    @staticmethod
    def missing():
        try:
            gdb.parse_and_eval("(char *)&async__loops")
        except gdb.error:
            return "This program does not use asyncc, or has no symbols."
        return "The runtime of asyncc in this program has no debug information. Was it stripped?"

    def open_loops(self, table):
        last = table.type.range()[1]
        for number in range(1, last + 1):
            pointer = int(table[number].cast(self.word))
            if not pointer:
                return
            loop = Loop(self, number, gdb.Value(pointer).cast(self.loop).dereference())
            try:
                if loop.is_open():
                    yield loop
            except gdb.MemoryError as error:
                print("Loop %d cannot be read: %s" % (number, error))

    def latest_time(self):
        """Of a core file: the last time that any wait began, or a loop looked at the clock."""
        latest = 0
        for loop in self.loops:
            if not int(loop.value["options"]["virtual_clock"]):
                latest = max([latest, int(loop.value["time"])] + [int(task.cell["since"]) for task in loop.tasks()])
        return latest

    def tasks(self):
        return [task for loop in self.loops for task in loop.tasks()]

    def by_address(self):
        return {address(task.cell.address): task for task in self.tasks()}

    # ---- which one is meant

    def running(self):
        """The task that runs on the selected thread, or None."""
        try:
            own = address(gdb.parse_and_eval("&async_self"))
        except gdb.error:
            own = 0
        for loop in self.loops:
            runner = loop.self_of_runner()
            if runner is not None and address(runner) == own and loop.running():
                return self.by_address().get(loop.running())
        return None

    def find(self, text):
        """The task of a number, a name, or an expression that is a FUTURE; without a text, the one that runs."""
        tasks = self.tasks()
        if not text:
            task = self.running() or (tasks[0] if len(tasks) == 1 else None)
            if not task:
                raise gdb.GdbError("No task runs here. Which one? (info async-tasks has their numbers)")
            return task
        for task in tasks:
            if task.id == text or task.is_called(text):
                return task
        if re.fullmatch(r"\d+\.\d+", text):
            raise gdb.GdbError("There is no task %s." % text)
        return self.by_handle(text)

    def by_handle(self, text):
        try:
            handle = address(gdb.parse_and_eval(text).cast(self.word))
        except gdb.error as error:
            raise gdb.GdbError("%s" % error) from None
        number, slot = handle >> SLOT_BITS + GENERATION_BITS, handle >> GENERATION_BITS & (1 << SLOT_BITS) - 1
        for task in self.tasks():
            if (task.loop.number, task.slot) == (number, slot) and int(task.cell["id"]) == handle:
                return task
        raise gdb.GdbError("%s is no task that has not ended." % text)


# ---- a task that runs ------------------------------------------------------------------------------------------------


class Running:
    """One activation on the C stack: the C frames of f__async and f__resume of it, the newer first."""

    def __init__(self, stem, frame, suffix):
        self.stem = stem
        self.frames = [frame]
        self.suffixes = {suffix}

    def takes(self, stem, frame, suffix):
        """The next older C frame, where it is of the same activation."""
        if stem != self.stem or suffix in self.suffixes or not self.frames[-1].older() == frame:
            return False
        self.frames.append(frame)
        self.suffixes.add(suffix)
        return True

    def as_frame(self):
        place, block = self.frames[0].find_sal(), self.frames[0].block()
        file, name = place.symtab.filename, self.stem
        sites = sites_of(self.stem, block)
        if sites:
            first = sites[0]
            name, own = string_at(first["function"]), string_at(first["file"])
            file = own if place.symtab.fullname().endswith("/" + own) else file
        return Frame(name, "%s:%d" % (file, place.line), self.pointer(), self.frames)

    def pointer(self):
        """Its struct async_frame. None: it has none yet, or the compiler has dropped the pointer."""
        for frame in self.frames:
            for name in ("frame", "storage"):
                try:
                    value = frame.read_var(name)
                except ValueError:
                    continue
                if not value.is_optimized_out and self.is_own(value):
                    return value.cast(pointer_to("async_frame"))
        return None

    def is_own(self, value):
        if value.type.strip_typedefs().code != gdb.TYPE_CODE_PTR or not address(value):
            return False
        try:
            function = value.cast(pointer_to("async_frame"))["function"]
            return stem_of(function["resume"])[0] == self.stem
        except gdb.MemoryError:
            return False

    def was_resumed(self):
        """Whether it goes on after a suspension, and so has a frame: f__resume was called by the runtime."""
        return self.frames[-1].name().endswith("__resume")


def c_stack():
    """The activations on the C stack of the selected thread, innermost first."""
    found = []
    frame = gdb.newest_frame()
    for _ in range(100 * MOST_FRAMES):
        match = re.match(r"(.+)__(async|resume)$", frame.name() or "")
        if match and frame.find_sal().symtab:
            stem, suffix = match.groups()
            if not found or not found[-1].takes(stem, frame, suffix):
                found.append(Running(stem, frame, suffix))
        frame = frame.older()
        if not frame:
            break
    return found


def running_frames(task):
    """The awaits of a task that runs: what is on the C stack, then the frames that wait for it."""
    activations = c_stack()
    yield from (activation.as_frame() for activation in activations)
    if not activations or not activations[-1].was_resumed():
        return
    pointer = activations[-1].pointer()
    if pointer is None:
        raise Unreadable("its callers are not known: the compiler has dropped the pointer to its frame")
    yield from chain(pointer["caller"])


def frames_of(task):
    if not task.runs():
        return chain(task.leaf)
    current = gdb.parse_and_eval("&async_self")
    if address(current) != address(task.loop.self_of_runner()):
        raise gdb.GdbError("Task %s runs on another thread: select that." % task.id)
    return running_frames(task)


# ---- commands --------------------------------------------------------------------------------------------------------


class Tree:
    """Prints tasks, each once, below those that wait for it."""

    def __init__(self, runtime):
        self.tasks = runtime.by_address()
        self.printed = set()

    def waited_for(self):
        found = set()
        for task in self.tasks.values():
            found.update(address(cell) for cell in self.below(task))
        return found

    @staticmethod
    def below(task):
        try:
            return list(task.waits_for())
        except gdb.MemoryError:
            return []

    def print_task(self, task, depth, above):
        at = address(task.cell.address)
        start = "%s%s %s" % ("  " * (depth + 1), "*" if task.runs() else "-", task)
        if at in above:
            print("%s, which is above: they wait for each other, for ever" % start)
        elif at in self.printed:
            print("%s, see above" % start)
        else:
            self.printed.add(at)
            print("%s %s" % (start, task.describe()))
            for cell in self.below(task):
                self.print_cell(cell, depth + 1, above | {at})

    def print_cell(self, cell, depth, above):
        if depth >= DEEPEST:
            return
        if address(cell) in self.tasks:
            self.print_task(self.tasks[address(cell)], depth, above)
        else:
            try:
                what = future_in_words(cell)
            except (gdb.MemoryError, Unreadable) as error:
                what = "(%s)" % error
            print("%s- %s" % ("  " * (depth + 1), what))

    def print_loop(self, loop, waited_for):
        own = [task for task in self.tasks.values() if task.loop is loop]
        print("Loop %d%s: %d task%s" % (loop.number, running_thread(loop), len(own), "" if len(own) == 1 else "s"))
        for task in own:
            if address(task.cell.address) not in waited_for:
                self.print_task(task, 0, frozenset())
        for task in own:  # those that are left wait in circles
            if address(task.cell.address) not in self.printed:
                self.print_task(task, 0, frozenset())


def running_thread(loop):
    """The thread that runs a loop, in words."""
    own = loop.self_of_runner()
    if own is None:
        return ", which nobody runs"
    before = gdb.selected_thread()
    frame = gdb.selected_frame()
    try:
        for thread in gdb.selected_inferior().threads():
            thread.switch()
            if address(gdb.parse_and_eval("&async_self")) == address(own):
                return ", run by thread %d" % thread.num
    except gdb.error:
        pass
    finally:
        before.switch()
        frame.select()
    return ", which runs"


class Command(gdb.Command):
    """A command whose failures are told as sentences."""

    def invoke(self, argument, from_tty):
        try:
            self.run(argument)
        except (gdb.error, Unreadable) as error:
            raise gdb.GdbError("%s" % error) from None


class InfoAsyncTasks(Command):
    """All tasks of all loops of asyncc, each below what waits for it.
Each has a number, what it waits for, for how long, and the innermost AWAIT."""

    def __init__(self):
        super().__init__("info async-tasks", gdb.COMMAND_STATUS)

    def run(self, argument):
        runtime = Runtime()
        if not runtime.loops:
            print("There is no loop.")
        try:
            tree = Tree(runtime)
            waited_for = tree.waited_for()
            for loop in runtime.loops:
                tree.print_loop(loop, waited_for)
        except gdb.MemoryError as error:
            raise gdb.GdbError("The loops are corrupted: %s" % error) from None


class AsyncBacktrace(Command):
    """The awaits of a task of asyncc, innermost first: async-bt [TASK]
TASK is a number of `info async-tasks`, a name of async_task_set_name(), or an expression that is a FUTURE.
Without it: the task that runs on this thread, or the only one that there is."""

    def __init__(self):
        super().__init__("async-bt", gdb.COMMAND_STACK)

    def run(self, argument):
        task = Runtime().find(argument.strip())
        print("%s %s" % (task, task.waiting()))
        try:
            for level, frame in enumerate(frames_of(task)):
                if level == MOST_FRAMES:
                    print("... and more")
                    break
                print("#%-3d %s" % (level, frame))
        except Unreadable as error:
            print("(%s)" % error)


class AsyncLocals(Command):
    """The locals in a frame of a task of asyncc: async-locals [TASK [N]]
TASK is as for async-bt, N a number that async-bt prints; 0 by default.
Printed are those that the AWAIT keeps: a local whose value is not needed any more has none."""

    def __init__(self):
        super().__init__("async-locals", gdb.COMMAND_STACK)

    def run(self, argument):
        arguments = gdb.string_to_argv(argument)
        level = arguments.pop() if len(arguments) > 1 else "0"
        if len(arguments) > 1 or not level.isdigit():
            raise gdb.GdbError("async-locals [TASK [N]]")
        self.print_locals(Runtime().find(arguments[0] if arguments else ""), int(level))

    @staticmethod
    def print_locals(task, level):
        for at, frame in enumerate(frames_of(task)):
            if at < level:
                continue
            print("#%-3d %s" % (level, frame))
            if frame.pointer is None:
                print("It has no frame yet, or none that is known: use `frame` and `info locals`.")
                return
            found = list(locals_of(frame))
            for name, value in found:
                print("%s = %s" % (name, value))
            if not found:
                print("No locals.")
            return
        raise gdb.GdbError("There is no frame %d." % level)


InfoAsyncTasks()
AsyncBacktrace()
AsyncLocals()
