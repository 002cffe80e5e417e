// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/tableformat.h"

#include <array>

namespace muster {

namespace {

struct EncodingName
{
    SourceEncoding encoding;
    QLatin1String key;
};

constexpr std::array encodingNames{
    EncodingName{SourceEncoding::Utf8, QLatin1String("utf-8")},
    EncodingName{SourceEncoding::Utf16LittleEndian, QLatin1String("utf-16le")},
    EncodingName{SourceEncoding::Utf16BigEndian, QLatin1String("utf-16be")},
    EncodingName{SourceEncoding::Windows1252, QLatin1String("windows-1252")},
};

} // namespace

QString sourceEncodingKey(SourceEncoding encoding)
{
    for (const EncodingName &name : encodingNames) {
        if (name.encoding == encoding)
            return name.key;
    }
    Q_UNREACHABLE();
}

std::optional<SourceEncoding> sourceEncodingFromKey(const QString &key)
{
    for (const EncodingName &name : encodingNames) {
        if (key == name.key)
            return name.encoding;
    }
    return std::nullopt;
}

QStringList columnNames(QStringList header, const QString &nameless)
{
    while (header.size() > 1 && header.constLast().trimmed().isEmpty())
        header.removeLast();
    for (qsizetype column = 0; column < header.size(); ++column) {
        header[column] = header[column].trimmed();
        if (header[column].isEmpty())
            header[column] = nameless.arg(column + 1);
    }
    return header;
}

} // namespace muster
