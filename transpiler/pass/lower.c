/* lower.c - the last decisions before printing: the numbers of the states, the sites, who may be asked to start later,
 * which names generated code uses, and what in the text changes.
 *
 * Needs: layout of all functions. Ensures: emit/ decides nothing; unit->to_expand names the macro invocations in which
 * something would have to change, and is empty when all is in reach. */
#include "lower.h"

#include "../ir_walk.h"
#include "../text/lex.h"
#include "nodes.h"
#include "quiet.h"
#include "starts.h"

#include <string.h>

/* ---- states and sites -------------------------------------------------------------------------------------------- */

struct numbering {
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_range repeated; /* what gotos go back over */
};

static bool number_raise(void *data, struct ac_stmt *stmt)
{
    struct numbering *numbering = data;
    struct ac_stmt *loop = stmt->kind == AC_STMT_CONTINUE ? stmt->target : NULL;
    numbering->function->has_return |= stmt->kind == AC_STMT_RETURN && stmt->expr;
    if (loop && (loop->step_pre.count || (loop->kind == AC_STMT_DO && loop->pre.count))) {
        loop->is_continued = true;
    }
    if (stmt->kind == AC_STMT_GOTO && stmt->target && stmt->target->range.begin < stmt->range.begin) {
        struct ac_range *repeated = &numbering->repeated;
        repeated->begin =
            repeated->end && repeated->begin < stmt->target->range.begin ? repeated->begin : stmt->target->range.begin;
        repeated->end = repeated->end > stmt->range.end ? repeated->end : stmt->range.end;
    }
    if (stmt->kind == AC_STMT_RAISE || stmt->kind == AC_STMT_RERAISE) {
        stmt->site = (unsigned)numbering->function->sites.count;
        AC_PUSH(numbering->unit->arena, &numbering->function->sites, stmt->range);
    }
    return true;
}

/* GCC 12 takes a result that ends with its statement for a dangling pointer, where the await comes again by a goto. */
static void keep_results(struct ac_function *function, struct ac_range repeated)
{
    for (size_t i = 0; i < function->awaits.count; i++) {
        struct ac_local *result = function->awaits.items[i]->result;
        size_t at = function->awaits.items[i]->range.begin;
        if (result && result->is_temporary && at >= repeated.begin && at < repeated.end &&
            !result->type->is_unnameable && !result->type->local_typedef) {
            result->lasts = true;
            result->block = function->body->range;
        }
    }
}

static void number(struct ac_unit *unit, struct ac_function *function)
{
    struct numbering numbering = {.unit = unit, .function = function};
    struct ac_walker walker = {number_raise, NULL, &numbering};
    AC_PUSH(unit->arena, &function->sites, function->range);
    for (size_t i = 0; i < function->awaits.count; i++) {
        function->awaits.items[i]->state = (unsigned)i + 1;
        AC_PUSH(unit->arena, &function->sites, function->awaits.items[i]->range);
    }
    ac_walk_stmt(&walker, function->body);
    keep_results(function, numbering.repeated);
}

/* A name that, with _ and a number behind it, is nobody's. */
static const char *fresh_stem(struct ac_unit *unit, const struct ac_function *function, const char *stem)
{
    const char *prefix = ac_format(unit->arena, "%s_", stem);
    bool is_taken =
        ac_names_have_numbered(&function->identifiers, prefix) || ac_names_have_numbered(&unit->taken, prefix);
    return is_taken ? fresh_stem(unit, function, prefix) : stem;
}

static bool is_name_of_function(const struct ac_unit *unit, const char *name)
{
    for (size_t i = 0; i < unit->functions.count; i++) {
        if (!strcmp(unit->functions.items[i]->name, name)) {
            return true;
        }
    }
    return false;
}

/* A name that, with what generated code puts behind it, is nobody's. */
static const char *choose_stem(struct ac_unit *unit, const struct ac_function *function, const char *stem)
{
    static const char *const suffixes[] = {"frame", "resume", "sites", "function", "name", "pretty_name"};
    bool is_taken = stem != function->name && is_name_of_function(unit, stem);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        const char *name = ac_format(unit->arena, "%s__%s", stem, suffixes[i]);
        is_taken |= ac_names_have(&function->identifiers, name) || ac_names_have(&unit->taken, name);
    }
    return is_taken ? choose_stem(unit, function, ac_format(unit->arena, "%s_", stem)) : stem;
}

