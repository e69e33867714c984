/* pipeline.c - the passes in their order. Read this first.
 *
 *     expand    text -> text: markers spelled out, macro invocations expanded that something changes in
 *     build     libclang's tree -> IR (front/)
 *     hoist     each await a statement of its own
 *     sizes     variables of variable size are kept apart from their sizes
 *     scope     DEFER and cleanup variables become regions with a clean-up
 *     flow      the control flow graph
 *     live      which locals each await must preserve
 *     layout    where each local lives: a C local, saved around awaits, or a field of the frame
 *     lower     states, sites, names, what changes
 *     emit      IR -> text
 *
 * Files that are included need a place in the text where something in them changes: they are put in (text/compose.c).
 * Which macro invocations must be expanded is known only once everything is decided: then the passes start again with
 * those expanded, until nothing is left to ask for. Most files need one round. */
#include "pipeline.h"

#include "base/stack.h"
#include "emit/emit.h"
#include "emit/stats.h"
#include "front/session.h"
#include "ir_dump.h"
#include "ir_verify.h"
#include "pass/advice.h"
#include "pass/counter.h"
#include "pass/flow.h"
#include "pass/hoist.h"
#include "pass/layout.h"
#include "pass/live.h"
#include "pass/lower.h"
#include "pass/rename.h"
#include "pass/scope.h"
#include "pass/sizes.h"
#include "pass/support.h"
#include "pass/twin_macros.h"
#include "text/compose.h"
#include "text/expand.h"
#include "text/marker.h"
#include "text/trigraph.h"

#include <stdlib.h>
#include <string.h>

const char *const ac_pipeline_passes[] = {"expand", "build", "hoist",  "sizes", "scope",
                                          "flow",   "live",  "layout", "lower", NULL};

/* Each round expands at least one more invocation, innermost ones last. */
enum { MAX_ROUNDS = 64 };

enum outcome { FINISHED, REFUSED, AGAIN };

struct rounds {
    struct ac_arena *arena;
    const struct ac_options *options;
    struct ac_source *original;
    struct ac_diags *diags;
    FILE *dump;
    const struct ac_source *expanded; /* by the last round */
    struct ac_result *result;
    enum outcome outcome;                  /* of the last round */
    struct ac_source *source;              /* the original, or that and files it includes */
    const struct ac_inclusion *inclusions; /* of the original; NULL until files must be put in */
    struct ac_wanted wanted;
    struct ac_macros *macros; /* NULL until something must be expanded */
    struct {
        size_t *items;
        size_t count, capacity;
    } to_expand;
};

static bool dumps(const struct rounds *rounds, const char *pass)
{
    return rounds->options->dump_after && !strcmp(rounds->options->dump_after, pass);
}

static void dump_functions(struct rounds *rounds, const struct ac_unit *unit)
{
    for (size_t i = 0; i < unit->functions.count; i++) {
        ac_ir_dump(rounds->dump, unit, unit->functions.items[i]);
    }
}

static void verify(const struct ac_unit *unit, enum ac_phase phase)
{
#ifdef ASYNCC_VERIFY
    for (size_t i = 0; i < unit->functions.count; i++) {
        if (!ac_ir_verify(stderr, unit, unit->functions.items[i], phase)) {
            fprintf(stderr, "asyncc: internal error: the tree of '%s' is not as it should be\n",
                    unit->functions.items[i]->name);
            abort();
        }
    }
#else
    (void)unit;
    (void)phase;
#endif
}

/* ---- expansion --------------------------------------------------------------------------------------------------- */

/* What is defined where, from the first parse. */
static void learn_macros(struct rounds *rounds, struct ac_session *session, const struct ac_source *parsed)
{
    if (!rounds->macros) {
        rounds->macros = ac_macros_new(rounds->arena);
        ac_session_macros(rounds->arena, session, parsed, rounds->source, rounds->macros);
    }
}

