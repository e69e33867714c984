/* decl.c - prints declarations: of each local where it lives, a C local or a field of the frame, which is assigned. */
#include "emit.h"

#include "../ir_walk.h"
#include "../text/lex.h"

void ac_emit_operands_in_place(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    struct ac_expr text = {.kind = AC_EXPR_OTHER, .changes = true, .kids = stmt->operands};
    text.kid_count = stmt->operand_count;
    text.range = stmt->range;
    ac_emit_expr(emit, &text);
}

/* Of a typeof, or of a sizeof in the size of an array. */
static bool has_type_as_operand(const char *text, struct ac_token token)
{
    return ac_token_is(text, token, "typeof") || ac_token_is(text, token, "__typeof__") ||
           ac_token_is(text, token, "__typeof") || ac_token_is(text, token, "typeof_unqual") ||
           ac_token_is(text, token, "sizeof");
}

static bool begins_definition(const char *text, struct ac_token token)
{
    return ac_token_is(text, token, "struct") || ac_token_is(text, token, "union") || ac_token_is(text, token, "enum");
}

/* After the brace that closes the one at tokens[open]; 0 where none does. */
static size_t end_of_braces(const struct ac_tokens *tokens, uint32_t open)
{
    unsigned depth = 0;
    for (uint32_t i = open; i < tokens->count; i++) {
        depth += tokens->items[i].token.op == '{';
        depth -= tokens->items[i].token.op == '}';
        if (!depth) {
            return tokens->items[i].token.end;
        }
    }
    return 0;
}

/* A struct, union or enum defined among the specifiers, in a typeof there, or in the size of an array: from its keyword
 * to its closing brace. Empty where there is none. */
static struct ac_range find_definition(struct ac_emit *emit, struct ac_range part)
{
    const char *text = emit->unit->source->text;
    struct ac_tokens tokens = ac_lex_all(emit->arena, text, part, NULL);
    struct ac_range range = {0, 0};
    for (uint32_t i = 0; i < tokens.count; i++) {
        struct ac_nested_token *token = &tokens.items[i];
        if (begins_definition(text, token->token)) {
            range.begin = token->token.begin;
        } else if (token->token.op == '(' && token->pair != AC_NO_TOKEN &&
                   !(i && has_type_as_operand(text, tokens.items[i - 1].token))) {
            i = token->pair; /* an attribute, an alignment */
        } else if (token->token.op == '{') {
            range.end = end_of_braces(&tokens, i);
            break;
        }
    }
    return range.end ? range : (struct ac_range){0, 0};
}

/* `kids`: what may change in it. */
static void emit_definition(struct ac_emit *emit, struct ac_range definition, struct ac_expr **kids, size_t count)
{
    struct ac_expr text = {.kind = AC_EXPR_OTHER, .changes = true, .range = definition, .kids = kids};
    text.kid_count = count;
    ac_emit_expr(emit, &text);
    ac_write(emit->writer, "; ");
}

/* Nobody can mean a struct or union without a tag. */
static bool declares_name(const struct ac_emit *emit, struct ac_range definition)
{
    const char *text = emit->unit->source->text;
    struct ac_token last = {0}, token;
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, text, definition.begin, definition.end);
    lexer.at_line_start = false;
    while ((token = ac_lex(&lexer)).op != '{') {
        last = token;
    }
    return last.kind == AC_TOKEN_IDENTIFIER && !ac_token_is(text, last, "struct") && !ac_token_is(text, last, "union");
}

/* char a[sizeof(struct s { int x; })], of which the field has a number. */
static void emit_definition_in_sizes(struct ac_emit *emit, const struct ac_declarator *declarator)
{
    size_t end = declarator->init ? declarator->init->range.begin : declarator->range.end;
    struct ac_range definition = find_definition(emit, (struct ac_range){declarator->range.begin, end});
    if (definition.end && declares_name(emit, definition)) {
        emit_definition(emit, definition, declarator->sizes, declarator->size_count);
    }
}

void ac_emit_sizes(struct ac_emit *emit, const struct ac_local *local)
{
    ac_begin_silence(emit, local->is_size_silenced);
    for (size_t i = 0; i < local->sizes.count; i++) {
        ac_write_own_line(emit->writer);
        ac_write(emit->writer, "%s = ", ac_local_text(emit, local->bounds[i]));
        ac_emit_expr(emit, local->sizes.items[i]);
        ac_write(emit->writer, ";");
    }
    ac_end_silence(emit, local->is_size_silenced);
}

