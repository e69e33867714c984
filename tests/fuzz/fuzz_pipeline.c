/* fuzz_pipeline.c - harness: the bytes are a C file, and go through all of asyncc, as main.c takes it there.
 *
 * As in the programs of tests/run, a line `// flags: ...` in it gives flags; those that name other files are left out.
 * What must hold: it ends without a crash; either there is generated code and no error, or an error and no code; all
 * that is printed can be read; the same file gives the same bytes again. */
#define _GNU_SOURCE
#include "target.h"

#include "base/args.h"
#include "options.h"
#include "pipeline.h"
#include "text/trigraph.h"

#include <string.h>

/* With flags that it does not know libclang 19 leaks the text it was given. By the library's name, as there may be no
 * symbolizer; what asyncc allocates is allocated under libclang at most. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libLLVM";
}

/* The hash chooses what else is done with an input: the same thing each time. */
static unsigned hash_of(const char *text, size_t size)
{
    unsigned hash = 2166136261u;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    }
    return hash >> 8;
}

static bool is_harmless(const char *flag)
{
    return !strncmp(flag, "-std=", 5) || !strncmp(flag, "-f", 2) || !strcmp(flag, "-ansi") ||
           !strcmp(flag, "-trigraphs");
}

static void add_flags_of_text(struct ac_arena *arena, struct ac_args *flags, const char *text, size_t size)
{
    static const char mark[] = "// flags:";
    const char *found = memmem(text, size, mark, sizeof mark - 1), *end;
    struct ac_args words = {0};
    if (!found) {
        return;
    }
    found += sizeof mark - 1;
    end = memchr(found, '\n', (size_t)(text + size - found));
    ac_args_split(arena, &words, ac_strndup(arena, found, (size_t)((end ? end : text + size) - found)));
    for (size_t i = 0; i < words.count; i++) {
        if (is_harmless(words.items[i])) {
            ac_args_add(arena, flags, words.items[i]);
        }
    }
}

static struct ac_options options_for(struct ac_arena *arena, const char *text, size_t size)
{
    struct ac_options options = {.input = "input.c", .output = "-", .line_file = "output.c", .frame_size = 1000};
    ac_args_add(arena, &options.flags, "-I" FUZZ_SOURCE_DIR "/runtime/include");
    ac_args_add(arena, &options.flags, "-I" FUZZ_SOURCE_DIR "/tests/support");
    add_flags_of_text(arena, &options.flags, text, size);
    return options;
}

/* Once through the pipeline. What is dumped goes to `dump`. */
static struct ac_result run(struct ac_arena *arena, const struct ac_options *options, const char *text, size_t size,
                            FILE *dump)
{
    struct ac_result result = {NULL, 0, NULL, 0};
    struct ac_diags *diags = ac_diags_new(arena);
    struct ac_source *source;
    bool good;
    if (ac_has_trigraphs(options->flags.items, options->flags.count)) {
        text = ac_replace_trigraphs(arena, text, &size);
    }
    source = ac_source_new(arena, options->input, text, size);
    ac_diags_configure(diags, source, NULL, 0);
    good = ac_pipeline(arena, options, source, diags, dump, &result);
    FUZZ_CHECK(good == (ac_diags_errors(diags) == 0));
    FUZZ_CHECK(!good || options->dump_after || options->stats || result.text);
    fuzz_check_messages(diags);
    return result;
}

static void run_and_dump(struct ac_arena *arena, struct ac_options options, const char *text, size_t size,
                         unsigned choice)
{
    size_t passes = 0;
    char *dumped = NULL;
    size_t dumped_size = 0;
    FILE *dump = open_memstream(&dumped, &dumped_size);
    while (ac_pipeline_passes[passes]) {
        passes++;
    }
    options.stats = choice % (passes + 1) == passes;
    options.dump_after = ac_pipeline_passes[choice % (passes + 1)];
    run(arena, &options, text, size, dump);
    fclose(dump);
    free(dumped);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ac_arena *arena = ac_arena_new();
    const char *text = ac_strndup(arena, (const char *)data, size); /* as ac_file_read() does, with an end */
    struct ac_options options = options_for(arena, text, size);
    unsigned hash = hash_of(text, size);
    struct ac_result result = run(arena, &options, text, size, stdout), again;
    if (result.text && hash % 8 == 0) {
        again = run(arena, &options, text, size, stdout);
        FUZZ_CHECK(again.text && again.size == result.size && memcmp(again.text, result.text, result.size) == 0);
    }
    if (hash % 8 == 1) {
        run_and_dump(arena, options, text, size, hash / 8);
    }
    ac_arena_free(arena);
    return 0;
}
