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
    error->bundle = 0;
    error->site_count = 0;
    add_site(error, site);
    return ASYNC_FAILED;
}

async_status async_reraise(const struct async_site *site, const async_error *error)
{
    if (!error || !error->code) { /* NULL: async_leaving() where none is */
        return async_raise(site, EINVAL, "RERAISE of no error");
    }
    memmove(&async_self.error, error, sizeof *error);
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

static void print_lines(const async_error *error, const char *margin, FILE *out)
{
    if (error->site_count) {
        fprintf(out, "%sTraceback (most recent await last):\n", margin);
        if (error->site_count > SITES) {
            fprintf(out, "%s  ... %u more\n", margin, error->site_count - SITES);
        }
    }
    for (uint32_t i = error->site_count < SITES ? error->site_count : SITES; i > 0; i--) {
        const struct async_site *site = error->sites[i - 1];
        fprintf(out, "%s  File \"%s\", line %u, in %s\n", margin, site->file, site->line, site->function);
    }
    const char *name = name_of(error->code), *message = error->message;
    if (name) {
        fprintf(out, "%s%s: %s\n", margin, name, message[0] ? message : strerrordesc_np(error->code));
    } else {
        fprintf(out, "%serror %d%s%s\n", margin, error->code, message[0] ? ": " : "", message);
    }
}

/* Those that came with an error are printed below it, further to the right. */
static void print_tree(const async_error *error, unsigned depth, FILE *out)
{
    enum { DEEPEST = 16 };
    char margin[2 * DEEPEST + 1] = "";
    for (unsigned i = 0; i < depth; i++) {
        memcpy(margin + 2 * (size_t)i, "| ", sizeof "| ");
    }
    print_lines(error, margin, out);
    size_t count = depth < DEEPEST ? async_error_count(error) : 0;
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s+-- %zu of %zu that came with it\n", margin, i + 1, count);
        print_tree(async_error_at(error, i), depth + 1, out);
    }
}

void async_error_print(const async_error *error, FILE *out)
{
    print_tree(error, 0, out);
}
