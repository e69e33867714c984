/* What both files have. */
#include "support.h"

#include <asyncc.h>

extern async_lock lock;
void tell(const char *where);
ASYNC void opened_by_header(int a);
ASYNC void two(int a);
