/* macro.c - the table of macros: for each name, what happened to it in the order of the main file. */
#include "macro.h"

#include "base/search.h"

#include <stdlib.h>
#include <string.h>

/* The hash table lives in the arena like all else: every function that adds to it has `macros` at hand. */
#define uthash_malloc(size) ac_alloc(macros->arena, (size))
#define uthash_free(memory, size) ((void)(memory), (void)(size))
#include <uthash.h>

/* A #define, #undef or #pragma pop_macro. */
struct event {
    size_t offset;
    size_t since;           /* where the definition stands: further up, if it is one that was pushed */
    struct ac_macro *macro; /* NULL: #undef */
    bool maybe;             /* under a condition that is not known */
};

struct events {
    struct event *items;
    size_t count, capacity;
};

struct name {
    const char *text;
    size_t size;
    struct events events; /* by offset */
    struct events pushed; /* by #pragma push_macro, and not popped yet, while the main file is scanned */
    bool is_popped;       /* by #pragma pop_macro, wherever */
    bool undef_in_headers;
    size_t last_undef; /* while a header is scanned: its number if it has undefined the name so far */
    UT_hash_handle hh;
};

struct line_directive {
    size_t offset;      /* of its end */
    unsigned line;      /* that it is on */
    unsigned long says; /* the number of the next line; 0 where it cannot be read */
    struct ac_pp_token file;
};

/* What headers #undef, while nobody has asked for it. */
struct untold {
    void (*tell)(void *data); /* NULL: it has been told */
    void *data;
};

struct ac_macros {
    struct ac_arena *arena;
    struct untold *untold;
    struct name *names;
    const struct ac_source *source;
    const struct ac_ranges *skipped;
    struct {
        struct ac_range *items;
        size_t count, capacity;
    } includes;
    struct {
        struct line_directive *items;
        size_t count, capacity;
    } lines;
    size_t scanned_headers;
};

struct ac_macros *ac_macros_new(struct ac_arena *arena)
{
    struct ac_macros *macros = ac_new(arena, struct ac_macros);
    macros->arena = arena;
    macros->untold = ac_new(arena, struct untold);
    return macros;
}

void ac_macros_tell_undefs_later(struct ac_macros *macros, void (*tell)(void *data), void *data)
{
    *macros->untold = (struct untold){tell, data};
}

static void tell_undefs(const struct ac_macros *macros)
{
    struct untold untold = *macros->untold;
    macros->untold->tell = NULL;
    if (untold.tell) {
        untold.tell(untold.data);
    }
}

void ac_macros_tell_undefs_now(struct ac_macros *macros)
{
    tell_undefs(macros);
}

const struct ac_source *ac_macros_source(const struct ac_macros *macros)
{
    return macros->source;
}

const struct ac_ranges *ac_macros_skipped(const struct ac_macros *macros)
{
    return macros->skipped;
}

/* ---- names and events -------------------------------------------------------------------------------------------- */

static struct name *find_name(const struct ac_macros *macros, const char *text, size_t size)
{
    struct name *name;
    HASH_FIND(hh, macros->names, text, size, name);
    return name;
}

/* NOLINTNEXTLINE(readability-function-size): it is HASH_ADD_KEYPTR that has many statements */
static struct name *make_name(struct ac_macros *macros, const char *text, size_t size)
{
    struct name *name = find_name(macros, text, size);
    if (!name) {
        name = ac_new(macros->arena, struct name);
        name->text = ac_strndup(macros->arena, text, size);
        name->size = size;
        HASH_ADD_KEYPTR(hh, macros->names, name->text, size, name);
    }
    return name;
}

static void add_event(struct ac_macros *macros, struct name *name, struct event event)
{
    AC_PUSH(macros->arena, &name->events, event);
    struct event *at = &name->events.items[name->events.count - 1];
    for (; at > name->events.items && at[-1].offset > event.offset; at--) {
        *at = at[-1];
    }
    *at = event;
}

/* How many events there are up to `offset`. */
static size_t events_before(const struct name *name, size_t offset)
{
    return AC_COUNT_WHILE(&name->events, event, event->offset <= offset);
}

