/* pragma.c - a loop that awaits is none that compilers unroll or vectorize, and some say so, or do not take what stands
 * in its place for a loop: the pragmas in front of it that ask for that are left out. */
#include "emit.h"

#include "../ir_walk.h"

#include <ctype.h>
#include <string.h>

static bool note_await(void *found, struct ac_stmt *stmt)
{
    *(bool *)found |= stmt->kind == AC_STMT_AWAIT;
    return !*(bool *)found;
}

static bool is_awaiting_loop(const struct ac_stmt *stmt)
{
    bool found = false;
    struct ac_walker walker = {.stmt = note_await, .data = &found};
    if (stmt->kind == AC_STMT_WHILE || stmt->kind == AC_STMT_DO || stmt->kind == AC_STMT_FOR) {
        ac_walk_stmt(&walker, (struct ac_stmt *)stmt);
    }
    return found;
}

/* After the word and the space around it, or NULL where something else stands there. */
static const char *after_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    text += strspn(text, " \t");
    if (strncmp(text, word, size) != 0) {
        return NULL;
    }
    bool goes_on = size && isalnum((unsigned char)word[size - 1]) && isalnum((unsigned char)text[size]);
    return goes_on ? NULL : text + size;
}

static bool is_loop_pragma(const char *line)
{
    static const char *const of_loops[][2] = {
        {"GCC", "unroll"}, {"GCC", "ivdep"}, {"clang", "loop"}, {"", "unroll"}, {"", "nounroll"}};
    const char *hash = after_word(line, "#"), *pragma = hash ? after_word(hash, "pragma") : NULL;
    for (size_t i = 0; pragma && i < sizeof of_loops / sizeof *of_loops; i++) {
        const char *at = after_word(pragma, of_loops[i][0]);
        if (at && after_word(at, of_loops[i][1])) {
            return true;
        }
    }
    return false;
}

void ac_emit_before(struct ac_emit *emit, size_t begin, const struct ac_stmt *stmt)
{
    const char *text = emit->unit->source->text;
    size_t end = stmt->range.begin;
    for (size_t i = begin; i < end; i++) {
        if (text[i] == '\n' && is_loop_pragma(text + i + 1) && is_awaiting_loop(stmt)) {
            ac_emit_between(emit, begin, i + 1);
            begin = i + 1 + strcspn(text + i + 1, "\n");
        }
    }
    ac_emit_between(emit, begin, end);
}
