/* scope_block.c - whether the rest of a block, whose end a clean-up waits for, needs no braces of its own.
 *
 *     const char *end = "well"; DEFER puts(end); char text[9]; ... end = text;
 *
 * The clean-up is a part of the block: what is declared behind it lives until it has run, and pointers may lead it
 * there. In braces that would be gone. Without them, its name would hide what the clean-up means by it; then they stay,
 * and what may be reached lives in the frame. They stay, too, where nothing may. */
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

/* What a macro mentions is not in the text. */
static bool would_hide(const struct ac_scope_block *block, const char *name)
{
    const struct ac_local *variable = block->cleanup_of;
    if (!block->cleanup) {
        return !strcmp(name, variable->name) || (variable->cleanup && !strcmp(name, variable->cleanup));
    }
    return names(block->unit->source->text, block->cleanup->range, name) ||
           (has_macro_with_names(block->unit, block->cleanup->range) && has_other_meaning(block, name));
}

/* No jump may lead past a declaration with a size that is computed there. */
static bool bars_way(const struct ac_local *local)
{
    return local->type->is_variably_modified && !local->bounds;
}

static bool needs_braces(const struct ac_scope_block *block, const struct ac_stmt *declaration)
{
    for (size_t i = 0; i < declaration->declarator_count; i++) {
        const struct ac_local *local = declaration->declarators[i].local;
        if (local && (bars_way(local) || would_hide(block, local->name))) {
            return true;
        }
    }
    return false;
}

static bool hides_otherwise(const struct ac_scope_block *block)
{
    for (size_t i = 0; i < block->function->hidings.count; i++) {
        const struct ac_hiding *hiding = &block->function->hidings.items[i];
        if (is_inside(hiding->scope, block->rest->range) &&
            (hiding->is_variably_modified || would_hide(block, hiding->name))) {
            return true;
        }
    }
    return false;
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

/* Gives whether one of the declaration may be reached; of those that can be kept, `keeps` says that they are. */
static bool visit_reachable(const struct ac_stmt *declaration, bool keeps)
{
    bool found = false;
    for (size_t i = 0; i < declaration->declarator_count; i++) {
        struct ac_local *local = declaration->declarators[i].local;
        if (local && local->address_taken) {
            local->outlives_block |= keeps && can_be_kept(local);
            found = true;
        }
    }
    return found;
}

void ac_scope_open_block(const struct ac_scope_block *block)
{
    bool is_open = !hides_otherwise(block), found = has_literal(block->rest);
    for (size_t i = 0; i < block->rest->kid_count; i++) {
        const struct ac_stmt *declaration = ac_labelled_declaration(block->rest->kids[i]);
        is_open &= !declaration || !needs_braces(block, declaration);
    }
    for (size_t i = 0; i < block->rest->kid_count; i++) {
        const struct ac_stmt *declaration = ac_labelled_declaration(block->rest->kids[i]);
        found |= declaration && visit_reachable(declaration, !is_open);
    }
    block->rest->is_shared = is_open && found;
}