static void choose_names(struct ac_unit *unit, struct ac_function *function)
{
    function->names.stem = choose_stem(unit, function, function->name);
    function->names.frame = ac_fresh_name(unit->arena, function, "frame");
    function->names.head = ac_fresh_name(unit->arena, function, "head");
    function->names.status = ac_fresh_name(unit->arena, function, "status");
    function->names.arguments = ac_fresh_name(unit->arena, function, "arguments");
    function->names.result = ac_fresh_name(unit->arena, function, "result");
    function->names.storage = ac_fresh_name(unit->arena, function, "storage");
    function->names.later = ac_fresh_name(unit->arena, function, "start_later");
    function->names.saved = ac_fresh_name(unit->arena, function, "started");
    function->names.resumed = fresh_stem(unit, function, "resumed");
    function->names.leave = fresh_stem(unit, function, "cleanup");
    function->names.next = fresh_stem(unit, function, "next");
}

/* ---- variable arguments ------------------------------------------------------------------------------------------ */

/* Of a framed function the body is another C function, which has no variable arguments of its own. */
static void redirect_va_starts(struct ac_unit *unit, const struct ac_function *function)
{
    for (size_t i = 0; i < function->va_starts.count && function->framed; i++) {
        function->va_starts.items[i]->text =
            ac_format(unit->arena, "__builtin_va_copy(@, *%s->%s)", function->names.frame, function->names.arguments);
    }
}

/* ---- what changes ------------------------------------------------------------------------------------------------ */

struct marking {
    struct ac_unit *unit;
    const struct ac_function *function; /* NULL outside of ASYNC functions */
};

static bool mark_stmt(struct marking *marking, struct ac_stmt *stmt);

static bool is_own_change(const struct ac_expr *expr)
{
    switch (expr->kind) {
    case AC_EXPR_TEMPORARY:
    case AC_EXPR_TEXT:
    case AC_EXPR_ASYNC_FUNCTION:
    case AC_EXPR_START:
    case AC_EXPR_LEAVING:
        return true;
    case AC_EXPR_LOCAL:
        return expr->local->place == AC_PLACE_FRAME || expr->is_bare;
    case AC_EXPR_VA_START:
        return expr->text != NULL;
    default:
        return false;
    }
}

/* A local in the frame that is named in an argument of a macro: the macro can stay as it is, if the name means that
 * local wherever it gets to. That is seen later (pass/rename.c). */
static bool rename_in_place(struct marking *marking, const struct ac_expr *expr)
{
    const struct ac_source *source = marking->unit->source;
    size_t at = expr->written_at, size = expr->kind == AC_EXPR_LOCAL ? strlen(expr->local->name) : 0;
    struct ac_rename rename = {.range = {at, at + size}, .local = expr->local, .invocation = expr->range.begin};
    if (!marking->function || !size || !at || ac_is_transparent(marking->unit, expr->range.begin) ||
        at + size > source->size || memcmp(source->text + at, expr->local->name, size) != 0 ||
        !ac_is_plain_field(expr->local)) {
        return false;
    }
    rename.text = ac_format(marking->unit->arena, "%s->%s", marking->function->names.frame, expr->local->field);
    AC_PUSH(marking->unit->arena, &marking->unit->renames, rename);
    return true;
}

static bool mark_expr(struct marking *marking, struct ac_expr *expr)
{
    if (!expr) {
        return false;
    }
    expr->changes = is_own_change(expr) && !rename_in_place(marking, expr);
    if (expr->kind == AC_EXPR_LOCAL) {
        expr->local->is_evaluated |= (expr->access & (AC_ACCESS_READ | AC_ACCESS_ADDRESS)) != 0;
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        expr->changes |= mark_expr(marking, expr->kids[i]);
    }
    ac_convert_in_sight(marking->unit->arena, expr);
    if (expr->callee && expr->callee->call && expr->kind == AC_EXPR_START) {
        mark_expr(marking, expr->callee->call);
    }
    if (expr->body) {
        struct ac_stmt *value = ac_value_of_body(expr);
        expr->changes |= mark_stmt(marking, expr->body);
        if (value) { /* silence would make it a block; who uses the value is silenced */
            value->is_silenced = false;
        }
    }
    if (expr->changes && expr->in_macro && !ac_is_transparent(marking->unit, expr->range.begin)) {
        ac_need_expansion(marking->unit, expr->range.begin);
    }
    return expr->changes;
}

