/* scope_block.c - whether the rest of a block, whose end a clean-up waits for, needs no braces of its own.
 *
 *     const char *end = "well"; DEFER puts(end); char text[9]; ... end = text;
 *
 * The clean-up is a part of the block: what is declared behind it lives until it has run, and pointers may lead it
 * there. In braces that would be gone. Without them, its name would hide what the clean-up means by it; then they stay,
 * and what may be reached lives in the frame. They stay, too, where nothing may.
 *
 * Refuses: names that hide so, where what may be reached cannot live in the frame. */
#include "scope_block.h"

#include "../ir_walk.h"
#include "../text/lex.h"
#include "nodes.h"

#include <string.h>

/* ---- what may be reached ----------------------------------------------------------------------------------------- */

static bool note_literal(void *found, struct ac_expr *expr)
{
    *(bool *)found |= expr->kind == AC_EXPR_LITERAL && (expr->access & AC_ACCESS_ADDRESS) && !expr->local;
    return !*(bool *)found;
}

static bool has_literal(struct ac_stmt *rest)
{
    bool found = false;
    ac_walk_stmt(&(struct ac_walker){.expr = note_literal, .data = &found}, rest);
    return found;
}

/* ---- what it would mean instead ---------------------------------------------------------------------------------- */

static bool is_inside(struct ac_range inner, struct ac_range outer)
{
    return inner.begin >= outer.begin && inner.end <= outer.end;
}

/* As a name of its own: not as that of a member. */
static bool names(const char *text, struct ac_range range, const char *name)
{
    struct ac_lexer lexer;
    bool is_member = false;
    ac_lexer_init(&lexer, text, range.begin, range.end);
    for (struct ac_token token = ac_lex(&lexer); token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
        if (token.kind == AC_TOKEN_IDENTIFIER && !is_member && ac_token_is(text, token, name)) {
            return true;
        }
        is_member = token.op == '.' || ac_token_is(text, token, "->");
    }
    return false;
}

static bool has_macro_with_names(const struct ac_unit *unit, struct ac_range range)
{
    for (size_t i = 0; i < unit->invocations.count; i++) {
        const struct ac_invocation *invocation = &unit->invocations.items[i];
        if (range.begin <= invocation->offset && invocation->offset < range.end && !invocation->is_plain &&
            invocation->owner == AC_OWNER_USER) {
            return true;
        }
    }
    return false;
}

/* Whether the name may mean something else in front of the rest. */
static bool has_other_meaning(const struct ac_scope_block *block, const char *name)
{
    const struct ac_function *function = block->function;
    bool found = ac_names_have(&block->unit->taken, name);
    for (size_t i = 0; i < function->locals.count && !found; i++) {
        const struct ac_local *local = function->locals.items[i];
        found = !is_inside(local->scope, block->rest->range) && !strcmp(local->name, name);
    }
    for (size_t i = 0; i < function->hidings.count && !found; i++) {
        const struct ac_hiding *hiding = &function->hidings.items[i];
        found = !is_inside(hiding->scope, block->rest->range) && !strcmp(hiding->name, name);
    }
    return found;
}

/* Why the rest needs braces. What a macro mentions is not in the text. */
enum obstacle { NO_OBSTACLE, MAY_HIDE, HIDES, BARS_WAY };

static enum obstacle hides(const struct ac_scope_block *block, const char *name)
{
    const struct ac_local *variable = block->cleanup_of;
    if (!block->cleanup) {
        bool is_same = !strcmp(name, variable->name) || (variable->cleanup && !strcmp(name, variable->cleanup));
        return is_same ? HIDES : NO_OBSTACLE;
    }
    if (names(block->unit->source->text, block->cleanup->range, name)) {
        return HIDES;
    }
    return has_macro_with_names(block->unit, block->cleanup->range) && has_other_meaning(block, name) ? MAY_HIDE
                                                                                                      : NO_OBSTACLE;
}

/* The worst of them, and which name it is. */
struct finding {
    enum obstacle obstacle;
    const char *name;
    struct ac_range range;
};

