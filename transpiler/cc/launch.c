/* cc/launch.c - decides which sources need asyncc, has them compiled by it, and gives the compiler what came out.
 *
 * A source that needs it becomes TMP/N/foo.c, which takes its place in the compiler's command. It keeps its name, so
 * that what the compiler names after it (foo.o, foo.d, foo.gcno) keeps its name too. #include "x.h" still looks beside
 * the user's file, by -iquote; that is why sources of different directories get commands of their own. */
#define _GNU_SOURCE
#include "launch.h"

#include "../base/file.h"
#include "command.h"
#include "depfile.h"
#include "edit.h"
#include "install.h"
#include "run.h"
#include "scan.h"

#include <string.h>
#include <sys/stat.h>

struct launch {
    struct ac_arena *arena;
    char *const *original; /* argv of the compiler */
    struct cc_command command;
    const char **compiled; /* for each input: what asyncc makes of it, or NULL */
};

static const struct cc_input *input_of(const struct launch *launch, size_t i)
{
    return &launch->command.inputs.items[i];
}

static struct cc_place *new_places(const struct launch *launch)
{
    return ac_alloc(launch->arena, launch->command.inputs.count * sizeof(struct cc_place));
}

static void add_header_path(struct launch *launch, struct ac_args *words)
{
    const char *headers = cc_find_headers(launch->arena);
    if (headers) {
        ac_args_add(launch->arena, words, "-idirafter");
        ac_args_add(launch->arena, words, headers);
    }
}

/* ---- which sources need asyncc ----------------------------------------------------------------------------------- */

/* Asks the compiler what the source includes: other projects have names like DEFER too. */
static bool includes_asyncc(struct launch *launch, size_t i)
{
    struct cc_edit edit = {.drop =
                               CC_DROP_STAGE | CC_DROP_OUTPUT | CC_DROP_DEPENDENCIES | CC_DROP_LINKER | CC_DROP_INPUTS};
    struct cc_place *places = new_places(launch);
    places[i].path = input_of(launch, i)->path;
    edit.places = places;
    ac_args_add(launch->arena, &edit.insert, "-M");
    ac_args_add(launch->arena, &edit.append, "-w"); /* under -Werror, Clang refuses options that -M has no use for */
    add_header_path(launch, &edit.insert);
    struct ac_args words = cc_edit_words(launch->arena, &launch->command, &edit);
    const char *rule = cc_run_quietly(launch->arena, words.items);
    return rule && (strstr(rule, "/asyncc.h") || strstr(rule, "asyncc/markers.h"));
}

static enum cc_use scan(struct launch *launch, size_t i)
{
    const struct cc_input *input = input_of(launch, i);
    size_t size;
    const char *text = input->kind == CC_SOURCE ? ac_file_read(launch->arena, input->path, &size) : NULL;
    return text ? cc_scan_source(text, size) : CC_USES_NOTHING;
}

static bool needs_asyncc(struct launch *launch, size_t i)
{
    enum cc_use use = scan(launch, i);
    return use == CC_INCLUDES_ASYNCC || (use == CC_MAY_USE && includes_asyncc(launch, i));
}

/* Fills launch->compiled. Gives the number of sources that need asyncc. */
static size_t choose_sources(struct launch *launch)
{
    size_t count = launch->command.inputs.count, chosen = 0;
    for (size_t i = 0; i < count && launch->command.stage != CC_PREPROCESS; i++) {
        if (needs_asyncc(launch, i)) {
            launch->compiled[i] = ac_format(launch->arena, "%s/%zu/%s", cc_temporary_directory(launch->arena), i,
                                            basename(input_of(launch, i)->path));
            chosen++;
        }
    }
    return chosen;
}

/* ---- the runtime ------------------------------------------------------------------------------------------------- */

/* True where the command links something that needs the runtime and does not see to it itself. */
static bool lacks_runtime(const struct launch *launch)
{
    bool used = false;
    for (size_t i = 0; i < launch->command.inputs.count && !used; i++) {
        used = launch->compiled[i] ||
               (input_of(launch, i)->kind == CC_OBJECT && cc_scan_object(input_of(launch, i)->path));
    }
    return launch->command.stage == CC_LINK && launch->command.takes_runtime && used;
}

static void add_runtime(const struct launch *launch, struct ac_args *words)
{
    const char *runtime = cc_find_runtime(launch->arena);
    if (launch->command.language) {
        ac_args_add(launch->arena, words, "-xnone");
    }
    ac_args_add(launch->arena, words, runtime ? runtime : "-lasyncc");
}

