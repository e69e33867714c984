/* error.c - errors on their way up, and how they are printed. */
#define _GNU_SOURCE
#include <asyncc/error.h>

#include <errno.h>
#include <stdarg.h>
#include <string.h>

enum { SITES = sizeof((async_error *)0)->sites / sizeof(const struct async_site *) };

static void add_site(async_error *error, const struct async_site *site)
{
    if (!site) {
        return;
    }
    if (error->site_count < SITES) {
        error->sites[error->site_count] = site;
    }
    error->site_count++;
}

async_status async_raise(const struct async_site *site, int code, const char *format, ...)
{
    async_error *error = &async_self.error;
    char message[sizeof error->message]; /* the arguments may be those of the error before */
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(message, sizeof message, format, arguments) < 0) {
        message[0] = '\0';
    }
    va_end(arguments);
    memcpy(error->message, message, sizeof message);
    error->code = code ? code : EINVAL;
    error->site_count = 0;
    add_site(error, site);
    return ASYNC_FAILED;
}

async_status async_reraise(const struct async_site *site, const async_error *error)
{
    memmove(&async_self.error, error, sizeof *error);
    if (!async_self.error.code) {
        return async_raise(site, EINVAL, "RERAISE of no error");
    }
    add_site(&async_self.error, site);
    return ASYNC_FAILED;
}

async_status async_passed(const struct async_site *site)
{
    add_site(&async_self.error, site);
    return ASYNC_FAILED;
}

/* ENOENT for ENOENT; NULL for codes of the program's own. */
static const char *name_of(int code)
{
    return strerrorname_np(code);
}

static void print_site(const struct async_site *site, FILE *out)
{
    fprintf(out, "  File \"%s\", line %u, in %s\n", site->file, site->line, site->function);
}

void async_error_print(const async_error *error, FILE *out)
{
    if (error->site_count) {
        fputs("Traceback (most recent await last):\n", out);
        if (error->site_count > SITES) {
            fprintf(out, "  ... %u more\n", error->site_count - SITES);
        }
    }
    for (uint32_t i = error->site_count < SITES ? error->site_count : SITES; i > 0; i--) {
        print_site(error->sites[i - 1], out);
    }
    const char *name = name_of(error->code);
    if (name) {
        fprintf(out, "%s: %s\n", name, error->message[0] ? error->message : strerrordesc_np(error->code));
    } else {
        fprintf(out, "error %d%s%s\n", error->code, error->message[0] ? ": " : "", error->message);
    }
}
