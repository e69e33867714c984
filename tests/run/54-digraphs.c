/* Digraphs, and a form feed between functions. */
#include "support.h"

#include <stdio.h>

// clang-format off
%:include "support.h"
%:include <stdio.h>

static ASYNC int first(int a<::>) <% return AWAIT(quiet(a<:0:>)); %>

static ASYNC int test(void)
<%
    int a<:2:> = <% AWAIT(get(1)), 2 %>;
    printf("%d %d\n", AWAIT(first(a)), a<:1:>);
    <%
        DEFER <% printf("deferred %d\n", AWAIT(get(a<:0:>))); %>
        a<:0:>++;
    %>
    return 0;
%>

int main(void)
{
    return async_run(test());
}