static bool mark_steps(struct marking *marking, struct ac_steps *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        mark_stmt(marking, steps->items[i]);
    }
    return steps->count > 0;
}

/* Whether the text has an = between the name and the initialiser. */
static bool has_equals(const struct marking *marking, const struct ac_declarator *declarator)
{
    struct ac_lexer lexer;
    struct ac_token token;
    ac_lexer_init(&lexer, marking->unit->source->text, declarator->local->declared.end, declarator->init->range.begin);
    do {
        token = ac_lex(&lexer);
    } while (token.kind != AC_TOKEN_END && token.op != '=');
    return token.op == '=';
}

/* To take a declaration apart, its parts must be in the text. */
static void need_parts(struct marking *marking, const struct ac_stmt *stmt)
{
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        const struct ac_declarator *declarator = &stmt->declarators[i];
        if (declarator->in_macro) {
            ac_need_expansion(marking->unit, declarator->invocation);
        } else if (declarator->init && declarator->local && declarator->local->place == AC_PLACE_FRAME &&
                   !has_equals(marking, declarator) &&
                   !ac_need_expansions(marking->unit, (struct ac_range){declarator->local->declared.end,
                                                                        declarator->init->range.begin})) {
            ac_need_expansion(marking->unit, declarator->init->range.begin);
        }
    }
}

/* Of a declarator compilers say nothing. */
static void silence_size_steps(struct ac_declarator *declarator)
{
    for (size_t i = 0; i < declarator->size_steps; i++) {
        struct ac_stmt *step = declarator->pre.items[i];
        struct ac_expr *expr = step->kind == AC_STMT_AWAIT ? step->await->callee->call : step->expr;
        step->is_silenced |= expr && ac_size_needs_silence(expr);
    }
}

static bool mark_decl(struct marking *marking, struct ac_stmt *stmt)
{
    bool changes = false;
    stmt->is_apart = stmt->is_split;
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        struct ac_declarator *declarator = &stmt->declarators[i];
        const struct ac_local *local = declarator->local;
        stmt->is_apart |= mark_steps(marking, &declarator->pre);
        silence_size_steps(declarator);
        stmt->is_apart |=
            local && (local->place == AC_PLACE_FRAME || local->has_scope || local->is_static || local->bounds);
        changes |= mark_expr(marking, declarator->init);
        declarator->is_silenced = ac_initialiser_needs_silence(declarator);
        stmt->is_apart |= declarator->is_silenced;
        for (size_t j = 0; j < declarator->size_count; j++) {
            changes |= mark_expr(marking, declarator->sizes[j]);
            if (declarator->local) {
                declarator->local->is_size_silenced |= ac_size_needs_silence(declarator->sizes[j]);
            }
        }
    }
    if (stmt->is_apart) {
        need_parts(marking, stmt);
    }
    return changes || stmt->is_apart;
}

static bool is_changed_kind(const struct ac_stmt *stmt)
{
    switch (stmt->kind) {
    case AC_STMT_RETURN:
    case AC_STMT_RAISE:
    case AC_STMT_RERAISE:
    case AC_STMT_LET:
    case AC_STMT_EFFECT:
    case AC_STMT_AWAIT:
    case AC_STMT_BRANCH:
    case AC_STMT_STEPS:
    case AC_STMT_SCOPE:
        return true;
    case AC_STMT_CONTINUE:
        return stmt->unwind || (stmt->target && stmt->target->is_continued);
    default:
        return stmt->unwind != NULL;
    }
}

static void mark_await(struct marking *marking, struct ac_await *await)
{
    mark_expr(marking, await->callee->call);
    mark_expr(marking, await->error);
}

/* Where a macro gives the head of a statement and the beginning of its body, or `} else {`, the parts have no text of
 * their own. */
static void reach_parts(struct marking *marking, const struct ac_stmt *stmt)
{
    bool has_head = stmt->kind == AC_STMT_IF || stmt->kind == AC_STMT_WHILE || stmt->kind == AC_STMT_SWITCH;
    size_t end;
    if (!has_head || !stmt->expr) {
        return;
    }
    if (stmt->expr->range.begin <= stmt->range.begin) {
        ac_need_expansion(marking->unit, stmt->range.begin);
    }
    end = stmt->expr->range.end;
    for (size_t i = 0; i < stmt->kid_count; i++) {
        if (stmt->kids[i]->range.begin < end) {
            ac_need_expansion(marking->unit, i ? stmt->kids[i]->range.begin : stmt->range.begin);
        }
        end = stmt->kids[i]->range.end;
    }
}

