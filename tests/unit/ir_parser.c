/* ir_parser.c - tokens, types and names. */
#include "ir_parser.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- tokens ------------------------------------------------------------------------------------------------------ */

_Noreturn void ir_fail(const struct ir_parser *p, const char *what)
{
    fprintf(stderr, "ir_builder: %s at: %.40s\n", what, p->text + p->begin);
    exit(2);
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

void ir_next(struct ir_parser *p)
{
    static const char *const long_ones[] = {"&&", "||", "==", "!=", "<=", ">=", "++",
                                            "--", "->", "+=", "-=", "({", "})"};
    p->last = p->end;
    p->begin = p->end;
    while (isspace((unsigned char)p->text[p->begin])) {
        p->begin++;
    }
    p->end = p->begin + (p->text[p->begin] != '\0');
    for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++) {
        if (strncmp(p->text + p->begin, long_ones[i], 2) == 0) {
            p->end = p->begin + 2;
        }
    }
    while (is_word(p->text[p->begin]) && is_word(p->text[p->end])) {
        p->end++;
    }
}

bool ir_at(const struct ir_parser *p, const char *token)
{
    size_t length = strlen(token);
    return p->end - p->begin == length && strncmp(p->text + p->begin, token, length) == 0;
}

bool ir_at_name(const struct ir_parser *p)
{
    return is_word(p->text[p->begin]) && !isdigit((unsigned char)p->text[p->begin]);
}

bool ir_accept(struct ir_parser *p, const char *token)
{
    bool found = ir_at(p, token);
    if (found) {
        ir_next(p);
    }
    return found;
}

void ir_expect(struct ir_parser *p, const char *token)
{
    if (!ir_accept(p, token)) {
        ir_fail(p, ac_format(p->arena, "expected %s", token));
    }
}

const char *ir_word(struct ir_parser *p)
{
    const char *text = ac_strndup(p->arena, p->text + p->begin, p->end - p->begin);
    ir_next(p);
    return text;
}

/* ---- types and locals -------------------------------------------------------------------------------------------- */

static const struct ac_type base_types[] = {
    {.spelling = "void", .is_void = true},
    {.spelling = "char", .size = 1, .align = 1, .is_scalar = true},
    {.spelling = "short", .size = 2, .align = 2, .is_scalar = true},
    {.spelling = "int", .size = 4, .align = 4, .is_scalar = true},
    {.spelling = "long", .size = 8, .align = 8, .is_scalar = true},
    {.spelling = "double", .size = 8, .align = 8, .is_scalar = true},
    {.spelling = "async_error", .size = 192, .align = 8, .is_record = true},
    {.spelling = "small", .size = 16, .align = 8, .is_record = true},
    {.spelling = "large", .size = 128, .align = 8, .is_record = true},
    {.spelling = "inner", .size = 8, .align = 4, .is_record = true, .is_unnameable = true},
    {.spelling = "sealed", .size = 8, .align = 8, .is_record = true, .has_const_member = true},
};

struct ac_type *ir_base_type(struct ir_parser *p)
{
    bool is_struct = ir_accept(p, "struct");
    for (size_t i = 0; i < sizeof base_types / sizeof *base_types; i++) {
        if (ir_accept(p, base_types[i].spelling)) {
            struct ac_type *type = ac_new(p->arena, struct ac_type);
            *type = base_types[i];
            type->spelling = ac_format(p->arena, "%s%s", is_struct ? "struct " : "", type->spelling);
            type->before = ac_format(p->arena, "%s ", type->spelling);
            type->after = "";
            return type;
        }
    }
    ir_fail(p, "unknown type");
}

bool ir_at_type(const struct ir_parser *p)
{
    for (size_t i = 0; i < sizeof base_types / sizeof *base_types; i++) {
        if (ir_at(p, base_types[i].spelling)) {
            return true;
        }
    }
    return false;
}

const struct ac_type *ir_pointer_to(struct ir_parser *p, const struct ac_type *type)
{
    struct ac_type *pointer = ac_new(p->arena, struct ac_type);
    *pointer = (struct ac_type){.size = 8, .align = 8, .is_scalar = true, .is_unnameable = type->is_unnameable};
    pointer->spelling = ac_format(p->arena, "%s *", type->spelling);
    pointer->before = ac_format(p->arena, "%s*", type->before);
    pointer->after = type->after;
    return pointer;
}

const struct ac_type *ir_array_of(struct ir_parser *p, const struct ac_type *type, const char *count)
{
    struct ac_type *array = ac_new(p->arena, struct ac_type);
    *array = *type;
    array->is_array = true;
    array->is_scalar = array->is_record = false;
    array->is_variably_modified = !isdigit((unsigned char)*count);
    array->size = type->size * strtoul(count, NULL, 10);
    array->after = ac_format(p->arena, "[%s]", count);
    return array;
}

struct ac_local *ir_new_local(struct ir_parser *p, const char *name, const struct ac_type *type)
{
    struct ac_local *local = ac_new(p->arena, struct ac_local);
    local->name = name;
    local->type = type;
    local->index = (unsigned)p->function->locals.count;
    local->scope = (struct ac_range){p->last, SIZE_MAX};
    AC_PUSH(p->arena, &p->function->locals, local);
    return local;
}

struct ac_local *ir_new_temporary(struct ir_parser *p, const char *prefix, const struct ac_type *type)
{
    struct ac_local *local = ir_new_local(p, ac_format(p->arena, "%s_%u", prefix, ++p->temporaries), type);
    local->is_temporary = true;
    return local;
}

void ir_name_it(struct ir_parser *p, const char *text, struct ac_local *local)
{
    struct ir_name name = {text, local};
    AC_PUSH(p->arena, &p->names, name);
}

struct ac_local *ir_find(const struct ir_parser *p, const char *text)
{
    for (size_t i = p->names.count; i-- > 0;) {
        if (strcmp(p->names.items[i].text, text) == 0) {
            return p->names.items[i].local;
        }
    }
    return NULL;
}

/* The block ends that began when there were `count` names. */
void ir_forget(struct ir_parser *p, size_t count)
{
    for (size_t i = count; i < p->names.count; i++) {
        if (p->names.items[i].local) {
            p->names.items[i].local->scope.end = p->last;
        }
    }
    for (size_t i = 0; i < p->function->hidings.count; i++) {
        struct ac_hiding *hiding = &p->function->hidings.items[i];
        hiding->scope.end = hiding->scope.end == SIZE_MAX && p->names.count > count ? p->last : hiding->scope.end;
    }
    p->names.count = count;
}
