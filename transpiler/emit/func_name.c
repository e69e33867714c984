/* func_name.c - __func__ and its like: the name that the user gave the function, also where a macro such as assert()
 * says them. The compiler's would be that of the generated one.
 *
 *     static const char fetch__name[] __attribute__((unused)) = "fetch";
 *     #define __func__ fetch__name
 *     ... the body ...
 *     #undef __func__ */
#include "emit.h"

void ac_begin_func_name(struct ac_emit *emit)
{
    const struct ac_function *function = emit->function;
    const char *stem = function->names.stem, *pretty = function->pretty_name ? "pretty_name" : "name";
    if (!function->uses_func_name) {
        return;
    }
    ac_write_line(emit->writer, "static const char %s__name[] __attribute__((unused)) = \"%s\";", stem, function->name);
    if (function->pretty_name) {
        ac_write_line(emit->writer, "static const char %s__pretty_name[] __attribute__((unused)) =", stem);
        ac_write_line(emit->writer, "    ASYNC__PRETTY_NAME(\"%s\", %s);", function->name, function->pretty_name);
    }
    unsigned depth = ac_writer_depth(emit->writer);
    ac_writer_set_depth(emit->writer, 0);
    ac_write_line(emit->writer, "#define __func__ %s__name", stem);
    ac_write_line(emit->writer, "#define __FUNCTION__ %s__name", stem);
    ac_write_line(emit->writer, "#define __PRETTY_FUNCTION__ %s__%s", stem, pretty);
    if (function->uses_name_builtin) {
        ac_write_line(emit->writer, "#define __builtin_FUNCTION() ((__typeof__(__builtin_FUNCTION()))%s__name)", stem);
    }
    ac_writer_set_depth(emit->writer, depth);
}

void ac_end_func_name(struct ac_emit *emit)
{
    static const char *const names[] = {"__func__", "__FUNCTION__", "__PRETTY_FUNCTION__", "__builtin_FUNCTION"};
    const struct ac_function *function = emit->function;
    unsigned depth = ac_writer_depth(emit->writer);
    ac_writer_set_depth(emit->writer, 0);
    for (size_t i = 0; function->uses_func_name && i < (function->uses_name_builtin ? 4 : 3); i++) {
        ac_write_line(emit->writer, "#undef %s", names[i]);
    }
    ac_writer_set_depth(emit->writer, depth);
}
