// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/recordpagedecoder.h"

#include "network/codec/recordpagereader.h"

#include <algorithm>

namespace muster {

namespace {

// A next link may be some hundred characters long.
constexpr qsizetype tailLength = 2048;

/// Walks a short text forwards; every step tells whether it found what it should.
struct Walker
{
    QByteArrayView text;
    qsizetype at = 0;

    void space()
    {
        while (at < text.size() && QByteArrayView(" \n\r\t").contains(text[at]))
            ++at;
    }
    bool take(QByteArrayView expected)
    {
        space();
        if (!text.sliced(at).startsWith(expected))
            return false;
        at += expected.size();
        return true;
    }
    bool digits()
    {
        space();
        const qsizetype from = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        return at > from;
    }
    bool atEnd()
    {
        space();
        return at == text.size();
    }
};

QByteArray quoted(QByteArrayView name)
{
    return QByteArray(1, '"').append(name).append('"');
}

} // namespace

std::optional<QByteArray> tailCursor(QByteArrayView body, QByteArrayView member, QByteArrayView numberBehind)
{
    const QByteArrayView tail = body.last(std::min(body.size(), tailLength));
    const QByteArray key = quoted(member);
    const qsizetype found = tail.lastIndexOf(key);
    // Behind a backslash it would be the end of a longer, odd name. The tail may begin with what was such a quote.
    if (found < 0 || (found == 0 && tail.size() < body.size()) || (found > 0 && tail[found - 1] == '\\'))
        return std::nullopt;
    Walker walker{tail.sliced(found + key.size())};
    if (!walker.take(":"))
        return std::nullopt;
    QByteArrayView token;
    if (walker.take("\"")) {
        const qsizetype from = walker.at;
        const qsizetype end = walker.text.indexOf('"', from);
        if (end < 0)
            return std::nullopt;
        token = walker.text.sliced(from, end - from);
        walker.at = end + 1;
    } else if (!walker.take("null")) {
        return std::nullopt;
    }
    if (token.contains('\\'))
        return std::nullopt;
    if (walker.take(",")
        && (numberBehind.isEmpty() || !walker.take(quoted(numberBehind)) || !walker.take(":") || !walker.digits()))
        return std::nullopt;
    if (!walker.take("}") || !walker.atEnd())
        return std::nullopt;
    return token.toByteArray();
}

RecordPageDecoder::RecordPageDecoder(const QStringList &columns, const RecordPageShape &shape)
    : m_shape(shape)
{
    m_names.reserve(static_cast<std::size_t>(columns.size()));
    for (const QString &column : columns)
        m_names.push_back(column.toStdString());
}

Result<RecordPage> RecordPageDecoder::decode(const RawPage &page) const
{
    return readPageOf(page.body, [this](simdjson::ondemand::parser &parser, const QByteArray &body) {
        return RecordPageReader(parser, m_shape, m_names).read(body);
    });
}

} // namespace muster
