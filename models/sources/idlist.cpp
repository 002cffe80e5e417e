// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/idlist.h"

#include <QFile>
#include <QSet>
#include <QUtf8StringView>

namespace muster {

namespace {

class Collector
{
public:
    void take(QString text, qint64 line)
    {
        text = text.trimmed();
        if (text.size() >= 2 && text.startsWith(u'"') && text.endsWith(u'"'))
            text = text.mid(1, text.size() - 2).trimmed();
        if (text.isEmpty())
            return;
        const InteractionIdFault fault = interactionIdFault(text);
        const IdList::Place place{line, text.left(longestInteractionId), fault};
        if (fault != InteractionIdFault::None) {
            list.malformed.append(place);
        } else if (m_seen.contains(text)) {
            list.duplicates.append(place);
        } else {
            m_seen.insert(text);
            list.ids.append(text);
        }
    }
    IdList list;

private:
    QSet<QString> m_seen;
};

} // namespace

Result<IdList> IdList::parse(const QByteArray &utf8)
{
    if (!QUtf8StringView(utf8).isValidUtf8())
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("not_utf8")});
    QString text = QString::fromUtf8(utf8);
    if (text.startsWith(QChar(QChar::ByteOrderMark)))
        text.remove(0, 1);
    Collector collector;
    qint64 line = 1;
    qsizetype from = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        const QChar c = at < text.size() ? text[at] : QChar(u'\n');
        if (c != u'\n' && c != u'\r' && c != u',' && c != u';' && c != u'\t')
            continue;
        collector.take(text.mid(from, at - from), line);
        from = at + 1;
        line += c == u'\n' ? 1 : 0;
        const IdList &list = collector.list;
        if (list.ids.size() + list.malformed.size() + list.duplicates.size() > maxIds)
            return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("too_many_ids")});
    }
    return collector.list;
}

Result<IdList> IdList::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        const char *code = file.exists() ? "file_error" : "not_found";
        return failure({.kind = ErrorKind::File, .code = QLatin1String(code), .subject = path});
    }
    const QByteArray bytes = file.read(maxBytes + 1);
    if (bytes.size() > maxBytes)
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("too_large"), .subject = path});
    auto list = parse(bytes);
    if (!list)
        list.error().subject = path;
    return list;
}

IdList IdList::of(const QStringList &texts)
{
    Collector collector;
    for (qsizetype at = 0; at < texts.size(); ++at)
        collector.take(texts[at], at + 1);
    return collector.list;
}

} // namespace muster
