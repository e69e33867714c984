/* generic_probe.c - asks Clang which association each _Generic of the file selects.
 *
 * libclang tells the type of an expression. So in another parse each _Generic has one beside it whose type says it:
 *
 *     _Generic(x, int: f(), default: g())
 *
 * becomes
 *
 *     (_Generic(x, int: (char (*)[1001])0, default: (char (*)[1002])0), _Generic(x, int: f(), default: g()))
 *
 * where the thousands number the _Generic and the rest its association. */
#include "../base/file.h"
#include "../text/lex.h"
#include "expr.h"
#include "session_internal.h"

#include <stdlib.h>
#include <string.h>

enum { ASSOCIATIONS = 1000 };

struct selection {
    struct ac_range generic;
    size_t selected;
    const char *probe;
};

struct ac_selections {
    struct selection *items;
    size_t count, capacity;
};

/* A piece of text to put in. */
struct insertion {
    size_t at;
    const char *text;
};

struct probing {
    struct ac_front *front;
    struct ac_selections *selections;
    struct {
        struct insertion *items;
        size_t count, capacity;
    } insertions;
};

/* ---- the text ---------------------------------------------------------------------------------------------------- */

/* The index of the next token `op` that no bracket encloses, or of the end. */
static uint32_t find(const struct ac_tokens *tokens, uint32_t from, uint32_t end, uint16_t op)
{
    unsigned depth = 0;
    for (uint32_t i = from; i < end; i++) {
        uint16_t here = tokens->items[i].token.op;
        if (!depth && here == op) {
            return i;
        }
        depth += here == '(' || here == '[' || here == '{';
        depth -= here == ')' || here == ']' || here == '}';
    }
    return end;
}

static const char *text_between(const struct ac_front *front, const struct ac_tokens *tokens, uint32_t from,
                                uint32_t to)
{
    size_t begin = tokens->items[from].token.begin;
    return ac_strndup(front->arena, front->source->text + begin, tokens->items[to].token.begin - begin);
}

/* NULL where the text is not what it should be. */
static const char *probe_of(struct ac_front *front, struct ac_range generic, size_t number)
{
    struct ac_tokens tokens = ac_lex_all(front->arena, front->source->text, generic, NULL);
    uint32_t open = 1, close, comma;
    const char *result;
    if (tokens.count < 4 || tokens.items[open].token.op != '(' || tokens.items[open].pair == AC_NO_TOKEN) {
        return NULL;
    }
    close = tokens.items[open].pair;
    comma = find(&tokens, open + 1, close, ',');
    result = ac_format(front->arena, "(_Generic(%s", text_between(front, &tokens, open + 1, comma));
    for (size_t i = 1; comma < close && i < ASSOCIATIONS; i++) {
        uint32_t colon = find(&tokens, comma + 1, close, ':');
        result = ac_format(front->arena, "%s, %s: (char (*)[%zu])0", result,
                           text_between(front, &tokens, comma + 1, colon), number * ASSOCIATIONS + i);
        comma = find(&tokens, colon, close, ',');
    }
    return ac_format(front->arena, "%s), ", result);
}

static enum CXChildVisitResult note_generic(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct probing *probing = data;
    struct ac_place_of place;
    if (clang_getCursorKind(cursor) != CXCursor_GenericSelectionExpr) {
        return ac_is_shown_again(cursor, parent) ? CXChildVisit_Continue : CXChildVisit_Recurse;
    }
    place = ac_place(probing->front, cursor);
    if (place.in_main && !place.in_macro) {
        struct selection selection = {place.range, 0, NULL};
        selection.probe = probe_of(probing->front, place.range, probing->selections->count + 1);
        if (selection.probe) {
            struct insertion open = {place.range.begin, selection.probe}, close = {place.range.end, ")"};
            AC_PUSH(probing->front->arena, probing->selections, selection);
            AC_PUSH(probing->front->arena, &probing->insertions, open);
            AC_PUSH(probing->front->arena, &probing->insertions, close);
        }
    }
    return CXChildVisit_Recurse;
}

static int compare_insertions(const void *a, const void *b)
{
    const struct insertion *one = a, *other = b;
    return one->at < other->at ? -1 : one->at > other->at;
}

static char *text_with_probes(struct probing *probing, size_t *ret_size)
{
    const char *parsed = probing->front->session->text;
    char *text = NULL;
    size_t at = 0;
    FILE *out = ac_file_to_memory(&text, ret_size);
    qsort(probing->insertions.items, probing->insertions.count, sizeof *probing->insertions.items, compare_insertions);
    for (size_t i = 0; i < probing->insertions.count; i++) {
        fwrite(parsed + at, 1, probing->insertions.items[i].at - at, out);
        fputs(probing->insertions.items[i].text, out);
        at = probing->insertions.items[i].at;
    }
    fwrite(parsed + at, 1, probing->front->source->size - at, out);
    fclose(out);
    return text;
}

/* ---- the answers ------------------------------------------------------------------------------------------------- */

static enum CXChildVisitResult note_answer(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_selections *selections = data;
    CXType type;
    if (clang_getCursorKind(cursor) != CXCursor_GenericSelectionExpr) {
        return ac_is_shown_again(cursor, parent) ? CXChildVisit_Continue : CXChildVisit_Recurse;
    }
    type = clang_getCanonicalType(clang_getPointeeType(clang_getCanonicalType(clang_getCursorType(cursor))));
    if (type.kind == CXType_ConstantArray) {
        long long answer = clang_getArraySize(type);
        size_t number = (size_t)(answer / ASSOCIATIONS);
        if (number >= 1 && number <= selections->count) {
            selections->items[number - 1].selected = (size_t)(answer % ASSOCIATIONS);
        }
    }
    return CXChildVisit_Recurse;
}

static void ask(struct probing *probing)
{
    struct ac_front *front = probing->front;
    CXTranslationUnit tu;
    size_t size = 0;
    char *text;
    clang_visitChildren(clang_getTranslationUnitCursor(front->tu), note_generic, probing);
    if (!probing->selections->count) {
        return;
    }
    text = text_with_probes(probing, &size);
    tu = ac_session_parse(front->arena, front->session, front->source, text, size);
    free(text);
    if (tu) {
        clang_visitChildren(clang_getTranslationUnitCursor(tu), note_answer, probing->selections);
        clang_disposeTranslationUnit(tu);
    }
}

size_t ac_probe_selection(struct ac_front *front, struct ac_range generic)
{
    if (!front->selections) {
        struct probing probing = {.front = front};
        front->selections = probing.selections = ac_new(front->arena, struct ac_selections);
        ask(&probing);
    }
    for (size_t i = 0; i < front->selections->count; i++) {
        const struct selection *selection = &front->selections->items[i];
        if (selection->generic.begin == generic.begin && selection->generic.end == generic.end) {
            return selection->selected;
        }
    }
    return 0;
}
