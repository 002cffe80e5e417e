// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactorder.h"

#include <bit>
#include <cstring>
#include <utility>

namespace muster {
namespace {

constexpr unsigned digitBits = 11, digits = 6;
constexpr std::size_t buckets = std::size_t(1) << digitBits;
constexpr std::size_t smallRun = 1'024; ///< Below, comparing is faster than counting.

std::size_t digitOf(std::uint64_t key, unsigned digit)
{
    return std::size_t(key >> (digit * digitBits)) & (buckets - 1);
}

/// Capitals in eight bytes at once become small letters; bytes above 127 stay.
std::uint64_t foldCase(std::uint64_t bytes)
{
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101, high = 0x80 * ones;
    const std::uint64_t low = bytes & ~high;
    const std::uint64_t fromA = low + (0x80 - 'A') * ones, aboveZ = low + (0x80 - 'Z' - 1) * ones;
    return bytes | (((fromA & ~aboveZ & high) & ~bytes) >> 2);
}

} // namespace

std::uint64_t foldedKey(std::string_view text, std::size_t offset)
{
    if (offset >= text.size())
        return 0;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + offset, std::min<std::size_t>(8, text.size() - offset));
    if constexpr (std::endian::native == std::endian::little)
        bytes = __builtin_bswap64(bytes);
    return foldCase(bytes);
}

