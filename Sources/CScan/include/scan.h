// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0
//
// The scan kernel: one pass over a text that finds listed strings, and those that find digits or one byte. They read
// text[0..count) and the tables of the strings, and write hits[0..capacity); nothing else, and they keep no pointer.

#ifndef ZAVESA_SCAN_H
#define ZAVESA_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// Where a listed string ends, and the step of the tree of strings that it ends with.
typedef struct {
    size_t end;
    uint32_t step;
} zv_hit;

/// A step of the tree: the byte it takes in its upper 8 bits, then these flags, then where the steps after it are.
enum {
    /// A string ends with it.
    ZV_STEP_ENDS = 1 << 23,
    /// The steps after it are a row, one for each byte, 0 for none.
    ZV_STEP_ROW = 1 << 22,
    /// It is the last of those that begin at one place.
    ZV_STEP_LAST = 1 << 21,
    ZV_STEP_PLACE = (1 << 21) - 1,
};

/// The tables of a tree of strings. Its root is row 0 of `rows`, each of 256 steps; elsewhere the steps that follow one
/// stand side by side in `steps`, of which the first is none. A step of a row has the number `step_count + row * 256 + byte`.
/// At most `most_ends` strings begin at one place. `beginnings` says where a string may begin, by `zv_beginning_of` the
/// next 1, 3, 4 and 6 bytes.
typedef struct {
    const uint32_t *rows;
    const uint32_t *steps;
    const uint64_t *beginnings;
    uint32_t step_count;
    uint32_t most_ends;
} zv_strings;

/// Words of 64 bits in `beginnings`.
enum { ZV_BEGINNING_WORDS = (1 << 12) + 4 };

/// The word of `beginnings` that stands for some bytes, and its bits, all of which are set where a string may begin.
typedef struct {
    uint32_t word;
    uint64_t bits;
} zv_beginning;

/// What stands for the first `length` bytes, 1, 3, 4 or 6, in either case; the first is the lowest of `bytes`. Each length
/// has its own words, and two bits in one, so that few bytes pass for others.
static inline zv_beginning zv_beginning_of(uint64_t bytes, uint32_t length) {
    const uint64_t few = (bytes | 0x2020202020202020u) & (~(uint64_t)0 >> (64 - 8 * length));
    const uint64_t hash = few * 0x9E3779B97F4A7C15u;
    const uint64_t bits = (uint64_t)1 << (hash >> 47 & 63) | (uint64_t)1 << (hash >> 41 & 63);
    zv_beginning beginning = {(uint32_t)(hash >> 54), bits};
    if (length == 1) {
        beginning.word = 4096 + (uint32_t)(few >> 6);
        beginning.bits = (uint64_t)1 << (few & 63);
    } else if (length == 4) {
        beginning.word += 1024;
    } else if (length == 6) {
        beginning.word = 2048 + (uint32_t)(hash >> 53);
    }
    return beginning;
}

/// Finds the strings that begin at `from` or later, by where they begin, then by where they end; returns where the next
/// call has to begin: `count`, or less where fewer than `most_ends` places are left in `hits`.
size_t zv_find_strings(
    const zv_strings *strings, const uint8_t *text, size_t from, size_t count, zv_hit *hits, size_t capacity,
    size_t *found);

/// The offset of the first ASCII digit at or after `from`; `count` if there is none.
size_t zv_find_digit(const uint8_t *text, size_t from, size_t count);

/// The offset of the first such byte at or after `from`; `count` if there is none.
size_t zv_find_byte(const uint8_t *text, size_t from, size_t count, uint8_t byte);

#endif
