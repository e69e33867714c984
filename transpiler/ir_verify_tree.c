/* ir_verify_tree.c - the shape of each node, and which kinds a phase allows. */
#include "ir_verify_internal.h"

#include "ir_dump.h"

#include <limits.h>
#include <string.h>

#define ANY UINT_MAX

/* What a statement needs besides its kids. */
enum need { EXPR = 1, TARGET = 2, NAME = 4, LOCAL = 8, AWAIT = 16, SCOPE = 32, OPERANDS = 64 };

/* Kids; other needs; the phase from which on there are any, and that from which on there are none any more. */
static const struct {
    unsigned least, most, needs;
    enum ac_phase since, gone;
} stmt_shapes[] = {
    [AC_STMT_COMPOUND] = {.most = ANY},
    [AC_STMT_EXPR] = {.most = 0},
    [AC_STMT_NULL] = {.most = 0},
    [AC_STMT_DECL] = {.most = 0},
    [AC_STMT_IF] = {.least = 1, .most = 2, .needs = EXPR},
    [AC_STMT_SWITCH] = {.least = 1, .most = 1, .needs = EXPR},
    [AC_STMT_WHILE] = {.least = 1, .most = 1, .needs = EXPR},
    [AC_STMT_DO] = {.least = 1, .most = 1, .needs = EXPR},
    [AC_STMT_FOR] = {.least = 1, .most = 1},
    [AC_STMT_CASE] = {.most = 1},
    [AC_STMT_DEFAULT] = {.most = 1},
    [AC_STMT_LABEL] = {.most = 1, .needs = NAME},
    [AC_STMT_GOTO] = {.needs = NAME | TARGET},
    [AC_STMT_COMPUTED_GOTO] = {.needs = EXPR},
    [AC_STMT_BREAK] = {.needs = TARGET},
    [AC_STMT_CONTINUE] = {.needs = TARGET},
    [AC_STMT_RETURN] = {.most = 0},
    [AC_STMT_RAISE] = {.needs = OPERANDS},
    [AC_STMT_RERAISE] = {.needs = OPERANDS},
    [AC_STMT_ASM] = {.most = 0},
    [AC_STMT_DEFER] = {.least = 1, .most = 1, .gone = AC_PHASE_SCOPED},
    [AC_STMT_LET] = {.needs = LOCAL | EXPR, .since = AC_PHASE_HOISTED},
    [AC_STMT_EFFECT] = {.needs = EXPR, .since = AC_PHASE_HOISTED},
    [AC_STMT_AWAIT] = {.needs = AWAIT, .since = AC_PHASE_HOISTED},
    [AC_STMT_BRANCH] = {.needs = EXPR, .since = AC_PHASE_HOISTED},
    [AC_STMT_STEPS] = {.since = AC_PHASE_HOISTED},
    [AC_STMT_SCOPE] = {.least = 1, .most = 2, .needs = SCOPE, .since = AC_PHASE_SCOPED},
};

