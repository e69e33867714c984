#!/usr/bin/env bash
# asyncc-gdb.py: tasks, their awaits and locals in GDB, of a process and of a core file, by each compiler, optimised or
# not, with a runtime that was built for release; and what it says where there is nothing to see.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

# A process that is traced cannot be looked through for leaks.
export PATH=$PREFIX/bin:$PATH ASAN_OPTIONS=detect_leaks=0
script=$PREFIX/share/asyncc/asyncc-gdb.py
[ -f "$script" ] || fail "$script is not installed"
skip()
{
    echo "skipped: $*"
    exit 77
}
gdb -batch -ex 'python print(6 * 7)' 2>/dev/null | grep -qx 42 || skip "there is no gdb with Python"
gdb -batch -ex run /bin/true 2>/dev/null | grep -q 'exited normally' || skip "gdb may not trace"

# What gdb prints for commands, without addresses; its status is that of the last command, which may have to fail.
# $1: the program, then -ex COMMAND ...; a core file may stand first
in_gdb()
{
    local program=$1 core=()
    shift
    [ "${1#-}" = "$1" ] && core=("$1") && shift
    gdb -nx -q -batch -x "$script" "$@" "$program" "${core[@]}" </dev/null >log 2>&1 || true
}

expect()
{
    local line
    while IFS= read -r line; do
        grep -qxF -- "$line" log || fail "gdb did not print '$line', but: $(cat log)"
    done
}

cat >tasks.c <<'END'
#include <asyncc.h>
#include <stdio.h>

static async_lock lock;
static async_event never;
static FUTURE(int) nobody;

static ASYNC int leaf(int depth)
{
    int twice = depth * 2;
    if (depth == 3) {
        AWAIT(async_sleep(7.5));
        printf("awake\n");
    }
    return depth + twice;
}

static ASYNC int down(int depth, const char *unused)
{
    if (unused) {
        printf("%s\n", unused);
    }
    if (depth == 3) {
        return AWAIT(leaf(depth));
    }
    return AWAIT(down(depth + 1, NULL)) + depth;
}

static ASYNC void holder(void)
{
    AWAIT_LOCK(&lock) {
        AWAIT(async_event_wait(&never));
    }
}

static void fill(long *numbers, int n)
{
    for (int i = 0; i < n; i++) {
        numbers[i] = i * 11;
    }
}

int n = 77;

static ASYNC long framed(int n)
{
    long numbers[3];
    fill(numbers, n);
    AWAIT(async_join(async_ref(nobody)));
    return numbers[2];
}

static ASYNC int async_main(void)
{
    nobody = async_future_new(int);
    FUTURE(int) deep = SPAWN(down(0, NULL));
    async_task_set_name(deep, "deep");
    FUTURE(void) holders[] = {SPAWN(holder()), SPAWN(holder())};
    async_detach(SPAWN(framed(3)));
    async_detach(SPAWN(async_gather(holders, 2, NULL)));
    AWAIT(async_sleep(1.25));
    return AWAIT(async_join(deep));
}

int main(void)
{
    async_lock_init(&lock);
    async_event_init(&never);
    return async_run(async_main());
}
END

