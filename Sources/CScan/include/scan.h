// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0
//
// The scan kernel: one pass over a text that finds listed strings, and one that finds digits. They read text[0..count)
// and the automaton's tables and write hits[0..capacity); nothing else, and they keep no pointer.

#ifndef ZAVESA_SCAN_H
#define ZAVESA_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// Where a listed string ends, and the automaton's state there.
typedef struct {
    size_t end;
    uint16_t state;
} zv_hit;

/// The tables of a complete Aho-Corasick automaton: the next state stands at `next[state << column_bits | columns[byte]]`,
/// and strings end in the states from `first_ending`. `depths[state]` is how many bytes of a string the state has seen, 255
/// for more. `beginnings` has 2^18 bits: where none of the bits `zv_beginning` of the next 2, 3, 4 and 6 bytes is set, no
/// string begins.
typedef struct {
    const uint16_t *next;
    const uint8_t *columns;
    const uint8_t *depths;
    const uint8_t *beginnings;
    uint32_t column_bits;
    uint32_t first_ending;
} zv_automaton;

/// The bit of `beginnings` that stands for `length` bytes, the first of which is the lowest of `bytes`, in either case.
static inline uint32_t zv_beginning(uint64_t bytes, uint32_t length) {
    const uint64_t few = (bytes | 0x2020202020202020u) & (~(uint64_t)0 >> (64 - 8 * length));
    return (uint32_t)((few * 0x9E3779B97F4A7C15u) >> 46);
}

/// Reads on from `from` in state `*state` until the text ends or `capacity` hits are found; returns where it stopped.
size_t zv_find_strings(
    const zv_automaton *automaton, const uint8_t *text, size_t from, size_t count, uint16_t *state, zv_hit *hits,
    size_t capacity, size_t *found);

/// The offset of the first ASCII digit at or after `from`; `count` if there is none.
size_t zv_find_digit(const uint8_t *text, size_t from, size_t count);

#endif
