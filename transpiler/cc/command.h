/* cc/command.h - what a command line of GCC or Clang is going to do. */
#ifndef AC_CC_COMMAND_H
#define AC_CC_COMMAND_H

#include "../base/args.h"

enum cc_stage { CC_PREPROCESS, CC_COMPILE, CC_LINK }; /* the last one that runs; CC_COMPILE: -c, -S, -fsyntax-only */

enum cc_kind {
    CC_SOURCE, /* C, by its name or by -x */
    CC_OBJECT, /* object file, archive, shared object */
    CC_OTHER,
};

struct cc_input {
    size_t at; /* in words */
    enum cc_kind kind;
    const char *path;
    const char *language; /* of the -x that covers it, or NULL */
};

struct cc_command {
    struct ac_args words; /* the compiler first; response files expanded */
    size_t options_at;    /* where the compiler's name and whatever launches it end */
    enum cc_stage stage;
    struct {
        struct cc_input *items;
        size_t count, capacity;
    } inputs;
    const char *output;   /* of -o, or NULL */
    const char *color;    /* the word -fdiagnostics-color..., or NULL */
    const char *language; /* of the last -x, or NULL */
    struct {
        bool wanted;      /* -MD, -MMD, also through -Wp, */
        bool has_target;  /* -MT, -MQ */
        const char *file; /* of -MF, or NULL */
    } dependencies;
    bool takes_runtime; /* links a program, with the standard libraries, and does not name the runtime itself */
};

/* Reads `words`, argv of the compiler. A response file that cannot be read is an ordinary word, as for GCC. NULL, or
 * what is wrong. */
const char *cc_command_parse(struct ac_arena *arena, char *const *words, size_t count, struct cc_command *ret_command);

/* True for a word that matters only to the linker. */
bool cc_is_for_linker(const char *word);

/* True for a word that asks for a dependency file or says how it looks. */
bool cc_is_about_dependencies(const char *word);

#endif
