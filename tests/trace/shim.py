#!/usr/bin/env python3
"""shim.py FILE [SEED] - runs the programs of a file that printers.py wrote on CPython's asyncio, under a virtual clock.

Also what these programs work with, and their trace; in C that is trace.h. And where asyncc does on purpose what asyncio
of CPython 3.11 does not, that is made up for here: README.md lists it.
"""

import asyncio
import asyncio.base_events
import asyncio.locks
import asyncio.tasks
import asyncio.timeouts
import collections
import errno
import gc
import itertools
import os
import sys
import types
from asyncio import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, current_task, shield, sleep, timeout
from errno import EOVERFLOW, EPERM

HANDLES, OBJECTS, ANYBODY = 20, 3, -1
PENDING, OWN_CODES, HORIZON, ROUNDS, OBSTINATE = 1000000, 200, 1 << 30, 100, 3000000
RESOLUTION = 2.0 ** -20


def UNITS(n):
    return n * RESOLUTION


# ---- the loop: a clock that jumps to the next timer when nothing is ready; equal deadlines in order of the calls ----


class Timer(asyncio.TimerHandle):
    numbers = itertools.count()

    def __init__(self, *args):
        super().__init__(*args)
        self.number = next(self.numbers)

    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)


class Loop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._clock_resolution = RESOLUTION / 1024
        self._selector = self
        self.set_exception_handler(lambda *_: None)
        self.set_task_factory(lambda loop, coroutine, **arguments: Task(coroutine, loop=loop, **arguments))

    def time(self):
        return self.now

    def select(self, timeout):
        self.now += timeout
        return []

    def _process_events(self, event_list):
        pass

    def call_at(self, when, callback, *args, context=None):
        timer = Timer(when, callback, args, self, context)
        asyncio.base_events.heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer


loop = asyncio.get_running_loop


# ---- statement 28: uncancel() to 0 clears what was not raised yet, as in 3.13 ----


class Task(asyncio.tasks._PyTask):
    kept = []  # those that hang are not to be collected: their finally blocks would run, at any time

    def __init__(self, *arguments, **more):
        super().__init__(*arguments, **more)
        self.kept.append(self)

    def uncancel(self):
        left = super().uncancel()
        if not left:
            self._must_cancel = False
        return left


# ---- statement 41: a cancellation from outside stays one; while the future cleans up, it reaches that again ----


class Waiter(asyncio.Future):
    """Its cancellation is passed on to what is waited for, as gather's is."""

    def __init__(self, future):
        super().__init__(loop=loop())
        self.future, self.was_cancelled = future, False

    def cancel(self, msg=None):
        if self.done() or not self.future.cancel(msg):
            return False
        self.was_cancelled = True
        return True

    def wake(self, _=None):
        if not self.done():
            self.set_result(None)


async def wait_for(future, timeout):
    if timeout <= 0 and future.done():
        return future.result()
    waiters = [Waiter(future)]
    timer = loop().call_later(timeout, lambda: waiters[-1].wake()) if timeout > 0 else None
    future.add_done_callback(lambda _: waiters[-1].wake())
    was_cancelled = is_expired = False
    if timeout <= 0:
        is_expired = future.cancel()
    while True:
        try:
            await waiters[-1]
        except asyncio.CancelledError:
            was_cancelled = True
        was_cancelled |= waiters[-1].was_cancelled
        if future.done():
            break
        is_expired = future.cancel()
        waiters.append(Waiter(future))
    if timer:
        timer.cancel()
    if was_cancelled:
        raise asyncio.CancelledError
    if future.cancelled() and is_expired:
        raise TimeoutError
    return future.result()


# ---- statement 46: who was cancelled is passed over at once, not when it has had its turn; the same one is next ----


