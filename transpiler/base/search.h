/* search.h - where in a sorted list something stands, by halving. */
#ifndef AC_SEARCH_H
#define AC_SEARCH_H

#include <stddef.h>

/* How many of `list` (a struct { T *items; size_t count; } *) come before the first for which `test` is false. `test`
 * is an expression of `item`, the name of a const T *; it is false for all behind that, too. */
#define AC_COUNT_WHILE(list, item, test)                                                                               \
    ({                                                                                                                 \
        size_t ac_low = 0, ac_high = (list)->count;                                                                    \
        while (ac_low < ac_high) {                                                                                     \
            size_t ac_middle = ac_low + (ac_high - ac_low) / 2;                                                        \
            const __typeof__(*(list)->items) *item = &(list)->items[ac_middle];                                        \
            if (test) {                                                                                                \
                ac_low = ac_middle + 1;                                                                                \
            } else {                                                                                                   \
                ac_high = ac_middle;                                                                                   \
            }                                                                                                          \
        }                                                                                                              \
        ac_low;                                                                                                        \
    })

#endif