static const struct {
    unsigned least, most;
    enum ac_phase since, gone;
} expr_shapes[] = {
    [AC_EXPR_OTHER] = {.most = ANY},
    [AC_EXPR_CONSTANT] = {.most = 0},
    [AC_EXPR_LOCAL] = {.most = 0},
    [AC_EXPR_VARIABLE] = {.most = 0},
    [AC_EXPR_FUNCTION] = {.most = 0},
    [AC_EXPR_ASYNC_FUNCTION] = {.most = 0},
    [AC_EXPR_PAREN] = {.least = 1, .most = 1},
    [AC_EXPR_UNARY] = {.least = 1, .most = 1},
    [AC_EXPR_BINARY] = {.least = 2, .most = 2},
    [AC_EXPR_ASSIGN] = {.least = 2, .most = 2},
    [AC_EXPR_COMPOUND_ASSIGN] = {.least = 2, .most = 2},
    [AC_EXPR_AND] = {.least = 2, .most = 2},
    [AC_EXPR_OR] = {.least = 2, .most = 2},
    [AC_EXPR_CONDITIONAL] = {.least = 3, .most = 3},
    [AC_EXPR_ELVIS] = {.least = 2, .most = 2},
    [AC_EXPR_COMMA] = {.least = 2, .most = 2},
    [AC_EXPR_CALL] = {.most = ANY}, /* of an operation: its arguments alone */
    [AC_EXPR_FORM] = {.most = ANY},
    [AC_EXPR_MEMBER] = {.most = 1},
    [AC_EXPR_SUBSCRIPT] = {.least = 2, .most = 2},
    [AC_EXPR_CAST] = {.least = 1, .most = ANY}, /* sizes in the type come first */
    [AC_EXPR_INIT_LIST] = {.most = ANY},
    [AC_EXPR_LITERAL] = {.least = 1, .most = 1},
    [AC_EXPR_STMT_EXPR] = {.most = 0},
    [AC_EXPR_UNEVALUATED] = {.most = ANY},
    [AC_EXPR_GENERIC] = {.least = 1, .most = ANY},
    [AC_EXPR_AWAIT] = {.least = 1, .most = 2, .gone = AC_PHASE_HOISTED},
    [AC_EXPR_START] = {.least = 1, .most = 3},
    [AC_EXPR_LEAVING] = {.most = 0},
    [AC_EXPR_VA_START] = {.least = 1, .most = 1},
    [AC_EXPR_TEMPORARY] = {.most = 0, .since = AC_PHASE_HOISTED},
    [AC_EXPR_TEXT] = {.most = ANY}, /* as many as it has places for */
};

/* A loop or switch around the statement at hand. */
struct nest {
    const struct ac_stmt *stmt;
    const struct nest *outer;
};

/* Where in the tree the walk is. */
struct place {
    const struct nest *nest;
    const struct ac_scope *scope;
    bool in_expression; /* in the body of a statement expression */
    bool is_evaluated;
};

static void verify_stmt(struct ac_verifier *verifier, struct place place, const struct ac_stmt *stmt);

static void verify_range(struct ac_verifier *verifier, struct ac_range range, const char *what)
{
    if (range.begin > range.end || range.end > verifier->unit->source->size) {
        ac_complain(verifier, (struct ac_range){0, 0}, "%s has the range %zu to %zu", what, range.begin, range.end);
    }
}

static void verify_phase(struct ac_verifier *verifier, struct ac_range range, const char *what, enum ac_phase since,
                         enum ac_phase gone)
{
    if (verifier->phase < since) {
        ac_complain(verifier, range, "there is no %s yet", what);
    } else if (gone && verifier->phase >= gone) {
        ac_complain(verifier, range, "no %s is left", what);
    }
}

static unsigned count_places(const char *text)
{
    unsigned count = 0;
    for (; *text; text++) {
        count += *text == '@';
    }
    return count;
}

static void verify_count(struct ac_verifier *verifier, struct ac_range range, const char *what, size_t count,
                         unsigned least, unsigned most)
{
    if (count < least || count > most) {
        ac_complain(verifier, range, "%s has %zu kids", what, count);
    }
}

/* ---- expressions ------------------------------------------------------------------------------------------------- */

static void verify_mention(struct ac_verifier *verifier, struct place place, const struct ac_expr *expr)
{
    if (!ac_verify_local(verifier, expr->local, expr->range)) {
        return;
    }
    if (expr->kind == AC_EXPR_LITERAL || (expr->kind == AC_EXPR_TEMPORARY && (expr->access & AC_ACCESS_WRITE))) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): ac_verify_local() is false for NULL */
        verifier->seen.locals[expr->local->index]++;
    }
    if (expr->kind == AC_EXPR_LOCAL && !place.is_evaluated && (expr->access & ~(unsigned)AC_ACCESS_READ)) {
        ac_complain(verifier, expr->range, "'%s' is written where nothing is evaluated", expr->local->name);
    }
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): ac_verify_local() is false for NULL */
    if (expr->access & AC_ACCESS_ADDRESS && !expr->local->address_taken) {
        ac_complain(verifier, expr->range, "address_taken is not set of '%s'", expr->local->name);
    }
}

