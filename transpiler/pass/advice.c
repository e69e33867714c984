/* advice.c - goes over what a function calls, in the order of its text. */
#define _GNU_SOURCE
#include "advice.h"

#include "../ir_walk.h"

#include <string.h>

/* ---- what blocks ------------------------------------------------------------------------------------------------- */

static const char sleep_hint[] = "AWAIT(async_sleep(...)) lets them run";
static const char wait_hint[] = "start it without waiting, and AWAIT its end";
static const char thread_hint[] = "call it in a thread, which reports by async_call_soon_threadsafe()";
static const char lock_hint[] = "use async_event and futures between tasks, or a lock that no thread holds for long";

static const struct blocking {
    const char *name, *hint;
} blocking[] = {
    {"sleep", sleep_hint},
    {"usleep", sleep_hint},
    {"nanosleep", sleep_hint},
    {"clock_nanosleep", sleep_hint},
    {"thrd_sleep", sleep_hint},
    {"pause", sleep_hint},
    {"system", wait_hint},
    {"wait", wait_hint},
    {"waitpid", wait_hint},
    {"waitid", wait_hint},
    {"wait3", wait_hint},
    {"wait4", wait_hint},
    {"select", wait_hint},
    {"pselect", wait_hint},
    {"poll", wait_hint},
    {"ppoll", wait_hint},
    {"epoll_wait", wait_hint},
    {"epoll_pwait", wait_hint},
    {"getaddrinfo", thread_hint},
    {"getnameinfo", thread_hint},
    {"gethostbyname", thread_hint},
    {"gethostbyaddr", thread_hint},
    {"pthread_join", thread_hint},
    {"thrd_join", thread_hint},
    {"pthread_mutex_lock", lock_hint},
    {"pthread_rwlock_rdlock", lock_hint},
    {"pthread_rwlock_wrlock", lock_hint},
    {"pthread_cond_wait", lock_hint},
    {"pthread_barrier_wait", lock_hint},
    {"sem_wait", lock_hint},
    {"mtx_lock", lock_hint},
    {"cnd_wait", lock_hint},
};

/* Calls that block where their first argument is a socket that was not made non-blocking. */
static const char *const socket_users[] = {"read",   "recv",    "recvfrom", "recvmsg", "write",  "send",
                                           "sendto", "sendmsg", "accept",   "accept4", "connect"};
static const char *const socket_makers[] = {"socket", "accept", "accept4"};
static const char *const lockers[] = {"pthread_mutex_lock", "pthread_mutex_trylock", "pthread_spin_lock",
                                      "mtx_lock",           "pthread_rwlock_rdlock", "pthread_rwlock_wrlock"};