static bool same_definition(struct ac_arena *arena, struct ac_macro *a, struct ac_macro *b)
{
    if (!a || !b) {
        return a == b;
    }
    ac_macro_read(arena, a);
    ac_macro_read(arena, b);
    if (a->is_function != b->is_function || a->is_variadic != b->is_variadic ||
        a->parameter_count != b->parameter_count || a->body.count != b->body.count) {
        return false;
    }
    for (size_t i = 0; i < a->body.count; i++) {
        const struct ac_pp_token *one = &a->body.items[i], *other = &b->body.items[i];
        if (!ac_pp_same(one, other) || one->space_before != other->space_before || one->parameter != other->parameter) {
            return false;
        }
    }
    return true;
}

static bool is_include_between(const struct ac_macros *macros, size_t from, size_t to)
{
    for (size_t i = macros->includes.count; i-- > 0;) {
        const struct ac_range *include = &macros->includes.items[i];
        if (include->begin < to) {
            return include->end > from; /* the last one in front of `to` */
        }
    }
    return false;
}

/* Of somebody who does not know asyncc. */
static bool is_foreign(const struct ac_macro *macro)
{
    return macro->origin == AC_MACRO_MAIN || macro->origin == AC_MACRO_HEADER || macro->origin == AC_MACRO_COMPILER;
}

enum ac_macro_state ac_macro_find(const struct ac_macros *macros, const char *text, size_t size, size_t offset,
                                  struct ac_macro **ret_macro)
{
    const struct name *name = find_name(macros, text, size);
    size_t count = name ? events_before(name, offset) : 0;
    if (!count) {
        return AC_MACRO_UNDEFINED;
    }
    const struct event *last = &name->events.items[count - 1], *event = last;
    struct ac_macro *macro = last->macro;
    while (event->maybe) {
        struct ac_macro *before = event == name->events.items ? NULL : event[-1].macro;
        if (!same_definition(macros->arena, before, macro)) {
            return AC_MACRO_AMBIGUOUS;
        }
        if (event-- == name->events.items) {
            break;
        }
    }
    if (!macro) {
        return AC_MACRO_UNDEFINED;
    }
    if (is_foreign(macro) && is_include_between(macros, last->since, offset)) {
        tell_undefs(macros);
        if (name->undef_in_headers) {
            return AC_MACRO_AMBIGUOUS;
        }
    }
    ac_macro_read(macros->arena, macro);
    *ret_macro = macro;
    return AC_MACRO_DEFINED;
}

bool ac_macro_is_left_to_compiler(const struct ac_macro *macro)
{
    static const char builtin[] = "__c11_";
    const struct ac_pp_token *first = macro->body.items;
    return macro->origin == AC_MACRO_PREDEFINED ||
           (macro->origin == AC_MACRO_COMPILER &&
            (macro->is_function || (macro->body.count == 1 && first->size >= sizeof builtin &&
                                    !memcmp(first->spelling, builtin, sizeof builtin - 1))));
}

bool ac_macro_is_users(const struct ac_macros *macros, const char *text, size_t size, size_t offset)
{
    const struct name *name = find_name(macros, text, size);
    for (size_t i = name ? events_before(name, offset) : 0; i-- > 0;) {
        const struct ac_macro *macro = name->events.items[i].macro;
        if (!macro || is_foreign(macro)) {
            return true;
        }
    }
    return false;
}

bool ac_macro_is_popped(const struct ac_macros *macros, const char *text, size_t size)
{
    const struct name *name = find_name(macros, text, size);
    return name && name->is_popped;
}

void ac_macro_define(struct ac_macros *macros, const char *definition, size_t size, size_t offset,
                     enum ac_macro_origin origin)
{
    struct ac_macro *macro = ac_macro_name(macros->arena, ac_strndup(macros->arena, definition, size), size, origin);
    if (macro) {
        add_event(macros, make_name(macros, macro->name, macro->name_size),
                  (struct event){offset, offset, macro, false});
    }
}

void ac_macro_undef(struct ac_macros *macros, const char *name, size_t offset)
{
    add_event(macros, make_name(macros, name, strlen(name)), (struct event){offset, offset, NULL, false});
}

