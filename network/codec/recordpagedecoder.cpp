// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/recordpagedecoder.h"

#include "network/codec/recordpagereader.h"

#include <algorithm>

namespace muster {

namespace {

// A parser's buffers grow with the largest page it has seen; beyond this they are given back.
constexpr qsizetype keptBytes = 4 << 20;

ApiError unusable(ErrorKind kind, const QString &code)
{
    ApiError error;
    error.kind = kind;
    error.code = code;
    return error;
}

} // namespace

RecordPageDecoder::RecordPageDecoder(const QStringList &columns, const RecordPageShape &shape)
    : m_shape(shape)
{
    m_names.reserve(static_cast<std::size_t>(columns.size()));
    for (const QString &column : columns)
        m_names.push_back(column.toStdString());
}

Result<RecordPage> RecordPageDecoder::decode(const RawPage &page) const
{
    if (page.body.size() > maxBytes)
        return failure(unusable(ErrorKind::LimitExceeded, QStringLiteral("page_bytes")));
    const QByteArray start = page.body.left(64).trimmed();
    if (start.isEmpty() || start.startsWith('<'))
        return failure(
            unusable(ErrorKind::NotFromApi, start.isEmpty() ? QStringLiteral("empty_body") : QStringLiteral("markup")));
    // simdjson would skip a byte order mark; the contract knows none.
    if (start.startsWith("\xEF\xBB\xBF"))
        return failure(unusable(ErrorKind::BrokenBody, QStringLiteral("byte_order_mark")));
    static thread_local simdjson::ondemand::parser parser;
    QByteArray body = page.body;
    if (body.capacity() < body.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING))
        body.reserve(body.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    auto result = RecordPageReader(parser, m_shape, m_names).read(body);
    if (body.size() > keptBytes)
        parser = simdjson::ondemand::parser();
    return result;
}

} // namespace muster