/* `break; case 2:` of one macro, or `} {`, where one of the two changes. */
static void reach_neighbours(struct marking *marking, const struct ac_stmt *block)
{
    for (size_t i = 1; i < block->kid_count; i++) {
        const struct ac_stmt *left = block->kids[i - 1], *right = block->kids[i];
        bool are_one = left->kind == AC_STMT_DECL && right->kind == AC_STMT_DECL && !left->in_macro && !right->in_macro;
        if ((left->changes || right->changes) && !are_one && right->range.begin < left->range.end) {
            ac_need_expansion(marking->unit, right->range.begin);
        }
    }
}

/* The same of the end of a body and what follows it: `} while (0)`. */
static void reach_end_of_do(struct marking *marking, const struct ac_stmt *stmt)
{
    if (stmt->kids[0]->range.begin <= stmt->range.begin) {
        ac_need_expansion(marking->unit, stmt->range.begin);
    }
    if (stmt->expr->range.begin < stmt->kids[0]->range.end) {
        ac_need_expansion(marking->unit, stmt->expr->range.begin);
    }
}

static bool mark_condition(struct marking *marking, struct ac_stmt *stmt)
{
    bool changes = mark_expr(marking, stmt->expr);
    bool is_condition = stmt->kind == AC_STMT_IF || stmt->kind == AC_STMT_WHILE || stmt->kind == AC_STMT_DO ||
                        stmt->kind == AC_STMT_FOR;
    if (changes && is_condition) {
        ac_unwrap_comparison(marking->unit->arena, stmt);
    }
    return changes;
}

static bool mark_stmt(struct marking *marking, struct ac_stmt *stmt)
{
    bool changes;
    if (!stmt) {
        return false;
    }
    changes = is_changed_kind(stmt);
    changes |= mark_condition(marking, stmt);
    changes |= mark_expr(marking, stmt->step);
    changes |= mark_stmt(marking, stmt->init);
    changes |= mark_steps(marking, &stmt->pre);
    changes |= mark_steps(marking, &stmt->step_pre);
    changes |= mark_decl(marking, stmt);
    mark_steps(marking, &stmt->steps);
    mark_steps(marking, &stmt->other_steps);
    for (size_t i = 0; i < stmt->operand_count; i++) {
        changes |= mark_expr(marking, stmt->operands[i]);
    }
    for (size_t i = 0; i < stmt->kid_count; i++) {
        changes |= mark_stmt(marking, stmt->kids[i]);
    }
    if (stmt->await) {
        mark_await(marking, stmt->await);
    }
    stmt->is_silenced |= ac_needs_silence(marking->function, stmt);
    stmt->changes = changes;
    if (changes) {
        reach_parts(marking, stmt);
    }
    if (changes && stmt->kind == AC_STMT_COMPOUND) {
        reach_neighbours(marking, stmt);
    }
    if (changes && stmt->kind == AC_STMT_DO) {
        reach_end_of_do(marking, stmt);
    }
    if (changes && stmt->in_macro && !ac_is_transparent(marking->unit, stmt->range.begin)) {
        ac_need_expansion(marking->unit, stmt->range.begin);
    }
    return changes;
}

static void reach_mentions(struct ac_unit *unit, const struct ac_function *function)
{
    for (size_t i = 0; i < function->mentions.count; i++) {
        const struct ac_mention *mention = &function->mentions.items[i];
        if (mention->local->place == AC_PLACE_FRAME && mention->in_macro &&
            !ac_is_transparent(unit, mention->range.begin)) {
            ac_need_expansion(unit, mention->range.begin);
        }
    }
}

void ac_lower(struct ac_unit *unit)
{
    ac_decide_starts(unit);
    for (size_t i = 0; i < unit->functions.count; i++) {
        choose_names(unit, unit->functions.items[i]);
        number(unit, unit->functions.items[i]);
        redirect_va_starts(unit, unit->functions.items[i]);
        mark_stmt(&(struct marking){unit, unit->functions.items[i]}, unit->functions.items[i]->body);
        reach_mentions(unit, unit->functions.items[i]);
    }
    for (size_t i = 0; i < unit->changes.count; i++) {
        mark_expr(&(struct marking){unit, NULL}, unit->changes.items[i].expr);
    }
}