static const char *const unlockers[] = {"pthread_mutex_unlock", "pthread_spin_unlock", "mtx_unlock",
                                        "pthread_rwlock_unlock"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* ---- what the function does, in the order of its text ------------------------------------------------------------ */

enum { MOST_LOCKED = 8 }; /* of locks that are held at a time; of more nothing is said */

struct advice {
    const struct ac_unit *unit;
    struct ac_diags *diags;
    const struct ac_expr *locked[MOST_LOCKED]; /* calls that locked what is not unlocked yet */
    size_t locked_count;
    const struct ac_local *blocking_sockets[MOST_LOCKED];
    size_t socket_count;
};

static void warn(const struct advice *advice, struct ac_range range, enum ac_rule rule, const char *what,
                 const char *more)
{
    ac_diag(advice->diags, AC_WARNING, advice->unit->source, range, rule, "%s%s", what, more);
}

static bool same_text(const struct ac_unit *unit, const struct ac_expr *a, const struct ac_expr *b)
{
    size_t size = a->range.end - a->range.begin;
    return size == b->range.end - b->range.begin &&
           !memcmp(unit->source->text + a->range.begin, unit->source->text + b->range.begin, size);
}

static bool mentions(const struct ac_unit *unit, const struct ac_expr *expr, const char *word)
{
    size_t size = expr->range.end - expr->range.begin;
    return memmem(unit->source->text + expr->range.begin, size, word, strlen(word)) != NULL;
}

static const struct ac_expr *strip(const struct ac_expr *expr)
{
    while (expr->kind == AC_EXPR_PAREN || expr->kind == AC_EXPR_CAST) {
        expr = expr->kids[0];
    }
    return expr;
}

/* The name of the ordinary function that is called, or NULL. */
static const char *callee_of(const struct ac_expr *call)
{
    const struct ac_expr *callee = call->kind == AC_EXPR_CALL && call->kid_count ? strip(call->kids[0]) : NULL;
    return callee && callee->kind == AC_EXPR_FUNCTION ? callee->function : NULL;
}

static const struct ac_local *local_of(const struct ac_expr *expr)
{
    expr = strip(expr);
    return expr->kind == AC_EXPR_LOCAL ? expr->local : NULL;
}

/* ---- locks ------------------------------------------------------------------------------------------------------- */

static void lock(struct advice *advice, const struct ac_expr *call)
{
    if (advice->locked_count < MOST_LOCKED && call->kid_count > 1) {
        advice->locked[advice->locked_count++] = call;
    }
}

static void unlock(struct advice *advice, const struct ac_expr *call)
{
    size_t kept = 0;
    for (size_t i = 0; i < advice->locked_count && call->kid_count > 1; i++) {
        if (!same_text(advice->unit, advice->locked[i]->kids[1], call->kids[1])) {
            advice->locked[kept++] = advice->locked[i];
        }
    }
    advice->locked_count = kept;
}

static void check_await(const struct advice *advice, const struct ac_expr *await)
{
    if (advice->locked_count > 0) {
        const struct ac_expr *call = advice->locked[advice->locked_count - 1];
        warn(advice, await->range, AC_RULE_AWAIT_UNDER_LOCK, "an AWAIT while a lock of threads is held: ",
             "the task that wants it next blocks all others of this thread, the one that holds it too");
        ac_diag(advice->diags, AC_NOTE, advice->unit->source, call->range, AC_RULE_NONE, "it is locked here");
    }
}

/* ---- sockets ----------------------------------------------------------------------------------------------------- */

static void note_socket(struct advice *advice, const struct ac_local *local, const struct ac_expr *value)
{
    const char *callee = value ? callee_of(strip(value)) : NULL;
    if (local && callee && is_one_of(callee, socket_makers, COUNT(socket_makers)) &&
        !mentions(advice->unit, value, "NONBLOCK") && advice->socket_count < MOST_LOCKED) {
        advice->blocking_sockets[advice->socket_count++] = local;
    }
}

/* fcntl(fd, F_SETFL, …) and what else makes it non-blocking. */
static void forget_socket(struct advice *advice, const struct ac_local *local)
{
    size_t kept = 0;
    for (size_t i = 0; i < advice->socket_count; i++) {
        if (advice->blocking_sockets[i] != local) {
            advice->blocking_sockets[kept++] = advice->blocking_sockets[i];
        }
    }
    advice->socket_count = kept;
}

static bool is_blocking_socket(const struct advice *advice, const struct ac_local *local)
{
    for (size_t i = 0; local && i < advice->socket_count; i++) {
        if (advice->blocking_sockets[i] == local) {
            return true;
        }
    }
    return false;
}

static void check_socket(struct advice *advice, const struct ac_expr *call, const char *name)
{
    const struct ac_local *local = call->kid_count > 1 ? local_of(call->kids[1]) : NULL;
    if (!strcmp(name, "fcntl") || !strcmp(name, "ioctl")) {
        forget_socket(advice, local);
    } else if (is_one_of(name, socket_users, COUNT(socket_users)) && is_blocking_socket(advice, local) &&
               !mentions(advice->unit, call, "DONTWAIT")) {
        warn(advice, call->range, AC_RULE_BLOCKING_CALL, name,
             "() on this socket blocks all tasks of the thread: make it non-blocking (SOCK_NONBLOCK)");
    }
}

/* ---- values that are dropped ------------------------------------------------------------------------------------- */

static void check_dropped(const struct advice *advice, const struct ac_expr *expr)
{
    while (expr->kind == AC_EXPR_PAREN) {
        expr = expr->kids[0];
    }
    if (expr->kind == AC_EXPR_START && (expr->start == AC_START_SPAWN || expr->start == AC_START_SPAWN_ON)) {
        warn(advice, expr->range, AC_RULE_DROPPED_FUTURE, "the future of this task is dropped: nobody can join it; ",
             "async_detach(SPAWN(...)) says that this is meant");
        ac_diag_fix_around(advice->diags, expr->range, "async_detach(", ")");
    } else if (expr->kind == AC_EXPR_AWAIT && expr->callee && expr->callee->must_use) {
        ac_diag(advice->diags, AC_WARNING, advice->unit->source, expr->range, AC_RULE_UNUSED_RESULT,
                "the result of '%s' is to be used, and is dropped", expr->callee->name);
    }
}

/* ---- the walk ---------------------------------------------------------------------------------------------------- */

static void check_call(struct advice *advice, const struct ac_expr *call, const char *name)
{
    for (size_t i = 0; i < COUNT(blocking); i++) {
        if (!strcmp(name, blocking[i].name)) {
            ac_diag(advice->diags, AC_WARNING, advice->unit->source, call->range, AC_RULE_BLOCKING_CALL,
                    "%s() blocks all tasks of the thread: %s", name, blocking[i].hint);
        }
    }
    check_socket(advice, call, name);
    if (is_one_of(name, lockers, COUNT(lockers))) {
        lock(advice, call);
    } else if (is_one_of(name, unlockers, COUNT(unlockers))) {
        unlock(advice, call);
    }
}

static bool visit_expr(void *data, struct ac_expr *expr);
static bool visit_stmt(void *data, struct ac_stmt *stmt);

static void walk(struct advice *advice, struct ac_stmt *stmt)
{
    struct ac_walker walker = {visit_stmt, visit_expr, advice};
    ac_walk_stmt(&walker, stmt);
}

/* The value of a statement expression's last statement is not dropped there. */
static void walk_stmt_expr(struct advice *advice, const struct ac_stmt *body)
{
    struct ac_walker walker = {visit_stmt, visit_expr, advice};
    for (size_t i = 0; i < body->kid_count; i++) {
        bool is_value = i + 1 == body->kid_count && body->kids[i]->kind == AC_STMT_EXPR;
        if (is_value) {
            ac_walk_expr(&walker, body->kids[i]->expr);
        } else {
            walk(advice, body->kids[i]);
        }
    }
}

static bool visit_expr(void *data, struct ac_expr *expr)
{
    struct advice *advice = data;
    const char *name = callee_of(expr);
    if (name) {
        check_call(advice, expr, name);
    } else if (expr->kind == AC_EXPR_AWAIT) {
        check_await(advice, expr);
    } else if (expr->kind == AC_EXPR_ASSIGN) {
        note_socket(advice, local_of(expr->kids[0]), expr->kids[1]);
    } else if (expr->kind == AC_EXPR_STMT_EXPR) {
        walk_stmt_expr(advice, expr->body);
        return false;
    }
    return expr->kind != AC_EXPR_UNEVALUATED;
}

/* What a DEFER unlocks stays locked until its scope is left. */
static void walk_defer(const struct advice *advice, const struct ac_stmt *stmt)
{
    struct advice later = *advice;
    for (size_t i = 0; i < stmt->kid_count; i++) {
        walk(&later, stmt->kids[i]);
    }
}

static bool visit_stmt(void *data, struct ac_stmt *stmt)
{
    struct advice *advice = data;
    if (stmt->kind == AC_STMT_DEFER) {
        walk_defer(advice, stmt);
        return false;
    }
    if (stmt->kind == AC_STMT_EXPR) {
        check_dropped(advice, stmt->expr);
    }
    for (size_t i = 0; stmt->kind == AC_STMT_DECL && i < stmt->declarator_count; i++) {
        note_socket(advice, stmt->declarators[i].local, stmt->declarators[i].init);
    }
    return true;
}

/* ---- futures ----------------------------------------------------------------------------------------------------- */

static bool find_use(void *data, struct ac_expr *expr)
{
    const struct ac_local **unused = data;
    if (*unused && expr->kind == AC_EXPR_LOCAL && expr->local == *unused && expr->access != AC_ACCESS_WRITE) {
        *unused = NULL;
    }
    return *unused != NULL;
}

static void check_future(const struct advice *advice, const struct ac_function *function, const struct ac_local *future)
{
    const struct ac_local *unused = future;
    struct ac_walker walker = {NULL, find_use, &unused};
    ac_walk_stmt(&walker, function->body);
    if (unused) {
        ac_diag(advice->diags, AC_WARNING, advice->unit->source, future->declared, AC_RULE_UNUSED_FUTURE,
                "the future '%s' is never used: AWAIT(async_join(%s)), or async_detach(%s)", future->name, future->name,
                future->name);
    }
}

/* ---- errors ------------------------------------------------------------------------------------------------------ */

struct error_use {
    const struct ac_local *error;
    const struct ac_expr *caught; /* the first AWAIT_CATCH that writes it */
    bool is_read;
};

static const struct ac_expr *address_of(const struct ac_expr *expr)
{
    expr = strip(expr);
    return expr->kind == AC_EXPR_UNARY && expr->op == AC_OP_ADDRESS ? strip(expr->kids[0]) : NULL;
}

static bool find_error_use(void *data, struct ac_expr *expr)
{
    struct error_use *use = data;
    const struct ac_expr *target =
        expr->kind == AC_EXPR_AWAIT && expr->kid_count > 1 ? address_of(expr->kids[1]) : NULL;
    if (target && target->kind == AC_EXPR_LOCAL && target->local == use->error) {
        use->caught = use->caught ? use->caught : expr;
        ac_walk_expr(&(struct ac_walker){.expr = find_error_use, .data = use}, expr->kids[0]);
        return false;
    }
    use->is_read |= expr->kind == AC_EXPR_LOCAL && expr->local == use->error;
    return !use->is_read;
}

/* AWAIT_CATCH stops cancellations, too: who never looks at the error goes on after one as if nothing had happened. */
static void check_error(const struct advice *advice, const struct ac_function *function, const struct ac_local *error)
{
    struct error_use use = {.error = error};
    ac_walk_stmt(&(struct ac_walker){.expr = find_error_use, .data = &use}, function->body);
    if (use.caught && !use.is_read) {
        ac_diag(advice->diags, AC_WARNING, advice->unit->source, use.caught->range, AC_RULE_UNCHECKED_ERROR,
                "nothing looks at '%s', so this swallows a cancellation of the task: RERAISE(&%s) where its code is "
                "ECANCELED",
                error->name, error->name);
    }
}

static void advise_function(const struct ac_unit *unit, const struct ac_function *function, struct ac_diags *diags)
{
    struct advice advice = {.unit = unit, .diags = diags};
    walk(&advice, function->body);
    for (size_t i = 0; i < function->locals.count; i++) {
        const struct ac_local *local = function->locals.items[i];
        if (local->type->is_future && !local->is_parameter) {
            check_future(&advice, function, local);
        } else if (!local->is_parameter && !strcmp(local->type->spelling, "async_error")) {
            check_error(&advice, function, local);
        }
    }
}

void ac_advise(const struct ac_unit *unit, struct ac_diags *diags)
{
    struct advice advice = {.unit = unit, .diags = diags};
    for (size_t i = 0; i < unit->functions.count; i++) {
        advise_function(unit, unit->functions.items[i], diags);
    }
    for (size_t i = 0; i < unit->changes.count; i++) {
        if (unit->changes.items[i].is_dropped) {
            check_dropped(&advice, unit->changes.items[i].expr);
        }
    }
}
