/* alignment.c - what alignment a variable asks for beyond that of its type.
 *
 * libclang tells that there is an attribute, but neither its kind nor its operand: they are read off the declaration as
 * Clang prints it, in which macros are expanded. The words are kept, since what they mean (a constant expression, a
 * type) only a compiler can tell; where it is plain, so is the number. */
#include "front.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* What `aligned` without an operand, or one that this file cannot read, is taken for. */
enum { ASSUMED = 16 };

static bool has_aligned_attribute(struct ac_front *front, CXCursor declaration)
{
    struct ac_cursors kids = ac_children(front, declaration);
    for (size_t i = 0; i < kids.count; i++) {
        if (clang_getCursorKind(kids.items[i]) == CXCursor_AlignedAttr) {
            return true;
        }
    }
    return false;
}

/* After the bracket that closes the one at `open`. */
static const char *after_bracket(const char *open)
{
    unsigned depth = 0;
    do {
        depth += *open == '(' || *open == '[';
        depth -= *open == ')' || *open == ']';
    } while (*++open && depth);
    return open;
}

static const struct {
    const char *name;
    size_t align;
} types[] = {
    {"char", 1},      {"_Bool", 1},  {"short", 2},  {"int", 4},          {"float", 4},        {"long", 8},
    {"long long", 8}, {"double", 8}, {"void *", 8}, {"long double", 16}, {"max_align_t", 16},
};

/* The number in `(64)` or `(long double)`. */
static unsigned read_operand(const char *open, const char *end, bool *ret_is_known)
{
    char *stop = NULL;
    unsigned long number = *open == '(' ? strtoul(open + 1, &stop, 0) : ASSUMED;
    *ret_is_known = *open == '(' && stop == end - 1 && isdigit((unsigned char)open[1]);
    for (size_t i = 0; !*ret_is_known && i < sizeof types / sizeof *types; i++) {
        size_t length = strlen(types[i].name);
        if (end - open == (ptrdiff_t)length + 2 && memcmp(open + 1, types[i].name, length) == 0) {
            *ret_is_known = true;
            number = types[i].align;
        }
    }
    return *ret_is_known ? (unsigned)number : ASSUMED;
}

/* The next specifier or attribute at or after `text` that may speak of alignment; `ret_end` is where it ends. */
static const char *next_attribute(const char *text, const char **ret_end)
{
    static const char *const words[] = {"_Alignas(", "alignas(", "__attribute__((", "[["};
    for (; *text; text++) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (strncmp(text, words[i], strlen(words[i])) == 0) {
                *ret_end = after_bracket(text + strcspn(text, "(["));
                return text;
            }
        }
        if (strncmp(text, " = ", 3) == 0) { /* an initialiser may contain whole declarations */
            return NULL;
        }
    }
    return NULL;
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static const char letters[] = "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

static bool has_word(const char *text, const char *word)
{
    while (*text) {
        size_t length = strspn(text, letters);
        if (length && is_word(text, length, word)) {
            return true;
        }
        text += length ? length : 1;
    }
    return false;
}

/* What follows the word that asks for an alignment in [begin, end); NULL where another attribute stands there. */
static const char *find_operand(const char *begin, const char *end)
{
    for (const char *at = begin; at < end; at++) {
        size_t length = strspn(at, letters);
        if (is_word(at, length, "_Alignas") || is_word(at, length, "alignas") || is_word(at, length, "aligned") ||
            is_word(at, length, "__aligned__")) {
            return at + length;
        }
        at += length;
    }
    return NULL;
}

static void add(struct ac_front *front, struct ac_alignment *alignment, const char *begin, const char *end)
{
    const char *operand = find_operand(begin, end);
    bool is_known;
    if (!operand) {
        return;
    }
    unsigned number = read_operand(operand, *operand == '(' ? after_bracket(operand) : operand, &is_known);
    alignment->number = number > alignment->number ? number : alignment->number;
    alignment->is_known &= is_known;
    alignment->text = ac_format(front->arena, "%s%.*s ", alignment->text, (int)(end - begin), begin);
}

/* What is in the frame is declared outside of the function. */
static void refuse_locals(struct ac_front *front, CXCursor declaration, const char *text)
{
    for (size_t i = 0; front->function && i < front->function->locals.count; i++) {
        const char *name = front->function->locals.items[i]->name;
        if (*name && has_word(text, name)) {
            ac_error_at(front, ac_place(front, declaration).range, AC_RULE_ALIGNMENT,
                        "the alignment of '%s' is said by the local '%s': say it by a type or a number",
                        ac_cursor_name(front, declaration), name);
            return;
        }
    }
    for (size_t i = 0; front->function && i < front->function->hidings.count; i++) {
        const char *name = front->function->hidings.items[i].name;
        if (has_word(text, name)) {
            ac_error_at(front, ac_place(front, declaration).range, AC_RULE_ALIGNMENT,
                        "the alignment of '%s' is said by '%s', which has its name in this function only: say it by a "
                        "number",
                        ac_cursor_name(front, declaration), name);
            return;
        }
    }
}

struct ac_alignment ac_alignment_of(struct ac_front *front, CXCursor declaration)
{
    struct ac_alignment alignment = {.text = "", .is_known = true};
    if (!has_aligned_attribute(front, declaration)) {
        return alignment;
    }
    const char *end, *text = ac_take_string(front, clang_getCursorPrettyPrinted(declaration, NULL));
    for (const char *at = text; (at = next_attribute(at, &end)); at = end) {
        add(front, &alignment, at, end);
    }
    if (!alignment.is_known) {
        refuse_locals(front, declaration, alignment.text);
    }
    return alignment;
}