bool sortItems(std::span<SortItem> items, std::span<SortItem> room, const std::stop_token &stop)
{
    if (items.size() <= smallRun) {
        std::sort(items.begin(), items.end(),
                  [](const SortItem &a, const SortItem &b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
        return true;
    }
    // By counting, from the last digit to the first; a digit that is the same in all items costs nothing.
    std::vector<std::array<std::uint32_t, buckets>> counts(digits);
    for (const SortItem &item : items) {
        for (unsigned digit = 0; digit < digits; ++digit)
            ++counts[digit][digitOf(item.key, digit)];
    }
    std::span<SortItem> from = items, to = room.first(items.size());
    for (unsigned digit = 0; digit < digits; ++digit) {
        if (counts[digit][digitOf(from[0].key, digit)] == items.size())
            continue;
        if (stop.stop_requested())
            return false;
        std::uint32_t sum = 0;
        for (std::uint32_t &count : counts[digit])
            sum += std::exchange(count, sum);
        for (const SortItem &item : from)
            to[counts[digit][digitOf(item.key, digit)]++] = item;
        std::swap(from, to);
    }
    if (from.data() != items.data())
        std::copy(from.begin(), from.end(), items.begin());
    return true;
}

namespace {

using Row = ContactTable::Row;
using By = ContactSortKey::By;

/// Sorts by small numbers; equal ones keep their order.
template <typename Rank>
void sortByRank(std::vector<Row> &rows, std::uint32_t ranks, bool isDescending, const Rank &rank)
{
    std::vector<std::uint32_t> places(ranks + std::size_t(1));
    for (const Row row : rows)
        ++places[rank(row)];
    std::uint32_t sum = 0;
    for (std::uint32_t i = 0; i <= ranks; ++i) {
        std::uint32_t &place = places[isDescending ? ranks - i : i];
        sum += std::exchange(place, sum);
    }
    std::vector<Row> sorted(rows.size());
    for (const Row row : rows)
        sorted[places[rank(row)]++] = row;
    rows = std::move(sorted);
}

/// A lighter reason first in the enum's order, then by all of them.
std::uint64_t reasonsRank(ContactReasons reasons)
{
    return (std::uint64_t(reasons == 0 ? 0 : std::countr_zero(reasons) + 1) << 32) | reasons;
}

std::uint64_t classValue(const JudgedContacts &list, std::uint32_t number, By by)
{
    const ContactClass &found = list.answers->classes()[number];
    const ListJudge::Judgement &judged = (*list.judgements)[number];
    switch (by) {
    case By::Region:
        return regionOf(found.code);
    case By::LineType:
        return std::uint64_t(lineTypeOf(found.code, found.facts));
    case By::Verdict:
        return std::uint64_t(judged.verdict);
    default:
        return reasonsRank(judged.reasons);
    }
}

/// Columns with few different values: these are ranked, contacts only looked up.
void sortByClass(const JudgedContacts &list, const ContactSortKey &key, std::vector<Row> &rows)
{
    const std::size_t classes = list.answers->classes().size();
    const bool isOverridable = list.overrides && !list.overrides->isEmpty() && key.isOfVerdicts();
    const auto overriddenValue = [&](Row row) {
        const ListJudge::Judgement judged = list.judgement(row);
        return key.by == By::Verdict ? std::uint64_t(judged.verdict) : reasonsRank(judged.reasons);
    };
    std::vector<std::uint64_t> byClass(classes), values;
    for (std::uint32_t i = 0; i < classes; ++i)
        byClass[i] = classValue(list, i, key.by);
    values = byClass;
    if (isOverridable) {
        for (const Row row : rows) {
            if (list.decision(row))
                values.push_back(overriddenValue(row));
        }
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    const auto rankOf = [&values](std::uint64_t value) {
        return std::uint32_t(std::lower_bound(values.begin(), values.end(), value) - values.begin());
    };
    std::vector<std::uint32_t> ranks(classes);
    std::transform(byClass.begin(), byClass.end(), ranks.begin(), rankOf);
    sortByRank(rows, std::uint32_t(values.size()), key.isDescending, [&](Row row) {
        return isOverridable && list.decision(row) ? rankOf(overriddenValue(row)) : ranks[list.answers->classOf(row)];
    });
}

/// The number as it would be dialled, from its first digit on.
std::uint64_t numberKey(const JudgedContacts &list, Row row)
{
    const ListVerdict verdict = list.judgement(row).verdict;
    const std::uint64_t e164 = list.answers->e164(row);
    if (verdict != ListVerdict::Fix || e164 == 0 || e164 == NumberVerdict::doesNotFit)
        return 0;
    std::uint64_t key = e164;
    while (key < 1'000'000'000'000'000'000) // 19 digits
        key *= 10;
    return key;
}

bool sortByNumber(const JudgedContacts &list, bool isDescending, std::vector<Row> &rows, const std::stop_token &stop)
{
    std::vector<SortItem> items(rows.size()), room(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint64_t key = numberKey(list, rows[i]);
        items[i] = {isDescending ? ~key : key, rows[i]};
    }
    if (!sortItems(items, room, stop))
        return false;
    std::transform(items.begin(), items.end(), rows.begin(), [](const SortItem &item) { return item.row; });
    return true;
}

/// Bytes with which all texts begin. Most often none, which the second text tells.
template <typename Text>
std::size_t commonStart(const std::vector<Row> &rows, const Text &text)
{
    const std::string_view first = text(rows.front());
    std::size_t common = first.size();
    for (std::size_t i = 1; i < rows.size() && common > 0; ++i) {
        const std::string_view other = text(rows[i]);
        common = std::min(common, other.size());
        while (common > 0 && std::memcmp(first.data(), other.data(), common) != 0)
            --common;
    }
    return common;
}

/// `columnOf(chunk)` is the column of a chunk, nullptr where all is empty.
template <typename ColumnOf>
bool sortByText(const ContactTable::Snapshot &contacts, const ColumnOf &columnOf, bool isDescending,
                std::vector<Row> &rows, const std::stop_token &stop)
{
    std::vector<const TextColumn *> columns(contacts.chunkCount());
    for (std::size_t number = 0; number < columns.size(); ++number)
        columns[number] = columnOf(contacts.chunk(number));
    const auto text = [&columns](Row row) {
        const TextColumn *column = columns[ContactChunk::chunkOf(row)];
        return column ? column->at(ContactChunk::rowIn(row)) : std::string_view();
    };
    const std::optional<ShortAlphabet> alphabet = ShortAlphabet::of([&columns](unsigned byte) {
        return std::any_of(columns.begin(), columns.end(), [byte](const TextColumn *column) {
            return column && column->mayHold(static_cast<unsigned char>(byte));
        });
    });
    std::vector<SortItem> items(rows.size()), room(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        items[i].row = rows[i];
    const std::size_t start = commonStart(rows, text);
    const bool isDone = alphabet ? sortTexts(
                                       std::span(items), std::span(room),
                                       [&](Row row, std::size_t offset) { return alphabet->key(text(row), offset); },
                                       start, alphabet->step(), alphabet->endMask(), isDescending, stop)
                                 : sortTexts(
                                       std::span(items), std::span(room),
                                       [&](Row row, std::size_t offset) { return foldedKey(text(row), offset); }, start,
                                       8, 0xff, isDescending, stop);
    if (!isDone)
        return false;
    std::transform(items.begin(), items.end(), rows.begin(), [](const SortItem &item) { return item.row; });
    return true;
}

/// A member that all chunks hold as a dictionary: the words are sorted, contacts only looked up. False: it is not one.
bool sortByWords(const ContactTable::Snapshot &contacts, std::size_t member, bool isDescending, std::vector<Row> &rows,
                 bool &isDone, const std::stop_token &stop)
{
    std::vector<std::string_view> words = {{}};
    for (std::size_t number = 0; number < contacts.chunkCount(); ++number) {
        const ContactChunk &chunk = contacts.chunk(number);
        if (member >= chunk.members.size() || chunk.members[member].form() == TextColumn::Form::Empty)
            continue;
        const TextColumn &column = chunk.members[member];
        if (!column.hasCodes() || words.size() > rows.size() / 4)
            return false;
        for (std::uint32_t i = 0; i < column.texts(); ++i)
            words.push_back(column.text(i));
    }
    std::vector<SortItem> items(words.size()), room(words.size());
    for (std::uint32_t i = 0; i < words.size(); ++i)
        items[i].row = i;
    const auto keyOf = [&words](std::uint32_t word, std::size_t offset) { return foldedKey(words[word], offset); };
    isDone = sortTexts(std::span(items), std::span(room), keyOf, 0, 8, 0xff, false, stop);
    if (!isDone)
        return true;
    const auto isSame = [&words, &keyOf](std::uint32_t a, std::uint32_t b) {
        if (words[a].size() != words[b].size())
            return false;
        for (std::size_t offset = 0; offset < words[a].size(); offset += 8) {
            if (keyOf(a, offset) != keyOf(b, offset))
                return false;
        }
        return true;
    };
    std::vector<std::uint32_t> rankOfWord(words.size());
    std::uint32_t ranks = 0;
    for (std::size_t i = 1; i < items.size(); ++i) {
        ranks += isSame(items[i - 1].row, items[i].row) ? 0 : 1;
        rankOfWord[items[i].row] = ranks;
    }
    rankOfWord[items[0].row] = 0;
    std::vector<std::uint32_t> firstWord(contacts.chunkCount()); // of a chunk; 0: empty throughout
    std::uint32_t next = 1;
    for (std::size_t number = 0; number < contacts.chunkCount(); ++number) {
        const ContactChunk &chunk = contacts.chunk(number);
        if (member >= chunk.members.size() || !chunk.members[member].hasCodes())
            continue;
        firstWord[number] = next;
        next += chunk.members[member].texts();
    }
    sortByRank(rows, ranks + 1, isDescending, [&](Row row) {
        const std::uint32_t number = ContactChunk::chunkOf(row);
        if (firstWord[number] == 0)
            return rankOfWord[0];
        return rankOfWord[firstWord[number] + contacts.chunk(number).members[member].code(ContactChunk::rowIn(row))];
    });
    return true;
}

} // namespace

bool sortContacts(const JudgedContacts &list, const ContactSortKey &key, std::vector<Row> &rows,
                  const std::stop_token &stop)
{
    if (!list.answers || rows.empty())
        return true;
    const ContactTable::Snapshot &contacts = list.contacts();
    switch (key.by) {
    case By::ListOrder:
        if (key.isDescending)
            std::reverse(rows.begin(), rows.end());
        return true;
    case By::Phone:
        return sortByText(
            contacts, [](const ContactChunk &chunk) { return &chunk.phones; }, key.isDescending, rows, stop);
    case By::ContactId:
        return sortByText(contacts, [](const ContactChunk &chunk) { return &chunk.ids; }, key.isDescending, rows, stop);
    case By::NewNumber:
        return sortByNumber(list, key.isDescending, rows, stop);
    case By::Member:
        break;
    default:
        sortByClass(list, key, rows);
        return !stop.stop_requested();
    }
    bool isDone = false;
    if (sortByWords(contacts, std::size_t(key.member), key.isDescending, rows, isDone, stop))
        return isDone;
    const auto columnOf = [member = std::size_t(key.member)](const ContactChunk &chunk) {
        return member < chunk.members.size() ? &chunk.members[member] : nullptr;
    };
    return sortByText(contacts, columnOf, key.isDescending, rows, stop);
}

} // namespace muster
