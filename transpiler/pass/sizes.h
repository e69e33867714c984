/* sizes.h - variables of variably modified type, such as `int a[n]` and `int (*row)[n]`, that exist at an AWAIT.
 *
 * No jump may lead into the scope of such a variable, so it cannot be a C local where a function is resumed. It becomes
 * a pointer in the frame, each of its sizes a temporary that is set where its declaration stands, and a mention of it a
 * cast to its type with those sizes:
 *
 *     int a[n]; ... a[i]             a_size_1 = n; a = async_array_new(...); ... (*(int (*)[a_size_1])a)[i]
 *     int (*row)[n] = p; ... row     row_size_1 = n; *(int (**)[row_size_1])&row = p; ... *(int (**)[row_size_1])&row
 *
 * The elements of an array are on the heap; leaving its block frees them, as a DEFER would. What is declared behind a
 * DEFER is kept, too: the clean-up may reach it, and runs where the compiler would have given it up.
 *
 * A size of another variable that mentions what is kept is read into a temporary first.
 *
 * Needs: hoist has run. Ensures: local->bounds, ->bound_of, ->is_on_heap, ->is_behind_cleanup. */
#ifndef AC_PASS_SIZES_H
#define AC_PASS_SIZES_H

#include "diag.h"
#include "ir.h"

void ac_sizes(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags);

#endif
