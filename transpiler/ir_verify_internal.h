/* ir_verify_internal.h - what the parts of the verifier share. */
#ifndef AC_IR_VERIFY_INTERNAL_H
#define AC_IR_VERIFY_INTERNAL_H

#include "ir_verify.h"

/* How often something that belongs to the function was come across. */
struct ac_seen {
    unsigned *locals; /* by index: assigned by a LET, an AWAIT, a declaration or as a compound literal */
    unsigned *awaits; /* in how many statements, by position in verifier->awaits */
    unsigned *blocks; /* in how many blocks, likewise */
    unsigned *scopes; /* by number */
};

struct ac_verifier {
    FILE *out;
    const struct ac_unit *unit;
    const struct ac_function *function;
    enum ac_phase phase;
    unsigned failures;
    const struct ac_await **awaits; /* of the function, by address */
    struct ac_seen seen;
};

/* `range` is quoted; one that is empty is not. */
void ac_complain(struct ac_verifier *verifier, struct ac_range range, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Whether it is one of the function's; complains where not. */
bool ac_verify_local(struct ac_verifier *verifier, const struct ac_local *local, struct ac_range range);
/* Position in verifier->awaits; their number where it is not there. */
size_t ac_verify_position(const struct ac_verifier *verifier, const struct ac_await *await);

/* ir_verify_tree.c */
void ac_verify_tree(struct ac_verifier *verifier);
/* ir_verify_flow.c: blocks, live sets, fields */
void ac_verify_flow(struct ac_verifier *verifier);
void ac_verify_live(struct ac_verifier *verifier);
void ac_verify_layout(struct ac_verifier *verifier);

#endif
