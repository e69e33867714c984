/* sizes.c - which expressions are the sizes of a variable: of `int (*a[3])[n]`, the n. */
#include "front.h"

#include <string.h>

static bool is_word(const char *text, size_t begin, size_t end)
{
    static const char *const words[] = {"static", "const", "restrict", "volatile", "__restrict", "_Atomic"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == end - begin && memcmp(text + begin, words[i], end - begin) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_letter(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Where the white space in front of `offset` begins, with the block comments and line splices in it. */
static size_t before_space(const char *text, size_t offset)
{
    for (;;) {
        while (offset && strchr(" \t\v\f\r\n\\", text[offset - 1])) {
            offset--;
        }
        if (offset < 4 || memcmp(text + offset - 2, "*/", 2) != 0) {
            return offset;
        }
        for (offset -= 4; offset && memcmp(text + offset, "/*", 2) != 0;) {
            offset--;
        }
    }
}

bool ac_follows_bracket(const struct ac_source *source, size_t offset)
{
    const char *text = source->text;
    for (;;) {
        offset = before_space(text, offset);
        size_t end = offset;
        while (offset && is_letter(text[offset - 1])) {
            offset--;
        }
        if (offset == end || !is_word(text, offset, end)) {
            return end && text[end - 1] == '[';
        }
    }
}

/* The next array in the text behind a declarator. */
static const char *next_bracket(const char *after)
{
    return after ? strchr(after, '[') : NULL;
}

/* Sizes stand in the declarator in the order of the brackets in `marked`; those of a typedef come after them, and have
 * no expression there. One that a parameter lost with its outermost array has no bracket. */
void ac_set_sizes(struct ac_front *front, struct ac_local *local, struct ac_expr **sizes, size_t count)
{
    const char *bracket = next_bracket(local->type->marked);
    for (size_t i = 0; i < count && bracket; bracket = next_bracket(bracket + 1)) {
        if (bracket[1] == ']') {
            continue; /* of unknown size */
        }
        if (bracket[1] == AC_SIZE_MARK) {
            AC_PUSH(front->arena, &local->sizes, sizes[i]);
        }
        i++;
    }
    if (bracket && strchr(bracket, AC_SIZE_MARK)) {
        local->sizes.count = 0;
    }
}
