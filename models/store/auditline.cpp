// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditline.h"

#include "models/store/auditentry.h"
#include "models/store/runningdigest.h"

#include <QDate>
#include <algorithm>

namespace muster {

namespace {

constexpr int maxDepth = 16;
constexpr qsizetype maxDigits = 15; ///< Every such number is exact as a double.

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Reads canonical JSON from left to right; whatever it does not know ends the reading.
class CanonicalReader
{
public:
    explicit CanonicalReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    [[nodiscard]] qsizetype place() const { return m_next; }
    [[nodiscard]] bool atEnd() const { return m_next == m_bytes.size(); }

    bool take(QByteArrayView literal)
    {
        if (!m_bytes.sliced(m_next).startsWith(literal))
            return false;
        m_next += literal.size();
        return true;
    }
    bool take(char wanted)
    {
        if (atEnd() || m_bytes[m_next] != wanted)
            return false;
        ++m_next;
        return true;
    }
    std::optional<QByteArrayView> text()
    {
        if (!take('"'))
            return std::nullopt;
        const qsizetype start = m_next;
        while (!atEnd() && m_bytes[m_next] >= ' ' && m_bytes[m_next] <= '~' && m_bytes[m_next] != '"'
               && m_bytes[m_next] != '\\')
            ++m_next;
        const QByteArrayView found = m_bytes.sliced(start, m_next - start);
        return take('"') ? std::optional(found) : std::nullopt;
    }
    bool number()
    {
        const bool isNegative = take('-');
        const qsizetype start = m_next;
        while (!atEnd() && isDigit(m_bytes[m_next]))
            ++m_next;
        const qsizetype digits = m_next - start;
        const bool hasLeadingZero = digits > 0 && m_bytes[start] == '0' && (digits > 1 || isNegative);
        return digits > 0 && digits <= maxDigits && !hasLeadingZero;
    }
    bool value(int depth) // NOLINT(misc-no-recursion): as deep as maxDepth
    {
        if (atEnd() || depth > maxDepth)
            return false;
        switch (m_bytes[m_next]) {
        case '"':
            return text().has_value();
        case '{':
            return object(depth + 1, nullptr);
        case '[':
            return array(depth + 1);
        case 't':
            return take("true");
        case 'f':
            return take("false");
        case 'n':
            return take("null");
        default:
            return number();
        }
    }
    bool array(int depth) // NOLINT(misc-no-recursion)
    {
        if (!take('['))
            return false;
        if (take(']'))
            return true;
        do {
            if (!value(depth))
                return false;
        } while (take(','));
        return take(']');
    }
    /// Keys in their order, none of them twice.
    bool object(int depth, QVarLengthArray<AuditLine::Member, 16> *texts) // NOLINT(misc-no-recursion)
    {
        if (!take('{'))
            return false;
        if (take('}'))
            return true;
        std::optional<QByteArrayView> before;
        do {
            const auto key = text();
            if (!key || !take(':') || (before && !(*before < *key)))
                return false;
            before = key;
            if (const bool isText = !atEnd() && m_bytes[m_next] == '"'; isText && texts) {
                const auto content = text();
                if (!content)
                    return false;
                texts->append({*key, *content});
            } else if (!value(depth)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

private:
    const QByteArrayView m_bytes;
    qsizetype m_next = 0;
};

/// "2026-03-04T05:06:07.089Z"; nullopt for anything else, and before 1970.
std::optional<qint64> millisecondsOf(QByteArrayView text)
{
    constexpr QByteArrayView form = "0000-00-00T00:00:00.000Z";
    if (text.size() != form.size())
        return std::nullopt;
    for (qsizetype i = 0; i < form.size(); ++i) {
        if (form[i] == '0' ? !isDigit(text[i]) : text[i] != form[i])
            return std::nullopt;
    }
    const auto number = [&](qsizetype at, qsizetype digits) {
        int value = 0;
        for (qsizetype i = at; i < at + digits; ++i)
            value = value * 10 + (text[i] - '0');
        return value;
    };
    const int year = number(0, 4), hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
    if (year < 1970 || !QDate::isValid(year, number(5, 2), number(8, 2)) || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    static const qint64 epoch = QDate(1970, 1, 1).toJulianDay();
    const qint64 day = QDate(year, number(5, 2), number(8, 2)).toJulianDay() - epoch;
    return (((day * 24 + hour) * 60 + minute) * 60 + second) * 1000 + number(20, 3);
}

std::optional<QByteArrayView> digestIn(CanonicalReader &reader)
{
    const auto found = reader.text();
    return found && found->size() == 64 ? found : std::nullopt;
}

} // namespace

std::optional<AuditLine> AuditLine::parse(QByteArrayView line)
{
    if (line.size() > maxAuditLine)
        return std::nullopt;
    AuditLine entry;
    CanonicalReader reader(line);
    if (!reader.take("{\"sequence\":"))
        return std::nullopt;
    const qsizetype digits = reader.place();
    if (!reader.number())
        return std::nullopt;
    entry.sequence = line.sliced(digits, reader.place() - digits).toLongLong();
    if (entry.sequence < 1 || !reader.take(",\"at\":"))
        return std::nullopt;
    const auto at = reader.text();
    const auto time = at ? millisecondsOf(*at) : std::nullopt;
    if (!time)
        return std::nullopt;
    entry.at = *time;
    for (const auto &[name, into] : {std::pair(QByteArrayView(",\"event\":"), &entry.event),
                                     {QByteArrayView(",\"run\":"), &entry.run},
                                     {QByteArrayView(",\"actor\":"), &entry.actor}}) {
        const auto text = reader.take(name) ? reader.text() : std::nullopt;
        if (!text)
            return std::nullopt;
        *into = *text;
    }
    if (!reader.take(",\"facts\":"))
        return std::nullopt;
    const qsizetype facts = reader.place();
    if (!reader.object(1, &entry.texts))
        return std::nullopt;
    entry.facts = line.sliced(facts, reader.place() - facts);
    const auto digest = [&](QByteArrayView name, QByteArrayView &into) {
        const auto found = reader.take(name) ? digestIn(reader) : std::nullopt;
        into = found.value_or(QByteArrayView());
        return found.has_value();
    };
    if (!digest(",\"previous\":", entry.previous))
        return std::nullopt;
    entry.body = line.first(reader.place());
    if (!digest(",\"seal\":", entry.seal))
        return std::nullopt;
    entry.sealedBody = line.first(reader.place());
    if (!digest(",\"digest\":", entry.digest) || !reader.take('}') || !reader.atEnd())
        return std::nullopt;
    return entry;
}

bool AuditLine::isWhole() const
{
    return digest == QByteArrayView(sha256Hex(sealedBody));
}

bool AuditLine::isSealedWith(QByteArrayView key) const
{
    return seal == QByteArrayView(hmacSha256Hex(key, body));
}

} // namespace muster
