/* oracle.h - what generated programs use: calls that suspend as $SUSPEND says (support.h), and a trace on stdout. */
#ifndef ORACLE_H
#define ORACLE_H

#include "support.h"

/* Records a value at a place of the program; the first few thousand are printed. */
void check(unsigned place, unsigned long long value);
/* Prints a sum of all that was recorded, and gives an exit status that depends on it. */
int finish(void);

/* value_T(x) gives x, after a turn. */
#define VALUE_TYPES(X)                                                                                                 \
    X(bool, _Bool)                                                                                                     \
    X(schar, signed char)                                                                                              \
    X(uchar, unsigned char)                                                                                            \
    X(short, short)                                                                                                    \
    X(ushort, unsigned short)                                                                                          \
    X(int, int)                                                                                                        \
    X(uint, unsigned)                                                                                                  \
    X(long, long)                                                                                                      \
    X(ulong, unsigned long)                                                                                            \
    X(llong, long long)                                                                                                \
    X(ullong, unsigned long long)                                                                                      \
    X(double, double)
#define DECLARE_VALUE(name, T) ASYNC T value_##name(T x);
VALUE_TYPES(DECLARE_VALUE)

#endif