# A runtime without debug information, but for the file that always has it.
mkdir objects
(cd objects && ar x "$(find "$PREFIX" -name libasyncc.a)" && find . ! -name 'registry*' -name '*.o' -exec strip -g {} + &&
    ar rcs ../libasyncc.a ./*.o)
quietly asyncc tasks.c -o tasks.async.c -- -I "$PREFIX/include"

look=(-ex 'info async-tasks' -ex async-bt -ex async-locals -ex 'async-locals deep 2' -ex 'async-bt 1.4'
    -ex 'async-locals 1.6' -ex 'async-bt 1.77' -ex 'async-bt nonsense' -ex 'async-locals deep 9'
    -ex 'async-bt nobody')
all_of_it()
{
    expect <<'END'
Loop 1, run by thread 1: 6 tasks
  - task 1.0 waits in async_join, 6.25 s so far: async_main () at tasks.c:62
    * task 1.3 "deep" spawned at tasks.c:56 in async_main runs
  - task 1.6 spawned at tasks.c:59 in async_main waits in async_join, 7.5 s so far: framed () at tasks.c:49
    - future made at tasks.c:55 that nobody has set
  - task 1.9 spawned at tasks.c:60 in async_main waits in async_gather, 7.5 s so far
    - task 1.4 spawned at tasks.c:58 in async_main waits for an event, 7.5 s so far: holder () at tasks.c:32
    - task 1.5 spawned at tasks.c:58 in async_main waits for a lock, 7.5 s so far: holder () at tasks.c:31
task 1.3 "deep" spawned at tasks.c:56 in async_main runs
#0   leaf () at tasks.c:13
#1   down () at tasks.c:24
#2   down () at tasks.c:26
#3   down () at tasks.c:26
#4   down () at tasks.c:26
depth = 2
task 1.4 spawned at tasks.c:58 in async_main waits for an event, 7.5 s so far
#0   holder () at tasks.c:32
n = 3
numbers = {0, 11, 22}
There is no task 1.77.
No symbol "nonsense" in current context.
There is no frame 9.
nobody is no task that has not ended.
END
    if grep -E '^(unused|result|async__held) = ' log; then
        fail "no AWAIT keeps that: $(cat log)"
    fi
}

compilers=("$CC")
for other in gcc clang-19; do
    if [ -z "$SANITIZERS" ] && command -v "$other" >/dev/null; then
        compilers+=("$other")
    fi
done
for compiler in "${compilers[@]}"; do
    for optimised in -O0 -O2; do
        echo "$compiler $optimised" >variant
        # shellcheck disable=SC2086 # flags
        quietly "$compiler" $SANITIZERS -g "$optimised" -I "$PREFIX/include" tasks.async.c libasyncc.a -o tasks
        in_gdb tasks -ex 'break tasks.c:13' -ex run "${look[@]}" -ex 'gcore core' -ex kill
        all_of_it
        [ "$optimised" = -O2 ] || expect <<<'twice = 6'
        in_gdb tasks core "${look[@]}"
        all_of_it
        rm core
    done
done

# Tasks that have not begun.
in_gdb tasks -ex 'break tasks.c:60' -ex run -ex 'info async-tasks' -ex 'async-locals 1.3' -ex kill
expect <<'END'
  - task 1.3 "deep" spawned at tasks.c:56 in async_main is ready: down () at tasks.c:18
  - task 1.4 spawned at tasks.c:58 in async_main is ready: holder () at tasks.c:29
depth = 0
unused = 0x0
END

# A task that does not run, from outside of one; by the expression that has its FUTURE.
in_gdb tasks -ex 'break async_lock_init' -ex run -ex 'info async-tasks' -ex 'async-bt' -ex kill
expect <<'END'
There is no loop.
No task runs here. Which one? (info async-tasks has their numbers)
END
in_gdb tasks -ex 'break framed__resume' -ex run -ex 'async-bt *(long *)&nobody' -ex 'async-bt 0x4000003000001' \
    -ex async-locals -ex kill
expect <<'END'
n = 3
#2   down () at tasks.c:26
#3   down () at tasks.c:26
END

# Corrupted memory is told as such, and whatever it is, there is an end.
# shellcheck disable=SC2016 # a variable of gdb's
in_gdb tasks -ex 'break tasks.c:13' -ex run -ex 'set $cells = async__loops[1]->cells.chunks[0]' \
    -ex 'set var $cells[4].as.leaf = 16' -ex 'set var $cells[5].as.leaf->caller = $cells[5].as.leaf' \
    -ex 'set var $cells[6].link.other = 32' -ex 'info async-tasks' -ex 'async-bt 1.4' -ex 'async-bt 1.5' \
    -ex 'async-locals 1.4' -ex 'set var async__loops[1]->cells.chunks = 64' -ex 'info async-tasks' -ex kill
expect <<'END'
(the frame at 0x10 is corrupted: Cannot access memory at address 0x10)
#0   holder () at tasks.c:31
the frame at 0x10 is corrupted: Cannot access memory at address 0x10
END
grep -q 'is its own caller' log || fail "$(cat log)"
grep -q '^The loops are corrupted: ' log || fail "$(cat log)"

# Where there is nothing to see.
in_gdb /bin/true -ex 'info async-tasks' -ex 'async-bt' -ex 'async-locals'
[ "$(grep -cx 'This program does not use asyncc, or has no symbols.' log)" -eq 3 ] || fail "$(cat log)"
in_gdb tasks -ex 'info async-tasks'
expect <<<'The program is not running.'
strip -g tasks -o stripped
in_gdb stripped -ex 'break async_lock_init' -ex run -ex 'info async-tasks' -ex kill
expect <<<'The runtime of asyncc in this program has no debug information. Was it stripped?'
# shellcheck disable=SC2086 # flags
quietly "$CC" $SANITIZERS -I "$PREFIX/include" tasks.async.c libasyncc.a -o tasks
in_gdb tasks -ex 'break printf' -ex 'break puts' -ex run -ex 'async-bt 1.4' -ex 'async-locals 1.4' -ex kill
expect <<'END'
#0   holder () at tasks.c:32
There is no debug information of this function: compile it with -g.
END
