/* What happens where the kernel or libc refuses: over some programs, each call that may fail is made to fail in turn,
 * with each error that matters. The program is told, or goes on as if nothing had happened; nothing leaks, each task
 * ends, nothing is lost.
 *
 * Each run is a process of its own: what is done once in a process fails as well, and a run that crashes or hangs is a
 * failure like others. calls.txt has the calls; those that fail are linked as __wrap_NAME. */
#define _GNU_SOURCE
#include "suite.h"

#include <asyncc/embed.h>

#include <dirent.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- what a run tells ------------------------------------------------------------------------------------------- */

/* In memory that the test shares with the run. */
static struct outcome {
    atomic_uint seen, failed; /* calls of the kind that fails */
    atomic_int code;          /* the first error that the program was told of; 0: none */
    bool is_done;             /* it came to what it wanted */
    atomic_uint begun, ended; /* tasks */
    atomic_long blocks;       /* of memory: those that were not freed */
    int descriptors;          /* that were not closed */
    char problem[160];        /* what else is wrong; "": nothing */
} *outcome;

static void tell(int code)
{
    int none = 0;
    atomic_compare_exchange_strong(&outcome->code, &none, abs(code));
}

#define EXPECT(condition)                                                                                              \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            snprintf(outcome->problem, sizeof outcome->problem, "line %d: %s", __LINE__, #condition);                  \
        }                                                                                                              \
    } while (0)

/* ---- calls that fail -------------------------------------------------------------------------------------------- */

static struct {
    const char *_Atomic call; /* NULL: none */
    int code;
    unsigned at, count; /* which: the first from 1 on */
} fault;

static bool is_failing(const char *call)
{
    return fault.call && strcmp(fault.call, call) == 0;
}

static int next_fault(const char *call)
{
    if (!is_failing(call)) {
        return 0;
    }
    unsigned number = ++outcome->seen;
    if (number < fault.at || number - fault.at >= fault.count) {
        return 0;
    }
    outcome->failed++;
    return fault.code;
}

/* Of the error itself: not of what follows from it, nor of steps that are slow on a machine that is busy. */
static void tell_report(async_loop *loop, const async_error *error, async_any source, void *unused)
{
    (void)loop;
    (void)source;
    (void)unused;
    if (error->code != ECANCELED && error->code != ETIME) {
        tell(error->code);
    }
}

