// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/tailcursor.h"

#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype tailLength = 1024;

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

} // namespace

std::optional<QByteArray> tailCursor(QByteArrayView body)
{
    const QByteArrayView tail = body.last(std::min(body.size(), tailLength));
    const QByteArrayView key("\"continuationToken\"");
    const qsizetype found = tail.lastIndexOf(key);
    if (found < 0)
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
    if (walker.take(",") && !(walker.take("\"count\"") && walker.take(":") && walker.digits()))
        return std::nullopt;
    if (!walker.take("}") || !walker.atEnd())
        return std::nullopt;
    return token.toByteArray();
}

} // namespace muster