/* ---- commands ---------------------------------------------------------------------------------------------------- */

/* asyncc -o TMP/N/foo.c --line-file=foo.async.c foo.c -- the compiler's command */
static int run_asyncc(struct launch *launch, size_t i)
{
    struct ac_arena *arena = launch->arena;
    const char *path = input_of(launch, i)->path, *name = basename(path), *dot = strrchr(name, '.');
    int stem = dot ? (int)(dot - name) : (int)strlen(name);
    struct ac_args words = {NULL, 0, 0};
    mkdir(ac_strndup(arena, launch->compiled[i], strlen(launch->compiled[i]) - strlen(name)), 0700);
    ac_args_add(arena, &words, cc_find_asyncc(arena));
    if (launch->command.color) {
        ac_args_add(arena, &words, launch->command.color);
    }
    ac_args_add(arena, &words, "-o");
    ac_args_add(arena, &words, launch->compiled[i]);
    ac_args_add(arena, &words, ac_format(arena, "--line-file=%.*s.async.c", stem, name));
    ac_args_add(arena, &words, path);
    ac_args_add(arena, &words, "--");
    for (size_t k = 0; k < launch->command.words.count; k++) {
        ac_args_add(arena, &words, launch->command.words.items[k]);
    }
    add_header_path(launch, &words);
    return cc_run(words.items);
}

static const char *directory_of(struct ac_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return !slash ? "." : slash == path ? "/" : ac_strndup(arena, path, (size_t)(slash - path));
}

/* What makes the compiler take input `i`, compiled, for the user's file: its headers are found, and no temporary name
 * gets into the object. */
static void add_disguise(struct launch *launch, size_t i, struct ac_args *words)
{
    const char *path = input_of(launch, i)->path;
    ac_args_add(launch->arena, words, "-iquote");
    ac_args_add(launch->arena, words, directory_of(launch->arena, path));
    ac_args_add(launch->arena, words, ac_format(launch->arena, "-ffile-prefix-map=%s=%s", launch->compiled[i], path));
    add_header_path(launch, words);
}

static int run_edited(struct launch *launch, const struct cc_edit *edit)
{
    return cc_run(cc_edit_words(launch->arena, &launch->command, edit).items);
}

static void rename_dependencies(struct launch *launch, const struct cc_command *command)
{
    for (size_t i = 0; i < command->inputs.count; i++) {
        if (launch->compiled[i]) {
            cc_depfile_rename(launch->arena, command, launch->compiled[i], input_of(launch, i)->path);
        }
    }
}

/* All sources lie in one directory: the user's command, with other inputs. */
static int run_as_one(struct launch *launch)
{
    struct cc_place *places = new_places(launch);
    struct cc_edit edit = {.places = places};
    for (size_t i = 0; i < launch->command.inputs.count; i++) {
        places[i].path = launch->compiled[i] ? launch->compiled[i] : input_of(launch, i)->path;
        if (launch->compiled[i]) {
            add_disguise(launch, i, &edit.insert);
        }
    }
    if (lacks_runtime(launch)) {
        add_runtime(launch, &edit.append);
    }
    int status = run_edited(launch, &edit);
    rename_dependencies(launch, &launch->command);
    return status;
}

/* `gcc -c a/x.c b/y.c`: a command for each source. As the compiler does, goes on after a failure. */
static int compile_each(struct launch *launch)
{
    int failure = 0;
    for (size_t i = 0; i < launch->command.inputs.count; i++) {
        struct cc_place *places = new_places(launch);
        struct cc_edit edit = {.drop = CC_DROP_INPUTS, .places = places};
        if (input_of(launch, i)->kind != CC_SOURCE) {
            continue;
        }
        places[i].path = launch->compiled[i] ? launch->compiled[i] : input_of(launch, i)->path;
        if (launch->compiled[i]) {
            add_disguise(launch, i, &edit.insert);
        }
        int status = run_edited(launch, &edit);
        failure = failure ? failure : status;
    }
    rename_dependencies(launch, &launch->command);
    return failure;
}