static void verify_expr(struct ac_verifier *verifier, struct place place, const struct ac_expr *expr);

static bool evaluates(const struct ac_expr *expr, size_t kid)
{
    return expr->kind != AC_EXPR_UNEVALUATED && (expr->kind != AC_EXPR_GENERIC || kid == 0);
}

static void verify_kids(struct ac_verifier *verifier, struct place place, const struct ac_expr *expr)
{
    for (size_t i = 0; i < expr->kid_count; i++) {
        struct place below = place;
        below.is_evaluated &= evaluates(expr, i);
        verify_expr(verifier, below, expr->kids[i]);
        if (verifier->phase == AC_PHASE_BUILT && below.is_evaluated && expr->kids[i]->has_await && !expr->has_await) {
            ac_complain(verifier, expr->range, "has_await is not set above an await");
        }
    }
}

static void verify_expr(struct ac_verifier *verifier, struct place place, const struct ac_expr *expr)
{
    if (!expr) {
        return;
    }
    const char *name = ac_expr_kind_name(expr->kind);
    verify_range(verifier, expr->range, name);
    verify_phase(verifier, expr->range, name, expr_shapes[expr->kind].since, expr_shapes[expr->kind].gone);
    verify_count(verifier, expr->range, name, expr->kid_count, expr_shapes[expr->kind].least,
                 expr_shapes[expr->kind].most);
    if (expr->kind == AC_EXPR_TEXT) {
        unsigned places = count_places(expr->text);
        verify_count(verifier, expr->range, name, expr->kid_count, places, places);
    }
    if (expr->local || expr->kind == AC_EXPR_LOCAL || expr->kind == AC_EXPR_TEMPORARY) {
        verify_mention(verifier, place, expr);
    }
    if ((expr->kind == AC_EXPR_STMT_EXPR) != (expr->body != NULL)) {
        ac_complain(verifier, expr->range, "%s has %s body", name, expr->body ? "a" : "no");
    }
    verify_kids(verifier, place, expr);
    if (expr->body) {
        place.in_expression = true;
        verify_stmt(verifier, place, expr->body);
    }
}

static void verify_exprs(struct ac_verifier *verifier, struct place place, struct ac_expr *const *exprs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        verify_expr(verifier, place, exprs[i]);
    }
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void verify_needs(struct ac_verifier *verifier, const struct ac_stmt *stmt)
{
    const struct {
        enum need need;
        bool is_there;
        const char *what;
    } needs[] = {{EXPR, stmt->expr, "expression"},
                 {TARGET, stmt->target, "target"},
                 {NAME, stmt->name, "name"},
                 {LOCAL, stmt->local, "local"},
                 {AWAIT, stmt->await, "await"},
                 {SCOPE, stmt->scope, "scope"},
                 {OPERANDS, stmt->operand_count, "operands"}};
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        if (stmt_shapes[stmt->kind].needs & needs[i].need && !needs[i].is_there) {
            ac_complain(verifier, stmt->range, "%s has no %s", ac_stmt_kind_name(stmt->kind), needs[i].what);
        }
    }
}

static void verify_steps(struct ac_verifier *verifier, struct place place, const struct ac_steps *steps)
{
    if (steps->count && verifier->phase < AC_PHASE_HOISTED) {
        ac_complain(verifier, steps->items[0]->range, "there are no steps yet");
    }
    for (size_t i = 0; i < steps->count; i++) {
        verify_stmt(verifier, place, steps->items[i]);
    }
}

static void verify_declarators(struct ac_verifier *verifier, struct place place, const struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        const struct ac_declarator *declarator = &stmt->declarators[i];
        verify_range(verifier, declarator->range, "declarator");
        verify_exprs(verifier, place, declarator->sizes, declarator->size_count);
        verify_steps(verifier, place, &declarator->pre);
        verify_expr(verifier, place, declarator->init);
        if (declarator->local && ac_verify_local(verifier, declarator->local, declarator->range)) {
            verifier->seen.locals[declarator->local->index]++;
        }
    }
}

