#ifndef NAMES_H
#define NAMES_H

#include <asyncc.h>

ASYNC int first(int x);
ASYNC double second(void);

#endif
