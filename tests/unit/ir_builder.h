/* ir_builder.h - functions in the IR, from text in a small part of C, for tests of the passes behind hoist and scope.
 *
 *     struct ir_test test = ir_test_new("int f(int a) { int x = a; AWAIT(sleep()); return x; }");
 *     ac_flow(&test.unit, test.function);
 *     ir_test_free(&test);
 *
 * It is what front/, hoist and scope make of such a function, where their work is trivial: an AWAIT is to stand where
 * evaluating it first makes no difference, or at the right of &&.
 *
 * Types: void, char, short, int, long, double, async_error, `struct small` (16 bytes), `struct large` (128), `struct
 * inner` (8, unnameable), `struct sealed` (8, a const member); pointers to and arrays of them; arrays [n] of a variable
 * size; const, volatile, static, typedef, _Alignas(N). CLEANUP(f) after a name is the attribute; DEFER, RAISE(...),
 * AWAIT_CATCH(call, error) and async_leaving() are asyncc's; LITERAL(type, value) is a compound literal that got a
 * name. Functions called sleep are void, others int; join is an operation of the runtime. A label whose name begins
 * with "computed" has its address taken. A statement expression is hoisted where an AWAIT is in it. */
#ifndef IR_BUILDER_H
#define IR_BUILDER_H

#include "ir.h"

struct ir_test {
    struct ac_unit unit;
    struct ac_function *function;
};

/* Ends the program with a message where the text is wrong. */
struct ir_test ir_test_new(const char *text);
void ir_test_free(struct ir_test *test);

/* The first local of that name; "x:2" is the second. Ends the program where there is none. */
struct ac_local *ir_test_local(const struct ir_test *test, const char *name);
/* The await whose callee is called `name`. */
struct ac_await *ir_test_await(const struct ir_test *test, const char *name);
/* Names of what lives across it, "a b c", temporaries left out. The second of a name is "x:2". */
const char *ir_test_live(const struct ir_test *test, const char *await);

#endif