static void verify_target(struct ac_verifier *verifier, struct place place, const struct ac_stmt *stmt)
{
    const struct nest *nest = place.nest;
    if (!stmt->target) {
        return;
    }
    if (stmt->kind == AC_STMT_GOTO) {
        if (stmt->target->kind != AC_STMT_LABEL || strcmp(stmt->target->name, stmt->name) != 0) {
            ac_complain(verifier, stmt->range, "the target of a goto is no label of its name");
        }
        return;
    }
    while (nest && nest->stmt != stmt->target) {
        nest = nest->outer;
    }
    if (!nest || (stmt->kind == AC_STMT_CONTINUE && stmt->target->kind == AC_STMT_SWITCH)) {
        ac_complain(verifier, stmt->range, "the target of a %s is none around it", ac_stmt_kind_name(stmt->kind));
    }
}

static bool is_listed(const struct ac_scope *scope, const struct ac_stmt *jump)
{
    for (size_t i = 0; i < scope->jumps.count; i++) {
        if (scope->jumps.items[i] == jump) {
            return true;
        }
    }
    return false;
}

/* Returns and errors leave the scope they stand in; a jump leaves the scopes that list it, from that one outwards. */
static void verify_unwind(struct ac_verifier *verifier, struct place place, const struct ac_stmt *stmt)
{
    switch (stmt->kind) {
    case AC_STMT_RETURN:
        if (stmt->unwind != place.scope || (place.scope && !place.scope->returns)) {
            ac_complain(verifier, stmt->range, "a return does not leave the scope it stands in");
        }
        break;
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
        if (stmt->unwind != place.scope || (place.scope && !place.scope->fails)) {
            ac_complain(verifier, stmt->range, "a raise does not leave the scope it stands in");
        }
        break;
    case AC_STMT_BREAK:
    case AC_STMT_CONTINUE:
    case AC_STMT_GOTO:
        if (stmt->unwind && (stmt->unwind != place.scope || !is_listed(stmt->unwind, stmt))) {
            ac_complain(verifier, stmt->range, "a jump is not listed in the scope it leaves");
        }
        break;
    default:
        break;
    }
}

static void verify_await(struct ac_verifier *verifier, struct place place, const struct ac_stmt *stmt)
{
    const struct ac_await *await = stmt->await;
    if (!await || !await->callee || !await->callee->call) {
        ac_complain(verifier, stmt->range, "an await has no call");
        return;
    }
    size_t at = ac_verify_position(verifier, await);
    if (at == verifier->function->awaits.count) {
        ac_complain(verifier, await->range, "an await is not listed");
    } else {
        verifier->seen.awaits[at]++;
    }
    if (place.in_expression) {
        ac_complain(verifier, await->range, "an await stands inside an expression");
    }
    if (await->result && ac_verify_local(verifier, await->result, await->range)) {
        verifier->seen.locals[await->result->index]++;
    }
    if (verifier->phase >= AC_PHASE_SCOPED && !await->error &&
        (await->unwind != place.scope || (place.scope && !place.scope->fails))) {
        ac_complain(verifier, await->range, "the error of an await does not leave the scope it stands in");
    }
    verify_expr(verifier, place, await->callee->call);
    verify_expr(verifier, place, await->error);
}

static void verify_scope(struct ac_verifier *verifier, struct place place, const struct ac_stmt *stmt)
{
    const struct ac_function *function = verifier->function;
    const struct ac_scope *scope = stmt->scope;
    if (!scope || !scope->number || scope->number > function->scopes.count ||
        function->scopes.items[scope->number - 1] != scope) {
        ac_complain(verifier, stmt->range, "a scope is not listed");
        return;
    }
    verifier->seen.scopes[scope->number]++;
    if (scope->outer != place.scope) {
        ac_complain(verifier, stmt->range, "scope %u is not in the scope around it", scope->number);
    }
    if (!scope->cleanup_of && !scope->elements && stmt->kid_count < 2) {
        ac_complain(verifier, stmt->range, "scope %u has no clean-up", scope->number);
    }
}

