/* ir_verify.c - what is checked when; locals, awaits and scopes as lists. */
#include "ir_verify_internal.h"

#include "ir_dump.h"

#include <stdarg.h>
#include <stdlib.h>

void ac_complain(struct ac_verifier *verifier, struct ac_range range, const char *format, ...)
{
    static const char *const phases[] = {
        [AC_PHASE_BUILT] = "build", [AC_PHASE_HOISTED] = "hoist", [AC_PHASE_SCOPED] = "scope",
        [AC_PHASE_FLOWED] = "flow", [AC_PHASE_LIVE] = "live",     [AC_PHASE_LAID_OUT] = "layout"};
    va_list arguments;
    fprintf(verifier->out, "%s, after %s: ", verifier->function->name, phases[verifier->phase]);
    va_start(arguments, format);
    vfprintf(verifier->out, format, arguments);
    va_end(arguments);
    if (range.begin < range.end) {
        fputs(" at ", verifier->out);
        ac_ir_quote(verifier->out, verifier->unit, range);
    }
    fputc('\n', verifier->out);
    verifier->failures++;
}

bool ac_verify_local(struct ac_verifier *verifier, const struct ac_local *local, struct ac_range range)
{
    const struct ac_locals *locals = &verifier->function->locals;
    if (!local) {
        ac_complain(verifier, range, "a local is missing");
    } else if (local->index >= locals->count || locals->items[local->index] != local) {
        ac_complain(verifier, range, "'%s' is no local of this function", local->name);
    } else {
        return true;
    }
    return false;
}

static int compare_awaits(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)*(const struct ac_await *const *)a, y = (uintptr_t)*(const struct ac_await *const *)b;
    return x < y ? -1 : x > y;
}

size_t ac_verify_position(const struct ac_verifier *verifier, const struct ac_await *await)
{
    size_t count = verifier->function->awaits.count;
    const struct ac_await **found = NULL;
    if (count) {
        found = bsearch(&await, verifier->awaits, count, sizeof *verifier->awaits, compare_awaits);
    }
    return found ? (size_t)(found - verifier->awaits) : count;
}

static void sort_awaits(struct ac_verifier *verifier)
{
    size_t count = verifier->function->awaits.count;
    verifier->awaits = ac_alloc(verifier->unit->arena, (count + 1) * sizeof *verifier->awaits);
    for (size_t i = 0; i < count; i++) {
        verifier->awaits[i] = verifier->function->awaits.items[i];
    }
    qsort(verifier->awaits, count, sizeof *verifier->awaits, compare_awaits);
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

static void verify_local(struct ac_verifier *verifier, size_t at)
{
    const struct ac_local *local = verifier->function->locals.items[at];
    const struct ac_locals *parameters = &verifier->function->parameters;
    bool is_parameter = at < parameters->count;
    if (local->index != at) {
        ac_complain(verifier, local->declared, "local %zu has the index %u", at, local->index);
    }
    if (!local->name || !*local->name || !local->type) {
        ac_complain(verifier, local->declared, "local %zu has no name or no type", at);
    }
    if (local->is_parameter != is_parameter || (is_parameter && parameters->items[at] != local)) {
        ac_complain(verifier, local->declared, "local %zu should %sbe a parameter", at, is_parameter ? "" : "not ");
    }
    if (local->cleanup && !local->address_taken) {
        ac_complain(verifier, local->declared, "address_taken is not set of a cleanup variable");
    }
}

static void verify_locals(struct ac_verifier *verifier)
{
    if (verifier->function->parameters.count > verifier->function->locals.count) {
        ac_complain(verifier, verifier->function->range, "there are more parameters than locals");
        return;
    }
    for (size_t i = 0; i < verifier->function->locals.count; i++) {
        verify_local(verifier, i);
    }
}

/* What the walk over the tree came across, and how often. */
static void verify_seen(struct ac_verifier *verifier)
{
    const struct ac_function *function = verifier->function;
    for (size_t i = 0; i < function->locals.count; i++) {
        const struct ac_local *local = function->locals.items[i];
        if (local->is_temporary && !local->bound_of && !verifier->seen.locals[i]) {
            ac_complain(verifier, local->declared, "nothing assigns the temporary '%s'", local->name);
        }
    }
    for (size_t i = 0; i < function->awaits.count; i++) {
        if (verifier->seen.awaits[i] != 1) {
            ac_complain(verifier, verifier->awaits[i]->range, "an await stands in %u statements",
                        verifier->seen.awaits[i]);
        }
    }
    for (size_t i = 0; i < function->scopes.count; i++) {
        if (verifier->seen.scopes[i + 1] != 1) {
            ac_complain(verifier, (struct ac_range){0, 0}, "scope %zu belongs to %u statements", i + 1,
                        verifier->seen.scopes[i + 1]);
        }
    }
}

static void verify_scopes(struct ac_verifier *verifier)
{
    const struct ac_function *function = verifier->function;
    for (size_t i = 0; i < function->scopes.count; i++) {
        const struct ac_scope *scope = function->scopes.items[i];
        if (scope->number != i + 1) {
            ac_complain(verifier, (struct ac_range){0, 0}, "scope %zu has the number %u", i + 1, scope->number);
        }
        if (ac_verify_local(verifier, scope->leave, (struct ac_range){0, 0})) {
            verifier->seen.locals[scope->leave->index]++;
        }
        if (scope->elements && ac_verify_local(verifier, scope->elements, (struct ac_range){0, 0})) {
            verifier->seen.locals[scope->elements->index]++;
        }
        if (scope->error && ac_verify_local(verifier, scope->error, (struct ac_range){0, 0})) {
            verifier->seen.locals[scope->error->index]++;
        }
    }
}

bool ac_ir_verify(FILE *out, const struct ac_unit *unit, const struct ac_function *function, enum ac_phase phase)
{
    struct ac_verifier verifier = {.out = out, .unit = unit, .function = function, .phase = phase};
    verifier.seen.locals = ac_alloc(unit->arena, (function->locals.count + 1) * sizeof(unsigned));
    verifier.seen.awaits = ac_alloc(unit->arena, (function->awaits.count + 1) * sizeof(unsigned));
    verifier.seen.blocks = ac_alloc(unit->arena, (function->awaits.count + 1) * sizeof(unsigned));
    verifier.seen.scopes = ac_alloc(unit->arena, (function->scopes.count + 1) * sizeof(unsigned));
    sort_awaits(&verifier);
    verify_locals(&verifier);
    if (verifier.failures) {
        return false; /* nothing can be said of what is known by its index */
    }
    verify_scopes(&verifier);
    ac_verify_tree(&verifier);
    verify_seen(&verifier);
    if (phase >= AC_PHASE_FLOWED) {
        ac_verify_flow(&verifier);
    }
    if (phase >= AC_PHASE_LIVE) {
        ac_verify_live(&verifier);
    }
    if (phase >= AC_PHASE_LAID_OUT) {
        ac_verify_layout(&verifier);
    }
    return verifier.failures == 0;
}
