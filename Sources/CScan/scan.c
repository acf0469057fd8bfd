// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

#include "scan.h"

#include <string.h>

/// Bytes that are read to tell whether a string begins, and places that are looked at together.
enum { WINDOW = 8, PLACES = 64 };

static inline uint64_t has(const uint64_t *starts, zv_bits bits) { return (~starts[bits.word] & bits.bits) == 0; }

static inline uint64_t is_single(const uint64_t *starts, uint8_t byte) {
    const uint32_t caseless = byte | 0x20;
    return starts[ZV_SINGLE + (caseless >> 6)] >> (caseless & 63) & 1;
}

/// Whether a string may begin at a place where `is_first` says so.
static inline uint64_t may_begin(const uint64_t *starts, const uint8_t *text) {
    uint64_t bytes;
    memcpy(&bytes, text, WINDOW);
    return is_single(starts, *text) | has(starts, zv_beginning_of(bytes, 3)) | has(starts, zv_beginning_of(bytes, 4))
           | has(starts, zv_beginning_of(bytes, 6)) | has(starts, zv_beginning_of(bytes, 8));
}

/// 1 if a string may begin at a place, by its first bytes alone.
static inline uint64_t is_first(const uint64_t *starts, const uint8_t *text) {
    uint32_t bytes;
    memcpy(&bytes, text, 4);
    const uint32_t hash = zv_first_of(bytes);
    return (starts[ZV_FIRST + (hash >> 6)] >> (hash & 63) & 1) | is_single(starts, *text);
}

/// Whether a byte of ASCII is a letter or digit.
static const uint8_t is_word[256] = {
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1,
    ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1,
    ['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1,
    ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1,
    ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1,
    ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1,
    ['y'] = 1, ['z'] = 1,
};

/// Places from one on, bit by bit: where a string may begin that counts anywhere, and where one that counts at words.
typedef struct {
    uint64_t anywhere;
    uint64_t at_words;
} places;

/// The places from `text` on where a string may begin by its first bytes; `before` are the two bytes before the first.
/// No string begins inside a character. Reads `PLACES + WINDOW` bytes.
static places beginnings(const zv_strings *strings, const uint8_t *text, const uint8_t before[2]) {
    uint64_t anywhere = 0;
    uint64_t characters = 0;
    uint64_t ascii = 0;
    uint64_t letters = 0;
    // Without a branch: so the processor looks at several places at a time.
    for (uint32_t place = 0; place < PLACES; place++) {
        const uint8_t byte = text[place];
        characters |= (uint64_t)((int8_t)byte >= -64) << place;
        ascii |= (uint64_t)is_word[byte] << place;
        letters |= (uint64_t)((byte & 0xFE) == 0xD0) << place;
    }
    if (strings->anywhere) {
        for (uint32_t place = 0; place < PLACES; place++) {
            anywhere |= is_first(strings->anywhere, text + place) << place;
        }
    }
    // A word begins where what stands before is no letter or digit of ASCII and no letter of U+0400 to U+047F. Of other letters
    // this is not told, so that they count as none.
    const uint64_t inside = ascii << 1 | is_word[before[1]] | letters << 2 | (uint64_t)((before[0] & 0xFE) == 0xD0)
                            | (uint64_t)((before[1] & 0xFE) == 0xD0) << 1;
    places found = {anywhere & characters, 0};
    for (uint64_t words = characters & ~inside; words != 0; words &= words - 1) {
        const uint32_t place = (uint32_t)__builtin_ctzll(words);
        found.at_words |= is_first(strings->at_words, text + place) << place;
    }
    return found;
}

/// The same for the last places of a text, fewer than `PLACES + WINDOW` bytes before its end, as if zeros followed.
static places last_beginnings(const zv_strings *strings, const uint8_t *text, size_t count, const uint8_t before[2]) {
    uint8_t padded[PLACES + WINDOW] = {0};
    memcpy(padded, text, count);
    places found = beginnings(strings, padded, before);
    if (count < PLACES) {
        found.anywhere &= ((uint64_t)1 << count) - 1;
        found.at_words &= ((uint64_t)1 << count) - 1;
    }
    return found;
}

/// Whether a string may begin at `start`, by all that is known of beginnings.
static uint64_t is_beginning(
    const zv_strings *strings, places found, uint32_t place, const uint8_t *text, size_t start, size_t count) {
    uint8_t padded[WINDOW] = {0};
    const uint8_t *bytes = text + start;
    if (start + WINDOW > count) {
        memcpy(padded, bytes, count - start);
        bytes = padded;
    }
    return ((found.anywhere >> place & 1) && may_begin(strings->anywhere, bytes))
           || ((found.at_words >> place & 1) && may_begin(strings->at_words, bytes));
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
        const uint8_t before[2] = {offset > 1 ? text[offset - 2] : 0, offset > 0 ? text[offset - 1] : 0};
        const places found = offset + PLACES + WINDOW <= count
                                 ? beginnings(strings, text + offset, before)
                                 : last_beginnings(strings, text + offset, count - offset, before);
        uint64_t open = found.anywhere | found.at_words;
        for (; open != 0 && hit + most <= capacity; open &= open - 1) {
            const uint32_t place = (uint32_t)__builtin_ctzll(open);
            const size_t start = offset + place;
            if (is_beginning(strings, found, place, text, start, count)) {
                hit = walk(strings, text, start, count, hits, hit);
            }
        }
        // What is left of the places is asked again in the next call.
        offset += open == 0 ? PLACES : (size_t)__builtin_ctzll(open);
    }
    if (offset > count) offset = count;
    *found = hit;
    return offset;
}

/// Sixteen bytes, which the compiler makes vector code of on every processor.
typedef uint8_t sixteen __attribute__((vector_size(16)));

static inline sixteen load(const uint8_t *text) {
    sixteen bytes;
    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/// Whether a comparison holds for one of the bytes.
static inline int any(sixteen mask) {
    uint64_t halves[2];
    memcpy(halves, &mask, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

size_t zv_find_digit(const uint8_t *text, size_t from, size_t count) {
    size_t offset = from;
    for (; offset + 32 <= count; offset += 32) {
        const sixteen first = (sixteen)((load(text + offset) - '0') < 10);
        const sixteen second = (sixteen)((load(text + offset + 16) - '0') < 10);
        if (any(first | second)) break;
    }
    while (offset < count && (uint8_t)(text[offset] - '0') >= 10) offset++;
    return offset;
}

size_t zv_find_any(const uint8_t *text, size_t from, size_t count, uint8_t one, uint8_t two, uint8_t three) {
    size_t offset = from;
    for (; offset + 16 <= count; offset += 16) {
        const sixteen bytes = load(text + offset);
        if (any((sixteen)((bytes == one) | (bytes == two) | (bytes == three)))) break;
    }
    while (offset < count && text[offset] != one && text[offset] != two && text[offset] != three) offset++;
    return offset;
}

size_t zv_find_byte(const uint8_t *text, size_t from, size_t count, uint8_t byte) {
    if (from >= count) return count;
    const uint8_t *const found = memchr(text + from, byte, count - from);
    return found ? (size_t)(found - text) : count;
}