static bool is_nest(const struct ac_stmt *stmt)
{
    return stmt->kind == AC_STMT_WHILE || stmt->kind == AC_STMT_DO || stmt->kind == AC_STMT_FOR ||
           stmt->kind == AC_STMT_SWITCH;
}

/* As written, a statement holds its kids. */
static void verify_nesting(struct ac_verifier *verifier, const struct ac_stmt *stmt, const struct ac_stmt *kid)
{
    if (verifier->phase == AC_PHASE_BUILT && !stmt->in_macro && !kid->in_macro &&
        (kid->range.begin < stmt->range.begin || kid->range.end > stmt->range.end)) {
        ac_complain(verifier, kid->range, "%s lies outside of its %s", ac_stmt_kind_name(kid->kind),
                    ac_stmt_kind_name(stmt->kind));
    }
}

static void verify_stmts_below(struct ac_verifier *verifier, struct place place, const struct ac_stmt *stmt)
{
    const struct nest nest = {stmt, place.nest};
    for (size_t i = 0; i < stmt->kid_count; i++) {
        struct place below = place;
        below.nest = is_nest(stmt) ? &nest : place.nest;
        below.scope = stmt->scope && i == 0 ? stmt->scope : place.scope;
        verify_nesting(verifier, stmt, stmt->kids[i]);
        verify_stmt(verifier, below, stmt->kids[i]);
    }
}

static void verify_parts(struct ac_verifier *verifier, struct place place, const struct ac_stmt *stmt)
{
    struct place operands = place;
    operands.is_evaluated &= stmt->kind != AC_STMT_DECL;
    verify_steps(verifier, place, &stmt->pre);
    verify_expr(verifier, place, stmt->expr);
    verify_exprs(verifier, operands, stmt->operands, stmt->operand_count);
    verify_declarators(verifier, place, stmt);
    verify_steps(verifier, place, &stmt->steps);
    verify_steps(verifier, place, &stmt->other_steps);
    verify_steps(verifier, place, &stmt->step_pre);
    verify_expr(verifier, place, stmt->step);
}

static void verify_stmt(struct ac_verifier *verifier, struct place place, const struct ac_stmt *stmt)
{
    if (!stmt) {
        return;
    }
    const char *name = ac_stmt_kind_name(stmt->kind);
    verify_range(verifier, stmt->range, name);
    if (place.is_evaluated) { /* what is not stays as it was written */
        verify_phase(verifier, stmt->range, name, stmt_shapes[stmt->kind].since, stmt_shapes[stmt->kind].gone);
    }
    verify_count(verifier, stmt->range, name, stmt->kid_count, stmt_shapes[stmt->kind].least,
                 stmt_shapes[stmt->kind].most);
    verify_needs(verifier, stmt);
    verify_target(verifier, place, stmt);
    if (verifier->phase >= AC_PHASE_SCOPED) {
        verify_unwind(verifier, place, stmt);
    }
    if (stmt->kind == AC_STMT_AWAIT) {
        verify_await(verifier, place, stmt);
    }
    if (stmt->kind == AC_STMT_LET && ac_verify_local(verifier, stmt->local, stmt->range)) {
        verifier->seen.locals[stmt->local->index]++;
    }
    if (stmt->kind == AC_STMT_SCOPE) {
        verify_scope(verifier, place, stmt);
    }
    verify_stmt(verifier, place, stmt->init);
    verify_parts(verifier, place, stmt);
    verify_stmts_below(verifier, place, stmt);
}

void ac_verify_tree(struct ac_verifier *verifier)
{
    struct place place = {.is_evaluated = true};
    if (!verifier->function->body || verifier->function->body->kind != AC_STMT_COMPOUND) {
        ac_complain(verifier, verifier->function->range, "the body is no compound statement");
        return;
    }
    verify_stmt(verifier, place, verifier->function->body);
}
