"""tree.py - the programs as trees: statements in blocks. Any statement can be left out, and what is left still is a
program."""

import copy
import itertools


class Statement:
    """Of a kind that printers.py knows, with what it needs to be printed, and with blocks of other statements."""

    def __init__(self, kind, *blocks, **arguments):
        self.kind, self.blocks, self.arguments = kind, list(blocks), arguments

    def __getattr__(self, name):
        try:
            return self.__dict__["arguments"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __deepcopy__(self, memo):
        return Statement(self.kind, *copy.deepcopy(self.blocks, memo), **self.arguments)


class Program:
    def __init__(self, seed, is_exact, queues, statements):
        self.seed, self.is_exact, self.queues = seed, is_exact, queues
        self.root = Statement("root", statements)

    def size(self):
        return sum(len(block) for block in self.blocks())

    def blocks(self, statement=None):
        """All of them, the outer ones first."""
        for block in (statement or self.root).blocks:
            yield block
            for inner in block:
                yield from self.blocks(inner)


def smaller(program):
    """Programs with a part less, large parts first: without some statements, or with a compound's block in its
    place."""
    count = len(list(program.blocks()))
    for length in (16, 8, 4, 2, 1):
        for number in range(count):
            block = list(program.blocks())[number]
            for begin in range(0, len(block), length):
                if length > 1 and begin + length > len(block) + length // 2:
                    continue
                candidate = copy.deepcopy(program)
                del list(candidate.blocks())[number][begin:begin + length]
                yield candidate
    for number in range(count):
        for i, statement in enumerate(list(program.blocks())[number]):
            if statement.kind in ("try", "finally", "call_function", "repeat", "when", "timeout"):
                candidate = copy.deepcopy(program)
                block = list(candidate.blocks())[number]
                block[i:i + 1] = block[i].blocks[0]
                yield candidate


def reduced(program, failing, at_a_time=24):
    """The smallest program that can be had by taking away one part after the other while it still fails. `failing`
    tells which of several do."""
    found = True
    while found:
        found = False
        candidates = smaller(program)
        while not found and (some := list(itertools.islice(candidates, at_a_time))):
            failed = failing(some)
            if failed:
                program, found = min(failed, key=Program.size), True
    return program
