// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/foreignformat.h"

#include <QByteArray>
#include <algorithm>
#include <array>

namespace muster {

namespace {

struct Sign
{
    QByteArrayView bytes;
    ForeignFormat format;
    qsizetype place = 0;
};

constexpr std::array signs{
    Sign{"PK\x03\x04", ForeignFormat::Packed},
    Sign{"PK\x05\x06", ForeignFormat::Packed}, // a zip of no files
    Sign{"PK\x07\x08", ForeignFormat::Packed}, // the first part of several
    Sign{"\x1F\x8B", ForeignFormat::Packed}, // gzip
    Sign{"BZh", ForeignFormat::Packed},
    Sign{"\xFD"
         "7zXZ",
         ForeignFormat::Packed},
    Sign{"7z\xBC\xAF\x27\x1C", ForeignFormat::Packed},
    Sign{"Rar!\x1A\x07", ForeignFormat::Packed},
    Sign{"\x28\xB5\x2F\xFD", ForeignFormat::Packed}, // Zstandard
    Sign{"\x04\x22\x4D\x18", ForeignFormat::Packed}, // LZ4
    Sign{"ustar", ForeignFormat::Packed, 257},
    Sign{"\xD0\xCF\x11\xE0", ForeignFormat::Document},
    Sign{"%PDF-", ForeignFormat::Document},
};

bool isMarkup(QByteArrayView head)
{
    // UTF-16 text has a zero beside each of these letters.
    QByteArray start;
    for (const char c : head.first(std::min<qsizetype>(head.size(), 128))) {
        if (c != '\0' && c != '\xFF' && c != '\xFE')
            start += c;
    }
    if (start.startsWith("\xEF\xBB\xBF"))
        start.remove(0, 3);
    start = start.trimmed().toLower();
    return std::ranges::any_of(std::array{"<?xml", "<!doctype", "<html", "<svg", "<rss", "<!--"},
                               [&start](const char *sign) { return start.startsWith(sign); });
}

} // namespace

ForeignFormat foreignFormatOf(QByteArrayView head)
{
    for (const Sign &sign : signs) {
        if (head.size() >= sign.place && head.sliced(sign.place).startsWith(sign.bytes))
            return sign.format;
    }
    return isMarkup(head) ? ForeignFormat::Markup : ForeignFormat::None;
}

Result<void> refusePacked(QByteArrayView head, const QString &subject)
{
    const ForeignFormat format = foreignFormatOf(head);
    if (format == ForeignFormat::None || format == ForeignFormat::Markup)
        return {};
    return failure(ErrorKind::BadInput, "file_workbook", subject);
}

Result<void> refuseForeign(QByteArrayView head, const QString &subject)
{
    if (foreignFormatOf(head) == ForeignFormat::Markup)
        return failure(ErrorKind::BadInput, "file_markup", subject);
    return refusePacked(head, subject);
}

} // namespace muster
