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

/// Where strings may begin: a table of bits, all of which are set that stand for what a string begins with. `ZV_FIRST` is
/// looked at in each place of a text, the others only where it is set.
enum {
    /// By a hash of the first bytes (`zv_first_of`): bit n of word m for the hash 64 m + n.
    ZV_FIRST = 0,
    /// By `zv_beginning_of` 3, 4, 6 and 8 bytes: 512 words each.
    ZV_BEGINNINGS = 1 << 10,
    /// By the first byte, for strings that are shorter than what `ZV_FIRST` takes.
    ZV_SINGLE = 3 << 10,
    /// Words of 64 bits in the table.
    ZV_STARTS = ZV_SINGLE + 4,
};

/// The tables of a tree of strings. Its root is row 0 of `rows`, each of 256 steps; elsewhere the steps that follow one
/// stand side by side in `steps`, of which the first is none. A step of a row has the number `step_count + row * 256 + byte`.
/// At most `most_ends` strings begin at one place. `anywhere` says where a string may begin, `at_words` the same of strings that
/// count only where no letter or digit stands before them; each is such a table of bits. `anywhere` is null if there are none.
typedef struct {
    const uint32_t *rows;
    const uint32_t *steps;
    const uint64_t *anywhere;
    const uint64_t *at_words;
    uint32_t step_count;
    uint32_t most_ends;
} zv_strings;

/// The hash of the first bytes of a string in either case, 3 where the first is ASCII and 4 where it is not: a letter and a
/// half, or two.
static inline uint32_t zv_first_of(uint32_t bytes) {
    const uint32_t wide = -(bytes >> 7 & 1);
    return ((bytes | 0x20202020u) & (0xFFFFFFu | wide)) * 0x9E3779B1u >> 16;
}

/// A word of a table, and bits in it.
typedef struct {
    uint32_t word;
    uint64_t bits;
} zv_bits;

/// What stands for the first `length` bytes, 3, 4, 6 or 8, in either case; the first is the lowest of `bytes`. Two bits in one
/// word, so that few bytes pass for others. Of 8 bytes the lowest bits are not told, which the cases of Cyrillic differ in.
static inline zv_bits zv_beginning_of(uint64_t bytes, uint32_t length) {
    const uint64_t caseless = bytes | (length < 8 ? 0x2020202020202020u : 0x2121212121212121u);
    const uint64_t few = caseless & (~(uint64_t)0 >> (64 - 8 * length));
    const uint64_t hash = few * 0x9E3779B97F4A7C15u;
    const uint32_t table = length < 6 ? length - 3 : length / 2 - 1;
    const zv_bits beginning = {
        ZV_BEGINNINGS + (table << 9) + (uint32_t)(hash >> 55),
        (uint64_t)1 << (hash >> 49 & 63) | (uint64_t)1 << (hash >> 43 & 63),
    };
    return beginning;
}

/// Finds the strings that begin at `from` or later, by where they begin, then by where they end; returns where the next
/// call has to begin: `count`, or less where fewer than `most_ends` places are left in `hits`.
size_t zv_find_strings(
    const zv_strings *strings, const uint8_t *text, size_t from, size_t count, zv_hit *hits, size_t capacity,
    size_t *found);

/// The offset of the first ASCII digit at or after `from`; `count` if there is none.
size_t zv_find_digit(const uint8_t *text, size_t from, size_t count);

/// The offset of the first byte at or after `from` that is one of three; `count` if there is none.
size_t zv_find_any(const uint8_t *text, size_t from, size_t count, uint8_t one, uint8_t two, uint8_t three);

/// The offset of the first such byte at or after `from`; `count` if there is none.
size_t zv_find_byte(const uint8_t *text, size_t from, size_t count, uint8_t byte);

#endif
