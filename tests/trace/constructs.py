"""constructs.py - what the programs do, in async C and in Python: each operation once, in both languages.

{a} is a handle, {to} another, {i} an object, {d} a delay in units, {n} a number, {which} a list of handles.
"""

import collections

# What the C and the Python expression are; whether an await has a value; the feature that it belongs to; whether
# the order in which others see it within one instant is the same on both sides.
Operation = collections.namedtuple("Operation", "c python has_value feature is_ordered")


def _table(rows):
    return {name: Operation(c, python, has_value, feature, is_ordered)
            for name, c, python, has_value, feature, is_ordered in rows}


# ---- what suspends ----

AWAITS = _table([
    ("sleep", "async_sleep(UNITS({d}))", "sleep(UNITS({d}))", False, "sleep", True),
    ("yield", "async_yield()", "sleep(0)", False, "yield", True),
    ("forever", "async_sleep(INFINITY)", "loop().create_future()", False, "sleep", True),
    ("join", "async_join(async_ref(h[{a}]))", "h[{a}]", True, "join", True),
    ("join_last", "async_join(take({a}))", "take({a})", True, "join", True),
    ("wait_for", "async_wait_for(async_ref(h[{a}]), UNITS({d}))", "wait_for(h[{a}], UNITS({d}))", True, "wait_for",
     True),
    ("wait_for_last", "async_wait_for(take({a}), UNITS({d}))", "wait_for(take({a}), UNITS({d}))", True, "wait_for",
     True),
    ("shield", "async_join(async_shield(async_ref(h[{a}])))", "shield(h[{a}])", True, "shield", True),
    ("gather", "gather_of((int[]){{{which}, -1}})", "gather_of([{which}])", True, "gather", True),
    ("gather_settled", "settled_of((int[]){{{which}, -1}})", "settled_of([{which}])", True, "gather", True),
    ("wait_all", "wait_of((int[]){{{which}, -1}}, INFINITY, ASYNC_ALL_COMPLETED)",
     "wait_of([{which}], None, ALL_COMPLETED)", True, "wait", True),
    ("wait_first", "wait_of((int[]){{{which}, -1}}, UNITS({d}), ASYNC_FIRST_COMPLETED)",
     "wait_of([{which}], UNITS({d}), FIRST_COMPLETED)", True, "wait", True),
    ("wait_failed", "wait_of((int[]){{{which}, -1}}, UNITS({d}), ASYNC_FIRST_EXCEPTION)",
     "wait_of([{which}], UNITS({d}), FIRST_EXCEPTION)", True, "wait", True),
    ("as_completed", "completed_of((int[]){{{which}, -1}}, UNITS({d}))", "completed_of([{which}], UNITS({d}))", True,
     "as_completed", True),
    ("acquire", "async_lock_acquire(&lock[{i}])", "lock[{i}].acquire()", False, "lock", True),
    ("acquire_condition", "async_lock_acquire(&condition_lock[{i}])", "condition[{i}].acquire()", False, "condition",
     True),
    ("condition_wait", "async_condition_wait(&condition[{i}])", "condition[{i}].wait()", False, "condition", False),
    ("semaphore_acquire", "async_semaphore_acquire(&semaphore[{i}])", "semaphore[{i}].acquire()", False, "semaphore",
     False),
    ("bounded_acquire", "async_bounded_semaphore_acquire(&bounded[{i}])", "bounded[{i}].acquire()", False,
     "semaphore", False),
    ("event_wait", "async_event_wait(&event[{i}])", "event[{i}].wait()", False, "event", True),
    ("put", "async_queue_put(&queue[{i}], {n})", "queue[{i}].put({n})", False, "queue", True),
    ("get", "async_queue_get(&queue[{i}])", "queue[{i}].get()", True, "queue", True),
    ("queue_join", "async_queue_join(&queue[{i}])", "queue[{i}].join()", False, "queue", True),
    ("barrier_wait", "async_barrier_wait(&barrier[{i}])", "barrier[{i}].wait()", True, "barrier", False),
])

# ---- what does not ----

ACTS = _table([
    ("cancel", "async_cancel(h[{a}])", "int(h[{a}].cancel())", True, "cancel", True),
    ("cancel_me", "async_cancel(async_current_task())", "int(current_task().cancel())", True, "cancel", True),
    ("uncancel", "async_uncancel(async_current_task())", "current_task().uncancel()", True, "cancel", True),
    ("cancelling", "async_cancelling(async_current_task())", "current_task().cancelling()", True, "cancel", True),
    ("peek", "peek({a})", "peek({a})", True, "join", True),
    ("set_result", "async_future_set_result(h[{a}], {n})", "set_result(h[{a}], {n})", True, "future", True),
    ("set_error", 'async_future_set_error(h[{a}], {n}, "e%d", {n})', "set_error(h[{a}], {n})", True, "future", True),
    ("detach", "async_detach(take({a}))", "detach(take({a}))", True, "join", True),
    ("shield_to", "(shield_to({to}, {a}), 0)", "shield_to({to}, {a})", True, "shield", True),
    ("release", "async_lock_release(&lock[{i}])", "release(lock[{i}], EPERM)", True, "lock", True),
    ("release_condition", "async_lock_release(&condition_lock[{i}])", "release(condition[{i}], EPERM)", True,
     "condition", True),
    ("notify", "async_condition_notify(&condition[{i}], {few})", "notify(condition[{i}], {few})", True, "condition",
     False),
    ("notify_all", "async_condition_notify_all(&condition[{i}])", "notify(condition[{i}], 99)", True, "condition",
     False),
    ("semaphore_release", "async_semaphore_release(&semaphore[{i}])", "release(semaphore[{i}], EOVERFLOW)", True,
     "semaphore", False),
    ("bounded_release", "async_bounded_semaphore_release(&bounded[{i}])", "release(bounded[{i}], EOVERFLOW)", True,
     "semaphore", False),
    ("event_set", "(async_event_set(&event[{i}]), 0)", "nothing(event[{i}].set())", True, "event", True),
    ("event_clear", "(async_event_clear(&event[{i}]), 0)", "nothing(event[{i}].clear())", True, "event", True),
    ("put_nowait", "async_queue_put_nowait(&queue[{i}], {n})", "put_nowait(queue[{i}], {n})", True, "queue", True),
    ("get_nowait", "get_nowait({i})", "get_nowait(queue[{i}])", True, "queue", True),
    ("task_done", "async_queue_task_done(&queue[{i}])", "task_done(queue[{i}])", True, "queue", True),
    ("size", "(int)async_queue_size(&queue[{i}])", "queue[{i}].qsize()", True, "queue", True),
    ("shutdown", "(async_queue_shutdown(&queue[{i}], {flag}), 0)", "nothing(queue[{i}].shutdown({flag}))", True,
     "shutdown", True),
    ("barrier_reset", "(async_barrier_reset(&barrier[{i}]), 0)", "nothing(barrier[{i}].reset_now())", True, "barrier",
     False),
    ("barrier_abort", "(async_barrier_abort(&barrier[{i}]), 0)", "nothing(barrier[{i}].abort_now())", True, "barrier",
     False),
    ("handle_cancel", "(async_handle_cancel(timer[{timer}]), 0)", "handle_cancel({timer})", True, "callback", True),
])
