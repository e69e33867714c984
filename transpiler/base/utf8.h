/* utf8.h - sequences of UTF-8 in text that may be anything. */
#ifndef AC_UTF8_H
#define AC_UTF8_H

#include <stddef.h>

/* The bytes of the sequence that `text`, of which `left` bytes are there, begins with; 0 where it is none. */
size_t ac_utf8_length(const char *text, size_t left);

#endif