/* Compiles input `i`, which asyncc compiled, to an object file beside the temporary one. */
static int compile_to_object(struct launch *launch, size_t i, const char *object)
{
    struct ac_arena *arena = launch->arena;
    struct cc_command command = launch->command;
    struct cc_place *places = new_places(launch);
    struct cc_edit edit = {.drop = CC_DROP_OUTPUT | CC_DROP_LINKER | CC_DROP_INPUTS, .places = places};
    places[i].path = launch->compiled[i];
    add_disguise(launch, i, &edit.insert);
    ac_args_add(arena, &edit.append, "-c");
    ac_args_add(arena, &edit.append, "-o");
    ac_args_add(arena, &edit.append, object);
    if (command.dependencies.wanted && !command.dependencies.file) {
        command.dependencies.file = cc_depfile_of_link(arena, &command, input_of(launch, i)->path);
        ac_args_add(arena, &edit.append, "-MF");
        ac_args_add(arena, &edit.append, command.dependencies.file);
    }
    if (command.dependencies.wanted && !command.dependencies.has_target) {
        ac_args_add(arena, &edit.append, "-MQ");
        ac_args_add(arena, &edit.append, command.output ? command.output : "a.out");
    }
    int status = run_edited(launch, &edit);
    cc_depfile_rename(arena, &command, launch->compiled[i], input_of(launch, i)->path);
    return status;
}

/* `gcc a/x.c b/y.c -o program`: the sources that asyncc compiled become objects, which the user's command then links.
 */
static int compile_and_link(struct launch *launch)
{
    struct cc_place *places = new_places(launch);
    struct cc_edit edit = {.drop = CC_DROP_DEPENDENCIES, .places = places};
    int failure = 0;
    for (size_t i = 0; i < launch->command.inputs.count; i++) {
        places[i].path = input_of(launch, i)->path;
        if (launch->compiled[i]) {
            places[i] = (struct cc_place){ac_format(launch->arena, "%s.o", launch->compiled[i]), true};
            int status = compile_to_object(launch, i, places[i].path);
            failure = failure ? failure : status;
        } else if (input_of(launch, i)->kind == CC_SOURCE) {
            edit.drop = 0;
        }
    }
    if (lacks_runtime(launch)) {
        add_runtime(launch, &edit.append);
    }
    return failure ? failure : run_edited(launch, &edit);
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static bool is_one_directory(const struct launch *launch)
{
    const char *first = NULL;
    for (size_t i = 0; i < launch->command.inputs.count; i++) {
        if (input_of(launch, i)->kind != CC_SOURCE) {
            continue;
        }
        const char *directory = directory_of(launch->arena, input_of(launch, i)->path);
        if (first && strcmp(first, directory) != 0) {
            return false;
        }
        first = directory;
    }
    return true;
}

/* The sources that need asyncc are compiled by it, then all by the compiler. */
static int run_both(struct launch *launch)
{
    for (size_t i = 0; i < launch->command.inputs.count; i++) {
        int status = launch->compiled[i] ? run_asyncc(launch, i) : 0;
        if (status != 0) {
            return status;
        }
    }
    if (is_one_directory(launch)) {
        return run_as_one(launch);
    }
    return launch->command.stage == CC_LINK ? compile_and_link(launch) : compile_each(launch);
}

/* True where a source is only preprocessed, as it is, but may need asyncc.h for that. */
static bool lacks_headers(struct launch *launch)
{
    bool used = false;
    for (size_t i = 0; i < launch->command.inputs.count && !used; i++) {
        used = launch->command.stage == CC_PREPROCESS && scan(launch, i) != CC_USES_NOTHING;
    }
    return used;
}

/* No source goes through asyncc: the compiler takes over. */
static int pass_through(struct launch *launch)
{
    struct ac_args words = {NULL, 0, 0};
    for (size_t i = 0; launch->original[i]; i++) {
        ac_args_add(launch->arena, &words, launch->original[i]);
    }
    if (lacks_runtime(launch)) {
        add_runtime(launch, &words);
    }
    if (lacks_headers(launch)) {
        add_header_path(launch, &words);
    }
    cc_remove_temporary_files();
    return cc_exec(words.items);
}

int cc_launch(char *const *words, size_t count)
{
    struct launch launch = {.arena = ac_arena_new(), .original = words};
    int status;
    if (cc_command_parse(launch.arena, words, count, &launch.command)) {
        status = cc_exec(words); /* the compiler has its own words for what is wrong */
    } else {
        cc_run_begin();
        launch.compiled = ac_alloc(launch.arena, launch.command.inputs.count * sizeof *launch.compiled);
        bool needed = choose_sources(&launch) > 0;
        /* Many sources and one -o: the compiler refuses that. */
        bool clash = launch.command.stage == CC_COMPILE && launch.command.output && !is_one_directory(&launch);
        if (needed && !clash) {
            cc_finish(run_both(&launch));
        }
        status = pass_through(&launch);
    }
    ac_arena_free(launch.arena);
    return status;
}
