/* sizes.c - see sizes.h. */
#include "pass/sizes.h"

#include "pass/nodes.h"

#include <string.h>

struct sizing {
    struct ac_unit *unit;
    struct ac_function *function;
    struct ac_diags *diags;
};

static void refuse(const struct sizing *sizing, struct ac_range range, const char *name, const char *why)
{
    ac_diag(sizing->diags, AC_ERROR, sizing->unit->source, range, AC_RULE_VARIABLE_SIZE,
            "'%s' has a variable size, and an AWAIT in its scope: %s", name, why);
}

static bool await_in(const struct ac_function *function, struct ac_range scope)
{
    for (size_t i = 0; i < function->awaits.count; i++) {
        size_t at = function->awaits.items[i]->range.begin;
        if (at >= scope.begin && at < scope.end) {
            return true;
        }
    }
    return false;
}

/* ---- bounds ------------------------------------------------------------------------------------------------------ */

static const struct ac_type *size_type(void)
{
    static const struct ac_type type = {.before = "unsigned long ",
                                        .after = "",
                                        .spelling = "unsigned long",
                                        .size = sizeof(size_t),
                                        .align = _Alignof(size_t),
                                        .is_scalar = true};
    return &type;
}

static size_t count_marks(const char *text)
{
    size_t count = 0;
    for (; (text = strchr(text, AC_SIZE_MARK)); text++) {
        count++;
    }
    return count;
}

static void make_bounds(const struct sizing *sizing, struct ac_local *local)
{
    struct ac_arena *arena = sizing->unit->arena;
    local->bounds = ac_alloc(arena, (local->sizes.count + 1) * sizeof *local->bounds);
    for (size_t i = 0; i < local->sizes.count; i++) {
        struct ac_local *bound =
            ac_new_temporary(arena, sizing->function, ac_format(arena, "%s_size", local->name), size_type());
        bound->bound_of = local;
        bound->scope = local->scope;
        local->bounds[i] = bound;
    }
    local->is_on_heap = local->type->marked[0] == '[' && local->type->marked[1] == AC_SIZE_MARK;
}

/* Parameters have bounds in any case: the sizes in a lowered parameter would be those of a call that only resumes. */
static void keep(const struct sizing *sizing, struct ac_local *local)
{
    if (!local->type->is_variably_modified || !(local->is_parameter || await_in(sizing->function, local->scope))) {
        return;
    }
    if (local->is_temporary) {
        ac_diag(sizing->diags, AC_ERROR, sizing->unit->source, local->declared, AC_RULE_VARIABLE_SIZE,
                "the type of this value has a variable size, and an AWAIT takes apart what it is in: give the value of "
                "the AWAIT a name before");
    } else if (!local->sizes.count || local->sizes.count != count_marks(local->type->marked)) {
        refuse(sizing, local->declared, local->name, "its own declaration must say all sizes");
    } else {
        make_bounds(sizing, local);
    }
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

/* Typedefs and statics stay where they are, in the way of every jump. */
static void check_other_names(const struct sizing *sizing)
{
    for (size_t i = 0; i < sizing->function->hidings.count; i++) {
        const struct ac_hiding *hiding = &sizing->function->hidings.items[i];
        if (hiding->is_variably_modified && await_in(sizing->function, hiding->scope)) {
            refuse(sizing, hiding->scope, hiding->name, "write the type out where it is used");
        }
    }
}

void ac_sizes(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    struct sizing sizing = {unit, function, diags};
    size_t count = function->locals.count; /* more are made on the way */
    for (size_t i = 0; i < count; i++) {
        keep(&sizing, function->locals.items[i]);
    }
    check_other_names(&sizing);
}
