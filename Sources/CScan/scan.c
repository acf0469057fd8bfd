// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

#include "scan.h"

#include <string.h>

/// Bytes that are read to tell whether a string begins, and places that are asked at once.
enum { WINDOW = 8, PLACES = 8 };

static inline uint32_t has(const uint64_t *beginnings, uint64_t bytes, uint32_t length) {
    const zv_beginning beginning = zv_beginning_of(bytes, length);
    return (~beginnings[beginning.word] & beginning.bits) == 0;
}

/// Whether a string may begin at each of the next places, bit by bit. No string begins inside a character.
static inline uint32_t beginnings(const uint64_t *words, const uint8_t *text) {
    uint64_t bytes;
    memcpy(&bytes, text, WINDOW);
    // The highest bit of each byte that is not 10xxxxxx.
    uint64_t starts = (~bytes | bytes << 1) & 0x8080808080808080u;
    uint32_t places = 0;
    for (; starts != 0; starts &= starts - 1) {
        const uint32_t place = (uint32_t)__builtin_ctzll(starts) >> 3;
        memcpy(&bytes, text + place, WINDOW);
        places |= (has(words, bytes, 1) | has(words, bytes, 3) | has(words, bytes, 4) | has(words, bytes, 6)) << place;
    }
    return places;
}

/// Writes the strings that begin at `start`; returns how many hits there are then.
static size_t walk(
    const zv_strings *strings, const uint8_t *text, size_t start, size_t count, zv_hit *hits, size_t hit) {
    const uint32_t *const rows = strings->rows;
    const uint32_t *const steps = strings->steps;
    uint32_t place = 0;
    uint32_t step = ZV_STEP_ROW;
    for (size_t offset = start; offset < count; offset++) {
        const uint32_t byte = text[offset];
        if (step & ZV_STEP_ROW) {
            const uint32_t number = (step & ZV_STEP_PLACE) << 8 | byte;
            step = rows[number];
            place = strings->step_count + number;
        } else {
            place = step & ZV_STEP_PLACE;
            if (place == 0) break;
            step = steps[place];
            while (step >> 24 != byte && !(step & ZV_STEP_LAST)) step = steps[++place];
            if (step >> 24 != byte) break;
        }
        if (step == 0) break;
        if (step & ZV_STEP_ENDS) {
            hits[hit].end = offset + 1;
            hits[hit++].step = place;
        }
    }
    return hit;
}

size_t zv_find_strings(
    const zv_strings *strings, const uint8_t *text, size_t from, size_t count, zv_hit *hits, size_t capacity,
    size_t *found) {
    const size_t most = strings->most_ends;
    size_t hit = 0;
    size_t offset = from;
    while (offset < count && hit + most <= capacity) {
        if (offset + PLACES + WINDOW > count) {
            hit = walk(strings, text, offset, count, hits, hit);
            offset++;
            continue;
        }
        // All places first, without a branch, so that the processor asks for several at a time.
        uint32_t places = beginnings(strings->beginnings, text + offset);
        while (places != 0 && hit + most <= capacity) {
            hit = walk(strings, text, offset + (size_t)__builtin_ctz(places), count, hits, hit);
            places &= places - 1;
        }
        // What is left of the places is asked again in the next call.
        offset += places == 0 ? PLACES : (size_t)__builtin_ctz(places);
    }
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

size_t zv_find_byte(const uint8_t *text, size_t from, size_t count, uint8_t byte) {
    if (from >= count) return count;
    const uint8_t *const found = memchr(text + from, byte, count - from);
    return found ? (size_t)(found - text) : count;
}