static void find(struct finding *finding, enum obstacle obstacle, const char *name, struct ac_range range)
{
    if (obstacle > finding->obstacle) {
        *finding = (struct finding){obstacle, name, range};
    }
}

static void visit_declaration(const struct ac_scope_block *block, const struct ac_stmt *declaration,
                              struct finding *finding)
{
    for (size_t i = 0; i < declaration->declarator_count; i++) {
        const struct ac_local *local = declaration->declarators[i].local;
        if (local) {
            find(finding, hides(block, local->name), local->name, local->declared);
        }
    }
}

/* No jump may lead past a declaration with a size that is computed there. */
static void visit_other_names(const struct ac_scope_block *block, struct finding *finding)
{
    for (size_t i = 0; i < block->function->hidings.count; i++) {
        const struct ac_hiding *hiding = &block->function->hidings.items[i];
        if (hiding->scope.begin >= block->rest->range.begin && hiding->scope.end >= block->rest->range.end) {
            enum obstacle obstacle = hiding->is_variably_modified ? BARS_WAY : hides(block, hiding->name);
            find(finding, obstacle, hiding->name, (struct ac_range){hiding->scope.begin, hiding->scope.begin + 1});
        }
    }
}

/* ---- the decision ------------------------------------------------------------------------------------------------ */

/* A frame has room for it. */
static bool can_be_kept(const struct ac_local *local)
{
    const struct ac_type *type = local->type;
    return !type->is_variably_modified && !type->has_va_list && !local->is_in_named_register &&
           local->alignment.number <= AC_STRICTEST_ALIGNMENT && type->align <= AC_STRICTEST_ALIGNMENT &&
           !strstr(type->spelling, "(unnamed");
}

/* What may be reached, and whether all of it has a place in the frame where there are braces. */
struct reach {
    bool found, is_lost;
};

static void visit_reachable(const struct ac_stmt *declaration, bool keeps, struct reach *reach)
{
    for (size_t i = 0; i < declaration->declarator_count; i++) {
        struct ac_local *local = declaration->declarators[i].local;
        if (local && local->address_taken) {
            local->outlives_block |= keeps && can_be_kept(local);
            reach->is_lost |= !local->bounds && !can_be_kept(local);
            reach->found = true;
        }
    }
}

static void refuse(const struct ac_scope_block *block, const struct finding *finding)
{
    if (finding->obstacle == MAY_HIDE) {
        ac_need_expansions(block->unit, block->cleanup->range);
        return;
    }
    ac_diag(block->diags, AC_ERROR, block->unit->source, finding->range, AC_RULE_C_STACK,
            finding->obstacle == HIDES
                ? "the clean-up in front of this means another '%s': behind braces that keep them apart, what it may "
                  "reach by a pointer would be gone when it runs: give this one another name"
                : "the size of '%s' keeps this block apart from the clean-up in front of it, and what that may reach "
                  "by a pointer would be gone when it runs: write the type out where it is used",
            finding->name);
}

void ac_scope_open_block(const struct ac_scope_block *block)
{
    struct finding finding = {.obstacle = NO_OBSTACLE};
    struct reach reach = {.found = has_literal(block->rest)};
    reach.is_lost = reach.found;
    visit_other_names(block, &finding);
    for (size_t i = 0; i < block->rest->kid_count; i++) {
        const struct ac_stmt *declaration = ac_labelled_declaration(block->rest->kids[i]);
        if (declaration) {
            visit_declaration(block, declaration, &finding);
        }
    }
    for (size_t i = 0; i < block->rest->kid_count; i++) {
        const struct ac_stmt *declaration = ac_labelled_declaration(block->rest->kids[i]);
        if (declaration) {
            visit_reachable(declaration, finding.obstacle != NO_OBSTACLE, &reach);
        }
    }
    if (finding.obstacle != NO_OBSTACLE && reach.is_lost) {
        refuse(block, &finding);
    }
    block->rest->is_shared = finding.obstacle == NO_OBSTACLE && reach.found;
}