/* A call that gives -1 and sets errno, or gives the error. */
#define WRAP(type, name, parameters, arguments)                                                                        \
    type __real_##name parameters;                                                                                     \
    type __wrap_##name parameters;                                                                                     \
    type __wrap_##name parameters                                                                                      \
    {                                                                                                                  \
        int code = next_fault(#name);                                                                                  \
        return code ? (errno = code, (type) - 1) : __real_##name arguments;                                            \
    }
#define WRAP_CODE(name, parameters, arguments)                                                                         \
    int __real_##name parameters;                                                                                      \
    int __wrap_##name parameters;                                                                                      \
    int __wrap_##name parameters                                                                                       \
    {                                                                                                                  \
        int code = next_fault(#name);                                                                                  \
        return code ? code : __real_##name arguments;                                                                  \
    }

WRAP(int, clock_gettime, (clockid_t clock, struct timespec *time), (clock, time))
WRAP(int, epoll_create1, (int flags), (flags))
WRAP(int, epoll_ctl, (int epoll, int operation, int fd, struct epoll_event *event), (epoll, operation, fd, event))
WRAP(int, epoll_wait, (int epoll, struct epoll_event *events, int n, int timeout), (epoll, events, n, timeout))
WRAP(int, eventfd, (unsigned value, int flags), (value, flags))
WRAP(int, sigaction, (int number, const struct sigaction *new, struct sigaction *old), (number, new, old))
WRAP(sighandler_t, signal, (int number, sighandler_t handler), (number, handler))
WRAP_CODE(pthread_atfork, (void (*before)(void), void (*parent)(void), void (*child)(void)), (before, parent, child))
WRAP_CODE(pthread_attr_getstack, (const pthread_attr_t *a, void **stack, size_t *size), (a, stack, size))
WRAP_CODE(pthread_getattr_np, (pthread_t thread, pthread_attr_t *attributes), (thread, attributes))
WRAP_CODE(pthread_key_create, (pthread_key_t * key, void (*end)(void *)), (key, end))
WRAP_CODE(pthread_mutex_init, (pthread_mutex_t * mutex, const pthread_mutexattr_t *attributes), (mutex, attributes))
WRAP_CODE(pthread_setspecific, (pthread_key_t key, const void *value), (key, value))

int __real_close(int fd);
int __wrap_close(int fd);
ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
int __real_eventfd_read(int fd, eventfd_t *value);
int __wrap_eventfd_read(int fd, eventfd_t *value);
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void __real_free(void *memory);
void __wrap_free(void *memory);

/* On Linux the descriptor is gone all the same: to close it once more would close another. */
int __wrap_close(int fd)
{
    int code = next_fault("close");
    EXPECT(__real_close(fd) == 0);
    errno = code;
    return code ? -1 : 0;
}

/* EAGAIN is of a counter that is full: it can be read. */
ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
    int code = next_fault("write");
    if (!code || code == EAGAIN) {
        ssize_t written = __real_write(fd, bytes, size);
        errno = code ? code : errno;
        return code ? -1 : written;
    }
    errno = code;
    return -1;
}

/* EAGAIN is of a counter that is 0. */
int __wrap_eventfd_read(int fd, eventfd_t *value)
{
    int code = next_fault("eventfd_read");
    if (!code || code == EAGAIN) {
        int result = __real_eventfd_read(fd, value);
        errno = code ? code : errno;
        return code ? -1 : result;
    }
    errno = code;
    return -1;
}

void *__wrap_malloc(size_t size)
{
    void *memory = next_fault("malloc") ? NULL : __real_malloc(size);
    outcome->blocks += memory != NULL;
    return memory;
}

void __wrap_free(void *memory)
{
    outcome->blocks -= memory != NULL;
    __real_free(memory);
}

/* ---- programs: each is the whole of a process -------------------------------------------------------------------- */

static async_loop *open_loop(const async_loop_options *options)
{
    async_loop *loop = async_loop_new_with(options);
    if (loop) {
        async_loop_set_error_handler(loop, tell_report, NULL);
    } else {
        tell(errno);
    }
    return loop;
}

static ASYNC int work(double seconds, int value)
{
    outcome->begun++;
    DEFER
    {
        outcome->ended++;
    }
    AWAIT(async_sleep(seconds));
    return value;
}

static ASYNC int sums(void)
{
    FUTURE(int) fs[] = {SPAWN(work(0.0001, 1)), SPAWN(work(0.0002, 2)), SPAWN(work(0, 3))}, kept = NULL;
    int results[3];
    DEFER
    {
        async_detach(kept);
    }
    AWAIT(async_gather(fs, 3, results));
    int sum = results[0] + results[1] + results[2];
    AWAIT_TIMEOUT(t, 100) {
        sum += AWAIT(async_wait_for(SPAWN(work(0.0001, 4)), 100));
    }
    AWAIT_GROUP(g) {
        kept = SPAWN_INTO(g, work(0, 5));
        SPAWN_INTO(g, work(0.0001, 6));
    }
    return sum + AWAIT(async_join(async_ref(kept)));
}

enum { SUM = 1 + 2 + 3 + 4 + 5 };

static void loops_and_timers(void)
{
    async_error error;
    async_loop *loop = open_loop(NULL), *other = open_loop(NULL);
    if (loop) {
        int sum = async_loop_run_catch(loop, sums(), &error);
        tell(error.code);
        bool has_timer = async_call_later(loop, 0.0001, stop_running, NULL).id;
        if (has_timer) {
            tell(async_loop_run_forever(loop));
        }
        outcome->is_done = other && has_timer && sum == SUM;
        EXPECT(async_loop_close(loop) == 0);
    }
    if (other) {
        EXPECT(async_loop_close(other) == 0);
    }
}

/* With an address of its own: nobody waits for it by a timer. */
static void one_call(void)
{
    async_error error;
    int sum = async_run_catch(sums(), &error);
    tell(error.code);
    outcome->is_done = sum == SUM;
}

static void tell_failed(FUTURE(int) f)
{
    if (async_future_done(f) == 1 && async_future_error(f)) {
        tell(async_future_error(f)->code);
    }
}

static void a_loop_on_demand(void)
{
    async_error error;
    FUTURE(int) f = SPAWN(work(0.0001, 5));
    tell_failed(f);
    async_loop *loop = async_get_event_loop();
    if (loop) {
        outcome->is_done = async_loop_run_until_complete_catch(loop, f, &error) == 5;
        tell(error.code);
        EXPECT(async_loop_close(loop) == 0);
    } else {
        tell(errno);
    }
}

static unsigned cancelled;

static ASYNC void pends(void)
{
    outcome->begun++;
    DEFER
    {
        async_error error;
        AWAIT_CATCH(async_sleep(0), &error);
        cancelled += error.code == ECANCELED;
        outcome->ended++;
    }
    AWAIT(async_sleep(1000));
}

static void tasks_pending_at_the_close(void)
{
    async_error error;
    async_loop *loop = open_loop(NULL);
    if (!loop) {
        return;
    }
    FUTURE(void) fs[] = {SPAWN_ON(loop, pends()), SPAWN_ON(loop, pends()), SPAWN_ON(loop, pends())};
    for (int i = 0; i < 3; i++) {
        tell_failed((FUTURE(int))fs[i]);
        async_detach(fs[i]);
    }
    async_call_later(loop, 1000, stop_running, NULL);
    int value = async_loop_run_catch(loop, work(0.0001, 5), &error);
    tell(error.code);
    EXPECT(async_loop_close(loop) == 0);
    outcome->is_done = value == 5 && cancelled == 3;
}

/* ---- callbacks from another thread ------------------------------------------------------------------------------- */

enum { CALLS = 4 };

static struct {
    async_loop *loop;
    FUTURE(void) all;
    atomic_uint came[CALLS];
    bool is_refused[CALLS];
    void (*end)(void *unused);
} sending;

static void receive(void *number)
{
    sending.came[(intptr_t)number]++;
    if ((intptr_t)number == CALLS - 1) {
        sending.end(NULL);
    }
}

/* What is refused is sent again; where that is refused too, it is given up, and the loop told by a call that works. The
 * pauses let the loop go to sleep: it has to be woken. */
static void *send(void *unused)
{
    for (intptr_t i = 0; i < CALLS; i++) {
        usleep(300);
        if (!async_call_soon_threadsafe(sending.loop, receive, (void *)i).id) {
            tell(fault.code);
            if (!async_call_soon_threadsafe(sending.loop, receive, (void *)i).id) {
                sending.is_refused[i] = true;
            }
        }
    }
    if (sending.is_refused[CALLS - 1]) {
        fault.call = NULL;
        EXPECT(async_call_soon_threadsafe(sending.loop, sending.end, NULL).id);
    }
    return unused;
}

/* What was refused does not come; all else does, once, unless the loop ended before. */
static void check_sent(bool has_ended)
{
    outcome->is_done = true;
    for (int i = 0; i < CALLS; i++) {
        EXPECT(sending.came[i] <= !sending.is_refused[i]);
        EXPECT(has_ended || sending.came[i] == !sending.is_refused[i]);
        outcome->is_done &= sending.came[i] == 1;
    }
}

static void settle_all(void *unused)
{
    (void)unused;
    int code = async_future_set_result(sending.all);
    if (code) {
        tell(code);
        async_loop_stop(sending.loop);
    }
}

static void callbacks_from_another_thread(void)
{
    pthread_t thread;
    async_error error;
    sending.loop = open_loop(NULL);
    sending.end = settle_all;
    if (!sending.loop) {
        return;
    }
    sending.all = async_future_new(void);
    tell_failed((FUTURE(int))sending.all);
    EXPECT(pthread_create(&thread, NULL, send, NULL) == 0);
    async_loop_run_until_complete_catch(sending.loop, async_ref(sending.all), &error);
    tell(error.code);
    pthread_join(thread, NULL);
    check_sent(error.code);
    async_detach(sending.all);
    EXPECT(async_loop_close(sending.loop) == 0);
}

static sem_t turn_wanted;
static bool has_all;

static void want_turn(void *unused)
{
    (void)unused;
    sem_post(&turn_wanted);
}

static void note_all(void *unused)
{
    (void)unused;
    has_all = true;
}

static void an_embedded_loop(void)
{
    pthread_t thread;
    double seconds;
    sem_init(&turn_wanted, 0, 0);
    sending.loop = async_embed_new(NULL, want_turn, NULL);
    sending.end = note_all;
    if (!sending.loop) {
        tell(errno);
        return;
    }
    async_loop_set_error_handler(sending.loop, tell_report, NULL);
    FUTURE(int) f = SPAWN_ON(sending.loop, work(0.0001, 5));
    tell_failed(f);
    EXPECT(pthread_create(&thread, NULL, send, NULL) == 0);
    while ((seconds = async_embed_turn(sending.loop)) >= 0 && !(has_all && async_future_done(f))) {
        if (seconds > 1) {
            sem_wait(&turn_wanted);
        } else {
            usleep((useconds_t)(seconds * 1e6) + 1);
        }
    }
    tell(seconds < 0 ? (int)seconds : 0);
    pthread_join(thread, NULL);
    check_sent(seconds < 0);
    async_detach(f);
    EXPECT(async_loop_close(sending.loop) == 0);
}

/* ---- threads ----------------------------------------------------------------------------------------------------- */

static void *run_here(void *is_done)
{
    async_error error;
    *(bool *)is_done = async_run_catch(sums(), &error) == SUM;
    tell(error.code);
    return NULL;
}

static void a_loop_for_each_thread(void)
{
    enum { THREADS = 3 };
    pthread_t threads[THREADS];
    bool is_done[THREADS];
    outcome->is_done = true;
    for (int i = 0; i < THREADS; i++) {
        EXPECT(pthread_create(&threads[i], NULL, run_here, &is_done[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        outcome->is_done &= is_done[i];
    }
}

static struct {
    async_loop *loop;
    FUTURE(int) task;
} passed;

static void *run_passed(void *unused)
{
    async_error error;
    outcome->is_done = async_loop_run_until_complete_catch(passed.loop, passed.task, &error) == 5;
    tell(error.code);
    return unused;
}

/* What was begun here ends there: all that the other thread does with memory is to free it. */
static void a_loop_passed_to_another_thread(void)
{
    pthread_t thread;
    passed.loop = open_loop(NULL);
    if (passed.loop) {
        passed.task = SPAWN_ON(passed.loop, work(0.0001, 5));
        tell_failed(passed.task);
        EXPECT(pthread_create(&thread, NULL, run_passed, NULL) == 0);
        pthread_join(thread, NULL);
        EXPECT(async_loop_close(passed.loop) == 0);
    }
}

static ASYNC_LOCAL(int) name = {1};

static ASYNC void fails(int code)
{
    AWAIT(async_yield());
    RAISE(code, "of the program");
}

static ASYNC void two_fail(void)
{
    AWAIT_GROUP(g) {
        SPAWN_INTO(g, fails(EDOM));
        SPAWN_INTO(g, fails(ERANGE));
    }
}

/* It ends with a value that is local to it, and with errors that are attached to one: they go with it. */
static void *leave_all(void *unused)
{
    async_error error;
    int code = async_local_set(&name, 5, NULL);
    tell(code);
    async_run_catch(two_fail(), &error);
    if (error.code != EDOM || !async_error_count(&error)) {
        tell(error.code == EDOM ? ENOMEM : error.code);
    }
    outcome->is_done = !code && async_local_get(&name) == 5 && error.code == EDOM && async_error_count(&error) == 1;
    return unused;
}

static void a_thread_that_leaves_values_behind(void)
{
    pthread_t thread;
    EXPECT(pthread_create(&thread, NULL, leave_all, NULL) == 0);
    pthread_join(thread, NULL);
}

static ASYNC int recurse(int depth)
{
    char room[64] = {(char)depth};
    return depth == 0 ? 0 : 1 + AWAIT(recurse(depth - 1)) + room[1];
}

static void *recurse_here(void *unused)
{
    async_error error;
    outcome->is_done = async_run_catch(recurse(2000), &error) == 2000;
    tell(error.code);
    return unused;
}

static void a_deep_recursion(void)
{
    pthread_t thread;
    EXPECT(pthread_create(&thread, NULL, recurse_here, NULL) == 0);
    pthread_join(thread, NULL);
}

/* ---- signals and fork() ------------------------------------------------------------------------------------------ */

static volatile sig_atomic_t signals;

static void count_signal(int number)
{
    (void)number;
    signals++;
}

/* The program gets its signal once, whoever else wants it. */
static void expect_signal(void)
{
    int before = signals;
    raise(SIGUSR1);
    EXPECT(signals == before + 1);
}

static bool print_on_signal(FILE *out)
{
    async_loop *loop = open_loop(NULL);
    if (!loop) {
        return false;
    }
    int code = async_print_tasks_on_signal(loop, SIGUSR1, out);
    tell(code);
    expect_signal();
    bool has_timer = async_call_later(loop, 0, stop_running, NULL).id;
    if (has_timer) {
        tell(async_loop_run_forever(loop));
    }
    long printed = ftell(out);
    EXPECT(printed > 0 || outcome->code);
    rewind(out);
    EXPECT(async_loop_close(loop) == 0);
    expect_signal();
    return printed > 0;
}

static void tasks_printed_on_a_signal(void)
{
    struct sigaction counts = {.sa_handler = count_signal};
    char text[4096];
    FILE *out = fmemopen(text, sizeof text, "w");
    __real_sigaction(SIGUSR1, &counts, NULL);
    outcome->is_done = print_on_signal(out);
    outcome->is_done &= print_on_signal(out);
    fclose(out);
}

static void debug_mode(void)
{
    async_error error;
    async_loop *loop = open_loop(&(async_loop_options){.debug = 1});
    if (loop) {
        outcome->is_done = async_loop_run_catch(loop, sums(), &error) == SUM;
        tell(error.code);
        EXPECT(async_loop_close(loop) == 0);
    }
}

/* What it has inherited it may not use; a loop of its own it may. The signal does what it does by default. */
static void check_forked(async_loop *inherited)
{
    if (!is_failing("signal")) {
        fault.call = NULL;
    }
    if (async_loop_run_forever(inherited) != -EBUSY || async_run(recurse(3)) != 3) {
        _exit(1);
    }
    raise(SIGUSR1);
    _exit(2);
}

/* ThreadSanitizer delivers no signal in a child of another thread than the first. */
extern void __tsan_init(void) __attribute__((weak));

static void a_child_process(void)
{
    int status;
    async_loop *loop = open_loop(NULL);
    if (!loop) {
        return;
    }
    tell(async_print_tasks_on_signal(loop, SIGUSR1, stderr));
    long blocks = outcome->blocks;
    pid_t child = fork();
    if (child == 0) {
        check_forked(loop);
    }
    EXPECT(waitpid(child, &status, 0) == child);
    outcome->blocks = blocks; /* the child's are gone with it */
    bool is_killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1;
    EXPECT(is_killed || ((is_failing("signal") || __tsan_init) && WEXITSTATUS(status) == 2));
    outcome->is_done = !outcome->code;
    EXPECT(async_loop_close(loop) == 0);
}

static const struct program {
    const char *name;
    void (*run)(void);
    long blocks; /* that it keeps at most: loops, for the next, with what they have for other threads */
} programs[] = {
    {"loops and timers", loops_and_timers, 2},
    {"one call", one_call, 1},
    {"a loop on demand", a_loop_on_demand, 1},
    {"tasks pending at the close", tasks_pending_at_the_close, 1},
    {"callbacks from another thread", callbacks_from_another_thread, 2},
    {"an embedded loop", an_embedded_loop, 2},
    {"a loop for each thread", a_loop_for_each_thread, 3},
    {"a loop passed to another thread", a_loop_passed_to_another_thread, 1},
    {"a thread that leaves values behind", a_thread_that_leaves_values_behind, 1},
    {"a deep recursion", a_deep_recursion, 1},
    {"tasks printed on a signal", tasks_printed_on_a_signal, 1},
    {"debug mode", debug_mode, 1},
    {"a child process", a_child_process, 1},
};
enum { PROGRAMS = sizeof programs / sizeof *programs, RUNS_LONGEST = 60 /* seconds */ };

/* ---- running them ------------------------------------------------------------------------------------------------ */

static int open_descriptors(void)
{
    int count = 0;
    DIR *directory = opendir("/proc/self/fd");
    while (readdir(directory)) {
        count++;
    }
    closedir(directory);
    return count;
}

static void *run_on_thread(void *program)
{
    ((const struct program *)program)->run();
    return NULL;
}

/* In a process that has not used the runtime before, on a thread, whose end gives back what it keeps. Reports go
 * nowhere. */
static void run_program(const struct program *program)
{
    pthread_t thread;
    stderr = fopen("/dev/null", "w");
    unsetenv("ASYNC_CLOCK");
    alarm(RUNS_LONGEST);
    int before = open_descriptors();
    outcome->blocks = 0;
    EXPECT(pthread_create(&thread, NULL, run_on_thread, (void *)program) == 0);
    pthread_join(thread, NULL);
    outcome->descriptors = open_descriptors() - before;
    _exit(0);
}

/* Gives how the process ended. */
static int run_in_process(const struct program *program, const char *call, int code, unsigned at, unsigned count)
{
    int status = -1;
    memset(outcome, 0, sizeof *outcome);
    fault.call = call;
    fault.code = code;
    fault.at = at;
    fault.count = count;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        run_program(program);
    }
    fault.call = NULL;
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    return status;
}

static const char *what_is_wrong(const struct program *program, int status)
{
    return status                                ? "it crashed or hung"
           : *outcome->problem                   ? outcome->problem
           : outcome->descriptors                ? "descriptors leaked"
           : outcome->begun != outcome->ended    ? "a task did not end"
           : outcome->blocks > program->blocks   ? "memory leaked"
           : !outcome->is_done && !outcome->code ? "nobody was told"
                                                 : NULL;
}

static void test_programs_run_where_nothing_fails(void)
{
    for (const struct program *program = programs; program < programs + PROGRAMS; program++) {
        const char *wrong = what_is_wrong(program, run_in_process(program, NULL, 0, 0, 0));
        wrong = wrong ? wrong : outcome->code ? strerror(outcome->code) : outcome->is_done ? NULL : "it is not done";
        if (wrong) {
            fprintf(stderr, "\n%s: %s", program->name, wrong);
        }
        CU_ASSERT_PTR_NULL(wrong);
    }
}

/* ---- the errors -------------------------------------------------------------------------------------------------- */

enum expected { IS_TOLD, GOES_ON };
enum { FOR_EVER = 1000000 };

static struct failing {
    const char *call;
    int code;
    enum expected expected;
    unsigned failed; /* calls */
    unsigned told;   /* runs */
} failings[] = {
    {"epoll_create1", EMFILE, IS_TOLD, 0, 0},
    {"epoll_create1", ENFILE, IS_TOLD, 0, 0},
    {"epoll_create1", ENOMEM, IS_TOLD, 0, 0},
    {"eventfd", EMFILE, IS_TOLD, 0, 0},
    {"eventfd", ENFILE, IS_TOLD, 0, 0},
    {"eventfd", ENODEV, IS_TOLD, 0, 0},
    {"eventfd", ENOMEM, IS_TOLD, 0, 0},
    {"epoll_ctl", ENOMEM, IS_TOLD, 0, 0},
    {"epoll_ctl", ENOSPC, IS_TOLD, 0, 0},
    {"epoll_ctl", EPERM, IS_TOLD, 0, 0},
    {"epoll_wait", EINTR, GOES_ON, 0, 0},
    {"epoll_wait", EBADF, IS_TOLD, 0, 0},
    {"epoll_wait", EINVAL, IS_TOLD, 0, 0},
    {"write", EINTR, GOES_ON, 0, 0},
    {"write", EAGAIN, GOES_ON, 0, 0},
    {"write", EBADF, IS_TOLD, 0, 0},
    {"write", EIO, IS_TOLD, 0, 0},
    {"eventfd_read", EINTR, GOES_ON, 0, 0},
    {"eventfd_read", EAGAIN, GOES_ON, 0, 0},
    {"eventfd_read", EBADF, IS_TOLD, 0, 0},
    {"eventfd_read", EIO, IS_TOLD, 0, 0},
    {"close", EINTR, GOES_ON, 0, 0},
    {"close", EIO, GOES_ON, 0, 0},
    {"clock_gettime", EINVAL, IS_TOLD, 0, 0},
    {"clock_gettime", EPERM, IS_TOLD, 0, 0},
    {"sigaction", EINVAL, IS_TOLD, 0, 0},
    {"signal", EINVAL, GOES_ON, 0, 0},
    {"malloc", ENOMEM, IS_TOLD, 0, 0},
    {"pthread_atfork", ENOMEM, IS_TOLD, 0, 0},
    {"pthread_attr_getstack", EINVAL, GOES_ON, 0, 0},
    {"pthread_getattr_np", ENOMEM, GOES_ON, 0, 0},
    {"pthread_key_create", EAGAIN, IS_TOLD, 0, 0},
    {"pthread_key_create", ENOMEM, IS_TOLD, 0, 0},
    {"pthread_mutex_init", EAGAIN, IS_TOLD, 0, 0},
    {"pthread_mutex_init", ENOMEM, IS_TOLD, 0, 0},
    {"pthread_setspecific", ENOMEM, IS_TOLD, 0, 0},
};
enum { FAILINGS = sizeof failings / sizeof *failings };

/* Where the error has no code of its own in the runtime, it is that of memory. */
static bool is_wrong_code(const struct failing *failing)
{
    return failing->expected == GOES_ON ? outcome->code
                                        : outcome->code && outcome->code != failing->code && outcome->code != ENOMEM;
}

/* One run, in which calls fail from the `at`th on; false where none did. */
static bool fail_at(struct failing *failing, const struct program *program, unsigned at, unsigned count)
{
    int status = run_in_process(program, failing->call, failing->code, at, count);
    const char *wrong = what_is_wrong(program, status);
    if (!wrong && is_wrong_code(failing)) {
        wrong = strerror(outcome->code);
    }
    if (wrong) {
        fprintf(stderr, "\n%s, call %u%s of %s fails with %s: %s", program->name, at, count > 1 ? "-" : "",
                failing->call, strerrorname_np(failing->code), wrong);
    }
    CU_ASSERT_PTR_NULL(wrong);
    failing->failed += outcome->failed;
    failing->told += outcome->code != 0;
    return outcome->failed;
}

/* Of so many faults one comes, where $TEST_SCALE is below a million: each run takes long there. */
static unsigned stride(void)
{
    const char *scale = getenv("TEST_SCALE");
    long number = scale ? atol(scale) : 0;
    return number > 0 && number < 1000000 ? (unsigned)(1000000 / number) : 1;
}

/* One at a time; then, unless that takes very long, all from one on, or, as EINTR never comes for ever, a few. */
static void fail_in_turn(struct failing *failing, const struct program *program)
{
    for (unsigned at = 1; fail_at(failing, program, at, 1); at += stride()) {
    }
    for (unsigned at = 1; stride() < 100 && fail_at(failing, program, at, failing->code == EINTR ? 3 : FOR_EVER);
         at += stride()) {
    }
}

#ifdef __clang__
extern void __asan_init(void)
    __attribute__((weak)); /* linked statically: what it calls is wrapped, and must not fail */
#else
#define __asan_init NULL
#endif

static bool cannot_come(const char *call)
{
    bool is_of_asan = strcmp(call, "pthread_setspecific") == 0 || strcmp(call, "pthread_getattr_np") == 0;
    return (__tsan_init && strcmp(call, "signal") == 0) || /* see there */
           (__asan_init && is_of_asan);
}

static void fail_each(const char *call)
{
    for (struct failing *failing = failings; failing < failings + FAILINGS && !cannot_come(call); failing++) {
        for (size_t i = 0; i < PROGRAMS && strcmp(failing->call, call) == 0; i++) {
            fail_in_turn(failing, &programs[i]);
        }
    }
}

static void test_loops_that_cannot_be_made(void)
{
    fail_each("epoll_create1");
    fail_each("eventfd");
    fail_each("epoll_ctl");
    fail_each("pthread_atfork");
    fail_each("pthread_mutex_init");
}

static void test_polls(void)
{
    fail_each("epoll_wait");
}

static void test_wake_ups(void)
{
    fail_each("write");
    fail_each("eventfd_read");
}

static void test_the_clock(void)
{
    fail_each("clock_gettime");
}

static void test_closing(void)
{
    fail_each("close");
}

static void test_signals(void)
{
    fail_each("sigaction");
    fail_each("signal");
}

static void test_threads(void)
{
    fail_each("pthread_key_create");
    fail_each("pthread_setspecific");
    fail_each("pthread_getattr_np");
    fail_each("pthread_attr_getstack");
}

static void test_memory(void)
{
    fail_each("malloc");
}

/* ---- all of them ------------------------------------------------------------------------------------------------- */

/* Where faults are left out, one that is not may come late, or as its run ends. */
static bool are_all_made(void)
{
    return stride() == 1;
}

/* Each was in the way of something; what is to be told was told somewhere, and what is not never. */
static void test_each_error_has_come(void)
{
    for (const struct failing *failing = failings; failing < failings + FAILINGS && are_all_made(); failing++) {
        bool has_come = failing->failed && (failing->told != 0) == (failing->expected == IS_TOLD);
        has_come |= cannot_come(failing->call);
        if (!has_come) {
            fprintf(stderr, "\n%s, %s: failed %u times, told in %u runs", failing->call, strerrorname_np(failing->code),
                    failing->failed, failing->told);
        }
        CU_ASSERT_TRUE(has_come);
    }
}

static bool has_failed(const char *call)
{
    unsigned failed = cannot_come(call);
    for (const struct failing *failing = failings; failing < failings + FAILINGS; failing++) {
        failed += strcmp(failing->call, call) == 0 ? failing->failed : 0;
    }
    return failed;
}

static void test_each_call_of_the_list_has_failed(void)
{
    char line[200], kind[32], call[64];
    unsigned count = 0;
    FILE *list = fopen("tests/runtime/calls.txt", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    while (fgets(line, sizeof line, list)) {
        if (sscanf(line, "%31s %63s", kind, call) == 2 && strcmp(kind, "fails") == 0) {
            bool is_missed = are_all_made() && !has_failed(call);
            if (is_missed) {
                fprintf(stderr, "\n%s never failed", call);
            }
            CU_ASSERT_FALSE(is_missed);
            count++;
        }
    }
    CU_ASSERT_TRUE(count > 10);
    fclose(list);
}

/* ---- streams ----------------------------------------------------------------------------------------------------- */

static ASYNC void print_to(FILE *out)
{
    AWAIT(async_yield());
    CU_ASSERT_EQUAL(async_task_print_stack(async_current_task(), out), 0);
    CU_ASSERT_EQUAL(async_print_tasks(async_get_running_loop(), out), 0);
    CU_ASSERT_TRUE(ferror(out));
}

/* What is printed on a full disk is lost, as with fprintf(): the stream tells. */
static void test_a_full_disk(void)
{
    FILE *out = fopen("/dev/full", "w"), *saved = stderr;
    setvbuf(out, NULL, _IONBF, 0);
    async_run(print_to(out));
    stderr = out;
    async_loop *loop = async_loop_new();
    async_call_soon_threadsafe(NULL, stop_running, NULL); /* EINVAL, which nobody reads */
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    stderr = saved;
    fclose(out);
}

int main(void)
{
    CU_TestInfo tests[] = {
        TEST(test_programs_run_where_nothing_fails),
        TEST(test_loops_that_cannot_be_made),
        TEST(test_polls),
        TEST(test_wake_ups),
        TEST(test_the_clock),
        TEST(test_closing),
        TEST(test_signals),
        TEST(test_threads),
        TEST(test_memory),
        TEST(test_each_error_has_come),
        TEST(test_each_call_of_the_list_has_failed),
        TEST(test_a_full_disk), /* the last: here this process uses the runtime, too */
        CU_TEST_INFO_NULL,
    };
    outcome = mmap(NULL, sizeof *outcome, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return outcome == MAP_FAILED ? EXIT_FAILURE : suite_run("syscall", tests);
}