class Timeout(asyncio.timeouts.Timeout):
    """As from 3.11.3 on: of a task that was cancelled before, and cleans up, the expiry is a TimeoutError as well."""

    async def __aenter__(self):
        self.cancelled_before = current_task().cancelling()
        return await super().__aenter__()

    async def __aexit__(self, kind, error, traceback):
        expires = self.expired()
        await super().__aexit__(kind, error, traceback)
        if expires and kind is asyncio.CancelledError and current_task().cancelling() <= self.cancelled_before:
            raise TimeoutError


asyncio.timeouts.Timeout = Timeout


class Firm(asyncio.Future):
    """Waits on after a cancellation, which it only remembers."""

    was_cancelled = False

    def cancel(self, msg=None):
        self.was_cancelled = True
        return True


class Lock(asyncio.Lock):
    async def acquire_firmly(self):
        """Acquires it, whatever happens meanwhile. Tells whether that was a cancellation."""
        if not self._locked and all(waiter.cancelled() for waiter in self._waiters or ()):
            self._locked = True
            return False
        waiter = Firm(loop=self._get_loop())
        self._waiters = self._waiters or collections.deque()
        self._waiters.append(waiter)
        await waiter
        self._waiters.remove(waiter)
        self._locked = True
        return waiter.was_cancelled

    def _wake_up_first(self):
        for waiter in self._waiters or ():
            if not waiter.cancelled():
                if not waiter.done():
                    waiter.set_result(True)
                break


# ---- statements 44, 45: a group's error is the first one; what it cancelled itself is taken back, what others did is
# raised after an error; a group that is ending takes no more tasks ----


class GroupEnd(asyncio.Future):
    """What the end of a block waits for. A cancellation goes on to the tasks at once, as that of a gather does."""

    def __init__(self, group):
        super().__init__(loop=loop())
        self.group = group

    def cancel(self, msg=None):
        if not self.done() and not self.group._aborting:
            self.group.pass_on()
        return super().cancel(msg)


class Group(asyncio.TaskGroup):
    has_passed_on = False

    def pass_on(self):
        self._abort()
        self._aborting, self.has_passed_on = False, True

    def _abort(self):
        if self.has_passed_on:
            self._aborting = True
        else:
            super()._abort()

    async def __aenter__(self):
        self.cancelled_before = current_task().cancelling()
        return await super().__aenter__()

    def take_back(self):
        """What the group itself has cancelled."""
        task = current_task()
        if self._parent_cancel_requested and task.uncancel() <= self.cancelled_before:
            task._must_cancel = False
        self._parent_cancel_requested = False

    async def __aexit__(self, kind, error, traceback):
        task = current_task()
        self.take_back()
        self._loop = types.SimpleNamespace(create_future=lambda: GroupEnd(self))
        is_own = kind is not None and kind is not asyncio.CancelledError and not self._errors
        try:
            await super().__aexit__(kind, error, traceback)
        except BaseExceptionGroup as group:
            self.take_back()
            task._must_cancel |= task.cancelling() > self.cancelled_before
            raise error if is_own else group.exceptions[0]

    def spawn(self, coroutine):
        try:
            return self.create_task(coroutine)
        except RuntimeError:
            coroutine.close()
            future = loop().create_future()
            future.set_exception(QueueShutDown())
            return future


# ---- statement 50: a task that is cancelled after it was notified passes that on; who waits for the
# lock again keeps its place ----


class Condition(asyncio.locks.Condition):
    async def wait(self):
        if not self.locked():
            raise RuntimeError
        waiter = self._get_loop().create_future()
        self.release()
        self._waiters.append(waiter)
        was_cancelled = False
        try:
            await waiter
        except asyncio.CancelledError:
            was_cancelled = True
        self._waiters.remove(waiter)
        if was_cancelled and not waiter.cancelled():
            self._notify_first()
        if await self._lock.acquire_firmly():
            if not was_cancelled:
                self._notify_first()
            was_cancelled = True
        if was_cancelled:
            raise asyncio.CancelledError
        return True

    def _notify_first(self):
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(False)
                break


asyncio.locks.Condition = Condition
asyncio.locks.Lock = Lock


