// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/contactids.h"

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

} // namespace muster