/* The same from a parse of its own: of a text put together of several files, whose markers cannot be told before. */
static void learn_macros_first(struct rounds *rounds)
{
    struct ac_diags *ignored = ac_diags_new(rounds->arena); /* the parse that counts reports them again */
    struct ac_session *session = ac_session_open(rounds->arena, rounds->source, (int)rounds->options->flags.count,
                                                 (const char *const *)rounds->options->flags.items, ignored);
    if (session) {
        learn_macros(rounds, session, rounds->source);
        ac_macros_tell_undefs_now(rounds->macros);
        ac_session_close(session);
    }
}

static struct ac_source *expand(struct rounds *rounds)
{
    struct ac_expand_failures failures = {0};
    struct ac_macros *macros = rounds->macros;
    struct ac_source *source;
    if (rounds->source->pieces.count && !macros) {
        learn_macros_first(rounds);
        macros = rounds->macros;
    }
    if (!macros) {
        macros = ac_macros_new(rounds->arena);
        ac_macros_scan_main(macros, rounds->source, NULL);
    }
    source = ac_expand_source(rounds->arena, macros, rounds->to_expand.items, rounds->to_expand.count, &failures);
    for (size_t i = 0; i < failures.count; i++) {
        struct ac_range range = {failures.items[i].offset, failures.items[i].offset};
        ac_diag(rounds->diags, AC_ERROR, rounds->source, range, AC_RULE_MACRO_EXPANSION,
                "asyncc must expand this macro to change what is inside, and cannot: %s", failures.items[i].reason);
    }
    return source;
}

/* Whether the markers are to be spelled in another way now that the macros of headers are known: the braces that a
 * block ends with may be theirs. */
static bool spells_markers_anew(struct rounds *rounds, struct ac_session *session, const struct ac_source *source)
{
    if (rounds->macros || !ac_may_have_blocks(source)) {
        return false;
    }
    learn_macros(rounds, session, source);
    ac_macros_tell_undefs_now(rounds->macros);
    const struct ac_source *anew = expand(rounds);
    return anew->size != source->size || memcmp(anew->text, source->text, source->size) != 0;
}

/* ---- included files ---------------------------------------------------------------------------------------------- */

static bool want(struct rounds *rounds, const struct ac_file_to_include *file)
{
    for (size_t i = 0; i < rounds->wanted.count; i++) {
        if (!strcmp(rounds->wanted.items[i].path, file->path)) {
            bool news = file->in_body && !rounds->wanted.items[i].whole;
            rounds->wanted.items[i].whole |= news;
            return news;
        }
    }
    AC_PUSH(rounds->arena, &rounds->wanted, ((struct ac_wanted_file){file->path, file->in_body}));
    return true;
}

/* Puts in the files that the unit asks for. All that is known about places in the old text is void then. */
static bool put_in_files(struct rounds *rounds, struct ac_session *session, const struct ac_source *parsed,
                         const struct ac_unit *unit)
{
    const char *missing = NULL;
    struct ac_source *composed;
    bool news = false;
    for (size_t i = 0; i < unit->to_include.count; i++) {
        news |= want(rounds, &unit->to_include.items[i]);
        missing = unit->to_include.items[i].path;
    }
    if (!rounds->inclusions) {
        rounds->inclusions = ac_session_inclusions(rounds->arena, session, parsed);
    }
    composed = news ? ac_compose(rounds->arena, rounds->original, rounds->inclusions, &rounds->wanted, &missing) : NULL;
    if (!composed) {
        ac_diag(rounds->diags, AC_ERROR, rounds->original, (struct ac_range){0, 0}, AC_RULE_INCLUDED_BODY,
                "'%s' has ASYNC functions or parts of one, and asyncc cannot read its text: include it in this file by "
                "#include",
                missing);
        return false;
    }
    rounds->source = composed;
    rounds->macros = NULL;
    rounds->to_expand.count = 0;
    return true;
}

static int compare_offsets(const void *a, const void *b)
{
    size_t one = *(const size_t *)a, other = *(const size_t *)b;
    return (one > other) - (one < other);
}

