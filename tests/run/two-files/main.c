/* ASYNC functions of another file: called by their prototypes, by pointer, with callbacks, and spawned by name. */
#include "account.h"

#include "support.h"

#include <stdio.h>

static ASYNC long checked(long amount)
{
    AWAIT(turn());
    return amount * 10;
}

static ASYNC int print(struct account *account, void *context)
{
    int *lines = context;
    printf("%s %ld\n", account->owner, AWAIT(checked(account->balance)));
    return ++*lines == 2;
}

static ASYNC int test(void)
{
    struct account accounts[3] = {AWAIT(account_open("Ada", 100)), AWAIT(account_open("Bob", -5))};
    accounts[2] = AWAIT(account_open("Eve", 50));
    ASYNC int (*transfer)(struct account *, struct account *, long) = account_transfer;
    int first = AWAIT(transfer(&accounts[0], &accounts[1], 70));
    int second = AWAIT(account_transfer(&accounts[0], &accounts[2], 70));
    printf("%d %d\n", first, second);
    int lines = 0;
    printf("%d\n", AWAIT(account_each(accounts, 3, print, &lines)));
    printf("%ld %d %d\n", account_sum(accounts, 3), account_transfers, transfer == account_transfer);
    return 0;
}

int main(void)
{
    return async_run(test());
}
