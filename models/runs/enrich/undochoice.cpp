// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undochoice.h"

#include "models/runs/enrich/undovalues.h"

#include <QSet>
#include <QStringDecoder>

namespace muster {

namespace {

constexpr qsizetype maxId = 1'000;

tl::unexpected<ApiError> refused(const char *code, qsizetype line = 0)
{
    return failure({.kind = ErrorKind::BadInput,
                    .code = QString::fromLatin1(code),
                    .detail = line > 0 ? QString::number(line) : QString()});
}

bool hasControls(const QString &id)
{
    return std::any_of(id.cbegin(), id.cend(), [](QChar one) { return one.category() == QChar::Other_Control; });
}

} // namespace

Result<QStringList> parseContactIds(QByteArrayView text)
{
    if (text.size() > UndoChoice::maxBytes)
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

Result<std::vector<bool>> leftOutBy(const UndoChoice &choice, const UndoValues &values)
{
    if (choice.kind == UndoChoice::Kind::All)
        return std::vector<bool>();
    const bool only = choice.kind == UndoChoice::Kind::Only;
    std::vector<bool> leftOut(values.units(), only);
    for (const QString &id : choice.ids) {
        const auto unit = values.find(id.toStdString());
        if (!unit)
            return failure(
                {.kind = ErrorKind::BadInput, .code = QStringLiteral("not_in_backup"), .subject = id.left(200)});
        leftOut[*unit] = !only;
    }
    return leftOut;
}

} // namespace muster