static const char *alignment_of_array(struct ac_emit *emit, const struct ac_local *local)
{
    return local->alignment.number ? ac_format(emit->arena, "_Alignof(struct { %schar c; })", local->alignment.text)
                                   : ac_format(emit->arena, "__alignof__(%s)", ac_local_text(emit, local));
}

/* The elements of an array, on the heap. Where there is no memory, the declaration fails as an AWAIT would. */
static void emit_elements(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_local *local)
{
    const char *array = ac_format(emit->arena, "%s->%s", emit->function->names.frame, local->field), *also = "";
    if (local->elements) { /* of another time, if a jump has led back */
        ac_write_line(emit->writer, "async_array_free(%s);", ac_local_text(emit, local->elements));
        also = ac_format(emit->arena, "%s = ", ac_local_text(emit, local->elements));
    }
    ac_write_line(emit->writer, "%s%s = async_array_new(sizeof(%s), %s);", also, array, ac_type_text(emit, local),
                  alignment_of_array(emit, local));
    ac_write_own_line(emit->writer);
    ac_write(emit->writer, "if (!%s) { ", array);
    ac_emit_failure(emit, stmt->inside, NULL);
    ac_write(emit->writer, " }");
}

/* The tokens up to the bracket that closes; whether one of them is a macro in a branch of an #if that was skipped. */
static bool read_dimension(struct ac_emit *emit, struct ac_lexer *lexer, struct ac_range *ret_range)
{
    const struct ac_names *unseen = &emit->unit->unseen;
    bool found = false;
    *ret_range = (struct ac_range){lexer->at, lexer->at};
    struct ac_token token = ac_lex(lexer);
    for (unsigned depth = 0; token.kind != AC_TOKEN_END && (depth || token.op != ']'); token = ac_lex(lexer)) {
        depth += token.op == '[';
        depth -= token.op == ']';
        found |= token.kind == AC_TOKEN_IDENTIFIER &&
                 ac_names_have(unseen, ac_strndup(emit->arena, lexer->text + token.begin, token.end - token.begin));
        ret_range->end = token.end;
    }
    return found;
}

/* int a[N][2], where N is another macro in a branch of an #if that was skipped: for the compiler of the output it must
 * be the same, as the field has a number there. */
static void emit_size_check(struct ac_emit *emit, const struct ac_local *local)
{
    const char *text = emit->unit->source->text, *array = ac_local_text(emit, local);
    struct ac_lexer lexer;
    struct ac_range range;
    ac_lexer_init(&lexer, text, local->declared.end, emit->unit->source->size);
    lexer.at_line_start = false;
    while (ac_lex(&lexer).op == '[') {
        const char *element = ac_format(emit->arena, "%s[0]", array);
        if (read_dimension(emit, &lexer, &range)) {
            ac_write(
                emit->writer,
                "_Static_assert(sizeof(__typeof__(%s)[%.*s]) == sizeof %s, \"asyncc took another branch of an #if: "
                "give it the flags of the compiler\"); ",
                element, (int)(range.end - range.begin), text + range.begin, array);
        }
        array = element;
    }
}

struct type_uses {
    struct ac_emit *emit;
    const struct ac_local *last;
};

static bool emit_use(void *data, struct ac_expr *expr)
{
    struct type_uses *uses = data;
    const struct ac_local *local = expr->kind == AC_EXPR_LOCAL ? expr->local : NULL;
    if (local && local != uses->last && !local->is_evaluated && local->place == AC_PLACE_C) {
        ac_write(uses->emit->writer, "(void)sizeof(%s); ", local->name);
        uses->last = local; /* each declarator has the operands of the specifiers once more */
    }
    return true;
}

/* __typeof__(k) x; char y[sizeof k]; where nothing else uses k, and the type of x has another text now. */
static void emit_uses_in_type(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_declarator *declarator)
{
    struct type_uses uses = {emit, NULL};
    struct ac_walker walker = {NULL, emit_use, &uses};
    for (size_t i = 0; i < stmt->operand_count && declarator == stmt->declarators; i++) {
        ac_walk_expr(&walker, stmt->operands[i]);
    }
    for (size_t i = 0; i < declarator->size_count && !declarator->local->bounds; i++) {
        ac_walk_expr(&walker, declarator->sizes[i]);
    }
}

