/* The ASYNC functions that account.h declares. */
#include "account.h"

#include "support.h"

int account_transfers;

static ASYNC long checked(long amount)
{
    AWAIT(turn());
    return amount < 0 ? 0 : amount;
}

struct account account_open(const char *owner, long balance)
{
    return (struct account){.owner = owner, .balance = AWAIT(checked(balance))};
}

ASYNC int account_transfer(struct account *from, struct account *to, long amount)
{
    if (from->balance < AWAIT(checked(amount))) {
        return -1;
    }
    account_transfers++;
    from->balance -= AWAIT(checked(amount));
    to->balance += AWAIT(checked(amount));
    return 0;
}

ASYNC int account_each(struct account *accounts, int n, account_visitor *visit, void *context)
{
    for (int i = 0; i < n; i++) {
        int status = AWAIT(visit(&accounts[i], context));
        if (status) {
            return status;
        }
    }
    return 0;
}

long account_sum(const struct account *accounts, int n)
{
    long sum = 0;
    while (n--) {
        sum += accounts++->balance;
    }
    return sum;
}
