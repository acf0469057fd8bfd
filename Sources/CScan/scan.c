// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

#include "scan.h"

#include <string.h>

/// Bytes that are read to tell whether a string begins.
enum { WINDOW = 8, LONGEST_BEGINNING = 6 };

static inline int has(const uint8_t *bits, uint32_t bit) { return bits[bit >> 3] >> (bit & 7) & 1; }

static inline int may_begin(const uint8_t *beginnings, const uint8_t *text) {
    uint64_t bytes;
    memcpy(&bytes, text, WINDOW);
    return has(beginnings, zv_beginning(bytes, 6)) | has(beginnings, zv_beginning(bytes, 4)) |
           has(beginnings, zv_beginning(bytes, 3)) | has(beginnings, zv_beginning(bytes, 2));
}

size_t zv_find_strings(
    const zv_automaton *automaton, const uint8_t *text, size_t from, size_t count, uint16_t *state, zv_hit *hits,
    size_t capacity, size_t *found) {
    const uint16_t *const next = automaton->next;
    const uint8_t *const columns = automaton->columns;
    const uint8_t *const depths = automaton->depths;
    const uint32_t bits = automaton->column_bits;
    const uint32_t ending = automaton->first_ending;
    uint32_t here = *state;
    size_t hit = 0;
    size_t offset = from;
    // Where a string may begin, as was seen; nothing else is worth walking from.
    size_t begun = SIZE_MAX;
    while (offset < count && hit < capacity) {
        const size_t start = offset - depths[here];
        if (depths[here] < LONGEST_BEGINNING && start != begun && start + WINDOW <= count) {
            begun = start;
            while (begun + WINDOW <= count && !may_begin(automaton->beginnings, text + begun)) begun++;
            if (begun != start) {
                here = 0;
                // What ends before `offset` was reported on the way here.
                for (size_t back = begun; back < offset; back++) here = next[(here << bits) | columns[text[back]]];
                if (begun > offset) offset = begun;
                if (offset >= count) break;
            }
        }
        here = next[(here << bits) | columns[text[offset++]]];
        if (here >= ending) {
            hits[hit].end = offset;
            hits[hit++].state = (uint16_t)here;
        }
    }
    *state = (uint16_t)here;
    *found = hit;
    return offset;
}

size_t zv_find_digit(const uint8_t *text, size_t from, size_t count) {
    const uint64_t each = 0x0101010101010101u;
    size_t offset = from;
    for (; offset + 8 <= count; offset += 8) {
        uint64_t eight;
        memcpy(&eight, text + offset, 8);
        // A byte below ten is a digit; the borrow of a subtraction can mark a byte only behind a digit.
        const uint64_t values = eight ^ (each * '0');
        if (((values - each * 10) & ~values & (each * 0x80)) != 0) break;
    }
    while (offset < count && (uint8_t)(text[offset] - '0') >= 10) offset++;
    return offset;
}