/* Takes over what is asked for. False where that is nothing new. */
static bool take_requests(struct rounds *rounds, const struct ac_requests *requests)
{
    size_t before = rounds->to_expand.count, *offsets, count = 0;
    if (!requests->count) {
        return false;
    }
    for (size_t i = 0; i < requests->count; i++) {
        AC_PUSH(rounds->arena, &rounds->to_expand, requests->items[i]);
    }
    offsets = rounds->to_expand.items;
    qsort(offsets, rounds->to_expand.count, sizeof *offsets, compare_offsets);
    for (size_t i = 0; i < rounds->to_expand.count; i++) {
        if (!count || offsets[count - 1] != offsets[i]) {
            offsets[count++] = offsets[i];
        }
    }
    rounds->to_expand.count = count;
    return count > before;
}

/* ---- passes ------------------------------------------------------------------------------------------------------ */

typedef void function_pass(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags);

static void run_flow(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    (void)diags;
    ac_flow(unit, function);
}

static void run_live(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    (void)diags;
    ac_live(unit, function);
}

static void run_layout(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags)
{
    (void)diags;
    ac_layout(unit, function);
}

static const struct {
    const char *name;
    function_pass *run, *check;
    enum ac_phase phase;
} passes[] = {
    {"hoist", ac_hoist, ac_support_hoisted, AC_PHASE_HOISTED},
    {"sizes", ac_sizes, NULL, AC_PHASE_HOISTED},
    {"scope", ac_scope, NULL, AC_PHASE_SCOPED},
    {"flow", run_flow, NULL, AC_PHASE_FLOWED},
    {"live", run_live, ac_support_live, AC_PHASE_LIVE},
    {"layout", run_layout, NULL, AC_PHASE_LAID_OUT},
};

static void refuse_requests(struct rounds *rounds, const struct ac_requests *requests)
{
    for (size_t i = 0; i < requests->count; i++) {
        struct ac_range range = {requests->items[i], requests->items[i]};
        ac_diag(rounds->diags, AC_ERROR, rounds->source, range, AC_RULE_MACRO_EXPANSION,
                "asyncc cannot change what stands inside this macro: write it out");
    }
}

static enum outcome outcome_of(struct rounds *rounds, const struct ac_unit *unit)
{
    if (take_requests(rounds, &unit->to_expand) || take_requests(rounds, &unit->to_expand_else)) {
        return AGAIN;
    }
    refuse_requests(rounds, &unit->to_expand);
    refuse_requests(rounds, &unit->to_expand_else);
    return ac_diags_errors(rounds->diags) ? REFUSED : FINISHED;
}

/* -Wframe-size=N */
static void warn_of_frames(struct rounds *rounds, const struct ac_unit *unit)
{
    size_t most = rounds->options->frame_size;
    for (size_t i = 0; most && i < unit->functions.count; i++) {
        const struct ac_function *function = unit->functions.items[i];
        if (ac_needs_frame(function) && function->frame_size > most) {
            ac_diag(rounds->diags, AC_WARNING, unit->source, function->declared, AC_RULE_FRAME_SIZE,
                    "the frame of '%s' has %zu bytes, which is more than %zu; --stats tells what is in it",
                    function->name, function->frame_size, most);
        }
    }
}

static void lower(struct rounds *rounds, struct ac_session *session, struct ac_unit *unit)
{
    ac_lower(unit);
    if (unit->renames.count) {
        learn_macros(rounds, session, unit->source);
        ac_settle_renames(unit, rounds->macros);
    }
    if (unit->functions.count && ac_session_mentions(rounds->arena, session, "__COUNTER__")) {
        learn_macros(rounds, session, unit->source);
        ac_find_counters(unit, rounds->macros);
    }
}

