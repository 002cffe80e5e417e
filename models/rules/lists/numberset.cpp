// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/numberset.h"

#include "models/store/runningdigest.h"

#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype writtenBytes = 256 * 1024;

constexpr std::array<std::uint64_t, 21> powers = [] {
    std::array<std::uint64_t, 21> table{};
    std::uint64_t power = 1;
    for (std::size_t at = 0; at < 20; ++at) {
        table[at] = power;
        power *= 10;
    }
    table[20] = ~std::uint64_t(0);
    return table;
}();

int digitsOf(std::uint64_t number)
{
    return int(std::upper_bound(powers.begin(), powers.begin() + 20, number) - powers.begin());
}

QByteArray entryText(std::uint64_t digits, bool prefix, std::int32_t day)
{
    QByteArray text = '+' + QByteArray::number(qulonglong(digits));
    if (prefix)
        text += '*';
    if (day != 0)
        text += ',' + QDate::fromJulianDay(day).toString(Qt::ISODate).toLatin1();
    return text + '\n';
}

/// "2026-11-21" as Julian day; 0: something else.
std::int32_t readDay(QByteArrayView text)
{
    const QDate date = text.size() == 10 ? QDate::fromString(QString::fromLatin1(text), Qt::ISODate) : QDate();
    return date.isValid() && date.toString(Qt::ISODate).toLatin1() == text ? std::int32_t(date.toJulianDay()) : 0;
}

} // namespace

std::size_t NumberSet::placeOf(std::uint64_t e164) const
{
    const auto found = std::lower_bound(m_numbers.begin(), m_numbers.end(), e164);
    return found != m_numbers.end() && *found == e164 ? std::size_t(found - m_numbers.begin()) : m_numbers.size();
}

const NumberSet::Prefix *NumberSet::prefixOf(std::uint64_t e164, int &length) const
{
    const int digits = digitsOf(e164);
    for (length = std::min(digits, maxDigits); length >= minPrefixDigits; --length) {
        const auto &prefixes = m_prefixes[std::size_t(length)];
        if (prefixes.empty())
            continue;
        const std::uint64_t beginning = e164 / powers[std::size_t(digits - length)];
        const auto found
            = std::lower_bound(prefixes.begin(), prefixes.end(), beginning,
                               [](const Prefix &prefix, std::uint64_t value) { return prefix.digits < value; });
        if (found != prefixes.end() && found->digits == beginning)
            return &*found;
    }
    return nullptr;
}

bool NumberSet::contains(std::uint64_t e164) const
{
    int length = 0;
    return e164 != 0 && (placeOf(e164) != m_numbers.size() || prefixOf(e164, length) != nullptr);
}

std::optional<NumberHit> NumberSet::find(std::uint64_t e164) const
{
    if (e164 == 0)
        return std::nullopt;
    NumberHit hit;
    Day day = 0;
    if (const std::size_t place = placeOf(e164); place != m_numbers.size())
        day = m_days.empty() ? 0 : m_days[place];
    else if (const Prefix *prefix = prefixOf(e164, hit.prefixDigits))
        day = prefix->day;
    else
        return std::nullopt;
    if (day != 0)
        hit.lastSeen = QDate::fromJulianDay(day);
    return hit;
}

qint64 NumberSet::prefixes() const
{
    qint64 count = 0;
    for (const auto &prefixes : m_prefixes)
        count += qint64(prefixes.size());
    return count;
}

std::size_t NumberSet::bytes() const
{
    return m_numbers.size() * sizeof(std::uint64_t) + m_days.size() * sizeof(Day)
        + std::size_t(prefixes()) * sizeof(Prefix);
}

void NumberSet::writeCanonical(const std::function<void(QByteArrayView piece)> &write) const
{
    QByteArray piece;
    const auto put = [&](const QByteArray &entry) {
        piece += entry;
        if (piece.size() >= writtenBytes) {
            write(piece);
            piece.clear();
        }
    };
    for (std::size_t at = 0; at < m_numbers.size(); ++at)
        put(entryText(m_numbers[at], false, m_days.empty() ? 0 : m_days[at]));
    for (const auto &prefixes : m_prefixes) {
        for (const Prefix &prefix : prefixes)
            put(entryText(prefix.digits, true, prefix.day));
    }
    write(piece);
}