/* ---- directives -------------------------------------------------------------------------------------------------- */

struct walk {
    const char *text;
    struct ac_directives directives;
    size_t next;
    const struct ac_ranges *skipped;
    size_t cursor;
    size_t depth; /* of conditional groups that may be skipped or not */
    struct ac_token token;
    struct ac_directive directive;
};

/* Moves to the next directive that may be one for the compiler. */
static bool next_directive(struct walk *walk)
{
    while (walk->next < walk->directives.count) {
        walk->token = walk->directives.items[walk->next++];
        if (walk->skipped && ac_ranges_contain(walk->skipped, &walk->cursor, walk->token.begin)) {
            continue;
        }
        walk->directive = ac_directive_parse(walk->text, walk->token);
        walk->depth += !walk->skipped && walk->directive.kind == AC_DIRECTIVE_IF;
        walk->depth -= walk->depth && walk->directive.kind == AC_DIRECTIVE_ENDIF;
        return true;
    }
    return false;
}

/* What the definition or #undef is about; the kind is AC_TOKEN_END where it is about nothing. */
static struct ac_token directive_name(const struct walk *walk)
{
    struct ac_lexer lexer = ac_directive_lexer(walk->text, walk->directive);
    struct ac_token name = ac_lex(&lexer);
    name.kind = name.kind == AC_TOKEN_IDENTIFIER ? AC_TOKEN_IDENTIFIER : AC_TOKEN_END;
    return name;
}

static struct ac_macro *walked_definition(struct ac_macros *macros, const struct walk *walk,
                                          enum ac_macro_origin origin)
{
    return ac_macro_name(macros->arena, walk->text + walk->directive.rest, walk->directive.end - walk->directive.rest,
                         origin);
}

/* The name that the directive defines or undefines; NULL where there is none, or none in the table and none is made. */
static struct name *walked_name(struct ac_macros *macros, const struct walk *walk, bool make)
{
    struct ac_token token = directive_name(walk);
    if (token.kind == AC_TOKEN_END) {
        return NULL;
    }
    size_t size;
    const char *spelling = ac_token_spelling(macros->arena, walk->text, token, &size);
    return make ? make_name(macros, spelling, size) : find_name(macros, spelling, size);
}

static struct ac_pp_token file_before(struct ac_macros *macros)
{
    return macros->lines.count ? macros->lines.items[macros->lines.count - 1].file
                               : ac_pp_string(macros->arena, macros->source->path);
}

static void add_line_directive(struct ac_macros *macros, const struct walk *walk)
{
    const char *text = walk->text;
    struct ac_lexer lexer = ac_directive_lexer(text, walk->directive);
    struct ac_token number = ac_lex(&lexer), file = ac_lex(&lexer);
    struct line_directive line = {.offset = walk->directive.end, .file = file_before(macros)};
    line.line = ac_source_original_line(macros->source, walk->directive.end, NULL);
    if (number.kind == AC_TOKEN_NUMBER && !walk->depth && !number.spliced &&
        (file.kind == AC_TOKEN_END || file.kind == AC_TOKEN_STRING)) {
        char *end;
        line.says = strtoul(text + number.begin, &end, 10);
        line.says = end == text + number.end ? line.says : 0;
    }
    if (file.kind == AC_TOKEN_STRING) {
        line.file = ac_pp_token_of(macros->arena, text, file);
    }
    AC_PUSH(macros->arena, &macros->lines, line);
}

/* #pragma push_macro: what the name is there. */
static void push_event(struct ac_macros *macros, struct name *name, struct event at)
{
    size_t count = events_before(name, at.offset);
    struct event event = count ? name->events.items[count - 1] : at;
    event.maybe |= at.maybe;
    AC_PUSH(macros->arena, &name->pushed, event);
}

/* #pragma pop_macro: where nothing has been pushed, it does nothing. */
static void pop_event(struct ac_macros *macros, struct name *name, struct event at)
{
    name->is_popped = true;
    if (name->pushed.count) {
        struct event event = name->pushed.items[--name->pushed.count];
        event.offset = at.offset;
        event.maybe |= at.maybe;
        add_event(macros, name, event);
    }
}