/* frame->x = value, or nothing where it has none. */
static void emit_frame_initialiser(struct ac_emit *emit, const struct ac_declarator *declarator)
{
    const struct ac_local *local = declarator->local;
    const char *name = ac_local_text(emit, local);
    if (local->type->is_array && !local->bounds && emit->unit->unseen.count) {
        emit_size_check(emit, local);
    }
    if (local->type->local_typedef) { /* it would have no other use left */
        ac_write(emit->writer, "(void)sizeof(%s); ", local->type->local_typedef);
    }
    if (!declarator->init) {
        return;
    }
    if (local->is_on_heap) { /* only {} can be */
        ac_write(emit->writer, "__builtin_memset((void *)%s, 0, sizeof %s);", name, name);
    } else if (local->type->is_array || local->type->has_const_member) {
        bool is_array = local->type->is_array, is_list = declarator->init->kind == AC_EXPR_INIT_LIST;
        const char *open = is_array ? "" : is_list ? "&" : ac_format(emit->arena, "(__typeof__(%s)[1]){ ", name);
        ac_write(emit->writer, "__builtin_memcpy((void *)%s%s, (const void *)%s", is_array ? "" : "&", name, open);
        ac_write_go_on(emit->writer, declarator->init->range.begin, "");
        ac_emit_initial_value(emit, local, declarator->init);
        ac_write(emit->writer, "%s, sizeof %s);", is_array || is_list ? "" : " }", name);
    } else {
        ac_write(emit->writer, "%s =", name);
        ac_write_go_on(emit->writer, declarator->init->range.begin, " ");
        ac_emit_initial_value(emit, local, declarator->init);
        ac_write(emit->writer, ";");
    }
}

/* Text of a declarator up to its initialiser, without a cleanup attribute that became a scope. */
static void emit_declarator_head(struct ac_emit *emit, const struct ac_stmt *stmt,
                                 const struct ac_declarator *declarator)
{
    struct ac_expr head = {.kind = AC_EXPR_OTHER, .changes = true, .kids = declarator->sizes};
    size_t end = declarator->init ? declarator->init->range.begin : declarator->range.end;
    (void)stmt;
    head.kid_count = declarator->size_count;
    head.range = (struct ac_range){declarator->range.begin, end};
    ac_emit_expr(emit, &head);
}

/* What the declaration says in front of its declarators: the sizes of this one may stand there, in a typeof. */
static void emit_specifiers(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_declarator *declarator)
{
    struct ac_expr specifiers = {.kind = AC_EXPR_OTHER, .changes = true, .range = stmt->specifiers};
    specifiers.kids =
        ac_alloc(emit->arena, (stmt->operand_count + declarator->size_count + 1) * sizeof *specifiers.kids);
    for (size_t i = 0; i < stmt->operand_count; i++) {
        specifiers.kids[specifiers.kid_count++] = stmt->operands[i];
    }
    for (size_t i = 0; i < declarator->size_count; i++) {
        specifiers.kids[specifiers.kid_count++] = declarator->sizes[i];
    }
    ac_emit_expr(emit, &specifiers);
}

static void emit_c_declarator(struct ac_emit *emit, const struct ac_stmt *stmt, const struct ac_declarator *declarator,
                              bool by_type)
{
    const struct ac_local *local = declarator->local;
    ac_write(emit->writer, "%s", local && local->is_static ? "static " : "");
    if (by_type && local) {
        const char *qualifiers =
            ac_format(emit->arena, "%s%s", local->is_const ? " const" : "", local->is_volatile ? " volatile" : "");
        ac_write(emit->writer, "%s%s%s%s", local->alignment.number ? local->alignment.text : "",
                 ac_qualified(emit->arena, local->type->before, qualifiers), local->name, local->type->after);
        if (declarator->init) {
            ac_write(emit->writer, " =");
            ac_write_go_on(emit->writer, declarator->init->range.begin, " ");
        }
    } else {
        emit_specifiers(emit, stmt, declarator);
        emit_declarator_head(emit, stmt, declarator);
    }
    if (declarator->init) {
        ac_emit_expr(emit, declarator->init);
        ac_emit_between(emit, declarator->init->range.end, declarator->range.end);
    }
    ac_write(emit->writer, ";");
}

struct mention {
    const struct ac_local *local;
    bool found;
};

static bool look_for_mention(void *data, struct ac_expr *expr)
{
    struct mention *mention = data;
    mention->found |= expr->local == mention->local;
    return !mention->found;
}

/* int size = AWAIT(f(sizeof size)); what runs before the initialiser needs the name already. */
static bool names_itself(const struct ac_declarator *declarator)
{
    struct mention mention = {declarator->local, false};
    struct ac_walker walker = {NULL, look_for_mention, &mention};
    if (declarator->local->place == AC_PLACE_FRAME) {
        return false;
    }
    for (size_t i = 0; i < declarator->pre.count; i++) {
        ac_walk_stmt(&walker, declarator->pre.items[i]);
    }
    return mention.found;
}

