/* ASYNC pointers in globals, arrays, unions and parameters that cross files. */
#ifndef REGISTRY_H
#define REGISTRY_H

#include <asyncc.h>

typedef ASYNC int handler(const char *argument);
typedef handler *handler_pointer;

enum { HANDLERS = 4 };

extern handler_pointer registry[HANDLERS];
extern ASYNC int (*fallback)(const char *);

handler *registry_find(int i);
void registry_set(int i, handler *h);
ASYNC handler *registry_find_slowly(int i);
handler default_handler;

#endif