QString NumberSet::digest() const
{
    RunningDigest digest;
    writeCanonical([&](QByteArrayView piece) { digest.add({piece.data(), std::size_t(piece.size())}); });
    return digest.hex();
}

Result<std::shared_ptr<const NumberSet>> NumberSet::readCanonical(QByteArrayView bytes)
{
    Builder builder;
    qint64 line = 0;
    const auto damaged = [&] { return failure(ErrorKind::Damaged, "number_list_unreadable", QString::number(line)); };
    while (!bytes.isEmpty()) {
        ++line;
        const qsizetype end = bytes.indexOf('\n');
        if (end < 0 || bytes[0] != '+')
            return damaged();
        QByteArrayView entry = bytes.sliced(1, end - 1);
        bytes = bytes.sliced(end + 1);
        std::optional<QDate> seen;
        if (const qsizetype comma = entry.indexOf(','); comma >= 0) {
            const Day day = readDay(entry.sliced(comma + 1));
            if (day == 0)
                return damaged();
            seen = QDate::fromJulianDay(day);
            entry = entry.first(comma);
        }
        const bool prefix = entry.endsWith('*');
        if (prefix)
            entry.chop(1);
        std::uint64_t digits = 0;
        for (const char c : entry) {
            if (c < '0' || c > '9' || digits >= powers[18])
                return damaged();
            digits = digits * 10 + std::uint64_t(c - '0');
        }
        if (digitsOf(digits) != entry.size() || digits == 0
            || (prefix && (entry.size() < minPrefixDigits || entry.size() > maxDigits)))
            return damaged();
        if (prefix)
            builder.addPrefix(digits, int(entry.size()), seen);
        else
            builder.addNumber(digits, seen);
    }
    return builder.build();
}

void NumberSet::Builder::addNumber(std::uint64_t e164, std::optional<QDate> lastSeen)
{
    m_dated = m_dated || lastSeen;
    m_numbers.push_back({e164, lastSeen ? Day(lastSeen->toJulianDay()) : 0});
}

void NumberSet::Builder::addPrefix(std::uint64_t digits, int length, std::optional<QDate> lastSeen)
{
    m_prefixes.at(std::size_t(length)).push_back({digits, lastSeen ? Day(lastSeen->toJulianDay()) : 0});
    ++m_prefixCount;
}

std::shared_ptr<const NumberSet> NumberSet::Builder::build()
{
    // The newest date of an entry comes first, the others are dropped.
    std::sort(m_numbers.begin(), m_numbers.end(), [](const Number &one, const Number &other) {
        return one.e164 != other.e164 ? one.e164 < other.e164 : one.day > other.day;
    });
    const auto end = std::unique(m_numbers.begin(), m_numbers.end(),
                                 [](const Number &one, const Number &other) { return one.e164 == other.e164; });
    m_repeated = m_numbers.end() - end;
    m_numbers.erase(end, m_numbers.end());
    auto set = std::make_shared<NumberSet>();
    set->m_numbers.reserve(m_numbers.size());
    set->m_days.reserve(m_dated ? m_numbers.size() : 0);
    for (const Number &number : m_numbers) {
        set->m_numbers.push_back(number.e164);
        if (m_dated)
            set->m_days.push_back(number.day);
    }
    for (std::size_t length = 0; length < m_prefixes.size(); ++length) {
        auto &prefixes = m_prefixes[length];
        std::sort(prefixes.begin(), prefixes.end(), [](const Prefix &one, const Prefix &other) {
            return one.digits != other.digits ? one.digits < other.digits : one.day > other.day;
        });
        const auto last = std::unique(prefixes.begin(), prefixes.end(), [](const Prefix &one, const Prefix &other) {
            return one.digits == other.digits;
        });
        m_repeated += prefixes.end() - last;
        prefixes.erase(last, prefixes.end());
        set->m_prefixes[length] = std::move(prefixes);
    }
    return set;
}

} // namespace muster
