/* plain.c - an ordinary C file: it does not know that some functions of the program are asynchronous. */
int library(void);

int plain(void)
{
    return library();
}