class Barrier(asyncio.Barrier):
    """First come, first in, as in statement 52: also where those who leave it come again at once. And with what is a
    coroutine in asyncio only to have the lock, which nobody holds between two steps."""

    def __init__(self, parties):
        super().__init__(parties)
        self.line = []

    async def wait(self):
        turn = loop().create_future()
        self.line.append(turn)
        try:
            if self.line[0] is not turn:
                await turn
            return await super().wait()
        finally:
            if turn in self.line:
                self.leave_line(turn)

    async def _block(self):
        await super()._block()
        self.leave_line(self.line[0])

    def leave_line(self, turn):
        self.line.remove(turn)
        if self.line and not self.line[0].done():
            self.line[0].set_result(None)

    def reset_now(self):
        drive(self.reset())

    def abort_now(self):
        drive(self.abort())


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration:
        return
    raise AssertionError("it suspends")


# ---- statement 55: shutdown, as in 3.13 ----


class QueueShutDown(Exception):
    pass


class Shutdown:
    is_shut = False

    def shutdown(self, immediate):
        self.is_shut = True
        while immediate and not self.empty():
            self._get()
            if self._unfinished_tasks > 0:
                self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                self._wakeup_next(waiters)

    def full(self):
        return super().full() and not self.is_shut

    def put_nowait(self, item):
        if self.is_shut:
            raise QueueShutDown
        super().put_nowait(item)

    async def get(self):
        while not self._queue:
            if self.is_shut:
                raise QueueShutDown
            getter = self._get_loop().create_future()
            self._getters.append(getter)
            try:
                await getter
            except BaseException:
                getter.cancel()
                if getter in self._getters:
                    self._getters.remove(getter)
                if not self.empty() and not getter.cancelled():
                    self._wakeup_next(self._getters)
                raise
        return self.get_nowait()

    def get_nowait(self):
        if self.is_shut and not self._queue:
            raise QueueShutDown
        return super().get_nowait()


class Queue(Shutdown, asyncio.Queue):
    pass


class LifoQueue(Shutdown, asyncio.LifoQueue):
    pass


class PriorityQueue(Shutdown, asyncio.PriorityQueue):
    pass


# ---- what the programs work with -------------------------------------------------------------------------------------

h, timer = [], []
lock, condition, semaphore, bounded, event, barrier, queue = ([] for _ in range(7))
lines = []


class Error(Exception):
    """One that a program raises."""

    def __init__(self, code):
        super().__init__(f"e{code}")
        self.code = code


CAUGHT = (Exception, asyncio.CancelledError)
CODES = [(asyncio.CancelledError, errno.ECANCELED), (TimeoutError, errno.ETIMEDOUT), (QueueShutDown, errno.ESHUTDOWN),
         (asyncio.BrokenBarrierError, errno.ENOTRECOVERABLE), (RuntimeError, errno.EPERM), (ValueError, errno.EINVAL)]


def code_of(error):
    if isinstance(error, Error):
        return error.code
    for kind, code in CODES:
        if type(error) is kind:
            return code
    raise error


def note(me, label, what, value):
    lines.append(f"{int(loop().time() / RESOLUTION)} {me} {label} {what} {value}")


def note_error(me, label, what, error):
    code = code_of(error)
    note(me, label, what, f"error {code} {'' if code < OWN_CODES else error}")


def nothing(_):
    return 0


def take(i):
    taken, h[i] = h[i], None
    return taken


def detach(_):
    return 0


def peek(i):
    if not h[i].done():
        return PENDING
    if h[i].cancelled():
        return -errno.ECANCELED
    error = h[i].exception()
    return -code_of(error) if error else h[i].result()


def shield_to(to, which):
    if h[to] is None:
        h[to] = shield(h[which])
    return 0


def set_result(future, value):
    if isinstance(future, Task):
        return -errno.EINVAL
    if future.done():
        return -errno.EALREADY
    future.set_result(value)
    return 0


