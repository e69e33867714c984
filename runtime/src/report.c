/* report.c - errors that nobody can receive go to the error handler of their loop, which by default prints them. */
#include "internal.h"

#include <stdarg.h>

static void print(const async_error *error, const struct async__cell *source)
{
    fflush(stdout);
    fputs("asyncc: an error that nobody received", stderr);
    if (source) {
        fputs(", of a ", stderr);
        async__print_name(source, stderr);
    }
    fputc('\n', stderr);
    async_error_print(error, stderr);
}

void async__report(struct async__loop *loop, const async_error *error, struct async__cell *source)
{
    if (!loop || !loop->error_handler) {
        print(error, source);
        return;
    }
    async_any handle = source ? async__cell_handle(source) : NULL;
    void *root = async_self.root;
    async_error in_flight = async_self.error;
    loop->error_handler(async__loop_handle(loop), error, handle, loop->error_arg);
    async_self.error = in_flight;
    async_self.root = root;
}

void async__report_new(struct async__loop *loop, struct async__cell *source, const struct async_site *site, int code,
                       const char *format, ...)
{
    async_error error = {.code = code};
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(error.message, sizeof error.message, format, arguments) < 0) {
        error.message[0] = '\0';
    }
    va_end(arguments);
    if (site) {
        error.sites[error.site_count++] = site;
    }
    async__report(loop, &error, source);
}