void ac_macros_scan_main(struct ac_macros *macros, const struct ac_source *source, const struct ac_ranges *skipped)
{
    struct walk walk = {.text = source->original, .skipped = skipped};
    struct name *name;
    walk.directives = *ac_source_directives(macros->arena, source);
    macros->source = source;
    macros->skipped = skipped;
    while (next_directive(&walk)) {
        struct event event = {walk.directive.rest, walk.directive.rest, NULL, walk.depth > 0};
        switch (walk.directive.kind) {
        case AC_DIRECTIVE_DEFINE:
            event.macro = walked_definition(macros, &walk, AC_MACRO_MAIN);
            if (event.macro) {
                add_event(macros, make_name(macros, event.macro->name, event.macro->name_size), event);
            }
            break;
        case AC_DIRECTIVE_UNDEF:
            if ((name = walked_name(macros, &walk, true))) {
                add_event(macros, name, event);
            }
            break;
        case AC_DIRECTIVE_PUSH_MACRO:
            if ((name = walked_name(macros, &walk, true))) {
                push_event(macros, name, event);
            }
            break;
        case AC_DIRECTIVE_POP_MACRO:
            if ((name = walked_name(macros, &walk, true))) {
                pop_event(macros, name, event);
            }
            break;
        case AC_DIRECTIVE_INCLUDE:
            AC_PUSH(macros->arena, &macros->includes, ((struct ac_range){walk.token.begin, walk.token.end}));
            break;
        case AC_DIRECTIVE_LINE:
            add_line_directive(macros, &walk);
            break;
        default:
            break;
        }
    }
}

/* Whether the compiler saw the definition that `walk` is at, in some header. */
static bool is_known_definition(struct ac_macros *macros, const struct walk *walk, const struct name *name)
{
    struct ac_macro *macro = walked_definition(macros, walk, AC_MACRO_HEADER);
    for (size_t i = 0; i < name->events.count; i++) {
        struct ac_macro *known = name->events.items[i].macro;
        if (known && known->origin != AC_MACRO_MAIN && same_definition(macros->arena, known, macro)) {
            return true;
        }
    }
    return false;
}

void ac_macros_scan_undefs(struct ac_macros *macros, const char *text, size_t size, const struct ac_ranges *skipped)
{
    struct walk walk = {.text = text, .skipped = skipped};
    struct {
        struct name **items;
        size_t count, capacity;
    } undefined = {0};
    size_t header = ++macros->scanned_headers;
    walk.directives = ac_lex_directives(macros->arena, text, size);
    while (next_directive(&walk)) {
        enum ac_directive_kind kind = walk.directive.kind;
        bool undef = kind == AC_DIRECTIVE_UNDEF || kind == AC_DIRECTIVE_POP_MACRO, define = kind == AC_DIRECTIVE_DEFINE;
        struct name *name = undef || define ? walked_name(macros, &walk, undef) : NULL;
        if (name && undef) {
            name->is_popped |= kind == AC_DIRECTIVE_POP_MACRO;
            name->last_undef = header;
            AC_PUSH(macros->arena, &undefined, name);
        } else if (name && name->last_undef == header && is_known_definition(macros, &walk, name)) {
            name->last_undef = 0;
        }
    }
    for (size_t i = 0; i < undefined.count; i++) {
        undefined.items[i]->undef_in_headers |= undefined.items[i]->last_undef == header;
    }
}

unsigned long ac_macros_line(struct ac_macros *macros, size_t offset, struct ac_pp_token *ret_file)
{
    unsigned line = ac_source_original_line(macros->source, offset, NULL);
    size_t count = AC_COUNT_WHILE(&macros->lines, item, item->offset <= offset);
    if (count) {
        const struct line_directive *directive = &macros->lines.items[count - 1];
        *ret_file = directive->file;
        return directive->says ? directive->says + (line - directive->line - 1) : 0;
    }
    *ret_file = ac_pp_string(macros->arena, macros->source->path);
    return line;
}