def set_error(future, code):
    if isinstance(future, Task):
        return -errno.EINVAL
    if future.done():
        return -errno.EALREADY
    future.set_exception(Error(code))
    return 0


def release(what, code):
    try:
        what.release()
    except (RuntimeError, ValueError):
        return -code
    return 0


def notify(which, n):
    try:
        which.notify(n)
    except RuntimeError:
        return -EPERM
    return 0


def from_queue(call, *arguments):
    try:
        return call(*arguments) or 0
    except (asyncio.QueueFull, asyncio.QueueEmpty):
        return -errno.EAGAIN
    except QueueShutDown:
        return -errno.ESHUTDOWN
    except ValueError:
        return -EOVERFLOW


def put_nowait(into, item):
    return from_queue(into.put_nowait, item)


def get_nowait(out_of):
    return from_queue(out_of.get_nowait)


def task_done(of):
    return from_queue(of.task_done)


def handle_cancel(i):
    if timer[i]:
        timer[i].cancel()
    return 0


def fold(values):
    total = 0
    for value in values:
        total = (total * 7 + (value if isinstance(value, int) else code_of(value))) % 1000
    return total


async def gather_of(which, **how):
    """Statement 33: equal ones count once. In asyncio, they are cancelled once for each time."""
    futures = [h[i] for i in which if h[i] is not None]
    different = list(dict.fromkeys(futures))
    values = dict(zip(different, await asyncio.gather(*different, **how)))
    return fold(values[future] for future in futures)


async def settled_of(which):
    return await gather_of(which, return_exceptions=True)


async def wait_of(which, timeout, when):
    done, _ = await asyncio.wait([h[i] for i in which if h[i] is not None], timeout=timeout, return_when=when)
    return len(done)


async def completed_of(which, timeout):
    """Of those that are pending: a set has others in no order."""
    total = 0
    futures = [h[i] for i in which if h[i] is not None and not h[i].done()]
    for future in asyncio.as_completed(futures, timeout=timeout):
        total = (total * 7 + await future) % 1000
        if total % 2:
            await sleep(0)
    return total


# ---- running ---------------------------------------------------------------------------------------------------------


def cancel_pending():
    pending = [i for i in range(HANDLES) if h[i] is not None and not h[i].done()]
    for i in pending:
        if not h[i].done():
            note(ANYBODY, i, "end", int(h[i].cancel()))
    return pending


async def supervise(start):
    start()
    await sleep(HORIZON * RESOLUTION)
    for i in range(ROUNDS):
        if not cancel_pending():
            break
        await sleep((OBSTINATE + i) * RESOLUTION)
    for i in range(HANDLES):
        if h[i] is not None:
            note(ANYBODY, i, "was", peek(i))


def make_objects():
    h[:] = timer[:] = [None] * HANDLES
    for objects, make in ((lock, lambda i: Lock()), (condition, lambda i: Condition()),
                          (event, lambda i: asyncio.Event()), (semaphore, asyncio.Semaphore),
                          (bounded, lambda i: asyncio.BoundedSemaphore(i + 1)), (barrier, lambda i: Barrier(i + 1)),
                          (queue, lambda i: None)):
        objects[:] = [make(i) for i in range(OBJECTS)]


def run(seed, start):
    lines[:] = [f"seed {seed}"]
    make_objects()
    own = Loop()
    asyncio.set_event_loop(own)
    try:
        own.run_until_complete(supervise(start))
    except (RuntimeError, AssertionError, RecursionError) as error:
        lines.append(repr(error))
    print("\n".join(lines), flush=True)


def main():
    gc.disable()
    programs = {}
    with open(sys.argv[1], encoding="ascii") as file:
        exec(compile(file.read(), sys.argv[1], "exec"), dict(globals(), programs=programs))
    for seed, start in programs.items():
        if len(sys.argv) < 3 or int(sys.argv[2]) == seed:
            run(seed, start)
    sys.stdout.flush()
    os._exit(0)  # what hangs still is not to be ended


if __name__ == "__main__":
    main()
