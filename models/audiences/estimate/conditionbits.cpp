// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/conditionbits.h"

#include "models/audiences/estimate/celltester.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace muster {

namespace {

using Bytes = unsigned char __attribute__((ext_vector_type(16)));
using Bits = bool __attribute__((ext_vector_type(16)));

/// The bits of 64 rows of which each has one byte.
template <typename Test>
std::uint64_t packed(const std::uint8_t *truths, Test test)
{
    std::uint64_t word = 0;
    for (int i = 0; i < 4; ++i) {
        Bytes bytes;
        std::memcpy(&bytes, truths + 16 * i, sizeof bytes);
        const auto bits = std::bit_cast<std::uint16_t>(__builtin_convertvector(test(bytes), Bits));
        word |= std::uint64_t(bits) << (16 * i);
    }
    return word;
}

/// What a condition says of the rows of one chunk: a Truth a row, from those of the texts.
template <typename Code>
void spread(const Code *codes, std::uint32_t rows, const std::uint8_t *ofTexts, std::uint8_t *ofRows)
{
    for (std::uint32_t row = 0; row < rows; ++row)
        ofRows[row] = ofTexts[codes[row]];
}

/// The only text with another truth than all others, or any where all have the same; nothing: there are several. "Is"
/// and "is not" have one.
std::optional<std::uint32_t> oddOne(const std::uint8_t *ofTexts, std::uint32_t texts)
{
    if (texts < 2)
        return std::nullopt;
    // Of three, one that is like another; of two either may be called odd.
    const bool isFirst = texts == 2 || ofTexts[0] == ofTexts[1] || ofTexts[0] == ofTexts[2];
    const std::uint8_t common = ofTexts[isFirst ? 0 : 1];
    std::uint32_t odd = 0, count = 0;
    for (std::uint32_t text = 0; text < texts && count < 2; ++text) {
        if (ofTexts[text] != common) {
            odd = text;
            ++count;
        }
    }
    return count < 2 ? std::optional(odd) : std::nullopt;
}

/// The same as spread() where one code alone has another truth: a comparison a row, many at once, and no look-up.
template <typename Code>
void tellApart(const Code *codes, std::uint32_t rows, std::uint32_t oddText, std::uint8_t odd, std::uint8_t common,
               std::uint8_t *ofRows)
{
    const auto wanted = Code(oddText);
    for (std::uint32_t row = 0; row < rows; ++row)
        ofRows[row] = codes[row] == wanted ? odd : common;
}

template <typename Code>
void bring(const Code *codes, std::uint32_t rows, const std::uint8_t *ofTexts, std::uint32_t texts,
           std::uint8_t *ofRows)
{
    if (const auto odd = oddOne(ofTexts, texts))
        tellApart(codes, rows, *odd, ofTexts[*odd], ofTexts[*odd == 0 ? 1 : 0], ofRows);
    else
        spread(codes, rows, ofTexts, ofRows);
}

class Tester
{
public:
    Tester(const ContactColumns &contacts, const ContactField &field, const CriteriaCondition &condition)
        : m_contacts(contacts)
        , m_field(field)
        , m_test(condition, field)
        , m_ofTexts(ContactColumns::chunkRows + 1)
        , m_ofRows(ContactColumns::chunkRows)
    {
        m_bits.sure.resize((contacts.rowCount() + 63) / 64);
    }

    void testChunk(std::size_t number)
    {
        const FieldChunk &chunk = m_field.chunks[number];
        const std::uint32_t rows = m_contacts.rowsIn(number);
        const std::uint8_t *truths = m_ofRows.data();
        if (chunk.cells.form() == TextColumn::Form::Empty) {
            std::fill_n(m_ofRows.begin(), rows, std::uint8_t(m_test.ofMissing()));
        } else if (chunk.cells.form() == TextColumn::Form::Plain) {
            m_test.judge(chunk, m_ofRows.data()); // each row has its own text
        } else {
            m_test.judge(chunk, m_ofTexts.data());
            const std::uint32_t texts = chunk.cells.texts();
            if (chunk.cells.form() == TextColumn::Form::Small)
                bring(chunk.cells.smallCodes(), rows, m_ofTexts.data(), texts, m_ofRows.data());
            else
                bring(chunk.cells.wideCodes(), rows, m_ofTexts.data(), texts, m_ofRows.data());
        }
        // Rows behind the last one are false.
        const std::uint32_t words = (rows + 63) / 64;
        std::fill(m_ofRows.begin() + rows, m_ofRows.begin() + words * 64, std::uint8_t(Truth::False));
        const std::size_t first = number * wordsOfChunk;
        for (std::uint32_t i = 0; i < words; ++i) {
            const std::uint8_t *at = truths + std::size_t(i) * 64;
            const std::uint64_t sure = packed(at, [](Bytes row) { return row == std::uint8_t(Truth::True); });
            m_bits.sure[first + i] = sure;
            m_bits.sureCount += std::popcount(sure);
            if (m_test.mayBeUnknown())
                takeOpen(first + i, packed(at, [](Bytes row) { return row == std::uint8_t(Truth::Unknown); }));
        }
    }

