// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/contactids.h"

#include "models/rules/masking/textclass.h"
#include "models/rules/texthash.h"

#include <QRandomGenerator>
#include <QSet>
#include <QStringDecoder>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype maxId = 1'000;

tl::unexpected<ApiError> refused(const char *code, qsizetype line = 0)
{
    return failure({.kind = ErrorKind::BadInput,
                    .code = QString::fromLatin1(code),
                    .detail = line > 0 ? QString::number(line) : QString()});
}

/// Also marks of order and width that nobody sees: such a line is not what it looks like.
bool hasControls(const QString &id)
{
    return std::any_of(id.cbegin(), id.cend(), [](QChar one) {
        return one.category() == QChar::Other_Control || one.category() == QChar::Other_Format;
    });
}

} // namespace

Result<QStringList> parseContactIds(QByteArrayView text)
{
    if (text.size() > maxContactIdBytes)
        return refused("contact_ids_too_large");
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    QStringList ids;
    QSet<QString> known;
    qsizetype line = 0;
    while (!text.isEmpty()) {
        ++line;
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView bytes = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        QStringDecoder decode(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
        const QString id = QString(decode(bytes)).trimmed();
        if (decode.hasError() || id.size() > maxId || hasControls(id))
            return refused("contact_ids_unreadable", line);
        if (id.isEmpty() || known.contains(id))
            continue;
        known.insert(id);
        ids.append(id);
    }
    if (ids.isEmpty())
        return refused("contact_ids_missing");
    return ids;
}

namespace {

constexpr std::size_t longestId = 256; // as in what services send (F62)

/// "1.23457E+15", "1,2E+07": what a spreadsheet makes of a long number.
bool isExponentForm(std::string_view id)
{
    const std::size_t exponent = id.find_first_of("eE");
    if (exponent == std::string_view::npos || exponent == 0 || exponent + 1 >= id.size() || id[exponent + 1] != '+')
        return false;
    const std::string_view digits = id.substr(0, exponent), power = id.substr(exponent + 2);
    const auto marks = std::count_if(digits.begin(), digits.end(), [](char c) { return c == '.' || c == ','; });
    return isAsciiDigit(digits[0]) && marks <= 1
        && digits.size() == std::size_t(marks + std::count_if(digits.begin(), digits.end(), isAsciiDigit))
        && !power.empty() && std::all_of(power.begin(), power.end(), isAsciiDigit);
}

} // namespace

std::optional<EnrichRule> contactIdFault(std::string_view id)
{
    if (id.empty())
        return EnrichRule::IdMissing;
    if (id.size() > longestId)
        return EnrichRule::IdTooLong;
    if (std::any_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
        return EnrichRule::IdControlCharacters;
    if (id == "." || id.find('/') != std::string_view::npos || id.find("..") != std::string_view::npos)
        return EnrichRule::IdPathCharacters;
    if (isExponentForm(id))
        return EnrichRule::IdDamaged;
    return std::nullopt;
}

namespace {

constexpr std::size_t firstSize = 8;

void enter(std::vector<std::uint64_t> &tags, std::uint64_t tag)
{
    const std::size_t mask = tags.size() - 1;
    std::size_t place = tag & mask;
    while (tags[place] != 0)
        place = (place + 1) & mask;
    tags[place] = tag;
}

} // namespace

DuplicateIds::DuplicateIds()
    : m_seeds{QRandomGenerator::system()->generate64(), QRandomGenerator::system()->generate64()}
{
}

DuplicateIds::Key DuplicateIds::keyOf(std::string_view id) const
{
    const std::uint64_t tag = textHash(id, m_seeds[0]);
    return {tag == 0 ? 1 : tag, std::uint32_t(textHash(id, m_seeds[1]) >> (64 - partBits))};
}

bool DuplicateIds::insert(Key key)
{
    Part &part = m_parts[key.part];
    // Parts grow at different loads (0.6 to 0.85), so that they do not all double at the same time.
    const std::size_t percent = 60 + 25 * std::size_t(key.part) / m_parts.size();
    if ((part.used + 1) * 100 > part.tags.size() * percent)
        grow(part);
    const std::size_t mask = part.tags.size() - 1;
    std::size_t place = key.tag & mask;
    for (; part.tags[place] != 0; place = (place + 1) & mask) {
        if (part.tags[place] == key.tag)
            return false;
    }
    part.tags[place] = key.tag;
    ++part.used;
    ++m_size;
    return true;
}

void DuplicateIds::grow(Part &part)
{
    std::vector<std::uint64_t> wider(std::max(firstSize, part.tags.size() * 2), 0);
    for (const std::uint64_t tag : part.tags) {
        if (tag != 0)
            enter(wider, tag);
    }
    part.tags = std::move(wider);
}

std::size_t DuplicateIds::bytes() const
{
    std::size_t sum = m_parts.size() * sizeof(Part);
    for (const Part &part : m_parts)
        sum += part.tags.capacity() * sizeof(std::uint64_t);
    return sum;
}

} // namespace muster
