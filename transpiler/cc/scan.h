/* cc/scan.h - does a file need asyncc? A fast look, without preprocessing. */
#ifndef AC_CC_SCAN_H
#define AC_CC_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum cc_use {
    CC_USES_NOTHING,    /* no marker, or only in comments and strings */
    CC_MAY_USE,         /* names that are markers where a header that it includes includes asyncc.h */
    CC_INCLUDES_ASYNCC, /* includes asyncc.h itself */
};

enum cc_use cc_scan_source(const char *text, size_t size);

/* True where an object file, archive or shared object mentions what generated code needs of the runtime. */
bool cc_scan_object(const char *path);

#endif