    ConditionBits take() { return std::move(m_bits); }

private:
    void takeOpen(std::size_t word, std::uint64_t open)
    {
        if (open == 0)
            return;
        if (m_bits.open.empty())
            m_bits.open.resize(m_bits.sure.size());
        m_bits.open[word] = open;
        m_bits.openCount += std::popcount(open);
    }

    const ContactColumns &m_contacts;
    const ContactField &m_field;
    const CellTester m_test;
    ConditionBits m_bits;
    std::vector<std::uint8_t> m_ofTexts, m_ofRows;
};

SharedConditionBits nothingKnown(const ContactColumns &contacts)
{
    auto bits = std::make_shared<ConditionBits>();
    const std::size_t words = (contacts.rowCount() + 63) / 64;
    bits->sure.resize(words);
    bits->open.resize(words, ~std::uint64_t(0));
    if (contacts.rowCount() % 64 != 0)
        bits->open.back() = (std::uint64_t(1) << contacts.rowCount() % 64) - 1;
    bits->openCount = contacts.rowCount();
    bits->isFieldMissing = true;
    return bits;
}

} // namespace

SharedConditionBits testContacts(const ContactColumns &contacts, const CriteriaCondition &condition,
                                 const std::stop_token &stop)
{
    const int field = contacts.indexOf(condition.field);
    if (field < 0)
        return nothingKnown(contacts);
    Tester tester(contacts, contacts.field(field), condition);
    for (std::size_t chunk = 0; chunk < contacts.chunkCount(); ++chunk) {
        if (stop.stop_requested())
            return nullptr;
        tester.testChunk(chunk);
    }
    return std::make_shared<const ConditionBits>(tester.take());
}

namespace {

/// The condition's content, told apart from every other's.
QByteArray keyOf(const CriteriaCondition &condition)
{
    const QByteArray field = condition.field.toUtf8();
    QByteArray key = QByteArray::number(field.size()) + ':' + field;
    key += char('0' + int(condition.op));
    key += char('0' + int(condition.value.index()));
    if (const auto *text = std::get_if<QString>(&condition.value))
        key += text->toUtf8();
    else if (const auto *number = std::get_if<CriteriaNumber>(&condition.value))
        key += number->spelling;
    else
        key += std::get<bool>(condition.value) ? '1' : '0';
    return key;
}

} // namespace

ConditionCache::ConditionCache(SharedContactColumns contacts)
    : m_contacts(std::move(contacts))
{
}

std::vector<SharedConditionBits> ConditionCache::answers(const CriteriaOutline &outline, const std::stop_token &stop)
{
    ++m_now;
    std::vector<SharedConditionBits> answers(outline.nodes.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const CriteriaOutline::Node &node = outline.nodes[i];
        if (node.isGroup)
            continue;
        Entry &entry = m_entries[keyOf(node.condition)];
        if (!entry.bits) {
            entry.bits = testContacts(*m_contacts, node.condition, stop);
            m_asked += entry.bits ? 1 : 0;
        }
        if (!entry.bits)
            return {};
        entry.used = m_now;
        answers[i] = entry.bits;
    }
    makeRoom();
    return answers;
}

void ConditionCache::makeRoom()
{
    m_entries.removeIf([](const auto &entry) { return !entry->bits; });
    std::vector<std::pair<quint64, QByteArray>> old;
    std::size_t bytes = 0;
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
        if (entry->used != m_now) {
            old.emplace_back(entry->used, entry.key());
            bytes += entry->bits->bytes();
        }
    }
    std::ranges::sort(old);
    for (const auto &[used, key] : old) {
        if (bytes <= roomLimit)
            break;
        bytes -= m_entries.value(key).bits->bytes();
        m_entries.remove(key);
    }
}

} // namespace muster
