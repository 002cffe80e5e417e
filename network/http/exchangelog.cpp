// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/exchangelog.h"

#include <QList>
#include <QRegularExpression>
#include <algorithm>
#include <vector>

namespace muster {

namespace {

constexpr qsizetype shortestSecret = 4;
constexpr std::size_t mostSecrets = 32;
constexpr qsizetype longestWord = 200;
constexpr qsizetype longestQuote = 240;
constexpr qsizetype longestDetail = 2000;
// What withoutPatterns() finds by its end as well, an address or a number, is shorter.
constexpr qsizetype longestPattern = 128;

QString mark()
{
    return QStringLiteral("[masked]");
}

/// A text with its disguises taken off, and where each byte of it stood.
struct Plain
{
    QByteArray bytes;
    std::vector<qsizetype> from, to;
    void append(char c, qsizetype start, qsizetype end)
    {
        bytes += c;
        from.push_back(start);
        to.push_back(end);
    }
};

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// One layer: line breaks and blanks go (also spelled as escapes), %XX and \uXXXX and \/ become what they mean.
Plain peeled(const Plain &outer)
{
    Plain inner;
    const QByteArray &text = outer.bytes;
    const auto hex = [&text](qsizetype at, int digits) {
        int value = 0;
        for (qsizetype i = at; i < at + digits; ++i) {
            const int digit = i < text.size() ? hexValue(text[i]) : -1;
            if (digit < 0)
                return -1;
            value = value * 16 + digit;
        }
        return value;
    };
    for (qsizetype i = 0; i < text.size();) {
        const char c = text[i];
        char meaning = c;
        qsizetype length = 1;
        if (c == '%' && hex(i + 1, 2) >= 0) {
            meaning = static_cast<char>(hex(i + 1, 2));
            length = 3;
        } else if (c == '\\' && i + 1 < text.size()) {
            const char next = text[i + 1];
            const int unit = next == 'u' ? hex(i + 2, 4) : -1;
            if (unit >= 0 && unit < 0x80) {
                meaning = static_cast<char>(unit);
                length = 6;
            } else if (next == 'n' || next == 'r' || next == 't') {
                meaning = ' ';
                length = 2;
            } else if (next == '/' || next == '"' || next == '\\') {
                meaning = next;
                length = 2;
            }
        }
        const bool blank = static_cast<unsigned char>(meaning) <= ' ';
        if (!blank) {
            inner.append(meaning, outer.from[static_cast<std::size_t>(i)],
                         outer.to[static_cast<std::size_t>(i + length - 1)]);
        }
        i += length;
    }
    return inner;
}

// The part of the base64 form that does not depend on what stands before and behind, for each of three alignments.
QList<QByteArray> base64Needles(QByteArrayView secret)
{
    QList<QByteArray> needles;
    for (qsizetype shift = 0; shift < 3; ++shift) {
        const QByteArray padded = QByteArray(shift, '\0') + secret;
        const qsizetype first = shift == 0 ? 0 : shift + 1;
        const qsizetype whole = padded.size() / 3 * 4;
        const QByteArray stable = padded.toBase64(QByteArray::OmitTrailingEquals).mid(first, whole - first);
        if (stable.size() < shortestSecret)
            continue;
        needles.append(stable);
        QByteArray url = stable;
        url.replace('+', '-').replace('/', '_');
        needles.append(url);
    }
    return needles;
}

void noteHits(const Plain &plain, const QByteArray &needle, std::vector<bool> &hidden)
{
    for (qsizetype at = plain.bytes.indexOf(needle); at >= 0; at = plain.bytes.indexOf(needle, at + 1)) {
        const auto begin = plain.from[static_cast<std::size_t>(at)];
        const auto end = plain.to[static_cast<std::size_t>(at + needle.size() - 1)];
        std::fill(hidden.begin() + begin, hidden.begin() + end, true);
    }
}

QByteArray withoutHits(const QByteArray &text, qsizetype shown, const std::vector<bool> &hidden)
{
    QByteArray result;
    for (qsizetype i = 0; i < shown; ++i) {
        const bool hide = hidden[static_cast<std::size_t>(i)];
        if (!hide)
            result += text[i];
        else if (i == 0 || !hidden[static_cast<std::size_t>(i - 1)])
            result += mark().toLatin1();
    }
    return result;
}

QString withoutPatterns(QString text)
{
    using Re = QRegularExpression;
    static const QList<Re> credentials = {
        Re(QStringLiteral("\\b(?:Bearer|Basic)\\s+[A-Za-z0-9._~+/=-]{4,}"), Re::CaseInsensitiveOption),
        Re(QStringLiteral("\\beyJ[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*){0,2}")),
        Re(QStringLiteral("(?<=:\\/\\/)[^\\s\\/@]+(?=@)")),
    };
    // The name stays readable, its value goes, quoted or not.
    static const Re named(QStringLiteral("((?:access_?token|refresh_?token|id_?token|client_?secret|api_?key|password"
                                         "|secret|authorization|signature)[\"']?\\s*(?:=|:|%3D|%3A)\\s*[\"']?)"
                                         "[^\\s\"'&,;}\\[]+"),
                          Re::CaseInsensitiveOption);
    // In an address their signs are percent-encoded, once or more often: each may stand as itself or as %XX.
    static const QList<Re> personal = {
        Re(QStringLiteral("[A-Za-z0-9._%+-]{1,64}(?:@|%(?:25)*40)[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})+")),
        Re(QStringLiteral("(?:\\+|%(?:25)*2B)\\d(?:[\\d ().-]|%(?:25)*2[089DE]){5,20}\\d"), Re::CaseInsensitiveOption),
        Re(QStringLiteral("(?:(?<![\\w-])|(?<=%[0-9A-F]{2}))(?:\\(|%(?:25)*28)?\\d{3}(?:\\)|%(?:25)*29)?"
                          "(?:[ .-]|%(?:25)*2[0DE])?\\d{3}(?:[ .-]|%(?:25)*2[0DE])?\\d{4}(?![\\w-])"),
           Re::CaseInsensitiveOption),
        Re(QStringLiteral("(?:(?<![\\w-])|(?<=%[0-9A-F]{2}))\\d{10,15}(?![\\w-])"), Re::CaseInsensitiveOption),
    };
    for (const Re &pattern : credentials)
        text.replace(pattern, mark());
    text.replace(named, QStringLiteral("\\1") + mark());
    for (const Re &pattern : personal)
        text.replace(pattern, mark());
    return text;
}

} // namespace

void Redactor::addSecret(const Secret &secret)
{
    if (secret.bytes().size() < shortestSecret
        || std::find(m_secrets.begin(), m_secrets.end(), secret) != m_secrets.end())
        return;
    m_lastMasked.clear();
    m_secrets.push_back(secret);
    if (m_secrets.size() > mostSecrets)
        m_secrets.pop_front();
}

QString Redactor::masked(const QString &text) const
{
    const QByteArray bytes = text.toUtf8();
    return masked(bytes, bytes.size());
}

QString Redactor::maskedStart(const QString &text, qsizetype longest) const
{
    // Marks may be shorter than what they hide, so there is more to look at than is shown; a server may send much.
    const qsizetype looked = 4 * longest + reach();
    if (text.size() <= looked)
        return masked(text).left(longest);
    const QByteArray bytes = text.left(looked).toUtf8();
    // A secret that begins before `shown` ends within what is looked at.
    const QString result = masked(bytes, bytes.size() - reach());
    return result.left(std::min(longest, std::max<qsizetype>(result.size() - longestPattern, 0)));
}

/// How long the longest secret is in the widest of its disguises.
qsizetype Redactor::reach() const
{
    qsizetype longest = 0;
    for (const Secret &secret : m_secrets)
        longest = std::max<qsizetype>(longest, secret.bytes().size());
    return std::clamp<qsizetype>(8 * longest, 256, 32 << 10);
}

/// The first `shown` bytes without what may not be shown, with a look at all of them.
QString Redactor::masked(const QByteArray &bytes, qsizetype shown) const
{
    if (bytes.isEmpty())
        return {};
    Plain plain;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        plain.append(bytes[i], i, i + 1);
    std::vector<bool> hidden(static_cast<std::size_t>(bytes.size()));
    // Two layers: a secret that was percent-encoded inside a JSON text inside a query, for instance.
    for (int layer = 0; layer < 3; ++layer) {
        for (const Secret &secret : m_secrets) {
            QByteArray needle = secret.bytes().toByteArray();
            if (layer > 0)
                needle = needle.replace(' ', "");
            noteHits(plain, needle, hidden);
            for (const QByteArray &encoded : base64Needles(secret.bytes()))
                noteHits(plain, encoded, hidden);
        }
        plain = peeled(plain);
    }
    return withoutPatterns(QString::fromUtf8(withoutHits(bytes, shown, hidden)));
}

QString Redactor::maskedAddress(const QUrl &url)
{
    if (m_lastMasked.isEmpty() || url != m_lastAddress) {
        m_lastAddress = url;
        m_lastMasked = masked(url.toString(QUrl::RemoveQuery | QUrl::FullyEncoded));
    }
    return m_lastMasked;
}

void Redactor::mask(ApiError &error) const
{
    // Of a body that was not understood its start is enough.
    const bool quotes = error.kind == ErrorKind::NotFromApi || error.kind == ErrorKind::BrokenBody
        || error.kind == ErrorKind::UnexpectedShape || error.detail.startsWith(u'<');
    error.code = maskedStart(error.code, longestWord);
    error.detail = maskedStart(error.detail, quotes ? longestQuote : longestDetail);
    error.scope = maskedStart(error.scope, longestWord);
    for (FieldFault &fault : error.details) {
        fault.field = maskedStart(fault.field, longestWord);
        fault.issue = maskedStart(fault.issue, longestWord);
    }
}

void ExchangeLog::begin(const QString &requestId, Service service, TimePoint now)
{
    m_open.insert(requestId, {service, now});
}

ServerPulse ExchangeLog::pulse(TimePoint now) const
{
    using std::chrono::milliseconds;
    const auto oldest = std::min_element(m_open.cbegin(), m_open.cend(),
                                         [](const Open &a, const Open &b) { return a.since < b.since; });
    // Who gave up says nothing about the server.
    const auto newest = std::find_if(m_entries.crbegin(), m_entries.crend(),
                                     [](const Exchange &one) { return one.error != ErrorKind::Cancelled; });
    const bool known = newest != m_entries.crend();
    if (oldest != m_open.cend() && (!known || now - oldest->since >= silentAfter)) {
        return {ServerPulse::Kind::Waiting, oldest->service,
                std::chrono::duration_cast<milliseconds>(now - oldest->since), 0};
    }
    if (!known)
        return {};
    if (newest->httpStatus == 0)
        return {ServerPulse::Kind::Silent, newest->service, milliseconds(0), 0};
    if (newest->httpStatus >= 500)
        return {ServerPulse::Kind::Failing, newest->service, milliseconds(0), newest->httpStatus};
    return {ServerPulse::Kind::Answering, newest->service, recentLatency(newest->service).value_or(milliseconds(0)), 0};
}

void ExchangeLog::add(Exchange exchange)
{
    m_open.remove(exchange.requestId);
    m_entries.push_back(std::move(exchange));
    if (m_entries.size() > capacity)
        m_entries.pop_front();
}

std::optional<std::chrono::milliseconds> ExchangeLog::recentLatency(Service service) const
{
    constexpr std::size_t window = 21;
    std::vector<std::chrono::milliseconds> latencies;
    for (auto it = m_entries.crbegin(); it != m_entries.crend() && latencies.size() < window; ++it) {
        if (it->service == service && it->httpStatus != 0)
            latencies.push_back(it->latency);
    }
    if (latencies.empty())
        return std::nullopt;
    const auto middle = latencies.begin() + static_cast<std::ptrdiff_t>(latencies.size() / 2);
    std::nth_element(latencies.begin(), middle, latencies.end());
    return *middle;
}

} // namespace muster
