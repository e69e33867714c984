/* asyncc/version.h - the version of the headers, and of the library that is linked. */
#ifndef ASYNCC_VERSION_H
#define ASYNCC_VERSION_H

/* Of the headers. */
#define ASYNCC_VERSION_MAJOR 0
#define ASYNCC_VERSION_MINOR 1
#define ASYNCC_VERSION_PATCH 0
#define ASYNCC_VERSION "0.1.0"

#ifdef __cplusplus
extern "C" {
#endif

/* "0.1.0": of the library, which may differ from ASYNCC_VERSION where it was built from another release. Any thread. */
const char *async_version(void);

#ifdef __cplusplus
}
#endif
#endif