/* `count` of the steps in front of an initialiser, or of sizes; then on the user's line of an offset. */
static void emit_steps(struct ac_emit *emit, const struct ac_declarator *declarator, size_t first, size_t count,
                       size_t offset)
{
    struct ac_steps steps = {.items = declarator->pre.items + first, .count = count};
    ac_emit_temporaries(emit, &steps);
    ac_emit_steps(emit, &steps);
    ac_write_user_line(emit->writer, offset);
}

/* Where the text begins that is printed of it: no #line may come between the name of a macro and its arguments. */
static size_t begin_of_text(const struct ac_stmt *stmt, const struct ac_declarator *declarator)
{
    bool is_in_frame = declarator->local && declarator->local->place == AC_PLACE_FRAME;
    return is_in_frame ? declarator->range.begin : stmt->specifiers.begin;
}

static void emit_declarators(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    struct ac_range definition = {0, 0};
    if (stmt->declarators[0].local) {
        definition = find_definition(emit, stmt->specifiers);
    }
    if (definition.end && !(stmt->is_split && stmt->declarators[0].range.begin != stmt->specifiers.end)) {
        emit_definition(emit, definition, stmt->operands, stmt->operand_count);
    }
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        const struct ac_declarator *declarator = &stmt->declarators[i];
        bool by_name = false, by_type = definition.end || (declarator->local && declarator->local->has_scope);
        size_t line = begin_of_text(stmt, declarator);
        if (declarator->size_steps) {
            ac_writer_indent(emit->writer, stmt->range.begin, 0);
            emit_steps(emit, declarator, 0, declarator->size_steps, line);
        }
        if (declarator->local && declarator->local->bounds) {
            ac_writer_indent(emit->writer, stmt->range.begin, 0);
            ac_emit_sizes(emit, declarator->local);
            if (declarator->local->is_on_heap) {
                emit_elements(emit, stmt, declarator->local);
            }
            ac_write_user_line(emit->writer, line);
        }
        if (declarator->pre.count > declarator->size_steps) {
            ac_writer_indent(emit->writer, stmt->range.begin, 0);
            by_name = declarator->local && names_itself(declarator);
            if (by_name) {
                ac_write_line(emit->writer, "%s%s%s%s;",
                              declarator->local->alignment.number ? declarator->local->alignment.text : "",
                              declarator->local->type->before, declarator->local->name, declarator->local->type->after);
            }
            emit_steps(emit, declarator, declarator->size_steps, declarator->pre.count - declarator->size_steps, line);
        } else if (i > 0) {
            ac_write_go_on(emit->writer, declarator->range.begin, " ");
        }
        if (declarator->is_silenced) {
            ac_begin_silence(emit, true);
            ac_write_user_line(emit->writer, line);
        }
        if (by_name || (declarator->local && declarator->local->place == AC_PLACE_FRAME)) {
            emit_uses_in_type(emit, stmt, declarator);
            if (declarator->local->type->is_array && !declarator->local->bounds) {
                emit_definition_in_sizes(emit, declarator);
            }
            emit_frame_initialiser(emit, declarator);
        } else {
            emit_c_declarator(emit, stmt, declarator, by_type);
        }
        ac_end_silence(emit, declarator->is_silenced);
    }
}

/* The user's text, with what changes in it. */
static void emit_in_one(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    struct ac_expr text = {.kind = AC_EXPR_OTHER, .changes = true, .range = stmt->range};
    size_t most = stmt->operand_count;
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        most += stmt->declarators[i].size_count + 1;
    }
    text.kids = ac_alloc(emit->arena, (most + 1) * sizeof *text.kids);
    for (size_t i = 0; i < stmt->operand_count; i++) {
        text.kids[text.kid_count++] = stmt->operands[i];
    }
    for (size_t i = 0; i < stmt->declarator_count; i++) {
        const struct ac_declarator *declarator = &stmt->declarators[i];
        for (size_t j = 0; j < declarator->size_count; j++) {
            text.kids[text.kid_count++] = declarator->sizes[j];
        }
        if (declarator->init) {
            text.kids[text.kid_count++] = declarator->init;
        }
    }
    ac_emit_expr(emit, &text);
}

void ac_emit_decl(struct ac_emit *emit, const struct ac_stmt *stmt)
{
    if (stmt->is_apart) {
        emit_declarators(emit, stmt);
    } else {
        emit_in_one(emit, stmt);
    }
}
