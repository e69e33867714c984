/* diag_internal.h - a message as it is kept: what the printers of diag_text.c, diag_json.c and diag_sarif.c share. */
#ifndef AC_DIAG_INTERNAL_H
#define AC_DIAG_INTERNAL_H

#include "diag.h"

struct ac_fix {
    struct ac_range range; /* in the original */
    const char *replacement;
};

struct ac_includer {
    const char *path;
    unsigned line;
};

struct ac_message {
    enum ac_severity severity;
    const struct ac_source *source; /* the file; NULL: about asyncc itself */
    const struct ac_source *given;  /* what is compiled: that file, or put together of it and others */
    struct ac_range range;          /* in the original */
    enum ac_rule rule;
    const char *clang_option; /* of a message of Clang's, or NULL */
    bool by_werror;           /* a warning that -Werror made an error */
    bool unfixable;           /* a part of its fix-it cannot be made: then neither can the rest */
    const char *text;
    struct {
        struct ac_fix *items;
        size_t count, capacity;
    } fixes;
    struct {
        struct ac_message **items;
        size_t count, capacity;
    } notes;
    struct {
        struct ac_range *items; /* in the original */
        size_t count, capacity;
    } underlines; /* beside its range */
    struct {
        struct ac_includer *items;
        size_t count, capacity;
    } includers; /* of the header that it is about, outermost first */
    size_t order;
};

extern const char *const ac_severity_names[];

void ac_diags_print_text(struct ac_arena *arena, struct ac_message *const *messages, size_t count, FILE *out,
                         bool color);
void ac_diags_print_json(struct ac_message *const *messages, size_t count, FILE *out);
void ac_diags_print_sarif(struct ac_message *const *messages, size_t count, FILE *out);

#endif