static enum outcome run_passes(struct rounds *rounds, struct ac_session *session, struct ac_unit *unit)
{
    enum outcome outcome = outcome_of(rounds, unit);
    if (outcome != AGAIN) {
        ac_advise(unit, rounds->diags);
    }
    for (size_t i = 0; outcome == FINISHED && i < sizeof passes / sizeof *passes; i++) {
        for (size_t j = 0; j < unit->functions.count; j++) {
            passes[i].run(unit, unit->functions.items[j], rounds->diags);
            if (passes[i].check) {
                passes[i].check(unit, unit->functions.items[j], rounds->diags);
            }
        }
        outcome = outcome_of(rounds, unit);
        if (outcome == FINISHED) {
            verify(unit, passes[i].phase);
        }
        if (outcome == FINISHED && dumps(rounds, passes[i].name)) {
            dump_functions(rounds, unit);
            return FINISHED;
        }
    }
    if (outcome == FINISHED) {
        lower(rounds, session, unit);
        warn_of_frames(rounds, unit);
        outcome = outcome_of(rounds, unit);
    }
    return outcome;
}

static enum outcome finish(struct rounds *rounds, struct ac_unit *unit)
{
    if (dumps(rounds, "build") || dumps(rounds, "lower")) {
        dump_functions(rounds, unit);
    } else if (rounds->options->stats) {
        ac_stats_print(rounds->dump, unit);
    } else if (!rounds->options->dump_after) {
        rounds->result->text = ac_emit_unit(unit, rounds->options->line_file, rounds->diags, &rounds->result->size);
    }
    return outcome_of(rounds, unit);
}

static enum outcome build_and_run(struct rounds *rounds, struct ac_session *session, struct ac_source *source)
{
    struct ac_unit *unit;
    enum outcome outcome;
    if (ac_diags_errors(rounds->diags)) {
        return REFUSED; /* libclang drops what it cannot understand: nothing that is left is to be trusted */
    }
    unit = ac_build(rounds->arena, session, source, &rounds->macros, rounds->diags);
    if (unit->to_include.count) {
        return put_in_files(rounds, session, source, unit) ? AGAIN : REFUSED;
    }
    if (rounds->macros) {
        ac_find_twin_macros(rounds->macros, unit, rounds->diags);
    }
    if (dumps(rounds, "build")) {
        outcome = outcome_of(rounds, unit);
    } else {
        outcome = run_passes(rounds, session, unit);
    }
    return outcome == FINISHED ? finish(rounds, unit) : outcome;
}

static enum outcome run_round(struct rounds *rounds)
{
    const struct ac_source *before = rounds->source;
    struct ac_source *source = expand(rounds);
    struct ac_session *session;
    enum outcome outcome;
    rounds->expanded = source;
    session = ac_session_open(rounds->arena, source, (int)rounds->options->flags.count,
                              (const char *const *)rounds->options->flags.items, rounds->diags);
    if (!session) {
        return REFUSED;
    }
    if (!rounds->source->pieces.count) { /* what was put in is no file any more */
        ac_session_dependencies(rounds->arena, session, &rounds->result->dependencies,
                                &rounds->result->dependency_count);
    }
    outcome = spells_markers_anew(rounds, session, source) ? AGAIN : build_and_run(rounds, session, source);
    if (outcome == AGAIN && rounds->source == before) {
        learn_macros(rounds, session, source);
        ac_macros_tell_undefs_now(rounds->macros);
    }
    ac_session_close(session);
    return outcome;
}

static void run_rounds(void *data)
{
    struct rounds *rounds = data;
    rounds->outcome = AGAIN;
    for (unsigned round = 0; rounds->outcome == AGAIN && round < MAX_ROUNDS; round++) {
        ac_diags_forget(rounds->diags); /* the next round says again what still holds */
        rounds->outcome = run_round(rounds);
    }
}

bool ac_pipeline(struct ac_arena *arena, const struct ac_options *options, struct ac_source *source,
                 struct ac_diags *diags, FILE *dump, struct ac_result *ret_result)
{
    struct rounds rounds = {
        .arena = arena, .options = options, .original = source, .source = source, .diags = diags, .dump = dump};
    rounds.result = ret_result;
    rounds.wanted.trigraphs = ac_has_trigraphs(options->flags.items, options->flags.count);
    ac_with_large_stack(run_rounds, &rounds);
    if (dumps(&rounds, "expand") && rounds.expanded) {
        fwrite(rounds.expanded->text, 1, rounds.expanded->size, dump);
    }
    return rounds.outcome == FINISHED;
}
